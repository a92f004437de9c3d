"""The five-minute path: one answer at a time, and how it ends."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parvis.people.forms import AddressForm

from ..consent import SENTENCE
from ..path_answers import Given
from ..signatures import misleading
from ..stances import OPINIONS, SIDE
from .base import Signature, Words

SORTS = [
    ("for", gettext_lazy("A reason to agree")),
    ("against", gettext_lazy("A reason to disagree")),
    ("idea", gettext_lazy("Another idea")),
    ("lived", gettext_lazy("Something that happened to me")),
]
GO = ("back", "next", "stop")


class StepForm(forms.Form):
    """One answer of the path. The buttons send `value`, or `go` to move on without one; the words are always kept."""

    go = forms.ChoiceField(choices=[(go, go) for go in GO], required=False, widget=forms.HiddenInput)
    value = forms.ChoiceField(choices=[(value, value) for value in OPINIONS], required=False, widget=forms.HiddenInput)
    words = Words(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy("Everyone will read them, with the name you choose at the end, or without a name."),
        at_most=2000,
        lines=4,
    )
    sort = forms.ChoiceField(
        label=pgettext_lazy("what someone's words are", "What they are"),
        choices=SORTS,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, before: Given | None = None, **kwargs):
        self.before = before or Given()
        super().__init__(*args, **kwargs)
        # Needed with words, though “agree” and “disagree” choose it by themselves: not shown as optional.
        setattr(self.fields["sort"], "one_is_needed", True)  # noqa: B010

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        value = cleaned.get("value") or self.before.value
        words, sort = cleaned.get("words", ""), cleaned.get("sort") or SIDE.get(value, "")
        if words and not sort:
            self.add_error(
                "sort",
                ValidationError(_("Choose what your words are: a reason, an idea, or something that happened to you.")),
            )
        if not value and not words and not cleaned.get("go") and not self.errors:
            raise ValidationError(_("Choose an answer, write a few words, or go on to the next one."))
        self.given = Given(value, words, sort if words else "")
        return cleaned


class EndingForm(forms.Form):
    """How a visit ends: a name or none, the consent, news of what happens next."""

    signature = Signature()
    follow = forms.BooleanField(
        label=gettext_lazy("Write to me when there is an answer or a decision"),
        help_text=gettext_lazy("Only then. One click stops it, on your page “My participation”."),
        required=False,
    )

    def __init__(self, *args, process, with_words: bool, consent_needed: bool, visitor: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.process = process
        if not with_words:
            del self.fields["signature"]
        if consent_needed:
            self.fields["consent"] = forms.BooleanField(
                label=SENTENCE,
                error_messages={
                    "required": _("Tick the sentence about your opinions: without it they cannot be counted.")
                },
            )
        if visitor:
            self.fields["email"] = AddressForm.base_fields["email"]
        self.order_fields(["email", "consent", "signature", "follow"])

    def clean_signature(self) -> str:
        name = self.cleaned_data["signature"]
        if refusal := misleading(name, self.process):
            raise ValidationError(refusal)
        return name
