"""Making a process: its pact, its calendar, its lists; then opening it, lengthening it, stopping it."""

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from parvis import access
from parvis.people.idempotency import done_once
from parvis.ui import words

from .. import actions, changes, corrections, elections, pacts, signing
from ..blocks import Blocked, Forbidden, refuse
from ..forms.calendar import CalendarForm, CloseForm, LengthenForm, QuietForm, StopForm
from ..forms.lines import LINES, formset
from ..forms.pact import NewProcessForm, PactForm
from ..models import Process
from ..stages import LABELS, closing, opening

GET_AND_POST = ["GET", "HEAD", "POST"]


def find(slug: str) -> Process:
    """Raises Http404."""
    return get_object_or_404(Process.objects.with_clock().select_related("pact", "territory"), slug=slug)


def local_time():
    """Moments are typed and shown on the clocks of the instance, and kept in UTC."""
    return timezone.override(words.zone(settings.PARVIS_TIME_ZONE))


def page(request, template: str, process: Process, section: str, **context):
    """A page of the desk: with what the process still lacks, and 422 when the form has something to put right."""
    lacks = [] if process.published_at else pacts.missing(process)
    context |= {"process": process, "section": section, "lacks": [(lack, address(process, lack)) for lack in lacks]}
    context["unsigned"] = [] if lacks or process.published_at else signing.unsigned(process)
    context["lines"] = LINES.values()
    form = context.get("form")
    wrong = form is not None and form.is_bound and not form.is_valid()
    return render(request, template, context, status=422 if wrong else 200)


def address(process: Process, lack: pacts.Missing) -> str:
    """The page of the desk and the place on it where something missing is written."""
    section, _sep, anchor = lack.anchor.partition("#")
    if section in LINES:
        return f"{reverse('processes:lines', args=[process.slug, section])}#{anchor}"
    if section == "text":
        return reverse("texts:import", args=[process.slug])
    return (
        f"{reverse('processes:calendar' if section == 'calendar' else 'processes:edit', args=[process.slug])}#{anchor}"
    )


def saved(request, process: Process, url_name: str, *args):
    """Back to the same page, with what still lacks said in one sentence."""
    if process.published_at:
        messages.success(request, _("Saved and published."))
    elif count := len(pacts.missing(find(process.slug))):
        sentence = ngettext(
            "Draft saved. %(count)d thing is still missing before it can open.",
            "Draft saved. %(count)d things are still missing before it can open.",
            count,
        )
        messages.success(request, sentence % {"count": count})
    else:
        messages.success(request, _("Draft saved. Nothing is missing: the pact can be signed."))
    return redirect(url_name, process.slug, *args)


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def new(request):
    form = NewProcessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            process = same_draft(request.user, form) or make_draft(request.user, form)
        except IntegrityError:  # sent twice at the same instant: the other one made it
            process = get_object_or_404(Process, created_by=request.user, title=form.cleaned_data["title"])
        messages.success(request, _("The draft is made. Nobody else sees it until you publish it."))
        return redirect("processes:edit", process.slug)
    return render(request, "processes/new.html", {"form": form}, status=422 if form.errors else 200)


def same_draft(person, form: NewProcessForm) -> Process | None:
    """The draft this form made already, when it was sent twice."""
    drafts = Process.objects.drafts().filter(created_by=person, pact__link=form.cleaned_data["link"])
    return drafts.filter(title=form.cleaned_data["title"]).first()


