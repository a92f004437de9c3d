"""Several people and several nights at the same instant: nobody is overwritten, nothing is published twice."""

import http.client
import time
from contextlib import closing
from functools import partial
from importlib import import_module
from urllib.parse import urlencode

import pytest
from django.conf import settings

from parvis.answer_desk import actions, sheets
from parvis.answer_desk.models import Assignment, Draft, Service
from parvis.contributions.models import Contribution
from parvis.decisions.actions import publish_answer
from parvis.decisions.models import Answer, Outcome
from parvis.ledger.models import Entry
from tests.channels.test_together import all_at_once
from tests.factories import make_staff
from tests.together import sessions_of

from .conftest import REASON, said, supported
from .test_drafts import signed

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_people_who_save_at_once_keep_one_text_and_tell_the_others(contribution, office, writer, shared_database):
    def saving(n):
        def call():
            about = Contribution.objects.select_related("process").get(pk=contribution.pk)
            return actions.save_draft(about=about, seen=0, by=writer, **said(office, reason=f"{n}. {REASON}"))

        return call

    results = all_at_once([saving(n) for n in range(8)])
    assert sum(isinstance(result, Draft) for result in results) == 1
    assert sum(isinstance(result, actions.Overtaken) for result in results) == 7
    assert shared_database(lambda: Draft.objects.get().version) == 1


def test_four_nights_at_once_publish_each_answer_once(process, office, writer, reader, decider, request):
    for n in range(5):
        signed(supported(process, f"Idea {n}"), office, writer, reader, decider)
    actions.announce(process, publish_on=actions.today(), by=decider)
    outside = request.getfixturevalue("shared_database")
    results = all_at_once([actions.publish_due] * 4)
    assert sum(results) == 5
    published = Entry.objects.filter(act="answer.published")
    assert outside(lambda: (Answer.objects.count(), published.count())) == (5, 5)


