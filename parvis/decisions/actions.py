"""Answering in public. A published answer is never changed: a new one takes its place and the former stays readable."""

from django.db import transaction
from django.db.models.functions import Now

from parvis.contributions.models import Contribution
from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.ui import page_cache

from .models import Answer

SAID = ("office", "status", "ground", "reason", "language", "place", "signed_by")


@transaction.atomic
def publish_answer(*, contribution: Contribution, published_at=None, **said) -> Answer:
    """Answer a contribution; the same answer given twice changes nothing.

    said: office, status, reason (80 characters at least), signed_by, and ground, place, language when they apply.
    published_at: for answers first published elsewhere or before; now by default.
    Raises IntegrityError when the answer is not whole: see the constraints of Answer.
    """
    if unknown := set(said) - set(SAID):
        raise ValueError(f"an answer does not hold {', '.join(sorted(unknown))}")
    Contribution.objects.select_for_update().get(pk=contribution.pk)
    former = contribution.answers.filter(replaced_at=None).first()
    if former and all(getattr(former, field) == value for field, value in said.items()):
        return former
    if former:
        Answer.objects.filter(pk=former.pk).update(replaced_at=Now())
    answer = Answer.objects.create(contribution=contribution, published_at=published_at or database_now(), **said)
    ledger.record(
        "answer.replaced" if former else "answer.published",
        process=contribution.process.public_id,
        object=answer.public_id,
        body={
            "contribution": contribution.public_id,
            "replaces": former.public_id if former else "",
            "office": answer.office.slug,
            **{field: getattr(answer, field) for field in SAID if field != "office"},
        },
    )
    page_cache.bump(contribution.process.slug)
    return answer
