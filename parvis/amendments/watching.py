"""A support that passes what the pact says is seen at once; the night sees what this did not."""

from functools import lru_cache

from django.db import transaction
from django.dispatch import receiver

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.contributions.signals import stance_taken
from parvis.contributions.stances import Value
from parvis.ledger.signals import recorded
from parvis.processes.models import Process

from . import support
from .actions.duties import follow, open_duties
from .models import Duty

SHOWN_OR_NOT = {"contribution.hidden", "contribution.restored", "contribution.withdrawn"}


@receiver(stance_taken, dispatch_uid="amendments.watch_support")
def watch_support(sender, contribution: Contribution, value: str, **rest) -> None:
    """No query but for a modification people agree with, then once a process."""
    if contribution.kind != Kind.MODIFICATION or value != Value.AGREE:
        return
    least = _asked(contribution.process.public_id)
    if least and contribution.agree >= least:
        transaction.on_commit(lambda: look(contribution.public_id), robust=True)


@receiver(recorded, dispatch_uid="amendments.follow_what_is_shown")
def follow_what_is_shown(sender, act: str, object: str, **rest) -> None:
    if act in SHOWN_OR_NOT:
        follow(Duty.objects.filter(amendment__public_id=object))


def look(public_id: str) -> None:
    """The count of support decides; the total of the contribution only told whether it was worth counting."""
    for amendment in support.may_reach().filter(public_id=public_id):
        open_duties(amendment)


@lru_cache(maxsize=1024)
def _asked(process: str) -> int:
    """How many people the pact of a process asks for, 0 without a rule: what was signed never changes."""
    rule = Process.objects.filter(public_id=process).values_list("pact__carrying_rule", flat=True).first()
    return int((rule or {}).get("people") or 0)
