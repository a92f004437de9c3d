"""The table of contents of a bill: headings in their tree, articles under them, in the order of reading."""

from dataclasses import dataclass, field

from parvis.contributions.models import Heading

from .models import Article, Bill


@dataclass
class Division:
    heading: Heading | None
    depth: int
    articles: list[Article] = field(default_factory=list)


def contents(bill: Bill) -> list[Division]:
    """Divisions in reading order; articles outside any division come first. Two queries."""
    headings = {heading.pk: heading for heading in bill.process.headings.exclude(kind="theme")}
    divisions: dict[int | None, Division] = {None: Division(None, 0)}
    for pk, heading in headings.items():
        divisions[pk] = Division(heading, _depth(heading, headings))
    for article in bill.articles.select_related("contribution"):
        article.bill = bill
        article.contribution.process = bill.process
        divisions.get(article.contribution.heading_id, divisions[None]).articles.append(article)
    return [one for one in divisions.values() if one.heading or one.articles]


def _depth(heading: Heading, headings: dict[int, Heading]) -> int:
    depth = 0
    while heading.parent_id in headings and depth < 8:
        heading, depth = headings[heading.parent_id], depth + 1
    return depth
