"""What everyone reads: who may carry, what each one did, and what was done with one modification."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.contributions.amended import fell
from parvis.contributions.models import Contribution
from parvis.contributions.wordings import paragraphs_of
from parvis.processes.promises.actions import today

from .. import places, support
from ..models import Carrying, Duty, Member
from ..sub_amendments import amended_by, name

PAGE, LISTED = 20, 50


@access.public
@require_safe
def members(request):
    """Who sits now, by name; ?after= goes on from one of them."""
    rows = Member.objects.on(today()).order_by("name", "pk")
    if after := request.GET.get("after"):
        last = _of_list(Member.objects.filter(slug=after))
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows[: LISTED + 1])
    context = {"members": found[:LISTED], "last": found[LISTED - 1] if len(found) > LISTED else None}
    return render(request, "amendments/members.html", context)


@access.public
@require_safe
def member(request, slug):
    """Who it is, and what they did, the latest first; no score."""
    found = get_object_or_404(Member, slug=slug)
    rows = Carrying.objects.public().filter(member=found).select_related("amendment__process", "article")
    rows = rows.order_by("-signed_at", "-pk")
    if before := request.GET.get("before"):
        last = _of_list(rows.filter(public_id=before))
        rows = rows.filter(Q(signed_at__lt=last.signed_at) | Q(signed_at=last.signed_at, pk__lt=last.pk))
    shown = list(rows[: PAGE + 1])
    context = {
        "member": found,
        "carryings": shown[:PAGE],
        "last": shown[PAGE - 1] if len(shown) > PAGE else None,
        "sits": found.sits(today()),
        "mine": request.user.is_authenticated and found.person_id == request.user.pk,
    }
    return render(request, "amendments/member.html", context)


def _of_list(rows):
    if (found := rows.first()) is None:
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return found


@access.door("contributions.read")
@require_safe
def carried(request, public_id):
    """Each member’s act with the words they signed, what the offices owe, and what a threshold obliges to."""
    rows = Contribution.objects.select_related("process__pact", "parent__article", "parent__parent")
    amendment = get_object_or_404(rows, public_id=public_id, kind="modification")
    access.require(request, "contributions.read", amendment)
    told = Carrying.objects.filter(amendment=amendment).select_related("member", "version", "article")
    told = (
        told.select_related("amendment__parent").defer("version__tree").prefetch_related("stages")
    )  # told by a higher floor
    context = {
        "amendment": amendment,
        "process": amendment.process,
        "hidden": gone(amendment),
        "carryings": [(one, changes, about(one)) for one, changes in adaptations(amendment, told)],
        "duties": Duty.objects.filter(amendment=amendment).select_related("office", "promise"),
        "support": support.read(amendment),
    }
    return render(request, "amendments/carried.html", context)


def gone(amendment: Contribution) -> bool:
    """Its words are no longer shown. amendment: with its parent."""
    return bool(amendment.hidden_at or amendment.withdrawn_at or fell(amendment))


def about(one: Carrying) -> str:
    """The amendment a sub-amendment is carried to, while it stands; "" for what is no sub-amendment."""
    found = amended_by(one)
    return name(found) if found else ""


def adaptations(amendment: Contribution, told: Iterable[Carrying]) -> Iterator[tuple[Carrying, list]]:
    """Each act, with what the member changed in the words people had written then; nothing once these are not shown."""
    article = getattr(amendment.parent, "article", None)
    former = list(amendment.versions.order_by("number")) if amendment.edited_at else []
    elsewhere: dict[int, places.Place] = {}
    for one in told:
        if one.decision != Carrying.Decision.ADAPTED or gone(amendment):
            yield one, []
            continue
        words = paragraphs_of(next((said.body for said in former if said.replaced_at > one.signed_at), amendment.body))
        if article is None or one.version_id != article.version_id:
            if one.version_id not in elsewhere:
                elsewhere[one.version_id] = places.place(amendment, one.version)
            words = elsewhere[one.version_id].after or words
        yield one, places.compared(words, one.paragraphs)
