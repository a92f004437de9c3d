"""What is owed and what was kept, on the page of all promises and on the page of each office."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.decisions.models import Answer
from parvis.deputies.models import Deputy
from parvis.processes import elections
from parvis.processes.models import Office, Process
from parvis.processes.promises.actions import today
from parvis.processes.promises.words import Told
from parvis.ui import page_cache

from .. import promise_counts, promise_files

SOON_DAYS = 31


@page_cache.cached()
@access.public
@require_safe
def promises(request):
    day = today()
    told = promise_counts.told(day)
    tables = [
        (_("By office"), _("Office"), promise_counts.by_office(told)),
        (_("By year"), _("Year promised for"), promise_counts.by_year(told)),
        (_("By decider"), _("Who signed the pact"), promise_counts.by_decider(told)),
    ]
    context = {
        **sorted_by_state(told, day),
        "tables": [table for table in tables if table[2]],
        "files": files("site:promises_file"),
        "quiet": elections.quiet(day),
        "changed": Answer.objects.in_force()
        .filter(status__in=[Answer.Status.KEPT_FULLY, Answer.Status.KEPT_PARTLY])
        .filter(contribution__isnull=False, contribution__hidden_at=None, contribution__withdrawn_at=None)
        .exclude(contribution__process__in=Process.objects.filter(elections.quiet_processes(day)))
        .select_related("contribution__process", "office")
        .order_by("-published_at", "-pk")[:5],
    }
    return render(request, "site/promises.html", context)


@page_cache.cached()
@access.public
@require_safe
def office(request, office):
    """Facts only: what was signed, answered, promised, and what became of it."""
    found = get_object_or_404(Office, slug=office)
    day = today()
    told = promise_counts.told(day, office=found)
    pacts = Process.objects.published().filter(office=found).defer("sealed_key")
    context = {
        "office": found,
        **sorted_by_state(told, day),
        "counts": next(iter(promise_counts.by_office(told)), promise_counts.Counts(found)),
        "years": promise_counts.by_year(told),
        "pacts": pacts.order_by("-published_at"),
        "answers": Answer.objects.in_force().filter(office=found).count(),
        "holders": found.holders.all(),
        "deputies": Deputy.objects.on(day).filter(office=found),
        "files": files("site:office_file", found.slug),
    }
    return render(request, "site/office.html", context)


@page_cache.cached()
@access.public
@require_safe
def promises_file(request, format):
    return file(request, promise_counts.told(today()), format, _("Promises"), reverse("site:promises"), "promises")


@page_cache.cached()
@access.public
@require_safe
def office_file(request, office, format):
    found = get_object_or_404(Office, slug=office)
    told = promise_counts.told(today(), office=found)
    title = _("Promises: %(office)s") % {"office": found}
    return file(request, told, format, title, found.get_absolute_url(), found.slug)


def file(request, told: list[Told], format: str, title: str, page: str, name: str) -> HttpResponse:
    """name: of the file, for those that are saved."""
    content, kind = promise_files.write(told, format, title=title, page=page, path=request.path)
    response = HttpResponse(content, content_type=kind)
    if format in ("csv", "json"):
        response["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response


def files(route: str, *args) -> list[tuple[str, str]]:
    """(address, name) of each file."""
    return [(reverse(route, args=[*args, format]), name) for format, name in promise_files.names()]


def sorted_by_state(told: list[Told], day) -> dict[str, list[Told]]:
    soon = day + timedelta(days=SOON_DAYS)
    coming = [one for one in told if one.state == "to_come"]
    return {
        "soon": [one for one in coming if one.promise.due <= soon],
        "later": [one for one in coming if one.promise.due > soon],
        "late": [one for one in told if one.state in ("late", "delayed", "broken")],
        "kept": sorted((one for one in told if one.state == "kept"), key=lambda one: one.promise.kept_on or day)[::-1],
        "moot": [one for one in told if one.state == "moot"],
    }
