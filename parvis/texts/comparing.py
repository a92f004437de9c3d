"""What changed from one version of a text to the next, article by article."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analysis.redline import ParagraphChange, Piece, compare, compare_paragraphs

from .models import Article, BillVersion


@dataclass(frozen=True)
class ArticleChange:
    """before: None for a new article; after: None for one that is gone."""

    before: Article | None
    after: Article | None

    @property
    def kind(self) -> str:
        """new, gone, changed, renumbered (its words are the same), or same."""
        if self.before is None or self.after is None:
            return "gone" if self.before else "new"
        if not self.after.same_words(self.before) or self.heading:
            return "changed"
        return "same" if self.before.number == self.after.number else "renumbered"

    @property
    def article(self) -> Article:
        """The one that names the change."""
        found = self.after or self.before
        assert found is not None
        return found

    @cached_property
    def heading(self) -> list[Piece]:
        """What changed in the words beside its number; nothing when they are the same."""
        before, after = (one.contribution.title if one else "" for one in (self.before, self.after))
        return compare(before, after) if before != after and before and after else []

    @cached_property
    def paragraphs(self) -> list[ParagraphChange]:
        return compare_paragraphs(*(one.paragraphs if one else [] for one in (self.before, self.after)))


def followed(former: list[Article], articles: list[Article]) -> list[ArticleChange]:
    """Each article of either version once, in the order of the later; what is gone comes where it stood."""
    return list(_followed(former, articles))


def _followed(former: list[Article], articles: list[Article]) -> Iterator[ArticleChange]:
    olds = {one.pk: one for one in former}
    kept = {one.former_id for one in articles}
    gone = [one for one in former if one.pk not in kept]
    for article in articles:
        before = olds.get(article.former_id or 0)
        while before and gone and gone[0].position < before.position:
            yield ArticleChange(gone.pop(0), None)
        yield ArticleChange(before, article)
    yield from (ArticleChange(one, None) for one in gone)


def between(former: BillVersion, version: BillVersion) -> list[ArticleChange]:
    """From the version before one to it; two queries."""
    return followed(*(_articles(one) for one in (former, version)))


def _articles(version: BillVersion) -> list[Article]:
    articles = list(version.articles.select_related("contribution").order_by("position"))
    for article in articles:
        article.bill, article.version = version.bill, version
    return articles
