"""« If these were adopted »: what a chosen set of amendments makes of the articles it changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.redline import ParagraphChange, compare_paragraphs
from parvis.texts.models import Article, BillVersion

from . import many, reasons
from .many import Edit, Many
from .shown import Named, of, titled

MOST_WRITTEN = 300_000  # characters of paragraphs the article has not, of all that is tried: under a second
PAIRS = 200  # of amendments tried by two, to tell which one another does not go with


class TooMuch(ValueError):
    """More is written anew than one page works out."""


@dataclass(frozen=True)
class Refused:
    """why: in words; other: the one adopted before it that it does not go with, None when there is none."""

    one: Named
    why: str
    other: Named | None = None


@dataclass
class Adopted:
    """An article once the chosen amendments to it are adopted. added: articles that come after it."""

    article: Article
    changes: list[ParagraphChange]
    applied: list[Named]
    refused: list[Refused] = field(default_factory=list)
    added: list[list[ParagraphChange]] = field(default_factory=list)
    gone: bool = False


def adopted(version: BillVersion, found: Many, chosen: Sequence[int], rows: dict[str, dict]) -> list[Adopted]:
    """chosen: places of groups; rows: by public id, as titled() reads them. Three queries, in the order of the text.

    Raises TooMuch.
    """
    groups = {found.groups[place].key: found.groups[place] for place in chosen}
    edits = {edit.public_id: edit for edit in many.edits(version, groups)}
    articles = of(version, {group.article for group in groups.values()})
    known = {slug: set(article.paragraphs) for slug, article in articles.items()}
    lines = (line for edit in edits.values() for line in edit.after if line not in known.get(edit.article, ()))
    if sum(map(len, lines)) > MOST_WRITTEN:
        raise TooMuch
    keys = {str(place + 1): found.groups[place].key for place in chosen}  # ids in the order of discussion
    edits = {key: _of_group(edit, found, keys) for key, edit in edits.items()}
    result = []
    for slug, article in articles.items():
        here = {name: key for name, key in keys.items() if groups[key].article == slug and key in edits and key in rows}
        if here:
            result.append(_article(article, here, edits, rows))
    return result


def _of_group(edit: Edit, found: Many, keys: dict[str, str]) -> Edit:
    """A sub-amendment is about any amendment that does the same as its own."""
    place = found.places().get(edit.amends) if edit.amends else None
    return replace(edit, amends=keys.get(str(place + 1), edit.amends)) if place is not None else edit


def _article(article: Article, keys: dict[str, str], edits: dict, rows: dict) -> Adopted:
    from analysis.merging import if_adopted

    def named(name: str) -> Named:
        row = rows[keys[name]]
        return Named(keys[name], titled(row, 90), row["language"])

    before = article.paragraphs
    tabled, unfit = many.tabled_together({name: edits[key] for name, key in keys.items()}, {article.slug: before})
    made = if_adopted(before, [one for one in tabled if one.id not in unfit])
    by_id = {one.id: one for one in tabled}
    refused = [Refused(named(name), reasons.why(why)) for name, why in unfit.items()]
    alone = (name for name, key in keys.items() if edits[key].amends and name not in by_id)
    refused += [Refused(named(name), reasons.why("no amendment")) for name in alone]
    tries = iter(range(PAIRS))
    for one in made.refused:
        if one.why == "sub-amendment":
            why = "taken" if one.other in made.applied else "no amendment"
            refused.append(Refused(named(one.id), reasons.why(why), named(one.other)))
            continue
        pairs = (name for name, _try in zip(made.applied, tries, strict=False))
        others = (name for name in pairs if if_adopted(before, [by_id[name], by_id[one.id]]).refused)
        other = one.other or next(others, "")  # not told: the one that does not go with it, the two alone
        refused.append(Refused(named(one.id), reasons.why(one.why), named(other) if other in keys else None))
    return Adopted(
        article,
        compare_paragraphs(before, list(made.paragraphs)),
        [named(name) for name in made.applied],
        refused,
        [compare_paragraphs([], list(lines)) for lines in (*made.before, *made.after)],
        gone=not made.paragraphs and bool(before),
    )
