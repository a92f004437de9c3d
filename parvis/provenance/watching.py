"""What is recorded of a text or of a vote, and changes who brought its words in."""

from django.db.models import F, Max
from django.dispatch import receiver

from parvis.amendments.models import Carrying
from parvis.ledger.signals import recorded
from parvis.texts.models import BillVersion

OF_VOTES = {"amendment.settled", "amendment.stage_taken_back"}


@receiver(recorded, dispatch_uid="provenance.work_out")
def work_out(sender, act: str, object: str, body: dict, **rest) -> None:
    if act == "text.published":
        _begin(object, 1)
    elif act == "text.version_published":
        _later(BillVersion.objects.filter(public_id=object), 0)
    elif act == "chamber.list_read":
        _later(BillVersion.objects.filter(public_id=object), 1)
    elif act in OF_VOTES:
        carrying = Carrying.objects.filter(public_id=body["carrying"], listed=None)
        _later(BillVersion.objects.filter(carryings__in=carrying), 1)


def _later(versions, after: int) -> None:
    """Those from `after` versions later on, when there are any."""
    rows = versions.annotate(last=Max("bill__versions__number")).filter(last__gte=F("number") + after)
    for bill, number in rows.values_list("bill__public_id", "number"):
        _begin(bill, number + after)


def _begin(bill: str, number: int) -> None:
    from .working import work_out_from  # long to load, and only here

    work_out_from.enqueue(bill, number)
