"""The queue: chosen, ordered, kept in its address, by pages; and one answer after another."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.answer_desk import actions, queue
from parvis.answer_desk.models import Draft, Service
from parvis.decisions.actions import publish_answer
from parvis.processes.promises.actions import today
from parvis.synthesis.suggestions.models import Member, Suggestion

from .conftest import said, supported
from .test_drafts import drafted
from .test_pages import SENT, signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, writer, process):
    signed_in(client, writer)
    return f"/en/desk/answers/{process.slug}/queue/"


def titles(page):
    return [str(line.about) for line in page.context["lines"]]


def test_the_nearest_internal_date_comes_first_then_most_people(client, desk, process, writer):
    far, near, undated = (supported(process, title, agree) for title, agree in (("Far", 5), ("Near", 5), ("Many", 90)))
    roads = Service.objects.create(name="Roads")
    actions.assign([far], service=roads, due_on=today() + timedelta(days=40), by=writer)
    actions.assign([near], service=roads, due_on=today() + timedelta(days=2), by=writer)
    assert titles(client.get(desk)) == ["Near", "Far", "Many"]
    assert titles(client.get(f"{desk}?order=reach")) == ["Many", "Far", "Near"]
    assert titles(client.get(f"{desk}?due=soon")) == ["Near"]
    assert titles(client.get(f"{desk}?due=none")) == [str(undated)]
    assert "91 people wait" in text(client.get(desk))


def test_each_filter_keeps_what_it_says(client, desk, process, node, contribution, office, writer, reader, decider):
    silent, mine, theirs, done = (supported(process, title) for title in ("Silent", "Mine", "Theirs", "Done"))
    drafted(mine, writer, office)
    actions.check(drafted(theirs, reader, office), by=writer, seen=1)
    publish_answer(contribution=done, signed_by="Camille Aubier", **said(office))
    roads = Service.objects.create(name="Roads")
    actions.assign([silent], service=roads, due_on=today(), by=reader)
    waiting = {"Silent", "Mine", "Theirs", "A crossing by the school", "Crossings"}
    for asked, expected in {
        "": waiting,
        "state=silent": {"Silent", "A crossing by the school", "Crossings"},
        "state=drafted": {"Mine"},
        "state=checked": {"Theirs"},
        "state=answered": {"Done"},
        "state=all": waiting | {"Done"},
        "mine=yes": {"Mine"},
        f"service={roads.public_id}": {"Silent"},
        "kind=idea": {"Crossings"},
        "kind=proposal": waiting - {"Crossings"},
        f"node={node.public_id}&kind=proposal": {"A crossing by the school"},
    }.items():
        assert set(titles(client.get(f"{desk}?{asked}"))) == expected, asked
    assert "Drafted, to be checked (1)" in text(client.get(desk))


def test_texts_sent_several_times_are_found_and_taken_together(client, desk, process):
    rows = [supported(process, title) for title in ("Copy one", "Copy two", "Alone")]
    group = Suggestion.objects.create(process=process, kind="copy", score=1, method="m", version="1", mark="x" * 64)
    for position, row in enumerate(rows[:2], start=1):
        Member.objects.create(suggestion=group, contribution=row, position=position, score=1)
    page = client.get(desk)
    assert "The same text, 2 times" in text(page) and f"alike={group.public_id}" in text(page)
    assert set(titles(client.get(f"{desk}?alike={group.public_id}"))) == {"Copy one", "Copy two"}
    chosen = client.get(f"{desk[:-6]}selection/?alike={group.public_id}&all=yes")
    assert "2 contributions or ideas chosen" in text(chosen) and "Alone" not in text(chosen)


def test_what_was_sent_back_is_found(client, desk, contribution, office, reader):
    draft = drafted(contribution, reader, office)
    actions.send_back(draft, seen=1, remark="Say which year.")
    assert titles(client.get(f"{desk}?state=back")) == ["A crossing by the school"]


@pytest.mark.parametrize("order", ["due", "reach"])
def test_pages_go_on_by_a_place_and_show_each_once(client, desk, process, node, contribution, order, monkeypatch):
    monkeypatch.setattr("parvis.answer_desk.views.queue.SIZE", 3)
    for number in range(6):
        supported(process, f"Idea {number}", agree=20 + number % 2)
    seen, address = [], f"{desk}?order={order}"
    while address:
        page = client.get(address)
        seen += titles(page)
        address = page.context["next_url"] and desk + page.context["next_url"]
        assert not address or f"order={order}" in address
    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize("wrong", ["state=never", "service=nothing", "node=nothing", "order=luck", "after=c-gone"])
def test_an_address_that_asks_for_what_does_not_exist_says_so(client, desk, wrong):
    assert client.get(f"{desk}?{wrong}").status_code == 400


def test_saving_leads_to_the_next_of_the_same_queue(client, desk, process, office):
    first, second, third = (supported(process, title, agree) for title, agree in (("A", 30), ("B", 20), ("C", 90)))
    address = f"/en/desk/c/{first.public_id}/answer/?order=reach"
    assert f"/en/desk/c/{second.public_id}/answer/?order=reach" in text(client.get(address))
    sent = client.post(address, {**SENT, "office": office.pk})
    assert sent.url == f"/en/desk/c/{second.public_id}/answer/?order=reach"
    sent = client.post(sent.url, {**SENT, "office": office.pk})
    assert sent.url == f"/en/desk/c/{third.public_id}/answer/?order=reach"
    sent = client.post(sent.url, {**SENT, "office": office.pk, "go": "list"})
    assert sent.url == f"{desk}?order=reach"
    assert Draft.objects.count() == 3


def test_a_long_queue_costs_what_a_short_one_does(client, desk, process, node, contribution, office, writer):
    def queries():
        with CaptureQueriesContext(connection) as told:
            assert client.get(desk).status_code == 200
        return len(told)

    drafted(contribution, writer, office)
    few = queries()
    for number in range(12):
        drafted(supported(process, f"Idea {number}"), writer, office)
    assert queries() <= few


def test_undoing_a_bulk_answer_brings_everything_back_to_the_queue(process, writer, office):
    rows = [supported(process, title) for title in ("One", "Two")]
    asked = queue.read(process, writer, {"state": "silent"})
    before = asked.rows(10)
    bulk, _made, _left = actions.answer_many(rows, by=writer, **said(office))
    assert queue.read(process, writer, {"state": "silent"}).rows(10) == []
    actions.undo_bulk(process, bulk)
    assert queue.read(process, writer, {"state": "silent"}).rows(10) == before
