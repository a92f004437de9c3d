from django import template

from .. import facts, states
from ..models import Milestone

register = template.Library()


@register.simple_tag
def asked_with(receipt) -> list[Milestone]:
    """What the holder of a receipt is asked: milestones done weeks ago, of the ideas its contributions stand under."""
    rows = receipt.process.milestones.exclude(done_on=None).select_related("process")
    day = facts.today()
    return [
        milestone
        for milestone in rows
        if states.asks(milestone, day) and facts.said_under(milestone).filter(receipts=receipt).exists()
    ]
