"""What is coming, as a page and as a calendar."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.processes.promises.actions import today
from parvis.ui import page_cache

from .. import agenda as coming
from .. import calendars, listing


@page_cache.cached()
@access.public
@require_safe
def agenda(request):
    plans, listed = coming.announced(), listing.listed(request.user)
    context = {
        "plans": plans,
        "coming": [told for told in listed if told.stage == "coming"],
        "dates": coming.dates(plans, listed, today()),
    }
    return render(request, "site/agenda.html", context)


@page_cache.cached()
@access.public
@require_safe
def calendar(request):
    days = [
        calendars.Day(
            on=one.on,
            summary=f"{one.what} – {one.process}",
            description=one.detail,
            url=one.process.get_absolute_url(),
            key=f"{one.process.public_id}-{one.key}",
            tentative=one.planned,
        )
        for one in coming.dates(coming.announced(), listing.listed(request.user), today())
    ]
    return HttpResponse(calendars.write(_("Agenda"), days), content_type="text/calendar; charset=utf-8")
