"""Signing a modification with its author: once, on these words, until one takes it back."""

import json

import pytest
from django.urls import reverse

from parvis.amendments import support
from parvis.amendments.supported import supported
from parvis.coauthors import actions
from parvis.coauthors.models import CoSignature
from parvis.contributions import actions as contributions
from parvis.contributions.models import Consent, Follow
from parvis.ledger.models import Entry
from parvis.moderation import actions as moderation
from parvis.processes.blocks import Forbidden
from parvis.site.logs import mask
from tests.amendments.makers import RULE
from tests.factories import make_contribution, make_participant, make_person, make_staff
from tests.house_rules.test_routes import browser

from .makers import make_modification, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def one(author):
    return make_modification(author)


def count(contribution) -> int:
    contribution.refresh_from_db()
    return contribution.co_authors


def address(contribution) -> str:
    return reverse("coauthors:sign", args=[actions.invite(contribution)])


def acts(name: str) -> list[dict]:
    return [json.loads(bytes(entry.record))["body"] for entry in Entry.objects.filter(act=name).order_by("pk")]


def test_the_author_makes_a_link_shown_once_and_closes_it(one, author):
    page = reverse("coauthors:invite", args=[one.public_id])
    shown = browser(author).post(page, {"act": "make"}).content.decode()
    link = shown.partition("<code>")[2].partition("</code>")[0]
    path = link.removeprefix("http://localhost:8000").partition("//")[2].partition("/")[2] if "//" in link else link
    assert f"/{path}".startswith("/fr/sign-together/") and link not in browser(author).get(page).content.decode()
    assert browser(None).get(f"/{path}").status_code == 200
    browser(author).post(page, {"act": "close"})
    assert browser(make_person()).get(f"/{path}").status_code == 410


def test_somebody_reads_it_sees_the_name_they_will_have_and_signs(one):
    luc = make_person(display_name="Luc Tanguy")
    path, here = address(one), browser(luc)
    shown = here.get(path).content.decode()
    assert "vingt" in shown and 'value="Luc Tanguy"' in shown and count(one) == 0
    refused = here.post(path, {"version": "1", "signature": "Luc Tanguy"})
    assert refused.status_code == 422 and count(one) == 0, "the sentence about opinions was not ticked"
    said = {"version": "1", "signature": "Luc Tanguy", "consent": "on", "follow": "on"}
    assert here.post(path, said)["Location"] == reverse("coauthors:own", args=[one.public_id])
    assert count(one) == 1
    assert Consent.objects.filter(participant=contributions.participant_of(one.process, luc)).exists()
    assert Follow.objects.filter(person=luc, contribution=one).exists()
    page = browser(None).get(reverse("contributions:detail", args=[one.public_id])).content.decode()
    assert "avec Luc Tanguy" in page


def test_a_visitor_is_asked_to_sign_in_and_to_come_back(one):
    path = address(one)
    shown = browser(None).get(path)
    assert f"next={path}" in shown.content.decode() and not shown.cookies
    assert browser(None).post(path, {"version": "1"}).status_code == 403


def test_nobody_signs_twice(one):
    luc = make_person()
    first = sign(one, person=luc)
    assert sign(one, "Autrement", luc) == first and count(one) == 1
    assert browser(luc).post(address(one), {"version": "1"}).status_code == 403


def test_the_author_does_not_sign_their_own_words(one, author):
    with pytest.raises(Forbidden):
        sign(one, person=author)
    assert browser(author).post(address(one), {"version": "1"}).status_code == 403 and count(one) == 0


def test_a_sub_amendment_that_fell_is_signed_no_more_and_its_words_are_not_shown(one, author):
    words = {"base": one.body, "body": one.body.replace("vingt", "trente"), "title": "Davantage"}
    sub = make_contribution(one.process, "modification", parent=one, author=author, **words)
    link, luc = address(sub), make_person()
    sign(sub, person=luc)
    assert "trente" in browser(make_person()).get(link).content.decode()
    contributions.withdraw(one)
    closed = browser(make_person()).get(link)
    assert closed.status_code == 410 and "trente" not in closed.content.decode()
    mine = browser(luc).get(reverse("coauthors:own", args=[sub.public_id]))
    assert mine.status_code == 200 and "trente" not in mine.content.decode()
    assert browser(author).get(reverse("coauthors:invite", args=[sub.public_id])).status_code == 403


def test_a_signature_is_taken_back_at_any_time_and_the_row_says_so(one):
    luc = make_person()
    sign(one, person=luc)
    one.process.phases.all().delete()  # contributions are closed
    page = reverse("coauthors:own", args=[one.public_id])
    assert browser(luc).post(page, {"act": "withdraw"}).status_code == 302
    row = CoSignature.objects.get()
    assert row.withdrawn_at and row.signature == "" and count(one) == 0
    actions.withdraw(row)
    assert count(one) == 0 and len(acts("cosignature.withdrawn")) == 1
    assert "Vous avez retiré votre signature" in browser(luc).get(page).content.decode()


