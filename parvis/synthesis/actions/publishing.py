"""Publishing the synthesis: from then on it is read by all, and the authors are told where they were put."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
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

from ..coverage import coverage
from ..models import Attachment, Node, Publication, Synthesis
from ..signals import placed
from .tree import Refused, hold, record


@transaction.atomic
def publish(process: Process, *, by: Person | None) -> Publication:
    """Publish, or publish again, what stands now; the same state published twice is one publication.

    Complete, it keeps the promise of a synthesis. Raises Refused when there is no idea yet.
    """
    synthesis = hold(process)
    if not Node.objects.standing().filter(process=process).exists():
        raise Refused(_("There is no idea in this synthesis yet: add one first."))
    covered = coverage(process)
    last = synthesis.publications.first()
    new = Attachment.objects.filter(contribution__process=process, announced=None)
    if (
        last
        and not new.exists()
        and (last.total, last.attached, last.outside)
        == (
            covered.total,
            covered.attached,
            covered.outside,
        )
    ):
        return last
    following = (synthesis.publications.aggregate(last=Max("number"))["last"] or 0) + 1
    publication = Publication.objects.create(
        synthesis=synthesis,
        number=following,
        published_by=by,
        total=covered.total,
        attached=covered.attached,
        outside=covered.outside,
    )
    new.update(announced=publication)
    Synthesis.objects.filter(pk=synthesis.pk, published_at=None).update(published_at=Now())
    placed.send(Attachment, contributions=process.contributions.all())
    body = {
        "number": following,
        "total": covered.total,
        "attached": covered.attached,
        "outside": covered.outside,
        "complete": publication.is_complete,
    }
    record("synthesis.published", process, "", body)
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
