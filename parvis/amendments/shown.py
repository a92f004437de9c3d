"""What a page shows of groups of amendments that do the same: names, numbers, what stands against each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from parvis.contributions import cards
from parvis.contributions.models import Contribution
from parvis.contributions.wordings import OURS, Target, written
from parvis.texts.models import Article, BillVersion
from parvis.ui.words import cut

from . import many, reasons
from .many import Edit, Group, Many
from .supported import Supported, supported

LINKS = 5  # conflicts told of one amendment in the list; all that are kept, on a page of their own
TITLE, DOES, IN_LINKS = 120, 200, 70  # characters
COLUMNS = """public_id title body language signature co_authors organisation__name organisation__refused_at
    withdrawn_at""".split()


@dataclass(frozen=True)
class Named:
    """An amendment in a link. key: of its group; words: why it is there."""

    key: str
    title: str
    language: str
    words: str = ""


@dataclass(frozen=True)
class Written:
    """By one author; name: "" when nobody signed."""

    public_id: str
    name: str


@dataclass
class Shown:
    """does: in plain words; authors: each amendment of the group; confirmed: their place in this version is."""

    group: Group
    article: Article
    title: str
    language: str
    does: str
    authors: list[Written]
    support: Supported
    confirmed: bool = True
    near: list[Named] = field(default_factory=list)
    conflicts: list[Named] = field(default_factory=list)
    more: int = 0
    needs: list[Named] = field(default_factory=list)
    ticked: bool = False

    @property
    def unplaced(self) -> str:
        return reasons.why(self.group.unplaced) if self.group.unplaced else ""


def shown(version: BillVersion, found: Many, places: Sequence[int], ticked: Iterable[str] = ()) -> list[Shown]:
    """The groups at these places. Six queries, whatever their number."""
    groups = [found.groups[place] for place in places]
    linked = {other for group in groups for other in _others(group)}
    names = [name for group in groups for name in group.ids] + [found.groups[place].key for place in linked]
    rows = rows_of(names)
    articles = of(version, {group.article for group in groups})
    edits = {edit.public_id: edit for edit in many.edits(version, [name for group in groups for name in group.ids])}
    counted = supported([group.ids for group in groups])
    kept = set(ticked)
    return [
        _shown(found, group, rows, articles[group.article], edits, support, kept)
        for group, support in zip(groups, counted, strict=True)
        if group.key in rows and group.key in edits  # gone since it was worked out
    ]


def rows_of(public_ids: Iterable[str]) -> dict[str, dict]:
    """What titled() and cards.author() read, by public id. One query."""
    rows = Contribution.objects.filter(public_id__in=list(public_ids)).values(*COLUMNS)
    return {row["public_id"]: row for row in rows}


def of(version: BillVersion, slugs: Iterable[str]) -> dict[str, Article]:
    """Articles with their words, by slug, in the order of the text."""
    rows = version.articles.filter(slug__in=list(slugs)).select_related("contribution").order_by("position")
    found = {one.slug: one for one in rows}
    for one in found.values():
        one.bill, one.version = version.bill, version
    return found


def _others(group: Group) -> list[int]:
    links = [place for place, *_why in (*group.conflicts[:LINKS], *group.needs[:LINKS])]
    return [*links, *group.near[:LINKS]]


def _shown(found: Many, group: Group, rows: dict, article: Article, edits: dict, support: Supported, kept: set):
    row, edit = rows[group.key], edits[group.key]
    does = summary(edit, article)

    def named(place: int, words: str = "") -> Named | None:
        other = found.groups[place].key
        if other not in rows:
            return None
        return Named(other, titled(rows[other], IN_LINKS), rows[other]["language"], words)

    conflicts = [named(place, reasons.why(why, at)) for place, why, at in group.conflicts[:LINKS]]
    needs = [named(place, reasons.why(why)) for place, why, _words in group.needs[:LINKS]]
    return Shown(
        group,
        article,
        titled(row, TITLE),
        row["language"],
        does,
        [Written(name, cards.author(rows[name])) for name in group.ids if name in rows],
        support,
        all(edits[name].confirmed for name in group.ids if name in edits),
        [one for place in group.near[:LINKS] if (one := named(place))],
        [one for one in conflicts if one],
        max(0, len(group.conflicts) - LINKS) + group.more,
        [one for one in needs if one],
        group.key in kept,
    )


def titled(row: dict, longest: int) -> str:
    """Its title, or the beginning of its words."""
    return cut(row["title"] or cards.bare(row["body"][: longest * 2]), longest) or _("Modification")


def summary(edit: Edit, article: Article) -> str:
    """What it does to this version, in plain words; "" when nothing says it."""
    before = "\n".join(edit.base) if edit.amends else "" if edit.adds else article.contribution.body
    said = written(before, "\n".join(edit.after), Target(article.number, OURS))
    return capfirst(cut(said.plain.replace("\n", " "), DOES)) if said else ""
