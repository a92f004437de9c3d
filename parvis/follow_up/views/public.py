"""What anyone reads: the decision beside what was asked, and what is then done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.processes.models import Process
from parvis.ui import page_cache

from .. import downloads, facts, states
from ..models import Decision, Evidence, Milestone, Report

SIZE = 30  # milestones on a page
TONES = {"done": "kept", "given_up": "broken", "late": "late", "to_come": "outline"}


@dataclass(frozen=True)
class Shown:
    """A milestone as its page tells it. asks: people may say whether it was really done."""

    milestone: Milestone
    state: str
    words: str
    tone: str
    checked: facts.Checked
    asks: bool


def find(request, slug: str) -> tuple[Process, Decision | None]:
    """Raises Http404."""
    rows = Process.objects.select_related("pact", "decision__office").defer("sealed_key")
    process = get_object_or_404(rows, slug=slug)
    access.require(request, "processes.read", process)
    return process, getattr(process, "decision", None)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def decision(request, slug):
    process, found = find(request, slug)
    context = {
        "process": process,
        "decision": found,
        "rows": downloads.rows(process, found) if found else [],
        "before_synthesis": found is not None and facts.before_synthesis(process, found.decided_on),
        "mind_changes": process.mind_changes.select_related("office").prefetch_related("contributions"),
        "milestones": process.milestones.count(),
    }
    return render(request, "follow_up/decision.html", context)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def milestones(request, slug):
    """from: the public id of the milestone a page begins with, where they are more than one page holds."""
    process, found = find(request, slug)
    begins, told, more = page(process, request.GET.get("from", ""))
    reports = list(process.follow_up_reports.all()) if begins else []
    context = {
        "process": process,
        "decision": found,
        "milestones": told,
        "reports": reports,
        "timeline": timeline(found if begins else None, told, reports),
        "begins": begins,
        "next_url": f"?from={more.public_id}" if more else "",
    }
    return render(request, "follow_up/milestones.html", context)


def timeline(decision: Decision | None, told: list[Shown], reports: list[Report]) -> list[dict]:
    """What happened and what is to come, by date: the steps of ui/journey.html."""
    steps = [] if decision is None else [{"title": _("Decided"), "when": decision.decided_on, "state": "done"}]
    for one in told:
        milestone, state = one.milestone, {"done": "done", "given_up": "stopped"}.get(one.state, "next")
        when = milestone.done_on or milestone.given_up_on or milestone.due_on
        title = f"{one.words} – {milestone.title}"
        steps.append({"title": title, "when": when, "state": state, "url": f"#{milestone.public_id}"})
    for report in reports:
        title = _("Report no. %(n)s") % {"n": report.number}
        steps.append({"title": title, "when": report.reported_on, "state": "done", "url": "#reports"})
    return sorted(steps, key=lambda step: step["when"])


def page(process: Process, first: str) -> tuple[bool, list[Shown], Milestone | None]:
    """(it is the first page, what it shows, what the next one begins with). Raises BadRequest."""
    rows = in_full(process)
    found, begins = list(rows[: SIZE + 1]), True
    if first and len(found) > SIZE and first not in {one.public_id for one in found[:SIZE]}:
        at = process.milestones.filter(public_id=first[:23]).first()
        if at is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        later = Q(due_on__gt=at.due_on) | Q(due_on=at.due_on, pk__gte=at.pk)
        found, begins = list(rows.filter(later)[: SIZE + 1]), False
    return begins, in_words(found[:SIZE], process), found[SIZE] if len(found) > SIZE else None


def in_full(process: Process) -> QuerySet[Milestone]:
    return process.milestones.select_related("office", "node").prefetch_related("evidence", "checks")


def shown(process: Process) -> list[Shown]:
    return in_words(in_full(process), process)


def in_words(rows: Iterable[Milestone], process: Process) -> list[Shown]:
    day = facts.today()
    return [as_shown(milestone, process, day) for milestone in rows]


def as_shown(milestone: Milestone, process: Process, day: date) -> Shown:
    words = {"done": _("Done"), "given_up": _("Given up"), "late": _("Late"), "to_come": _("To come")}
    state = milestone.state(day)
    milestone.process = process
    for evidence in milestone.evidence.all():
        evidence.milestone = milestone
    return Shown(milestone, state, words[state], TONES[state], facts.checked(milestone), states.asks(milestone, day))


@access.door("processes.read")
@require_safe
def evidence(request, slug, public_id):
    """The file: a photo is drawn in the page, a document is kept aside. It never changes under its address."""
    process, _decision = find(request, slug)
    rows = Evidence.objects.filter(milestone__process=process).exclude(file="")
    found = get_object_or_404(rows, public_id=public_id)
    is_document = found.kind == Evidence.Kind.DOCUMENT
    name = f"{process.slug}{Path(str(found.file)).suffix}"
    response = FileResponse(found.file.open(), as_attachment=is_document, filename=name)
    if process.published_at:
        response.headers["Cache-Control"] = "private, max-age=86400"
    return response


@access.door("processes.read")
@require_safe
def download(request, slug, format):
    process, found = find(request, slug)
    if found is None:
        raise Http404(slug)
    writer, content_type = downloads.FORMATS[format]
    response = HttpResponse(writer(process, found), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-decision.{format}"'
    return response
