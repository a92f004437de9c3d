"""The rows of the benchmark: `python -m benchmarks.data SCALE` fills the database of DATABASE_URL.

Scale 1: 5,000 proposals, 20,000 arguments, 50,000 votes, 2,000 people. Prints, as JSON, what the client needs.
"""

import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.db.models import Sum

from parvis.contributions import actions
from parvis.contributions.models import Consent, Contribution, Participant, Stance, Tally
from parvis.contributions.stances import COLUMN
from parvis.people import keys
from parvis.people.models import Person
from parvis.search import actions as search
from tests.factories import make_heading, make_process

WORDS = """
une rue sûre pour les enfants du quartier avec des arbres et de l’ombre parce que le bruit de la nuit réveille celles
et ceux qui travaillent tôt la ville pourrait ouvrir la place au marché le samedi et garder un passage libre pour les
secours nous avons compté les passages pendant un mois et le résultat montre que le besoin existe
""".split()
START = datetime(2026, 1, 5, tzinfo=UTC)
TOKEN = "b" * 32


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def contribution(chance, process, number, kind, **fields):
    said = START + timedelta(minutes=number)
    return Contribution(
        process=process,
        kind=kind,
        channel="web",
        signature=f"Signature {number % 997}",
        said_at=said,
        newest_at=said,
        published_at=said,
        **fields,
    )


@transaction.atomic
def fill(scale: int) -> dict:
    chance = random.Random(2015)
    process = make_process(slug="bench")
    headings = [make_heading(process) for _n in range(8)]
    people = Person.objects.bulk_create(
        [
            Person(email=f"p{n}@bench.example", display_name=f"P {n}", password="!", confirmed_at=START)
            for n in range(2000)
        ]
    )
    participants = Participant.objects.bulk_create(
        [
            Participant(process=process, key=keys.participant_key(process.key, person.public_id), channel="web")
            for person in people
        ]
    )
    Consent.objects.bulk_create([Consent(participant=one, wording=1, channel="web") for one in participants])
    proposals = Contribution.objects.bulk_create(
        [
            contribution(
                chance,
                process,
                n,
                "proposal",
                public_id=f"bench-p{n}",
                heading=headings[n % 8],
                title=sentence(chance, 8)[:120],
                body=sentence(chance, 90),
                participant=participants[n % 2000],
                arguments_for=2,
                arguments_against=2,
                discussion=4,
            )
            for n in range(5000 * scale)
        ],
        batch_size=1000,
    )
    busy = proposals[0]
    arguments = [
        contribution(
            chance,
            process,
            n,
            "argument",
            public_id=f"bench-a{n}",
            parent=proposals[n % len(proposals)] if n > 40 else busy,
            side="for" if n // len(proposals) % 2 else "against",
            body=sentence(chance, 30),
            participant=participants[n % 2000],
        )
        for n in range(20_000 * scale)
    ]
    for n, argument in enumerate(arguments[:41]):
        argument.side = "for" if n % 2 else "against"
    Contribution.objects.bulk_create(arguments, batch_size=1000)
    pairs = set()
    while len(pairs) < 50_000 * scale:
        pairs.add((chance.randrange(len(proposals)), chance.randrange(2000)))
    counts: dict = {}
    stances = []
    for number, who in sorted(pairs):
        value = chance.choice(["agree", "agree", "mixed", "disagree"])
        stances.append(
            Stance(
                contribution=proposals[number],
                participant=participants[who],
                value=value,
                channel="web",
                taken_at=START,
            )
        )
        counts[number, value] = counts.get((number, value), 0) + 1
    Stance.objects.bulk_create(stances, batch_size=2000)
    Tally.objects.bulk_create(
        [
            Tally(contribution=proposals[n], channel="web", value=value, count=count)
            for (n, value), count in counts.items()
        ],
        batch_size=2000,
    )
    for (n, value), count in counts.items():
        setattr(proposals[n], COLUMN[value], count)
        proposals[n].people += count
    Contribution.objects.bulk_update(proposals, ["agree", "mixed", "disagree", "people"], batch_size=500)
    search.write_many(  # the pages measured do not search: enough to weigh on the tables
        search.Row(one.pk, process.pk, f"{one.title}\n{one.body}", "fr") for one in proposals[:5000]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_upsert (contribution INTEGER, participant INTEGER, value TEXT, "
            "PRIMARY KEY (contribution, participant))"
        )
    assert Contribution.objects.filter(kind="proposal").aggregate(n=Sum("people"))["n"] == 50_000 * scale
    return {"process": process.slug, "busy": busy.public_id, "sessions": [sign_in(person) for person in people[:200]]}


def sign_in(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["_csrftoken"] = TOKEN
    session.save()
    return session.session_key


if __name__ == "__main__":
    assert actions
    print(json.dumps(fill(int(sys.argv[1]))))
