"""The guarantor's desk: every process, drafts included, what is late, and what waits for whom. It changes nothing."""

from django.core.exceptions import BadRequest
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.ledger.clock import database_now
from parvis.moderation.models import Decision
from parvis.processes import stages
from parvis.processes.models import Process, Promise
from parvis.processes.promises.words import said
from parvis.synthesis.models import Dispute

from ..waiting import waiting

PAGE, LATE = 30, 30


@access.door("site.watch")
@require_safe
def watch(request):
    """Processes a page at a time, drafts first, then the latest published."""
    day = stages.today(database_now())
    drafts, last_draft = _page(request, "draft", Process.objects.drafts().filter(stopped_at=None))
    public, last = _page(request, "after", _public())
    late = Promise.objects.public().owed().due_by(day).by_date().select_related("office", "process")
    context = {
        "waiting": waiting(day),
        "late": [said(promise, day) for promise in late[:LATE]],
        "drafts": drafts,
        "last_draft": last_draft,
        "processes": public,
        "last": last,
        "further": bool(request.GET),
    }
    return render(request, "site/watch.html", context)


def _public() -> QuerySet[Process]:
    """With how many contributions are hidden, and how many objections wait."""
    return Process.objects.published().annotate(
        hidden=_count(Decision.objects.filter(restored_at=None)),
        objections=_count(Dispute.objects.filter(answered_at=None)),
    )


def _count(rows: QuerySet) -> Coalesce:
    """How many of these rows, which are about contributions, belong to the process."""
    of_process = rows.filter(contribution__process=OuterRef("pk")).order_by().values("contribution__process")
    return Coalesce(Subquery(of_process.annotate(n=Count("pk")).values("n")), 0)


def _page(request, name: str, rows: QuerySet[Process]) -> tuple[list[Process], Process | None]:
    """The latest first, from the slug given by this name on; and the one to go on from, if any."""
    if slug := request.GET.get(name):
        if (last := Process.objects.filter(slug=slug).values_list("pk", flat=True).first()) is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        rows = rows.filter(pk__lt=last)
    found = list(rows.select_related("pact", "territory", "synthesis").order_by("-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1] if len(found) > PAGE else None
