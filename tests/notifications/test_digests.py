"""Letters to those who follow: what they tell, to whom, once each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from unittest import mock

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections, transaction
from django.utils import timezone

from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from parvis.decisions.actions import publish_answer
from parvis.ledger import actions as ledger
from parvis.notifications import digests, editions, news
from parvis.notifications.models import Digest, Edition, Pace, Rhythm, Undeliverable
from parvis.processes import petitions
from parvis.processes.models import Office, Process, Promise
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_person, make_petition, make_process, make_territory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("postman")]
REASON = "La commune plante ces arbres dès cet hiver, rue par rue, en commençant par les écoles du centre."


def follower(pace="", language="fr", **what):
    person = make_person(language=language)
    contributions.follow(person=person, **what)
    if pace:
        Rhythm.objects.create(person=person, pace=pace)
    return person


def answer(contribution, **said):
    office, _new = Office.objects.get_or_create(slug="mairie", defaults={"name": {"fr": "La mairie"}})
    said = {"status": "not_kept", "ground": "legal", "reason": REASON, "signed_by": "Camille Aubier", **said}
    return publish_answer(contribution=contribution, office=office, **said)


def send(pace=Pace.DAILY):
    edition = editions.begin(pace)
    digests.go_on()
    return edition


def test_a_letter_tells_what_happened_to_what_its_reader_follows_and_nothing_else():
    process = make_process(title={"fr": "Les arbres", "en": "Trees"})
    followed, other = (
        make_contribution(process, title="Planter des tilleuls"),
        make_contribution(title="Autre", process=process),
    )
    person = follower(contribution=followed)
    answer(followed)
    answer(other)
    send()
    (letter,) = mail.outbox
    assert letter.to == [person.email] and letter.extra_headers["Content-Language"] == "fr"
    assert "Les arbres" in letter.body and "Planter des tilleuls" in letter.body
    assert "Autre" not in letter.body and REASON not in letter.body
    assert f"/fr/c/{followed.public_id}/" in letter.body
    html, kind = letter.alternatives[0]
    assert kind == "text/html" and "Planter des tilleuls" in html and "style=" not in html


def test_it_speaks_the_language_of_its_reader():
    process = make_process(title={"fr": "Les arbres", "en": "Trees"})
    follower(process=process, language="en")
    answer(make_contribution(process))
    send()
    assert "An answer was published." in mail.outbox[0].body and "Trees" in mail.outbox[0].body


def test_a_process_a_place_and_a_promise_can_be_followed():
    town = make_territory()
    quarter = make_territory(parent=town)
    process = make_process(territory=quarter)
    office = Office.objects.create(slug="council", name={"fr": "Le conseil"})
    promise = Promise.objects.create(
        process=process, office=office, what={"fr": "Une synthèse"}, due_on=timezone.now().date()
    )
    told = {follower(process=process).email, follower(territory=town).email, follower(promise=promise).email}
    follower(territory=make_territory())
    follower(process=make_process())
    with transaction.atomic():
        ledger.record("promise.late", process=process.public_id, object=promise.public_id)
    send()
    assert {letter.to[0] for letter in mail.outbox} == told
    assert all("/fr/" in letter.body for letter in mail.outbox)


@pytest.mark.parametrize("hide", [{"hidden_at": timezone.now()}, {"withdrawn_at": timezone.now()}])
def test_the_title_of_what_is_not_shown_any_more_is_never_written(hide):
    said = make_contribution(make_process(), title="Un nom et une adresse")
    follower(contribution=said)
    answer(said)
    Contribution.objects.filter(pk=said.pk).update(**hide)
    send()
    (letter,) = mail.outbox
    assert "adresse" not in letter.body and "adresse" not in letter.alternatives[0][0]
    assert said.public_id in letter.body


def test_a_process_that_is_not_public_is_never_told():
    process = make_process()
    follower(process=process)
    answer(make_contribution(process))
    Process.objects.filter(pk=process.pk).update(published_at=None)
    send()
    assert not mail.outbox


def test_each_pace_gets_its_own_letters():
    process = make_process()
    said = make_contribution(process)
    by_pace = {pace: follower(pace, process=process) for pace in Pace}
    contributions.follow(person=by_pace[Pace.ANSWERS], contribution=said)
    with transaction.atomic():
        ledger.record("process.corrected", process=process.public_id)
    send(Pace.AT_ONCE)
    assert {letter.to[0] for letter in mail.outbox} == {by_pace[Pace.AT_ONCE].email}
    mail.outbox.clear()
    Edition.objects.update(until=timezone.now() - editions.EVERY)
    answer(said)
    send(Pace.AT_ONCE)
    assert {letter.to[0] for letter in mail.outbox} == {by_pace[Pace.AT_ONCE].email, by_pace[Pace.ANSWERS].email}
    mail.outbox.clear()
    for pace in (Pace.DAILY, Pace.WEEKLY):
        send(pace)
        assert {letter.to[0] for letter in mail.outbox} == {by_pace[pace].email}
        mail.outbox.clear()


def test_editions_follow_one_another_and_tell_everything_once():
    process = make_process()
    follower(Pace.AT_ONCE, process=process)
    first = editions.begin(Pace.AT_ONCE)
    answer(make_contribution(process))
    digests.go_on()
    assert not mail.outbox and editions.begin(Pace.AT_ONCE) is None  # too early
    second = editions.begin(Pace.AT_ONCE, timezone.now() + editions.EVERY)
    assert second is not None and second.since == first.until
    digests.go_on()
    assert len(mail.outbox) == 1
    assert editions.begin(Pace.AT_ONCE, second.until + editions.EVERY) is None  # nothing new
    second.refresh_from_db()
    assert second.done_at and Edition.objects.count() == 2


@pytest.mark.parametrize(
    ("pace", "former", "now", "due"),
    [
        (Pace.DAILY, "2026-11-22T04:30+01:00", "2026-11-23T03:59+01:00", False),
        (Pace.DAILY, "2026-11-22T04:30+01:00", "2026-11-23T04:00+01:00", True),
        (Pace.DAILY, "2026-11-23T04:00+01:00", "2026-11-23T23:00+01:00", False),
        (Pace.WEEKLY, "2026-11-16T04:00+01:00", "2026-11-22T23:00+01:00", False),
        (Pace.WEEKLY, "2026-11-16T04:00+01:00", "2026-11-24T10:00+01:00", True),
    ],
)
def test_daily_letters_leave_in_the_morning_and_weekly_ones_on_monday(pace, former, now, due):
    from datetime import datetime

    assert editions.is_due(pace, datetime.fromisoformat(former), datetime.fromisoformat(now)) is due


def test_an_act_written_in_a_long_transaction_is_told_in_the_next_edition():
    """An edition never ends after the beginning of a transaction that is still going on."""
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: see horizon()")
    with transaction.atomic():
        connection.cursor().execute("SELECT 1")

        def look():
            try:
                now = timezone.now() + timedelta(hours=1)
                return editions.horizon(now), now
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            horizon, now = pool.submit(look).result()
    assert horizon < now - timedelta(minutes=59)


def test_an_answer_to_an_idea_is_told_to_who_follows_a_contribution_under_it():
    process, office = make_process(), Office.objects.create(slug="voirie", name={"fr": "La voirie"})
    said, own = (make_contribution(process, title=title) for title in ("Planter des tilleuls", "Planter un chêne"))
    node = synthesis.add_node(process=process, title=Translated(fr="Des arbres"))
    for one in (said, own):
        synthesis.place(contribution=one, nodes=[node], by=None)
    synthesis.publish(process, by=None)
    person, other = (follower(Pace.ANSWERS, contribution=one) for one in (said, own))
    answer(own)
    told = {"status": "kept_fully", "reason": REASON, "place": "Article 2", "signed_by": "Camille Aubier"}
    given = publish_answer(node=node, office=office, **told)
    send(Pace.AT_ONCE)
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "Des arbres" in letters[person.email] and given.get_absolute_url() in letters[person.email]
    assert "Des arbres" not in letters[other.email], "its own answer wins"


def test_workers_side_by_side_never_send_twice(monkeypatch):
    monkeypatch.setattr(digests, "CHUNK", 7)
    process = make_process()
    people = [follower(process=process) for _n in range(60)]
    answer(make_contribution(process))
    editions.begin(Pace.DAILY)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _n: in_thread(digests.go_on), range(4)))
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(person.email for person in people)


def in_thread(work):
    try:
        return work()
    finally:
        connections.close_all()


def test_when_the_server_goes_down_the_rest_waits_and_nobody_gets_two():
    process = make_process()
    people = [follower(process=process) for _n in range(5)]
    answer(make_contribution(process))
    editions.begin(Pace.DAILY)
    real, calls = EmailBackend.send_messages, []

    def sometimes(backend, messages):
        calls.append(messages)
        if len(calls) == 3:
            raise ConnectionRefusedError
        return real(backend, messages)

    with mock.patch.object(EmailBackend, "send_messages", sometimes):
        digests.go_on()
        assert len(mail.outbox) == 2
        digests.go_on()  # too early: nothing is tried
        assert len(calls) == 3
        digests._not_before = 0.0
        digests.go_on()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(person.email for person in people)
    assert not Digest.objects.filter(sent_at=None).exists() and Edition.objects.get().done_at


def test_a_server_that_does_not_even_answer_makes_them_all_wait():
    process = make_process()
    follower(process=process)
    answer(make_contribution(process))
    editions.begin(Pace.DAILY)
    with mock.patch.object(EmailBackend, "open", side_effect=ConnectionRefusedError):
        assert digests.go_on() == 0
    digests._not_before = 0.0
    assert digests.go_on() == 1 and len(mail.outbox) == 1


def test_an_address_the_server_refuses_is_written_to_no_more():
    process = make_process()
    person = follower(process=process)
    answer(make_contribution(process))
    editions.begin(Pace.DAILY)
    refusal = SMTPRecipientsRefused({person.email: (550, b"no such user")})
    with mock.patch.object(EmailBackend, "send_messages", side_effect=refusal):
        digests.go_on()
    assert Edition.objects.get().done_at and Undeliverable.objects.get().person == person
    answer(make_contribution(process))
    editions.begin(Pace.DAILY, (timezone.now() + timedelta(days=1)).replace(hour=12))
    digests.go_on()
    assert not mail.outbox
    type(person).objects.filter(pk=person.pk).update(email="other@example.org")
    Edition.objects.update(done_at=None, reached=0)
    digests.go_on()
    assert mail.outbox[0].to == ["other@example.org"]


def test_a_letter_of_which_nobody_knows_whether_it_went_is_not_sent_again():
    process = make_process()
    person = follower(process=process)
    answer(make_contribution(process))
    edition = editions.begin(Pace.DAILY)
    Digest.objects.create(edition=edition, person=person, handed_at=timezone.now())
    digests.go_on()
    assert not mail.outbox


def test_a_letter_is_short_whatever_happened():
    process = make_process()
    person = follower(process=process)
    for n in range(40):
        said = make_contribution(process, title=f"Proposition {n}")
        contributions.follow(person=person, contribution=said)
        answer(said)
    send()
    assert mail.outbox[0].body.count("/c/") < 40 and "11" in mail.outbox[0].body


def test_what_is_told_covers_only_acts_with_words():
    from parvis.notifications.words import ONE

    assert set(ONE) == news.TOLD


def test_a_petition_that_is_refused_is_told_once_with_what_follows_from_it():
    petition = make_petition(title={"en": "The night train"})
    follower(process=petition, language="en")
    petitions.reply(
        petition,
        admissible=False,
        signed_by="Camille Aubier",
        ground="legal",
        reason=Translated(en="A law of 2019 forbids what this petition asks the council for: " * 2),
    )
    send()
    body = mail.outbox[0].body
    assert "The petition is not admissible and stops there; the ground is public." in body
    assert "The process is stopped" not in body and "no longer applies" not in body
