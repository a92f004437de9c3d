"""Where the amendments to former versions stand in the one under discussion: worked out, then confirmed by a person."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from analysis import bills
from analysis.versions import Rebased, rebase
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.ledger import actions as ledger
from parvis.ui import page_cache

from .models import Anchor, Article, BillVersion

GONE = Rebased("stale", None, [])


class NotConfirmed(Exception):
    """The text says what is missing."""


def work_out(version: BillVersion) -> int:
    """An anchor in this version for each readable amendment to an article of a former one; the number made."""
    process = version.bill.process
    amendments = to_former(version).filter(process=process)
    _wait_for_authors(amendments)
    made = Anchor.objects.bulk_create(_anchors(version, amendments))
    ledger.record_many(
        "anchor.worked_out",
        process=process.public_id,
        bodies=((one.amendment.public_id, {"version": version.public_id, "state": one.state}) for one in made),
    )
    return len(made)


def _wait_for_authors(amendments: QuerySet[Contribution]) -> None:
    """Those who are saving one now are read once it is saved, those who save it later work it out again; who agrees
    with it meanwhile neither waits nor is waited for."""
    if connection.vendor == "postgresql":  # SQLite writes one transaction at a time
        with connection.cursor() as cursor:
            keys = list(amendments.values_list("pk", flat=True))
            cursor.execute("SELECT 1 FROM contributions_contribution WHERE id = ANY(%s) FOR KEY SHARE", [keys])


@transaction.atomic
def work_out_again(amendment: Contribution) -> None:
    """Its author changed it, it is shown again, or came as the version did: it is to be confirmed, again if it was."""
    versions = BillVersion.objects.filter(bill__process=amendment.process_id).defer("tree")
    version = versions.order_by("-number").first()
    rows = to_former(version).filter(pk=amendment.pk) if version else None
    if version and rows and rows.exists():
        former = Anchor.objects.filter(version=version, amendment=amendment)
        lapsed = former.exclude(decision="").exists()
        former.delete()
        made = Anchor.objects.bulk_create(_anchors(version, rows))
        if lapsed:  # the public record says that it was confirmed
            process, body = amendment.process.public_id, {"version": version.public_id, "state": made[0].state}
            ledger.record("anchor.lapsed", process=process, object=amendment.public_id, body=body)


def to_former(version: BillVersion) -> QuerySet[Contribution]:
    """Readable amendments to an article of a version before this one."""
    return (
        Contribution.objects.visible()
        .filter(kind=Kind.MODIFICATION, missing="")
        .filter(parent__article__version__bill=version.bill_id, parent__article__version__number__lt=version.number)
        .select_related("parent__article")
        .order_by("pk")
    )


def _anchors(version: BillVersion, amendments: QuerySet[Contribution]) -> list[Anchor]:
    became, edits = successors(version), _last_confirmed(version, amendments)
    found = []
    for amendment in amendments:
        assert amendment.parent is not None  # to_former asks for one
        old = amendment.parent.article
        new = became.get(old.pk)
        base, edited, number = edits.get(amendment.pk) or (*of_author(amendment), old.number)
        done = _carried(base, edited, new, same_number=new is not None and new.number == number)
        reasons = [list(reason) for reason in done.reasons]
        told = {"state": done.state, "paragraphs": done.paragraphs, "reasons": reasons}
        found.append(Anchor(amendment=amendment, version=version, article=new, **told))
    return found


def _carried(base: list[str], edited: list[str], new: Article | None, *, same_number: bool) -> Rebased:
    if new is None:
        return Rebased("satisfied", [], []) if base and not edited else GONE
    return rebase(base, edited, new.paragraphs if base else [], same_number=same_number)


def of_author(amendment: Contribution) -> tuple[list[str], list[str]]:
    """(the article as it stood, as the author would have it): nothing of one that it adds, or that it removes."""
    base, body = (bills.paragraphs_of(text) if text else [] for text in (amendment.base, amendment.body))
    return base, body


def successors(version: BillVersion) -> dict[int, Article]:
    """The article of this version that each one of former versions became, by primary key; not those that are gone."""
    became: dict[int, Article] = {}
    articles = Article.objects.filter(bill=version.bill_id, version__number__lte=version.number)
    rows = list(articles.select_related("contribution").order_by("-version__number"))
    for article in rows:
        if article.version_id == version.pk:
            became[article.pk] = article
        if article.former_id and article.pk in became:
            became[article.former_id] = became[article.pk]
    return became


def _last_confirmed(version: BillVersion, amendments: QuerySet[Contribution]) -> dict[int, tuple]:
    """amendment → (the article it was confirmed in, as it would have it, its number), the latest.

    What its author changed since is not what was confirmed.
    """
    confirmed = Anchor.objects.filter(amendment__in=amendments.values("pk"), version__number__lt=version.number)
    kept = confirmed.filter(decision__in=[Anchor.Decision.KEPT, Anchor.Decision.CORRECTED], article__isnull=False)
    kept = kept.filter(Q(amendment__edited_at=None) | Q(confirmed_at__gt=F("amendment__edited_at")))
    return {
        one.amendment_id: (one.now, one.confirmed, one.number)
        for one in kept.select_related("article__contribution", "amendment").order_by("version__number")
        if one.confirmed is not None and one.confirmed != one.now
    }


@transaction.atomic
def keep(anchors: Iterable[Anchor], *, by) -> int:
    """Confirm as worked out those that have a wording and that nobody decided yet; the number confirmed."""
    rows = Anchor.objects.select_for_update(of=("self",)).waiting().filter(pk__in=[one.pk for one in anchors])
    done = 0
    rows = rows.select_related("amendment__process", "version").defer("version__tree")
    for anchor in rows.filter(paragraphs__isnull=False).order_by("pk"):
        _decide(anchor, Anchor.Decision.KEPT, by=by, confirmed=anchor.paragraphs)
        done += 1
    return done


@transaction.atomic
def correct(anchor: Anchor, *, paragraphs: Sequence[str], by) -> None:
    """Confirm with other words than those worked out. Raises NotConfirmed when its article is gone, or unchanged."""
    anchor = _locked(anchor)
    if anchor.article is None:
        raise NotConfirmed(_("Its article is no longer in the text: say that it no longer applies, and why."))
    if list(paragraphs) == anchor.now and anchor.state != Anchor.State.SATISFIED:
        raise NotConfirmed(_("This is the text under discussion: change it, or say that it no longer applies."))
    same = list(paragraphs) == anchor.paragraphs
    decision = Anchor.Decision.KEPT if same else Anchor.Decision.CORRECTED
    _decide(anchor, decision, by=by, confirmed=list(paragraphs))


@transaction.atomic
def end(anchor: Anchor, *, reason: str, by) -> None:
    """It no longer applies. Raises NotConfirmed without a public reason."""
    if not reason.strip():
        raise NotConfirmed(_("Write the public reason: it says why it no longer applies."))
    _decide(_locked(anchor), Anchor.Decision.ENDED, by=by, reason=reason.strip())


def _locked(anchor: Anchor) -> Anchor:
    rows = Anchor.objects.select_for_update(of=("self",)).select_related("amendment__process", "version")
    return rows.select_related("article__contribution").defer("version__tree").get(pk=anchor.pk)


def _decide(anchor: Anchor, decision: str, *, by, confirmed: list[str] | None = None, reason: str = "") -> None:
    """Nothing when it says so already."""
    if (anchor.decision, anchor.confirmed, anchor.reason) == (decision, confirmed, reason):
        return
    anchor.decision, anchor.confirmed, anchor.reason = decision, confirmed, reason
    anchor.confirmed_at, anchor.confirmed_by = Now(), by
    anchor.save(update_fields=["decision", "confirmed", "reason", "confirmed_at", "confirmed_by"])
    process = anchor.amendment.process
    body = {"version": anchor.version.public_id, "state": anchor.state, "decision": decision, "reason": reason}
    ledger.record("anchor.confirmed", process=process.public_id, object=anchor.amendment.public_id, body=body)
    page_cache.bump(process.slug)
