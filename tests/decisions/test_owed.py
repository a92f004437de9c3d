"""Those who decide find what they owe, the most supported first, and lead one answer to the next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.contributions.models import Contribution
from parvis.decisions import owing
from parvis.decisions.actions import publish_answer
from parvis.processes.models import Office, Pact
from tests.factories import make_contribution, make_process, make_staff

pytestmark = pytest.mark.django_db

REASON = "The council votes this crossing in its June budget: the works begin on the first Monday of September."
OWED = "/en/desk/answers/"


@pytest.fixture
def process():
    process = make_process()
    Pact.objects.filter(process=process).update(answer_threshold=10)
    return process


def supported(process, agree, **fields):
    contribution = make_contribution(process, **fields)
    Contribution.objects.filter(pk=contribution.pk).update(agree=agree, people=agree)
    return contribution


def test_only_what_reaches_the_threshold_and_has_no_answer_is_owed_one(process):
    most, enough = supported(process, 40, title="Most"), supported(process, 10, title="Enough")
    supported(process, 9, title="Too few")
    supported(process, 90, kind="argument", side="for", parent=most)
    answered = supported(process, 50, title="Answered")
    office = Office.objects.create(slug="roads", name={"fr": "La voirie", "en": "Roads"})
    publish_answer(
        contribution=answered, office=office, status="kept_fully", reason=REASON, place="Line 12", signed_by="C. Aubier"
    )
    assert list(owing.contributions()) == [most, enough]
    (found,) = owing.by_process()
    assert (found.count, found.more, found.is_late) == (2, 0, False)


def test_a_decider_is_led_from_one_answer_to_the_next(client, process):
    first = supported(process, 40, title="A crossing by the school")
    second = supported(process, 20, title="A bench")
    office = Office.objects.create(slug="roads", name={"fr": "La voirie", "en": "Roads"})
    client.force_login(make_staff("decider"))
    page = client.get(OWED).content.decode()
    assert "2 answers to give" in page
    assert page.index("A crossing by the school") < page.index("A bench")
    address = f"/en/desk/c/{first.public_id}/answer/"
    assert f'class="button big" href="{address}"' in page
    said = {"status": "kept_fully", "reason": REASON, "place": "Line 12", "language": "en", "signed_by": "C. Aubier"}
    sent = client.post(address, {"office": office.pk, **said}, follow=True)
    assert sent.redirect_chain[0][0] == f"/en/desk/c/{second.public_id}/answer/"
    publish_answer(contribution=first, office=office, **said)
    page = client.get(OWED).content.decode()
    assert "1 answer to give" in page
    assert "A crossing by the school" not in page
    answering = client.get(f"/en/desk/c/{second.public_id}/answer/").context["form"]
    assert answering.initial["office"] == office


def test_when_nothing_is_owed_the_page_says_when_it_will_be(client, process):
    client.force_login(make_staff("decider"))
    assert "Nobody waits for an answer" in client.get(OWED).content.decode()


def test_a_decider_finds_their_own_processes_first(client, process):
    theirs = make_process()
    Pact.objects.filter(process=theirs).update(answer_threshold=10, promise_days=300, decider_name="C. Aubier")
    supported(process, 40, title="Of another")
    supported(theirs, 20, title="Of mine")
    decider = make_staff("decider")
    client.force_login(decider)
    assert [owed.process for owed in client.get(OWED).context["found"]] == [process, theirs]
    type(decider).objects.filter(pk=decider.pk).update(display_name="C. Aubier")
    assert [owed.process for owed in client.get(OWED).context["found"]] == [theirs, process]


def test_what_is_owed_costs_the_same_for_one_process_and_for_many(process):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert all(len(found.contributions) == 1 for found in owing.by_process())
        return len(captured)

    supported(process, 40)
    few = queries()
    for _n in range(4):
        other = make_process()
        Pact.objects.filter(process=other).update(answer_threshold=10)
        supported(other, 40)
    assert queries() == few


def test_each_process_shows_the_first_of_its_own(process, monkeypatch):
    monkeypatch.setattr(owing, "SHOWN", 2)
    other = make_process()
    Pact.objects.filter(process=other).update(answer_threshold=10)
    theirs = [supported(process, agree) for agree in (12, 40, 30)]
    alone = supported(other, 90)
    found = {owed.process: owed for owed in owing.by_process()}
    assert found[process].contributions == [theirs[1], theirs[2]] and found[process].more == 1
    assert found[other].contributions == [alone]
