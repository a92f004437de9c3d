"""Numbered paragraphs (alinéas) of an article, and which of them people propose to change."""

from collections import Counter
from dataclasses import dataclass

from analysis.redline import compare_paragraphs
from parvis.contributions.models import Contribution
from parvis.contributions.wordings import paragraphs_of

from .models import Article

READ = 200  # modifications compared for the notes in the margin; an article with more says "200 and more"


@dataclass(frozen=True)
class Paragraph:
    number: int
    text: str
    modifications: int

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, row by row; empty for words."""
        if not self.text.startswith("|"):
            return []
        return [[cell.strip() for cell in row.strip("|").split("|")] for row in self.text.split("\n")]


def numbered(article: Article) -> list[Paragraph]:
    """The paragraphs, with how many visible modifications change each. No query when nothing amends the article."""
    touched = _touched(article) if article.contribution.modifications else Counter()
    return [Paragraph(number, text, touched[number]) for number, text in enumerate(article.paragraphs, start=1)]


def _touched(article: Article) -> Counter[int]:
    current, count = article.paragraphs, Counter[int]()
    amending = (
        Contribution.objects.visible()
        .filter(parent=article.contribution, kind="modification", missing="")
        .exclude(base="")  # it adds an article after this one
        .values_list("body", flat=True)[:READ]
    )
    for body in amending:
        previous = 0
        numbers = set()
        for change in compare_paragraphs(current, paragraphs_of(body)):
            if change.before is not None:
                previous = change.before + 1
            if change.kind != "kept":
                numbers.add(previous or 1)
        count.update(numbers)
    return count
