"""Makers of rows for tests: each builds only what matters, by the same verbs the product uses."""

import hashlib
import itertools
from datetime import date, timedelta
from io import BytesIO

from django.db.models.functions import Now
from django.utils import timezone
from PIL import Image

from parvis.contributions import actions
from parvis.contributions.models import Contribution, Heading, Participant
from parvis.deputies import actions as deputies
from parvis.deputies.models import Deputy
from parvis.follow_up import actions as follow_up
from parvis.follow_up import files
from parvis.handover import content as handover
from parvis.handover.models import Handover
from parvis.ledger.canonical import canonical
from parvis.people import keys
from parvis.people.models import Person, RoleGrant
from parvis.processes import signing, stages
from parvis.processes.models import Office, OfficeHolder, Pact, Phase, Process
from parvis.processes.promises import actions as promises
from parvis.synthesis import actions as synthesis
from parvis.synthesis.models import Help, Node, Suggestion
from parvis.territories.models import Territory
from parvis.texts import anchoring
from parvis.texts.actions import first_version, keep_tree
from parvis.texts.models import Article, Bill
from parvis.ui.translated import Translated
from parvis.workshop import actions as workshop
from parvis.workshop.models import Design

_number = itertools.count(1)


def make_territory(**fields) -> Territory:
    n = next(_number)
    return Territory.objects.create(**{"slug": f"place-{n}", "name": {"fr": f"Lieu {n}", "en": f"Place {n}"}, **fields})


def make_process(*, open: bool = True, link: str = "consultation", **fields) -> Process:
    """A published process with a whole pact; contributions are open, or closed since yesterday."""
    n, now = next(_number), timezone.now()
    process = Process.objects.create(
        **{
            "slug": f"process-{n}",
            "territory": fields.pop("territory", None) or make_territory(),
            "title": {"fr": f"Démarche {n}", "en": f"Process {n}"},
            "summary": {"fr": "Une démarche pour les tests.", "en": "A process for tests."},
            "sealed_key": keys.seal(bytes([n % 256]) * 32),
            "published_at": now - timedelta(days=40),
            **fields,
        }
    )
    Pact.objects.create(
        process=process,
        link=link,
        decider_name="Camille Aubier",
        decider_function={"fr": "présidente", "en": "president"},
        decider_body={"fr": "Le conseil", "en": "The council"},
        decision_object={"fr": "Le texte", "en": "The text"},
        decision_on=(now + timedelta(days=90)).date(),
        negotiable={"fr": "Les articles", "en": "The articles"},
        non_negotiable={"fr": "Le budget", "en": "The budget"},
        audience={"fr": "Tout le monde", "en": "Everyone"},
        answer_rule={"fr": "Une réponse à chacun", "en": "An answer to each"},
        answer_threshold=10,
        promise_days=60,
        expected_audience=5000,
        legal_basis={"fr": "Délibération", "en": "Resolution"},
        art9_ground="consent",
        signed_by="Camille Aubier",
        signed_on=(now - timedelta(days=41)).date(),
    )
    ends = now + timedelta(days=20) if open else now - timedelta(days=1)
    Phase.objects.create(process=process, kind="contributions", opens_at=now - timedelta(days=30), closes_at=ends)
    return process


def make_petition(**fields) -> Process:
    """Public since today, its support to be collected in twelve days; it waits for the reply on its admissibility."""
    process = make_process(link="petition", published_at=timezone.now(), **fields)
    opens = timezone.now() + timedelta(days=12)
    process.phases.update(opens_at=opens, closes_at=opens + timedelta(days=30), awaits_reply=True)
    promises.make(process)
    return process


def make_person(email: str = "", **fields) -> Person:
    n = next(_number)
    return Person.objects.create_user(
        email or f"person{n}@example.org", **{"display_name": f"Person {n}", "confirmed_at": timezone.now(), **fields}
    )


def make_staff(*roles: str, second_factor: bool = True, **fields) -> Person:
    """Staff with roles, and an authenticator application already set up."""
    person = make_person(**fields)
    RoleGrant.objects.bulk_create(RoleGrant(person=person, role=role) for role in roles)
    if second_factor:
        from parvis.people.second_factor import set_up_totp

        set_up_totp(person, "JBSWY3DPEHPK3PXP")
    return person


def sign_pact(process: Process) -> None:
    """Every office named in the pact signs what it says now, each with its account."""
    for signer in signing.signers(process):
        if signer.signature is None:
            signing.sign(process, person=make_staff("decider", display_name=signer.name))


