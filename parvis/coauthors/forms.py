from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.consent import SENTENCE
from parvis.contributions.forms.base import Signature
from parvis.contributions.signatures import misleading


class SigningForm(forms.Form):
    """version: of the words shown above it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    signature = Signature(
        help_text=gettext_lazy("Shown beside the author’s, to everyone. It can stay empty: you are then counted.")
    )
    follow = forms.BooleanField(
        label=gettext_lazy("Write to me when its words change, or when something becomes of it"),
        help_text=gettext_lazy("If its author changes the words, your signature waits until you confirm it."),
        required=False,
    )

    def __init__(self, *args, process, person, consent_needed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.process, self.person = process, person
        if consent_needed:
            self.fields["consent"] = forms.BooleanField(
                label=SENTENCE,
                error_messages={
                    "required": _("Tick the sentence about your opinions: without it your signature cannot be kept.")
                },
            )
        self.order_fields(["version", "consent", "signature", "follow"])

    def clean_signature(self) -> str:
        name = self.cleaned_data["signature"]
        if refusal := misleading(name, self.process, self.person):
            raise ValidationError(refusal)
        return name
