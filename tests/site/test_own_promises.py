"""Promises the site keeps by itself, and those a petition makes when it has the support asked for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.contributions.models import Contribution
from parvis.exchange import open_data
from parvis.processes.promises import actions
from parvis.site import own_promises
from tests.factories import make_contribution, make_process

pytestmark = pytest.mark.django_db


def closed(process):
    process.phases.update(closes_at=timezone.now() - timedelta(hours=1))


def test_each_contribution_was_acknowledged_as_it_came():
    process = make_process()
    actions.make(process)
    make_contribution(process)
    assert own_promises.keep() == 0  # still open
    closed(process)
    own_promises.keep()
    promise = process.promises.get(kind="acknowledge")
    assert promise.state(actions.today()) == "kept"
    assert promise.evidence["en"].startswith("1 contribution received")


def test_open_data_is_kept_only_once_the_file_is_there():
    process = make_process()
    actions.make(process)
    closed(process)
    own_promises.keep()
    promise = process.promises.get(kind="open_data")
    assert promise.kept_on is None
    open_data.publish_all()
    own_promises.keep()
    assert own_promises.keep() == 0
    promise.refresh_from_db()
    assert promise.kept_on and promise.evidence_url.endswith("/data/")


def test_the_count_of_a_referendum_is_not_kept_by_a_file():
    process = make_process(link="referendum")
    actions.make(process)
    closed(process)
    open_data.publish_all()
    assert own_promises.keep() == 0


def test_a_petition_owes_an_answer_from_the_night_it_has_the_support():
    process = make_process(link="petition")
    actions.make(process)
    contribution = make_contribution(process)
    assert own_promises.owe_from_thresholds() == 0
    Contribution.objects.filter(pk=contribution.pk).update(agree=10, people=10)  # the threshold
    assert own_promises.owe_from_thresholds() == 2 and own_promises.owe_from_thresholds() == 0
    due = {promise.kind: (promise.due_on - actions.today()).days for promise in process.promises.all()}
    assert (due["answers"], due["decision"]) == (60, 90)
