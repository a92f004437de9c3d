"""The amendments to the text under discussion together: the same ones merged, near ones, conflicts, needs, in order.

Worked out once for what they say, and kept: who agrees changes nothing of it. See docs/method/merging.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from django.core.cache import cache
from django.db.models import Q, QuerySet

from analysis import bills
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.contributions.wordings import paragraphs_of
from parvis.texts.models import Anchor, Article, BillVersion

LOOK = 2  # counts up when the same amendments are told otherwise
KEPT = 86_400  # seconds
MOST_LINKS = 60  # conflicts of one amendment that are kept; the others are counted
COLUMNS = """public_id base body parent__article__slug parent__kind parent__public_id parent__base
    parent__parent__article__slug""".split()
LOCATOR = {"first_alinea": 1, "whole_article": True}

_one_at_a_time = Lock()


@dataclass(frozen=True)
class Edit:
    """An amendment on this version. article: slug; after: the article as it would have it; adds: an article of its own,
    after that one; confirmed: its place here, by its author or by a person since; amends: the public id of what a
    sub-amendment is about, base: the article as that one had it when it was written."""

    public_id: str
    article: str
    after: tuple[str, ...]
    adds: bool
    confirmed: bool
    amends: str = ""
    base: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """The amendment a sub-amendment changes. id: among those tabled; after: the article as it would have it; wording:
    frozen, when it is carried, in this convention."""

    id: str
    after: tuple[str, ...]
    wording: str = ""
    convention: str = "fr-an"


@dataclass
class Group:
    """Amendments that do the same, in the order they were published. near, conflicts, needs: places of groups in the
    list; conflicts: (group, why, paragraph); needs: (group, why, words); more: conflicts that are not kept; unplaced:
    why it cannot be applied, "" when it can."""

    ids: tuple[str, ...]
    article: str
    near: list[int] = field(default_factory=list)
    conflicts: list[tuple[int, str, int]] = field(default_factory=list)
    needs: list[tuple[int, str, str]] = field(default_factory=list)
    more: int = 0
    unplaced: str = ""

    @property
    def key(self) -> str:
        return self.ids[0]


@dataclass(frozen=True)
class Many:
    """groups: in the order of discussion; amendments: how many in all."""

    groups: list[Group]

    @property
    def amendments(self) -> int:
        return sum(len(group.ids) for group in self.groups)

    def by_article(self) -> dict[str, int]:
        """Slug → how many amendments to it."""
        found: Counter[str] = Counter()
        for group in self.groups:
            found[group.article] += len(group.ids)
        return dict(found)

    def places(self) -> dict[str, int]:
        """Public id of an amendment → place of its group."""
        return {name: place for place, group in enumerate(self.groups) for name in group.ids}


def read(version: BillVersion) -> Many:
    """Two queries once it is known."""
    key = f"many:{LOOK}:{version.pk}:{_mark(version)}"
    if (found := cache.get(key)) is None:
        with _one_at_a_time:
            if (found := cache.get(key)) is None:
                found = work_out(version)
                cache.set(key, found, KEPT)
    return found


def written(version: BillVersion) -> QuerySet[Contribution]:
    """Amendments to articles of this version that everyone can read, and sub-amendments to them."""
    to_these = Q(parent__hidden_at=None, parent__withdrawn_at=None, parent__parent__article__version=version)
    rows = Contribution.objects.visible().filter(kind=Kind.MODIFICATION, missing="")
    return rows.filter(Q(parent__article__version=version) | to_these).order_by("published_at", "pk")


def carried_over(version: BillVersion) -> QuerySet[Anchor]:
    """Where those to former versions stand in this one, as long as somebody did not say that they no longer apply."""
    rows = Anchor.objects.shown().filter(version=version, article__isnull=False, amendment__missing="")
    return rows.exclude(decision=Anchor.Decision.ENDED).order_by("amendment__published_at", "amendment")


def _mark(version: BillVersion) -> str:
    """Changes whenever an amendment comes, changes or goes."""
    rows = [*written(version).values_list("pk", "edited_at")]
    anchors = carried_over(version).values_list("pk", "decision", "confirmed_at", "amendment__edited_at")
    return hashlib.sha256(repr((rows, [*anchors])).encode()).hexdigest()


def edits(version: BillVersion, public_ids: Iterable[str] | None = None) -> list[Edit]:
    """Those to former versions first, then as they were published; all of them, or those named. Two queries."""
    anchors, rows = carried_over(version), written(version)
    if public_ids is not None:
        names = list(public_ids)
        anchors, rows = anchors.filter(amendment__public_id__in=names), rows.filter(public_id__in=names)
    found = []
    told = anchors.values_list(
        "amendment__public_id", "article__slug", "paragraphs", "confirmed", "decision", "amendment__base"
    )
    for public_id, article, paragraphs, confirmed, decision, base in told:
        after = confirmed if decision else paragraphs
        if after is not None:
            found.append(Edit(public_id, article, tuple(after), not base, bool(decision)))
    for row in rows.values(*COLUMNS):
        article, base, body, amends = row["parent__article__slug"], row["base"], tuple(paragraphs_of(row["body"])), ""
        was: tuple[str, ...] = ()
        if row["parent__kind"] == Kind.MODIFICATION:
            article, amends, was = row["parent__parent__article__slug"], row["parent__public_id"], _lines(base)
            base = row["parent__base"]
        found.append(Edit(row["public_id"], article, body, not base, True, amends, was))
    return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(paragraphs_of(text))


def texts(version: BillVersion, slugs: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Slug → paragraphs, in the order of the text."""
    rows = Article.objects.filter(version=version).order_by("position")
    if slugs is not None:
        rows = rows.filter(slug__in=list(slugs))
    return {slug: bills.paragraphs_of(body) for slug, body in rows.values_list("slug", "contribution__body")}


