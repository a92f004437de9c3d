from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.forms.base import Words
from parvis.processes.models import Office
from parvis.ui.optional import needed_later


class HandoverForm(forms.Form):
    """The disagreements left, or that none is: silence is neither."""

    office = forms.ModelChoiceField(
        Office.objects.order_by("slug"),
        label=gettext_lazy("Handed over to"),
        empty_label=gettext_lazy("Choose the office"),
        error_messages={"required": gettext_lazy("Choose the office.")},
    )
    disagreements = Words(
        label=gettext_lazy("Disagreements left"),
        help_text=gettext_lazy(
            "One a line: on what, who holds what. They are public, and part of what is handed over."
        ),
        at_most=20_000,
        lines=8,
    )
    none_left = forms.BooleanField(label=gettext_lazy("No disagreement is left"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "disagreements")

    def clean(self):
        typed = super().clean() or {}
        lines = [line.strip() for line in typed.get("disagreements", "").splitlines() if line.strip()]
        if lines and typed.get("none_left"):
            self.add_error("none_left", _("You wrote disagreements above: take this mark off, or take them off."))
        typed["lines"] = lines if lines else [] if typed.get("none_left") else None
        return typed