def make_design(**answers) -> Design:
    """A design whose every question is answered, as a careful organiser would."""
    told = workshop.begin(by=None, case="square")
    told.answers |= {
        "title": {"fr": "À quoi doit ressembler la place demain ?"},
        "new_place": "Belle-Rive",
        "decider_name": "Odile Marchenoir",
        "opens_on": "2031-03-03",
        "closes_on": "2031-04-01",
        "answers_by": "2031-05-30",
        "decision_on": "2031-06-20",
        "daily": "40",
        "people": "3",
        "hours": "12",
        "link": "consultation",
        "legal_basis": {"fr": "Délibération 2031-14 du 12 février 2031"},
        **answers,
    }
    told.save()
    return told


def make_heading(process: Process, **fields) -> Heading:
    n = next(_number)
    return Heading.objects.create(
        process=process,
        **{"slug": f"heading-{n}", "title": {"fr": f"Partie {n}", "en": f"Part {n}"}, "position": n, **fields},
    )


def day_here() -> date:
    """The day it is where the instance lives: between two midnights, not that of UTC."""
    return stages.today(timezone.now())


def make_participant(process: Process, person: Person | None = None, channel: str = "web") -> Participant:
    if person is None:
        return actions.join_unchecked(process=process, channel=channel)
    return actions.join(process=process, person=person, channel=channel)


def make_contribution(process: Process, kind: str = "proposal", **fields) -> Contribution:
    """A published contribution; arguments, sources and modifications need parent=."""
    n = next(_number)
    if kind == "argument":
        fields.setdefault("side", "for")
    author = fields.pop("author", None)
    if author is not None:
        fields.setdefault("participant", make_participant(process, author))
    return actions.publish(
        Contribution(
            process=process,
            kind=kind,
            **{"channel": "web", "title": f"Contribution {n}", "body": f"Words of contribution {n}.", **fields},
        )
    )


def make_synthesis(process: Process, contribution: Contribution) -> dict[str, str]:
    """A published synthesis: an idea with its text, which cites the contribution; and an objection that waits.

    Returns the public ids of the idea, of one without a text, of the objection and of what is suggested.
    """
    node = synthesis.add_node(process=process, title=Translated(fr="De l’ombre", en="Shade"))
    bare = synthesis.add_node(process=process, title=Translated(fr="De l’eau", en="Water"))
    other = make_contribution(process)
    synthesis.place(contribution=contribution, nodes=[node], by=None)
    synthesis.place(contribution=other, nodes=[node], by=None)
    body = f"Beaucoup le disent [#{contribution.public_id[:8]}]."
    synthesis.write(node=node, body=body, author=None, author_name="Claire Dumas")
    synthesis.publish(process, by=None)
    dispute = synthesis.raise_dispute(contribution=other, node=node, words="Je parlais d’eau.")
    named = {"node": node, "bare": bare, "dispute": dispute, **make_suggestions(process, [contribution, other], node)}
    return {name: row.public_id for name, row in named.items()}


def make_suggestions(process: Process, contributions: list[Contribution], node: Node) -> dict[str, Suggestion]:
    """One of each kind that waits for a person, and one that was accepted."""
    Help.objects.create(process=process, is_on=True, stage="done", switched_by_name="Claire Dumas", switched_at=Now())
    decided = {"decision": "accepted", "decided_by_name": "Claire Dumas", "decided_at": Now()}
    rows = {
        "copies": {"kind": "copy"},
        "theme": {"kind": "theme", "words": "ombre, arbres"},
        "near": {"kind": "near", "words": "De l’ombre", "node": node},
        "suggestion": {"kind": "near", "words": "Des arbres", "node": node, **decided},
    }
    method = {"score": 0.8, "method": "MinHash 64 (16 × 4)", "version": "1"}
    made = {name: Suggestion.objects.create(process=process, mark=name, **method, **row) for name, row in rows.items()}
    for suggestion in made.values():
        for position, contribution in enumerate(contributions, start=1):
            suggestion.members.create(contribution=contribution, position=position, score=0.8)
    return made


def make_handover(process: Process) -> Handover:
    """What stands now, handed over with a disagreement left."""
    name = {"fr": "Le conseil", "en": "The council"}
    office = Office.objects.get_or_create(slug="handed", defaults={"name": name})[0]
    frozen = canonical(handover.content(process, office, ["Sur les bancs : les riverains n’en veulent pas."]))
    return Handover.objects.create(
        process=process,
        number=1,
        office=office,
        content=frozen.decode(),
        fingerprint=hashlib.sha256(frozen).hexdigest(),
    )


