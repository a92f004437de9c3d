"""The consultation of 2015, copied into a rehearsal and worked through to the end: everyone is answered, nobody outside
hears of it, and the original stays what it was.
"""

import html
import time
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from parvis.answer_desk import actions as desk
from parvis.answer_desk import sheets
from parvis.answer_desk.models import Draft, Service
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.exchange.republique_numerique import known
from parvis.exchange.republique_numerique.loading import load
from parvis.exchange.verification import problems
from parvis.ledger.models import Entry
from parvis.processes.models import Office, OfficeHolder
from parvis.rehearsal import actions
from parvis.synthesis import actions as synthesis
from parvis.synthesis.coverage import base, coverage
from tests.factories import day_here, make_staff
from tests.real_data import real_data

MOST = 60  # seconds for the whole journey
SERVICES = ("Affaires juridiques", "Données et logiciels", "Protection des personnes")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def process(django_db_setup, django_db_blocker):
    """Imported once for the whole module, and undone at its end."""
    folder = real_data("republique-numerique")
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(folder).process
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def journey(process, django_db_blocker):
    """(rehearsal, seconds it took, acts recorded meanwhile, letters sent meanwhile)"""
    with django_db_blocker.unblock():
        claire = make_staff("organiser", display_name="Claire Dumas")
        hugo = make_staff("organiser", display_name="Hugo Ferrand")
        ines = make_staff("decider", display_name="Inès Maurel")
        recorded, sent, begun = Entry.objects.count(), len(getattr(mail, "outbox", [])), time.monotonic()
        rehearsal = actions.open_rehearsal(process, people=[hugo, ines], by=claire)
        actions.gather(rehearsal, by=claire)
        synthesis.publish(rehearsal, by=claire)
        answer(rehearsal, by=claire, checked_by=hugo, signed_by=ines)
        took = time.monotonic() - begun
        return rehearsal, took, Entry.objects.count() - recorded, len(getattr(mail, "outbox", [])) - sent


def answer(rehearsal, *, by, checked_by, signed_by) -> None:
    """Ideas are shared among services, which answer in spreadsheets; then who coordinates, who checks, who signs."""
    office = Office.objects.create(slug="rehearsed", name={"fr": "La secrétaire d’État (répétition)"})
    OfficeHolder.objects.create(
        office=office, person=signed_by, name=signed_by.display_name, since=day_here() - timedelta(days=1)
    )
    due = day_here() + timedelta(days=20)
    ideas = list(rehearsal.nodes.all())
    for number, name in enumerate(SERVICES):
        service = Service.objects.create(name=name)
        given = ideas[number :: len(SERVICES)]
        assert desk.assign(given, service=service, due_on=due, by=by) == len(given)
        link = desk.found_by(desk.make_link(service=service, process=rehearsal, days=30, by=by))
        lines = sheets.read(rehearsal, filled(sheets.write(sheets.given(link))), sheets.given(link))
        assert not [line.why for line in lines if line.state == "refused"]
        assert sheets.apply(rehearsal, lines, by=None, link=link) == len(given)
    for draft in Draft.objects.filter(process=rehearsal).select_related("node__process"):
        whole = desk.save_draft(about=draft.node, seen=draft.version, by=by, office=office)
        desk.check(whole, by=checked_by, seen=whole.version)
    checked = [(draft, draft.version) for draft in Draft.objects.filter(process=rehearsal)]
    desk.sign(checked, by=signed_by, signed_by="Inès Maurel, secrétaire d’État de répétition")
    desk.announce(rehearsal, publish_on=day_here(), by=by)
    assert desk.publish_due(rehearsal) == len(ideas)


