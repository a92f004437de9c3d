"""Paper for anyone: choose what a sheet asks, number it, print it."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parvis import access
from parvis.access.csrf import is_visitor
from parvis.ledger.ids import new_public_id
from parvis.people import limits
from parvis.people.idempotency import idempotent, once
from parvis.processes.models import Process
from parvis.ui import page_cache

from .. import actions, asking, paper
from ..models import Sheet

MOST_COPIES = 200
BY_VISITORS, FROM_ONE_NETWORK = 2000, 100  # sheets an hour of a process, printed by people who are not staff


def find(slug: str) -> Process:
    rows = Process.objects.published().with_clock().select_related("pact", "territory")
    return get_object_or_404(rows, slug=slug)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def sheet(request, slug):
    """Choose. Nothing is numbered, nothing is written."""
    process = find(slug)
    access.require(request, "processes.read", process)
    return choices(request, process, request.GET)


@access.door("channels.print_sheet")
@require_POST
@idempotent
def number(request, slug):
    """Number one sheet, or several for staff, then show them."""
    process = find(slug)
    access.require(request, "channels.print_sheet", process)
    by_staff = bool(access.verdict(request.user, "channels.print_many"))
    try:
        asked = asking.asked(process, request.POST)
        copies = how_many(request.POST.get("copies") or "1", MOST_COPIES if by_staff else 1)
    except asking.NothingChosen:
        return choices(request, process, request.POST, _("Choose what the sheet asks about."))
    except asking.TooManyChosen:
        problem = _("A sheet holds %(most)d proposals at most: untick some.") % {"most": asking.MOST}
        return choices(request, process, request.POST, problem)
    except ValueError:
        problem = _("Type a number of copies between 1 and %(most)d.") % {"most": MOST_COPIES}
        return choices(request, process, request.POST, problem)
    if not by_staff and not may_print(request, process):
        problem = _("Very many sheets were printed within an hour. Try again later, or ask for one at the counter.")
        return choices(request, process, request.POST, problem, status=429)
    batch = new_public_id()
    printed_page = reverse("channels:printed", args=[process.slug, batch])
    by = None if is_visitor(request) else request.user
    with once(request, printed_page):
        actions.print_sheets(process=process, asked=asked, batch=batch, copies=copies, by=by)
    return redirect(printed_page)


@access.door("channels.print_sheet")
@require_safe
def printed(request, slug, batch):
    """The numbered sheets, as they go to the printer. Only who printed them knows this address."""
    process = find(slug)
    access.require(request, "channels.print_sheet", process)
    sheets = list(
        Sheet.objects.filter(process=process, batch=batch).select_related("receipt", "question").order_by("pk")
    )
    if not sheets:
        raise Http404(batch)
    first = sheets[0]
    about = ("contribution__article__bill", "contribution__heading", "contribution__parent")
    lines = first.lines.select_related(*about).order_by("position")
    rows: list[Any] = [line.contribution for line in lines]
    for row in rows:
        row.words = paper.words(row)[0] if len(rows) > 1 else ""
    gone = any(row.state != "published" for row in rows)
    left = [] if gone else [one.receipt.code for one in sheets if one.entered_at is None]  # numbers keep their proposal
    context = {
        "process": process,
        "asked": asking.Asked(contributions=rows, question=first.question),
        "alone": rows[0] if len(rows) == 1 else None,
        "room": paper.room(rows[0]) if len(rows) == 1 else paper.Room(),
        "deadlines": paper.deadlines(process),
        "gone": gone,
        "sheets": [(code, paper.picture(code)) for code in left],
        "short_address": paper.short_address(),
    }
    return render(request, "channels/printed.html", context)


def may_print(request, process: Process) -> bool:
    """Count one more sheet of a visitor: one network never uses up the paper of all."""
    here = f"sheets:{process.public_id}:{limits.network(request)}"
    return limits.spend(here, at_most=FROM_ONE_NETWORK, seconds=limits.HOUR) and limits.spend(
        f"sheets:{process.public_id}", at_most=BY_VISITORS, seconds=limits.HOUR
    )


def how_many(typed: str, most: int) -> int:
    """Raises ValueError."""
    copies = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0
    if not 1 <= copies <= most:
        raise ValueError(typed)
    return copies


def choices(request, process: Process, chosen, problem: str = "", status: int = 200):
    context = {
        "process": process,
        "may": access.verdict(request.user, "channels.print_sheet", process),
        "problem": problem,
        "copies": MOST_COPIES if access.verdict(request.user, "channels.print_many") else 0,
        **asking.offered(process, chosen),
    }
    return render(request, "channels/sheet.html", context, status=422 if problem and status == 200 else status)
