"""Everything the instance holds about one person. A test fails when a table points to people and is not listed here."""

from collections.abc import Iterator

from django.db.models import Q

from parvis.contributions.actions.participants import key_of
from parvis.contributions.models import Contribution, Participant
from parvis.ledger.clock import database_now
from parvis.people.models import Person
from parvis.processes.models import Process

from .my_data_tables import TABLES, Table
from .my_data_words import with_words

FORMAT, VERSION = "parvis/my-data", 1
ACCOUNT = tuple(
    "public_id email display_name language receipts_by_mail created_at confirmed_at last_login warned_at".split()
)


def participants(person: Person):
    """The participants a person is, in every process whose key still exists, with those counted together."""
    keys = [key_of(process, person) for process in Process.objects.exclude(sealed_key=None).only("sealed_key")]
    mine = Participant.objects.filter(key__in=keys)
    return Participant.objects.filter(
        Q(pk__in=mine.values("pk"))
        | Q(pk__in=mine.exclude(merged_into=None).values("merged_into"))
        | Q(merged_into__in=mine.values("pk"))
    )


def collect(person: Person) -> Iterator[tuple[Table, Iterator[dict]]]:
    """Each table with its rows, one table at a time; rows are read as they are consumed."""
    found = list(participants(person).values_list("pk", flat=True))
    said = list(Contribution.objects.filter(participant__in=found).values_list("pk", flat=True))
    targets = {"person": [person.pk], "participant": found, "contribution": said}
    for table in TABLES:
        yield table, table.rows(targets[table.of])


def as_document(person: Person) -> dict:
    """The whole of it, ready for JSON, codes with their words in the present language: see docs/formats/my-data.md."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": database_now(),
        "account": with_words(Person, {field: getattr(person, field) for field in ACCOUNT}),
        **{table.key: [with_words(table.model, row) for row in rows] for table, rows in collect(person)},
    }
