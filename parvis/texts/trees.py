"""The tree of a version, in the plain values it is kept as: what analysis.bills writes, with the slug of each node."""

from collections.abc import Iterator
from typing import Any

from analysis import bills
from parvis.contributions.kinds import DIVISIONS
from parvis.contributions.models import Heading

from .models import BillVersion

Slugs = dict[int, str]  # by place in the order of reading, divisions and articles together, from 1


def as_read(read: bills.Bill, slugs: Slugs) -> dict[str, Any]:
    tree = bills.as_dict(read)
    for order, node in enumerate(nodes(tree), start=1):
        node["slug"] = slugs[order]
    return tree


def from_rows(version: BillVersion) -> dict[str, Any]:
    """For a version that was not read from a file: its articles under their divisions, in the order of reading."""
    articles = list(version.articles.select_related("contribution").order_by("position"))
    headings = {heading.pk: heading for heading in version.bill.process.headings.filter(kind__in=DIVISIONS)}
    kept = {pk: _division(heading, version.bill.language) for pk, heading in headings.items()}
    top: list[dict[str, Any]] = []
    placed: set[int] = set()
    for article in articles:
        near, at = top, headings.get(article.contribution.heading_id or 0)
        for heading in _branch(at, headings):
            if heading.pk not in placed:
                near.append(kept[heading.pk])
                placed.add(heading.pk)
            near = kept[heading.pk]["children"]
        near.append(
            {
                "number": article.number,
                "heading": article.contribution.title,
                "note": "",
                "slug": article.slug,
                "paragraphs": bills.paragraphs_of(article.contribution.body),
            }
        )
    return {"title": version.bill.title, "children": top}


def nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Divisions and articles in the order of reading."""
    return (node for _depth, node in with_depth(tree))


def with_depth(tree: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The same, each with its depth from 0."""
    waiting = [(0, node) for node in reversed(tree.get("children", []))]
    while waiting:
        depth, node = waiting.pop()
        yield depth, node
        waiting += [(depth + 1, child) for child in reversed(node.get("children", []))]


def _division(heading: Heading, language: str) -> dict[str, Any]:
    words = heading.title.get(language) or str(heading.title)
    said = {"kind": heading.kind, "number": heading.number, "heading": words, "note": "", "slug": heading.slug}
    return {**said, "children": []}


def _branch(heading: Heading | None, known: dict[int, Heading]) -> list[Heading]:
    """From the largest division to the one given."""
    branch: list[Heading] = []
    while heading is not None and heading not in branch:
        branch.insert(0, heading)
        heading = known.get(heading.parent_id or 0)
    return branch
