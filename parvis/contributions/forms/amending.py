"""What is asked of an article or a proposal: another wording (modifications.py), its removal, an article after it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.ui.words import ordinal

from ..kinds import Kind
from ..wordings import paragraphs_of
from .base import BODY, TITLE, Words, why
from .writing import WritingForm


class AmendingForm(WritingForm):
    """base: the text it amends; after: the paragraphs as typed, (name of the field, text)."""

    columns: tuple[str, ...] = ("title", "reason")
    base = ""

    title = Words(
        label=gettext_lazy("What your modification does"),
        help_text=gettext_lazy("In one sentence: “Set a limit of six months”."),
        enter=gettext_lazy("Say in one sentence what your modification does."),
        at_most=TITLE,
    )
    reason = why()

    @property
    def of_article(self) -> bool:
        return self.parent.kind == Kind.ARTICLE and hasattr(self.parent, "article")

    @property
    def number(self) -> str:
        return ordinal(self.parent.article.number)

    @property
    def others(self) -> list:
        """The bound fields that are not the text."""
        return [field for field in self if field.name != "body"]

    @property
    def after(self) -> list[tuple[str, str]]:
        return []

    @property
    def too_long(self) -> bool:
        return False

    def changes(self) -> dict:
        body = {"body": self.cleaned_data["body"]}
        return {**super().changes(), **body} if self.editing else {**super().changes(), **body, "base": self.base}


class RemovalForm(AmendingForm):
    """The article goes: nothing but the reasons is written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.base = self.editing.base if self.editing else self.parent.body
        self.initial.setdefault("title", _("Remove article %(number)s") % {"number": self.number})

    def clean(self) -> dict:
        return {**(super().clean() or {}), "body": ""}


class AdditionForm(AmendingForm):
    """An article of its own, after the one it is about."""

    columns = ("body", "title", "reason")

    body = Words(
        label=gettext_lazy("The words of the new article"),
        help_text=gettext_lazy("Without its number, which the chamber gives. Each line end begins a paragraph."),
        enter=gettext_lazy("Write the words of the new article."),
        at_most=BODY,
        lines=8,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs |= {"class": "law-text", "lang": self.parent.language}
        self.initial.setdefault("title", _("Add an article after article %(number)s") % {"number": self.number})
        self.order_fields([*self.columns, "signature", "organisation", "language"])

    @property
    def after(self) -> list[tuple[str, str]]:
        return [("body", text) for text in paragraphs_of(self["body"].value() or "")]

    def clean_body(self) -> str:
        body = "\n".join(paragraphs_of(self.cleaned_data["body"]))
        if not body:
            raise ValidationError(self.fields["body"].error_messages["required"])
        return body

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        return {**cleaned, "body": cleaned.get("body", "")}
