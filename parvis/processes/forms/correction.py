from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.ui.translated import Translated

from ..corrections import Passage
from .lines import url
from .words import Words


class CorrectionForm(forms.Form):
    """New words for a passage, and why."""

    motive = Words(
        _("Public reason"),
        _("Why the words change, in a sentence: it stays beside the former words."),
        required=True,
        error_messages={"required": _("Write the public reason: it says why the words change.")},
    )
    field_order = ("words", "motive")

    def __init__(self, data=None, *, passage: Passage):
        self.passage = passage
        super().__init__(data)
        empty = {"required": _("Write the new words.")}
        if passage.is_address:
            self.fields["words"] = url(passage.label)
            self.fields["words"].required = True
            self.fields["words"].error_messages |= {"required": _("Write the new address.")}
            self.initial["words"] = str(passage.words)
        else:
            self.fields["words"] = Words(passage.label, long=passage.long, required=True, error_messages=empty)
            self.initial["words"] = passage.words
        self.order_fields(self.field_order)

    def clean_words(self) -> Translated:
        typed = self.cleaned_data["words"]
        words = Translated({self.passage.process.language: typed}) if self.passage.is_address else typed
        if words == self.passage.words:
            raise forms.ValidationError(_("These are the words of today: change them, or go back."))
        return words
