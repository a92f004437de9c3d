"""The moderator's desk: what is reported, what is contested, which organisations wait."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count, Max, Prefetch, Q
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.contributions.models import Contribution, Report
from parvis.people.idempotency import done_once
from parvis.people.models import Organisation

from .. import actions
from ..forms import AnswerForm, HideForm, RefusalForm, RestoreForm
from ..models import Contest, Decision

SHOWN = 30
ORDERS = {"reported": ("-reported", "-newest", "-pk"), "newest": ("-newest", "-pk")}


@access.door("moderation.queue")
@require_safe
def queue(request):
    order = request.GET.get("order", "reported")
    if order not in ORDERS or set(request.GET) - {"order"}:
        raise BadRequest(_("This page has two orders: the most reported first, or the latest reports first."))
    waiting = Q(reports__isnull=False, reports__settled_at=None)
    reported = (
        Contribution.objects.filter(waiting)
        .annotate(reported=Count("reports", filter=waiting), newest=Max("reports__made_at", filter=waiting))
        .order_by(*ORDERS[order])
        .select_related("process", "parent")
        .prefetch_related(
            Prefetch("reports", Report.objects.filter(settled_at=None).order_by("-made_at"), "open_reports")
        )
    )
    unanswered = Contest.objects.filter(answered_at=None).select_related("decision__contribution__process")
    contests = list(unanswered.order_by("made_at")[:SHOWN])
    mine = [contest for contest in contests if access.verdict(request.user, "moderation.answer", contest)]
    shown = list(reported[: SHOWN + 1])
    context = {
        "reported": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        "order": order,
        "contests": contests,
        "next": next(iter([*mine, *shown]), None),  # its button is the main action of the page
        "organisations": Organisation.objects.filter(checked_at=None, refused_at=None).count(),
    }
    return render(request, "moderation/queue.html", context)


@access.door("moderation.hide")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def hide(request, public_id):
    """Read what was said and what was reported; hide it, with a reason everyone can read."""
    access.require(request, "moderation.queue")
    contribution = _contribution(public_id)
    access.require(request, "moderation.hide", contribution)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide(contribution=contribution, moderator=request.user, **form.cleaned_data)
        messages.success(request, _("Hidden. The reason is in the public bin, and the author is told."))
        return redirect("moderation:queue")
    context = {
        "contribution": contribution,
        "process": contribution.process,
        "form": form,
        "reports": contribution.reports.filter(settled_at=None).order_by("-made_at"),
        "history": contribution.moderation.order_by("-hidden_at"),
    }
    return render(request, "moderation/hide.html", context, status=422 if form.errors else 200)


@access.door("moderation.hide")
@require_POST
@done_once
def keep(request, public_id):
    access.require(request, "moderation.queue")
    contribution = _contribution(public_id)
    access.require(request, "moderation.hide", contribution)
    actions.keep(contribution=contribution)
    messages.success(request, _("Left as it is. The reports are settled."))
    return redirect("moderation:queue")


@access.door("moderation.restore")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def restore(request, public_id):
    access.require(request, "moderation.queue")
    decision = _decision(public_id)
    access.require(request, "moderation.restore", decision)
    form = RestoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.restore(decision=decision, moderator=request.user, **form.cleaned_data)
        messages.success(request, _("These words are shown again, and the author is told."))
        return redirect(decision.contribution)
    context = {"decision": decision, "contribution": decision.contribution, "form": form}
    return render(request, "moderation/restore.html", context, status=422 if form.errors else 200)


@access.door("moderation.answer")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def answer(request, public_id):
    access.require(request, "moderation.queue")
    contest = get_object_or_404(
        Contest.objects.select_related("decision__contribution__process"), decision__public_id=public_id
    )
    access.require(request, "moderation.answer", contest)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = actions.answer_contest(contest=contest, moderator=request.user, **form.cleaned_data)
        if done:
            messages.success(request, _("Answered. The author is told."))
        else:
            messages.warning(request, _("This contest was already answered."))
        return redirect("moderation:queue")
    decision = contest.decision
    context = {"contest": contest, "decision": decision, "contribution": decision.contribution, "form": form}
    return render(request, "moderation/answer.html", context, status=422 if form.errors else 200)


@access.door("moderation.queue")
@require_safe
def organisations(request):
    return _organisations(request)


@access.door("moderation.queue")
@require_POST
@done_once
def check(request, public_id):
    actions.check_organisation(
        organisation=get_object_or_404(Organisation, public_id=public_id), moderator=request.user
    )
    messages.success(request, _("Checked: its signature is shown as such from now on."))
    return redirect("moderation:organisations")


@access.door("moderation.queue")
@require_POST
@done_once
def refuse(request, public_id):
    organisation = get_object_or_404(Organisation, public_id=public_id)
    form = RefusalForm(request.POST, prefix=public_id)
    if not form.is_valid():
        return _organisations(request, refused=(organisation.pk, form))
    actions.refuse_organisation(organisation=organisation, **form.cleaned_data)
    messages.success(request, _("Refused, with its reason."))
    return redirect("moderation:organisations")


def _organisations(request, refused: tuple = (None, None)):
    rows = Organisation.objects.order_by("declared_at")
    waiting = [
        (row, refused[1] if row.pk == refused[0] else RefusalForm(prefix=row.public_id))
        for row in rows.filter(checked_at=None, refused_at=None)[:SHOWN]
    ]
    decided = rows.annotate(decided_at=Coalesce("checked_at", "refused_at")).exclude(decided_at=None)
    context = {"waiting": waiting, "decided": decided.order_by("-decided_at", "-pk")[:SHOWN], "form": refused[1]}
    return render(request, "moderation/organisations.html", context, status=422 if refused[1] else 200)


def _contribution(public_id: str) -> Contribution:
    return get_object_or_404(
        Contribution.objects.select_related("process__pact", "parent", "organisation"), public_id=public_id
    )


def _decision(public_id: str) -> Decision:
    return get_object_or_404(Decision.objects.select_related("contribution__process"), public_id=public_id)
