"""Two participants counted as one say once whether something was really done: the latest answer stays."""

from django.dispatch import receiver

from parvis.contributions.models import Participant
from parvis.contributions.signals import participants_merged

from .models import RealityCheck


@receiver(participants_merged, dispatch_uid="follow_up.merge_checks")
def merge_checks(sender, kept: Participant, absorbed: Participant, **rest) -> None:
    held = {check.milestone_id: check for check in kept.reality_checks.all()}
    for check in absorbed.reality_checks.all():
        rival = held.get(check.milestone_id)
        older = min(filter(None, [rival, check]), key=lambda one: (one.given_at, one.pk))
        if rival:
            older.delete()
        if rival is None or older == rival:
            RealityCheck.objects.filter(pk=check.pk).update(participant=kept)
