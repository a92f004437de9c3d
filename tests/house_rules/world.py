"""What the pages of pages.py show: the demonstration, and a row of each kind that waits for someone."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone, translation

from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.notifications.letters import token
from parvis.people import actions as people
from parvis.processes import actions as processes
from parvis.processes import petitions
from parvis.processes.changes import change_pact
from parvis.processes.corrections import passages
from parvis.processes.models import Office, Process, Promise
from parvis.processes.promises import offices
from parvis.processes.promises.actions import today
from parvis.texts.models import Bill
from parvis.ui.translated import Translated
from tests import factories
from tests.amendments.makers import make_carried
from tests.answer_desk.making import make_answers
from tests.attacks.world import SPECIAL, USUAL, hidden, paper
from tests.coauthors.makers import make_joint
from tests.house_rules.pages import Page
from tests.house_rules.test_routes import ROUTES
from tests.outcomes.making import make_chamber
from tests.provenance.making import make_words
from tests.rehearsal.making import make_rehearsal

STAFF = ("moderator", "organiser", "clerk", "operator")


@dataclass
class World:
    people: dict
    rows: dict[str, str]

    def address(self, page: Page, language: str) -> str:
        wanted = {**USUAL, **SPECIAL.get(page.route, {}), **OURS.get(page.route, {}), **dict(page.given)}
        found = {}
        for parameter in ROUTES[page.route].pattern.regex.groupindex:
            word = wanted[parameter]
            found[parameter] = word[1:] if word.startswith("=") else self.rows[word]
        with translation.override(language):
            return reverse(page.route, kwargs=found) + page.query.format(**self.rows)


OURS = {
    "contributions:five_step": {"start": "=a0", "public_id": "article_id"},
    "contributions:edit": {"public_id": "mine"},
    "contributions:received": {"public_id": "mine"},
    "contributions:withdraw": {"public_id": "mine"},
    "contributions:report": {"public_id": "proposal"},
    "contributions:groups": {"public_id": "proposal"},
    "answer_desk:answer": {"public_id": "to_answer"},
    "answer_desk:service_answer": {"token": "link", "sort": "=c", "public_id": "mine"},
    "decisions:reply": {"public_id": "mine"},
    "decisions:reply_by_receipt": {"public_id": "mine"},
    "processes:announce": {"slug": "draft"},
    "notifications:unsubscribe": {"token": "token"},
    "processes:office": {"slug": "office"},
    "synthesis:dispute": {"public_id": "mine"},
    "synthesis:dispute_by_receipt": {"public_id": "mine"},
    **{f"workshop:{name}": {"public_id": "design"} for name in ("step", "summary", "page")},
    "rehearsal:room": {"slug": "rehearsal"},
    "mfa_edit_webauthn": {"pk": "passkey"},
    "mfa_remove_webauthn": {"pk": "passkey"},
}


def build() -> World:
    """The demonstration is loaded; around it: a person of each role, a draft, an empty process, what waits."""
    bill = Bill.objects.select_related("process").get()
    process = Process.objects.with_clock().get(pk=bill.process.pk)
    draft = factories.make_process(slug="draft", published_at=None)
    draft.documents.all().delete()
    empty = factories.make_process(slug="nothing-yet")
    soon = factories.make_process(slug="to-come")
    soon.phases.update(opens_at=timezone.now() + timedelta(days=9))
    announced = factories.make_process(slug="announced", published_at=None, announced_at=timezone.now())
    put_right(process)
    author = factories.make_person("author@example.org")
    mine = factories.make_contribution(process, author=author, title="Des brumisateurs dans les cours d’école")
    here = {
        "anonymous": None,
        "participant": factories.make_person("participant@example.org"),
        "author": author,
        **{role: factories.make_staff(role, email=f"{role}@example.org") for role in STAFF},
        "second": factories.make_staff("moderator", email="second@example.org"),
        "guarantor": factories.make_staff("guarantor", email="guarantor@example.org"),
        "decider": factories.make_staff("decider", email="decider@example.org", display_name="Camille Aubier"),
        "carrier": factories.make_staff(email="carrier@example.org"),
    }
    given = contributions.issue_receipt(participant=mine.participant, channel="web", contributions=[mine])
    organisation = people.declare_organisation(person=author, name="Les Amis", represents="Nous", interests="Aucun")
    rows = {
        "process": process.slug,
        "draft": draft.slug,
        "empty": empty.slug,
        "soon": soon.slug,
        "token": token("nobody"),
        "article": bill.articles.in_force().first().slug,
        "article_id": bill.articles.in_force().first().contribution.public_id,
        "mine": mine.public_id,
        "receipt": given.code,
        "staff": here["clerk"].public_id,
        "organisation": organisation.public_id,
        "promise": Promise.objects.filter(kept_on=None).first().public_id,
        "office": Promise.objects.filter(kept_on=None).first().office.slug,
        "deputy": deputy_of(here["decider"]),
        "announced": announced.slug,
        "rehearsal": make_rehearsal(process, here["organiser"], here["decider"]).slug,
        "to_sign": to_sign().slug,
        "petition": factories.make_petition(slug="petition").slug,
        "refused": refused().slug,
        **factories.make_amended(slug="amended"),
        **make_carried(here["carrier"], slug="carried"),
        "examining": examining().slug,
        **make_chamber(slug="chamber"),
        **make_words(slug="worded"),
        **make_joint(author, here["clerk"], slug="joint"),
        "design": factories.make_design(taken="yes", negotiable={"fr": "Ce qui convient, etc."}).public_id,
        **(gathered := factories.make_synthesis(process, mine)),
        **factories.make_follow_up(process, mine, gathered["node"]),
        **make_answers(process, mine, gathered["node"]),
        **paper(process, here),
        **hidden(process, author, here),
        **spoken(process),
        **keys(here),
    }
    return World(here, rows)


def examining() -> Process:
    """Its office owes the examination of more modifications than are told one by one; one is late, one is answered."""
    process, day = factories.make_process(slug="examining"), today()
    for number, days in enumerate((-3, 20, 30, 40), start=1):
        what, due = {"fr": f"Examiner la modification {number}"}, day + timedelta(days=days)
        kept = {"kept_on": day, "evidence": {"fr": "Portée."}} if number == 4 else {}
        said = {"office": offices.of(process), "kind": "carrying", "number": number, "what": what, "due_on": due}
        Promise.objects.create(process=process, **said, **kept)
    return process


def deputy_of(decider) -> str:
    """The decider holds the office that answers, and named a deputy."""
    office = Office.objects.get_or_create(slug="desk", defaults={"name": {"fr": "La voirie", "en": "Roads"}})[0]
    return factories.make_deputy(office, decider).public_id


def refused() -> Process:
    """A petition that was not admissible."""
    process = factories.make_petition(slug="refused")
    why = "Les horaires des trains relèvent de la région, par une loi de 2019, sur toutes les lignes."
    said = {"ground": "outside_powers", "competent": Translated(fr="La région"), "reason": Translated(fr=why)}
    petitions.reply(process, admissible=False, signed_by="Camille Aubier", **said)
    return process


def to_sign() -> Process:
    """A draft that lacks nothing but its signatures."""
    process = factories.make_process(slug="to-sign", published_at=None)
    process.documents.create(title={"fr": "Le plan", "en": "The plan"}, url="https://example.org/plan")
    process.questions.create(position=1, text={"fr": "Quelle rue ?", "en": "Which street?"})
    change_pact(process, cosigners="Odile Marchenoir, maire de Belle-Rive")
    return process


def put_right(process) -> None:
    """A word of the title, so that its pact tells of it."""
    title = next(passage for passage in passages(process) if passage.name == "title")
    words = Translated({code: f"{text}\u00a0!" for code, text in title.words.items()})
    motive = Translated({"fr": "Le point d’exclamation manquait.", "en": "The exclamation mark was missing."})
    processes.correct(title, words=words, motive=motive, by=None)


def spoken(process) -> dict[str, str]:
    """Contributions of the demonstration worth a look, and the processes at the other points of the loop."""
    answering = Process.objects.get(slug="place-du-marche")
    visible = Contribution.objects.visible()
    first = {
        kind: visible.filter(process=process, kind=kind, parent__superseded_at=None).order_by("pk").first().public_id
        for kind in ("proposal", "modification", "experience")
    }
    first["sub"] = visible.filter(process=process, parent__kind="modification", kind="modification").first().public_id
    edited = visible.filter(versions__isnull=False).order_by("pk").first()
    factories.make_handover(process)
    return {
        **first,
        "contribution": first["proposal"],
        "answering": answering.slug,
        "decided": "nuits-de-belle-rive",
        "answered": visible.filter(answers__isnull=False).order_by("pk").first().public_id,
        "own_answer": Answer.objects.in_force().order_by("pk").first().public_id,
        "to_answer": visible.filter(process=answering, kind="proposal", answers=None).first().public_id,
        "hidden": Contribution.objects.exclude(hidden_at=None).order_by("pk").first().public_id,
        "edited": edited.public_id if edited else first["proposal"],
    }


def keys(here: dict) -> dict[str, str]:
    """Recovery codes and a passkey for the moderator."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(here["moderator"])
    made = Authenticator.objects.create(
        user=here["moderator"], type=Authenticator.Type.WEBAUTHN, data={"name": "Mon téléphone", "credential": {}}
    )
    return {"passkey": str(made.pk)}
