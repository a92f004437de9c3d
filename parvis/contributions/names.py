"""What an article, a section or a question is called, and in which language."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.ui.translated import Translated
from parvis.ui.words import cut, ordinal

from .models import Heading
from .places import Places

Key = tuple[str, int]  # ("article", "heading" or "question", pk)


class Name(NamedTuple):
    """label: “Article 9”, in the language of the page; title: in `language`."""

    label: str
    title: str
    language: str = ""

    def __str__(self) -> str:
        return " – ".join(filter(None, (self.label, self.title)))

    @property
    def foreign(self) -> str:
        """The language of the title when it is not that of the page, else ""."""
        return self.language if self.title and self.language != get_language() else ""

    def html(self, longest: int | None = None) -> SafeString:
        """longest: characters of the title."""
        title = cut(self.title, longest) if longest else self.title
        marked = format_html('<span lang="{}">{}</span>', self.foreign, title) if self.foreign else title
        return format_html_join(" – ", "{}", ((part,) for part in (self.label, marked) if part))


def names(places: Places) -> dict[Key, Name]:
    found = {("heading", pk): heading(*words) for pk, _slug, _parent, words in places.headings}
    found |= {("question", pk): question(words) for pk, _public_id, words in places.questions}
    return found | {("article", pk): article(*words) for pk, _slug, words in (*places.former, *places.articles)}


def article(number: str, title: str, language: str = "") -> Name:
    return Name(_("Article %(number)s") % {"number": ordinal(number)}, title, language)


def heading(kind: str, number: str, words: tuple) -> Name:
    title = Translated(words)
    return Name(str(Heading(kind=kind, number=number).label), str(title), title.language)


@lru_cache(maxsize=1000)
def section(kind: str, number: str, words: tuple, page: str | None) -> SafeString:
    """heading() as HTML; page: the language of the page."""
    return heading(kind, number, words).html()


def question(words: tuple[tuple[str, str], ...]) -> Name:
    text = Translated(words)
    return Name("", str(text), text.language)
