"""What all forms of contributions share: cleaned texts, limits told in clear, a signature."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from analysis.safe_text import clean
from parvis.ui.words import number

TITLE, LINE, SIGNED, BODY, REASON = 300, 200, 160, 20_000, 5_000  # characters
ENOUGH = 4  # letters under which nothing was said


class Words(forms.CharField):
    """Text people type, in the form it is kept. Its errors tell how to fix it; `enter` is the one of an empty field."""

    def __init__(self, *, enter: Any = "", at_most: int, lines: int = 0, at_least: int = ENOUGH, **kwargs):
        self.multiline, self.at_most, self.at_least = bool(lines), at_most, at_least
        widget = forms.Textarea({"rows": lines}) if lines else forms.TextInput()
        kwargs.setdefault("widget", widget)
        super().__init__(strip=False, required=bool(enter), **kwargs)
        self.error_messages["required"] = enter
        self.max_length = at_most  # told by the page as one types; no maxlength: a paste must never be cut in silence

    def widget_attrs(self, widget) -> dict:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value) -> str:
        return clean(super().to_python(value) or "", multiline=self.multiline)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.at_most:
            over = len(value) - self.at_most
            raise ValidationError(
                ngettext(
                    "“%(label)s” holds %(most)s characters at most: remove %(over)s.",
                    "“%(label)s” holds %(most)s characters at most: remove %(over)s of them.",
                    over,
                )
                % {"label": self.label, "most": number(self.at_most), "over": number(over)}
            )
        if value and sum(letter.isalnum() for letter in value) < self.at_least:
            raise ValidationError(_("“%(label)s” is very short: write a little more.") % {"label": self.label})


def why() -> Words:
    return Words(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("What it would change, and for whom."),
        at_most=REASON,
        lines=5,
    )


def signed(*, label: Any = "", hint: Any = "", enter: Any = "") -> Words:
    """Who signs an act everyone can read."""
    return Words(
        label=label or gettext_lazy("Signed by"),
        help_text=hint or gettext_lazy("Name and function, as everyone will read them."),
        enter=enter or gettext_lazy("Say who signs."),
        at_most=SIGNED,
        at_least=2,
    )


class Signature(Words):
    """The name shown beside a contribution; empty: “a participant”. See signatures.py for names that mislead."""

    def __init__(self, **kwargs):
        super().__init__(
            at_most=80,
            at_least=0,
            **{
                "label": gettext_lazy("Signed by"),
                "help_text": gettext_lazy("Your name or a pseudonym, shown beside your words. It can stay empty."),
                **kwargs,
            },
        )
