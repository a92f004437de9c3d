"""The same rules whichever door an answer comes by: the page, the spreadsheet, the private link, the command."""

import pytest
from django.core.management import CommandError, call_command

from parvis.answer_desk import actions, sheets
from parvis.answer_desk.models import Draft, Service
from parvis.decisions.actions import publish_answer
from parvis.decisions.models import Answer
from parvis.ledger.models import Entry
from parvis.processes.blocks import Blocked
from parvis.processes.models import Promise
from parvis.processes.promises import actions as promises
from parvis.processes.promises.actions import today

from .conftest import REASON, said, supported
from .test_drafts import drafted, signed
from .test_pages import SENT, signed_in, text
from .test_sheets import filled, upload

pytestmark = pytest.mark.django_db
LACKING = {
    "no status": ({"status": ""}, "Choose what becomes of it"),
    "79 characters": ({"reason": "x" * 79}, "80 characters or more; it has 79"),
    "no place": ({"place": ""}, "Say where it can be read in the decision"),
    "no ground": ({"status": "not_kept", "place": ""}, "Choose the ground"),
}
lacking = pytest.mark.parametrize(("fields", "words"), LACKING.values(), ids=LACKING)


@pytest.fixture
def link(process, contribution, writer):
    roads = Service.objects.create(name="Roads")
    actions.assign([contribution], service=roads, due_on=today(), by=writer)
    token = actions.make_link(service=roads, process=process, days=7, by=writer)
    return f"/en/service/{token}/"


def refused_to_check(reader, office):
    draft = Draft.objects.get()
    Draft.objects.filter(pk=draft.pk).update(office=office)
    with pytest.raises((Blocked, actions.Refused)):
        actions.check(draft, by=reader, seen=draft.version)
    assert not Answer.objects.exists()


@lacking
def test_L10_through_the_page(client, contribution, office, writer, reader, fields, words):
    signed_in(client, writer)
    address = f"/en/desk/c/{contribution.public_id}/answer/"
    assert words in text(client.post(address, {**SENT, "office": office.pk, **fields}, follow=True))
    refused_to_check(reader, office)


@lacking
def test_L10_through_the_spreadsheet(client, process, contribution, office, writer, reader, fields, words):
    signed_in(client, writer)
    shown = client.post(f"/en/desk/answers/{process.slug}/sheet/", {"sheet": upload(sheet(contribution, fields))})
    assert words in text(shown)
    client.post(f"/en/desk/answers/{process.slug}/sheet/write/", {"packed": shown.context["packed"]})
    refused_to_check(reader, office)


@lacking
def test_L10_through_the_private_link(client, link, contribution, office, reader, fields, words):
    there = {"headers": {"sec-fetch-site": "same-origin"}}
    address = f"{link}c/{contribution.public_id}/"
    assert words in text(client.post(address, {**SENT, **fields}, follow=True, **there))
    refused_to_check(reader, office)


@lacking
def test_L10_through_the_command(process, contribution, office, reader, tmp_path, capsys, fields, words):
    file = tmp_path / "owed.xlsx"
    file.write_bytes(sheet(contribution, fields))
    call_command("answers", "take", process.slug, str(file))
    assert words in capsys.readouterr().out
    refused_to_check(reader, office)


def sheet(contribution, fields) -> bytes:
    cells = {"status": "F", "ground": "G", "reason": "H", "place": "I"}
    told = {**SENT, **fields}
    return filled(sheets.write([contribution]), l2={letter: told.get(name) for name, letter in cells.items()})


@pytest.fixture
def published(contribution, office, writer, reader, decider):
    signed(contribution, office, writer, reader, decider)
    before = sheets.write([contribution])
    actions.announce(contribution.process, publish_on=today(), by=decider)
    actions.publish_due()
    return filled(before, l2={"H": f"Again. {REASON}"})


def test_L11_through_the_private_link(client, link, contribution, published):
    there = {"headers": {"sec-fetch-site": "same-origin"}}
    sent = {**SENT, "reason": f"Again. {REASON}", "seen": 1}
    refused = client.post(f"{link}c/{contribution.public_id}/", sent, **there)
    assert (refused.status_code, "L11" in text(refused)) == (409, True)
    shown = client.post(f"{link}sheet/", {"sheet": upload(published)}, **there)
    assert "L11" in text(shown) and not shown.context["packed"]
    assert Answer.objects.get().reason == REASON


def test_L11_through_the_spreadsheet_and_the_command(client, process, writer, published, tmp_path, capsys):
    signed_in(client, writer)
    shown = client.post(f"/en/desk/answers/{process.slug}/sheet/", {"sheet": upload(published)})
    assert "L11" in text(shown) and not shown.context["packed"]
    (tmp_path / "owed.xlsx").write_bytes(published)
    with pytest.raises(CommandError):
        call_command("answers", "take", process.slug, str(tmp_path / "owed.xlsx"))
    assert "L11" in capsys.readouterr().err
    assert Answer.objects.get().reason == REASON


@pytest.fixture
def promise(process, office):
    return Promise.objects.create(
        process=process, office=office, kind="answers", what={"en": "Answers"}, due_on=today(), number=7
    )


def test_L09_the_promise_of_answers_is_not_said_kept_by_hand_while_someone_waits(
    client, process, contribution, promise, office
):
    told = {"kept_on": today(), "evidence": {"en": "All answered."}}
    with pytest.raises(Blocked, match="L09"):
        promises.keep(promise, **told)
    publish_answer(contribution=contribution, signed_by="Camille Aubier", **said(office))
    assert promises.keep(promise, **told).kept_on == today()


def test_L09_the_page_of_promises_refuses_it_with_its_code_and_keeps_a_record(client, contribution, promise, writer):
    signed_in(client, writer)
    sent = {
        "act": "keep",
        "keep-kept_on": today().isoformat(),
        "keep-evidence_fr": "Fait.",
        "keep-evidence_en": "Done.",
    }
    refused = client.post(f"/en/desk/promises/{promise.public_id}/", sent)
    assert (refused.status_code, "L09" in text(refused)) == (409, True)
    assert Entry.objects.filter(act="action.blocked").exists()
    promise.refresh_from_db()
    assert promise.kept_on is None


def test_L09_the_answer_of_its_idea_is_not_its_own(process, node, contribution, office):
    """Above the threshold, a contribution is owed an answer of its own, whatever is said of its idea."""
    publish_answer(node=node, signed_by="Camille Aubier", **said(office))
    with pytest.raises(Blocked, match="L09"):
        actions.close_answers(process)
    assert supported(process, "Another").agree and drafted
