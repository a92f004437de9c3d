"""What one contribution shows in a list, worked out here so that the template has little to do."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parvis.ui.charts import shares
from parvis.ui.typography import typo
from parvis.ui.words import cut, day, number

from . import answered
from .kinds import DISCUSSED, Channel, Kind, Side
from .names import Key, Name, names
from .places import NOWHERE, Places
from .wordings import summaries

OPENING = 400  # characters read of a text
EXCERPT = 186  # characters shown of its title and of it, in a list
LONGEST = 900  # characters shown of an argument; the rest is on its own page
ANSWER, OF_IDEA = 50, 120  # characters left to the answer, of those: its own, or one given to an idea
SHORTEST = 60  # characters of a text under the longest title
ABOUT = 44  # characters of the title of what it is about
DOES, MARKED = 90, 22  # characters of what a modification does, and of the marks around it
TITLE = 110  # characters of a text that stands for a missing title
SENTENCE = re.compile(rf".{{10,{TITLE - 1}}}?[.!?…](?= |$)")  # its first sentence, when it is short
MARKS = re.compile(r"(^|\s)[#>*_`~-]+(?=\S|\s|$)|[*_`]{2,}|\s+", re.MULTILINE)
OWN = """
    pk public_id kind side title opening grounds language channel place signature link category missing said_at
    edited_at withdrawn_at agree mixed disagree people useful lived arguments_for arguments_against sources
    modifications co_authors parent_id heading_id question_id organisation__name organisation__checked_at
    organisation__refused_at answer_status answer_id answered_at answer_idea newest_at
""".split()
IN_A_LIST = """
    parent__public_id parent__title parent__language parent__hidden_at parent__withdrawn_at discussion draw_a draw_b
