"""Letters to those who follow: `python -m benchmarks.digests PEOPLE` writes one to each, on a database of its own.

Each follows a process and one of the contributions answered today, and is asked whether something was really done.
What leaves is thrown away. Prints, as JSON, the seconds it took and how much memory grew between the first tenth and
the end.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
import django

django.setup()

from django.conf import settings
from django.db import transaction

from parvis.contributions.models import Contribution, Follow
from parvis.follow_up.models import Milestone
from parvis.ledger import actions as ledger
from parvis.notifications import digests, editions
from parvis.notifications.models import Digest, Edition, Pace
from parvis.people.models import Person
from parvis.processes.models import Office
from tests.factories import make_process

ANSWERED = 2000
BATCH = 5000


@transaction.atomic
def fill(people: int) -> None:
    process = make_process()
    said = Contribution.objects.bulk_create(
        [
            Contribution(process=process, kind="proposal", channel="web", title=f"Proposition {n}", published_at=START)
            for n in range(ANSWERED)
        ]
    )
    for start in range(0, people, BATCH):
        made = Person.objects.bulk_create(
            Person(email=f"f{n}@bench.example", password="!", language="en" if n % 5 == 0 else "fr")
            for n in range(start, min(start + BATCH, people))
        )
        Follow.objects.bulk_create(
            [Follow(person=one, process=process) for one in made]
            + [Follow(person=one, contribution=said[n % ANSWERED]) for n, one in enumerate(made, start)]
        )
    bodies = ((f"answer-{n}", {"contribution": one.public_id}) for n, one in enumerate(said))
    ledger.record_many("answer.published", process=process.public_id, bodies=bodies)
    office, day = Office.objects.create(slug="office", name={"fr": "La mairie"}), START.date()
    done = Milestone.objects.create(
        process=process, office=office, title={"fr": "Un banc"}, due_on=day, done_on=day, asked_on=day
    )
    ledger.record("milestone.asked", process=process.public_id, object=done.public_id)


def memory() -> float:
    """Megabytes this process holds for itself now: pages of the database's file that SQLite maps are the system's."""
    _size, resident, shared, *_others = map(int, Path("/proc/self/statm").read_text().split())
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(people: int) -> dict:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    fill(people)
    start, first = time.perf_counter(), 0.0
    edition = editions.begin(Pace.DAILY)
    assert edition
    while Edition.objects.filter(pk=edition.pk, done_at=None).exists():
        digests.go_on(seconds=0)
        if not first and Digest.objects.filter(sent_at__isnull=False).count() >= people / 10:
            first = memory()
    took = time.perf_counter() - start
    sent = Digest.objects.filter(sent_at__isnull=False).count()
    assert sent == people, f"{sent} letters for {people} people"
    return {"people": people, "seconds": took, "grown_mb": memory() - first}


START = django.utils.timezone.now()

if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
