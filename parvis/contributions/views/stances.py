"""Taking a stance, changing it, taking it back."""

from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis import access
from parvis.people.idempotency import idempotent, once
from parvis.people.views.sign_in import where_next

from .. import actions, consent
from ..kinds import Channel
from ..stances import ALLOWED
from . import finding
from .five_minutes import begin_with

WITHDRAWN = "withdrawn"


class ConsentNeeded(Exception):
    """An opinion cannot be recorded before its author agreed to it once in this process."""


@access.door("contributions.take_stance")
@require_POST
@idempotent
def stance(request, public_id):
    """value: one of the values of stances.py, or "withdrawn"; consent: given with the first one in a process."""
    value = request.POST.get("value", "")
    if not request.user.is_authenticated:
        contribution = answerable(request, public_id, value)
        return begin_with(request, contribution, value)
    back = where_next(request) or f"{finding.page_of(public_id)}#stance-{public_id}"
    try:
        with once(request, back):
            contribution = answerable(request, public_id, value)
            record(request, contribution, value)
    except ConsentNeeded:
        return ask_consent(request, contribution, value, back)
    return stance_part(request, contribution, value, back) if request.htmx else redirect(back)


def answerable(request, public_id: str, value: str):
    """The contribution, when it may be answered now and this value has a meaning there."""
    contribution = finding.contribution_to_answer(public_id)
    access.require(request, "contributions.take_stance", contribution)
    if value != WITHDRAWN and value not in ALLOWED[contribution.kind]:
        raise BadRequest(_("This answer has no meaning here: choose one of those shown on the page."))
    return contribution


def record(request, contribution, value: str) -> None:
    process = contribution.process
    if value == WITHDRAWN:
        if participant := actions.participant_of(process, request.user):
            actions.withdraw_stance(contribution=contribution, participant=participant)
        return
    participant = actions.join(process=process, person=request.user, channel=Channel.WEB)
    if not actions.has_consented(participant):
        if "consent" not in request.POST:
            raise ConsentNeeded
        actions.give_consent(participant=participant, channel=Channel.WEB)
    actions.take_stance(contribution=contribution, participant=participant, value=value, channel=Channel.WEB)


def ask_consent(request, contribution, value: str, back: str):
    """The one sentence, asked at the first stance in a process; the answer given is not lost."""
    context = {"contribution": contribution, "sentence": consent.SENTENCE, "value": value, "next": back}
    if request.htmx:
        return stance_part(request, contribution, "", back, asked=value)
    return render(request, "contributions/consent.html", context)


def stance_part(request, contribution, value: str, back: str, asked: str = ""):
    """The form alone, as it stands now, with the counts beside it."""
    context = {
        "contribution": contribution,
        "mine": "" if value == WITHDRAWN else value,
        "asked": asked,
        "consent_needed": bool(asked),
        "signed_in": True,
        "open": True,
        "recorded": not asked,
        "next": back,
    }
    return render(request, "contributions/stance_part.html", context)
