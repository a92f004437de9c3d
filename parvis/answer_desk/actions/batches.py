"""Answers are published together on the day that was announced, by the clock of the database."""

from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _

from parvis.contributions.models import Contribution
from parvis.decisions import actions as decisions
from parvis.decisions import owing
from parvis.decisions.models import Answer
from parvis.decisions.outcomes import chunks
from parvis.ledger import actions as ledger
from parvis.people.models import Person
from parvis.processes.blocks import Forbidden, refuse
from parvis.processes.models import Process, Promise
from parvis.processes.promises.actions import kept, today
from parvis.synthesis.models import Node
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from ..models import Batch, Draft
from .drafts import Refused


@transaction.atomic
def announce(process: Process, *, publish_on: date, by: Person | None) -> Batch:
    """Every signed answer that waits for a day, to what still stands, is published on this one. Announced for today,
    it is at once.

    Raises Refused when nothing is signed, or for a day past.
    """
    Process.objects.select_for_update().get(pk=process.pk)
    if publish_on < today():
        raise Refused(_("This day has passed: choose today or a later one."))
    shown = Q(contribution__in=Contribution.objects.visible()) | Q(node__in=Node.objects.standing())  # others do not
    signed = Draft.objects.filter(shown, process=process, state=Draft.State.SIGNED, batch=None)
    batch, _new = Batch.objects.get_or_create(
        process=process, publish_on=publish_on, published_at=None, defaults={"announced_by": by}
    )
    if not (count := signed.update(batch=batch)) and _new:
        raise Refused(_("No signed answer waits for a day: sign some first."))
    if count:
        body = {"day": publish_on.isoformat(), "answers": batch.drafts.count()}
        ledger.record("answers.announced", process=process.public_id, object=batch.public_id, body=body)
        page_cache.bump(process.slug)
    return batch


def publish_due(process: Process | None = None) -> int:
    """For the night: publish what was announced for today or before. Returns how many answers.

    Each batch comes out whole or not at all: killed midway, the next run does it; run twice, nothing twice. One that is
    refused waits, and holds none of the others back; the operator is told of the first.
    """
    due = Batch.objects.filter(published_at=None, publish_on__lte=today(), **({"process": process} if process else {}))
    published, refused = 0, None
    for batch in due.select_related("process").order_by("pk"):
        try:
            published += publish_batch(batch)
        except Forbidden as refusal:
            refused = refused or refusal
    if refused:
        raise refused
    return published


@transaction.atomic
def publish_batch(batch: Batch) -> int:
    """What is signed of a batch whose day has come; what was taken back meanwhile waits for another day, as do answers
    to words hidden or withdrawn since, and to ideas removed.

    Who publishes the same batch at once waits here, then finds nothing left.
    """
    Process.objects.select_for_update(no_key=True).get(pk=batch.process_id)
    signed = _to_publish(batch)
    decisions.publish_answers([Answer(contribution=one.contribution, node=one.node, **one.said) for one in signed])
    held = Answer.objects.filter(replaced_at=None).values("pk")
    answer = Coalesce(
        Subquery(held.filter(contribution=OuterRef("contribution"))), Subquery(held.filter(node=OuterRef("node")))
    )
    for keys in chunks(draft.pk for draft in signed):
        rows = Draft.objects.filter(pk__in=keys)
        rows.update(answer=answer, state=Draft.State.PUBLISHED, published_at=Now())
    Batch.objects.filter(pk=batch.pk, published_at=None).update(published_at=Now())
    return len(signed)


def _to_publish(batch: Batch) -> list[Draft]:
    """Locked, with what they answer; those whose words are no longer shown, or whose idea was removed, leave the
    batch."""
    waiting = batch.drafts.filter(state=Draft.State.SIGNED).order_by("pk")
    ideas = Node.objects.filter(drafts__in=waiting).select_related("process")
    decisions.hold(waiting.filter(node=None).values_list("contribution", flat=True), list(ideas))
    signed = list(waiting.select_for_update())
    keys = [draft.contribution_id for draft in signed if draft.contribution_id]
    shown = Contribution.objects.visible().only("public_id", "process").in_bulk(keys)
    standing = set(ideas.standing().values_list("pk", flat=True))
    left = {draft.pk for draft in signed if draft.contribution_id not in shown and draft.node_id not in standing}
    for some in chunks(left):
        Draft.objects.filter(pk__in=some).update(batch=None)
    signed = [draft for draft in signed if draft.pk not in left]
    prefetch_related_objects(signed, "office", "node")
    for draft in signed:
        refuse("L10", batch.process, status=draft.status, reason=draft.reason, place=draft.place)
        draft.contribution = shown.get(draft.contribution_id)
        draft.about.process = batch.process
    return signed


@transaction.atomic
def close_answers(process: Process) -> Promise | None:
    """Say that a process is answered: the promise of answers is kept. None when it owes no such promise.

    Raises Blocked (L09) while anything owed waits for its answer.
    """
    owing.refuse_while_owed(process)
    evidence = Translated(
        fr="Chaque contribution au-dessus du seuil et chaque idée de la synthèse a sa réponse.",
        en="Every contribution above the threshold and every idea of the synthesis has its answer.",
    )
    return kept(process, "answers", evidence=evidence)
