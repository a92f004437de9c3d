"""What readers see: every answer of a process, one answer by itself, what its author replies."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.contributions.models import Contribution
from parvis.contributions.views.finding import receipt_or_404
from parvis.people.idempotency import done_once
from parvis.processes.models import Process
from parvis.ui import page_cache

from .. import actions
from ..forms import ReplyForm
from ..models import Answer
from ..rules import open_to_a_reply

PAGE = 20


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def answers(request, slug):
    """Every answer of a process, the latest first, and how many of each kind; ?before= goes on from one of them."""
    process = get_object_or_404(Process.objects.select_related("pact"), slug=slug)
    access.require(request, "processes.read", process)
    if unknown := set(request.GET) - {"status", "before"}:
        raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": min(unknown)[:60]})
    found = Answer.objects.of(process).select_related("contribution", "node__process", "office")
    found = found.order_by("-published_at", "-pk")
    counts = dict(found.order_by().values_list("status").annotate(Count("pk")))
    if status := request.GET.get("status"):
        if status not in Answer.Status.values:
            raise BadRequest(_("“%(value)s” is not a kind of answer.") % {"value": status[:60]})
        found = found.filter(status=status)
    if before := request.GET.get("before"):
        here = Q(contribution__process=process) | Q(node__process=process)
        last = Answer.objects.filter(here, public_id=before).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        found = found.filter(Q(published_at__lt=last.published_at) | Q(published_at=last.published_at, pk__lt=last.pk))
    shown = list(found[: PAGE + 1])
    context = {
        "process": process,
        "answers": shown[:PAGE],
        "last": shown[PAGE - 1] if len(shown) > PAGE else None,
        "status": status,
        "statuses": [(*choice, counts[choice[0]]) for choice in Answer.Status.choices if choice[0] in counts],
        "total": sum(counts.values()),
    }
    return render(request, "decisions/answers.html", context)


@page_cache.cached()
@access.door("processes.read")
@require_safe
def shown(request, public_id):
    """One answer, in force or not: a former one leads to the one that took its place. Its author replies here."""
    answer = get_object_or_404(_answers(), public_id=public_id)
    access.require(request, "processes.read", answer.process)
    said, context, person = answer.contribution, _context(answer, answer.contribution), request.user
    may_reply = said and not answer.replaced_at and person.is_authenticated
    if may_reply and access.verdict(person, "decisions.reply", said):
        context |= _form(answer, said, reverse("decisions:reply", args=[said.public_id]))
    return render(request, "decisions/shown.html", context)


@access.door("decisions.reply")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def reply(request, public_id):
    """The answer to one's own words: does it answer?"""
    contribution = get_object_or_404(_contributions(), public_id=public_id)
    access.require(request, "decisions.reply", contribution)
    return _reply(request, contribution, reverse("decisions:reply", args=[public_id]))


@access.public
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def reply_by_receipt(request, code, public_id):
    """The same for who has no account: their receipt shows that they said it."""
    rows = _contributions().filter(receipts=receipt_or_404(request, code))
    contribution = get_object_or_404(rows, public_id=public_id)
    if not (verdict := open_to_a_reply(contribution)):
        raise access.Refused("decisions.reply", verdict)
    return _reply(request, contribution, reverse("decisions:reply_by_receipt", args=[code, public_id]))


def _contributions():
    return Contribution.objects.select_related("process__pact", "process__synthesis")


def _answers():
    return Answer.objects.select_related(
        "contribution__process__pact", "contribution__organisation", "node__process__pact", "office"
    ).with_replies()


def _reply(request, contribution: Contribution, here: str):
    held = get_object_or_404(Answer.objects.holding_for(contribution)[:1])
    answer = _answers().get(pk=held.pk)
    asked = _form(answer, contribution, here, request.POST or None)
    form = asked["form"]
    if request.method == "POST" and form.is_valid():
        actions.reply(
            answer=answer,
            contribution=contribution,
            satisfied=form.cleaned_data["satisfied"] == "yes",
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("Received. Only the count is public; you can change it here at any time."))
        return redirect(here)
    context = {**_context(answer, contribution), **asked}
    return render(request, "decisions/shown.html", context, status=422 if form.errors else 200)


def _form(answer: Answer, contribution: Contribution, address: str, typed=None) -> dict:
    """The box of who said it; address: where it is sent."""
    former = answer.replies.filter(contribution=contribution).first()
    start = {"satisfied": "yes" if former.satisfied else "no", "words": former.words} if former else {}
    return {"form": ReplyForm(typed, initial=start), "former": former, "address": address}


def _context(answer: Answer, contribution: Contribution | None) -> dict:
    """contribution: whose words are shown as those answered; None for an idea read by itself."""
    about = {"contribution": answer.contribution_id, "node": answer.node_id}
    versions = Answer.objects.filter(**about).order_by("-published_at", "-pk")
    return {
        "answer": answer,
        "process": answer.process,
        "contribution": contribution,
        "is_shown": contribution is not None and contribution.state == "published",
        "held": answer.node.attachments.shown().count() if answer.node else 0,
        "versions": [one for one in versions if one.pk != answer.pk],
    }
