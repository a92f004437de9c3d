"""Suggestions as pages show them: with the words of those still shown, never of others."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from analysis.redline import Piece, compare
from parvis.contributions.actions.publishing import words
from parvis.contributions.models import Contribution
from parvis.processes.models import Process

from ..models import Attachment
from .models import Decision, Kind, Member, Suggestion, SuggestionQuerySet

CENTRAL = 3  # texts shown in a list


@dataclass
class Shown:
    """A suggestion with the first of its texts; shown and people: see SuggestionQuerySet.with_counts."""

    suggestion: Suggestion
    texts: list[Contribution] = field(default_factory=list)


@dataclass(frozen=True)
class Text:
    """A member, whole. changes: what it says otherwise than the text shown, for copies; placed: under some idea."""

    contribution: Contribution
    changes: list[Piece] | None
    placed: bool


def suggestions(process: Process) -> SuggestionQuerySet:
    return Suggestion.objects.filter(process=process).select_related("node").with_counts()


def shown(rows: Sequence[Suggestion], count: int = CENTRAL) -> list[Shown]:
    """Two queries, whatever their number."""
    found = {row.pk: Shown(row) for row in rows}
    first = Q(position__lte=count) | Q(suggestion__kind=Kind.COPY, position__lte=1)
    for member in _members().filter(first, suggestion__in=found).order_by("suggestion", "position"):
        texts = found[member.suggestion_id].texts
        if not (texts and found[member.suggestion_id].suggestion.kind == Kind.COPY):  # of copies, one is enough
            texts.append(member.contribution)
    return list(found.values())


def texts(suggestion: Suggestion, after: int, count: int) -> tuple[list[Text], int | None]:
    """Members after a position, whole; the position to go on from, if any."""
    placed = Exists(Attachment.objects.standing().filter(contribution=OuterRef("contribution")))
    rows = _members().filter(suggestion=suggestion).annotate(is_placed=placed).order_by("position")
    found = list(rows.filter(position__gt=after)[: count + 1])
    model = rows.first() if suggestion.kind == Kind.COPY else None
    told = []
    for member in found[:count]:
        changes = None
        if model and member.pk != model.pk:
            changes = compare(words(model.contribution), words(member.contribution))
        told.append(Text(member.contribution, changes, member.is_placed))
    return told, found[count - 1].position if len(found) > count else None


def about(contribution: Contribution) -> list[Shown]:
    """What is suggested of a contribution, or was and was accepted; nothing once the help is switched off."""
    rows = suggestions(contribution.process).filter(
        Q(decision=Decision.ACCEPTED) | Q(decision="", replaced_at=None),
        process__help__is_on=True,
        pk__in=Member.objects.filter(contribution=contribution).values("suggestion"),
    )
    found = [row for row in rows if row.node is None or row.node.removed_at is None]
    by_kind: dict[str, list[Suggestion]] = defaultdict(list)
    for row in found:
        by_kind[row.kind].append(row)
    return [Shown(by_kind[kind][-1]) for kind in Kind if by_kind[kind]]


def _members():
    visible = Contribution.objects.visible()
    return Member.objects.filter(contribution__in=visible).select_related("contribution__organisation")
