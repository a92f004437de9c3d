"""For the night: whoever asked to be told when something opens is, once."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import translation

from parvis.contributions.models import Follow
from parvis.people.models import Person
from parvis.processes.models import OpeningNotice, Phase, Process
from parvis.processes.stages import last_day
from parvis.ui import words

from .actions import tell


def tell_openings() -> int:
    """Those who followed a process before it opened, now that it is. Returns how many mails left."""
    waited = Q(since__lt=F("process__published_at")) | Q(since__lt=F("process__phases__opens_at"))
    told = OpeningNotice.objects.filter(process=OuterRef("process"), person=OuterRef("person"))
    waiting = (
        Follow.objects.filter(waited, process__phases__in=Phase.objects.running().filter(kind="contributions"))
        .filter(process__published_at__isnull=False, process__stopped_at=None, person__email__isnull=False)
        .exclude(Exists(told))
        .select_related("process", "person")
        .distinct()
    )
    return sum(_tell(follow.process, follow.person) for follow in waiting.iterator() if follow.process)


@transaction.atomic
def _tell(process: Process, person: Person) -> bool:
    _row, made = OpeningNotice.objects.get_or_create(process=process, person=person)
    if made:
        with translation.override(person.language):
            closes_at = Phase.objects.filter(process=process).closing()
            context = {
                "title": str(process.title),
                "until": words.day(last_day(closes_at)) if closes_at else "",
                "path": reverse("site:process", args=[process.slug]),
            }
        tell(person, "notifications/mail/opened", context)
    return made
