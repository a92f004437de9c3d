"""What anyone reads: the amendments to a text as the chamber lists them, ours among them."""

import re

from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.processes.models import Process
from parvis.texts.models import BillVersion
from parvis.ui import page_cache

from .models import Listed, ListFile, Outcome
from .steps import TONES

SIZE = 50
CHOICES = {"version", "article", "outcome", "ours", "after"}


def find(request, slug: str) -> Process:
    """Raises Http404."""
    rows = Process.objects.with_clock().select_related("pact").defer("sealed_key")
    process = get_object_or_404(rows, slug=slug)
    access.require(request, "processes.read", process)
    return process


@page_cache.cached()
@access.door("processes.read")
@require_safe
def listing(request, slug):
    process = find(request, slug)
    asked = {name: request.GET.get(name, "") for name in CHOICES}
    if unknown := set(request.GET) - CHOICES:
        raise BadRequest(_("“%(value)s” is not something this page knows.") % {"value": sorted(unknown)[0][:40]})
    versions = list(
        BillVersion.objects.filter(bill__process=process, listed__isnull=False)
        .select_related("bill")
        .defer("tree")
        .distinct()
    )
    version = _chosen(versions, asked["version"])
    rows = Listed.objects.filter(version=version).select_related("carrying__member", "carrying__amendment")
    counts = rows.aggregate(
        everything=Count("pk"),
        ours=Count("pk", filter=Q(carrying__isnull=False)),
        **{outcome: Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome.values},
    )
    named = rows.filter(article__isnull=False).order_by("article__position")
    places = list(named.values_list("article__slug", "article__number").distinct())
    found = list(_after(_filtered(rows, asked), asked["after"]).order_by("position", "pk")[: SIZE + 1])
    more = len(found) > SIZE
    for row in found:
        row.version, row.version.bill.process = version, process
    context = {
        "process": process,
        "versions": versions,
        "version": version,
        "rows": [(row, TONES.get(row.outcome, "outline")) for row in found[:SIZE]],
        "counts": counts,
        "outcomes": [(value, label, counts[value]) for value, label in Outcome.choices if counts[value]],
        "places": places,
        "asked": asked,
        "after": f"{found[SIZE - 1].position}-{found[SIZE - 1].pk}" if more else "",
        "file": ListFile.objects.filter(version=version).first() if version else None,
    }
    return render(request, "outcomes/list.html", context)


def _chosen(versions: list[BillVersion], number: str) -> BillVersion | None:
    """Raises BadRequest for a version that has no list."""
    if not number:
        return versions[-1] if versions else None
    for version in versions:
        if str(version.number) == number:
            return version
    raise BadRequest(_("No list of amendments is kept for this version of the text."))


def _filtered(rows, asked: dict[str, str]):
    if asked["article"]:
        rows = rows.filter(article__slug=asked["article"])
    if asked["outcome"]:
        if asked["outcome"] not in Outcome.values:
            raise BadRequest(_("This outcome is not one of those the list knows."))
        rows = rows.filter(outcome=asked["outcome"])
    return rows.filter(carrying__isnull=False) if asked["ours"] else rows


def _after(rows, cursor: str):
    if not cursor:
        return rows
    place = re.fullmatch(r"(\d{1,9})-(\d{1,18})", cursor, re.ASCII)
    if place is None:
        raise BadRequest(_("This address was cut: begin the list again."))
    position, key = map(int, place.groups())
    return rows.filter(Q(position__gt=position) | Q(position=position, pk__gt=key))


@page_cache.cached()
@access.door("processes.read")
@require_safe
def listed(request, slug, public_id):
    process = find(request, slug)
    rows = Listed.objects.defer("version__tree").select_related(
        "version__bill__process", "article__bill__process", "article__contribution", "carrying__member"
    )
    row = get_object_or_404(rows, public_id=public_id, version__bill__process=process)
    if row.article:
        row.article.version = row.version
    same = row.version.listed.filter(identical=row.identical).exclude(pk=row.pk) if row.identical else []
    about = row.version.listed.filter(number=row.parent).first() if row.parent else None
    context = {
        "process": process,
        "row": row,
        "tone": TONES.get(row.outcome, "outline"),
        "same": same,
        "about": about,
        "subs": row.version.listed.filter(parent=row.number),
        "file": ListFile.objects.filter(version=row.version).first(),
    }
    return render(request, "outcomes/listed.html", context)
