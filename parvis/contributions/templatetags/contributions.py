"""What the pages of contributions draw."""

from django import template
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.ui.charts import per_cent

from .. import base, cards, details, names
from ..actions.receipts import written

register = template.Library()


@register.filter
def receipt_code(code: str) -> str:
    """A receipt code as it is printed: two groups of five."""
    return written(code)


@register.simple_tag
def support_base(process) -> str:
    """What the figures of support on a page rest on, and the page that tells it whole: as it was some seconds ago."""
    key = f"support-base:{process.pk}:{get_language()}"
    if (said := cache.get(key)) is None:
        url = reverse("contributions:people", args=[process.slug])
        said = format_html('{} <a href="{}">{}</a>.', base.recent(process).words, url, _("Who took part"))
        cache.set(key, said, base.KEPT)
    return said


@register.simple_tag
def bar_width(share: float) -> str:
    """A share in [0, 1] as the width of a bar."""
    return per_cent(share, 1)


@register.filter
def name(contribution) -> str:
    """What names a contribution for anyone: never a word of what was hidden or withdrawn."""
    return details.title(contribution)


@register.filter
def place(heading):
    """A section, with the language of its title."""
    return names.section(heading.kind, heading.number, tuple(heading.title.items()), get_language())


@register.simple_tag(takes_context=True)
def arguments(context, side):
    """Arguments of one side of discussion.py, each with the button of who finds it useful."""
    return cards.drawn_arguments(side, useful=context["standing"].values, open=bool(context["process"].is_open))
