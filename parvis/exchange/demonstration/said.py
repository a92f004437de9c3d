"""What people of the demonstration say, and what they think of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from django.utils.text import slugify

from parvis.coauthors.models import CoSignature
from parvis.contributions.actions.participants import key_of
from parvis.contributions.consent import WORDING
from parvis.contributions.kinds import Channel
from parvis.contributions.models import Consent, Contribution, Heading, Participant, Residence
from parvis.ledger import actions as ledger
from parvis.people.models import Organisation, Person
from parvis.processes.models import Process
from parvis.texts.actions import first_version, keep_tree
from parvis.texts.models import Article, Bill, BillVersion

from .. import bulk
from .content import Days
from .places import Cast

SAY_IT = 0.85  # share of those who say in which quarter they live
WHO_COMES = {"tanneurs": 30, "port-vieux": 20, "gare": 12, "merles": 8, "vergers": 14, "pres": 6, "filature": 10}
OPINIONS = ("agree", "mixed", "disagree")


class Voices:
    """The participants of a process: residents by their key, and voters nobody named."""

    def __init__(self, process: Process, told: dict, cast: Cast, chance: Random):
        self.process, self.cast, self.chance = process, cast, chance
        self.opens, self.closes = told["opens"], min(told["closes"], 0)
        people = list(cast.residents.items())
        chance.shuffle(people)
        self.residents = {
            key: Participant(process=process, key=key_of(process, person), channel=Channel.WEB)
            for key, person in people
        }
        Participant.objects.bulk_create(self.residents.values())
        known = list(self.residents.values())[: told["voters"]]
        names = [f"voter-{number}" for number in range(told["voters"] - len(known))]
        self.voters = known + list(bulk.participants(process, names, source="demo").values())
        shares = told["vote_channels"]
        drawn = chance.choices(list(shares), weights=list(shares.values()), k=len(self.voters))
        self.channel = dict(zip(self.voters, drawn, strict=True))
        for voter in self.voters[len(known) :]:
            voter.channel = self.channel[voter]
        Participant.objects.bulk_update(self.voters[len(known) :], ["channel"], batch_size=bulk.ROWS)
        self.live()
        Consent.objects.bulk_create(
            Consent(participant=voter, wording=WORDING, channel=self.channel[voter]) for voter in self.voters
        )

    def live(self) -> None:
        """Most say in which quarter they live. The draw is apart: it changes no vote."""
        if self.process.territory != self.cast.town:
            return
        chance = Random(self.process.slug)  # noqa: S311  homes of invented people, the same at each load
        keys, weights = list(WHO_COMES), list(WHO_COMES.values())
        homes = {one: self.cast.homes[key] for key, one in self.residents.items()}
        drawn = {voter: homes.get(voter) or chance.choices(keys, weights)[0] for voter in self.voters}
        Residence.objects.bulk_create(
            Residence(participant=who, territory=self.cast.quarters[home])
            for who, home in {**homes, **drawn}.items()
            if chance.random() < SAY_IT
        )

    def author(self, key: str) -> tuple[Participant, Person, Organisation | None]:
        """The participant, the person and the organisation behind an author's key."""
        if key in self.cast.organisations:
            organisation, person = self.cast.organisations[key]
            contact = next(name for name, one in self.cast.residents.items() if one is person)
            return self.residents[contact], person, organisation
        return self.residents[key], self.cast.residents[key], None

    def arrive(self, drafts: Iterable[bulk.Draft]) -> None:
        """Whoever came, came when they first spoke or voted."""
        came: dict[Participant, datetime] = {}
        for draft in drafts:
            said = [(draft.row.participant, draft.row.said_at)]
            for who, at in said + [(taken.participant, taken.taken_at) for taken in draft.stances]:
                if who and at:
                    came[who] = min(at, came.get(who, at))
        for who, at in came.items():
            who.created_at = at
        Participant.objects.bulk_update(came, ["created_at"], batch_size=bulk.ROWS)

    def between(self, opens: int, closes: int) -> None:
        """Days, counted from today, in which opinions are given from here on."""
        self.opens, self.closes = opens, closes

    def votes(self, told: dict, values: Iterable[str], days: Days, *, since: int, but=None) -> list[bulk.Taken]:
        """As many votes of each value as the file tells, each by somebody else, while contributions were open."""
        counts = {value: told.get(value, 0) for value in values}
        pool = [voter for voter in self.voters if voter is not but]
        drawn = iter(self.chance.sample(pool, sum(counts.values())))
        return [
            bulk.Taken(voter, value, self.channel[voter], days.some_time(self.chance.randint(since, self.closes)))
            for value, count in counts.items()
            for voter in [next(drawn) for _place in range(count)]
        ]


