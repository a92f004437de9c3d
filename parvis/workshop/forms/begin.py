from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.processes.models import Process

from ..cases import CASES
from ..models import Means
from .fields import hours, whole


class BeginForm(forms.Form):
    """Which common case to begin from; "" for an empty page."""

    case = forms.ChoiceField(required=False, choices=lambda: [("", ""), *((name, name) for name in CASES)])


class WorkloadForm(forms.Form):
    """Who answers in a process, and with how much time."""

    people = whole(_("How many people can answer?"), most=10_000)
    hours = hours(_("How many hours a week each?"))
    minutes = whole(_("How many minutes for one answer?"), most=600)

    def __init__(self, data=None, *, process: Process):
        self.process = process
        self.means = Means.objects.filter(process=process).first()
        kept = {name: getattr(self.means, name) for name in ("people", "hours", "minutes")} if self.means else {}
        super().__init__(data, initial=kept or {"minutes": 15})
        for name in self.fields:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Write a number: an estimate will do.")

    def save(self) -> Means:
        return Means.objects.update_or_create(process=self.process, defaults=self.cleaned_data)[0]
