"""The nineteen blocks: each has its words, its check and its page; what is blocked changes nothing and is recorded."""

import pytest

from parvis.ledger.models import Entry
from parvis.processes.block_checks import CHECKS
from parvis.processes.blocks import BLOCKS, Blocked, ask, refuse
from tests.factories import make_process

pytestmark = pytest.mark.django_db

REASON = "We keep this idea because the street has room for forty more trees, as the survey shows."
BASE = {"registered": 800, "verified": 750, "resemblance": 0.7, "since": "2027-01-01", "until": "2027-02-01"}


def stands(code, **facts):
    return ask(code, make_process(), **facts) is not None


def test_there_are_nineteen_blocks_and_each_has_a_check():
    assert list(BLOCKS) == list(CHECKS) == [f"L{number:02}" for number in range(1, 20)]


@pytest.mark.parametrize("code", BLOCKS)
def test_each_block_says_what_why_and_the_way_out(code):
    block = BLOCKS[code]
    assert str(block.sentence).endswith(".") and str(block.way_out).endswith(".")
    assert block.action and block.unless


def test_a_refusal_is_told_and_recorded_without_a_name():
    process = make_process()
    with pytest.raises(Blocked) as refusal:
        refuse("L17", process, pending=1)
    assert refusal.value.told().splitlines()[0].startswith("L17")
    refusal.value.record()
    (entry,) = Entry.objects.filter(act="action.blocked")
    assert entry.process == process.public_id
    assert b'"code":"L17"' in bytes(entry.record)


def test_L08_a_decision_takes_contributions_into_account_once_each_has_its_place_in_the_synthesis():
    assert stands("L08", published=False, total=9, unplaced=0)
    assert stands("L08", published=True, total=9, unplaced=1)
    assert stands("L08", published=True, total=0, unplaced=0)
    assert not stands("L08", published=True, total=9, unplaced=0)
    assert not stands("L08", published=False, total=9, unplaced=9, before_synthesis=True)


def test_L09_nothing_is_closed_while_an_answer_is_owed():
    assert stands("L09", unanswered=1, silent_nodes=0)
    assert stands("L09", unanswered=0, silent_nodes=1)
    assert not stands("L09", unanswered=0, silent_nodes=0)


def test_L10_an_answer_has_a_status_a_reason_and_its_place_when_something_is_kept():
    assert stands("L10", status="", reason=REASON, place="Article 1")
    assert stands("L10", status="not_kept", reason="No.")
    assert stands("L10", status="kept_fully", reason=REASON)
    assert stands("L10", status="not_kept", reason=" " * 90)
    assert not stands("L10", status="kept_partly", reason=REASON, place="Article 1")
    assert not stands("L10", status="not_kept", reason=REASON)


def test_L11_a_published_answer_only_gains_a_new_version():
    assert stands("L11", published=True)
    assert not stands("L11", published=True, new_version=True)
    assert not stands("L11", published=False)


def test_L12_a_contribution_goes_to_the_public_bin_with_a_reason_and_is_never_deleted():
    assert stands("L12")
    assert stands("L12", to_bin=True, reason=" ")
    assert not stands("L12", to_bin=True, reason="Insults a neighbour.")


def test_L14_a_group_shown_has_at_least_eleven_people():
    assert stands("L14", groups=[40, 10])
    assert not stands("L14", groups=[40, 11])


def test_L15_a_shared_text_is_handed_over_whole():
    whole = {"fingerprint": "ab" * 32, "disagreements": True, "amendments": True}
    assert not stands("L15", **whole)
    for lack in whole:
        assert stands("L15", **whole | {lack: ""})


def test_L16_a_figure_of_support_carries_its_base():
    assert not stands("L16", **BASE)
    for lack in BASE:
        assert stands("L16", **BASE | {lack: None})


def test_L17_follow_up_ends_when_nothing_is_pending():
    assert stands("L17", pending=1)
    assert not stands("L17", pending=0)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_the_rules_are_on_a_public_page(client, language):
    page = client.get(f"/{language}/rules/").text
    assert all(f'id="{code}"' in page for code in BLOCKS)
