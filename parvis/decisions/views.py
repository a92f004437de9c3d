from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.contributions.models import Contribution
from parvis.people.idempotency import done_once
from parvis.processes.models import Process
from parvis.ui import page_cache

from . import actions, owing
from .forms import AnswerForm
from .models import Answer

PAGE = 20


@access.door("decisions.owe")
@require_safe
def owed(request):
    """What those who decide find when they sign in."""
    found = owing.by_process(request.user.display_name)
    return render(request, "decisions/owed.html", {"found": found, "count": sum(one.count for one in found)})


@access.door("decisions.answer")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def answer(request, public_id):
    contribution = get_object_or_404(Contribution.objects.select_related("process__pact"), public_id=public_id)
    access.require(request, "decisions.answer", contribution)
    former = contribution.answers.filter(replaced_at=None).select_related("office").first()
    pact = contribution.process.pact
    start = {"signed_by": ", ".join(filter(None, [pact.decider_name, str(pact.decider_function)]))}
    if former:
        start = {field: getattr(former, field) for field in actions.SAID}
    elif last := Answer.objects.in_force().filter(contribution__process=contribution.process).order_by("pk").last():
        start |= {"office": last.office, "language": last.language}
    form = AnswerForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.publish_answer(contribution=contribution, **form.cleaned_data)
        messages.success(request, _("The answer is published. Those who follow this contribution can read it now."))
        return redirect("decisions:owed")
    page = {"contribution": contribution, "process": contribution.process, "form": form, "former": former}
    return render(request, "decisions/write.html", page, status=422 if form.errors else 200)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def answers(request, slug):
    """Every answer given in a process, the latest first; ?before= goes on from one of them."""
    process = get_object_or_404(Process.objects.select_related("pact"), slug=slug)
    access.require(request, "processes.read", process)
    if unknown := set(request.GET) - {"status", "before"}:
        raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": min(unknown)[:60]})
    found = (
        Answer.objects.in_force()
        .filter(contribution__process=process)
        .select_related("contribution", "office")
        .order_by("-published_at", "-pk")
    )
    if status := request.GET.get("status"):
        if status not in Answer.Status.values:
            raise BadRequest(_("“%(value)s” is not a kind of answer.") % {"value": status[:60]})
        found = found.filter(status=status)
    if before := request.GET.get("before"):
        last = Answer.objects.filter(public_id=before, contribution__process=process).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        found = found.filter(Q(published_at__lt=last.published_at) | Q(published_at=last.published_at, pk__lt=last.pk))
    shown = list(found[: PAGE + 1])
    context = {
        "process": process,
        "answers": shown[:PAGE],
        "last": shown[PAGE - 1] if len(shown) > PAGE else None,
        "status": status,
        "statuses": Answer.Status.choices,
    }
    return render(request, "decisions/answers.html", context)
