"""“That is not what I said”: its author says so; those who write the synthesis and the guarantor read and answer."""

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.contributions.models import Contribution
from parvis.contributions.views.finding import receipt_or_404
from parvis.people.idempotency import done_once

from .. import actions, reading
from ..forms import AnswerForm, DisputeForm
from ..models import Citation, Dispute, Node, Synthesis
from ..rules import open_to_objection

SHOWN = 50


@access.door("synthesis.work")
@require_safe
def queue(request):
    """The guarantor's page: what waits for an answer, the oldest first; what was answered, the latest first."""
    rows = Dispute.objects.select_related("contribution__process", "node", "citation__version__node", "answered_by")
    context = {
        "waiting": list(rows.filter(answered_at=None).order_by("raised_at", "pk")[:SHOWN]),
        "answered": list(rows.exclude(answered_at=None).order_by("-answered_at", "-pk")[:SHOWN]),
        "syntheses": Synthesis.objects.filter(process__rehearsal_of=None)
        .select_related("process")
        .order_by("-pk")[:SHOWN],
    }
    return render(request, "synthesis/disputes.html", context)


@access.door("synthesis.work")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def answer(request, public_id):
    rows = Dispute.objects.select_related("contribution__process", "contribution__organisation", "node", "citation")
    dispute = get_object_or_404(rows, public_id=public_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if actions.answer_dispute(dispute=dispute, answer=form.cleaned_data["answer"], by=request.user):
            messages.success(request, _("Answered. The author is told."))
        else:
            messages.warning(request, _("Someone answered this objection before you."))
        return redirect("synthesis:disputes")
    context = {"dispute": dispute, "contribution": dispute.contribution, "form": form}
    return render(request, "synthesis/answer.html", context, status=422 if form.errors else 200)


@access.door("synthesis.dispute")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def dispute(request, public_id):
    contribution = get_object_or_404(_contributions(), public_id=public_id)
    access.require(request, "synthesis.dispute", contribution)
    return _dispute(request, contribution, reverse("synthesis:dispute", args=[public_id]))


@access.public
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def dispute_by_receipt(request, code, public_id):
    """The same for who has no account: their receipt shows that they said it."""
    rows = _contributions().filter(receipts=receipt_or_404(request, code))
    contribution = get_object_or_404(rows, public_id=public_id)
    if not (verdict := open_to_objection(contribution)):
        raise access.Refused("synthesis.dispute", verdict)
    return _dispute(request, contribution, reverse("synthesis:dispute_by_receipt", args=[code, public_id]))


def _contributions() -> QuerySet[Contribution]:
    return Contribution.objects.select_related("process__synthesis", "organisation")


def _dispute(request, contribution: Contribution, here: str):
    places = list(contribution.attachments.public().select_related("node"))
    nodes = [place.node for place in places if place.node]
    cited = reading.cited(contribution)
    outside = next((place for place in places if place.node is None), None)
    form = DisputeForm(request.POST or None, choices=_choices(nodes, cited, outside))
    if request.method == "POST" and form.is_valid():
        try:
            actions.raise_dispute(
                contribution=contribution,
                words=form.cleaned_data["words"],
                **_about(form.cleaned_data["about"], nodes, cited),
            )
        except actions.Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Received. Those who write the synthesis and the guarantor read it."))
            return redirect(here)
    context = {
        "contribution": contribution,
        "process": contribution.process,
        "form": form,
        "nodes": nodes,
        "cited": cited,
        "outside": outside,
        "disputes": contribution.disputes.select_related("node"),
    }
    return render(request, "synthesis/dispute.html", context, status=422 if form.errors else 200)


def _choices(nodes: list[Node], cited: list[tuple[Citation, str]], outside) -> list[tuple[str, str]]:
    choices = [(f"node {node.public_id}", _("It was put under “%(idea)s”") % {"idea": node}) for node in nodes]
    choices += [
        (f"citation {citation.pk}", _("It is cited here: %(sentence)s") % {"sentence": sentence})
        for citation, sentence in cited
    ]
    if outside:
        choices.append(("outside", _("It is called outside the subject")))
    return choices


def _about(chosen: str, nodes: list[Node], cited: list[tuple[Citation, str]]) -> dict:
    kind, _space, name = chosen.partition(" ")
    if kind == "node":
        return {"node": next(node for node in nodes if node.public_id == name)}
    if kind == "citation":
        return {"citation": next(citation for citation, _sentence in cited if str(citation.pk) == name)}
    return {}
