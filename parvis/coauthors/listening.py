"""What contributions tell: words changed, two participants are one."""

from django.db.models import F, Q
from django.dispatch import receiver

from parvis.contributions.models import Contribution, Participant
from parvis.contributions.signals import participants_merged, words_changed

from . import actions
from .models import CoSignature


@receiver(words_changed, dispatch_uid="coauthors.lapse")
def lapse(sender, contribution: Contribution, **rest) -> None:
    actions.lapse(contribution)


@receiver(participants_merged, dispatch_uid="coauthors.merge")
def merge(sender, kept: Participant, absorbed: Participant, **rest) -> None:
    """Nobody signs twice, nor their own words."""
    rows, ours = (CoSignature.objects.filter(participant=one) for one in (absorbed, kept))
    own = Q(contribution__participant=kept)
    twice = Q(contribution__in=list(ours.filter(withdrawn_at=None).values_list("contribution", flat=True)))
    actions.leave(rows.filter(own | twice))
    actions.leave(ours.filter(own))
    rows.filter(twice, withdrawn_at=None).update(withdrawn_at=F("removed_at"))  # the author had taken it off
    rows.update(participant=kept)
