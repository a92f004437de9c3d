"""Words put where only some may read them, with who those are."""

from dataclasses import dataclass

from parvis.amendments import actions as amendments
from parvis.amendments.models import Member
from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution, Participant
from parvis.moderation import actions as moderation
from parvis.people.models import Person
from parvis.processes.models import Process
from tests import factories
from tests.amendments.makers import MOTIVE


@dataclass
class Canary:
    words: str
    readers: frozenset = frozenset()  # roles whose pages may hold it


def put(world) -> list[Canary]:
    return [*of_people(world), *of_texts(world), *of_amendments(world)]


def of_people(world) -> list[Canary]:
    found = []
    for role, person in world.people.items():
        if person is None:
            continue
        address, name = f"canary.{role}@secret.example", f"Canari-{role}-secret"
        Person.objects.filter(pk=person.pk).update(email=address, display_name=name)
        by_operators = {"operator"} if role not in ("participant", "author") else set()
        found += [Canary(address, frozenset({role} | by_operators)), Canary(name, frozenset({role} | by_operators))]
    for process in Process.objects.all():
        found.append(Canary(process.sealed_key.hex() if process.sealed_key else "no-key-here"))
    for participant in Participant.objects.exclude(key=None):
        found.append(Canary(bytes(participant.key).hex()))
    return found


def of_texts(world) -> list[Canary]:
    """Texts not published, withdrawn, hidden, reported, contested, and who did it."""
    author, organisers = world.people["author"], frozenset({"organiser", "guarantor"})
    Process.objects.filter(pk=world.draft.pk).update(
        slug="canary-draft-slug", title={"fr": "Canari-titre-de-projet", "en": "Canari-titre-de-projet"}
    )
    world.draft.refresh_from_db()
    world.rows["draft"] = world.draft.slug
    factories.make_contribution(world.draft, title="Canari-dans-le-projet")
    Contribution.objects.create(process=world.process, kind="proposal", channel="web", title="Canari-pas-publié")
    gone = factories.make_contribution(world.process, author=author, title="Canari-retiré", body="Canari-retiré-corps")
    hidden = factories.make_contribution(world.process, author=author, title="Canari-caché", body="Canari-caché-corps")
    argument = factories.make_contribution(
        world.process, "argument", parent=hidden, title="Canari-caché", body="Canari-caché-corps"
    )
    edited = factories.make_contribution(
        world.process, author=author, title="Canari-ancien", body="Canari-ancien-corps"
    )
    contributions.edit(edited, title="Canari-caché", body="Canari-caché-corps")
    contributions.report(
        contribution=edited, person=world.people["participant"], ground="insult", words="Canari-signalement"
    )
    for one in (hidden, edited, argument):
        hide(one, world)
    receipt = contributions.issue_receipt(
        participant=gone.participant, channel="web", contributions=[gone, hidden, edited]
    )
    contributions.withdraw(gone)
    factories.make_contribution(world.process, author=author, body="Des mots signés d’aucun nom.")
    world.rows |= {
        "contribution": hidden.public_id,
        "gone": gone.public_id,
        "edited": edited.public_id,
        "hidden_receipt": receipt.code,
    }
    Process.objects.get(slug=world.rows["rehearsal"]).contributions.update(title="Canari-en-répétition")
    readers = frozenset({"moderator", "second", "author"})
    return [
        Canary("Canari-titre-de-projet", organisers),
        Canary("canary-draft-slug", organisers),
        Canary("Canari-dans-le-projet", organisers),
        Canary("Canari-en-répétition", frozenset({"organiser", "operator"})),
        Canary("Canari-pas-publié", organisers),
        Canary("Canari-retiré", readers),
        Canary("Canari-caché", readers),
        Canary("Canari-ancien", readers),
        Canary("Canari-signalement", frozenset({"moderator", "second", "participant"})),
    ]


def of_amendments(world) -> list[Canary]:
    """Modifications of articles that are hidden or withdrawn, one after a member adapted it: what people wrote goes."""
    author, seat = world.people["author"], Member.objects.get(slug=world.rows["member"])
    for row in ("carried_text", "worded", "amended", "chamber"):
        bill = Process.objects.get(slug=world.rows[row]).bill
        article = bill.articles.in_force().order_by("position").last()
        base = article.contribution.body
        said = {"parent": article.contribution, "base": base, "author": author, "reason": "Canari-caché-corps"}
        for title, take_back in (("Canari-caché", False), ("Canari-retiré", True)):
            words = f"{base} {title}-corps."
            one = factories.make_contribution(bill.process, "modification", title=title, body=words, **said)
            if row == "carried_text":
                amendments.carry(
                    one, member=seat, decision="adapted", paragraphs=["Chaque place a un banc."], motive=MOTIVE
                )
            if take_back:
                contributions.withdraw(one)
            else:
                hide(one, world)
    return []


def hide(one: Contribution, world) -> None:
    reason = "Une raison publique, assez longue."
    moderation.hide(contribution=one, moderator=world.people["moderator"], ground="insult", reason=reason)
