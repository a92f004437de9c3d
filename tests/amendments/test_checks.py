"""The desk of legal checks: a verdict with a name, then the number of the chamber."""

import pytest

from parvis.amendments.models import Carrying
from parvis.outcomes import actions as outcomes
from parvis.processes.promises.actions import today
from tests import factories
from tests.amendments.makers import carry, make_amendment, make_carried, make_seated
from tests.amendments.test_desk import url, words
from tests.house_rules.test_routes import browser
from tests.texts import versions

pytestmark = pytest.mark.django_db


def test_a_clerk_checks_then_gives_the_number_of_the_chamber():
    rows = make_carried()
    clerk = browser(factories.make_staff("clerk", display_name="Yann Le Goff"))
    assert "Deux arbres" in words(clerk.get(url("checks")))
    address = url("check", rows["carrying"])
    unsaid = clerk.post(address, {"act": "check", "check-verdict": "doubtful", "check-checked_by": "Yann Le Goff"})
    assert unsaid.status_code == 422
    clerk.post(
        address, {"act": "check", "check-verdict": "clear", "check-note": "", "check-checked_by": "Yann Le Goff"}
    )
    assert clerk.post(address, {"act": "table", "table-number": "CL12"}).status_code == 422
    clerk.post(address, {"act": "table", "table-number": "CL77"})
    one = Carrying.objects.get(public_id=rows["carrying"])
    assert (one.checked_by, one.check_verdict, one.number) == ("Yann Le Goff", "clear", "CL77")


def test_nothing_is_checked_of_a_former_version_nor_once_the_chamber_settled_it():
    seat, person = make_seated()
    client = browser(person)
    one = carry(make_amendment(), seat)
    clerk = browser(factories.make_staff("clerk"))
    assert url("check", one.public_id) in words(clerk.get(url("checks")))
    stage = outcomes.tell(one, kind="vote", outcome="rejected", on=today())
    assert url("check", one.public_id) not in words(clerk.get(url("checks")))
    assert client.post(url("withdraw", one.public_id)).status_code == 422
    outcomes.take_back(stage)
    versions.committee(one.process.bill)
    assert url("check", one.public_id) not in words(clerk.get(url("checks")))
