from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.contributions.forms.base import Words, signed
from parvis.decisions.models import Answer
from parvis.processes.models import Office
from parvis.ui.optional import needed_later

from .models import Service

REASON = 6_000  # characters
LARGEST = 2 * 1024 * 1024  # bytes of a spreadsheet
DAYS = [(7, _("One week")), (30, _("One month")), (90, _("Three months"))]


def day(label, **kwargs) -> forms.DateField:
    errors = {"required": _("Give the day."), "invalid": _("Give the day as on a calendar, such as 2027-03-14.")}
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=errors, **kwargs)


class ServiceForm(forms.Form):
    """What a service writes: an answer may be kept unfinished, and say later what it lacks."""

    status = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=Answer.Status,
        widget=forms.RadioSelect({"class": "short"}),
        required=False,
        error_messages={"invalid_choice": _("Choose what becomes of it among the answers offered.")},
    )
    ground = forms.ChoiceField(
        label=_("Ground, when it is not kept"),
        help_text=_("“Political choice” is an honest ground: say so rather than hide behind another."),
        choices=[("", _("Choose a ground")), *Answer.Ground.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose one of the grounds offered.")},
    )
    reason = Words(
        label=_("Reason"),
        help_text=_("Say why, to the person who wrote it: at least 80 characters, without jargon."),
        at_most=REASON,
        at_least=0,
        lines=7,
    )
    place = Words(
        label=_("Place in the decision"),
        help_text=_(
            "Article, deliberation, page or address. Kept for later: the date. Outside our powers: who is competent, "
            "and whether it was forwarded."
        ),
        at_most=200,
        at_least=0,
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=settings.LANGUAGES)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "status", "ground", "reason", "place", "office")

    def clean(self):
        said = super().clean() or {}
        if said.get("status") != Answer.Status.NOT_KEPT:
            said["ground"] = ""
        said["seen"] = said.get("seen") or 0
        return said

    @property
    def said(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class DraftForm(ServiceForm):
    office = forms.ModelChoiceField(
        Office.objects.order_by("slug"),
        label=_("Office that answers"),
        empty_label=_("Choose the office"),
        required=False,
    )
    field_order = ("status", "ground", "reason", "place", "office", "language", "seen")


class SendBackForm(forms.Form):
    remark = Words(
        label=_("What to change"),
        help_text=_("Who wrote it reads this."),
        enter=_("Write what to change."),
        at_most=2_000,
        lines=3,
    )


class SignForm(forms.Form):
    signed_by = signed(hint=_("Your name and your function, as everyone reads them under the answers."))

    def __init__(self, *args, in_own_name: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not in_own_name:  # a deputy signs as the act of delegation says
            del self.fields["signed_by"]


class DayForm(forms.Form):
    publish_on = day(
        _("Day of publication"),
        help_text=_(
            "Announced to everyone at once. Signed answers come out together that day; today, they come out now."
        ),
    )


class AssignForm(forms.Form):
    """A service from the list, or the name of a new one."""

    service = forms.ModelChoiceField(
        Service.objects.all(), label=_("Service"), empty_label=_("Choose a service"), required=False
    )
    name = Words(label=_("Or a new service"), at_most=160, at_least=2)
    due_on = day(_("Internal date"), help_text=_("By when the service gives its drafts. Not public."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "service", "name")

    def clean(self):
        typed = super().clean() or {}
        if not (self.errors or typed.get("service") or typed.get("name")):
            self.add_error("service", _("Choose a service, or write the name of a new one."))
        return typed

    def chosen(self) -> Service:
        return self.cleaned_data["service"] or Service.objects.get_or_create(name=self.cleaned_data["name"])[0]


class LinkForm(forms.Form):
    service = forms.ModelChoiceField(
        Service.objects.all(),
        label=_("Service"),
        empty_label=_("Choose a service"),
        error_messages={"required": _("Choose the service the link is for.")},
    )
    days = forms.TypedChoiceField(label=_("It works for"), choices=DAYS, coerce=int)


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=_("Spreadsheet, filled in"),
        help_text=_(
            "The XLSX file downloaded here, 2 MB at most. Nothing is written before you have seen what changes."
        ),
        error_messages={"required": _("Choose the file."), "empty": _("This file is empty: choose the one filled in.")},
    )

    def clean_sheet(self):
        sheet = self.cleaned_data["sheet"]
        if sheet.size > LARGEST:
            raise forms.ValidationError(_("The file holds 2 MB at most: send it in several parts."))
        return sheet
