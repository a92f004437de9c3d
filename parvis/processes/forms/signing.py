from django import forms
from django.utils.translation import gettext_lazy as _

from .. import scans
from .lines import day
from .words import cleaned


class ScanField(forms.FileField):
    """Gives a scans.Scan, known by its content."""

    widget = forms.FileInput(attrs={"accept": scans.ACCEPT})

    def clean(self, data, initial=None) -> scans.Scan:
        sent = super().clean(data, initial)
        try:
            return scans.read(sent.read(scans.LIMIT + 1))
        except scans.NotAScan as refusal:
            raise forms.ValidationError(str(refusal))


class FileActForm(forms.Form):
    """An act signed on paper: who signed, its number, its date and its scan."""

    number = forms.CharField(
        label=_("Number of the signed act"),
        max_length=80,
        error_messages={"required": _("Write the number of the signed act.")},
    )
    signed_on = day(_("Date of the signed act"))
    scan = ScanField(
        label=_("Scan of the signed act"),
        help_text=_("PDF, PNG or JPEG, 8 MB at most. It is published with the pact: hide private addresses first."),
        error_messages={
            "required": _("Choose the scan of the signed act."),
            "empty": _("This file is empty: choose another one."),
        },
    )

    def __init__(self, data=None, files=None, *, names: list[str]):
        super().__init__(data, files)
        self.fields["name"] = forms.ChoiceField(
            label=_("Who signed"),
            choices=[(name, name) for name in names],
            error_messages={"required": _("Say who signed.")},
        )
        self.order_fields(["name", *self.fields])
        self.fields["signed_on"].required = True
        self.fields["signed_on"].error_messages["required"] = _("Give the date of the signed act.")

    def clean_number(self) -> str:
        return cleaned(self.cleaned_data["number"])
