"""L14: channels of fewer than 11 people are told together on the page, in its groups, in figures and in counts.csv."""

import csv
import io

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from parvis.contributions import actions, counts, groups, told_channels
from parvis.contributions.kinds import Channel
from parvis.contributions.models import Contribution, DeclaredCount, Participant
from parvis.exchange import open_data
from parvis.exchange.coming_back import loading
from parvis.processes.models import Process
from parvis.site import figures
from tests.exchange.test_round_trip import emptied
from tests.factories import make_contribution, make_participant, make_process

CAME = (
    ("web", "agree", 12),
    ("web", "pass", 1),
    ("paper", "disagree", 5),
    ("room", "mixed", 4),
    ("counter", "agree", 3),
)
ANSWERS = st.dictionaries(
    st.sampled_from(Channel.values),
    st.dictionaries(st.sampled_from(["agree", "mixed", "disagree", "pass"]), st.integers(1, 15), min_size=1),
)


@given(ANSWERS)
def test_L14_no_part_holds_one_to_ten_people_nor_one_to_ten_views(answers):
    told = told_channels.told(answers)
    names = [name for block in told for name in block.groups]
    assert sorted(names) == (sorted(answers) if told else [])
    for block in told:
        views = sum(answers[name].get(value, 0) for name in block.groups for value in told_channels.VIEWS)
        assert (block.people >= 11 or not block.people) and (views >= 11 or not views)


@pytest.fixture
def proposal(db):
    """25 people answered: 13 online, 5 on paper, 4 in a meeting, 3 at the counter."""
    return answered(make_contribution(make_process(slug="whole")), CAME)


def answered(contribution: Contribution, came) -> Contribution:
    for channel, value, people in came:
        for _one in range(people):
            participant = make_participant(contribution.process)
            Participant.objects.filter(pk=participant.pk).update(checked=channel == "web")
            actions.take_stance(contribution=contribution, participant=participant, value=value, channel=channel)
    contribution.refresh_from_db()
    return contribution


@pytest.mark.parametrize(
    ("language", "words", "unchecked"),
    [
        ("fr", "25 personnes ont répondu : 13 en ligne, 12 au guichet, sur papier ou en réunion.", "12 d’entre elles"),
        ("en", "25 people answered: 13 online, 12 at the counter, on paper or in a meeting.", "12 of them gave no"),
    ],
)
def test_L14_the_page_tells_small_channels_together(client, proposal, language, words, unchecked):
    page = client.get(f"/{language}/c/{proposal.public_id}/").content.decode().replace("\u00a0", " ")
    assert words.replace("\u00a0", " ") in page and unchecked in page


def test_L14_its_groups_are_those_of_the_page(proposal):
    with translation.override("en"):
        table = groups.read(proposal).tables[1]
    assert [(row.block.groups, row.people) for row in table.rows] == [
        (("web",), 12),
        (("counter", "paper", "room"), 12),
    ]


@pytest.mark.parametrize(("language", "words"), [("fr", "5 personnes ont répondu."), ("en", "5 people answered.")])
def test_L14_fewer_than_11_people_have_no_channel(client, db, language, words):
    few = answered(make_contribution(make_process()), [("web", "agree", 3), ("paper", "disagree", 2)])
    assert words in client.get(f"/{language}/c/{few.public_id}/").content.decode()


@pytest.mark.parametrize(
    ("online", "on_paper", "told"),
    [(20, 11, 11), (20, 3, None), (3, 20, None), (20, 0, 0), (0, 20, 20)],
)
def test_L14_how_many_are_unchecked_is_a_number_when_no_small_group_follows(db, online, on_paper, told):
    one = answered(make_contribution(make_process()), [("web", "agree", online), ("paper", "agree", on_paper)])
    found = counts.counts(one)
    assert found.unchecked == told
    with translation.override("en"):
        assert ("Some of them gave no identifier" in found.unchecked_words) is (told is None)


def exported(target) -> list[dict]:
    open_data.export(Process.objects.published(), target)
    return list(csv.DictReader(io.StringIO((target / "whole" / "counts.csv").read_text("utf-8-sig"))))


def test_L14_open_data_tell_the_same_channels_and_come_back(proposal, tmp_path, settings, client):
    settings.MEDIA_ROOT = tmp_path / "media"
    few = answered(make_contribution(proposal.process, title="Benches"), [("web", "agree", 2), ("paper", "agree", 1)])
    rows = exported(tmp_path / "one")
    assert {
        (row["channel"], row["value"]): row["count"] for row in rows if row["contribution"] == proposal.public_id
    } == {
        ("counter ; paper ; room", "agree"): "3",
        ("counter ; paper ; room", "disagree"): "5",
        ("counter ; paper ; room", "mixed"): "4",
        ("web", "agree"): "12",
        ("web", "pass"): "1",
    }
    assert [row for row in rows if row["contribution"] == few.public_id] == [
        {"contribution": few.public_id, "channel": "", "value": "agree", "count": "3"}
    ]
    emptied()
    loading.load(tmp_path / "one")
    assert DeclaredCount.objects.filter(channel="counter ; paper ; room").count() == 3
    assert DeclaredCount.objects.get(channel="").value == 3
    back = Contribution.objects.get(public_id=proposal.public_id)
    assert (back.agree, back.mixed, back.disagree, back.passed) == (15, 4, 5, 1)
    page = client.get(f"/en/c/{back.public_id}/").content.decode()
    assert "5 Disagree, at the counter, on paper or in a meeting –" in page
    assert "3 Agree –" in client.get(f"/en/c/{few.public_id}/").content.decode()
    assert exported(tmp_path / "two") == []
    assert (tmp_path / "two" / "whole" / "declared_counts.csv").read_text("utf-8-sig").count(
        "counter ; paper ; room"
    ) == 3


@pytest.mark.parametrize("channel", ["pigeon", "room ; paper", "web ; web", "web;paper", " ; "])
def test_a_channel_of_a_file_that_is_none_is_refused(channel):
    with pytest.raises(ValueError):
        told_channels.read(channel)


def test_L14_figures_of_a_process_tell_views_of_small_channels_together(proposal):
    with translation.override("en"):
        found = figures.figures(proposal.process)
    assert {channel: answered for _label, _said, answered, channel in found.channels} == {
        "web": 13,
        "paper": None,
        "counter": None,
        "room": None,
    }
    assert found.together == ("Together: At the counter, On paper, In a meeting", 12)


def test_L14_figures_of_few_views_tell_no_channel(db):
    few = answered(make_contribution(make_process()), [("web", "agree", 3)])
    with translation.override("en"):
        found = figures.figures(few.process)
    assert found.together == ("All channels together", 3) and found.channels[0][2] is None
