"""What an organiser types of a version: what it is, until when it is amended; and of an amendment carried to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis import bills
from analysis.bills_plain import to_plain
from analysis.safe_text import clean
from parvis.processes.forms.calendar import day, moment

from .forms import TextForm
from .models import BillVersion

TABLING = ("convention", "tabling_closes_at", "tabling_source")
OF_VERSION = ("stage", "body", "text_number", "on", "source_url", *TABLING)
LONGEST = 200_000  # characters of an article, by hand


def tabled_until() -> forms.DateTimeField:
    hint = gettext_lazy("On the clocks of the instance; empty as long as the chamber has not said.")
    return moment(gettext_lazy("Amendments are tabled until"), hint)


def tabling_source() -> forms.URLField:
    return forms.URLField(
        label=gettext_lazy("Where that deadline was published"),
        help_text=gettext_lazy("The page of the chamber that says so: everyone can check it."),
        required=False,
        assume_scheme="https",
    )


def check_source(form: forms.BaseForm) -> None:
    """A deadline has its source."""
    typed = form.cleaned_data
    if typed.get("tabling_closes_at") and not typed.get("tabling_source") and "tabling_source" not in form.errors:
        form.add_error("tabling_source", _("Give the page where this deadline was published."))


class TablingForm(forms.ModelForm):
    """The deadline of the chamber and the convention of the version under discussion."""

    tabling_closes_at = tabled_until()
    tabling_source = tabling_source()

    class Meta:
        model = BillVersion
        fields = TABLING

    def clean(self):
        typed = super().clean()
        check_source(self)
        return typed


class VersionForm(TextForm):
    """A version of a text that is here already: what it is, then its words, corrected by hand."""

    stage = BillVersion._meta.get_field("stage").formfield(
        error_messages={"required": gettext_lazy("Choose the stage the text is at.")}, required=True
    )
    body = forms.CharField(
        label=gettext_lazy("Chamber or body it comes from"),
        help_text=gettext_lazy("For instance: the law committee of the Assemblée nationale."),
        max_length=160,
        required=False,
    )
    text_number = forms.CharField(label=gettext_lazy("Number given to the text"), max_length=40, required=False)
    on = day(gettext_lazy("Date of the text"))
    convention = BillVersion._meta.get_field("convention").formfield()
    tabling_closes_at = tabled_until()
    tabling_source = tabling_source()

    field_order = ["stage", "body", "text_number", "on", "source_url", *TABLING, "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("title", "number", "language"):  # said once, of the whole text
            del self.fields[name]

    def clean_body(self) -> str:
        return clean(self.cleaned_data["body"], multiline=False).strip()

    def clean_text_number(self) -> str:
        return clean(self.cleaned_data["text_number"], multiline=False).strip()

    def clean(self):
        typed = super().clean()
        check_source(self)
        return typed

    def said(self) -> dict:
        """What actions.Published takes."""
        return {name: self.cleaned_data[name] for name in OF_VERSION}


def version_form_of(bill: bills.Bill, former: BillVersion) -> VersionForm:
    text = to_plain(bill, former.bill.language)
    return VersionForm(initial={"text": text, "convention": former.convention, "body": former.body})


class CorrectForm(forms.Form):
    """The article as the amendment makes it, put right by hand: one line a paragraph."""

    text = forms.CharField(
        label=gettext_lazy("The article, as this modification makes it"),
        help_text=gettext_lazy("One line is one paragraph. The rows of a table stay together."),
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 16, "class": "law-text"}),
        error_messages={"required": gettext_lazy("Write the article as the modification makes it.")},
    )

    def clean_text(self) -> list[str]:
        lines = clean(self.cleaned_data["text"], multiline=True).split("\n")
        found = bills.paragraphs_of("\n".join(kept for line in lines if (kept := line.strip())))
        if not any(found):
            raise ValidationError(_("Write the article as the modification makes it."))
        return found


class EndForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it no longer applies"),
        help_text=gettext_lazy("Everyone will read it on the page of the modification, its author first."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Write the public reason: it says why it no longer applies.")},
    )

    def clean_reason(self) -> str:
        return clean(self.cleaned_data["reason"], multiline=True).strip()
