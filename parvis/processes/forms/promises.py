from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.people.models import Person

from ..promises.actions import today
from .lines import day, url
from .words import Words


def needed_day(label, lack) -> forms.DateField:
    """lack: the sentence said while it is missing."""
    field = day(label)
    field.required = True
    field.error_messages["required"] = lack
    return field


def past_day(label, lack) -> forms.DateField:
    """A day which is not one to come."""
    field = needed_day(label, lack)
    field.validators = [*field.validators, not_to_come]
    return field


def not_to_come(when: date) -> None:
    if when > today():
        raise forms.ValidationError(gettext("This day is still to come: give the day it happened."))


class KeepForm(forms.Form):
    """A promise kept, with what proves it."""

    kept_on = past_day(_("Kept on"), _("Give the day it was kept."))
    evidence = Words(
        _("Evidence"),
        _("What anyone can check: a page, a place, a deliberation."),
        long=True,
        required=True,
        error_messages={"required": _("Say what proves it.")},
    )
    evidence_url = url(_("Link to the evidence"))


class DelayForm(forms.Form):
    """A new date, with its public reason."""

    new_due_on = needed_day(_("New date"), _("Give the new date."))
    reason = Words(
        _("Reason for the delay"),
        _("It will be public."),
        long=True,
        required=True,
        error_messages={"required": _("Write the reason for the delay.")},
    )


class MootForm(forms.Form):
    """What made a promise pointless, with what proves it."""

    moot_on = past_day(_("Since"), _("Give the day from which it no longer applied."))
    evidence = Words(
        _("What happened"),
        _("A dissolution, a text withdrawn, a judgment: what anyone can check."),
        long=True,
        required=True,
        error_messages={"required": _("Say what made it pointless.")},
    )
    evidence_url = url(_("Link to the evidence"))


class HolderForm(forms.Form):
    """Who holds an office from a day on."""

    name = forms.CharField(
        label=_("Who holds it"),
        help_text=_("First name and name, as on a door."),
        max_length=120,
        error_messages={"required": _("Write the name of the person.")},
    )
    since = needed_day(_("Since"), _("Give the day it began."))
    email = forms.EmailField(
        label=_("E-mail address of their account"),
        help_text=_("Not shown. Reminders go there; without it, to who organises."),
        required=False,
        error_messages={"invalid": _("Write the whole address, like name@example.org.")},
    )

    def clean_email(self) -> Person | None:
        """The account, which must be one of the staff."""
        if not (address := self.cleaned_data["email"]):
            return None
        person = Person.objects.by_email(address)
        if person is None or not person.is_staff:
            raise forms.ValidationError(_("No account of the staff has this address: ask the operator to open one."))
        return person
