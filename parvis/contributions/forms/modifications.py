"""Another wording of an article or a proposal, edited in place, paragraph by paragraph."""

import hashlib
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.safe_text import clean

from .base import BODY, TITLE, Words, why
from .writing import WritingForm

ROOM = 4  # a wording may be that many times as long as the text it amends


class ModificationForm(WritingForm):
    """Fields p1, p2… hold the paragraphs; an emptied one goes, a line end inside one makes two."""

    columns = ("title", "reason")

    title = Words(
        label=gettext_lazy("What your modification does"),
        help_text=gettext_lazy("In one sentence: “Set a limit of six months”."),
        enter=gettext_lazy("Say in one sentence what your modification does."),
        at_most=TITLE,
    )
    reason = why()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.base = self.editing.base if self.editing else self.parent.body
        shown = paragraphs_of(self.editing.body if self.editing else self.base)
        sent = [int(name[1:]) for name in self.data if re.fullmatch("p[0-9]{1,3}", name)]
        self.names = [f"p{n}" for n in range(1, max(len(shown), *sent, 1) + 1)]
        for n, name in enumerate(self.names):
            self.fields[name] = forms.CharField(
                label=_("Paragraph %(n)s") % {"n": n + 1},
                required=False,
                strip=False,
                initial=self.initial.get(name, shown[n] if n < len(shown) else ""),
                widget=forms.Textarea({"rows": 3, "class": "law-text", "id": name}),
            )
        self.fields["more"] = forms.CharField(
            label=_("Add after the last paragraph"),
            required=False,
            strip=False,
            widget=forms.Textarea({"rows": 3, "class": "law-text"}),
        )
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=mark_of(self.base))

    @property
    def paragraphs(self) -> list:
        """The bound fields of the text."""
        return [self[name] for name in self.names]

    @property
    def others(self) -> list:
        """The bound fields that are not the text."""
        return [field for field in self if field.name not in (*self.names, "more", "seen")]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        texts = [clean(cleaned.get(name) or "", multiline=True) for name in (*self.names, "more")]
        after = [line for text in texts for line in paragraphs_of(text)]
        if cleaned.get("seen") not in ("", mark_of(self.base)):
            self.data = {**self.data, "seen": mark_of(self.base)}  # once compared, the next sending is taken
            raise ValidationError(_("The text changed while you wrote: compare it with yours, then send again."))
        if not after:
            raise ValidationError(_("Nothing is left of the text. To have it removed, disagree with it and say why."))
        if after == paragraphs_of(self.base):
            raise ValidationError(_("Your wording is the same as the text: change at least one word."))
        if len("\n".join(after)) > max(BODY, ROOM * len(self.base)):
            raise ValidationError(_("Your wording is far longer than the text: make it a proposal of its own."))
        cleaned["body"] = "\n".join(after)
        return cleaned

    def changes(self) -> dict:
        body = {"body": self.cleaned_data["body"]}
        return {**super().changes(), **body} if self.editing else {**super().changes(), **body, "base": self.base}


def paragraphs_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def mark_of(text: str) -> str:
    """A short mark of a text, to know whether it is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
