"""What is owed and what was kept; where to meet."""

from datetime import timedelta

from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis import access
from parvis.decisions.models import Answer
from parvis.ledger.clock import database_now
from parvis.processes.models import Meeting, Promise
from parvis.processes.stages import today
from parvis.ui import page_cache

from .home import said

SOON_DAYS = 31
LATEST = 200


@page_cache.cached()
@access.public
@require_safe
def promises(request):
    day = today(database_now())
    told = [
        {"promise": promise, **said(promise, day)}
        for promise in Promise.objects.public().select_related("process", "office").order_by("due_on", "pk")
    ]
    soon = day + timedelta(days=SOON_DAYS)
    coming = [one for one in told if one["state"] == "to_come"]
    context = {
        "soon": [one for one in coming if one["promise"].due <= soon],
        "later": [one for one in coming if one["promise"].due > soon],
        "late": [one for one in told if one["state"] in ("late", "delayed", "broken")],
        "kept": sorted((one for one in told if one["state"] == "kept"), key=lambda one: one["promise"].kept_on)[::-1],
        "moot": [one for one in told if one["state"] == "moot"],
        "offices": by_office(told),
        "changed": Answer.objects.in_force()
        .filter(status__in=[Answer.Status.KEPT_FULLY, Answer.Status.KEPT_PARTLY])
        .filter(contribution__hidden_at=None, contribution__withdrawn_at=None)
        .select_related("contribution__process", "office")
        .order_by("-published_at", "-pk")[:5],
    }
    return render(request, "site/promises.html", context)


def by_office(told: list[dict]) -> list[dict]:
    """Counts by office, the one that promised most first; no rate under ten promises that came to their date."""
    rows: dict = {}
    for one in told:
        office = one["promise"].office
        row = rows.setdefault(office.pk, {"office": office, "kept": 0, "late": 0, "broken": 0, "to_come": 0, "moot": 0})
        row["late" if one["state"] == "delayed" else one["state"]] += 1
    for row in rows.values():
        row["made"] = sum(row[state] for state in ("kept", "late", "broken", "to_come", "moot"))
        row["settled"] = row["kept"] + row["broken"]
        row["rate"] = row["kept"] / row["settled"] if row["settled"] >= 10 else None
    return sorted(rows.values(), key=lambda row: -row["made"])


@page_cache.cached()
@access.public
@require_safe
def meetings(request):
    now = database_now()
    public = Meeting.objects.filter(process__published_at__isnull=False).select_related("process")
    context = {
        "coming": public.filter(at__gte=now),
        "undated": public.filter(at=None),
        "past": public.filter(at__lt=now).order_by("-at", "-pk")[:LATEST],
    }
    return render(request, "site/meetings.html", context)
