"""Tags and filters every template has without loading them."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.forms import Textarea
from django.template.loader import get_template
from django.utils.html import format_html

from parvis import access
from parvis.ledger.ids import new_public_id

from .. import charts, drawings, icons, typography, words
from .. import prose as written

register = template.Library()


@register.filter
def number(value, decimals=None):
    return words.number(value, decimals)


@register.filter
def percent(share, decimals=0):
    return words.percent(share, decimals)


@register.filter
def size(value):
    return words.size(value)


@register.filter
def day(value, style=""):
    """The day in words, inside <time>; nothing when there is no date. Styles: "short", "no-year"."""
    return _day(value, style, words.language(), settings.PARVIS_TIME_ZONE) if value else ""


@lru_cache(maxsize=2000)
def _day(value, style, _language, _zone):
    return format_html('<time datetime="{}">{}</time>', f"{words.here(value):%Y-%m-%d}", words.day(value, style))


@register.filter
def day_words(value, style=""):
    """The day in words without markup, for attributes and sentences."""
    return words.day(value, style) if value else ""


@register.filter
def moment(value):
    """The day and the hour, inside <time>."""
    if not value:
        return ""
    stamp = words.at_the_place(value).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}, {}</time>', stamp, words.day(value), words.hour(value))


@register.simple_tag
def period(start, end):
    return words.period(start, end)


@register.simple_tag
def once():
    """The hidden input that makes a form do its work once, however often it is sent: see people.idempotency."""
    return format_html('<input type="hidden" name="once" value="{}">', new_public_id())


@register.filter
def prose(text, language=""):
    return written.prose(str(text or ""), language)


@register.filter
def lines(text, language=""):
    return written.lines(text, language)


@register.filter
def commands(text):
    """A sentence whose `commands` stand between backticks, as <code>."""
    return written.commands(str(text))


@register.filter
def shorten(text, length):
    return words.cut(str(text), length)


@register.filter
def typo(text, language="fr"):
    return typography.typo(str(text), language)


@register.simple_tag(takes_context=True)
def may(context, name, row=None):
    """{% may "contributions.propose" process as verdict %}: true or false, with .reason and .way_out."""
    return access.verdict(context["request"].user, name, row)


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The address of this page with parameters changed; None removes one."""
    request = context["request"]
    parameters = request.GET.copy()
    for key, value in changes.items():
        if value is None or value == "":
            parameters.pop(key, None)
        elif isinstance(value, list | tuple):
            parameters.setlist(key, [str(part) for part in value])
        else:
            parameters[key] = str(value)
    return f"{request.path}?{parameters.urlencode()}" if parameters else request.path


@register.simple_tag
def icon(name, label=""):
    return icons.icon(name, label)


@register.simple_tag
def drawn(template, **values):
    """{% drawn "ui/bar.html" agree=1 mixed=2 %}: an include that sees only these values, and is kept (drawings.py)."""
    return drawings.drawn(template, values)


@register.simple_tag
def shares(*counts):
    return charts.shares(*counts)


@register.simple_tag
def day_bars(points):
    return charts.day_bars(points)


@register.simple_block_tag(takes_context=False)
def card(content, title="", url="", over="", tone=""):
    """{% card title=… url=… over="Article 4 · Title I" %}…{% endcard %}"""
    return get_template("ui/card.html").render(
        {"title": title, "url": url, "over": over, "tone": tone, "content": content}
    )


@register.simple_block_tag(takes_context=False)
def fold(content, summary, open=False):
    """{% fold summary="The method" %}…{% endfold %}: shown on demand, without a script."""
    return get_template("ui/fold.html").render({"summary": summary, "open": open, "content": content})


@register.filter
def when(value):
    """A date as a day; words as they are."""
    return day(value, "short-year") if hasattr(value, "month") else value


@register.filter
def is_tick(field):
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def is_long(field):
    return isinstance(field.field.widget, Textarea)


@register.filter
def error_count(form):
    return sum(len(errors) for errors in form.errors.values())
