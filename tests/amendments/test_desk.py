"""The desks as people use them: two clicks to carry, a comparison read before it is signed, a check with a name."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from analysis.bills_plain import read_plain
from parvis.amendments import actions, lists
from parvis.amendments.models import Carrying, Duty, Member
from parvis.amendments.templatetags.amendments import written_in
from parvis.contributions import actions as contributions
from parvis.moderation import actions as moderation
from parvis.people.models import Person
from parvis.processes import actions as processes
from parvis.processes.models import Promise
from parvis.processes.promises import offices
from parvis.processes.promises.actions import today
from parvis.site import worker
from parvis.texts.actions import Published, add_version
from parvis.texts.models import Anchor, BillVersion
from tests import factories
from tests.amendments.makers import MOTIVE, carry, make_amendment, make_carried, make_member, make_seated, support
from tests.factories import make_amended
from tests.house_rules.test_routes import browser
from tests.texts import versions

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"amendments:{name}", args=args)


def words(reply) -> str:
    return reply.content.decode().partition("<main")[2]


@pytest.fixture
def member(db):
    seat, person = make_seated()
    return seat, browser(person)


def test_what_waits_comes_with_what_is_owed_first_and_leaves_once_said(member):
    seat, client = member
    amendment = make_amendment()
    bill = amendment.process.bill
    light = versions.amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres", author=factories.make_person())
    support(light, 2)
    support(amendment, 3)
    actions.open_duties(amendment)
    page = words(client.get(url("desk")))
    assert page.index("Vingt bancs") < page.index("Deux arbres")
    assert "Vingt bancs" not in words(client.get(url("desk") + "?article=article-1er"))
    carry(amendment, seat)
    page = words(client.get(url("desk")))
    assert page.index("Deux arbres") < page.index("Vingt bancs")  # among what is signed


def test_the_deadline_of_the_chamber_is_on_every_screen(member):
    seat, client = member
    amendment = make_amendment()
    BillVersion.objects.update(tabling_closes_at=timezone.now() + timedelta(days=40))
    one = carry(amendment, make_member(seat.person, name="Inès Cordat bis"))
    clerk = browser(factories.make_staff("clerk"))
    pages = [client.get(url(name, *args)) for name, args in (("desk", ()), ("carry", (amendment.public_id,)))]
    pages += [client.get(url("adapt", amendment.public_id)), client.get(url("withdraw", one.public_id))]
    pages += [clerk.get(url("checks")), clerk.get(url("check", one.public_id))]
    assert all("Amendments are tabled in the chamber until" in words(page) for page in in_english(pages))


def in_english(pages):
    return [
        page
        if page.wsgi_request.path.startswith("/en/")
        else page.client.get(page.wsgi_request.path.replace("/fr/", "/en/", 1))
        for page in pages
    ]


def test_two_clicks_carry_and_the_second_is_once(member):
    _seat, client = member
    amendment = make_amendment()
    assert client.get(url("carry", amendment.public_id)).status_code == 200
    sent = {"act": "carry", "explanation": "Il manque des bancs.", "once": "abcdefgh-1"}
    reply = client.post(url("carry", amendment.public_id), sent)
    one = Carrying.objects.get()
    assert reply.url == one.get_absolute_url() and one.explanation == "Il manque des bancs."
    client.post(url("carry", amendment.public_id), sent)
    assert Carrying.objects.count() == 1
    again = client.post(url("carry", amendment.public_id), {"act": "refuse", "refuse-motive": MOTIVE})
    assert again.status_code == 422 and Carrying.objects.get().decision == "carried"


def test_an_adaptation_is_read_before_it_is_signed_and_its_comparison_is_public(member):
    _seat, client = member
    amendment = make_amendment()
    typed = {"paragraphs": "Chaque place compte quinze bancs.", "motive": MOTIVE, "act": "read"}
    read = client.post(url("adapt", amendment.public_id), typed)
    assert read.status_code == 200 and "<ins" in words(read) and not Carrying.objects.exists()
    short = client.post(url("adapt", amendment.public_id), {**typed, "motive": "Non.", "act": "sign"})
    assert short.status_code == 422
    same = client.post(url("adapt", amendment.public_id), {**typed, "paragraphs": "Chaque place compte dix bancs."})
    assert same.status_code == 422
    client.post(url("adapt", amendment.public_id), {**typed, "act": "sign"})
    public = words(Client().get(url("carried", amendment.public_id)))
    assert "quinze" in public and "<ins" in public and MOTIVE[:40] in public


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_public_with_its_motive_and_tells_its_author():
    _seat, person = make_seated()
    client = browser(person)
    amendment = make_amendment()
    short = client.post(url("carry", amendment.public_id), {"act": "refuse", "refuse-motive": "Non."})
    assert short.status_code == 422 and not Carrying.objects.exists()
    client.post(url("carry", amendment.public_id), {"act": "refuse", "refuse-motive": MOTIVE})
    assert MOTIVE[:40] in words(Client().get(amendment.get_absolute_url()))
    worker.work(once=True)
    assert MOTIVE[:40] in mail.outbox[-1].body and "/carried/" in mail.outbox[-1].body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["signed", "tabled", "withdrawn", "opened", "refused"])
def test_each_act_writes_to_the_author_in_both_languages(act):
    amendment = make_amendment()
    Person.objects.update(language="en")
    if act in ("opened", "refused"):
        support(amendment, 3)
        actions.open_duties(amendment)
    if act == "refused":
        actions.refuse_duty(Duty.objects.get(), motive=MOTIVE, signed_by="Camille Aubier")
    if act in ("signed", "tabled", "withdrawn"):
        one = carry(amendment)
        if act == "tabled":
            actions.table(one, number="CL12")
        if act == "withdrawn":
            actions.withdraw(one)
    worker.work(once=True)
    assert mail.outbox and all("{{" not in letter.body for letter in mail.outbox)


def test_a_member_without_a_second_factor_or_whose_seat_ended_signs_nothing():
    amendment = make_amendment()
    weak = factories.make_staff(second_factor=False)
    make_member(weak)
    _gone, former = make_seated(name="Noé Balland", until=today())
    _to_come, later = make_seated(name="Aya Ronsard", since=today() + timedelta(days=1))
    for person in (weak, former, later, factories.make_staff("organiser", "decider", "clerk")):
        for address in (url("desk"), url("carry", amendment.public_id), url("adapt", amendment.public_id)):
            assert browser(person).get(address).status_code == 403
        browser(person).post(url("carry", amendment.public_id), {"act": "carry"})
    assert not Carrying.objects.exists()


def test_a_minister_finds_no_tabled_text_and_cannot_force_it():
    _seat, person = make_seated(kind="minister")
    amendment = make_amendment()
    client = browser(person)
    assert "Vingt bancs" not in words(client.get(url("desk")))
    assert client.post(url("carry", amendment.public_id), {"act": "carry"}).status_code == 403
    BillVersion.objects.update(stage="preliminary")
    assert "Vingt bancs" in words(client.get(url("desk")))
    client.post(url("carry", amendment.public_id), {"act": "carry"})
    assert Carrying.objects.get().member.kind == "minister"


def test_who_holds_two_seats_says_as_whom():
    _first, person = make_seated()
    second = make_member(person, kind="rapporteur", name="Inès Cordat", function="rapporteure")
    amendment = make_amendment()
    client = browser(person)
    assert client.post(url("carry", amendment.public_id), {"act": "carry", "member": "nobody"}).status_code == 422
    client.post(url("carry", amendment.public_id), {"act": "carry", "member": second.slug})
    assert Carrying.objects.get().member == second


def test_only_its_member_withdraws(member):
    seat, client = member
    one = carry(make_amendment(), seat)
    _other, stranger = make_seated(name="Noé Balland")
    assert browser(stranger).post(url("withdraw", one.public_id)).status_code == 404
    client.post(url("withdraw", one.public_id))
    one.refresh_from_db()
    assert one.withdrawn_at


def test_hidden_words_are_shown_on_no_page_of_the_chamber(member):
    seat, _client = member
    amendment = make_amendment()
    carry(amendment, seat)
    moderation.hide(
        contribution=amendment, moderator=factories.make_staff("moderator"), ground="insult", reason="Une attaque."
    )
    for page in (url("carried", amendment.public_id), url("member", seat.slug)):
        assert "Vingt bancs" not in words(Client().get(page))


@pytest.mark.parametrize("gone", ["hidden_at", "withdrawn_at"])
def test_words_that_are_gone_are_on_no_desk_and_in_no_promise(member, gone):
    seat, client = member
    amendment = make_amendment()
    support(amendment, 3)
    (duty,) = actions.open_duties(amendment)
    one = carry(amendment, seat)
    Duty.objects.update(refused_at=None)
    Promise.objects.update(kept_on=None)
    setattr(amendment, gone, amendment.published_at)
    amendment.save()
    clerk, organiser = (browser(factories.make_staff(role)) for role in ("clerk", "organiser"))
    pages = [clerk.get(url("checks")), clerk.get(url("check", one.public_id)), client.get(url("desk"))]
    pages += [organiser.get(url("duties")), organiser.get(url("duty", duty.public_id))]
    pages += [Client().get(duty.office.get_absolute_url()), Client().get(amendment.process.get_absolute_url())]
    for page in pages:
        assert page.status_code == 200 and "Vingt bancs" not in page.content.decode()


def test_what_changed_since_it_was_read_is_not_signed_before_it_is_read_again(member):
    _seat, client = member
    amendment = make_amendment()
    address = url("carry", amendment.public_id)
    sent = {"act": "carry", "seen": client.get(address).context["carry"]["seen"].value()}
    contributions.edit(contribution=amendment, body="Chaque place compte trente bancs.")
    again = client.post(address, sent)
    assert again.status_code == 422 and "trente" in words(again) and not Carrying.objects.exists()
    versions.committee(amendment.process.bill)
    sent["seen"] = again.context["carry"]["seen"].value()
    again = client.post(address, sent)
    assert again.status_code == 422 and not Carrying.objects.exists()
    sent["seen"] = again.context["carry"]["seen"].value()
    assert client.post(address, sent).status_code == 302
    assert Carrying.objects.get().paragraphs == ["Chaque place compte trente bancs."]


def test_what_a_member_changed_is_told_against_what_people_had_written_then(member):
    seat, _client = member
    amendment = make_amendment()
    carry(amendment, seat, "adapted", paragraphs=["Chaque place compte quinze bancs."])
    contributions.edit(contribution=amendment, body="Chaque place compte trente bancs.")
    ((_one, changes, _about),) = Client().get(url("carried", amendment.public_id)).context["carryings"]
    assert [text for change in changes for op, text in change.pieces if op == "-"] == ["vingt"]


def test_adaptations_to_a_later_version_cost_the_same_for_one_and_for_many():
    amendment = make_amendment()
    versions.committee(amendment.process.bill)
    amendment.refresh_from_db()

    def price() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(url("carried", amendment.public_id)).status_code == 200
        return len(asked)

    def adapted(name: str) -> None:
        carry(amendment, make_member(name=name), "adapted", paragraphs=["Chaque place compte quinze bancs."])

    adapted("Noé Balland")
    few = price()
    for n in range(5):
        adapted(f"Membre {n}")
    assert price() == few


def test_nothing_is_carried_from_a_process_that_was_stopped(member):
    _seat, client = member
    amendment = make_amendment()
    processes.stop_process(amendment.process, reason="Le projet de loi est retiré.")
    answer = client.post(url("carry", amendment.public_id), {"act": "carry"})
    assert answer.status_code == 403 and "Le projet de loi est retiré." in words(answer)
    assert not Carrying.objects.exists()


def test_the_deadline_to_come_is_first_those_passed_and_unknown_last():
    days = {"retard": -2, "loin": 30, "bientôt": 3, "jamais": None}
    for title, n in days.items():
        bill = make_amendment().process.bill
        type(bill).objects.filter(pk=bill.pk).update(title=title)
        bill.versions.update(tabling_closes_at=n and timezone.now() + timedelta(days=n))
    found = lists.texts([make_member()])
    assert [text.bill.title for text in found] == ["bientôt", "loin", "retard", "jamais"]


def test_the_list_of_an_article_holds_what_was_written_when_it_had_another_number(member):
    amendment = make_amendment()
    read = read_plain(versions.COMMITTEE.replace("Article 4", "Article 5"))
    version = add_version(bill=amendment.process.bill, read=read, said=Published(stage="committee"))
    assert [one.slug for one in lists.articles(version)] == ["article-5"]
    assert "Vingt bancs" in words(member[1].get(url("desk") + "?article=article-5"))
    assert "Vingt bancs" not in words(member[1].get(url("desk") + "?article=article-4"))


def test_a_wording_is_in_the_language_of_its_chamber(client):
    amendment = make_amendment()
    amendment.language = "en"
    amendment.save()
    one = carry(amendment, language="en", explanation="Too few benches.")
    page = words(client.get(url("carried", amendment.public_id)))
    assert '<div class="dispositif" lang="fr">' in page and '<div class="prose" lang="en">' in page
    assert written_in("uk-lords", "fr") == "en" and written_in("eu-ep", one.language) == "en"


def test_an_office_that_owes_answers_for_itself_alone():
    rows = make_carried()
    office = Duty.objects.get(public_id=rows["duty"]).office
    holder = factories.make_staff("decider")
    offices.hand_over(office, name="Odile Marchenoir", since=today(), person=holder)
    stranger = browser(factories.make_staff("decider"))
    assert "Vingt bancs" not in words(stranger.get(url("duties")))
    assert stranger.post(url("duty", rows["duty"]), {"motive": MOTIVE, "signed_by": "X"}).status_code == 403
    client = browser(holder)
    assert "Vingt bancs" in words(client.get(url("duties")))
    client.post(url("duty", rows["duty"]), {"motive": MOTIVE, "signed_by": "Camille Aubier, présidente"})
    assert Duty.objects.get(public_id=rows["duty"]).refused_at


def test_members_are_kept_at_the_desk_and_an_address_tells_nobody_who_has_an_account():
    client = browser(factories.make_staff("organiser"))
    said = {"kind": "member", "name": "Inès Cordat", "since": "2024-07-01", "email": "ines@example.org"}
    factories.make_person("known@example.org")
    assert client.post(url("add_member"), said).status_code == 302
    assert client.post(url("add_member"), {**said, "email": "known@example.org"}).status_code == 302
    seat = Member.objects.order_by("pk").first()
    assert seat.person.email == "ines@example.org"
    client.post(url("change_member", seat.slug), {**said, "email": "", "group": "Les Prés"})
    seat.refresh_from_db()
    assert (seat.group, seat.person.email) == ("Les Prés", "ines@example.org")
    client.post(url("change_member", seat.slug), {**said, "email": "", "alone": "on", "until": "2023-01-01"})
    seat.refresh_from_db()
    assert seat.person
    client.post(url("change_member", seat.slug), {**said, "email": "", "alone": "on"})
    seat.refresh_from_db()
    assert seat.person is None
    page = words(Client().get(seat.get_absolute_url()))
    assert "Inès Cordat" in page and "ines@example.org" not in page


def test_followers_read_of_it_and_the_journey_tells_each_step(member):
    rows = make_carried()
    page = words(Client().get(reverse("contributions:detail", args=[rows["tabled"]])))
    assert "CL12" in page and "Inès Cordat" in page
    waits = words(Client().get(reverse("contributions:detail", args=[rows["to_carry"]])))
    assert "Le conseil" in waits


def test_pages_cost_the_same_whatever_the_number(member, django_assert_max_num_queries):
    seat, client = member
    amendment = make_amendment()
    bill = amendment.process.bill
    for n in range(12):
        versions.amend(bill, "4", f"Bancs {n}", "dix bancs", f"{n + 20} bancs", author=factories.make_person())
    client.get(url("desk"))
    with django_assert_max_num_queries(25):
        client.get(url("desk"))
    for n, one in enumerate(contributions_of(amendment.process)):
        carry(one, seat if n else make_member(name="Noé Balland"))
    with django_assert_max_num_queries(8):
        Client().get(seat.get_absolute_url())


def contributions_of(process):
    return process.contributions.filter(kind="modification").select_related("process", "parent")


def test_withdrawn_by_its_author_it_is_carried_no_more(member):
    _seat, client = member
    amendment = make_amendment()
    contributions.withdraw(amendment)
    assert client.get(url("carry", amendment.public_id)).status_code == 403


def test_the_page_of_the_promise_leads_to_the_examination():
    rows = make_carried()
    promise = Duty.objects.get(public_id=rows["duty"]).promise
    client = browser(factories.make_staff("organiser"))
    address = reverse("processes:promise", args=[promise.public_id])
    assert url("duty", rows["duty"]) in words(client.get(address))
    said = {"act": "keep", "keep-kept_on": "2026-01-02", "keep-evidence_fr": "C’est fait."}
    assert client.post(address, said).status_code == 422


def test_what_no_longer_applies_to_the_text_waits_for_nobody(db):
    rows = make_amended()
    version = BillVersion.objects.get(bill__process__slug=rows["amended"], number=2)
    anchor = Anchor.objects.get(amendment__public_id=rows["ended"], version=version)
    waiting = lists.waiting(lists.Text(version.bill, version, [make_member()]))
    assert anchor.decision == "ended" and anchor.amendment not in waiting
    assert waiting.filter(public_id=rows["confirmed"]).exists()
    Anchor.objects.filter(pk=anchor.pk).update(decision="", confirmed_at=None, state="satisfied")
    assert anchor.amendment not in waiting.all()
    Anchor.objects.filter(pk=anchor.pk).update(state="moved")
    assert anchor.amendment in waiting.all()
