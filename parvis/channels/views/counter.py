"""The counter: enter sheets one after the other, or help someone present."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.contributions.actions.receipts import new_code, written
from parvis.contributions.consent import SENTENCE
from parvis.contributions.kinds import Channel
from parvis.contributions.models import Receipt
from parvis.people.idempotency import done_once, idempotent, once
from parvis.processes.models import Process
from parvis.processes.querysets import open_for_contributions
from parvis.ui.words import day, hour

from .. import actions, asking, paper
from ..forms import CodeForm, SayingForm
from ..models import Sheet
from .days import today_began
from .sheets import find

GIVEN = 20  # processes whose answers can be handed over, the newest first


@access.door("channels.counter")
@require_safe
def counter(request):
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        sheet = Sheet.objects.filter(receipt__code=code).first()
        if sheet is None:
            form.add_error("code", why_unknown(code))
        elif sheet.entered_at:
            form.add_error("code", already(sheet.entered_at))
        else:
            return redirect("channels:enter", code)
    entered = Sheet.objects.filter(entered_by=request.user, entered_at__gte=today_began()).order_by("-entered_at")
    last = entered.select_related("receipt", "process").first()
    context = {
        "form": form,
        "today": entered.count(),
        "last": last if last and actions.may_undo(last, request.user) else None,
        "open": Process.objects.published().filter(open_for_contributions()).order_by("pk"),
        "given": Process.objects.published().filter(Exists(said_without_internet())).order_by("-pk")[:GIVEN],
    }
    return render(request, "channels/counter.html", context, status=422 if form.errors else 200)


def said_without_internet():
    return Receipt.objects.filter(process=OuterRef("pk"), contributions__isnull=False).exclude(channel=Channel.WEB)


@access.door("channels.enter_sheet")
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def enter(request, code):
    """What the sheet of this code asks, then what it says."""
    access.require(request, "channels.counter")  # others do not learn which codes exist
    sheet = get_object_or_404(Sheet.objects.select_related("receipt", "question", "process__pact"), receipt__code=code)
    access.require(request, "channels.enter_sheet", sheet)
    if sheet.entered_at and request.method != "POST":
        messages.warning(request, already(sheet.entered_at))
        return redirect("channels:counter")
    lines = sheet.lines.select_related("contribution__process", "contribution__article__bill").order_by("position")
    asked = asking.Asked(contributions=[line.contribution for line in lines], question=sheet.question)
    form = SayingForm(
        request.POST or None, process=sheet.process, asked=asked, aloud=False, late=not sheet.process.is_open
    )
    if request.method == "POST" and form.is_valid():
        back = reverse("channels:counter")
        try:
            with once(request, back):
                received = actions.enter_sheet(sheet=sheet, clerk=request.user, said=form.said)
        except actions.AlreadyEntered as done:
            messages.warning(request, already(done.at))
        else:
            say_what_happened(request, _("Sheet %(code)s is entered.") % {"code": written(code)}, received)
        return redirect(back)
    context = {"sheet": sheet, "process": sheet.process, "asked": asked, "form": form}
    return render(request, "channels/enter.html", context, status=422 if form.errors else 200)


@access.door("channels.counter")
@require_POST
@done_once
def undo(request, code):
    sheet = get_object_or_404(Sheet, receipt__code=code)
    try:
        actions.undo_entry(sheet=sheet, clerk=request.user)
    except actions.CannotUndo:
        messages.warning(request, _("This entry can no longer be undone here: only its clerk can, within the hour."))
    else:
        messages.success(
            request, _("The entry of sheet %(code)s is undone: it can be entered again.") % {"code": written(code)}
        )
    return redirect("channels:counter")


@access.door("channels.help")
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def assist(request, slug):
    """Someone is present: choose what to talk about, type what they say, read it back, print the receipt."""
    process = find(slug)
    access.require(request, "channels.help", process)
    problem = ""
    try:
        asked = asking.asked(process, request.GET)
    except asking.TooManyChosen:
        asked, problem = None, _("Choose %(most)d contributions at most.") % {"most": asking.MOST}
    except asking.NothingChosen:
        asked = None
    if asked is None:
        if request.method == "POST":
            raise BadRequest(_("Choose first what the person wants to talk about."))
        context = {"process": process, "problem": problem, **asking.offered(process, request.GET)}
        return render(request, "channels/assist_choose.html", context, status=422 if problem else 200)
    form = SayingForm(request.POST or None, process=process, asked=asked, aloud=True)
    if request.method == "POST" and form.is_valid():
        code = new_code()
        page = reverse("channels:slip", args=[code])
        with once(request, page):
            received = actions.help_someone(process=process, code=code, said=form.said)
        say_what_happened(request, _("Recorded. Print the receipt and hand it over."), received)
        return redirect(page)
    context = {"process": process, "asked": asked, "form": form, "sentence": SENTENCE}
    return render(request, "channels/assist.html", context, status=422 if form.errors else 200)


@access.door("channels.counter")
@require_safe
def slip(request, code):
    """The small receipt handed to someone helped at the counter: never what they think."""
    receipt = get_object_or_404(
        Receipt.objects.filter(channel="counter", received_at__isnull=False).select_related("process__pact"), code=code
    )
    process = find(receipt.process.slug)
    context = {
        "receipt": receipt,
        "process": process,
        "words": receipt.contributions.count(),
        "picture": paper.picture(code),
        "short_address": paper.short_address(),
        "deadlines": paper.deadlines(process),
    }
    return render(request, "channels/slip.html", context)


def say_what_happened(request, sentence: str, received: actions.Received) -> None:
    messages.success(request, sentence)
    if received.seen_elsewhere:
        messages.info(
            request,
            _("This person had already answered by another channel: for each question, the latest answer counts."),
        )
    for row in received.left_out:
        messages.warning(
            request, _("“%(title)s” is no longer shown: that answer could not be counted.") % {"title": row}
        )


def already(at) -> str:
    when = {"day": day(at), "hour": hour(at)}
    return _("This sheet was already entered, on %(day)s at %(hour)s. It counts once.") % when


def why_unknown(code: str) -> str:
    if Receipt.objects.filter(code=code).exists():
        return _("This code is the receipt of something already received, not of a sheet to enter.")
    return _("No sheet has this code. Check each letter: there is no O, I, L or U, and no 0 or 1.")