def filled(sheet: bytes) -> bytes:
    """The spreadsheet as a service sends it back: one reason a line, political choice for one in three."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(sheet))
    page = book.active
    for number, row in enumerate(range(3, page.max_row + 1)):
        kept = number % 3
        page[f"F{row}"] = str((Answer.Status.KEPT_PARTLY if kept else Answer.Status.NOT_KEPT).label)
        page[f"G{row}"] = "" if kept else str(Answer.Ground.POLITICAL_CHOICE.label)
        page[f"H{row}"] = (
            f"Réponse de répétition à « {page[f'B{row}'].value} » : voici ce que le service retient, ce qu’il "
            "écarte, et la raison qu’il en donne à celles et ceux qui l’ont écrit."
        )
        page[f"I{row}"] = f"Article {number + 1}" if kept else ""
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def test_everything_said_is_there(process, journey):
    rehearsal = journey[0]
    for kind in ("article", "proposal", "modification", "argument", "source"):
        shown = [Contribution.objects.visible().filter(process=one, kind=kind).count() for one in (process, rehearsal)]
        assert shown[0] == shown[1], kind
    assert base(rehearsal).count() == 2052
    assert not rehearsal.contributions.exclude(participant=None).exists()
    nine = rehearsal.bill.articles.get(number="9").contribution
    assert (nine.agree, nine.mixed, nine.disagree) == (1320, 282, 1732)


def test_the_synthesis_has_a_place_for_everyone(journey):
    found = coverage(journey[0])
    print(f"coverage {found.percent} %: {found.placed} of {found.total}, read {found.read}")
    assert (found.percent, found.placed, found.read) == (100, 2052, 2052)
    assert journey[0].nodes.count() >= 18 + 30


def test_each_one_shown_has_an_answer_that_reaches_it(journey):
    rehearsal = journey[0]
    answered = set(
        Answer.objects.filter(replaced_at=None, node__process=rehearsal).values_list(
            "node__attachments__contribution", flat=True
        )
    )
    shown = set(base(rehearsal).values_list("pk", flat=True))
    print(f"answers {Answer.objects.of(rehearsal).count()}, contributions reached {len(shown & answered)}")
    assert shown <= answered
    for contribution in base(rehearsal).order_by("?")[:20]:
        held = Answer.objects.holding_for(contribution).first()
        assert held.signed_by == "Inès Maurel, secrétaire d’État de répétition"


def test_each_answer_keeps_who_wrote_checked_and_signed_it(journey):
    drafts = Draft.objects.filter(process=journey[0])
    assert not drafts.exclude(state="published", checked_by__isnull=False, signer__isnull=False).exists()
    assert drafts.count() == journey[0].nodes.count()


def test_nobody_outside_hears_of_it(journey):
    _rehearsal, took, recorded, sent = journey
    print(f"the journey took {took:.1f} s; acts in the public record {recorded}, letters {sent}")
    assert (recorded, sent) == (0, 0)
    assert took < MOST


def test_the_original_is_left_as_it_was(process, journey):
    assert not hasattr(process, "synthesis") and not Answer.objects.of(process).exists()
    assert list(problems()) == []


def test_the_original_tells_the_facts_of_2015_with_their_sources_and_that_nothing_was_promised(process, journey):
    page = html.unescape(Client().get(f"/fr/p/{process.slug}/").content.decode())
    assert process.facts.count() == len(known.FACTS) > 0
    for fact in process.facts.all():
        assert str(fact.source) in page and fact.url in page
    assert "Aucune promesse enregistrée" in page


def test_what_is_copied_is_said_to_be_a_rehearsal_on_each_page(journey):
    rehearsal = journey[0]
    assert str(rehearsal.title).startswith("Répétition\u00a0:")
    assert Client().get(f"/fr/p/{rehearsal.slug}/").status_code == 404


def test_it_is_destroyed_whole(process, journey, django_db_blocker):
    with transaction.atomic():
        begun = time.monotonic()
        actions.drop(journey[0])
        assert time.monotonic() - begun < MOST
        assert not Contribution.objects.filter(process__rehearsal_of=process).exists()
        transaction.set_rollback(True)
