"""Four weeks after “done”, those who supported or follow it are asked by letter, once, at the pace they chose."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from parvis.contributions import actions as contributions
from parvis.contributions.models import Participant
from parvis.follow_up import actions, asking, facts
from parvis.follow_up.models import Milestone, RealityCheck
from parvis.notifications import digests, editions
from parvis.notifications.models import Digest, Edition, Pace, Rhythm
from parvis.processes.models import Process
from parvis.synthesis import actions as synthesis
from tests.factories import make_contribution, make_participant, make_person, make_staff

from .conftest import acts, get, post
from .test_checks import SAW, agreeing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english", "postman")]


@pytest.fixture
def done(commit, published):
    milestone = commit()
    actions.mark_done(milestone, done_on=facts.today() - timedelta(days=28))
    return milestone


def night_and_letters(pace=Pace.DAILY) -> set[str]:
    """The question is opened, then letters leave: who was written to."""
    asking.ask_due()
    editions.begin(pace)
    digests.go_on()
    return {letter.to[0] for letter in mail.outbox}


def follower(contribution):
    person = make_person()
    contributions.follow(person=person, contribution=contribution)
    return person


def test_who_wrote_agreed_or_follows_is_asked_and_nobody_else(process, shade, asked, done):
    author = make_person()
    synthesis.place(contribution=make_contribution(process, author=author), nodes=[shade], by=None)
    synthesis.publish(process, by=None)
    wanted = {author.email, agreeing(process, asked).email, follower(asked).email}
    for other in (agreeing(process, asked, "disagree"), agreeing(process, make_contribution(process)), make_person()):
        assert other.email not in wanted
    assert night_and_letters() == wanted


def test_the_letter_asks_links_once_and_tells_no_opinion(process, asked, done):
    agreeing(process, asked)
    night_and_letters()
    (letter,) = mail.outbox
    assert letter.subject in ("Was it really done? Forty trees", "Est-ce vraiment fait\u202f? Forty trees")
    html = letter.alternatives[0][0]
    for body in (letter.body, html):
        assert body.count(f"/done/{done.public_id}/") == 1
        assert "agree" not in body.lower() and "support" not in body.lower() and "d’accord" not in body
    assert "List-Unsubscribe" in letter.extra_headers


def test_opening_the_link_changes_nothing(process, asked, done):
    person = follower(asked)
    for _time in range(2):
        assert get("check", done.public_id, person=person).status_code == 200
    assert not RealityCheck.objects.exists() and not Participant.objects.filter(key__isnull=False).exists()


def test_a_follower_who_said_nothing_before_answers(process, asked, done):
    person = follower(asked)
    assert post("check", done.public_id, person=person, **SAW).status_code == 302
    assert RealityCheck.objects.get().participant == contributions.participant_of(process, person)
    Process.objects.update(sealed_key=None, key_destroyed_at=timezone.now())
    assert post("check", done.public_id, person=follower(asked), **SAW).status_code == 403


def test_it_is_asked_four_weeks_later_once_whatever_the_night_does(process, asked, done, commit):
    recent = commit(title=commit().title)
    actions.mark_done(recent, done_on=facts.today() - timedelta(days=27))
    agreeing(process, asked)
    assert asking.ask_due() == 1 and asking.ask_due() == 0
    assert acts().count("milestone.asked") == 1
    assert Milestone.objects.get(pk=done.pk).asked_on == facts.today()
    assert len(night_and_letters()) == 1
    editions.begin(Pace.DAILY, timezone.now() + timedelta(days=2))
    digests.go_on()
    assert len(mail.outbox) == 1


def test_who_answered_already_is_not_asked(process, asked, done):
    person = agreeing(process, asked)
    post("check", done.public_id, person=person, **SAW)
    assert night_and_letters() == set()


def test_each_is_asked_at_the_pace_they_chose(process, asked, done):
    people = {pace: agreeing(process, asked) for pace in Pace}
    for pace, person in people.items():
        Rhythm.objects.create(person=person, pace=pace)
    assert night_and_letters(Pace.AT_ONCE) == {people[Pace.AT_ONCE].email}  # not who wants answers only
    assert night_and_letters(Pace.DAILY) == {people[one].email for one in (Pace.AT_ONCE, Pace.DAILY)}
    assert night_and_letters(Pace.WEEKLY) == {people[one].email for one in (Pace.AT_ONCE, Pace.DAILY, Pace.WEEKLY)}
    assert len(mail.outbox) == 3


def test_who_wants_no_letter_about_what_they_gave_gets_none(process, asked, done):
    person = agreeing(process, asked)
    type(person).objects.update(receipts_by_mail=False)
    assert night_and_letters() == set()


def test_once_they_left_nothing_tells_who_was_asked(process, asked, done):
    agreeing(process, asked)
    follows = follower(asked)
    assert len(night_and_letters()) == 2
    assert set(Digest.objects.values_list("person", flat=True)) == {follows.pk}


def test_someone_counted_with_another_is_asked_once(process, asked, done):
    first, second = agreeing(process, asked), make_person()
    contributions.merge(
        kept=contributions.participant_of(process, first), absorbed=make_participant(process, second, channel="paper")
    )
    assert len(night_and_letters()) == 1


def test_a_worker_that_dies_in_the_middle_sends_the_rest_and_nothing_twice(process, asked, done, monkeypatch):
    people = [agreeing(process, asked) for _n in range(12)]
    asking.ask_due()
    editions.begin(Pace.DAILY)
    real, left = digests.mail.hand_over, iter(range(7))

    def dies(letter):
        if next(left, None) is None:
            raise KeyboardInterrupt
        real(letter)

    monkeypatch.setattr(digests.mail, "hand_over", dies)
    with pytest.raises(KeyboardInterrupt):
        digests.go_on()
    monkeypatch.setattr(digests.mail, "hand_over", real)
    digests._read.clear()
    digests.go_on()
    written = [letter.to[0] for letter in mail.outbox]
    assert len(written) == len(set(written)) and set(written) <= {person.email for person in people}
    assert len(people) - len(written) <= digests.TOGETHER  # of these nobody knows whether they went
    assert Edition.objects.get().done_at


def test_the_printed_list_asks_who_took_part_on_paper(process, shade, done, settings):
    participant = make_participant(process, channel="paper")
    said = make_contribution(process, participant=participant, channel="paper")
    synthesis.place(contribution=said, nodes=[shade], by=None)
    synthesis.publish(process, by=None)
    contributions.issue_receipt(participant=participant, channel="paper", contributions=[said])
    from tests.house_rules.test_routes import browser

    page = reverse("notifications:answers_on_paper", args=[process.slug])
    clerk = browser(make_staff("clerk"))
    assert "Was it really done?" not in clerk.get(page).text
    asking.ask_due()
    shown = clerk.get(page).text
    assert "Was it really done?" in shown and "Forty trees" in shown


def test_a_place_that_was_not_announced_asks_nothing(process, shade, asked, done):
    person = agreeing(process, asked)
    asking.ask_due()
    assert list(facts.said_under(done)) == [asked]
    other = make_contribution(process)
    synthesis.place(contribution=other, nodes=[shade], by=None)
    assert list(facts.said_under(done)) == [asked], "the synthesis is public, and not yet this place"
    assert list(asking.of_contributions([asked.pk, other.pk])) == [asked.pk]
    assert asking.asked(done, {person.pk: person.public_id}) == {person.pk}
