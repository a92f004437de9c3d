"""What a modification does, in plain words and in the chamber's: worked out when it is shown, never stored.

Of an article: an empty `body` removes it, an empty `base` adds an article after it.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Case, F, TextField, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from analysis import bills
from parvis.processes.kinds import Convention
from parvis.ui.words import ordinal

from .amended import Amended, drafted_under
from .compiled import Compiled, number
from .kinds import Kind
from .models import Contribution

logger = logging.getLogger(__name__)
KEPT = 5000  # summaries of cards
AMENDED = {  # columns of a modification, for lists that hold some
    "amended_base": Case(When(kind=Kind.MODIFICATION, then=F("base")), default=Value(""), output_field=TextField()),
    "amended_body": Case(When(kind=Kind.MODIFICATION, then=F("body")), default=Value(""), output_field=TextField()),
    "amended_article": F("parent__article__number"),
    "amended_convention": F("parent__article__version__convention"),
}
OURS = "fr-an"  # whose method tells in plain words what is done to a text no chamber discusses
PRINTED = ("uk-commons", "uk-lords")  # they name the page and the line of the bill as it was printed, unknown here
_kept: dict[tuple, str] = {}


@dataclass(frozen=True)
class Target:
    """An article under discussion, as its version numbers it, and in whose grammar amendments to it are written; of a
    sub-amendment, with what it amends."""

    number: str
    convention: str
    amends: Amended | None = None

    @property
    def name(self) -> str:
        place = _("Article %(number)s") % {"number": ordinal(self.number)}
        if self.amends is None:
            return place
        return _("%(article)s, sub-amendment to %(amendment)s") % {"article": place, "amendment": self.amends.name}

    @property
    def printed(self) -> bool:
        return self.convention in PRINTED

    @property
    def chamber(self) -> str:
        return str(Convention(self.convention).label)


@dataclass(frozen=True)
class Wording:
    """plain: what it does, for anyone; dispositif: what the chamber would vote, empty when no wording could be checked
    or no chamber discusses the text; columns: that of a chamber that writes in two columns, [(text, whether bold)]."""

    plain: str
    dispositif: str = ""
    columns: tuple[list[tuple[str, bool]], ...] = ()
    target: Target | None = None
    proven: bool = True

    @property
    def told(self) -> str:
        """The whole of it, to copy."""
        if self.columns:
            return "\n".join("".join(text for text, _bold in column) for column in self.columns)
        return self.dispositif


_TARGET = Compiled(
    lambda key: Contribution.objects.filter(pk=key, article__isnull=False).values_list(
        "article__number", "article__version__convention"
    ),
    key=number(),
)
_AMENDED = Compiled(
    lambda key: (
        Contribution.objects.visible()
        .filter(pk=key, parent__article__isnull=False)
        .values_list("parent__article__number", "parent__article__version__convention", "pk", "title", "base", "body")
    ),
    key=number(),
)


def target(parent: Contribution | None) -> Target | None:
    """None for what is neither an article nor an amendment to one, and for one that is no longer shown."""
    if parent is not None and parent.kind == Kind.MODIFICATION:
        return next((Target(place, said, Amended(*rest)) for place, said, *rest in _AMENDED(key=parent.pk)), None)
    if parent is None or parent.kind != Kind.ARTICLE:
        return None
    return next((Target(*row) for row in _TARGET(key=parent.pk)), None)


def wording(contribution: Contribution, about: Target | None) -> Wording | None:
    """None for anything but a modification whose text is known."""
    if contribution.kind != Kind.MODIFICATION or contribution.missing:
        return None
    return written(contribution.base, contribution.body, about)


def written(base: str, body: str, about: Target | None) -> Wording | None:
    """None when nothing changes, or when the text it amends is not known: only of an article can there be none."""
    if not base and about is None:
        return None
    place = about or Target("", OURS)
    ours = place.printed or place.amends is not None
    found = drafted(base, body, place.number, OURS if ours else place.convention)
    if found is None:
        return Wording("", target=about) if base != body else None
    if not found.operations:
        return None
    plain = found.summary(_language())
    if about is None or about.printed:
        return Wording(plain, target=about)
    if about.amends:
        return Wording(plain, _of_amendment(base, body, about, about.amends), target=about)
    if isinstance(found.wording, str):
        return Wording(plain, found.wording, target=about, proven=found.proven)
    heading = " – ".join(filter(None, found.wording["heading"]))
    columns = tuple(_marked(text) for text in (heading, found.wording["text_proposed"], found.wording["amendment"]))
    return Wording(plain, columns=columns, target=about, proven=found.proven)


def _of_amendment(base: str, body: str, about: Target, amends: Amended) -> str:
    """Nothing when it was written on other words than those the amendment has now."""
    article, amended, edited, was = (tuple(paragraphs_of(text)) for text in (amends.text, amends.body, body, base))
    said = drafted_under(article, amended, edited, about.number, about.convention) if amended == was else ""
    return f"{amends.on_top(about.convention)}{said}" if said else ""


def summaries(rows: Iterable[dict]) -> dict[str, str]:
    """What the modifications of a list do, by public_id. No query when the rows hold AMENDED, nor without any."""
    language = _language()
    keys = {
        row["public_id"]: (row["public_id"], row["edited_at"], language)
        for row in rows
        if row["kind"] == Kind.MODIFICATION and not row["missing"] and not row["withdrawn_at"]
    }
    new = {public_id for public_id, key in keys.items() if key not in _kept}
    if new and len(_kept) > KEPT:
        _kept.clear()
    for row in _amended([row for row in rows if row["public_id"] in new]):
        about = Target(row["amended_article"], row["amended_convention"]) if row["amended_convention"] else None
        said = written(row["amended_base"], row["amended_body"], about)
        _kept[keys[row["public_id"]]] = said.plain if said else ""
    return {public_id: _kept.get(key, "") for public_id, key in keys.items()}


def _amended(rows: list[dict]) -> Iterable[Any]:
    if not rows or "amended_base" in rows[0]:
        return rows
    found = Contribution.objects.filter(public_id__in=[row["public_id"] for row in rows])
    return found.values("public_id", **AMENDED)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text as they are counted: blank lines are none, the rows of a table are one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return bills.paragraphs_of("\n".join(lines)) if lines else []


@lru_cache(maxsize=256)
def drafted(base: str, body: str, article: str, convention: str) -> Any:
    """As analysis.legistics gives it; None when no wording of this convention says the edit."""
    from analysis.legistics import draft_amendment

    before, after = paragraphs_of(base), paragraphs_of(body)
    locator: dict[str, Any] = {"article": article, "first_alinea": 1, "whole_article": True}
    if not before:
        locator = {"article": article, "after_article": article}
    if convention == "eu-ep":
        before, after, locator["heading"] = _unit(before, after, article)
    try:
        return draft_amendment(before, after, locator, convention)
    except ValueError:
        return None
    except Exception:  # the page of somebody's words never falls with their wording
        logger.exception("No wording of an edit of article %s", article)
        return None


def _unit(before: list[str], after: list[str], article: str) -> tuple[list[str], list[str], str]:
    """What the European Parliament puts in its columns, and its name: the paragraph that changes, or the article."""
    if not before:
        return before, after, f"Article {article} a (new)"
    changed = [n for n, (old, new) in enumerate(zip(before, after, strict=False)) if old != new]
    if len(before) != len(after) or len(changed) != 1:
        return before, after, f"Article {article}"
    (n,) = changed
    return [before[n]], [after[n]], f"Article {article} – paragraph {n + 1}"


def _marked(text: str) -> list[tuple[str, bool]]:
    """Pieces of a text where **…** is bold."""
    return [(piece, bool(n % 2)) for n, piece in enumerate(text.split("**")) if piece]


def _language() -> str:
    return "fr" if (get_language() or "").startswith("fr") else "en"
