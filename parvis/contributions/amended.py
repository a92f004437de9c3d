"""Sub-amendments: modifications of a modification of an article (docs/adr/0016). `parent` is the one they modify."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.ui.words import cut

from .kinds import Kind
from .models import Contribution

NUMBERED: list[Callable[[int], str]] = []  # by a higher floor: the number a chamber gave it, from its key, or ""
TITLE = 120  # characters
OF_ARTICLES = Q(parent__article__isnull=False) | Q(parent__parent__article__isnull=False)  # amendments, and these
OF_SHOWN = Q(parent__hidden_at=None, parent__withdrawn_at=None)  # a sub-amendment falls with its amendment
FELL = Q(kind=Kind.MODIFICATION, parent__kind=Kind.MODIFICATION) & ~OF_SHOWN


@dataclass(frozen=True)
class Amended:
    """The amendment a sub-amendment modifies. key: its own; text: the article in its version, "" for one it adds; body:
    as it would have it now."""

    key: int
    title: str
    text: str
    body: str

    @classmethod
    def of(cls, amendment: Contribution) -> "Amended":
        return cls(amendment.pk, amendment.title, amendment.base, amendment.body)

    @property
    def name(self) -> str:
        """By the number a chamber gave it, else by its title."""
        if number := next(filter(None, (find(self.key) for find in NUMBERED)), ""):
            return numbered(number)
        return _("amendment “%(title)s”") % {"title": cut(self.title, TITLE)}

    def on_top(self, convention: str) -> str:
        """The line the Sénat writes first; the Assemblée says it in the title alone."""
        with override("fr"):
            return headed(self.name) if convention == "fr-senat" else ""


def numbered(number: str) -> str:
    return _("amendment no. %(number)s") % {"number": number}


def headed(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}\n"


def is_sub(contribution: Contribution) -> bool:
    """contribution: with its parent."""
    about = contribution.parent if contribution.kind == Kind.MODIFICATION else None
    return about is not None and about.kind == Kind.MODIFICATION


def fell(contribution: Contribution) -> bool:
    """The modification it changes is no longer shown; its own words, which hold these, are not either."""
    about: Any = contribution.parent if is_sub(contribution) else None
    return about is not None and bool(about.hidden_at or about.withdrawn_at)


def article_of(contribution: Contribution) -> Any:
    """The texts.Article that a modification or a sub-amendment is about; None for another thing."""
    about = contribution.parent
    if about is not None and about.kind == Kind.MODIFICATION:
        about = about.parent
    return getattr(about, "article", None)


@lru_cache(maxsize=256)
def drafted_under(
    article: tuple[str, ...],
    amended: tuple[str, ...],
    edited: tuple[str, ...],
    number: str,
    convention: str,
    wording: str = "",
) -> str:
    """In the words of the chamber, the lines of the amendment counted; "" when none says it. wording: that of the
    amendment, when it is frozen."""
    from analysis.legistics import draft_sub_amendment

    locator: dict[str, Any] = {"article": number, "first_alinea": 1, "whole_article": True}
    if not article:
        locator = {"article": number, "after_article": number}
    try:
        return draft_sub_amendment(article, amended, edited, locator, convention, wording).wording
    except ValueError:
        return ""
