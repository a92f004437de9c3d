"""From which support a modification is examined: written in the pact before it opens, signed with it, never lowered."""

import json

import pytest

from parvis.exchange.process_file import process_content
from parvis.processes import pacts, signing
from parvis.processes.blocks import Blocked
from parvis.processes.carrying import CarryingRule
from parvis.processes.changes import change_pact
from parvis.processes.forms.pact import PactForm
from parvis.processes.pact_card import pact_card
from tests import factories

pytestmark = pytest.mark.django_db
SPREAD = {"people": 40, "quarters": 2, "channels": 2, "each": 11, "days": 30}


def draft(**rule):
    process = factories.make_process(published_at=None)
    process.pact.carrying_rule = rule
    process.pact.save()
    return process


def lacks(process) -> set[str]:
    return {lack.field for lack in pacts.missing(process) if lack.field.startswith(("carrying", "verification", "thr"))}


def typed(process, **more) -> PactForm:
    form = PactForm(process=process)
    data = {name: value for name, value in form.initial.items() if isinstance(value, str | int) and value}
    data |= {"title_fr": "Le texte", "link": "consultation", "verification": "email", **more}
    return PactForm(data, process=process)


def test_the_form_writes_the_rule_and_reads_it_again():
    process = draft()
    form = typed(process, **{f"carrying_{name}": value for name, value in SPREAD.items()})
    assert form.is_valid(), form.errors
    assert form.changes()["carrying_rule"] == SPREAD
    change_pact(process, carrying_rule=SPREAD)
    again = PactForm(process=process)
    assert {name: again.initial[f"carrying_{name}"] for name in SPREAD} == SPREAD
    alone = typed(draft(), carrying_days=30)
    assert alone.is_valid() and alone.changes()["carrying_rule"] == {}
    assert not typed(process, carrying_people=-3).is_valid()


def test_nothing_typed_is_no_rule_and_days_come_by_themselves():
    process = draft()
    form = typed(process)
    assert form.is_valid() and form.changes()["carrying_rule"] == {}
    form = typed(process, carrying_people=12)
    assert form.is_valid() and form.changes()["carrying_rule"] == {"people": 12, "days": 60}


def test_a_rule_that_tells_of_a_small_group_or_cannot_be_reached_does_not_open():
    assert lacks(draft()) == set()
    assert lacks(draft(**{**SPREAD, "each": 5, "quarters": 0})) == {"carrying_each"}
    assert lacks(draft(**{**SPREAD, "quarters": 0})) == set()
    assert lacks(draft(**SPREAD)) == {"carrying_quarters"}
    assert lacks(draft(**{**SPREAD, "quarters": 0, "channels": 4})) == {"carrying_people"}
    assert lacks(draft(days=30)) == {"carrying_people"}
    process = draft(people=40)
    process.pact.verification = "identity"
    assert lacks(process) == {"verification"}
    process = draft(**SPREAD)
    for _n in range(2):
        factories.make_territory(parent=process.territory)
    assert lacks(process) == set()


def test_a_high_threshold_gives_its_reason():
    process = draft(people=51)  # 1 % of the 5,000 people expected are 50
    assert lacks(process) == {"threshold_motive"}
    process.pact.threshold_motive = {"fr": "Le texte concerne tout le pays."}
    assert lacks(process) == set()


def test_it_is_signed_told_and_given_as_data_and_no_pact_without_it_changes():
    process, bare = draft(**SPREAD), draft()
    assert "carrying_rule" not in signing.agreement(bare)["pact"]
    assert signing.agreement(process)["pact"]["carrying_rule"] == SPREAD
    before = signing.fingerprint(process)
    process.pact.carrying_rule = {**SPREAD, "people": 41}
    assert signing.fingerprint(process) != before
    shown = json.dumps(pact_card(process.pact, [], None, whole=True).rows, ensure_ascii=False)
    assert "41" in shown and CarryingRule.of(process.pact).lines[0] in shown
    assert process_content(process)["pact"]["carrying_rule"]["people"] == 41


def test_once_open_it_does_not_change():
    process = factories.make_process()
    process.pact.carrying_rule = SPREAD
    process.pact.save()
    with pytest.raises(Blocked):
        change_pact(process, carrying_rule={**SPREAD, "people": 400})
    change_pact(process, carrying_rule=SPREAD)
