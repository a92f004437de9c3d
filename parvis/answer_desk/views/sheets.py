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


def spreadsheet(abouts: list, slug: str) -> HttpResponse:
    reply = HttpResponse(sheets.write(abouts), content_type=sheets.KIND)
    reply["Content-Disposition"] = f'attachment; filename="answers-{slug}.xlsx"'
    return reply


@access.door("answer_desk.prepare")
@require_safe
def download(request, slug):
    """What is owed and what is drafted, the most supported first."""
    return spreadsheet(sheets.owed(find(slug)), slug)


@access.door("answer_desk.prepare")
@require_POST
@done_once
def preview(request, slug):
    """Every line with what it would do; nothing is written."""
    process, form = find(slug), SheetForm(request.POST, request.FILES, auto_id="sheet_%s")
    lines = read(form, process)
    if form.errors:
        return page(request, process, sheet=form)
    return previewed(request, process, lines)


def read(form: SheetForm, process, only: list | None = None) -> list[sheets.Line]:
    """The lines of the file that was sent; what is wrong with the file is told in the form."""
    try:
        return sheets.read(process, form.cleaned_data["sheet"].read(), only) if form.is_valid() else []
    except sheets.NotASheet as wrong:
        form.add_error("sheet", str(wrong))
        return []


def previewed(request, process, lines, refused: str = "", *, link=None, token: str = ""):
    """link, token: of the service whose file it is."""
    to_write = sheets.packed(lines)
    context = {
        "process": process,
        "link": link,
        "token": token,
        "lines": [line for line in lines if line.state != "same"],
        "same": sum(line.state == "same" for line in lines),
        "count": len(to_write),
        "refused": refused,
        "packed": signing.dumps([_whose(process, link), to_write], salt=SALT, compress=True) if to_write else "",
    }
    return render(request, "answer_desk/preview.html", context, status=422 if refused else 200)


def _whose(process, link) -> list[int]:
    """What binds a preview to where it was made: a process, or one private link."""
    return [process.pk, link.pk if link else 0]


@access.door("answer_desk.prepare")
@require_POST
@done_once
def write(request, slug):
    """Write the lines that were previewed, all or nothing."""
    return write_previewed(request, find(slug), by=request.user)


def write_previewed(request, process, *, by, link=None, token: str = ""):
    back = redirect("answer_desk:service", token) if link else redirect("answer_desk:board", process.slug)
    try:
        whose, kept = signing.loads(request.POST.get("packed", ""), salt=SALT, max_age=HOURS * 3600)
        if whose != _whose(process, link):
            raise signing.BadSignature
    except signing.BadSignature:
        messages.error(request, _("This preview is too old: send the file again."))
        return back
    lines = [sheets.Line(**line) for line in kept]
    try:
        done = sheets.apply(process, lines, by=by, link=link)
    except actions.Refused:
        only = sheets.given(link) if link else None
        lines = sheets.judged_again(process, lines, only)
        words = _("Nothing was written: someone wrote one of these answers since. What is left is shown below.")
        return previewed(request, process, lines, refused=words, link=link, token=token)
    words = ngettext("%(n)s answer written.", "%(n)s answers written.", done)
    messages.success(request, words % {"n": number(done)})
    return back
