"""Publishing a decision, comparing it with what was asked, saying “I changed my mind”, ending the follow-up."""

from collections.abc import Iterable

from django.db import transaction

from parvis.contributions.models import Contribution
from parvis.processes.blocks import refuse
from parvis.processes.models import Process
from parvis.processes.promises import actions as promises
from parvis.processes.promises.kinds import Promised
from parvis.synthesis.models import Node

from .. import facts
from ..models import ComparisonRow, Decision, MindChange
from .record import record

DECIDED = "office title body url decided_on votes_for votes_against abstentions takes_account".split()


@transaction.atomic
def publish_decision(process: Process, **said) -> Decision:
    """Publish what was decided, or put it right; the same words again change nothing.

    said: the fields DECIDED. A decision is a fact, always published. Raises Blocked (L08) when it is said to take the
    contributions into account while there was none, or some had no place in a synthesis published by then.
    """
    Process.objects.select_for_update().get(pk=process.pk)
    if said.get("takes_account"):
        refuse("L08", process, **facts.account_facts(process, said["decided_on"]))
    former = Decision.objects.filter(process=process).first()
    if former and all(getattr(former, name) == value for name, value in said.items()):
        return former
    decision, new = Decision.objects.update_or_create(process=process, defaults=said)
    before = facts.before_synthesis(process, decision.decided_on)
    body = {name: getattr(decision, name) for name in DECIDED} | {"before_synthesis": before}
    record("decision.published" if new else "decision.corrected", process, decision.public_id, **body)
    promises.kept(
        process, Promised.DECISION, evidence=decision.title, evidence_url=decision.url, kept_on=decision.decided_on
    )
    return decision


@transaction.atomic
def compare(decision: Decision, node: Node, **said) -> ComparisonRow:
    """Put beside an idea what was decided of it. said: asked, decided, place, status. The same again is nothing."""
    Decision.objects.select_for_update().get(pk=decision.pk)
    former = ComparisonRow.objects.filter(decision=decision, node=node).first()
    if former and all(getattr(former, name) == value for name, value in said.items()):
        return former
    row, _new = ComparisonRow.objects.update_or_create(decision=decision, node=node, defaults=said)
    record("decision.compared", decision.process, decision.public_id, node=node, **said)
    return row


@transaction.atomic
def change_mind(process: Process, *, contributions: Iterable[Contribution], **said) -> MindChange:
    """said: office, words, signed_by. The same said twice is said once."""
    Process.objects.select_for_update().get(pk=process.pk)
    for former in MindChange.objects.filter(process=process, office=said["office"], signed_by=said["signed_by"]):
        if former.words == said["words"]:
            return former
    change = MindChange.objects.create(process=process, **said)
    change.contributions.set(contributions)
    thanks = sorted(contribution.public_id for contribution in change.contributions.all())
    record("mind.changed", process, change.public_id, contributions=thanks, **said)
    return change


@transaction.atomic
def end_follow_up(decision: Decision) -> None:
    """Nothing more will be reported. Raises Blocked (L17) while something promised is neither done nor given up."""
    decision.refresh_from_db(from_queryset=Decision.objects.select_for_update().select_related("process"))
    if decision.followed_until:
        return
    refuse("L17", decision.process, pending=len(facts.pending(decision.process)))
    decision.followed_until = facts.today()
    decision.save(update_fields=["followed_until"])
    record("follow_up.ended", decision.process, decision.public_id)
