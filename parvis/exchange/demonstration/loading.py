"""Loading the demonstration, once, into an instance that holds nobody yet."""

from random import Random

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.contributions.actions.receipts import written
from parvis.contributions.models import Receipt
from parvis.ledger.clock import database_now
from parvis.people.models import Person
from parvis.processes import signing
from parvis.processes.actions import publish_process
from parvis.processes.models import Process
from parvis.territories.models import Territory
from parvis.ui import page_cache

from .. import bulk
from . import content, decided, followed, gathered, places, processes, said

LETTERS = ("a", "b", "c")
SEED = 2026


class NotEmpty(Exception):
    """The instance already holds people, and they are not those of the demonstration."""


def is_loaded() -> bool:
    return Territory.objects.filter(slug=content.file("territory.toml")["slug"]).exists()


def load() -> bool:
    """Load everything in one transaction; False when it is there already. Raises NotEmpty."""
    if is_loaded():
        return False
    if Person.objects.exists():
        raise NotEmpty(_("This instance already holds accounts: the demonstration only goes into an empty one."))
    with transaction.atomic():
        chance = Random(SEED)  # noqa: S311  votes of invented people, the same at each load
        days = content.Days(database_now(), chance)
        cast = places.load()
        places.holders(cast, days)
        for letter in LETTERS:
            _process(letter, cast, days, chance)
        processes.announced(content.file("announced.toml"), cast, days)
    return True


def _process(letter: str, cast: places.Cast, days: content.Days, chance: Random) -> None:
    told, spoken = content.file(f"process_{letter}.toml"), content.file(f"contributions_{letter}.toml")
    bill = content.file(told["bill"]) if "bill" in told else {"chapters": [], "articles": []}
    process = processes.create(told, cast, days)
    headings = processes.headings(process, told, content.by_key(bill["chapters"]))
    asked = zip(told.get("questions", ()), process.questions.all(), strict=True)
    questions = {question["key"]: row for question, row in asked}

    voices = said.Voices(process, told, cast, chance)
    drafts = said.articles(bill, voices, headings, days)
    binned = spoken.get("binned", [])
    said.contributions(spoken["contribution"] + binned, voices, headings, questions, days, drafts)
    for one in binned:
        drafts[one["key"]].row.hidden_at = days.some_time(one["hidden_day"])
    bulk.write(process, list(drafts.values()))
    voices.arrive(drafts.values())
    if bill["articles"]:
        said.write_bill(process, bill, drafts)

    processes.milestones(process, spoken.get("milestone", []), cast, days)
    signing.sign(process, person=cast.staff[told["decider"]["account"]], on=days.date(told["signed_on"]))
    publish_process(process)
    Process.objects.filter(pk=process.pk).update(published_at=days.at(told["signed_on"]))
    if "synthesis" in spoken:
        published = next(phase["ends"] for phase in told["calendar"] if phase["kind"] == "synthesis")
        gathered.synthesis(spoken, published, process, drafts, cast, days)
    if "answer" in spoken:
        followed.answers(spoken["answer"], told["decider"]["office"], drafts, cast, days)
    if letter == "c":
        decided.decision(content.file("decision_c.toml"), spoken, process, drafts, cast, days)
    followed.moderation(binned, drafts, cast, days)
    followed.reports(spoken.get("report", []), drafts, cast, days)
    followed.receipts(process, drafts)
    page_cache.bump(process.slug)


def accounts() -> list[tuple[str, str, str]]:
    """(role, name, address) of the staff, then of one resident."""
    people = content.file("people.toml")
    staff = [(member["role"], member["name"], member["email"]) for member in people["staff"]]
    resident = people["residents"][0]
    return [*staff, ("resident", resident["display_name"], resident["email"])]


def a_receipt() -> str:
    """A receipt code of the demonstration, as it is printed; empty when there is none."""
    receipt = Receipt.objects.exclude(received_at=None).order_by("pk").first()
    return written(receipt.code) if receipt else ""
