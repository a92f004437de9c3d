"""What became of the words of one modification: in the text, version by version, or signed refusals."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.resembling import standing
from parvis.amendments.models import Carrying, Duty
from parvis.contributions.models import Contribution
from parvis.outcomes.models import Outcome
from parvis.texts.models import Anchor, Article, BillVersion

from .chains import added
from .models import Followed

Marked = list[tuple[str, bool]]  # words in a row, and whether they are those that are followed


@dataclass(frozen=True)
class There:
    """In one version. paragraphs: those that hold some of the words, numbered from 1; gone: (words, number of the
    version that first left them out)."""

    version: BillVersion
    article: Article | None
    paragraphs: list[tuple[int, Marked]]
    stand: int = 0
    left: int = 0
    gone: list[tuple[str, int]] = field(default_factory=list)
    proven: bool = True


@dataclass(frozen=True)
class Act:
    """What a member did. outcome: of the chamber, "" when it is not known; there: once adopted."""

    carrying: Carrying
    outcome: str
    there: list[There]


@dataclass(frozen=True)
class Story:
    acts: list[Act]
    refusals: list[Duty]
    alike: list[There]  # the same words, which nothing proves to come from here

    def __bool__(self) -> bool:
        return bool(self.acts or self.refusals or self.alike)


def follow(amendment: Contribution, *, words: bool) -> Story:
    """words: whether what people wrote may be shown. Five queries, whatever the number of versions."""
    found: dict[int, list[There]] = {}
    rows = Followed.objects.filter(carrying__amendment=amendment).defer("version__tree")
    for one in rows.select_related("version__bill__process", "article__contribution"):
        found.setdefault(one.carrying_id, []).append(_there(one, words))
    carryings = amendment.carryings.select_related("listed").prefetch_related("stages")
    acts = [
        Act(one, outcome := _outcome(one), found.get(one.pk, []) if outcome == Outcome.ADOPTED else [])
        for one in carryings
    ]
    proven = {there.version.pk for act in acts for there in act.there if there.proven}
    refusals = Duty.objects.filter(amendment=amendment, refused_at__isnull=False).select_related("office")
    return Story(acts, list(refusals), list(_alike(amendment, proven)) if words else [])


def _outcome(carrying: Carrying) -> str:
    if hasattr(carrying, "listed") and carrying.listed.outcome:
        return carrying.listed.outcome
    return next((one.outcome for one in reversed(carrying.stages.all()) if one.outcome), "")


def _there(one: Followed, words: bool) -> There:
    article = one.article
    if article:
        article.bill, article.version = one.version.bill, one.version
    paragraphs = list(_marked(article.paragraphs, one.places)) if article else []
    gone = [(text, number) for text, number in one.gone] if words else []
    return There(one.version, article, paragraphs, one.stand, one.left, gone, one.proven)


def _alike(amendment: Contribution, proven: set[int]) -> Iterator[There]:
    """Six words in a row or a whole sentence, as people wrote them, in a later version of the article."""
    brought = [text for text in added(amendment.base, amendment.body) if text.strip() not in amendment.base]
    anchors = Anchor.objects.filter(amendment=amendment, article__isnull=False).exclude(version__in=proven)
    anchors = anchors.select_related("article__contribution", "version__bill__process").defer("version__tree")
    for anchor in anchors.order_by("version__number"):
        article = anchor.article
        assert article is not None
        article.bill, article.version = anchor.version.bill, anchor.version
        if paragraphs := list(
            _marked(article.paragraphs, [list(place) for place in standing(brought, article.paragraphs)])
        ):
            yield There(anchor.version, article, paragraphs, proven=False)


def _marked(paragraphs: list[str], places: list[list[int]]) -> Iterator[tuple[int, Marked]]:
    for number, text in enumerate(paragraphs):
        at, pieces = 0, []
        for _number, start, end in sorted(place for place in places if place[0] == number):
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
        if pieces:
            yield number + 1, [piece for piece in [*pieces, (text[at:], False)] if piece[0]]
