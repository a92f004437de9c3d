"""The quarters of a place, one a line, as they are copied from a table."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.ui.optional import needed_later

from ..models import Process
from ..quarters import Line, fold, written
from .words import cleaned

MOST_LINES, NAME, MOST_PEOPLE, FIGURES = 200, 100, 2_000_000_000, 12
SPACES = re.compile(r"[\s\u00a0\u202f]")


class QuartersForm(forms.Form):
    population = forms.IntegerField(
        label=gettext_lazy("People who live in the whole place"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("Write a whole number, zero or more.")
        ),
    )
    lines = forms.CharField(
        label=gettext_lazy("Its quarters"),
        help_text=gettext_lazy("One a line: its name, a semicolon, how many people live there. “The Station; 7300”"),
        widget=forms.Textarea({"rows": 10}),
        max_length=30_000,
        required=False,
    )
    source = forms.CharField(
        label=gettext_lazy("Who counted them, and when"),
        help_text=gettext_lazy("It is shown beside the numbers. “Census of 2026”"),
        max_length=200,
        required=False,
    )

    def __init__(self, data=None, *, process: Process):
        place = process.territory
        lines = [f"{line.name}; {'' if line.people is None else line.people}".strip() for line in written(place)]
        initial = {"population": place.population, "source": place.population_source, "lines": "\n".join(lines)}
        super().__init__(data, initial=initial, label_suffix="")
        needed_later(self, "source")  # a number needs it

    def clean_lines(self) -> list[Line]:
        rows = [row.strip() for row in self.cleaned_data["lines"].splitlines() if row.strip()]
        if len(rows) > MOST_LINES:
            raise ValidationError(_("Write %(most)d quarters at most.") % {"most": MOST_LINES})
        found = [read(number, row) for number, row in enumerate(rows, start=1)]
        names = [fold(line.name) for line in found]
        if twice := next((line.name for line in found if names.count(fold(line.name)) > 1), ""):
            raise ValidationError(_("“%(name)s” is written twice: keep one of the two lines.") % {"name": twice})
        return found

    def clean_source(self) -> str:
        return cleaned(self.cleaned_data["source"])

    def clean(self):
        typed = super().clean() or {}
        counted = typed.get("population") is not None or any(line.people is not None for line in typed.get("lines", ()))
        if counted and not typed.get("source") and "source" not in self.errors:
            self.add_error("source", _("Say who counted these people, and when."))
        return typed


def read(number: int, row: str) -> Line:
    """Raises ValidationError."""
    name, _sep, people = re.sub(r"\t", ";", row).partition(";")
    name, figures = cleaned(name), SPACES.sub("", people)
    if not name or len(name) > NAME:
        raise ValidationError(
            _("Line %(number)d: write the name of the quarter, in %(most)d characters at most, before the semicolon.")
            % {"number": number, "most": NAME}
        )
    known = figures.isascii() and figures.isdecimal() and len(figures) <= FIGURES
    if figures and not (known and int(figures) <= MOST_PEOPLE):
        raise ValidationError(
            _("Line %(number)d: write after the semicolon a whole number of people, in figures.") % {"number": number}
        )
    return Line(name, int(figures) if figures else None)
