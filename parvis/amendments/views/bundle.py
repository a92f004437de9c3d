"""The bundle on the desk, and as files; what the chamber numbered is anyone's."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.people.models import Role
from parvis.processes.models import Process
from parvis.texts.models import BillVersion
from parvis.texts.views import find, pick
from parvis.ui import page_cache

from .. import bundle
from ..bundle_files import FORMATS, Bundle
from ..models import Carrying

PAGE = 30


def _versions(slug: str) -> tuple[Process, list[BillVersion]]:
    """A process everyone can read and the versions of its text, the one under discussion first. Raises Http404."""
    process = get_object_or_404(
        Process.objects.with_clock().select_related("pact"), slug=slug, published_at__isnull=False
    )
    rows = list(
        BillVersion.objects.filter(bill__process=process).select_related("bill").defer("tree").order_by("-number")
    )
    if not rows:
        raise Http404(slug)
    return process, rows


@access.door("amendments.bundle")
@require_safe
def desk(request, slug):
    """?version=: another than the one under discussion; ?from=: goes on from one."""
    process, versions = _versions(slug)
    wanted = request.GET.get("version", "")
    if wanted and not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 5):
        raise Http404(slug)
    version, _before = pick(versions, int(wanted)) if wanted else (versions[0], None)
    every = bundle.sheets(version, bundle.of(request.user, version))
    try:
        shown, following = bundle.page_of(every, request.GET.get("from", ""), PAGE)
    except KeyError:
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    context = {
        "process": process,
        "version": version,
        "versions": versions,
        "sheets": shown,
        "count": len(every),
        "numbered": sum(bool(one.carrying.number) for one in every),
        "next": following,
        "all_of_them": request.user.has_role(Role.ORGANISER, Role.CLERK),
        "organiser": request.user.has_role(Role.ORGANISER),
    }
    return render(request, "amendments/bundle.html", context)


@access.door("amendments.bundle")
@require_safe
def download(request, slug, number, format):
    """Those of the desk, as a file."""
    process, versions = _versions(slug)
    version, _before = pick(versions, int(number))
    found = Bundle(process, version, bundle.sheets(version, bundle.of(request.user, version)))
    return _file(found, format, f"{process.slug}-v{version.number}-amendments.{format}")


@access.door("amendments.bundle")
@require_safe
def one(request, public_id):
    """One amendment as a DOCX: for its member, organisers and clerks."""
    rows = Carrying.objects.public().standing().select_related("version__bill__process__pact")
    carrying = get_object_or_404(rows.defer("version__tree"), public_id=public_id)
    version = carrying.version
    process = version.bill.process
    found = bundle.of(request.user, version)
    every = bundle.sheets(version, found)  # with who carries the same words
    mine = [sheet for sheet in every if sheet.carrying.pk == carrying.pk]
    if not mine:
        raise Http404(public_id)
    name = slugify(carrying.number) or carrying.public_id
    return _file(Bundle(process, version, mine), "docx", f"{process.slug}-{name}.docx")


@access.door("processes.read")
@page_cache.cached()
@require_safe
def tabled(request, slug, number, format):
    """Those the chamber numbered, as a file for anyone."""
    process, versions = find(request, slug)
    version, _before = pick(versions, int(number))
    rows = list(bundle.tabled(version))
    if not rows:
        raise Http404(slug)
    found = Bundle(process, version, bundle.sheets(version, rows))
    return _file(found, format, f"{process.slug}-v{version.number}-tabled.{format}")


def _file(found: Bundle, format: str, name: str) -> HttpResponse:
    write, kind = FORMATS[format]
    response = HttpResponse(write(found), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
