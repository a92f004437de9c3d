"""A new version: where each amendment to the former one stands is worked out, then confirmed by a person."""

import json

import pytest

from analysis.bills_plain import read_plain
from parvis.contributions import actions as contributions
from parvis.ledger.models import Entry
from parvis.moderation import actions as moderation
from parvis.texts import actions, anchoring
from parvis.texts.actions import Published
from parvis.texts.models import Anchor
from tests import factories
from tests.texts.versions import COMMITTEE, STATES, amend, amend_all, committee, make_text


@pytest.fixture
def bill(db):
    return make_text(factories.make_process())


@pytest.fixture
def clerk(db):
    return factories.make_staff("organiser")


def recorded(act: str) -> list[dict]:
    return [json.loads(bytes(entry.record)) for entry in Entry.objects.filter(act=act).order_by("pk")]


def test_each_amendment_to_the_former_version_has_a_place_or_none(bill):
    amend_all(bill)
    committee(bill)
    assert {one.amendment.title: one.state for one in Anchor.objects.all()} == STATES
    found = {one.amendment.title: one for one in Anchor.objects.all()}
    assert found["Deux arbres"].paragraphs[1] == "La commune plante deux arbres par habitant."
    assert found["Deux arbres"].reasons == [[1, "moved"]] and found["Deux arbres"].article.number == "1er"
    assert found["Chaque jour"].paragraphs is None and found["Chaque jour"].article
    assert found["L’avis du conseil"].article is None
    assert {one["body"]["state"] for one in recorded("anchor.worked_out")} == set(STATES.values())


def test_what_nobody_can_read_has_none(bill):
    hidden, *_others = amend_all(bill)
    moderator = factories.make_staff("moderator")
    decision = moderation.hide(
        contribution=hidden, moderator=moderator, ground="elsewhere", reason="Une raison publique."
    )
    committee(bill)
    assert not hidden.anchors.exists()
    moderation.restore(decision=decision, moderator=moderator, reason="Elle en parle bien.")
    assert hidden.anchors.get().state == "moved"


def test_a_person_confirms_those_that_have_a_wording(bill, clerk):
    amend_all(bill)
    committee(bill)
    assert anchoring.keep(Anchor.objects.all(), by=clerk) == 3
    kept = Anchor.objects.exclude(decision="")
    assert {one.amendment.title for one in kept} == {"Deux arbres", "Un arrêté", "Vingt bancs"}
    assert all(one.confirmed == one.paragraphs and one.confirmed_by == clerk for one in kept)
    assert anchoring.keep(Anchor.objects.all(), by=clerk) == 0
    said = recorded("anchor.confirmed")
    assert len(said) == 3 and not any("by" in one["body"] or clerk.public_id in str(one) for one in said)


def test_a_person_puts_it_right_or_ends_it_with_a_reason(bill, clerk):
    amend_all(bill)
    committee(bill)
    stale, gone = Anchor.objects.filter(state="stale").order_by("pk")
    paragraphs = [*stale.article.paragraphs[:2], "Elle l’arrose chaque jour, sauf s’il pleut."]
    with pytest.raises(anchoring.NotConfirmed):
        anchoring.correct(stale, paragraphs=stale.article.paragraphs, by=clerk)
    anchoring.correct(stale, paragraphs=paragraphs, by=clerk)
    with pytest.raises(anchoring.NotConfirmed):
        anchoring.correct(gone, paragraphs=["Nul ne coupe."], by=clerk)
    with pytest.raises(anchoring.NotConfirmed):
        anchoring.end(gone, reason=" ", by=clerk)
    anchoring.end(gone, reason="La commission a supprimé l’article.", by=clerk)
    stale.refresh_from_db(), gone.refresh_from_db()
    assert (stale.decision, stale.confirmed) == ("corrected", paragraphs)
    assert (gone.decision, gone.confirmed, gone.reason) == ("ended", None, "La commission a supprimé l’article.")


def test_the_next_version_goes_on_from_what_was_confirmed(bill, clerk):
    amend_all(bill)
    version = committee(bill)
    stale = version.anchors.get(amendment__title="Chaque jour")
    anchoring.correct(
        stale, paragraphs=[*stale.article.paragraphs[:2], "Elle l’arrose chaque jour, sauf s’il pleut."], by=clerk
    )
    sitting = "Article 1er – Planter\nElle l’arrose chaque mois, sauf s’il pleut.\nArticle 2\nUn arrêté fixe tout."
    third = actions.add_version(bill=bill, read=read_plain(sitting), said=Published(stage="sitting"))
    found = third.anchors.get(amendment__title="Chaque jour")
    assert found.state == "moved" and found.paragraphs == ["Elle l’arrose chaque jour, sauf s’il pleut."]
    assert third.anchors.count() == len(STATES)  # each is asked again
    assert third.anchors.get(amendment__title="Vingt bancs").article is None


def test_an_author_who_changes_their_words_is_asked_about_again(bill, clerk):
    author = factories.make_person()
    amendment = amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", author=author)
    committee(bill)
    anchoring.keep(amendment.anchors.all(), by=clerk)
    contributions.edit(amendment, body="Chaque place compte trente bancs.")
    again = amendment.anchors.get()
    assert again.decision == "" and again.paragraphs == ["Chaque place compte trente bancs."]
    (lapsed,) = recorded("anchor.lapsed")
    assert (lapsed["object"], lapsed["body"]["state"]) == (amendment.public_id, again.state)
    contributions.edit(amendment, body="Chaque place compte quarante bancs.")
    assert len(recorded("anchor.lapsed")) == 1  # nobody had confirmed it


def test_the_next_version_goes_on_from_the_words_of_the_author_when_they_are_newer(bill, clerk):
    amendment = amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", author=factories.make_person())
    second = committee(bill)
    anchoring.keep(second.anchors.all(), by=clerk)
    contributions.edit(amendment, body="Chaque place compte trente bancs.")
    text = COMMITTEE.replace("Un arrêté", "Une loi")
    third = actions.add_version(bill=bill, read=read_plain(text), said=Published(stage="sitting"))
    assert third.anchors.get().paragraphs == ["Chaque place compte trente bancs."]
    contributions.edit(amendment, body="Chaque place compte quarante bancs.")
    assert third.anchors.get().paragraphs == ["Chaque place compte quarante bancs."]


def test_what_is_published_as_the_version_arrives_has_its_place_too(bill):
    article = bill.articles.get(number="4").contribution
    committee(bill)
    late = factories.make_contribution(
        bill.process, "modification", parent=article, base=article.body, body="Chaque place compte vingt bancs."
    )
    assert late.anchors.get().state == "valid"
    now = bill.articles.in_force().get(number="4").contribution
    said = factories.make_contribution(bill.process, "modification", parent=now, base=now.body, body="Rien.")
    assert not said.anchors.exists()
