"""L16: where the house shows how many people agree, it says what the figure rests on, page, file and feed alike."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone, translation

from parvis.contributions import base
from parvis.contributions.models import Contribution, Participant
from parvis.exchange.open_data_tables import tables
from parvis.processes.blocks import ask
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_process

pytestmark = pytest.mark.django_db
SENTENCE = "Base: 25 people took part, 13 verified, from"
UNMEASURED = "How far they resemble the population was not measured."


@pytest.fixture(autouse=True)
def english():
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


def come(process, *, web: int, unchecked: int) -> None:
    keys = [{"key": bytes([n]) * 32, "channel": "web"} for n in range(web)]
    keys += [{"checked": False, "channel": "paper"}] * unchecked
    Participant.objects.bulk_create(Participant(process=process, **told) for told in keys)


@pytest.fixture
def supported():
    process = make_process(open=False)
    come(process, web=13, unchecked=12)
    row = make_contribution(process, title="A crossing by the school")
    Contribution.objects.filter(pk=row.pk).update(agree=20, people=20)
    return row


def test_L16_the_base_holds_all_that_the_rule_asks_but_what_nobody_measured(supported):
    told = base.base(supported.process)
    facts = {"registered": told.registered, "verified": told.verified.people, "since": told.since, "until": told.until}
    assert ask("L16", supported.process, resemblance=told.measure.score, **facts), "no score: it is said, never made up"
    assert ask("L16", supported.process, resemblance=0.8, **facts) is None


def test_a_process_still_open_never_says_that_people_took_part_until_a_day_to_come():
    process = make_process(open=True)
    told = base.base(process)
    assert told.until and ", since " in told.words
    process.phases.update(closes_at=timezone.now())
    assert ", from " in base.base(process).words


def test_a_process_that_opens_later_never_says_that_people_took_part_since_a_day_to_come():
    process = make_process()
    process.phases.update(opens_at=timezone.now() + timedelta(days=3))
    told = base.base(process)
    assert told.since and "since" not in told.words and "from" not in told.words


def test_L16_lists_and_pages_that_show_support_give_its_base(client, supported):
    slug = supported.process.slug
    node = synthesis.add_node(process=supported.process, title=Translated(en="Crossings"))
    synthesis.place(contribution=supported, nodes=[node], by=None)
    synthesis.publish(supported.process, by=None)
    for address in (f"/en/p/{slug}/contributions/?start=a0", f"/en/c/{supported.public_id}/", node.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "20 agree" in page, address
        assert SENTENCE in page and UNMEASURED in page, address


def test_L16_files_carry_the_base_beside_the_figures(client, supported):
    told = json.loads(b"".join(client.get(f"/en/p/{supported.process.slug}/contributions.json").streaming_content))
    assert told["contributions"][0]["agree"] == 20
    assert (told["base"]["registered"], told["base"]["verified"], told["base"]["resemblance"]) == (25, 13, None)
    assert told["base"]["since"] < told["base"]["until"]


def test_L16_the_command_gives_the_base_with_its_figures(capsys, supported):
    call_command("people", supported.process.slug, "--contribution", supported.public_id, "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert told["base"] == base.base(supported.process).as_json()
    assert told["base"]["registered"] == 25 and told["base"]["since"] < told["base"]["until"]


@pytest.mark.parametrize(
    ("web", "unchecked", "words"),
    [
        (40, 0, "40 people took part, 40 verified,"),
        (37, 3, "40 people took part, at least 30 verified,"),
        (2, 1, "3 people took part, how many of them are verified is not told,"),
        (0, 3, "3 people took part, how many of them are verified is not told,"),
        (4, 20, "24 people took part, how many of them are verified is not told,"),
    ],
)
def test_L16_the_base_tells_of_no_small_group_by_subtraction(web, unchecked, words):
    process = make_process()
    come(process, web=web, unchecked=unchecked)
    told = base.base(process)
    assert words in told.words
    assert told.as_json()["verified_at_least"] <= web


def test_L16_what_travels_without_its_page_announces_no_support(client, supported):
    """Descriptions, share cards and feeds are read far from any base: they say how many agree nowhere."""
    page = client.get(f"/en/c/{supported.public_id}/").content.decode()
    head = page.split("<body", 1)[0]
    feed = client.get(f"/en/p/{supported.process.slug}/contributions.atom").content.decode()
    for travels in (head, feed):
        assert "20" not in travels.replace("2026", "").replace("2027", "") or "20 agree" not in travels
        assert "people agree" not in travels


def test_L14_no_table_of_open_data_tells_results_by_a_group_of_people(supported):
    """Groups of people have their own file, which shows no small one: see test_groups.py."""
    elected = {"members.csv"}  # the political group of who sits in a chamber
    told = {name: names for name, (names, _rows) in tables(supported.process).items() if name not in elected}
    columns = {column for names in told.values() for column in names}
    assert not columns & {"territory", "age", "sex", "group"}
