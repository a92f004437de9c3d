"""The modifications a member may act on: open duties first, then those that reached the threshold, then the rest."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from parvis.contributions.amended import OF_SHOWN
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.ledger.clock import database_now
from parvis.texts.models import Anchor, Article, Bill, BillVersion

from . import stages
from .models import Carrying, Duty, Member

PAGE = 20
DUE, REACHED, OTHER = range(3)


@dataclass(frozen=True)
class Text:
    """A text under discussion some seat may act on. version: the one discussed."""

    bill: Bill
    version: BillVersion
    seats: list[Member]


def texts(seats: list[Member]) -> list[Text]:
    """Texts of public processes, the nearest deadline to come first; those of stopped processes are left out."""
    rows = BillVersion.objects.filter(bill__process__published_at__isnull=False, bill__process__stopped_at=None)
    rows = rows.select_related("bill__process__pact").order_by("bill", "-number")
    found: dict[int, Text] = {}
    for version in rows.defer("tree"):
        if version.bill_id not in found:
            found[version.bill_id] = Text(version.bill, version, [one for one in seats if stages.may_act(one, version)])
    now = database_now()

    def urgency(text: Text) -> tuple:
        closes = text.version.tabling_closes_at
        return closes is None or closes <= now, closes or now

    return sorted((text for text in found.values() if text.seats), key=urgency)


def waiting(text: Text) -> QuerySet[Contribution]:
    """What none of the seats said anything about on this version, with `rank`; without what the version says already,
    or what no longer applies to it."""
    said = Carrying.objects.filter(amendment=OuterRef("pk"), member__in=text.seats, version=text.version)
    anchors = Anchor.objects.filter(amendment=OuterRef("pk"), version=text.version)
    over = anchors.filter(Q(decision=Anchor.Decision.ENDED) | Q(decision="", state=Anchor.State.SATISFIED))
    duties = Duty.objects.filter(amendment=OuterRef("pk"))
    rank = Case(
        When(Exists(duties.open()), then=Value(DUE)), When(Exists(duties), then=Value(REACHED)), default=Value(OTHER)
    )
    rows = Contribution.objects.visible().filter(process=text.bill.process_id, kind=Kind.MODIFICATION)
    written_here = Q(parent__article__isnull=False) | Q(parent__parent__article__version=text.version)
    rows = rows.filter(written_here, OF_SHOWN).exclude(Exists(said)).exclude(Exists(over))
    return (
        rows.select_related("parent__article", "parent__parent__article")
        .annotate(rank=rank)
        .order_by("rank", "-agree", "pk")
    )


def about(article: str, version: BillVersion) -> Q:
    """Modifications of this article of the version, by slug: written on it, on one of it, or standing there since."""
    here = Q(parent__article__version=version, parent__article__slug=article)
    here |= Q(parent__parent__article__version=version, parent__parent__article__slug=article)
    return here | Q(Exists(Anchor.objects.filter(amendment=OuterRef("pk"), version=version, article__slug=article)))


def articles(version: BillVersion) -> QuerySet[Article]:
    """Those of the version that people modify, in their order."""
    anchored = Exists(Anchor.objects.filter(article=OuterRef("pk")))
    return version.articles.filter(Q(contribution__modifications__gt=0) | anchored).order_by("position")


def page(rows: QuerySet[Contribution], *, before: str) -> tuple[list[Contribution], Contribution | None]:
    """(those shown, the last one when more follow). before: a public id. Raises BadRequest."""
    if before:
        last: Any = rows.filter(public_id=before).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        same = Q(rank=last.rank)
        rows = rows.filter(
            Q(rank__gt=last.rank) | same & (Q(agree__lt=last.agree) | Q(agree=last.agree, pk__gt=last.pk))
        )
    shown = list(rows[: PAGE + 1])
    return shown[:PAGE], shown[PAGE - 1] if len(shown) > PAGE else None
