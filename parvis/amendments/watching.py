"""A support that passes what the pact says is seen at once; the night sees what this did not."""

from functools import lru_cache

from django.db import transaction
from django.dispatch import receiver

from parvis.contributions.stances import Value
from parvis.ledger.signals import recorded
from parvis.processes.models import Process

from . import support
from .actions.duties import open_duties


@receiver(recorded, dispatch_uid="amendments.watch_support")
def watch_support(sender, act: str, process: str, object: str, body: dict, **rest) -> None:
    if act == "stance.taken" and body["value"] == Value.AGREE and (least := _asked(process)):
        transaction.on_commit(lambda: look(object, least), robust=True)


def look(public_id: str, least: int) -> None:
    """The count of support decides; the total of the contribution only tells whether it is worth counting."""
    rows = support.may_reach().filter(public_id=public_id, agree__gte=least)
    for amendment in rows:
        open_duties(amendment)


@lru_cache(maxsize=1024)
def _asked(process: str) -> int:
    """How many people the pact of a process asks for, 0 without a rule: what was signed never changes."""
    rule = Process.objects.filter(public_id=process).values_list("pact__carrying_rule", flat=True).first()
    return int((rule or {}).get("people") or 0)
