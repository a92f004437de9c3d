"""What the page of a modification tells of the chamber."""

from django import template
from django.utils.translation import gettext as _

from parvis.ui.words import cut

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


@register.filter
def called(amendment, longest: int) -> str:
    """Its title, or the beginning of its words; never those that are no longer shown."""
    if amendment.hidden_at or amendment.withdrawn_at:
        return _("A modification that is no longer shown")
    return cut(str(amendment), longest)


@register.filter
def written_in(convention: str, otherwise: str) -> str:
    """The language of a wording; otherwise: that of the text, which the European Parliament repeats."""
    return {"fr": "fr", "uk": "en"}.get(convention[:2], otherwise)


@register.simple_tag
def seated(person) -> bool:
    """Whether someone signed in may carry; one query."""
    return seats(person).exists()
