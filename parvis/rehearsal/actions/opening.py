"""Making a rehearsal, and destroying it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.exchange import bulk
from parvis.ledger.ids import REHEARSAL, new_rehearsal_id
from parvis.people.models import Person
from parvis.processes.blocks import Forbidden
from parvis.processes.changes import OF_PACT
from parvis.processes.models import DecisionStep, Document, Pact, Phase, Process, Question
from parvis.search import actions as search
from parvis.search.models import Document as Findable
from parvis.ui.translated import Translated

from ..invented import invent
from . import copying

FEWEST, MOST = 20, 400  # invented contributions
COPIED = ("territory", "office", "summary", "language")
LONGEST = 79  # characters of an address, before its mark


class Refused(Forbidden):
    """The text is a sentence for who asked."""


@transaction.atomic
def open_rehearsal(
    process: Process, *, people: Iterable[Person], by: Person | None = None, invented: int | None = None
) -> Process:
    """A rehearsal of a process for these people: its pact, phases, documents and text, with `invented` contributions;
    None copies what was said in the process itself, which must come from an import.

    Raises Refused.
    """
    former = Process.objects.select_for_update().get(pk=process.pk)
    if former.is_rehearsal:
        raise Refused(_("This is a rehearsal already."))
    if Process.objects.filter(rehearsal_of=former).exists():
        raise Refused(_("This process has a rehearsal already: reset it, or delete it first."))
    if invented is None and not former.source:
        raise Refused(_("Only what was imported is copied: the words of people who took part here are not tried out."))
    if invented is not None and not FEWEST <= invented <= MOST:
        raise Refused(_("Choose between %(fewest)d and %(most)d contributions.") % {"fewest": FEWEST, "most": MOST})
    rehearsal = _made(former, by)
    rehearsal.rehearsed_by.set({*people, *([by] if by else [])})
    copies = copying.text(former, rehearsal)
    if invented is None:
        copying.contributions(former, rehearsal, copies)
    else:
        drafts, provenance = invent(rehearsal, invented, list(copies.articles.values())), _("Invented for a rehearsal")
        bulk.write(rehearsal, [*copies.articles.values(), *drafts], provenance=provenance)
    copying.write_text(former, rehearsal, copies)
    return rehearsal


def _made(former: Process, by: Person | None) -> Process:
    rehearsal = Process.objects.create(
        public_id=new_rehearsal_id(),
        slug=REHEARSAL + former.slug[:LONGEST],
        rehearsal_of=former,
        title=_titled(former),
        created_by=by,
        **{name: getattr(former, name) for name in COPIED},
    )
    Pact.objects.create(process=rehearsal, **{name: getattr(former.pact, name) for name in OF_PACT})
    told: list[tuple[Any, Any]] = [
        (Phase, former.phases),
        (Document, former.documents),
        (Question, former.questions),
        (DecisionStep, former.steps),
    ]
    for model, rows in told:
        fields = [field.name for field in model._meta.fields if field.name not in {"id", "process", "public_id"}]
        model.objects.bulk_create(
            model(process=rehearsal, **{name: getattr(row, name) for name in fields}) for row in rows.all()
        )
    return rehearsal


def _titled(former: Process) -> Translated:
    told = {}
    for code, title in former.title.items():
        with override(code):
            told[code] = _("Rehearsal: %(title)s") % {"title": title}
    return Translated(told)


@transaction.atomic
def admit_people(rehearsal: Process, people: Iterable[Person]) -> None:
    """These people take part from now on, and nobody else but operators. Raises Refused when nobody is left."""
    if not (people := set(people)):
        raise Refused(_("Choose at least one person who takes part."))
    rehearsal.rehearsed_by.set(people)


@transaction.atomic
def drop(rehearsal: Process) -> None:
    """Destroy a rehearsal: every row of it. Raises Refused for any other process."""
    if not rehearsal.is_rehearsal:
        raise Refused(_("Only a rehearsal is deleted whole."))
    Findable.objects.filter(process=rehearsal.pk).delete()
    rehearsal.delete()
    search.compact()


@transaction.atomic
def reset(rehearsal: Process, *, by: Person | None = None) -> Process:
    """The same rehearsal as on its first day, for the same people."""
    former: Any = rehearsal.rehearsal_of
    people = list(rehearsal.rehearsed_by.all())
    invented = None if rehearsal.source else said_in(rehearsal)
    drop(rehearsal)
    return open_rehearsal(former, people=people, by=by, invented=invented)


def said_in(rehearsal: Process) -> int:
    return rehearsal.contributions.exclude(kind="article").count()
