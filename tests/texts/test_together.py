"""Several people at the same instant: a version is added once, an amendment confirmed once."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.core import mail
from django.db import connections, transaction

from analysis.bills_plain import read_plain
from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from parvis.ledger.clock import database_now
from parvis.ledger.models import Entry
from parvis.notifications import news, words
from parvis.people.models import Person
from parvis.site import worker
from parvis.texts import actions, anchoring
from parvis.texts.actions import Published
from parvis.texts.models import Anchor, Bill, BillVersion
from tests import factories
from tests.texts.versions import COMMITTEE, amend, amend_all, committee, make_text

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(calls):
    def run(call):
        try:
            return call()
        except ValueError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_a_version_sent_four_times_is_added_once(request):
    bill = make_text(factories.make_process())
    outside = request.getfixturevalue("shared_database")

    def adding():
        found = Bill.objects.select_related("process").get(pk=bill.pk)
        return actions.add_version(bill=found, read=read_plain(COMMITTEE), said=Published(stage="committee"))

    results = all_at_once([adding] * 4)
    assert sum(isinstance(one, BillVersion) for one in results) == 1
    assert outside(
        lambda: (BillVersion.objects.count(), Entry.objects.filter(act="text.version_published").count())
    ) == (
        2,
        1,
    )


def test_clerks_who_confirm_at_once_say_it_once(request):
    bill = make_text(factories.make_process())
    amend_all(bill)
    committee(bill)
    clerks = [factories.make_staff("organiser").pk for _n in range(4)]
    outside = request.getfixturevalue("shared_database")

    def confirming(pk):
        return lambda: anchoring.keep(Anchor.objects.all(), by=Person.objects.get(pk=pk))

    assert sorted(all_at_once([confirming(pk) for pk in clerks])) == [0, 0, 0, 3]
    assert outside(lambda: Entry.objects.filter(act="anchor.confirmed").count()) == 3


def test_the_author_of_what_was_confirmed_is_written_to_and_not_quoted():
    bill = make_text(factories.make_process())
    author = factories.make_person("author@example.org", language="fr")
    amendment = amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", author=author)
    anchor = committee(bill).anchors.get()
    anchoring.keep([anchor], by=None)
    anchoring.end(anchor, reason="La place est pleine.", by=None)
    worker.work(once=True)
    kept, ended = mail.outbox
    assert kept.to == ended.to == ["author@example.org"] and "tient dans la nouvelle version" in kept.subject
    assert "La place est pleine." in ended.body and f"/fr/c/{amendment.public_id}/" in ended.body
    assert "vingt bancs" not in f"{kept.subject}{kept.body}{ended.subject}{ended.body}".lower()


def test_who_follows_it_or_the_process_is_told():
    bill = make_text(factories.make_process())
    amendment = amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs")
    since = database_now()
    anchoring.keep(committee(bill).anchors.all(), by=None)
    told = news.read(since=since, until=database_now() + timedelta(seconds=5), last_entry=0)
    assert told.contributions == {amendment.public_id: ["anchor.worked_out", "anchor.confirmed"]}
    assert told.processes == {bill.process_id: {"text.version_published": 1}}
    assert words.path("text.version_published", bill.process.slug).endswith("/text/versions/")


def test_what_an_author_was_saving_is_carried_to_the_new_version_as_they_saved_it(request):
    bill = make_text(factories.make_process())
    amendment = amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs")
    outside = request.getfixturevalue("shared_database")
    written = Event()

    def editing():
        with transaction.atomic():
            body = amendment.body.replace("vingt bancs", "mille bancs")
            contributions.edit(Contribution.objects.get(pk=amendment.pk), body=body)
            written.set()
            time.sleep(0.3)

    def adding():
        written.wait()
        return committee(Bill.objects.select_related("process").get(pk=bill.pk))

    all_at_once([editing, adding])
    assert outside(lambda: Anchor.objects.get().paragraphs) == ["Chaque place compte mille bancs."]
