"""Members, a text people amend, and support that reaches what its pact says."""

from datetime import date

from parvis.amendments import actions
from parvis.amendments.models import Carrying, Member
from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from parvis.people.models import Person
from tests import factories
from tests.texts import versions

MOTIVE = "Le délai proposé ne laisse pas aux communes rurales le temps de recruter ; la commission préfère l’année."
RULE = {"people": 3, "days": 30}


def make_member(person: Person | None = None, **fields) -> Member:
    said = {"kind": "member", "name": "Inès Cordat", "function": "députée", "body": "Assemblée", "group": "Les Prés"}
    said |= {"page_url": "", "since": date(2024, 7, 1), "until": None}
    return actions.keep_member(person=person, **{**said, **fields})


def make_seated(**fields) -> tuple[Member, Person]:
    """A member with an account behind a second factor, and no role of the staff."""
    person = factories.make_staff()
    return make_member(person, **fields), person


def make_amendment(rule: dict | None = None, stage: str = "deposited", **fields) -> Contribution:
    """A modification of a text under discussion, in a process whose pact has a rule."""
    process = factories.make_process(**fields)
    process.pact.carrying_rule = RULE if rule is None else rule
    process.pact.save()
    bill = versions.make_text(process)
    bill.versions.update(stage=stage)
    return versions.amend(
        bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", author=factories.make_person(), reason="Il en manque."
    )


def support(amendment: Contribution, people: int, channel: str = "web") -> None:
    for _n in range(people):
        participant = factories.make_participant(amendment.process, factories.make_person(), channel)
        contributions.take_stance(contribution=amendment, participant=participant, value="agree", channel=channel)


def carry(amendment: Contribution, member: Member | None = None, decision: str = "carried", **said) -> Carrying:
    if decision != "carried":
        said = {"motive": MOTIVE, **said}
    return actions.carry(amendment, member=member or make_member(), decision=decision, **said)


def make_carried(carrier: Person | None = None, **fields) -> dict[str, str]:
    """A text with an amendment that offices owe an answer to, and others: carried, adapted, refused.

    Returns its slug, the slug of the member of this person, and public ids: of the amendment that waits and of its
    duty, of the one that was carried, adapted and refused, and of an act that waits for its check.
    """
    waits = make_amendment(**fields)
    support(waits, 3)
    actions.open_duties(waits)
    bill, seat = waits.process.bill, make_member(carrier, page_url="https://example.org/deputes/12")
    other = versions.amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres", author=factories.make_person())
    one = carry(other, seat, explanation="Un arbre ne suffit pas.")
    adapted = ["La commune plante trois arbres par habitant.", "Elle l’arrose chaque semaine."]
    more = carry(other, make_member(name="Noé Balland", kind="rapporteur"), "adapted", paragraphs=adapted)
    actions.check(more, verdict="doubtful", note="Une charge nouvelle.", checked_by="Yann Le Goff", by=None)
    carry(other, make_member(name="La commission des lois", function="", kind="committee"), "refused")
    third = versions.amend(bill, "3", "L’avis du conseil", "l’avis du maire", "l’avis du conseil", language="fr")
    tabled = actions.table(carry(third, seat), number="CL12")
    return {
        "carried_text": waits.process.slug,
        "member": seat.slug,
        "to_carry": waits.public_id,
        "duty": waits.duties.get().public_id,
        "carried": other.public_id,
        "tabled": tabled.amendment.public_id,
        "carrying": one.public_id,
    }
