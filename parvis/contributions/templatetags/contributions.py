"""What the pages of contributions draw."""

from django import template

from .. import cards, details, names
from ..actions.receipts import written

register = template.Library()


@register.filter
def receipt_code(code: str) -> str:
    """A receipt code as it is printed: two groups of five."""
    return written(code)


@register.filter
def name(contribution) -> str:
    """What names a contribution for anyone: never a word of what was hidden or withdrawn."""
    return details.title(contribution)


@register.filter
def place(heading):
    """A section, with the language of its title."""
    return names.heading(heading.kind, heading.number, heading.title).html()


@register.simple_tag(takes_context=True)
def argument(context, said):
    """One argument of discussion.py, with the button of who finds it useful."""
    useful = said.row["pk"] in context["standing"].values
    return cards.drawn_argument(said.row, mine=useful, open=bool(context["process"].is_open))
