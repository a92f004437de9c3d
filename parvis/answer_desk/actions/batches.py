"""Answers are published together on the day that was announced, by the clock of the database."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.decisions import owing
from parvis.decisions.actions import publish_answer
from parvis.ledger import actions as ledger
from parvis.people.models import Person
from parvis.processes.blocks import refuse
from parvis.processes.models import Process, Promise
from parvis.processes.promises.actions import kept, today
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from ..models import Batch, Draft
from .drafts import Refused


@transaction.atomic
def announce(process: Process, *, publish_on: date, by: Person | None) -> Batch:
    """Every signed answer that waits for a day is published on this one. Announced for today, it is at once.

    Raises Refused when nothing is signed, or for a day past.
    """
    Process.objects.select_for_update().get(pk=process.pk)
    if publish_on < today():
        raise Refused(_("This day has passed: choose today or a later one."))
    signed = Draft.objects.filter(process=process, state=Draft.State.SIGNED, batch=None)
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

    One transaction an answer: killed midway, the next run goes on from where it stopped; run twice, nothing twice.
    """
    due = Batch.objects.filter(published_at=None, publish_on__lte=today(), **({"process": process} if process else {}))
    return sum(publish_batch(batch) for batch in due.order_by("pk"))


def publish_batch(batch: Batch) -> int:
    """What is signed of a batch whose day has come; what was taken back meanwhile waits for another day."""
    keys = batch.drafts.filter(state=Draft.State.SIGNED).order_by("pk").values_list("pk", flat=True)
    done = sum(publish(key) for key in list(keys))
    with transaction.atomic():
        left = batch.drafts.filter(state=Draft.State.SIGNED)
        if not left.exists():
            Batch.objects.filter(pk=batch.pk, published_at=None).update(published_at=Now())
    return done


@transaction.atomic
def publish(key: int) -> bool:
    """Publish one signed draft; False when another did, and for words hidden or taken back since: it waits for them."""
    drafts = Draft.objects.select_for_update(of=("self",))
    draft = drafts.select_related("process", "contribution__process", "node__process", "office").get(pk=key)
    if draft.state != Draft.State.SIGNED:
        return False
    if draft.contribution and draft.contribution.state != "published":
        Draft.objects.filter(pk=key).update(batch=None)
        return False
    refuse("L10", draft.process, status=draft.status, reason=draft.reason, place=draft.place)
    about = {"node": draft.node} if draft.node else {"contribution": draft.contribution}
    draft.answer = publish_answer(**about, **draft.said)
    draft.state, draft.published_at = Draft.State.PUBLISHED, Now()
    draft.save(update_fields=["answer", "state", "published_at"])
    return True


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
