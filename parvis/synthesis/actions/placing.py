"""Where contributions stand. Each act is done once, whoever else does the same at that moment.

What readers already see stays before their eyes until the synthesis is published again.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.contributions.models import Contribution
from parvis.people.models import Person

from ..models import Attachment, Node, Reading
from .tree import Refused, hold, record


@transaction.atomic
def place(*, contribution: Contribution, nodes: list[Node], by: Person | None) -> list[Attachment]:
    """Put a contribution under these ideas, beside those it already stands under. Gives the new attachments.

    It is then no longer outside the subject. Raises Refused when an idea was removed meanwhile.
    """
    hold(contribution.process)
    standing = set(Node.objects.standing().filter(process=contribution.process_id).values_list("pk", flat=True))
    if not nodes or any(node.pk not in standing for node in nodes):
        raise Refused(_("This idea was removed meanwhile: choose another one."))
    _read(contribution, by)
    if _take(contribution.attachments.filter(node=None)):
        record("contribution.detached", contribution.process, contribution.public_id, {"node": ""})
    done = []
    for node in nodes:
        attachment, new = Attachment.objects.get_or_create(
            contribution=contribution, node=node, defaults={"attached_by": by}
        )
        if new or attachment.taken_at:
            Attachment.objects.filter(pk=attachment.pk).update(taken_at=None)
            record("contribution.attached", contribution.process, contribution.public_id, {"node": node.public_id})
            done.append(attachment)
    return done


@transaction.atomic
def put_outside(*, contribution: Contribution, reason: str, by: Person | None) -> Attachment:
    """Call a contribution outside the subject, with a reason everyone can read; another reason takes its place.

    Raises Refused while it stands under an idea.
    """
    hold(contribution.process)
    if contribution.attachments.standing().filter(node__isnull=False).exists():
        raise Refused(_("This contribution stands under an idea: take it from there first."))
    _read(contribution, by)
    outside = contribution.attachments.filter(node=None)
    if former := outside.standing().filter(outside=reason).first():
        return former
    _take(outside)
    if attachment := outside.filter(outside=reason).first():
        Attachment.objects.filter(pk=attachment.pk).update(taken_at=None)
    else:
        attachment = Attachment.objects.create(contribution=contribution, outside=reason, attached_by=by)
    record("contribution.outside", contribution.process, contribution.public_id, {"reason": reason})
    return attachment


@transaction.atomic
def take_back(*, contribution: Contribution, node: Node | None) -> bool:
    """Take a contribution from an idea, or from outside the subject (node None). False when it was not there."""
    hold(contribution.process)
    if not _take(contribution.attachments.filter(node=node)):
        return False
    body = {"node": node.public_id if node else ""}
    record("contribution.detached", contribution.process, contribution.public_id, body)
    return True


@transaction.atomic
def read_later(*, contribution: Contribution, by: Person | None) -> None:
    """Read, and left for later: it comes back after those nobody has read."""
    _read(contribution, by)


def _take(places: QuerySet[Attachment]) -> int:
    """Take back what stands among these places. Returns how many."""
    unseen = places.filter(announced=None).delete()[0]
    return unseen + places.filter(taken_at=None).update(taken_at=Now())


def _read(contribution: Contribution, by: Person | None) -> None:
    Reading.objects.get_or_create(contribution=contribution, defaults={"read_by": by})
