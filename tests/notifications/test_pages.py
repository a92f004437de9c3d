"""The pages: what I follow, stopping from a letter, files of what happens, the list to print."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution, Follow
from parvis.notifications import digests, editions, letters
from parvis.notifications.models import Pace, Rhythm
from parvis.notifications.views import follows
from parvis.processes.models import DecisionStep, Meeting, Office, Promise
from tests.factories import make_contribution, make_participant, make_person, make_process, make_staff
from tests.notifications.test_digests import answer, follower

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("postman")]
SAME_SITE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def person(client):
    one = make_person("claire@example.org")
    client.force_login(one)
    return one


def test_one_chooses_how_often(client, person):
    page = client.get(reverse("notifications:follows"))
    assert page.context["form"].instance.pace == Pace.DAILY
    assert client.post(reverse("notifications:follows"), {"pace": "weekly"}).status_code == 302
    assert client.post(reverse("notifications:follows"), {"pace": "weekly"}).status_code == 302
    assert Rhythm.objects.get().pace == Pace.WEEKLY
    assert client.post(reverse("notifications:follows"), {"pace": "hourly"}).status_code == 422


def test_one_follows_a_place_and_a_promise_and_stops(client, person):
    process = make_process()
    office = Office.objects.create(slug="council", name={"fr": "Le conseil"})
    promise = Promise.objects.create(
        process=process, office=office, what={"fr": "Une synthèse"}, due_on=timezone.now().date()
    )
    place, promised = reverse("notifications:place"), reverse("notifications:promise", args=[promise.public_id])
    for _twice in range(2):
        client.post(place, {"territory": process.territory.slug, "wanted": "yes"})
        client.post(promised, {"wanted": "yes"})
    assert {(one.territory, one.promise) for one in Follow.objects.all()} == {
        (process.territory, None),
        (None, promise),
    }
    page = client.get(reverse("notifications:process", args=[process.slug]))
    assert page.text.count('value="no"') == 2
    assert "Une synthèse" in client.get(reverse("notifications:follows")).text
    client.post(place, {"territory": process.territory.slug, "wanted": "no"})
    client.post(promised, {"wanted": "no"})
    assert not Follow.objects.exists()
    assert client.post(place, {"territory": "nowhere"}).status_code == 422


def test_a_title_that_is_not_shown_any_more_is_not_in_the_list(client, person):
    said = make_contribution(make_process(), title="Un nom et une adresse")
    contributions.follow(person=person, contribution=said)
    Contribution.objects.filter(pk=said.pk).update(hidden_at=timezone.now())
    assert "adresse" not in client.get(reverse("notifications:follows")).text


def test_a_letter_stops_the_letters_without_signing_in_and_nothing_else():
    process = make_process()
    reader = follower(process=process)
    answer(make_contribution(process))
    editions.begin(Pace.DAILY)
    digests.go_on()
    (letter,) = mail.outbox
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert link in letter.body and letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = link.removeprefix("http://testserver")
    machine = Client(enforce_csrf_checks=True)
    assert machine.get(path).status_code == 200 and not Rhythm.objects.exists()  # a scanner of mail opens links
    assert "example.org" not in machine.get(path).text.partition("<main")[2].partition("</main")[0]
    posted = machine.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert posted.status_code == 200 and not posted.cookies
    assert Rhythm.objects.get().person == reader and Rhythm.objects.get().pace == Pace.NEVER
    assert Follow.objects.filter(person=reader).exists()
    assert machine.get(reverse("notifications:follows")).status_code == 403


def test_a_person_stops_with_the_button_of_the_page_signed_in_or_not(person):
    path = reverse("notifications:unsubscribe", args=[letters.token(person.public_id)])
    visitor = Client(enforce_csrf_checks=True, headers=SAME_SITE)
    assert visitor.post(path).status_code == 200 and Rhythm.objects.get().pace == Pace.NEVER


@pytest.mark.parametrize("change", [lambda link: link[:-1], lambda link: "x" + link, lambda link: "absent"])
def test_a_link_that_was_changed_does_nothing(client, change):
    person = make_person()
    path = reverse("notifications:unsubscribe", args=[change(letters.token(person.public_id))])
    assert client.post(path, headers=SAME_SITE).status_code == 404 and not Rhythm.objects.exists()


def test_another_site_cannot_stop_the_letters_of_who_is_signed_in(person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    path = reverse("notifications:unsubscribe", args=[letters.token(person.public_id)])
    foreign = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    assert browser.post(path, headers=foreign).status_code == 403 and not Rhythm.objects.exists()


def test_the_calendar_and_the_feed_tell_what_a_process_does(client):
    from icalendar import Calendar

    process = make_process(title={"fr": "Les arbres; et, l’ombre"})
    Meeting.objects.create(
        process=process, title={"fr": "Atelier\nde rue"}, place={"fr": "Place"}, at=timezone.now() + timedelta(days=3)
    )
    DecisionStep.objects.create(
        process=process, position=1, title={"fr": "Délibération"}, on=timezone.now().date() + timedelta(days=50)
    )
    answer(make_contribution(process))
    reply = client.get(reverse("notifications:calendar", args=[process.slug]))
    calendar = Calendar.from_ical(reply.content)
    found = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert reply["Content-Type"].startswith("text/calendar") and len({event["uid"] for event in found.values()}) >= 4
    assert any("Délibération" in title for title in found) and any("Atelier" in title for title in found)
    feed = client.get(reverse("notifications:feed", args=[process.slug])).text
    assert "Délibération" not in feed and "Une réponse" in feed and feed.count("<entry>") == 2


def test_files_of_a_draft_are_absent(client):
    process = make_process(published_at=None)
    for name in ("calendar", "feed", "process"):
        assert client.get(reverse(f"notifications:{name}", args=[process.slug])).status_code == 404


def test_the_list_to_print_gives_each_receipt_its_answers_for_one_channel(client, django_assert_max_num_queries):
    process = make_process()

    def given(channel, title):
        by = make_participant(process, channel=channel)
        said = make_contribution(process, participant=by, channel=channel, title=title)
        return said, contributions.issue_receipt(participant=by, channel=channel, contributions=[said])

    on_paper, receipt = given("paper", "Des bancs")
    hidden, _receipt = given("paper", "Une insulte")
    given("web", "Par internet")
    answer(on_paper)
    Contribution.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    client.force_login(make_staff("clerk"))
    address = reverse("notifications:answers_on_paper", args=[process.slug])
    page = client.get(address).text
    assert "Des bancs" in page and "La commune plante ces arbres" in page and "Aucune réponse" in page
    assert f"{receipt.code[:5]}-{receipt.code[5:]}" in page
    assert "Par internet" not in page and "insulte" not in page
    assert "Des bancs" not in client.get(f"{address}?channel=phone").text
    for n in range(20):
        answer(given("paper", f"Des bancs {n}")[0])
    with django_assert_max_num_queries(30):
        assert client.get(f"{address}?channel=paper&after=0").text.count("La commune plante") == 21


@pytest.mark.parametrize("after", ["x", "9" * 40, "٣", "-1"])
def test_a_place_in_the_list_that_means_nothing_is_the_beginning(client, after):
    client.force_login(make_staff("clerk"))
    address = reverse("notifications:answers_on_paper", args=[make_process().slug])
    assert client.get(address, {"after": after}).status_code == 200


def test_what_one_follows_is_shown_page_by_page_at_the_same_cost(client, person, monkeypatch):
    monkeypatch.setattr(follows, "SIZE", 3)
    process, here = make_process(), reverse("notifications:follows")
    said = [make_contribution(process) for _n in range(8)]

    def follow(some) -> None:
        Follow.objects.bulk_create(Follow(person=person, contribution=one) for one in some)

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    follow(said[:4])
    client.get(here)
    few = cost(here)
    follow(said[4:])
    assert cost(here) == few
    seen, address = [], here
    while address:
        page = client.get(address)
        seen.append([one.contribution for one in page.context["follows"]])
        address = page.context["older"]
        assert not address or f'href="{address}"' in page.content.decode()
    assert [len(rows) for rows in seen] == [3, 3, 2]
    assert [one for rows in seen for one in rows] == said[::-1]
    assert cost(f"{here}?before={Follow.objects.order_by('pk').last().pk}") == few
    assert client.get(f"{here}?before=-1").status_code == 400
    unknown = client.post(reverse("notifications:place"), {"territory": "nowhere"}, headers=SAME_SITE)
    assert unknown.status_code == 422 and f'href="{here}?before=' in unknown.content.decode()
