"""Queries of a list, a contribution and a vote, with 2 rows and with 2,000. Prints name, few, many, limit."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.contributions import actions
from parvis.contributions.models import Consent
from tests.factories import make_contribution, make_participant, make_person, make_process

settings.ALLOWED_HOSTS = ["*"]


def count(call) -> int:
    call()  # warm: content types, compiled templates
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = call()
    assert response.status_code in (200, 302), response.status_code
    return len([one for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


def measure(rows: int) -> dict[str, int]:
    process = make_process()
    proposals = [make_contribution(process) for _n in range(rows)]
    for n in range(rows):
        make_contribution(process, "argument", parent=proposals[0], side="for" if n % 2 else "against", title="")
    person = make_person()
    Consent.objects.create(participant=make_participant(process, person), wording=1, channel="web")
    voter = Client()
    voter.force_login(person)
    values = iter(["agree", "disagree", "mixed"])
    url = f"/fr/p/{process.slug}/contributions/?kind=proposal&order=newest"
    return {
        "list": count(lambda: Client().get(url)),
        "detail": count(lambda: Client().get(f"/fr/c/{proposals[0].public_id}/")),
        "vote": count(lambda: voter.post(f"/fr/c/{proposals[0].public_id}/stance/", {"value": next(values)})),
    }


if __name__ == "__main__":
    assert actions
    few, many = measure(2), measure(2000)
    for name, limit in (("list", 8), ("detail", 10), ("vote", 12)):
        print(name, few[name], many[name], limit, sep="\t")
