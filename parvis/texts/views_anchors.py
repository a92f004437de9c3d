"""On a new version: where each amendment to a former one stands, confirmed by a person, one by one or together."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from analysis.redline import ParagraphChange, compare_paragraphs
from parvis import access
from parvis.people.idempotency import done_once

from . import anchoring
from .forms_versions import CorrectForm, EndForm
from .models import Anchor, BillVersion
from .views_tabling import GET_AND_POST

PAGE = 10  # amendments compared on a page
DONE = "done"
STATES = [*Anchor.State.values, DONE]


@dataclass(frozen=True)
class Line:
    """there: what it changed in its own version; here: what it would change in the one under discussion."""

    anchor: Anchor
    there: list[ParagraphChange]
    here: list[ParagraphChange]


@access.door("texts.anchor")
@require_http_methods(GET_AND_POST)
@done_once
def anchors(request, slug):
    """Those that wait, by what became of them; then those that somebody confirmed."""
    version = _version(request, slug)
    if request.method == "POST":
        return _confirm(request, version)
    state = request.GET.get("state", "")
    if state not in ("", *STATES):
        raise BadRequest(_("There is no such list of modifications."))
    waiting = Anchor.objects.waiting().filter(version=version)
    counts = dict(waiting.order_by().values_list("state").annotate(n=Count("pk")))
    counts[DONE] = Anchor.objects.shown().filter(version=version).exclude(decision="").count()
    state = state or next((one for one in STATES if counts.get(one)), STATES[0])
    rows = Anchor.objects.shown().filter(version=version)
    rows = rows.exclude(decision="") if state == DONE else rows.filter(decision="", state=state)
    page, last = _page(rows, request.GET.get("after"))
    context = {
        "process": version.bill.process,
        "version": version,
        "state": state,
        "states": [(one, _label(one), counts.get(one, 0)) for one in STATES],
        "waiting": sum(counts.get(one, 0) for one in Anchor.State.values),
        "lines": [line(one) for one in page],
        "can_tick": state != DONE and any(one.paragraphs is not None for one in page),
        "last": last,
    }
    return render(request, "texts/anchors.html", context)


def _confirm(request, version: BillVersion):
    chosen = request.POST.getlist("anchor")[:PAGE]
    done = anchoring.keep(version.anchors.filter(public_id__in=chosen), by=request.user)
    if done:
        words = ngettext("%(n)s modification is confirmed.", "%(n)s modifications are confirmed.", done) % {"n": done}
        messages.success(request, words + " " + _("Their authors and those who follow them are told."))
    else:
        messages.error(request, _("Nothing was confirmed: tick the modifications that stand as shown."))
    state = request.POST.get("state", "")
    query = f"?state={state}" if state in STATES else ""
    return redirect(reverse("texts:anchors", args=[version.bill.process.slug]) + query)


@access.door("texts.anchor")
@require_http_methods(GET_AND_POST)
@done_once
def anchor(request, slug, public_id):
    """One of them: confirmed as it was worked out, put right by hand, or ended. act: keep, correct, end."""
    version = _version(request, slug)
    found = get_object_or_404(_rows(version.anchors.shown()), public_id=public_id)
    act = request.POST.get("act") if request.method == "POST" else ""
    correct = CorrectForm(request.POST if act == "correct" else None, initial={"text": _proposed(found)})
    end = EndForm(request.POST if act == "end" else None, initial={"reason": found.reason})
    try:
        if act == "keep":
            anchoring.keep([found], by=request.user)
            return _next(request, version, found)
        if act == "correct" and correct.is_valid():
            anchoring.correct(found, paragraphs=correct.cleaned_data["text"], by=request.user)
            return _next(request, version, found)
        if act == "end" and end.is_valid():
            anchoring.end(found, reason=end.cleaned_data["reason"], by=request.user)
            return _next(request, version, found)
    except anchoring.NotConfirmed as refusal:
        (correct if act == "correct" else end).add_error(None, str(refusal))
    context = {
        "process": version.bill.process,
        "version": version,
        "line": line(found),
        "correct": correct if found.article else None,
        "end": end,
    }
    return render(request, "texts/anchor.html", context, status=422 if correct.errors or end.errors else 200)


def _next(request, version: BillVersion, done: Anchor):
    """The next that waits in the same state, else the list."""
    messages.success(request, _("Said. Its author and those who follow it are told."))
    slug = version.bill.process.slug
    waiting = Anchor.objects.waiting().filter(version=version, state=done.state)
    following = waiting.filter(pk__gt=done.pk).order_by("pk").first() or waiting.order_by("pk").first()
    if following:
        return redirect("texts:anchor", slug, following.public_id)
    return redirect("texts:anchors", slug)


def line(anchor: Anchor) -> Line:
    return Line(anchor, there=compare_paragraphs(*anchoring.of_author(anchor.amendment)), here=anchor.change)


def _proposed(anchor: Anchor) -> str:
    """What the clerk begins from: what was confirmed, what was worked out, else the article as it is."""
    return "\n".join(anchor.confirmed or anchor.paragraphs or anchor.now)


def _version(request, slug: str) -> BillVersion:
    rows = BillVersion.objects.filter(bill__process__slug=slug).select_related("bill__process__pact")
    version = get_object_or_404(rows.order_by("-number")[:1])
    access.require(request, "processes.read", version.bill.process)
    return version


def _label(state: str) -> str:
    return _("Confirmed") if state == DONE else str(Anchor.State(state).label)


def _rows(anchors):
    versions = ("amendment__parent__article__version", "article__version", "version")
    return anchors.select_related(*versions, "article__contribution", "version__bill").defer(
        *(f"{one}__tree" for one in versions)
    )


def _page(rows, after: str | None) -> tuple[list[Anchor], str | None]:
    """A page, and the public id to go on from, if any."""
    if after:
        last = rows.model.objects.filter(public_id=after).values_list("pk", flat=True).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        rows = rows.filter(pk__gt=last)
    found = list(_rows(rows).order_by("pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].public_id if len(found) > PAGE else None