def articles(bill: dict, voices: Voices, headings: dict[str, Heading], days: Days) -> dict[str, bulk.Draft]:
    """Drafts of the articles of a bill, by "article:number"."""
    return {
        f"article:{article['number']}": bulk.Draft(
            row=Contribution(
                kind="article",
                heading=headings.get(article.get("chapter", "")),
                language="fr",
                channel=Channel.WEB,
                title=article["heading"]["fr"],
                body="\n".join(article["paragraphs"]),
                said_at=days.at(voices.opens),
            ),
            stances=voices.votes(article, OPINIONS, days, since=voices.opens),
        )
        for article in bill["articles"]
    }


def write_bill(process: Process, told: dict, drafts: dict[str, bulk.Draft], **published) -> BillVersion:
    """Its first version. published: fields of BillVersion."""
    bill = Bill.objects.create(process=process, title=told["title"]["fr"], number=told.get("number", ""))
    version = first_version(bill, **published)
    Article.objects.bulk_create(
        Article(
            bill=bill,
            version=version,
            contribution=drafts[f"article:{article['number']}"].row,
            number=article["number"],
            slug=f"article-{slugify(article['number'])}",
            position=position,
            explanation=article["explanation"],
        )
        for position, article in enumerate(told["articles"], start=1)
    )
    keep_tree(version)
    return version


def contributions(
    told: list[dict], voices: Voices, headings: dict, questions: dict, days: Days, drafts: dict[str, bulk.Draft]
) -> None:
    """Add a draft for each contribution told, parents first, to `drafts`."""
    waiting = list(told)
    while waiting:
        ready = [one for one in waiting if one.get("parent") is None or one["parent"] in drafts]
        if not ready:
            raise ValueError(f"no parent for {', '.join(one['key'] for one in waiting)}")
        for one in ready:
            drafts[one["key"]] = _draft(one, voices, headings, questions, days, drafts.get(one.get("parent", "")))
        waiting = [one for one in waiting if one["key"] not in drafts]


def _draft(one: dict, voices: Voices, headings: dict, questions: dict, days: Days, parent) -> bulk.Draft:
    participant, person, organisation = voices.author(one["author"])
    row = Contribution(
        kind=one["kind"],
        heading=parent.row.heading if parent else headings.get(one.get("heading")),
        question=questions.get(one.get("question")),
        participant=participant,
        signature=person.display_name,
        organisation=organisation,
        language=one["language"],
        channel=one["channel"],
        title=one.get("title", ""),
        body=one.get("body", ""),
        reason=one.get("reason", ""),
        side=one.get("side", ""),
        link=one.get("link", ""),
        category=one.get("category", ""),
        place=one.get("place", ""),
        wish=one.get("wish", ""),
        said_at=days.some_time(one["day"]),
    )
    if "after" in one:  # an article of its own, after the one it is about
        row.body = "\n".join(one["after"])
    elif "replace" in one:
        row.base, row.body = parent.row.body, replaced(parent.row.body, one["replace"])
    if parent and row.said_at <= parent.row.said_at:
        row.said_at = min(parent.row.said_at + timedelta(hours=1), days.now - timedelta(minutes=1))
    values = {"argument": ("useful",), "source": ("useful",), "experience": ("lived",)}.get(one["kind"], OPINIONS)
    since = min(max(one["day"], voices.opens), voices.closes)
    return bulk.Draft(row, parent, stances=voices.votes(one, values, days, since=since, but=participant))


def signed_together(told: list[dict], drafts: dict[str, bulk.Draft], voices: Voices, days: Days) -> None:
    """Who signed a modification with its author, in the hours that followed."""
    rows = []
    for one in told:
        for place, key in enumerate(one.get("co_authors", ()), start=1):
            row = drafts[one["key"]].row
            signed_at = min((row.said_at or days.now) + timedelta(hours=5 * place), days.now)
            name = voices.cast.residents[key].display_name
            rows.append(
                CoSignature(contribution=row, participant=voices.residents[key], signature=name, signed_at=signed_at)
            )
            row.co_authors = place
    CoSignature.objects.bulk_create(rows)
    Contribution.objects.bulk_update({one.contribution for one in rows}, ["co_authors"])
    bodies = [(one.contribution.public_id, {"cosignature": one.public_id, "version": 1}) for one in rows]
    ledger.record_many("cosignature.signed", process=voices.process.public_id, bodies=bodies)


def replaced(text: str, changes: list[list[str]]) -> str:
    for old, new in changes:
        text = text.replace(old, new, 1)
    return text
