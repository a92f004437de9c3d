"""“That is not what I said”: the author of a contribution says so, someone answers, the guarantor sees both."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.contributions.models import Contribution
from parvis.people.models import Person

from ..models import Citation, Dispute, Node
from .tree import Refused, record


@transaction.atomic
def raise_dispute(
    *, contribution: Contribution, words: str, node: Node | None = None, citation: Citation | None = None
) -> Dispute:
    """Its author objects to a place (node), to a sentence (citation), or to being outside the subject (neither).

    Raises Refused while a former one waits for its answer, unless it says the same.
    """
    Contribution.objects.select_for_update().get(pk=contribution.pk)
    if citation:
        node = citation.version.node
    waiting = contribution.disputes.filter(answered_at=None).first()
    if waiting and (waiting.words, waiting.node_id) == (words, node.pk if node else None):
        return waiting
    if waiting:
        raise Refused(_("What you said before waits for its answer: you can speak again after it."))
    dispute = Dispute.objects.create(contribution=contribution, node=node, citation=citation, words=words)
    record("dispute.raised", contribution.process, contribution.public_id, _about(dispute))
    return dispute


@transaction.atomic
def answer_dispute(*, dispute: Dispute, answer: str, by: Person | None) -> bool:
    """Answer once. False when someone already did."""
    waiting = Dispute.objects.filter(pk=dispute.pk, answered_at=None)
    if not waiting.update(answer=answer, answered_at=Now(), answered_by=by):
        return False
    record("dispute.answered", dispute.contribution.process, dispute.contribution.public_id, {})
    return True


def _about(dispute: Dispute) -> dict:
    """Where, never the words: they are for the guarantor."""
    return {
        "node": dispute.node.public_id if dispute.node else "",
        "sentence": dispute.citation.position if dispute.citation else 0,
    }
