"""The table of contents of a version: its divisions in their tree, articles under them, in the order of reading."""

from dataclasses import dataclass, field

from parvis.contributions.kinds import DIVISIONS
from parvis.contributions.models import Heading
from parvis.ui.translated import Translated

from . import trees
from .models import Article, BillVersion


@dataclass
class Division:
    """heading: as this version names it, not saved; None for what stands outside any division."""

    heading: Heading | None
    depth: int
    articles: list[Article] = field(default_factory=list)


def contents(version: BillVersion) -> list[Division]:
    """In the order of reading; two queries."""
    bill = version.bill
    known = {heading.slug: heading for heading in bill.process.headings.filter(kind__in=DIVISIONS)}
    articles = {one.slug: one for one in version.articles.select_related("contribution").order_by("position")}
    for article in articles.values():
        article.bill, article.version = bill, version
        article.contribution.process = bill.process
    divisions = [Division(None, 0)]
    for depth, node in trees.with_depth(version.tree):
        if "paragraphs" not in node:
            divisions.append(Division(_heading(node, known, bill.language), depth))
        elif node.get("slug") in articles:
            article = articles.pop(node["slug"])
            if divisions[-1].heading and divisions[-1].depth >= depth:  # beside the last division, not within it
                divisions.append(Division(None, depth))
            divisions[-1].articles.append(article)
    divisions[0].articles += articles.values()  # added since the tree was kept
    return [one for one in divisions if one.heading or one.articles]


def _heading(node: dict, known: dict[str, Heading], language: str) -> Heading:
    """With its translations, as long as the version under discussion gives it the same words."""
    slug, words = node.get("slug", ""), node["heading"]
    same = slug in known and known[slug].title.get(language, "") == words
    title = known[slug].title if same else Translated({language: words})
    return Heading(slug=slug, kind=node["kind"], number=node["number"][:20], title=title)
