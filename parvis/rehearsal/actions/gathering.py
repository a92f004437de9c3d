"""Gathering by the text itself: an idea for each division and each article, where what was said of it stands."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.contributions.models import Contribution
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.synthesis import actions as synthesis
from parvis.synthesis.coverage import base
from parvis.synthesis.models import Attachment, Node, Reading
from parvis.texts.models import Article
from parvis.ui.translated import Translated

from .opening import Refused

CHUNK = 1000
WHOLE = Translated(fr="Sur le texte dans son ensemble", en="About the text as a whole")


@transaction.atomic
def gather(rehearsal: Process, *, by: Person) -> int:
    """Place, in the name of this person, what stands nowhere yet: under its article, else under its division, else
    under the text as a whole. Returns how many were placed. Raises Refused outside a rehearsal.

    In a true synthesis somebody reads each one first: this is for trying what comes after.
    """
    if not rehearsal.is_rehearsal:
        raise Refused(_("Only in a rehearsal: in a true synthesis each contribution is read before it is placed."))
    divisions = _divisions(rehearsal)
    articles = _articles(rehearsal, divisions)
    free = base(rehearsal).filter(~Exists(Attachment.objects.filter(contribution=OuterRef("pk"))))
    rows = list(free.select_related("parent__parent").order_by("pk"))
    whole = None
    places = []
    for row in rows:
        node = next((articles[pk] for pk in _up(row) if pk in articles), None) or divisions.get(_heading(row))
        if node is None:
            node = whole = whole or synthesis.add_node(process=rehearsal, title=WHOLE)
        places.append(Attachment(contribution=row, node=node, attached_by=by))
    Attachment.objects.bulk_create(places, batch_size=CHUNK)
    readings = (Reading(contribution=row, read_by=by) for row in rows)
    Reading.objects.bulk_create(readings, batch_size=CHUNK, ignore_conflicts=True)
    return len(places)


def _divisions(process: Process) -> dict[int | None, Node]:
    nodes: dict[int | None, Node] = {}
    for heading in process.headings.order_by("position", "pk"):
        above = nodes.get(heading.parent_id) if heading.parent_id else None
        try:
            nodes[heading.pk] = synthesis.add_node(process=process, title=_titled(heading), parent=above)
        except synthesis.Refused:  # deeper than a synthesis goes
            if above is None:
                raise
            nodes[heading.pk] = above
    return nodes


def _articles(process: Process, divisions: dict[int | None, Node]) -> dict[int, Node]:
    nodes = {}
    for article in Article.objects.filter(bill__process=process).select_related("contribution"):
        above, title = divisions.get(article.contribution.heading_id), Translated()
        for code in {"fr", article.contribution.language}:
            with override(code):
                title[code] = f"{article} – {article.contribution.title}".rstrip(" –")
        try:
            nodes[article.contribution_id] = synthesis.add_node(process=process, title=title, parent=above)
        except synthesis.Refused:
            if above is None:
                raise
            nodes[article.contribution_id] = above
    return nodes


def _titled(heading) -> Translated:
    told = Translated()
    for code in heading.title:
        with override(code):
            told[code] = str(heading)
    return told


def _up(row: Contribution) -> Iterator[int]:
    """What it is about, the nearest first."""
    above = row.parent
    while above is not None:
        yield above.pk
        above = above.parent


def _heading(row: Contribution) -> int | None:
    return row.heading_id or (row.parent.heading_id if row.parent else None)
