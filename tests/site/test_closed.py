"""What a reader finds of a process that is over, and the numbers of the desk, each leading to its rows."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from parvis.contributions.models import Contribution
from parvis.decisions.actions import publish_answer
from parvis.processes import actions, stages
from parvis.processes.models import Meeting, Office
from tests.factories import make_contribution, make_process, make_staff

pytestmark = pytest.mark.django_db


def words_of(page) -> str:
    return " ".join(re.sub("<[^>]*>", " ", page.text).split()).replace("\u00a0", " ")


def test_a_process_that_is_over_says_when_it_closed_what_was_said_and_what_is_owed(client):
    process = make_process(open=False)
    first, second = (make_contribution(process) for _n in range(2))
    Contribution.objects.filter(pk__in=[first.pk, second.pk]).update(agree=12, people=12)
    publish_answer(
        contribution=first,
        office=Office.objects.create(slug="parks", name={"en": "Parks"}),
        status="not_kept",
        ground="financial",
        reason="The budget of the year is spent; the question comes back with the next one, in spring.",
        signed_by="Camille Aubier, president",
        language="en",
    )
    words = words_of(client.get(f"/en/p/{process.slug}/"))
    assert "Contributions closed on" in words and "until" not in words.split("Get informed")[0]
    assert "What was said 2 contributions Answered 1 answer Still owed 1 answer promised by" in words
    assert "Who answers An answer to each" in words
    assert "Where to meet us" not in words


def test_an_open_process_says_none_of_it(client):
    words = words_of(client.get(f"/en/p/{make_process().slug}/"))
    assert "What was said" not in words
    assert "Where to meet us" in words


def test_meetings_held_are_told_apart_from_those_to_come(client):
    process = make_process(open=False)
    for days, title in ((-3, "At the market"), (5, "In the hall")):
        place = {"en": "Square"}
        Meeting.objects.create(process=process, title={"en": title}, place=place, at=timezone.now() + timedelta(days))
    words = words_of(client.get(f"/en/p/{process.slug}/"))
    assert words.index("Where to meet us") < words.index("In the hall") < words.index("Meetings held")
    assert words.index("Meetings held") < words.index("At the market")


def test_lists_tell_the_day_that_matters(client):
    make_process(slug="running")
    make_process(slug="over", open=False)
    actions.stop_process(make_process(slug="halted"), reason="The law changed.")
    words = words_of(client.get("/en/p/"))
    assert words.count("contributions closed on") == 1
    assert "stopped on" in words
    assert "loop" not in client.get("/en/p/halted/").text  # what was announced goes on no more
    assert "loop" in client.get("/en/p/running/").text
    client.force_login(make_staff("organiser"))
    desk = words_of(client.get("/en/desk/"))
    assert desk.count("contributions until") == desk.count("contributions closed on") == 1


@pytest.mark.parametrize(
    ("closes_at", "french", "english"),
    [
        (
            datetime(2026, 10, 12, 22, tzinfo=UTC),
            "12 octobre 2026 inclus",
            "12 October 2026, the whole day",
        ),
        (datetime(2026, 10, 12, 16, tzinfo=UTC), "12 octobre 2026 à 18 h", "12 October 2026 at 18:00"),
    ],
)
def test_midnight_is_the_end_of_the_day_before(settings, closes_at, french, english):
    settings.PARVIS_TIME_ZONE = "Europe/Paris"
    for language, expected in (("fr", french), ("en", english)):
        with translation.override(language):
            assert stages.closing(closes_at).replace("\u00a0", " ") == expected


def test_the_calendar_of_the_desk_tells_the_last_day(client, settings):
    settings.PARVIS_TIME_ZONE = "Europe/Paris"
    process = make_process()
    process.phases.update(closes_at=datetime(2099, 10, 12, 22, tzinfo=UTC))
    client.force_login(make_staff("organiser"))
    for page in ("calendar", "phases/contributions"):
        assert "12 October 2099, the whole day" in words_of(client.get(f"/en/desk/p/{process.slug}/{page}/"))


def test_numbers_of_the_desk_lead_to_as_many_rows(client):
    process = make_process()
    for kind, channel in (("proposal", "web"), ("proposal", "paper"), ("experience", "paper"), ("article", "web")):
        make_contribution(process, kind, channel=channel)
    client.force_login(make_staff("organiser"))
    page = client.get(f"/en/desk/p/{process.slug}/").text
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/en/p/[^"]*contributions/\?[^"]*)"', page)}
    counted = {link.partition("?")[2]: client.get(link, follow=True).context["listing"].count for link in links}
    assert counted == {
        "kind=everything": 3,
        "kind=proposal": 2,
        "kind=experience": 1,
        "kind=everything&channel=web": 1,
        "kind=everything&channel=paper": 2,
    }


def test_what_is_owed_leads_to_its_list(client):
    process = make_process()
    Contribution.objects.filter(pk=make_contribution(process).pk).update(agree=12, people=12)
    client.force_login(make_staff("organiser"))
    for page in ("/en/desk/", f"/en/desk/p/{process.slug}/"):
        assert '<a href="/en/desk/answers/">Contributions owed an answer</a>' in client.get(page).text
