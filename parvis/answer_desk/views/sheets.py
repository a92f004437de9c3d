"""Spreadsheets: out with what is owed, back with drafts, shown line by line before anything is written."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parvis import access
from parvis.people.idempotency import done_once
from parvis.ui.words import number

from .. import actions, sheets
from ..forms import SheetForm
from .board import find, page

SALT = "answer_desk.sheet"
HOURS = 12


@access.door("answer_desk.prepare")
@require_safe
def download(request, slug):
    """What is owed and what is drafted, the most supported first."""
    process = find(slug)
    reply = HttpResponse(sheets.write(sheets.owed(process)), content_type=sheets.KIND)
    reply["Content-Disposition"] = f'attachment; filename="answers-{slug}.xlsx"'
    return reply


@access.door("answer_desk.prepare")
@require_POST
@done_once
def preview(request, slug):
    """Every line with what it would do; nothing is written."""
    process, form = find(slug), SheetForm(request.POST, request.FILES, auto_id="sheet_%s")
    lines = []
    if form.is_valid():
        try:
            lines = sheets.read(process, form.cleaned_data["sheet"].read())
        except sheets.NotASheet as wrong:
            form.add_error("sheet", str(wrong))
    if form.errors:
        return page(request, process, sheet=form)
    return previewed(request, process, lines)


def previewed(request, process, lines, refused: str = ""):
    to_write = sheets.packed(lines)
    context = {
        "process": process,
        "lines": [line for line in lines if line.state != "same"],
        "same": sum(line.state == "same" for line in lines),
        "count": len(to_write),
        "refused": refused,
        "packed": signing.dumps([process.pk, to_write], salt=SALT, compress=True) if to_write else "",
    }
    return render(request, "answer_desk/preview.html", context, status=422 if refused else 200)


@access.door("answer_desk.prepare")
@require_POST
@done_once
def write(request, slug):
    """Write the lines that were previewed, all or nothing."""
    process = find(slug)
    try:
        key, kept = signing.loads(request.POST.get("packed", ""), salt=SALT, max_age=HOURS * 3600)
        if key != process.pk:
            raise signing.BadSignature
    except signing.BadSignature:
        messages.error(request, _("This preview is too old: send the file again."))
        return redirect("answer_desk:board", slug)
    lines = [sheets.Line(**line) for line in kept]
    try:
        done = sheets.apply(process, lines, by=request.user)
    except actions.Refused:
        lines = [sheets.judged_again(process, line) for line in lines]
        words = _("Nothing was written: someone wrote one of these answers since. What is left is shown below.")
        return previewed(request, process, lines, refused=words)
    words = ngettext("%(n)s answer written.", "%(n)s answers written.", done)
    messages.success(request, words % {"n": number(done)})
    return redirect("answer_desk:board", slug)
