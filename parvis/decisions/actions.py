"""Answering in public. A published answer is never changed: a new one takes its place and the former stays readable."""

from django.db import transaction
from django.db.models.functions import Now

from parvis.contributions.models import Contribution
from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.synthesis.actions.tree import hold
from parvis.synthesis.models import Node
from parvis.ui import page_cache

from . import outcomes
from .models import Answer, Reply

SAID = ("office", "status", "ground", "reason", "language", "place", "signed_by")


@transaction.atomic
def publish_answer(
    *, contribution: Contribution | None = None, node: Node | None = None, published_at=None, **said
) -> Answer:
    """Answer a contribution, or an idea of the synthesis; the same answer given twice changes nothing.

    said: office, status, reason (80 characters at least), signed_by, and ground, place, language when they apply.
    published_at: for answers first published elsewhere or before; now by default.
    Raises IntegrityError when the answer is not whole: see the constraints of Answer.
    """
    if unknown := set(said) - set(SAID):
        raise ValueError(f"an answer does not hold {', '.join(sorted(unknown))}")
    about = contribution or node
    if about is None or (contribution and node):
        raise ValueError("an answer is about a contribution or about an idea, one of the two")
    if node:
        hold(node.process)  # what is being placed under it meanwhile is answered too
    type(about).objects.select_for_update().get(pk=about.pk)
    former = about.answers.filter(replaced_at=None).first()
    if former and all(getattr(former, field) == value for field, value in said.items()):
        return former
    if former:
        Answer.objects.filter(pk=former.pk).update(replaced_at=Now())
    answer = Answer.objects.create(
        contribution=contribution, node=node, published_at=published_at or database_now(), **said
    )
    outcomes.settle(node.attachments.values_list("contribution", flat=True) if node else [about.pk])
    ledger.record(
        "answer.replaced" if former else "answer.published",
        process=about.process.public_id,
        object=answer.public_id,
        body={
            "node" if node else "contribution": about.public_id,
            "replaces": former.public_id if former else "",
            "office": answer.office.slug,
            **{field: getattr(answer, field) for field in SAID if field != "office"},
        },
    )
    page_cache.bump(about.process.slug)
    return answer


@transaction.atomic
def reply(*, answer: Answer, contribution: Contribution, satisfied: bool, words: str = "") -> Reply:
    """The author of a contribution says whether its answer answers them; another reply takes the place of the first."""
    Contribution.objects.select_for_update().get(pk=contribution.pk)
    said, _new = Reply.objects.update_or_create(
        answer=answer,
        contribution=contribution,
        defaults={"satisfied": satisfied, "words": "" if satisfied else words, "said_at": Now()},
    )
    counted = Answer.objects.with_replies().get(pk=answer.pk)
    body = {"satisfied": counted.people_answered, "not_satisfied": counted.people_not}
    ledger.record("answer.replies_counted", process=contribution.process.public_id, object=answer.public_id, body=body)
    page_cache.bump(contribution.process.slug)
    return said
