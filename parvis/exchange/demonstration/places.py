"""Territories, offices, staff, residents and organisations of the demonstration."""

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.db.models.functions import Now

from parvis.people.actions import grant
from parvis.people.models import Organisation, Person
from parvis.people.second_factor import set_up_totp
from parvis.processes.models import Office, OfficeHolder
from parvis.territories.models import Territory

from . import content


@dataclass
class Cast:
    """Everyone and everything the processes refer to, by key."""

    town: Territory
    region: Territory
    quarters: dict[str, Territory]
    homes: dict[str, str]  # of residents: the key of their quarter
    offices: dict[str, Office]
    staff: dict[str, Person]
    residents: dict[str, Person]
    organisations: dict[str, tuple[Organisation, Person]]  # with the resident who signs for it
    functions: dict[str, dict]  # of staff, by language
    bodies: dict[str, dict]  # who decides, by language

    def signature(self, key: str, language: str) -> str:
        """A name and its function, as an answer or a pact is signed."""
        return f"{self.staff[key].display_name}, {self.functions[key][language]}"[:160]


def load() -> Cast:
    places, people = content.file("territory.toml"), content.file("people.toml")
    region = Territory.objects.create(
        slug=places["region"]["slug"],
        name=places["region"]["name"],
        kind="region",
        population=places["region"]["population"],
    )
    town = Territory.objects.create(
        slug=places["slug"],
        name=_both(places["name"]),
        parent=region,
        population=places["population"],
        population_source=places["population_source"],
    )
    quarters = Territory.objects.bulk_create(
        Territory(
            slug=quarter["key"],
            name=_both(quarter["name"]),
            kind="quarter",
            parent=town,
            population=quarter["population"],
            population_source=places["population_source"],
        )
        for quarter in places["quarters"]
    )
    offices = [Office(slug=office["key"], name=office["name"]) for office in places["offices"]]
    Office.objects.bulk_create(offices)
    staff = {member["key"]: _staff(member) for member in people["staff"]}
    staff |= {member["key"]: _account(member) for member in people["members"] if "email" in member}
    residents = {
        resident["key"]: Person(
            email=resident["email"],
            display_name=resident["display_name"],
            language=resident["language"],
            confirmed_at=Now(),
        )
        for resident in people["residents"]
    }
    for person in residents.values():
        person.set_unusable_password()
    Person.objects.bulk_create(residents.values())
    moderator = next(person for person in staff.values() if person.has_role("moderator"))
    return Cast(
        town=town,
        region=region,
        quarters={quarter.slug: quarter for quarter in quarters},
        homes={resident["key"]: resident["quarter"] for resident in people["residents"]},
        offices={office.slug: office for office in offices},
        staff=staff,
        residents=residents,
        organisations={
            body["key"]: (_organisation(body, residents[body["contact"]], moderator), residents[body["contact"]])
            for body in people["organisations"]
        },
        functions={member["key"]: member["function"] for member in people["staff"]},
        bodies={body["key"]: body["name"] for body in places["bodies"]},
    )


def holders(cast: Cast, days: content.Days) -> None:
    """Who holds and who held the offices; those without a name belong to services."""
    OfficeHolder.objects.bulk_create(
        OfficeHolder(
            office=cast.offices[office["key"]],
            name=told["name"],
            person=cast.staff.get(told.get("account", "")),
            since=days.date(told["since"]),
            until=days.date(told["until"]) if "until" in told else None,
        )
        for office in content.file("territory.toml")["offices"]
        for told in office.get("holders", ())
    )


def _both(name: str | dict) -> dict:
    return name if isinstance(name, dict) else {"fr": name, "en": name}


def _staff(member: dict) -> Person:
    person = _account(member)
    grant(person=person, role=member["role"], by=None)
    return person


def _account(member: dict) -> Person:
    """Behind a second factor."""
    person = Person.objects.create_user(
        member["email"], display_name=member["name"], language=member["language"], confirmed_at=Now()
    )
    set_up_totp(person, generate_totp_secret())
    return person


def _organisation(body: dict, contact: Person, moderator: Person) -> Organisation:
    return Organisation.objects.create(
        name=body["name"],
        represents=body["represents"]["fr"],
        interests=body["interests"]["fr"],
        declared_by=contact,
        checked_by=moderator,
        checked_at=Now(),
    )
