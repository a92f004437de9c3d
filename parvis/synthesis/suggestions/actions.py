"""Switching the help on, asking it to compute, deciding on what it suggests. Only a person places a contribution."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.contributions.models import Contribution
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.ui.translated import Translated

from ..actions.placing import place
from ..actions.tree import Refused, add_node, record
from ..models import Node
from . import tasks
from .models import Decision, Help, Kind, Stage, Suggestion


def _hold(process: Process) -> Help:
    Help.objects.get_or_create(process=process)
    return Help.objects.select_for_update().get(process=process)


@transaction.atomic
def switch(*, process: Process, on: bool, by: Person) -> Help:
    """Off, what was suggested and not decided is shown no more; the log stays."""
    help = _hold(process)
    if help.is_on == on:
        return help
    help.is_on, help.switched_by_name, help.switched_at = on, str(by), Now()
    if help.is_under_way:
        help.stage = Stage.CANCELLED
    help.save()
    record("suggestions.switched", process, "", {"on": "yes" if on else "no"})
    return help


@transaction.atomic
def ask(*, process: Process) -> Help:
    """Compute again, beside the web; a computing already under way makes room for this one. Raises Refused when off."""
    help = _hold(process)
    if not help.is_on:
        raise Refused(_("The help is switched off for this process: switch it on first."))
    help.run, help.stage, help.changed_at = help.run + 1, Stage.WAITING, Now()
    help.save()
    transaction.on_commit(partial(tasks.suggest.enqueue, process.public_id, help.run))
    return help


@transaction.atomic
def stop(*, process: Process) -> bool:
    """False when nothing was under way. What was found before stays."""
    help = _hold(process)
    if not help.is_under_way:
        return False
    help.stage, help.changed_at = Stage.CANCELLED, Now()
    help.save()
    return True


@transaction.atomic
def accept(*, suggestion: Suggestion, by: Person, title: Translated | None = None, under: Node | None = None) -> None:
    """Nothing is placed by it. title, under: of the idea that an accepted theme becomes.

    Raises Refused when someone decided before, or when the suggestion no longer stands.
    """
    found = _open(suggestion, by)
    if found.kind == Kind.THEME:
        if title is None:
            raise ValueError("an accepted theme becomes an idea: it needs a title")
        found.node = add_node(process=found.process, title=title, parent=under)
    _decide(found, Decision.ACCEPTED, by)


@transaction.atomic
def refuse(*, suggestion: Suggestion, by: Person) -> None:
    """It is not suggested again. Raises Refused as accept does."""
    _decide(_open(suggestion, by), Decision.REFUSED, by)


@transaction.atomic
def place_members(
    *, suggestion: Suggestion, contributions: Iterable[Contribution], node: Node, by: Person
) -> list[Contribution]:
    """A person puts these members of an accepted suggestion under an idea; those it never held are left alone.

    Raises Refused when it is not accepted, when none is left, or when the idea was removed.
    """
    suggestion = Suggestion.objects.select_related("process").get(pk=suggestion.pk)
    if suggestion.decision != Decision.ACCEPTED:
        raise Refused(_("Accept this suggestion first."))
    if node.process_id != suggestion.process_id:
        raise Refused(_("This idea was removed meanwhile: choose another one."))
    asked = {one.pk for one in contributions}
    shown = Contribution.objects.visible().filter(suggested__suggestion=suggestion, pk__in=asked)
    placed = list(shown.select_related("process"))
    if not placed:
        raise Refused(_("Tick the contributions to place."))
    for contribution in placed:
        place(contribution=contribution, nodes=[node], by=by)
    return placed


def _open(suggestion: Suggestion, by: Person) -> Suggestion:
    if not by.display_name:
        raise Refused(_("Write your name in your account first: what is decided here is signed."))
    found = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if found.decision:
        raise Refused(_("%(name)s decided on this suggestion before you.") % {"name": found.decided_by_name})
    if found.replaced_at:
        raise Refused(_("This suggestion no longer stands: the texts changed meanwhile."))
    return found


def _decide(suggestion: Suggestion, decision: Decision, by: Person) -> None:
    suggestion.decision, suggestion.decided_by = decision, by
    suggestion.decided_by_name, suggestion.decided_at = by.display_name, Now()
    suggestion.save()
    body = {
        "kind": suggestion.kind,
        "contributions": suggestion.members.count(),
        "score": round(suggestion.score * 1000),  # thousandths
        "method": suggestion.method,
        "version": suggestion.version,
        "node": suggestion.node.public_id if suggestion.node else "",
    }
    record(f"suggestion.{decision}", suggestion.process, suggestion.public_id, body)
