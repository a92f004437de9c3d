from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.people.models import Person

from ..promises.actions import today
from .lines import day, url
from .words import Words


def past(form: forms.Form, name: str):
    """The day typed, which is not one to come."""
    if form.cleaned_data[name] > today():
        raise forms.ValidationError(_("This day is still to come: give the day it happened."))
    return form.cleaned_data[name]


def needed(form: forms.Form, name: str, sentence) -> None:
    form.fields[name].required = True
    form.fields[name].error_messages["required"] = sentence


class KeepForm(forms.Form):
    """A promise kept, with what proves it."""

    kept_on = day(_("Kept on"))
    evidence = Words(
        _("Evidence"),
        _("What anyone can check: a page, a place, a deliberation."),
        long=True,
        required=True,
        error_messages={"required": _("Say what proves it.")},
    )
    evidence_url = url(_("Link to the evidence"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed(self, "kept_on", _("Give the day it was kept."))

    def clean_kept_on(self):
        return past(self, "kept_on")


class DelayForm(forms.Form):
    """A new date, with its public reason."""

    new_due_on = day(_("New date"))
    reason = Words(
        _("Reason for the delay"),
        _("It will be public."),
        long=True,
        required=True,
        error_messages={"required": _("Write the reason for the delay.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed(self, "new_due_on", _("Give the new date."))


class MootForm(forms.Form):
    """What made a promise pointless, with what proves it."""

    moot_on = day(_("Since"))
    evidence = Words(
        _("What happened"),
        _("A dissolution, a text withdrawn, a judgment: what anyone can check."),
        long=True,
        required=True,
        error_messages={"required": _("Say what made it pointless.")},
    )
    evidence_url = url(_("Link to the evidence"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed(self, "moot_on", _("Give the day from which it no longer had an object."))

    def clean_moot_on(self):
        return past(self, "moot_on")


class HolderForm(forms.Form):
    """Who holds an office from a day on."""

    name = forms.CharField(
        label=_("Who holds it"),
        help_text=_("First name and name, as on a door."),
        max_length=120,
        error_messages={"required": _("Write the name of the person.")},
    )
    since = day(_("Since"))
    email = forms.EmailField(
        label=_("E-mail address of their account"),
        help_text=_("Not shown. Reminders go there; without it, to who organises."),
        required=False,
        error_messages={"invalid": _("Write the whole address, like name@example.org.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed(self, "since", _("Give the day it began."))

    def clean_email(self) -> Person | None:
        """The account, which must be one of the staff."""
        if not (address := self.cleaned_data["email"]):
            return None
        person = Person.objects.by_email(address)
        if person is None or not person.is_staff:
            raise forms.ValidationError(_("No account of the staff has this address: ask the operator to open one."))
        return person