def proved(session):
    """Who signed in lately, with both proofs."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(session[0])
    proofs = [{"method": method, "at": time.time(), "reauthenticated": True} for method in ("code", "mfa")]
    store["account_authentication_methods"] = proofs
    store["account_authentication_methods_user"] = store["_auth_user_id"]
    store.save()


def posted(at, address, data, session=None):
    """The status of a form sent as a browser sends it: by someone signed in, or by who holds a private link."""
    call = http.client.HTTPConnection(at.host, at.port, timeout=60)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Host": "localhost",
        "Sec-Fetch-Site": "same-origin",
    }
    if session:
        headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={session[0]}"
        data = {**data, "csrfmiddlewaretoken": session[1]}
    with closing(call):
        call.request("POST", address, urlencode(data), headers)
        return call.getresponse().status


def test_six_people_at_the_desk_and_by_a_link_send_the_page_at_once_and_one_is_kept(
    contribution, process, office, writer, reader, decider, request
):
    roads = Service.objects.create(name="Roads")
    actions.assign([contribution], service=roads, due_on=actions.today(), by=writer)
    link = actions.make_link(service=roads, process=process, days=7, by=writer)
    sessions = sessions_of([writer, reader, decider])
    for session in sessions:
        proved(session)
    live = request.getfixturevalue("server")
    desk, private = f"/en/desk/c/{contribution.public_id}/answer/", f"/en/service/{link}/c/{contribution.public_id}/"
    sent = {"status": "kept_fully", "place": "Line 12", "language": "en", "seen": 0}
    calls = [
        partial(posted, live, desk, {**sent, "reason": f"{n}. {REASON}", "office": office.pk}, session)
        for n, session in enumerate(sessions)
    ] + [partial(posted, live, private, {**sent, "reason": f"{n}. {REASON}"}) for n in range(3, 6)]
    assert sorted(all_at_once(calls)) == [302, 422, 422, 422, 422, 422]
    outside = request.getfixturevalue("shared_database")
    assert outside(lambda: (Draft.objects.count(), Draft.objects.get().version)) == (1, 1)


def test_four_sheets_written_at_once_write_each_line_once(process, office, writer, request):
    abouts = [supported(process, f"Idea {n}") for n in range(3)]

    def writing(n):
        def call():
            lines = [
                sheets.Line(row, sheets.mark(one), state="new", said=told(n)) for row, one in enumerate(abouts, start=2)
            ]
            return sheets.apply(process, lines, by=writer)

        return call

    def told(n):
        return {"status": "kept_fully", "ground": "", "reason": f"{n}. {REASON}", "place": "Line 1", "language": "en"}

    outside = request.getfixturevalue("shared_database")
    results = all_at_once([writing(n) for n in range(4)])
    assert sorted(result for result in results if isinstance(result, int)) == [3]
    assert sum(isinstance(result, actions.Overtaken) for result in results) == 3
    assert outside(lambda: len(set(Draft.objects.values_list("reason", flat=True)))) == 1


def test_a_service_that_writes_by_its_page_and_by_two_sheets_at_once_overwrites_nothing(process, writer, request):
    """The sheets hold the same lines in the two orders: one is written whole, or the page was first and none is."""
    abouts = [supported(process, f"Idea {n}") for n in range(8)]
    roads = Service.objects.create(name="Roads")
    actions.assign(abouts, service=roads, due_on=actions.today(), by=writer)
    link = actions.found_by(actions.make_link(service=roads, process=process, days=7, by=writer))
    told = {"status": "kept_fully", "ground": "", "place": "Line 1", "language": "en"}

    def by_sheet(name, order):
        said = {**told, "reason": f"{name}. {REASON}"}
        lines = [sheets.Line(n, sheets.mark(one), state="new", said=said) for n, one in enumerate(order, start=2)]
        return partial(sheets.apply, process, lines, by=None, link=link)

    by_page = partial(actions.save_draft, about=abouts[3], seen=0, service=roads, **told, reason=f"Page. {REASON}")
    outside = request.getfixturevalue("shared_database")
    results = all_at_once([by_sheet("One", abouts), by_sheet("Two", abouts[::-1]), by_page])
    refused = [result for result in results if isinstance(result, Exception)]
    assert len(refused) == 2 and all(isinstance(one, actions.Refused) for one in refused)
    written = outside(lambda: list(Draft.objects.values_list("reason", flat=True)))
    assert len(set(written)) == 1 and len(written) in (1, 8)


def test_an_idea_answered_while_a_contribution_is_answered_leaves_its_own_answer(
    process, contribution, node, office, shared_database
):
    """Own answer and the answer of its idea at the same instant: the list ends on its own."""
    both = [
        partial(publish_answer, node=node, signed_by="Camille Aubier", **said(office)),
        partial(publish_answer, contribution=contribution, signed_by="Camille Aubier", **said(office)),
    ]
    own = next(one for one in all_at_once(both) if one.contribution_id)
    assert shared_database(lambda: Outcome.objects.get().answer_id) == own.pk


def test_a_bulk_taken_back_while_it_is_published_comes_out_whole_or_not_at_all(
    process, office, writer, reader, decider, request
):
    made = bulk_of(process, office, writer, 12)
    actions.check_together(made[0], by=reader, seen=1)
    actions.sign([(one, 1) for one in made], by=decider, signed_by="Camille Aubier, mayor")
    actions.announce(process, publish_on=actions.today(), by=decider)
    undo = partial(actions.undo_bulk, process, made[0].bulk)
    outside = request.getfixturevalue("shared_database")
    results = all_at_once([actions.publish_due, undo, actions.publish_due, undo])
    published = outside(Answer.objects.count)
    assert published in (0, 12) and sum(result for result in results if isinstance(result, int)) == published
    assert outside(Draft.objects.filter(state="published").count) == published


def test_two_who_sign_the_same_answers_at_once_sign_them_once(process, office, writer, reader, decider, request):
    made = bulk_of(process, office, writer, 12)
    actions.check_together(made[0], by=reader, seen=1)
    other = make_staff("decider", display_name="Noé Garnier")
    calls = [
        partial(actions.sign, [(one, 1) for one in order], by=person, signed_by=person.display_name)
        for person, order in ((decider, made), (other, made[::-1]))
    ]
    outside = request.getfixturevalue("shared_database")
    assert [len(result) for result in all_at_once(calls * 2)] == [12] * 4
    assert len(outside(lambda: set(Draft.objects.values_list("signed_by", "state")))) == 1


def test_two_coordinators_answer_give_and_take_back_the_same_selection_at_once(
    process, office, writer, reader, request
):
    """In the two orders: each waits for the other, neither is refused by the database."""
    rows = [supported(process, f"Idea {n}") for n in range(12)]
    services = [Service.objects.create(name=name) for name in ("Roads", "Parks")]
    ways = ((writer, rows, services[0]), (reader, rows[::-1], services[1]))
    answering = [partial(actions.answer_many, order, by=person, **said(office)) for person, order, _service in ways]
    giving = [
        partial(actions.assign, order, service=service, due_on=actions.today(), by=person)
        for person, order, service in ways
    ]
    outside = request.getfixturevalue("shared_database")
    results = all_at_once([*answering, *giving])
    assert not [result for result in results if isinstance(result, Exception)]
    assert outside(lambda: (Draft.objects.count(), len(set(Draft.objects.values_list("bulk"))))) == (12, 1)
    assert outside(lambda: len(set(Assignment.objects.values_list("service")))) == 1


def bulk_of(process, office, writer, count):
    rows = [supported(process, f"Idea {n}") for n in range(count)]
    return actions.answer_many(rows, by=writer, **said(office))[1]
