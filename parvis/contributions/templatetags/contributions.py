"""What the pages of contributions draw."""

from django import template

from .. import cards
from ..actions.receipts import written

register = template.Library()


@register.filter
def receipt_code(code: str) -> str:
    """A receipt code as it is printed: two groups of five."""
    return written(code)


@register.simple_tag(takes_context=True)
def argument(context, said):
    """One argument of discussion.py, with the button of who finds it useful."""
    useful = said.row["pk"] in context["standing"].values
    return cards.drawn_argument(said.row, mine=useful, open=bool(context["process"].is_open))
