from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.contributions.forms.base import Words
from parvis.people.models import Person, Role
from parvis.processes.models import Office
from parvis.processes.promises import owing
from parvis.processes.promises.actions import today

from .models import NAME, NUMBER

SIGNS = [("answers", _("Answers")), ("pacts", _("Pacts"))]
WRITE_THE_DATE = _("Write the date like this: 2027-03-14.")


def day(label, sentence, **kwargs) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, widget=widget, error_messages={"required": sentence, "invalid": WRITE_THE_DATE}, **kwargs
    )


class DeputyForm(forms.Form):
    """holder: who names; the offices are those they hold today."""

    office = forms.ModelChoiceField(
        Office.objects.none(),
        label=_("Office"),
        to_field_name="slug",
        empty_label=None,
        error_messages={"required": _("Choose the office."), "invalid_choice": _("Choose one of your offices.")},
    )
    email = forms.EmailField(
        label=_("E-mail address of their account"),
        help_text=_("Not shown. An account of the staff: an organiser or a decider."),
        error_messages={
            "required": _("Write the address of their account."),
            "invalid": _("Write the whole address, like name@example.org."),
        },
    )
    name = Words(
        label=_("Name and function"),
        help_text=_("As it is written under what they sign, such as “Noor Haddad, deputy mayor for parks”."),
        enter=_("Write their name and their function."),
        at_most=NAME,
    )
    signs = forms.MultipleChoiceField(
        label=_("What they sign"),
        choices=SIGNS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose what they may sign."),
            "invalid_choice": _("Choose what they may sign in this list."),
        },
    )
    since = day(_("From"), _("Give the first day."))
    until = day(_("Until, that day included"), _("Give the last day: a delegation always ends."))
    act_number = Words(
        label=_("Number of the act of delegation"),
        help_text=_("It is public, beside each signature."),
        enter=_("Write the number of the act by which you delegate."),
        at_most=NUMBER,
        at_least=1,
    )

    def __init__(self, *args, holder: Person, **kwargs):
        super().__init__(*args, **kwargs)
        offices = Office.objects.filter(pk__in=owing.held_by(holder, today())).order_by("slug")
        self.holder, self.offices = holder, offices
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]

    def clean_email(self) -> Person:
        person = Person.objects.by_email(self.cleaned_data["email"])
        if person is None or not person.has_role(Role.ORGANISER, Role.DECIDER):
            words = _("No account of an organiser or a decider has this address: ask the operator to open one.")
            raise forms.ValidationError(words)
        if person.pk == self.holder.pk:
            raise forms.ValidationError(_("This is your own address: name someone else."))
        return person

    def clean(self):
        typed = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes after the first."))
        elif until and until < today():
            self.add_error("until", _("This day has passed: choose today or a later one."))
        return typed

    @property
    def said(self) -> dict:
        names = ("name", "act_number", "since", "until")
        signs = {what: what in self.cleaned_data["signs"] for what, _label in SIGNS}
        return {name: self.cleaned_data[name] for name in names} | signs