def make_follow_up(process: Process, contribution: Contribution, node: str) -> dict[str, str]:
    """A decision compared with an idea (public id), which the contribution stands under; what was then done, or not.

    Returns the public ids of a milestone done long ago, of one to come, of a photo and of an answer to “really done?”.
    """
    name = {"fr": "Les parcs", "en": "The parks"}
    office = Office.objects.get_or_create(slug="follow-up", defaults={"name": name})[0]
    idea, day = Node.objects.get(public_id=node), day_here()
    plan = Translated(fr="Le plan", en="The plan")
    decision = follow_up.publish_decision(
        process, office=office, title=plan, url="https://example.org/", decided_on=day
    )
    said = {"asked": idea.title, "decided": Translated(fr="Douze arbres", en="Twelve trees")}
    follow_up.compare(decision, idea, **said, status="kept_partly", place="art. 2")
    done, to_come = (
        follow_up.add_milestone(
            process, office=office, title=Translated(fr=f"Étape {n}", en=f"Step {n}"), due_on=day, node=idea
        )
        for n in (1, 2)
    )
    follow_up.mark_done(done, done_on=day - timedelta(days=60))
    shown = Translated(fr="La place, douze arbres plantés", en="The square, twelve trees planted")
    photo = follow_up.add_evidence(done, kind="photo", words=shown, file=files.photo(a_photo()))
    follow_up.report(process, words=Translated(fr="Tout avance.", en="All goes on."), signed_by="Camille Aubier")
    words = Translated(fr="J’ai changé d’avis.", en="I changed my mind.")
    follow_up.change_mind(process, office=office, words=words, signed_by="Camille Aubier", contributions=[contribution])
    check = follow_up.check(done, contribution.participant, value="partly", words="La moitié.", language="fr")
    return {
        "milestone_done": done.public_id,
        "milestone": to_come.public_id,
        "photo": photo.public_id,
        "check": check.public_id,
    }


def a_photo() -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 3), "green").save(file, "PNG")
    return file.getvalue()


def make_deputy(office: Office, holder: Person) -> Deputy:
    """Someone holds the office, and named a deputy who signs everything."""
    day = day_here()
    OfficeHolder.objects.filter(office=office, until=None).update(until=day)
    OfficeHolder.objects.create(office=office, name=str(holder), person=holder, since=day)
    said = {"name": "Noor Haddad, adjointe aux parcs", "act_number": "2026-14", "answers": True, "pacts": True}
    days = {"since": day, "until": day + timedelta(days=90)}
    return deputies.name_deputy(office, holder=holder, person=make_staff("organiser"), **said, **days)


def make_bill(process: Process, articles: int = 3) -> Bill:
    bill = Bill.objects.create(process=process, title="Projet de loi sur les arbres")
    version = first_version(bill)
    for position in range(1, articles + 1):
        number = "1er" if position == 1 else str(position)
        contribution = make_contribution(
            process,
            "article",
            title=f"Des arbres, {position}",
            body="I. – La commune plante un arbre.\n« L’arbre est arrosé.\n« Un décret fixe la liste des espèces. »",
            channel="web",
        )
        Article.objects.create(
            bill=bill,
            version=version,
            contribution=contribution,
            number=number,
            slug=f"article-{number}",
            position=position,
            explanation={"fr": "Chaque commune plante.", "en": "Each town plants."},
        )
    keep_tree(version)
    return bill


def make_amended(**fields) -> dict[str, str]:
    """A process whose text is in its second version: amendments to the first wait, one is confirmed, one ended.

    Returns its slug, and public ids: of an anchor that waits, then of its amendment, of those confirmed and ended.
    """
    from .texts import versions

    bill = versions.make_text(make_process(**fields))
    amendments = versions.amend_all(bill)
    version = versions.committee(bill)
    found = list(version.anchors.order_by("pk"))
    anchoring.keep(found[:1], by=None)
    anchoring.end(found[3], reason="La commission a supprimé cet article.", by=None)
    return {
        "amended": bill.process.slug,
        "anchor": found[4].public_id,
        "carried_over": amendments[4].public_id,
        "confirmed": amendments[0].public_id,
        "ended": amendments[3].public_id,
    }
