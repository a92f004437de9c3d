"""Publishing the synthesis: readers see what stands then, until it is published again; authors are told of it."""

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.processes.promises import actions as promises
from parvis.processes.promises.kinds import Promised
from parvis.ui.translated import Translated
from parvis.ui.words import number

from .. import changes, edition
from ..coverage import coverage
from ..models import Attachment, Node, Publication, Synthesis
from ..signals import placed
from .tree import Overtaken, Refused, hold, record


@transaction.atomic
def publish(process: Process, *, by: Person | None, seen: str = "") -> Publication:
    """Publish, or publish again, what stands now; the same state published twice is one publication.

    seen: the mark of the changes its author read, see changes.mark. Complete, it keeps the promise of a synthesis.
    Raises Refused when there is no idea yet, Overtaken when someone changed something since they were read.
    """
    synthesis = hold(process)
    if not Node.objects.standing().filter(process=process).exists():
        raise Refused(_("There is no idea in this synthesis yet: add one first."))
    changed, last = changes.pending(process), synthesis.publications.first()
    if last and not changed and seen == changes.mark(last.changes):
        return last  # someone else published the same a moment ago
    if seen and seen != changes.mark(changed):
        raise Overtaken(changed)
    covered = coverage(process)
    counts = {"total": covered.total, "attached": covered.attached, "outside": covered.outside}
    if last and not changed and counts == {name: getattr(last, name) for name in counts}:
        return last
    following = last.number + 1 if last else 1
    publication = Publication.objects.create(
        synthesis=synthesis, number=following, published_by=by, changes=changed, **counts
    )
    places = Attachment.objects.filter(contribution__in=process.contributions.all())  # no join of the table to itself
    places.exclude(taken_at=None).delete()
    places.filter(announced=None).update(announced=publication)
    Synthesis.objects.filter(pk=synthesis.pk, published_at=None).update(published_at=Now())
    edition.rewrite(process)
    placed.send(Attachment, contributions=process.contributions.all())
    record("synthesis.published", process, "", {"number": following, **counts, "complete": publication.is_complete})
    if publication.is_complete:
        address = settings.PARVIS_ORIGIN + reverse("synthesis:tree", args=[process.slug])
        promises.kept(process, Promised.SYNTHESIS, evidence=_evidence(covered.total), evidence_url=address)
    return publication


def _evidence(total: int) -> Translated:
    told = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words = ngettext(
                "The synthesis is published, with the place of its %(n)s contribution.",
                "The synthesis is published, with the place of each of the %(n)s contributions.",
                total,
            )
            told[code] = words % {"n": number(total)}
    return Translated(told)
