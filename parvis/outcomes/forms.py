from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.chamber_lists import MOST_BYTES, Tabled, UnreadableList, read
from parvis.contributions.forms.base import Words
from parvis.processes.forms.lines import url
from parvis.processes.forms.promises import past_day
from parvis.texts.models import BillVersion

from .models import Outcome, Stage


class VersionField(forms.ModelChoiceField):
    def label_from_instance(self, version) -> str:
        return str(version)


class ListForm(forms.Form):
    """A file of the chamber, and the version of the text its amendments are about."""

    file = forms.FileField(
        label=gettext_lazy("The file of the chamber"),
        help_text=gettext_lazy(
            "Of the Sénat, the list of all amendments in CSV or the order of discussion in JSON; of the Assemblée "
            "nationale, an amendment, several, or the order of discussion, in XML or JSON. Up to 40 MB."
        ),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("The file is empty: choose the one that holds the amendments."),
        },
    )
    version = VersionField(
        BillVersion.objects.none(), label=gettext_lazy("The version these amendments are about"), empty_label=None
    )
    source_url = url(gettext_lazy("Where the chamber publishes it"))

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["version"].initial = versions.last()
        self.found: list[Tabled] = []
        self.content = b""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 40 MB: give the amendments of one text."))
        self.content = file.read()
        try:
            self.found = read(self.content)
        except UnreadableList as error:
            raise ValidationError(_("The file could not be read. %(why)s") % {"why": _(str(error))})
        if not self.found:
            raise ValidationError(_("There is no amendment in this file."))
        return file


class StageForm(forms.Form):
    """What happened to an amendment we carried."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=Stage.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose what happened.")),
    )
    on = past_day(gettext_lazy("Which day"), gettext_lazy("Give the day it happened."))
    body = Words(label=gettext_lazy("Where: committee, chamber"), at_most=160, at_least=0)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[("", gettext_lazy("Not settled that day")), *Outcome.choices],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the outcomes offered.")},
    )
    words = Words(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("What was said of it, as anyone can check it in the record."),
        at_most=2000,
        at_least=0,
        lines=4,
    )
    record_url = url(gettext_lazy("Record of the debate"))

    def clean(self):
        data = super().clean() or {}
        if data.get("kind") == Stage.Kind.VOTE and not data.get("outcome"):
            self.add_error("outcome", _("Choose the outcome."))
        return data
