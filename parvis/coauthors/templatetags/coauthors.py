"""Who signed with the author, on pages of one modification and of one person."""

from django import template

from parvis.contributions.models import Contribution, Participant

from ..actions import given_by
from ..models import CoSignature
from ..named import listed, names_of

register = template.Library()


@register.simple_tag
def co_authors(contribution: Contribution) -> str:
    """All of them in words; one query, asked only where there are some."""
    return listed(names_of([contribution.pk])[contribution.pk])


@register.simple_tag
def my_signature(participant: Participant, contribution: Contribution) -> CoSignature | None:
    return given_by(participant, contribution)


@register.simple_tag
def signed_by(participant: Participant) -> list[CoSignature]:
    """What someone signed with its author, the latest first."""
    return list(participant.co_signatures.select_related("contribution").order_by("-pk"))