def tabled(number: int, edit: Edit, paragraphs: Sequence[str]):
    """As analysis.merging takes it; None when it changes nothing. number: its order."""
    from analysis.legistics import draft_amendment
    from analysis.legistics.operations import Operation, Place
    from analysis.merging import Tabled

    if edit.adds:
        return Tabled(str(number), edit.article, edited=edit.after, side="after") if edit.after else None
    if edit.after == tuple(paragraphs):
        return None
    try:
        operations = draft_amendment(
            list(paragraphs), list(edit.after), {**LOCATOR, "article": "1"}, "fr-an"
        ).operations
    except ValueError:  # no finer way to say it
        operations = (Operation("replace", Place(), unit="article", new=edit.after),)
    return Tabled(str(number), edit.article, operations, edit.after) if operations else None


def tabled_to(number: int, edit: Edit, about: About, paragraphs: Sequence[str]):
    """A sub-amendment, in the lines of the amendment it changes; without operations when no wording says it."""
    from analysis.legistics import draft_sub_amendment
    from analysis.merging import Tabled

    try:
        said = draft_sub_amendment(
            _article(edit, paragraphs), about.after, edit.after, _locator(edit), about.convention, about.wording
        )
        return Tabled(str(number), edit.article, said.operations, side="after" if edit.adds else "", amends=about.id)
    except ValueError:
        return Tabled(str(number), edit.article, edited=edit.after, side="after", amends=about.id)


def _article(edit: Edit, paragraphs: Sequence[str]) -> list[str]:
    return [] if edit.adds else list(paragraphs)


def _locator(edit: Edit) -> dict:
    return {"article": "1", "after_article": "1"} if edit.adds else {**LOCATOR, "article": "1"}


def _worded(one, edit: Edit, paragraphs: Sequence[str]):
    """An amendment with the lines that its sub-amendments count."""
    from analysis.legistics import draft_amendment
    from analysis.legistics.sub_amendment import lines_of

    said = draft_amendment(_article(edit, paragraphs), list(edit.after), _locator(edit), "fr-an").wording
    return replace(one, wording=tuple(lines_of(said)))


def tabled_together(found: Mapping[str, Edit], articles: Mapping[str, Sequence[str]]) -> tuple[list, dict[str, str]]:
    """(those that change something, why sub-amendments that do not go with their amendment do not). found: by id."""
    from analysis.merging.same import folded_lines

    rows, unfit = {}, {}
    ids = {edit.public_id: name for name, edit in found.items()}
    for name, edit in found.items():
        if edit.article in articles and not edit.amends and (one := tabled(int(name), edit, articles[edit.article])):
            rows[name] = one
    for name, edit in found.items():
        about = ids.get(edit.amends, "") if edit.amends else ""
        if about in rows:
            was, paragraphs = found[about], articles[edit.article]
            rows[name] = tabled_to(int(name), edit, About(about, was.after), paragraphs)
            if folded_lines(edit.base) != folded_lines(was.after):
                unfit[name] = "former words"
            elif not rows[name].operations:
                unfit[name] = "no wording"
            elif not rows[about].wording:
                rows[about] = _worded(rows[about], was, paragraphs)
    return list(rows.values()), unfit


def work_out(version: BillVersion) -> Many:
    """Three queries, and a second for a thousand amendments."""
    from analysis.merging import in_order, merge

    found, articles = edits(version), texts(version)
    rows, unfit = tabled_together({str(number): edit for number, edit in enumerate(found, start=1)}, articles)
    names = {one.id: found[int(one.id) - 1].public_id for one in rows}
    merged = merge(rows, articles)
    heads = {name: same for same in merged.same for name in same.ids}
    called = dict.fromkeys(heads[name].ids[0] for name in in_order(rows, list(articles), articles))
    places = {name: place for place, head in enumerate(called) for name in heads[head].ids}
    groups = [Group(tuple(names[name] for name in heads[head].ids), heads[head].article) for head in called]
    for near in merged.near:
        together = sorted(places[name] for name in near)
        for place in together:
            groups[place].near = [other for other in together if other != place]
    _link(groups, merged, places)
    for name, why in unfit.items():
        groups[places[name]].unplaced = why
    return Many(groups)


def _link(groups: list[Group], merged, places: Mapping[str, int]) -> None:
    """Each conflict is told on both sides, a need on the side of who needs."""
    sides: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for link in merged.conflicts:
        one, other = places[link.one], places[link.other]
        for here, there in ((one, other), (other, one)):
            sides[here].append((there, link.why, link.paragraph))
    for place, links in sides.items():
        links.sort()
        groups[place].conflicts, groups[place].more = links[:MOST_LINKS], max(0, len(links) - MOST_LINKS)
    for link in merged.dependencies:
        groups[places[link.one]].needs.append((places[link.other], link.why, link.words))
    for name, why, _words in merged.unplaced:
        groups[places[name]].unplaced = why
