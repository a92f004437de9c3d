"""Loading the demonstration, once, into an instance that holds nobody yet."""

from dataclasses import dataclass
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
from . import amended, content, decided, followed, gathered, places, processes, said

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


@dataclass
class Room:
    """What the files tell of a process, and those who speak in it."""

    process: Process
    told: dict
    spoken: dict
    bill: dict
    voices: said.Voices
    headings: dict
    questions: dict
    cast: places.Cast
    days: content.Days

    def write(self, rows: list[dict], known: dict[str, bulk.Draft]) -> dict[str, bulk.Draft]:
        """What people say, with what is known already and they may speak of."""
        drafts = dict(known)
        said.contributions(rows, self.voices, self.headings, self.questions, self.days, drafts)
        for one in self.spoken.get("binned", []):
            if one["key"] in drafts:
                drafts[one["key"]].row.hidden_at = self.days.some_time(one["hidden_day"])
        bulk.write(self.process, list(drafts.values()))
        said.signed_together(rows, drafts, self.voices, self.days)
        return drafts

    def open(self) -> None:
        """The pact is signed and frozen, and people may come."""
        signed_on = self.told["signed_on"]
        signer = self.cast.staff[self.told["decider"]["account"]]
        signing.sign(self.process, person=signer, on=self.days.date(signed_on))
        publish_process(self.process)
        Process.objects.filter(pk=self.process.pk).update(published_at=self.days.at(signed_on))


def _process(letter: str, cast: places.Cast, days: content.Days, chance: Random) -> None:
    told, spoken = content.file(f"process_{letter}.toml"), content.file(f"contributions_{letter}.toml")
    bill = content.file(told["bill"]) if "bill" in told else {"chapters": [], "articles": []}
    process = processes.create(told, cast, days)
    headings = processes.headings(process, told, content.by_key(bill["chapters"]))
    asked = zip(told.get("questions", ()), process.questions.all(), strict=True)
    questions = {question["key"]: row for question, row in asked}
    voices = said.Voices(process, told, cast, chance)
    room = Room(process, told, spoken, bill, voices, headings, questions, cast, days)
    binned = spoken.get("binned", [])
    processes.milestones(process, spoken.get("milestone", []), cast, days)
    if "amended" in told:
        drafts = _two_texts(room, content.file(told["amended"]))
    else:
        drafts = room.write(spoken["contribution"] + binned, {})
        room.open()
    voices.arrive(drafts.values())
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


def _two_texts(room: Room, told: dict) -> dict[str, bulk.Draft]:
    """The text as it was tabled and what became of it, then as the committee left it; drafts of both, without the
    articles that are no longer discussed."""
    first, second = told["deposited"], told["committee"]
    room.voices.between(room.told["opens"], second["published"] - 1)
    former = amended.deposited(room.bill, told)
    articles = said.articles(former, room.voices, room.headings, room.days)
    early = room.write(told["contribution"], articles)
    opened = room.days.at(room.told["opens"])
    version = said.write_bill(room.process, former, early, published_at=opened, **amended.published(first, room.days))
    room.open()
    seats = amended.members(content.file("people.toml")["members"], room.cast, room.days)
    amended.carried("deposited", told, seats, early, room.cast, room.days)
    amended.listed(told, version, room.days)

    room.voices.between(second["published"], 0)
    articles = amended.bring_in(room.process, room.bill, told, room.voices, room.days)
    amended.anchors(told["anchor"], early, room.cast, room.days)
    late = room.write(room.spoken["contribution"] + room.spoken.get("binned", []), articles)
    amended.carried("committee", told, seats, early | late, room.cast, room.days)
    return early | late


def accounts() -> list[tuple[str, str, str]]:
    """(role, name, address) of the staff, of the members who have an account of their own, then of one resident."""
    people = content.file("people.toml")
    staff = [(member["role"], member["name"], member["email"]) for member in people["staff"]]
    members = [("member", member["name"], member["email"]) for member in people["members"] if "email" in member]
    resident = people["residents"][0]
    return [*staff, *members, ("resident", resident["display_name"], resident["email"])]


def a_receipt() -> str:
    """A receipt code of the demonstration, as it is printed; empty when there is none."""
    receipt = Receipt.objects.exclude(received_at=None).order_by("pk").first()
    return written(receipt.code) if receipt else ""
