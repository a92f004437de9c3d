"""Beginning from the parts people contributed under: a title, a chapter, a theme."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import override

from parvis.contributions.models import Heading
from parvis.ledger import actions as ledger
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from ..coverage import base
from ..models import Attachment, Node
from .tree import DEEPEST, add_node, hold

CHUNK = 1000


@transaction.atomic
def begin_from_headings(process: Process, *, by: Person | None, place: bool) -> int:
    """One idea for each part, in their order; those already there stay. Returns how many contributions were placed.

    place: put under each what was said there and stands nowhere yet. Nobody has read it for that: it stays unread.
    """
    hold(process)
    nodes: dict[int, Node] = {}
    depths: dict[int, int] = {}
    for heading in Heading.objects.filter(process=process).order_by("position", "pk"):
        parent = heading.parent_id if heading.parent_id in nodes else None
        depths[heading.pk] = depths.get(parent or 0, 0) + 1
        if depths[heading.pk] > DEEPEST:  # what is deeper stands under the last idea there is
            nodes[heading.pk], depths[heading.pk] = nodes[parent or 0], DEEPEST
            continue
        nodes[heading.pk] = add_node(process=process, title=_titled(heading), parent=nodes.get(parent or 0))
    return _place(process, nodes, by) if place else 0


def _titled(heading: Heading) -> Translated:
    """Each title with the label of its own language: « Chapitre Ier – L’ombre », "Chapter I – Shade"."""
    titles = {}
    for code, text in heading.title.items():
        with override(code):
            titles[code] = " – ".join(filter(None, [heading.label, text]))
    return Translated(titles)


def _place(process: Process, nodes: dict[int, Node], by: Person | None) -> int:
    """A modification stands where what it changes does."""
    free = base(process).filter(~Exists(Attachment.objects.filter(contribution=OuterRef("pk"))))
    where = free.annotate(part=Coalesce("heading", "parent__heading")).exclude(part=None)
    rows = list(where.values_list("pk", "public_id", "part"))
    Attachment.objects.bulk_create(
        [Attachment(contribution_id=pk, node=nodes[part], attached_by=by) for pk, _id, part in rows], batch_size=CHUNK
    )
    bodies = ((public_id, {"node": nodes[part].public_id}) for _pk, public_id, part in rows)
    ledger.record_many("contribution.attached", process=process.public_id, bodies=bodies)
    page_cache.bump(process.slug)
    return len(rows)
