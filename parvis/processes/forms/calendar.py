from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.ui.optional import needed_later

from ..models import Phase, Process, Urgency
from ..stages import LABELS
from .words import Words, in_our_time

FORMAT = "%Y-%m-%dT%H:%M"
MIDNIGHT = _("At 00:00 it closes as the day begins: the day before is the last one.")


def moment(label, hint="") -> forms.DateTimeField:
    """A day and an hour on the clocks of the instance: the view sets the time zone."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT)
    unreadable = _("Write the day and the hour like this: 2027-03-14 18:00.")
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        required=False,
        widget=widget,
        validators=[in_our_time],
        error_messages={"invalid": unreadable},
    )


def day(label, **kwargs) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    unreadable = _("Write the date like this: 2027-03-14.")
    wrong = {"invalid": unreadable}
    return forms.DateField(
        label=label, widget=widget, required=False, validators=[in_our_time], error_messages=wrong, **kwargs
    )


class CalendarForm(forms.Form):
    """Every phase of the loop with its two moments; an empty one is not announced."""

    def __init__(self, data=None, *, process: Process):
        self.process = process
        self.phases = {phase.kind: phase for phase in process.phases.all()}
        super().__init__(data)
        for kind in LABELS:
            phase = self.phases.get(kind)
            self.fields[f"{kind}_opens"] = moment(_("Opens"))
            self.fields[f"{kind}_closes"] = moment(_("Closes"))
            needed_later(self, f"{kind}_opens", f"{kind}_closes")  # the page says above which may stay empty
            self.fields[f"{kind}_note"] = Words(_("A word about it"))
            if phase:
                self.initial[f"{kind}_opens"] = phase.opens_at
                self.initial[f"{kind}_closes"] = phase.closes_at
                self.initial[f"{kind}_note"] = phase.note

    def parts(self) -> list[dict]:
        return [
            {
                "kind": kind,
                "title": label,
                "moments": [self[f"{kind}_opens"], self[f"{kind}_closes"]],
                "note": self[f"{kind}_note"],
            }
            for kind, label in LABELS.items()
        ]

    def clean(self):
        typed = super().clean() or {}
        for kind in LABELS:
            opens, closes = typed.get(f"{kind}_opens"), typed.get(f"{kind}_closes")
            if opens and closes and closes <= opens:
                self.add_error(f"{kind}_closes", _("It must close after it opens: move one of the two."))
        return typed

    def phases_typed(self) -> dict:
        """What changes.set_calendar takes."""
        typed = self.cleaned_data
        return {kind: (typed[f"{kind}_opens"], typed[f"{kind}_closes"], typed[f"{kind}_note"]) for kind in LABELS}


class LengthenForm(forms.Form):
    """A later end, with the notice that everyone reads."""

    closes_at = moment(_("New end"), MIDNIGHT)
    notice = Words(
        _("Public notice"),
        _("Why the date moves. It stays beside the dates."),
        long=True,
        required=True,
        error_messages={"required": _("Write the public notice: it says why the date moves.")},
    )

    def __init__(self, data=None, *, phase: Phase):
        self.phase = phase
        super().__init__(data, initial={"closes_at": phase.closes_at})
        self.fields["closes_at"].required = True
        self.fields["closes_at"].error_messages["required"] = _("Give the new end.")

    def clean_closes_at(self):
        closes_at = self.cleaned_data["closes_at"]
        if closes_at == self.phase.closes_at:
            raise forms.ValidationError(_("This is the end announced: choose a later day."))
        return closes_at


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Public reason"),
        help_text=_("Everyone will read it at the top of the process. A stopped process never opens again."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("Write the public reason.")},
    )


class QuietForm(forms.Form):
    """The election period of a process: two days, or none."""

    first = day(_("From"))
    last = day(_("Until, this day included"))

    def __init__(self, data=None, *, process: Process):
        super().__init__(data, initial={"first": process.quiet_from, "last": process.quiet_until})

    def clean(self):
        typed = super().clean() or {}
        first, last = typed.get("first"), typed.get("last")
        if not self.errors and bool(first) != bool(last):
            self.add_error("last" if first else "first", _("Give both days, or neither."))
        elif first and last and last < first:
            self.add_error("last", _("The last day comes after the first: move one of the two."))
        return typed


class CloseForm(forms.Form):
    """Closing contributions at once: what alone allows it, and the motive everyone reads."""

    ground = forms.ChoiceField(
        label=_("What demands it"),
        choices=[*Urgency.choices, ("other", _("Another reason"))],
        error_messages={"required": _("Say what demands it.")},
    )
    motive = Words(
        _("Public reason"),
        _("What happened, and what becomes of those who had not spoken yet. It stays beside the dates."),
        long=True,
        required=True,
        error_messages={"required": _("Write the public reason.")},
    )
