"""What the pages of contributions draw."""

from django import template
from django.utils.html import format_html

from .. import cards, idempotency
from ..actions.receipts import written

register = template.Library()


@register.simple_tag
def once() -> str:
    """The hidden input that makes a form do its work once, however often it is sent."""
    return format_html('<input type="hidden" name="{}" value="{}">', idempotency.FIELD, idempotency.new_key())


@register.filter
def receipt_code(code: str) -> str:
    """A receipt code as it is printed: two groups of five."""
    return written(code)


@register.simple_tag(takes_context=True)
def argument(context, said):
    """One argument of discussion.py, with the button of who finds it useful."""
    useful = said.row["pk"] in context["standing"].values
    return cards.drawn_argument(said.row, mine=useful, open=bool(context["process"].is_open))
