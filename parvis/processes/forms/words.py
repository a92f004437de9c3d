"""Texts typed by the organiser, cleaned the same way everywhere."""

from analysis.safe_text import clean
from parvis.ui.translated import Translated, TranslatedFormField


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
