"""What is recorded, and changes where an amendment stands in the text under discussion, or what its files say."""

from django.dispatch import receiver

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.ledger.signals import recorded

from . import anchoring
from .models import Bill


@receiver(recorded, dispatch_uid="texts.work_out_again")
def work_out_again(sender, act: str, object: str, **rest) -> None:
    if act in {"contribution.published", "contribution.edited", "contribution.restored"}:
        rows = Contribution.objects.filter(public_id=object, kind=Kind.MODIFICATION)
        if (changed := rows.filter(parent__superseded_at__isnull=False).first()) is not None:
            anchoring.work_out_again(changed)


@receiver(recorded, dispatch_uid="texts.print")
def print_it(sender, act: str, process: str, **rest) -> None:
    """Its title is that of the process, and is printed with it."""
    if act in {"text.published", "text.version_published", "process.published", "process.corrected"}:
        from .downloads import print_text  # long to load, and only here

        if Bill.objects.filter(process__public_id=process).exists():
            print_text.enqueue(process)
