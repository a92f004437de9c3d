"""What everyone reads: who may carry, what each one did, and what was done with one modification."""

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.contributions.models import Contribution
from parvis.processes.promises.actions import today

from .. import places, support
from ..models import Carrying, Duty, Member

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
    rows = Carrying.objects.public().filter(member=found).select_related("amendment__process", "version", "article")
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
    rows = Contribution.objects.select_related("process__pact", "parent__article")
    amendment = get_object_or_404(rows, public_id=public_id, kind="modification")
    access.require(request, "contributions.read", amendment)
    told = Carrying.objects.filter(amendment=amendment).select_related("member", "version", "article__contribution")
    told = told.prefetch_related("stages")  # told by a higher floor
    context = {
        "amendment": amendment,
        "process": amendment.process,
        "hidden": bool(amendment.hidden_at or amendment.withdrawn_at),
        "carryings": [(one, adapted(one, amendment)) for one in told],
        "duties": Duty.objects.filter(amendment=amendment).select_related("office", "promise"),
        "support": support.read(amendment),
    }
    return render(request, "amendments/carried.html", context)


def adapted(one: Carrying, amendment: Contribution) -> list:
    """What the member changed in the words people wrote; nothing when these are not shown any more."""
    if one.decision != Carrying.Decision.ADAPTED or amendment.hidden_at or amendment.withdrawn_at:
        return []
    found = places.place(amendment, one.version)
    return places.compared(found.after or places.paragraphs_of(amendment.body), one.paragraphs)