def test_who_took_it_back_may_sign_again(one):
    luc = make_person()
    actions.withdraw(sign(one, person=luc))
    assert sign(one, person=luc).state == "signed" and count(one) == 1
    assert CoSignature.objects.count() == 2


def test_a_signature_the_author_took_off_is_not_given_again(one, author):
    luc = make_person()
    signed = sign(one, person=luc)
    browser(author).post(reverse("coauthors:invite", args=[one.public_id]), {"act": "remove", "id": signed.public_id})
    assert count(one) == 0
    with pytest.raises(Forbidden):
        sign(one, person=luc)
    signed.refresh_from_db()
    assert signed.state == "removed" and signed.signature == ""


def test_words_that_change_ask_each_signer_again(one):
    luc, nora = make_person(), make_person()
    sign(one, person=luc), sign(one, "Nora", nora)
    contributions.edit(one, body=one.body.replace("vingt bancs", "trente bancs"))
    assert count(one) == 0 and [each["lapsed"] for each in acts("cosignatures.lapsed")] == [2]
    page, here = reverse("coauthors:own", args=[one.public_id]), browser(luc)
    assert "Je signe aussi ces mots" in here.get(page).content.decode()
    assert here.post(page, {"act": "confirm", "version": "1"}).status_code == 422, "these are the former words"
    assert here.post(page, {"act": "confirm", "version": "2"}).status_code == 302
    assert count(one) == 1 and CoSignature.objects.standing().get().version == 2
    assert here.post(page, {"act": "confirm", "version": "2"}).status_code == 403


def test_an_author_who_only_changes_their_name_asks_nobody(one):
    sign(one)
    contributions.edit(one, signature="Aïcha M.")
    assert count(one) == 1


def test_words_that_changed_while_they_were_read_are_not_signed(one):
    contributions.edit(one, reason="Il en manque.")
    with pytest.raises(Forbidden, match="changé pendant"):
        actions.sign(contribution=one, person=make_person(), signature="x", version=1, consent=True)
    assert count(one) == 0


@pytest.mark.parametrize("how", ["hide", "withdraw", "close"])
def test_what_is_no_longer_shown_or_open_is_not_signed(one, how):
    path, luc = address(one), make_person()
    if how == "hide":
        staff = make_staff("moderator")
        moderation.hide(contribution=one, moderator=staff, ground="elsewhere", reason="Hors du sujet.")
    elif how == "withdraw":
        contributions.withdraw(one)
    else:
        one.process.phases.all().delete()
    assert browser(luc).get(path).status_code == (200 if how == "close" else 410)
    assert "vingt bancs" not in browser(luc).get(path).content.decode() or how == "close"
    assert browser(luc).post(path, {"version": "1", "consent": "on"}).status_code in (403, 410)
    if how != "close":
        with pytest.raises(Forbidden):
            sign(one, person=luc)
    assert count(one) == 0


def test_no_more_than_a_hundred(one, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    sign(one), sign(one)
    with pytest.raises(Forbidden, match="dites plutôt"):
        sign(one)


def test_a_name_of_the_institution_is_refused(one):
    path = address(one)
    answer = browser(make_person()).post(path, {"version": "1", "signature": "Camille Aubier", "consent": "on"})
    assert answer.status_code == 422 and count(one) == 0


def test_who_signs_and_agrees_is_one_person_of_the_support(one):
    one.process.pact.carrying_rule = RULE
    one.process.pact.save()
    luc = make_person()
    sign(one, person=luc), sign(one)
    assert support.read(one).people == 0, "signing is not agreeing"
    who = make_participant(one.process, luc)
    contributions.take_stance(contribution=one, participant=who, value="agree", channel="web")
    assert support.read(one).people == 1 and supported([[one.public_id]])[0].people == 1


def test_the_register_never_says_who(one):
    sign(one, "Luc Tanguy")
    (told,) = acts("cosignature.signed")
    assert set(told) == {"cosignature", "version"}


def test_an_address_that_opens_something_is_kept_by_nobody(one):
    assert "no-store" in browser(None).get(address(one)).headers["Cache-Control"]
    assert mask(f'"GET {address(one)} HTTP/1.1"') == '"GET /fr/sign-together/<hidden>/ HTTP/1.1"'


def test_a_link_of_nobody_opens_nothing():
    assert browser(None).get(reverse("coauthors:sign", args=["nothing"])).status_code == 404


def test_pages_are_those_of_the_author_and_of_who_signed(one, author):
    luc, other = make_person(), make_person()
    sign(one, person=luc)
    pages = [reverse(f"coauthors:{name}", args=[one.public_id]) for name in ("invite", "own")]
    assert [browser(luc).get(page).status_code for page in pages] == [403, 200]
    assert [browser(author).get(page).status_code for page in pages] == [200, 403]
    assert [browser(other).get(page).status_code for page in pages] == [403, 403]
    mine = browser(luc).get(reverse("site:me")).content.decode()
    assert "Vingt bancs" in mine and "Vous l’avez signée" in mine
