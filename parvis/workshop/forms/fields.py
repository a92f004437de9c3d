"""Fields of the guided path. Nothing is required: what is left empty is told on the summary, never lost."""

from decimal import Decimal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis.processes.forms.calendar import day as day
from parvis.processes.forms.words import Words, cleaned
from parvis.ui.translated import TranslatedWidget

LONGEST = 20_000  # characters of one answer in one language
MANY = 1_000_000_000


class OneLanguageFirst(TranslatedWidget):
    """The language of the page in sight, the others one tap away; those already written stand open."""

    template_name = "workshop/words.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        here = (get_language() or "")[:2]
        parts = list(zip(self.codes, context["widget"]["subwidgets"], strict=True))
        context["widget"]["first"] = [part for code, part in parts if code == here]
        context["widget"]["others"] = [part for code, part in parts if code != here]
        return context


def words(label, hint="", *, long: bool = False) -> Words:
    return Words(label, hint, long=long, widget=OneLanguageFirst(long=long))


class Line(forms.CharField):
    """A text that is the same in every language, cleaned."""

    def __init__(self, label, hint="", *, rows: int = 0, max_length: int = 120):
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        self.rows = rows
        super().__init__(label=label, help_text=hint, widget=widget, max_length=max_length, required=False)

    def clean(self, value):
        return cleaned(super().clean(value), long=bool(self.rows))


def whole(label, hint="", *, least: int = 1, most: int = MANY) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=least,
        max_value=most,
        error_messages={"invalid": _("Write a whole number, in figures.")},
    )


def hours(label, hint="") -> forms.DecimalField:
    """Hours in a week, by the half; a comma is as good as a point."""
    return Hours(
        label=label,
        help_text=hint,
        required=False,
        min_value=Decimal("0.5"),
        max_value=60,
        max_digits=4,
        decimal_places=1,
        error_messages={"invalid": _("Write a number of hours, such as 4 or 2.5.")},
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class Hours(forms.DecimalField):
    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def choice(label, choices, hint="", *, empty=None) -> forms.ChoiceField:
    """Radio buttons, one a line; empty: a list to open, with these words for no choice."""
    if empty is not None:
        return forms.ChoiceField(label=label, help_text=hint, choices=[("", empty), *choices], required=False)
    return forms.ChoiceField(label=label, help_text=hint, choices=choices, required=False, widget=forms.RadioSelect)
