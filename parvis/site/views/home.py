"""The front door: what is open, what followed, what is owed."""

from datetime import timedelta

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.decisions.models import Answer
from parvis.ledger.clock import database_now
from parvis.processes import elections
from parvis.processes.models import DecisionStep, Meeting, Process, Promise
from parvis.processes.promises.words import Told, said
from parvis.processes.stages import today
from parvis.ui import page_cache, share_cards

from .. import listing

SHOWN = 3


@page_cache.cached()
@access.public
@require_safe
def home(request):
    now = database_now()
    day = today(now)
    listed = listing.listed(request.user)
    context = {
        "open": [told for told in listed if told.stage == "open"],
        "coming": [told for told in listed if told.stage == "coming"][:SHOWN],
        "others": [told for told in listed if told.stage not in ("open", "coming", "stopped")][:SHOWN],
        "quiet": (calm := elections.quiet(day)),
        "answers": [] if calm else three_answers(day),
        "owed": owed_soon(day),
        "meetings": Meeting.objects.filter(process__published_at__isnull=False, process__stopped_at=None, at__gte=now)
        .select_related("process")
        .only("title", "place", "at", "details", "process__slug", "process__title")[:4],
        "agenda": DecisionStep.objects.filter(
            process__published_at__isnull=False, process__stopped_at=None, done=False, on__gte=day
        )
        .select_related("process")
        .only("title", "body", "on", "process__slug", "process__title")
        .order_by("on", "position")[:5],
        "card": share_card(),
    }
    return render(request, "site/home.html", context)


@access.public
@require_safe
def card(request):
    """The picture another site shows of the instance."""
    return share_cards.answer(request, share_card(), public=True)


def share_card() -> share_cards.Card:
    return share_cards.Card(_("Take part in public decisions, and see what became of what was said."))


def three_answers(day) -> list[Answer]:
    """The latest answers to what people said and to the ideas of a synthesis, one of them a refusal whenever there is
    one; none in election time."""
    quiet = Process.objects.filter(elections.quiet_processes(day))
    latest = list(
        Answer.objects.in_force()
        .shown()
        .exclude(contribution__process__in=quiet)
        .exclude(node__process__in=quiet)
        .select_related("contribution__process", "node__process", "office")
        .order_by("-published_at", "-pk")[:40]
    )
    refusals = [answer for answer in latest if answer.status == Answer.Status.NOT_KEPT][:1]
    others = sorted((answer for answer in latest if answer not in refusals), key=lambda answer: not answer.is_kept)
    return others[: SHOWN - len(refusals)] + refusals


def owed_soon(day) -> list[Told]:
    """Promises due within a month, or late: what is owed now."""
    promises = Promise.objects.public().owed().select_related("process", "office").order_by("due_on", "pk")[:60]
    near = [promise for promise in promises if promise.due <= day + timedelta(days=31)]
    return [said(promise, day) for promise in near[:6]]
