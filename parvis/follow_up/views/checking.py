"""“Was it really done?”: who supported or follows an idea answers, with an account or a receipt; moderators read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.contributions.actions import join, participant_of
from parvis.contributions.kinds import Channel
from parvis.contributions.models import Participant
from parvis.contributions.views.finding import receipt_or_404
from parvis.people.idempotency import done_once

from .. import actions, facts
from ..forms import CheckForm, HideForm
from ..models import Milestone, RealityCheck
from ..rules import is_asked

GET_AND_POST = ["GET", "HEAD", "POST"]
NAMES = ("value", "words", "language")


def found(public_id: str) -> Milestone:
    rows = Milestone.objects.select_related("process", "office", "node")
    return get_object_or_404(rows, public_id=public_id, process__published_at__isnull=False)


@access.door("follow_up.check")
@require_http_methods(GET_AND_POST)
@done_once
def check(request, public_id):
    milestone = found(public_id)
    access.require(request, "follow_up.check", milestone)
    return _check(request, milestone, participant_of(milestone.process, request.user))


@access.public
@require_http_methods(GET_AND_POST)
@done_once
def check_by_receipt(request, code, public_id):
    """For who has no account. A receipt tells what was written, never what was agreed with: only its words count."""
    receipt, milestone = receipt_or_404(request, code), found(public_id)
    participant = receipt.participant
    if participant is None or not facts.said_under(milestone).filter(receipts=receipt).exists():
        raise Http404(code)
    if not (verdict := is_asked(milestone)):
        raise access.Refused("follow_up.check", verdict)
    return _check(request, milestone, participant.merged_into or participant)


def _check(request, milestone: Milestone, participant: Participant | None):
    """participant: None for who follows it and said nothing so far: their answer is what they give to the process."""
    former = participant and RealityCheck.objects.filter(milestone=milestone, participant=participant).first()
    start = {name: getattr(former, name) for name in NAMES} if former else {"language": get_language()}
    form = CheckForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        participant = participant or join(process=milestone.process, person=request.user, channel=Channel.WEB)
        actions.check(milestone, participant, **form.cleaned_data)
        messages.success(request, _("Received: your answer is counted beside the commitment."))
        return redirect(milestone)
    context = {"milestone": milestone, "process": milestone.process, "form": form, "former": former}
    return render(request, "follow_up/check.html", context, status=422 if form.errors else 200)


@access.door("follow_up.moderate")
@require_http_methods(GET_AND_POST)
@done_once
def hide(request, public_id):
    """Hide the words of an answer with a reason; act: "show" to show them again."""
    rows = RealityCheck.objects.select_related("milestone__process").exclude(words="")
    check = get_object_or_404(rows, public_id=public_id)
    form = HideForm(request.POST or None)
    if request.method == "POST" and request.POST.get("act") == "show":
        actions.show_words(check)
        messages.success(request, _("The words are shown again."))
        return redirect(check.milestone)
    if request.method == "POST" and form.is_valid():
        actions.hide_words(check, reason=form.cleaned_data["reason"])
        messages.success(request, _("The words are hidden; the answer still counts."))
        return redirect(check.milestone)
    context = {"check": check, "process": check.milestone.process, "form": form}
    return render(request, "follow_up/hide.html", context, status=422 if form.errors else 200)
