"""Channels people answered one contribution by, as rule L14 lets them be told: on its page, in its groups, in files."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from analysis.small_groups import Block, blocks, coarser

from .kinds import Channel
from .stances import Value

APART = " ; "  # between the channels told together, in files
VIEWS = (Value.AGREE, Value.MIXED, Value.DISAGREE)

Answers = Mapping[str, Mapping[str, int]]  # channel → value → people


def told(answers: Answers) -> list[Block]:
    """The same channels together everywhere, so that no page gives away by subtraction what another one hides.

    Each block holds 0 or at least 11 people, of those who answered as of those who gave a view. Its people: those who
    answered. Empty when nothing may be told.
    """
    known = blocks({channel: sum(values.values()) for channel, values in answers.items()})
    views = {channel: sum(values.get(value, 0) for value in VIEWS) for channel, values in answers.items()}
    parts = coarser(views, known) if any(views.values()) else known
    return [Block(one.groups, sum(sum(answers[name].values()) for name in one.groups)) for one in parts]


def words(channels: Sequence[str], spoken: Mapping[Any, Promise]) -> str:
    """ "on paper", "at the counter, in a meeting or on paper", "" for none; spoken: the words of each channel."""
    names = [str(spoken.get(name, name)) for name in channels]
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s or %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def read(text: str) -> str:
    """Channels of a file, told alone, together or not at all, as they are kept. Raises ValueError for any other."""
    names = [Channel(name).value for name in text.split(APART)] if text else []
    if names != sorted(set(names)):
        raise ValueError(text)
    return APART.join(names)
