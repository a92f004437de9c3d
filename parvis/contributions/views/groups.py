"""Who took part, and what groups of at least 11 people answered. A smaller one is refused (rule L14)."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.processes.models import Process
from parvis.ui import page_cache

from .. import base, details, group_files, groups, who
from ..asked_groups import only
from ..kinds import DISCUSSED
from ..models import Contribution


@access.door("processes.read")
@page_cache.cached("slug")
@require_safe
def people(request, slug):
    process = process_or_404(request, slug)
    found = who.read(process)
    kept = asked(request, process, found.tables)
    context = {
        "process": process,
        "who": found,
        "tables": kept,
        "base": base.base(process, found.measure),
        "has_quarters": bool(found.quarters.parts),
        "sources": group_files.sources(found.quarters.parts, tuple(found.quarters.parts)),
    }
    return render(request, "contributions/people.html", context)


@access.door("processes.read")
@require_safe
def people_file(request, slug, format):
    process = process_or_404(request, slug)
    found = who.read(process)
    tables = asked(request, process, found.tables)
    return file(group_files.people(process, found, tables), format, f"{slug}-people")


@access.door("contributions.read")
@page_cache.cached()
@require_safe
def results(request, public_id):
    contribution = contribution_or_404(request, public_id)
    found = groups.read(contribution)
    context = {
        "contribution": contribution,
        "process": contribution.process,
        "title": details.title(contribution),
        "results": found,
        "tables": asked(request, contribution.process, found.tables),
    }
    return render(request, "contributions/groups.html", context)


@access.door("contributions.read")
@require_safe
def results_file(request, public_id, format):
    contribution = contribution_or_404(request, public_id)
    found = groups.read(contribution)
    tables = asked(request, contribution.process, found.tables)
    return file(group_files.results(contribution, found, tables), format, f"{public_id}-groups")


def process_or_404(request, slug: str) -> Process:
    process = get_object_or_404(Process.objects.select_related("territory", "pact"), slug=slug)
    access.require(request, "processes.read", process)
    return process


def contribution_or_404(request, public_id: str) -> Contribution:
    """One that people agree or disagree with."""
    rows = Contribution.objects.select_related("process__territory", "process__pact", "heading")
    contribution = get_object_or_404(rows, public_id=public_id, kind__in=DISCUSSED)
    access.require(request, "contributions.read", contribution)
    return contribution


def asked(request, process: Process, tables: list) -> list:
    """What the address asks for: ?territory=the-station, ?channel=paper, or everything. Raises Blocked (L14)."""
    try:
        return only(process, tables, request.GET)
    except ValueError:
        raise BadRequest(_("Write the smallest group as a whole number, in figures."))


def file(content: dict, format: str, name: str) -> HttpResponse:
    response = HttpResponse(group_files.written(content, format), content_type=group_files.TYPES[format])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response
