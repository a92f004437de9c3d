"""Signing then publishing answers, from the pages of the desk: `python -m benchmarks.answers COUNT…`.

The answers are one text for every 200 contributions, checked by someone else. Prints, as a line of JSON for each
count, the seconds that the two requests took, and their queries.
"""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parvis.answer_desk import actions
from parvis.answer_desk.models import Draft
from parvis.answer_desk.views.board import lines
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.ledger.models import Entry
from parvis.people.models import Person
from parvis.processes.models import Office, Process
from tests.factories import make_process, make_staff

settings.ALLOWED_HOSTS = ["*"]
ALIKE = 200
REASON = "Le conseil vote ce passage dans son budget de juin : les travaux commencent le premier lundi de septembre. "
SAID = {"status": "kept_partly", "ground": "", "place": "Budget, ligne 12", "language": "fr"}


def make(count: int) -> Process:
    """A process with as many answers, checked."""
    process, now = make_process(open=False), timezone.now()
    office = Office.objects.get_or_create(slug="bench-office", defaults={"name": {"fr": "La voirie"}})[0]
    writer, reader = make_staff("organiser"), make_staff("organiser")
    said = Contribution.objects.bulk_create(
        (
            Contribution(process=process, kind="proposal", channel="web", title=f"Proposition {n}", published_at=now)
            for n in range(count)
        ),
        batch_size=500,
    )
    for n in range(0, count, ALIKE):
        told = {**SAID, "office": office, "reason": f"{n}. {REASON * 2}"}
        actions.answer_many(said[n : n + ALIKE], by=writer, **told)
    Draft.objects.filter(process=process).update(state="checked", checked_by=reader, checked_at=now)
    return process


def signed_in(person: Person) -> Client:
    """With both proofs, given just now."""
    client = Client()
    client.force_login(person)
    session = client.session
    proofs = [{"method": method, "at": time.time(), "reauthenticated": True} for method in ("code", "mfa")]
    session["account_authentication_methods"] = proofs
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def posted(client: Client, path: str, sent: dict) -> tuple[float, int]:
    """Seconds and queries of a form that leads elsewhere."""
    with CaptureQueriesContext(connection) as captured:
        start = time.perf_counter()
        reply = client.post(path, {**sent, "once": f"bench-{time.time_ns()}"})
        took = time.perf_counter() - start
    assert reply.status_code == 302, (path, reply.status_code)
    return took, len(captured)


def main(count: int) -> dict:
    process, client = make(count), signed_in(make_staff("decider"))
    desk = f"/fr/desk/answers/{process.slug}/"
    rows = lines(process, Draft.State.CHECKED)
    sent: dict = {"signed_by": "Camille Aubier, maire", "draft": [f"{one.public_id}:{one.version}" for one in rows]}
    sent |= {f"with-{one.public_id}": one.others for one in rows}
    signing, sign_queries = posted(client, f"{desk}sign/", sent)
    publishing, queries = posted(client, f"{desk}day/", {"publish_on": actions.today().isoformat()})
    answers = Answer.objects.filter(contribution__process=process).count()
    entries = Entry.objects.filter(act="answer.published", process=process.public_id).count()
    assert answers == entries == count, (answers, entries)
    return {"sign": signing, "publish": publishing, "queries": sign_queries + queries}


if __name__ == "__main__":
    main(2)  # templates
    for count in sys.argv[1:]:
        print(json.dumps(main(int(count))))
