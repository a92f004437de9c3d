"""What the chamber adopted, version by version, as operations on the articles of that version."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from analysis.legistics import draft_amendment
from analysis.legistics.cursor import NotUnderstood
from analysis.legistics.operations import Operation
from analysis.legistics.reading import read
from analysis.legistics.reading_printed import read_printed
from parvis.amendments.models import Carrying
from parvis.contributions.kinds import Kind
from parvis.outcomes.models import Listed, Outcome, Stage
from parvis.texts.models import BillVersion

FRENCH = ("fr-an", "fr-senat")


@dataclass
class Vote:
    """Amendments adopted that do the same to the same article: voted together. keys: see sources; article: by primary
    key, None when they add one or name none of the text; operations: none when nobody could read them surely; words:
    as the chamber published them; carryings: ours among them, by primary key."""

    keys: list[str]
    article: int | None
    operations: tuple[Operation, ...]
    words: str
    carryings: list[int]

    @property
    def key(self) -> str:
        return " ".join(self.keys)

    @property
    def adds(self) -> bool:
        """A whole article."""
        return any(one.unit == "article" and one.action == "insert" for one in self.operations)


def adopted(versions: Iterable[BillVersion]) -> dict[int, list[Vote]]:
    """By number of the version they were moved on, in the order they were voted. Two queries."""
    known = {one.pk: one for one in versions}
    found: dict[int, list[Vote]] = {one.number: [] for one in known.values()}
    listed = Listed.objects.filter(version__in=known, outcome=Outcome.ADOPTED, parent="")  # of a text, not of another
    listed = listed.exclude(carrying__amendment__parent__kind=Kind.MODIFICATION)
    for row in listed.select_related("carrying__article__contribution").order_by("position", "pk"):
        operations = _understood(row.wording, known[row.version_id].convention)
        if not operations and row.carrying and row.wording in ("", row.carrying.wording):
            operations = _of_carrying(row.carrying)
        ours = [row.carrying.pk] if row.carrying else []
        article = row.article_id or (row.carrying.article_id if row.carrying else None)
        vote = Vote([f"listed:{row.public_id}"], article, operations, row.wording, ours)
        _add(found[known[row.version_id].number], vote)
    told = Stage.objects.filter(kind=Stage.Kind.VOTE, from_list=False, carrying=OuterRef("pk")).order_by("-on", "-pk")
    by_hand = Carrying.objects.filter(Q(listed=None) | Q(listed__outcome=""), version__in=known)
    by_hand = by_hand.annotate(last=Subquery(told.values("outcome")[:1])).filter(last=Outcome.ADOPTED)
    by_hand = by_hand.exclude(amendment__parent__kind=Kind.MODIFICATION).order_by("signed_at", "pk")
    for carrying in by_hand.select_related("article__contribution"):
        operations = _of_carrying(carrying)
        vote = Vote(
            [f"carrying:{carrying.public_id}"], carrying.article_id, operations, carrying.wording, [carrying.pk]
        )
        _add(found[known[carrying.version_id].number], vote)
    return found


def _add(votes: list[Vote], vote: Vote) -> None:
    if vote.adds:
        vote.article = None
    for other in votes:
        if vote.operations and (other.article, other.operations) == (vote.article, vote.operations):
            other.keys += vote.keys
            other.carryings += vote.carryings
            return
    votes.append(vote)


def _understood(wording: str, convention: str) -> tuple[Operation, ...]:
    if convention not in FRENCH or not wording:
        return ()
    try:
        return tuple(read_printed(wording, convention) or read(wording))
    except NotUnderstood:
        return ()


def _of_carrying(carrying: Carrying) -> tuple[Operation, ...]:
    """What its member signed, paragraph by paragraph, whatever the grammar of the chamber."""
    if understood := _understood(carrying.wording, carrying.convention):
        return understood
    if carrying.article is None:
        return ()
    locator = {"article": carrying.article.number, "first_alinea": 1, "whole_article": True}
    try:
        return draft_amendment(carrying.article.paragraphs, carrying.paragraphs, locator, "fr-an").operations
    except ValueError:
        return ()
