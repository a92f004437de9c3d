"""What the page of a modification tells of the chamber."""

from django import template

from ..models import Carrying, Duty
from ..rules import seats

register = template.Library()


@register.simple_tag
def carried(contribution) -> dict:
    """Two queries, asked only of a modification somebody acted on or owes an answer to."""
    return {
        "carryings": list(Carrying.objects.filter(amendment=contribution.pk).select_related("member", "amendment")),
        "duties": list(Duty.objects.filter(amendment=contribution.pk).select_related("office", "promise__office")),
    }


@register.simple_tag
def seated(person) -> bool:
    """Whether someone signed in may carry; one query."""
    return seats(person).exists()
