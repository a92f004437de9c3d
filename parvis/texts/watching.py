"""What is recorded of an amendment, and changes where it stands in the text under discussion."""

from django.dispatch import receiver

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.ledger.signals import recorded

from . import anchoring


@receiver(recorded, dispatch_uid="texts.work_out_again")
def work_out_again(sender, act: str, object: str, **rest) -> None:
    if act in {"contribution.edited", "contribution.restored"}:
        changed = Contribution.objects.filter(public_id=object, kind=Kind.MODIFICATION).first()
        if changed is not None:
            anchoring.work_out_again(changed)
