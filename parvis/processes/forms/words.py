"""Texts typed by the organiser, cleaned the same way everywhere."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from analysis.safe_text import clean
from parvis.ui.translated import Translated, TranslatedFormField


def in_our_time(when) -> None:
    """A day or a moment whose year was not mistyped."""
    if not 1900 <= when.year < 2200:
        raise ValidationError(_("Check the year: it lies between 1900 and 2199."))


def cleaned(text: str, *, long: bool = False) -> str:
    return clean(text, multiline=long).strip()


class Words(TranslatedFormField):
    """A text in each language, cleaned; long: several lines."""

    def __init__(self, label, hint="", *, long: bool = False, required: bool = False, **kwargs):
        self.long = long
        limit = 20_000 if long else 400
        super().__init__(long=long, label=label, help_text=hint, required=required, max_length=limit, **kwargs)

    def clean(self, value):
        texts = super().clean(value)
        return Translated({code: cleaned(text, long=self.long) for code, text in texts.items()})
