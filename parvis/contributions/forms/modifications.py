"""Another wording of an article or a proposal, edited in place, paragraph by paragraph."""

import hashlib
import re
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.safe_text import clean

from ..kinds import Kind
from ..wordings import paragraphs_of
from .amending import AmendingForm
from .base import BODY

ROOM = 4  # a wording may be that many times as long as the text it amends
MOST = 99  # paragraphs put in one place
ON_A_LINE = 60  # characters of a paragraph, for browsers that do not follow its length
NAME = re.compile(r"p([0-9]{1,3})(?:-([0-9]{1,2}))?")
CHANGE = re.compile(rf"(after|empty|restore) ({NAME.pattern})")
Place = tuple[int, int]  # paragraph of the text as shown, from 1 (0: before the first), and how far after it


class ModificationForm(AmendingForm):
    """Fields p1, p2… hold the paragraphs; an emptied one goes, a line end inside one makes two. Those put after p2 are
    p2-1, p2-2…; `change` says which paragraph is put, emptied or restored by who has no script."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.base = self.editing.base if self.editing else self.parent.body
        shown = paragraphs_of(self.editing.body if self.editing else self.base)
        fresh = self.changed(shown)
        given = [place for place in map(place_of, {**self.initial, **self.data}) if place]
        self.places = sorted({*((n, 0) for n in range(1, max(len(shown), 1) + 1)), *given})
        for place in self.places:
            name, was = name_of(place), shown[place[0] - 1] if not place[1] and place[0] <= len(shown) else ""
            self.fields[name] = forms.CharField(
                label=_("Paragraph %(n)s") % {"n": place[0]} if not place[1] else _("New paragraph"),
                required=False,
                strip=False,
                initial=self.initial.get(name, was),
                widget=Paragraph(was, id=name, lang=self.parent.language, autofocus=name == fresh),
            )
        self.fields["more"] = forms.CharField(
            label=_("Add after the last paragraph"),
            required=False,
            strip=False,
            widget=Paragraph("", lang=self.parent.language),
        )
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=mark_of(self.base))

    def changed(self, shown: list[str]) -> str:
        """Do what a button asks of the paragraphs; the name of the one to go on with."""
        asked = CHANGE.fullmatch(self.data.get("change", ""))
        if not asked:
            return ""
        verb, name, number, after = asked[1], asked[2], int(asked[3]), int(asked[4] or 0)
        data = {key: self.data[key] for key in self.data}
        if verb == "after" and name_of((number, MOST)) not in data:
            name = name_of((number, after + 1))
            for place in sorted(filter(None, map(place_of, list(data))), reverse=True):
                if place[0] == number and place[1] > after:
                    data[name_of((number, place[1] + 1))] = data.pop(name_of(place))
            data[name] = ""
        elif verb == "after":
            return name
        elif after:
            data.pop(name, None)
        else:
            data[name] = shown[number - 1] if verb == "restore" and 0 < number <= len(shown) else ""
        self.data = data
        return name

    @property
    def paragraphs(self) -> list:
        """The bound fields of the text."""
        return [self[name_of(place)] for place in self.places]

    @property
    def others(self) -> list:
        """The bound fields that are not the text."""
        ours = {*map(name_of, self.places), "more", "seen"}
        return [field for field in self if field.name not in ours]

    @cached_property
    def after(self) -> list[tuple[str, str]]:
        """The text as it was typed: (name of the field, paragraph)."""
        fields = [*map(name_of, self.places), "more"]
        texts = [(name, clean(self[name].value() or "", multiline=True)) for name in fields]
        return [(name, paragraph) for name, text in texts for paragraph in paragraphs_of(text)]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        body = paragraphs_of("\n".join(text for _name, text in self.after))
        if cleaned.get("seen") not in ("", mark_of(self.base)):
            self.data = {**self.data, "seen": mark_of(self.base)}  # once compared, the next sending is taken
            raise ValidationError(_("The text changed while you wrote: compare it with yours, then send again."))
        if not body and self.of_article:
            raise ValidationError(_("Nothing is left of the text. To have it removed, use “Remove this article”."))
        if not body:
            raise ValidationError(_("Nothing is left of the text. To have it removed, disagree with it and say why."))
        if body == paragraphs_of(self.base):
            raise ValidationError(_("Your wording is the same as the text: change at least one word."))
        if is_modification(self.parent) and body == paragraphs_of(self.parent.base):
            raise ValidationError(_("This is the text without the modification: to refuse it, disagree and say why."))
        if self.too_long:
            raise ValidationError(_("Your wording is far longer than the text: make it a proposal of its own."))
        cleaned["body"] = "\n".join(body)
        return cleaned

    @property
    def too_long(self) -> bool:
        return sum(len(text) + 1 for _name, text in self.after) > max(BODY, ROOM * len(self.base))


def is_modification(parent) -> bool:
    return parent.kind == Kind.MODIFICATION


class Paragraph(forms.Textarea):
    """was: the words it held before, shown struck out when it is emptied."""

    def __init__(self, was: str, **attrs):
        super().__init__({"rows": min(len(was) // ON_A_LINE + 1, 12), "class": "law-text", **attrs})
        self.was = was
        if was:
            self.attrs["placeholder"] = gettext_lazy("Removed paragraph")


def place_of(name: str) -> Place | None:
    found = NAME.fullmatch(name)
    return (int(found[1]), int(found[2] or 0)) if found else None


def name_of(place: Place) -> str:
    return f"p{place[0]}-{place[1]}" if place[1] else f"p{place[0]}"


def mark_of(text: str) -> str:
    """A short mark of a text, to know whether it is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
