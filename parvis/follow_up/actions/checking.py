"""“Was it really done?”: people who supported an idea say what they saw."""

from django.db import transaction
from django.db.models.functions import Now

from parvis.contributions.models import Participant

from ..models import Milestone, RealityCheck
from .record import record


@transaction.atomic
def check(milestone: Milestone, participant: Participant, *, value: str, words: str, language: str) -> RealityCheck:
    """One answer each; a new one takes the place of the former. The record holds the answer, neither who nor words."""
    Participant.objects.select_for_update().get(pk=participant.pk)
    former = RealityCheck.objects.filter(milestone=milestone, participant=participant).first()
    if former and (former.value, former.words, former.language) == (value, words, language):
        return former
    if former and former.words == words:
        former.value = value
        former.save(update_fields=["value"])
        given = former
    else:  # new words are read anew: what a moderator said of the former ones is not about them
        if former:
            former.delete()
        given = RealityCheck.objects.create(
            milestone=milestone, participant=participant, value=value, words=words, language=language
        )
    record("milestone.checked", milestone.process, milestone.public_id, value=value)
    return given


@transaction.atomic
def hide_words(check: RealityCheck, *, reason: str) -> None:
    """The answer still counts; its words give way to the reason. Twice is once."""
    if RealityCheck.objects.filter(pk=check.pk, hidden_at=None).update(hidden_at=Now(), hidden_reason=reason):
        record("check.hidden", check.milestone.process, check.public_id, reason=reason)


@transaction.atomic
def show_words(check: RealityCheck) -> None:
    hidden = RealityCheck.objects.filter(pk=check.pk).exclude(hidden_at=None)
    if hidden.update(hidden_at=None, hidden_reason=""):
        record("check.shown", check.milestone.process, check.public_id)
