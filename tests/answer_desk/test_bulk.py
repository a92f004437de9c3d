"""One answer for many: drafted, read, signed and published at once, each with its own record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.answer_desk import actions
from parvis.answer_desk.models import Draft
from parvis.decisions.models import Answer
from parvis.ledger.models import Entry
from tests.factories import make_process

from .conftest import said, supported
from .test_pages import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulk(process, office, writer):
    rows = [supported(process, f"Idea {n}") for n in range(4)]
    return actions.answer_many(rows, by=writer, **said(office))[1]


def test_a_second_pair_of_eyes_reads_the_text_once_for_all_that_say_it(bulk, office, writer, reader):
    actions.save_draft(about=bulk[3].contribution, seen=1, by=writer, **said(office, place="Line 13"))
    assert len(actions.check_together(bulk[0], by=reader, seen=1)) == 3
    assert set(Draft.objects.filter(state="drafted").values_list("pk", flat=True)) == {bulk[3].pk}


def test_who_wrote_it_reads_none_of_them(bulk, writer):
    with pytest.raises(actions.Refused, match="someone else reads it"):
        actions.check_together(bulk[0], by=writer, seen=1)
    assert not Draft.objects.exclude(state="drafted").exists()


@pytest.mark.parametrize("known", [True, False])
def test_the_board_shows_them_as_one_line_with_their_number(client, process, office, writer, known):
    rows = [supported(process, f"Idea {n}") for n in range(4)]
    actions.answer_many(rows, by=writer, **said(office if known else None))
    signed_in(client, writer)
    page = text(client.get(f"/en/desk/answers/{process.slug}/"))
    assert "and 3 others, the same answer" in page and page.count("<b>Idea ") == 1
    assert "To be checked <span" in page and "(4)" in page


def test_they_are_checked_signed_and_published_in_three_pages(client, process, bulk, reader, decider):
    signed_in(client, reader)
    address = f"/en/desk/answers/drafts/{bulk[0].public_id}/"
    assert "it is right for all 4" in text(client.get(address))
    client.post(address, {"act": "check_all", "seen": 1})
    signed_in(client, decider)
    desk = f"/en/desk/answers/{process.slug}/"
    page = client.get(f"{desk}sign/")
    assert "3 others have this same answer" in text(page) and "Sign 4 answers" in text(page)
    sent = {"draft": f"{bulk[0].public_id}:1", "signed_by": "Camille Aubier, mayor"}
    changed = client.post(f"{desk}sign/", {**sent, f"with-{bulk[0].public_id}": 2})
    assert (changed.status_code, "changed while you read it" in text(changed)) == (422, True)
    client.post(f"{desk}sign/", {**sent, f"with-{bulk[0].public_id}": 3})
    assert Draft.objects.filter(state="signed").count() == 4
    client.post(f"{desk}day/", {"publish_on": actions.today().isoformat()})
    assert Answer.objects.count() == Entry.objects.filter(act="answer.published").count() == 4


def test_taking_back_names_a_bulk_of_this_process_and_touches_nothing_else(client, process, bulk, office, writer):
    actions.save_draft(about=supported(process, "Alone"), seen=0, by=writer, **said(office))
    elsewhere = make_process(open=False)
    signed_in(client, writer)
    client.post(f"/en/desk/answers/{process.slug}/undo/", {})
    client.post(f"/en/desk/answers/{process.slug}/undo/", {"bulk": ""})
    client.post(f"/en/desk/answers/{elsewhere.slug}/undo/", {"bulk": bulk[0].bulk})
    assert Draft.objects.count() == 5
    client.post(f"/en/desk/answers/{process.slug}/undo/", {"bulk": bulk[0].bulk})
    assert Draft.objects.get().bulk == ""


def test_what_was_taken_back_while_it_was_read_is_neither_checked_nor_signed(process, bulk, reader, decider):
    actions.undo_bulk(process, bulk[0].bulk)
    with pytest.raises(actions.Refused, match="taken back"):
        actions.check(bulk[0], by=reader, seen=1)
    with pytest.raises(actions.Refused, match="taken back"):
        actions.sign([(one, 1) for one in bulk], by=decider, signed_by="Camille Aubier, mayor")


def test_many_answers_cost_as_many_queries_as_a_few(office, writer, reader, decider):
    def queries(count: int) -> int:
        process = make_process(open=False)
        rows = [supported(process, f"Idea {n}") for n in range(count)]
        with CaptureQueriesContext(connection) as captured:
            made = actions.answer_many(rows, by=writer, **said(office))[1]
            actions.check_together(made[0], by=reader, seen=1)
            actions.sign([(one, 1) for one in made], by=decider, signed_by="Camille Aubier, mayor")
            actions.announce(process, publish_on=actions.today(), by=decider)
            assert actions.publish_due(process) == count
        return len(captured)

    few = queries(3)
    assert queries(24) <= few


def test_the_page_to_sign_costs_the_same_for_one_bulk_and_for_many(client, process, office, writer, reader, decider):
    def prepare(n: int) -> None:
        rows = [supported(process, f"Idea {n}-{m}") for m in range(3)]
        made = actions.answer_many(rows, by=writer, **said(office, place=f"Line {n}"))[1]
        actions.check_together(made[0], by=reader, seen=1)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert "2 others have this same answer" in text(client.get(f"/en/desk/answers/{process.slug}/sign/"))
        return len(captured)

    signed_in(client, decider)
    prepare(0)
    queries()
    few = queries()
    for n in range(1, 6):
        prepare(n)
    assert queries() == few
