"""The articles of a text through its versions, each with those it comes from, and what was adopted between them."""

from collections.abc import Iterator
from itertools import pairwise

from analysis.provenance import Adopted, History, Version
from analysis.redline import compare_paragraphs
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.outcomes.models import Listed
from parvis.texts.models import Article, BillVersion

from .votes import Vote, adopted

READ = 200  # amendments an unknown passage is compared with, of each article


class Text:
    """A version and those before it; four queries, whatever the number of articles."""

    def __init__(self, version: BillVersion) -> None:
        self.version = version
        former = version.bill.versions.filter(number__lte=version.number).defer("tree").order_by("number")
        self.numbers = {one.pk: one.number for one in former}
        rows = Article.objects.filter(version__in=self.numbers).select_related("contribution").order_by("position")
        self.articles = {one.pk: one for one in rows}
        self.votes = adopted(one for one in former if one.number < version.number)
        self.later = {one.former_id: one for one in self.articles.values() if one.former_id}

    @property
    def last(self) -> list[Article]:
        return [one for one in self.articles.values() if one.version_id == self.version.pk]

    def number(self, article: Article) -> int:
        return self.numbers[article.version_id]

    def chain(self, article: Article) -> list[Article]:
        """From the first it comes from to it."""
        chain = [article]
        while (former := self.articles.get(chain[0].former_id or 0)) and former not in chain:
            chain.insert(0, former)
        return chain

    def became(self, article: Article) -> Article:
        """The last that comes from it: of the version when it is not gone."""
        while article.pk in self.later and self.number(self.later[article.pk]) > self.number(article):
            article = self.later[article.pk]
        return article

    def history(self, article: Article) -> History:
        """Up to this article; of one that is gone, to the version that has it no more."""
        chain = self.chain(article)
        versions = list(self._beginning(chain[0]))
        for before, after in pairwise(chain):
            versions.append(self._version(self.number(after), after.paragraphs, self.of(before)))
        if (number := self.number(article)) < self.version.number:
            versions.append(self._version(number + 1, [], self.of(article)))
        return History(versions)

    def never(self, vote: Vote, number: int) -> History:
        """Of an article a vote added, which the next version does not have."""
        return History([self._version(number, [], []), self._version(number + 1, [], [vote])])

    def of(self, article: Article) -> list[Vote]:
        return [vote for vote in self.votes.get(self.number(article), []) if vote.article == article.pk]

    def adding(self, article: Article) -> list[Vote]:
        """What added an article that comes from none: the votes of which it holds a whole paragraph."""
        held = set(article.paragraphs)
        votes = self.votes.get(self.number(article) - 1, []) if article.former_id is None else []
        return [
            vote
            for vote in votes
            if vote.article is None and any(line in held for one in vote.operations for line in one.new)
        ]

    def _beginning(self, article: Article) -> Iterator[Version]:
        number = self.number(article)
        if number > 1:
            yield self._version(number - 1, [], [])
        yield self._version(number, article.paragraphs, self.adding(article))

    def _version(self, number: int, paragraphs: list[str], votes: list[Vote]) -> Version:
        told = tuple(Adopted(vote.key, vote.operations) for vote in votes)
        return Version(str(number), tuple(paragraphs), adopted=told)

    def alike(self, article: Article) -> list[tuple[str, str]]:
        """(key, words) of what a passage of unknown source may resemble: what the chamber was asked of the articles it
        comes from, and what people asked. Two queries."""
        chain = self.chain(article)[:-1]
        listed = Listed.objects.filter(article__in=chain).exclude(wording="").order_by("position", "pk")
        found = [(f"listed:{name}", words) for name, words in listed.values_list("public_id", "wording")[:READ]]
        asked = Contribution.objects.visible().filter(
            kind=Kind.MODIFICATION, missing="", parent__in=[one.contribution_id for one in chain]
        )
        for name, base, body in asked.order_by("pk").values_list("public_id", "base", "body")[:READ]:
            found += [(f"modification:{name}", words) for words in added(base, body)]
        return found


def added(base: str, body: str) -> list[str]:
    """The words an edit brings, stretch by stretch."""
    before, after = (text.split("\n") if text else [] for text in (base, body))
    changes = compare_paragraphs(before, after)
    return [piece.text for change in changes for piece in change.pieces if piece.op == "+" and not piece.move]