""".split()  # what it is about, and its place in every order: not for what is shown under what it is about
COLUMNS = [*OWN, *IN_A_LIST]
VALUES, OWN_VALUES = itemgetter(*COLUMNS), itemgetter(*OWN)


@dataclass(slots=True)
class Card:
    url: str
    kind: str
    kind_label: str
    title: str
    language: str
    text: str
    does: str = ""  # of a modification, in plain words
    foreign: bool = False  # not in the language of the page
    over: list[str] = field(default_factory=list)
    about: tuple[SafeString, str] | None = None  # (title, address) of what it is about
    by: str = ""
    tags: list[tuple[str, str]] = field(default_factory=list)  # (words, tone)
    answer: answered.Told | None = None
    facts: list[str] = field(default_factory=list)
    bar: dict[str, str] = field(default_factory=dict)  # where what agrees ends, then what is mixed, from the left
    counts: list[tuple[str, str]] = field(default_factory=list)  # (class, words)
    row: dict[str, Any] = field(default_factory=dict)


def read(found: QuerySet, opening: int = OPENING) -> list[dict]:
    """The columns a card needs, in one query; opening: characters read of a text."""
    return list(query(found, opening))


def query(found: QuerySet, opening: int = OPENING, columns: Iterable[str] = COLUMNS) -> QuerySet:
    return found.annotate(
        opening=Substr("body", 1, opening), grounds=Substr("reason", 1, opening), **answered.COLUMNS
    ).values(*columns, *found.query.annotations)


def cards(rows: Iterable[dict], places: Places = NOWHERE, *, excerpt: int = EXCERPT, about: bool = True) -> list[Card]:
    """rows: as read() gives them; about: with what each one is about."""
    if not (rows := list(rows)):
        return []
    named, does = names(places), summaries(rows)
    return [
        _card(
            row, _about(row, named) if about else None, _over(row, named), excerpt, does=does.get(row["public_id"], "")
        )
        for row in rows
    ]


def drawn(rows: Iterable[dict], places: Places = NOWHERE, *, about: bool = True) -> list[SafeString]:
    """The same, as HTML."""
    if not (rows := list(rows)):
        return []
    named, language, does = names(places), get_language(), summaries(rows)
    values = VALUES if about else OWN_VALUES
    return [
        _drawn(
            "contributions/card.html",
            language,
            values(row),
            _about(row, named) if about else None,
            _over(row, named),
            does=does.get(row["public_id"], ""),
        )
        for row in rows
    ]


def drawn_arguments(rows: Iterable[dict], *, useful: Container[int], open: bool) -> SafeString:
    """Arguments under what they are about; useful: those the reader finds so; open: one may still say so."""
    language = get_language()
    name = "contributions/argument.html"
    drawn = [
        _drawn(name, language, OWN_VALUES(row), None, (), LONGEST, False, row["pk"] in useful, open) for row in rows
    ]
    return mark_safe("".join(drawn))  # noqa: S308  each is a template's


@lru_cache(maxsize=1500)
def _drawn(template, language, values, about, over, excerpt=EXCERPT, titled=True, mine=False, open=False, does=""):
    """A card is a function of its row: drawn once, it is kept until something of it changes."""
    row = dict(zip(COLUMNS, values, strict=False))  # those of a list are the last, and may be missing
    card = _card(row, about, over, excerpt, titled, does)
    return render_to_string(template, {"card": card, "mine": mine, "open": open})


def _about(row: dict, named: dict[Key, Name]) -> Name | None:
    """What a contribution is about, as long as it is shown itself; an article, by its number."""
    if row["kind"] == Kind.ARTICLE:
        return named.get(("article", row["pk"]))
    if row["parent__hidden_at"] or row["parent__withdrawn_at"] or not row["parent_id"]:
        return None
    return named.get(("article", row["parent_id"])) or Name("", row["parent__title"], row["parent__language"])


def _over(row: dict, named: dict[Key, Name]) -> tuple[Name, ...]:
    """The section and the question it answers; the section of an article goes without saying."""
    if ("article", row["parent_id"]) in named:
        return ()
    keys = (("heading", row["heading_id"]), ("question", row["question_id"]))
    return tuple(named[key] for key in keys if key in named)


def _card(
    row: dict, about: Name | None, over: Iterable[Name], excerpt: int, titled: bool = True, does: str = ""
) -> Card:
    address, language = reverse("contributions:detail", args=["0"]), row["language"]
    does = capfirst(cut(does.replace("\n", " "), DOES))
    room = _room(row, excerpt) - (len(does) + MARKED if does else 0)
    title, text = words_shown(row, room, titled)
    if does and room - len(title) < SHORTEST:
        text = ""  # what it does says more than the beginning of why
    card = Card(
        url=address.replace("/0/", f"/{row['public_id']}/"),
        kind=row["kind"],
        kind_label=about.label if about and row["kind"] == Kind.ARTICLE else kind_label(row["kind"], row["side"]),
        title=typo(title, language),
        language=language,
        text=typo(text, language),
        does=does,
        foreign=language != get_language() and not row["withdrawn_at"],
        over=[name.html() for name in over],
        by=author(row),
        tags=_tags(row),
        facts=_facts(row),
        answer=answered.told(row),
        row=row,
    )
    if about and str(about) and row["kind"] != Kind.ARTICLE:
        card.about = (about.html(ABOUT), address.replace("/0/", f"/{row['parent__public_id']}/"))
    if row["said_at"]:
        card.over.append(day(row["said_at"]))
    if row["channel"] != Channel.WEB:
        card.over.append(str(Channel(row["channel"]).label))
    if row["kind"] in DISCUSSED and not row["withdrawn_at"]:
        given = (row["agree"], row["mixed"], row["disagree"])
        card.counts = counts(*given)
        _agree, mixed, disagree = shares(*given)
        card.bar = {"agree": mixed["x"], "mixed": disagree["x"]} if card.counts else {}
    return card


def _room(row: dict, excerpt: int) -> int:
    """A list weighs the same whatever was answered in it."""
    if excerpt != EXCERPT or not row["answer_status"]:
        return excerpt
    return excerpt - (OF_IDEA if row["answer_idea"] else ANSWER)


def words_shown(row: dict, excerpt: int, titled: bool) -> tuple[str, str]:
    """(title, excerpt); titled: the beginning of the text stands for a missing title."""
    if row["withdrawn_at"]:
        return _("Withdrawn by its author"), ""
    body = row["grounds"] if row["kind"] == Kind.MODIFICATION else row["opening"]
    text = bare(body[: excerpt + TITLE])
    if not titled:
        return row["title"], cut(text, excerpt)
    if row["title"]:
        return row["title"], cut(text, max(excerpt - len(row["title"]), SHORTEST))
    if sentence := SENTENCE.match(text):
        title, before, rest = sentence[0].removesuffix("."), "", text[sentence.end() :].strip()
    else:
        title, before = cut(text, TITLE), "… "
        rest = text[len(title) - 1 :].lstrip(" ,;:.–-") if title != text else ""
    shown = cut(before + rest, max(excerpt - len(title), SHORTEST)) if rest else ""
    return title or kind_label(row["kind"], row["side"]), shown


def bare(text: str) -> str:
    """A text on one line, without its marks of emphasis."""
    return MARKS.sub(" ", text).strip()


def author(row: dict) -> str:
    """Who signs: a name, an organisation once it is not refused, or nobody; what was withdrawn is signed no more."""
    if row["withdrawn_at"]:
        return ""
    organisation = "" if row["organisation__refused_at"] else row["organisation__name"] or ""
    name = row["signature"] or organisation
    if row["signature"] and organisation:
        name = _("%(name)s, for %(organisation)s") % {"name": name, "organisation": organisation}
    return together(name, row["co_authors"]) if row.get("co_authors") else name


def together(name: str, others: int) -> str:
    """The author and how many signed with them; name: "" when the author gave none."""
    if not name:
        return _("%(n)s authors") % {"n": number(others + 1)}
    words = ngettext("%(name)s and %(n)s other author", "%(name)s and %(n)s other authors", others)
    return words % {"name": name, "n": number(others)}


def counts(agree: int, mixed: int, disagree: int) -> list[tuple[str, str]]:
    if not (agree or mixed or disagree):
        return []
    return [
        ("for", ngettext("%(shown)s agrees", "%(shown)s agree", agree) % {"shown": number(agree)}),
        ("mixed", ngettext("%(shown)s mixed", "%(shown)s mixed", mixed) % {"shown": number(mixed)}),
        ("against", ngettext("%(shown)s disagrees", "%(shown)s disagree", disagree) % {"shown": number(disagree)}),
    ]


def kind_label(kind: str, side: str) -> str:
    if kind == Kind.ARGUMENT:
        return _("Argument for") if side == Side.FOR else _("Argument against")
    return str(Kind(kind).label)


def _tags(row: dict) -> list[tuple[str, str]]:
    tags = []
    if row["answer_status"]:
        tags.append((_("Answered"), "kept"))
    if row["organisation__name"] and not (row["organisation__checked_at"] or row["organisation__refused_at"]):
        tags.append((_("Organisation being checked"), "outline"))
    if row["missing"] == "text":
        tags.append((_("Text missing from the source"), "outline"))
    return tags


def _facts(row: dict) -> list[str]:
    """The counts that are not opinions; none is shown when it is zero, but for what the kind is made for."""
    facts = []
    if row["kind"] == Kind.EXPERIENCE:
        facts.append(lived(row["lived"]))
        if row["place"] and not row["withdrawn_at"]:
            facts.append(row["place"])
    if row["kind"] in (Kind.ARGUMENT, Kind.SOURCE):
        facts.append(useful(row["useful"]))
    if n := row["arguments_for"] + row["arguments_against"]:
        facts.append(ngettext("%(n)s argument", "%(n)s arguments", n) % {"n": number(n)})
    if n := row["modifications"]:
        facts.append(ngettext("%(n)s modification", "%(n)s modifications", n) % {"n": number(n)})
    if n := row["sources"]:
        facts.append(ngettext("%(n)s source", "%(n)s sources", n) % {"n": number(n)})
    return facts


def lived(n: int) -> str:
    return ngettext("%(n)s person lived this too", "%(n)s people lived this too", n) % {"n": number(n)}


def useful(n: int) -> str:
    return ngettext("%(n)s person finds it useful", "%(n)s people find it useful", n) % {"n": number(n)}