@transaction.atomic
def make_draft(person, form: NewProcessForm) -> Process:
    return actions.create_process(
        slug=form.slug(),
        territory=form.place(),
        title=form.cleaned_data["title"],
        link=form.cleaned_data["link"],
        created_by=person,
    )


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def edit(request, slug):
    process = find(slug)
    form = PactForm(request.POST or None, process=process)
    if process.published_at:
        refuse("L05", process, changed=[str(form[name].label) for name in form.changed_data if form.is_bound])
        return page(request, "processes/signed.html", process, "pact", passages=corrections.passages(process))
    if request.method == "POST" and form.is_valid():
        changes.change_pact(find(slug), **form.changes())
        return saved(request, process, "processes:edit")
    signed = process.signatures.all()
    return page(request, "processes/edit.html", process, "pact", form=form, signed=signed)


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def calendar(request, slug):
    process = find(slug)
    if process.published_at and request.method == "POST":
        refuse("L06", process, before=None, after=None)
    if process.published_at:
        phases = [
            {
                "phase": phase,
                "label": LABELS[phase.kind],
                "from": phase.opens_at and opening(phase.opens_at),
                "until": phase.closes_at and closing(phase.closes_at),
            }
            for phase in process.phases.in_order()
        ]
        return page(request, "processes/announced.html", process, "calendar", phases=phases)
    with local_time():
        form = CalendarForm(request.POST or None, process=process)
        if request.method == "POST" and form.is_valid():
            changes.set_calendar(process, form.phases_typed())
            return saved(request, process, "processes:calendar")
        return page(request, "processes/calendar.html", process, "calendar", form=form)


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def lines(request, slug, what):
    process, told = find(slug), LINES.get(what)
    if told is None:
        raise Http404
    rows = getattr(process, told.name).all()
    if process.published_at and not told.after:
        if request.method == "POST":
            refuse("L05", process, changed=[str(told.title)])
        return page(request, "processes/lines.html", process, what, told=told, rows=rows)
    with local_time():
        forms = formset(told, request.POST or None, process)
        if request.method == "POST" and forms.is_valid():
            actions.save_lines(forms)
            return saved(request, process, "processes:lines", what)
        shown = rows if forms.only_adds else []
        return page(request, "processes/lines.html", process, what, told=told, rows=shown, form=forms)


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def publish(request, slug):
    process = find(slug)
    if request.method == "POST":
        actions.publish_process(process)
        messages.success(request, _("The process is public. Contributions open and close by date, on their own."))
        return redirect("processes:dashboard", process.slug)
    return page(request, "processes/publish.html", process, "publish")


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def stop(request, slug):
    process = find(slug)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.stop_process(process, reason=form.cleaned_data["reason"])
        messages.success(request, _("The process is stopped. The reason stands at the top of its page."))
        return redirect("processes:dashboard", process.slug)
    return page(request, "processes/stop.html", process, "stop", form=form)


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def lengthen(request, slug, kind):
    process = find(slug)
    phase = get_object_or_404(process.phases, kind=kind, closes_at__isnull=False)
    with local_time():
        form = LengthenForm(request.POST or None, phase=phase)
        if request.method == "POST" and form.is_valid():
            actions.extend_phase(phase, **form.cleaned_data)
            messages.success(request, _("The new date is public, with its notice."))
            return redirect("processes:dashboard", process.slug)
        told = {"phase": phase, "label": LABELS[phase.kind], "until": phase.closes_at and closing(phase.closes_at)}
        return page(request, "processes/lengthen.html", process, "calendar", form=form, **told)


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def close(request, slug):
    process = find(slug)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changes.close_contributions(process, **form.cleaned_data)
        except Blocked:
            raise
        except Forbidden as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Contributions are closed. The reason stands beside the dates."))
            return redirect("processes:dashboard", process.slug)
    closing_at = process.phases.closing()
    return page(
        request, "processes/close.html", process, "calendar", form=form, until=closing_at and closing(closing_at)
    )


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def quiet(request, slug):
    process = find(slug)
    form = QuietForm(request.POST or None, process=process)
    if request.method == "POST" and form.is_valid():
        elections.set_period(process, **form.cleaned_data)
        messages.success(request, _("The election period is saved."))
        return redirect("processes:calendar", process.slug)
    return page(request, "processes/quiet.html", process, "calendar", form=form)


@access.door("processes.organise")
@require_POST
@done_once
def another(request, slug):
    try:
        process = changes.open_another(find(slug), by=request.user)
    except Forbidden as refusal:
        messages.error(request, str(refusal))
        return redirect("processes:stop", slug)
    messages.success(request, _("The draft holds the former words, without dates, promises or signatures."))
    return redirect("processes:edit", process.slug)
