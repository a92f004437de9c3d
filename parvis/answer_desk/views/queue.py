"""The queue of a process: what to answer, chosen, ordered, by pages; and one answer after another."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.contributions.models import Contribution
from parvis.decisions import owing
from parvis.decisions.owing import ANSWERED
from parvis.synthesis.models import Node

from .. import queue as queues
from .. import targets
from ..models import Service
from ..queue import IDEA, NEVER, SIZE, Due, Order, Queue, Row, State
from .board import find


@dataclass(frozen=True)
class Line:
    """copies: (public id of the suggestion, how many texts are the same), None when it stands alone."""

    row: Row
    about: Contribution | Node
    url: str
    draft: Any = None
    copies: tuple[str, int] | None = None

    @property
    def due(self):
        return self.row.due if self.row.due != NEVER else None


@access.door("answer_desk.prepare")
@require_safe
def show(request, slug):
    """after: what the page before ended with, "c-…" or "n-…"."""
    process = find(slug)
    queue = queues.read(process, request.user, request.GET)
    rows = queue.rows(SIZE + 1, _place(queue, request.GET.get("after", "")))
    found, counts = lines(queue, rows[:SIZE]), queue.counts()
    last = found[-1].about if len(rows) > SIZE else None
    context = {
        "process": process,
        "queue": queue,
        "lines": found,
        "count": counts[queue.state],
        "choices": choices(queue, counts),
        "closely": queue.asked.keys() - {"state", "order"},
        "most": targets.MOST,
        "by": owing.promised_by(process),
        "today": queues.today(),
        "next_url": "?" + queue.address(after="-".join(targets.key(last))) if last else "",
    }
    return render(request, "answer_desk/queue.html", context)


def _place(queue: Queue, after: str) -> Row | None:
    if not after:
        return None
    sort, _dash, public_id = after.partition("-")
    rows: Any = {"c": Contribution.objects, "n": Node.objects}.get(sort)
    about = rows and rows.filter(process=queue.process, public_id=public_id[:23]).first()
    place = queue.place(about) if about else None
    if place is None:
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return place


def lines(queue: Queue, rows: list[Row]) -> list[Line]:
    """In five queries, whatever their number."""
    said = [row.pk for row in rows if row.sort == "c"]
    ideas = [row.pk for row in rows if row.sort == "n"]
    waiting = ("drafts", "assignment__service")
    abouts: dict[tuple[str, int], Any] = {}
    for sort, keys, model in (("c", said, Contribution), ("n", ideas, Node)):
        for one in model.objects.filter(pk__in=keys).prefetch_related(*waiting) if keys else ():
            one.process = queue.process
            abouts[sort, one.pk] = one
    groups = same_text(said)
    return [
        Line(row, about, address(about, queue), open_draft(about), groups.get(row.pk) if row.sort == "c" else None)
        for row in rows
        if (about := abouts.get((row.sort, row.pk)))
    ]


def same_text(said: list[int]) -> dict[int, tuple[str, int]]:
    if not said:
        return {}
    rows = queues.copies("yes").filter(contribution__in=said).annotate(n=Count("suggestion__members"))
    return {pk: (mark, n) for pk, mark, n in rows.values_list("contribution", "suggestion__public_id", "n")}


def open_draft(about: Contribution | Node):
    return next((draft for draft in about.drafts.all() if not draft.published_at), None)


def address(about: Contribution | Node, queue: Queue) -> str:
    """The page where it is answered, which keeps the queue in mind."""
    sort, public_id = targets.key(about)
    page = reverse("answer_desk:answer_idea" if sort == "n" else "answer_desk:answer", args=[public_id])
    asked = queue.address()
    return f"{page}?{asked}" if asked else page


def queue_page(queue: Queue) -> str:
    page, asked = reverse("answer_desk:queue", args=[queue.process.slug]), queue.address()
    return f"{page}?{asked}" if asked else page


def following(queue: Queue, about: Contribution | Node) -> str:
    """What the queue holds after this one; its beginning when nothing is left of what was asked."""
    row = queue.next(about)
    if row is None:
        return reverse("answer_desk:board", args=[queue.process.slug])
    model = Node if row.sort == "n" else Contribution
    return address(model.objects.get(pk=row.pk), queue)


def choices(queue: Queue, counts: dict[str, int]) -> list[dict]:
    """Selects of the form: name, label, options (value, words, count or None)."""
    kinds = [(kind, Contribution(kind=kind).get_kind_display()) for kind in ANSWERED]
    services = Service.objects.filter(assignments__process=queue.process).distinct().values_list("public_id", "name")
    nodes = Node.objects.standing().filter(process=queue.process)
    chosen = {"state": queue.state, "order": queue.order, **queue.asked}
    everything, alike = ("", _("All")), queue.asked.get("alike", "yes")
    copied = [("yes", _("Sent several times")), *([(alike, _("This one text"))] if alike != "yes" else [])]
    offered: list[tuple[str, str, list]] = [
        ("state", _("State"), [(value, label, counts[value]) for value, label in State.choices]),
        ("order", _("Order"), Order.choices),
        ("kind", _("Kind"), [everything, *kinds, (IDEA, _("Idea of the synthesis"))]),
        ("due", _("Internal date"), [everything, *Due.choices]),
        ("service", _("Service"), [everything, *services]),
        ("node", _("Under the idea"), [everything, *((node.public_id, str(node.title)) for node in nodes)]),
        ("alike", _("Same text"), [everything, *copied]),
        ("mine", _("Whose"), [everything, ("yes", _("What I wrote or gave to a service"))]),
    ]
    return [
        {
            "name": name,
            "label": label,
            "options": [(*option, None)[:3] for option in options],
            "value": chosen.get(name, ""),
        }
        for name, label, options in offered
        if len(options) > 1
    ]
