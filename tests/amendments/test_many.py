"""All the amendments to a text: the same merged, counted once, in order, with what stands against each; sets tried."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.amendments import adopting, many
from parvis.amendments.shown import shown
from parvis.amendments.supported import supported
from parvis.contributions import actions as contributions
from parvis.contributions.actions import participants
from parvis.contributions.models import DeclaredCount
from parvis.texts import anchoring
from parvis.texts.models import Anchor
from tests import factories
from tests.texts import versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill():
    cache.clear()
    return versions.make_text(factories.make_process(slug="arbres"))


def amend(bill, number, title, old, new, **fields):
    return versions.amend(bill, number, title, old, new, author=factories.make_person(), **fields)


def page(client, bill, route="many", **query):
    return client.get(reverse(f"amendments:{route}", args=[bill.process.slug]), query)


def read(bill):
    return many.read(bill.versions.order_by("-number").first())


def test_the_same_edit_by_two_people_is_one_with_both_names(client, bill):
    one = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres", signature="Aïcha Morvan")
    other = amend(bill, "1er", "Plus d’arbres", "un arbre", "deux  arbres", signature="Luc Tanguy")
    (group,) = read(bill).groups
    assert group.ids == (one.public_id, other.public_id)
    html = page(client, bill).content.decode()
    assert "Aïcha Morvan" in html and "Luc Tanguy" in html and "Plus d’arbres" not in html


def test_who_agrees_with_both_counts_once_and_totals_are_a_range(bill):
    both = [amend(bill, "1er", title, "un arbre", "deux arbres") for title in ("Deux", "Encore deux")]
    people = [factories.make_participant(bill.process, factories.make_person()) for _n in range(3)]
    for amendment, who in ((both[0], people), (both[1], people[:2])):
        for participant in who:
            contributions.take_stance(contribution=amendment, participant=participant, value="agree", channel="web")
    against = factories.make_participant(bill.process, factories.make_person())
    contributions.take_stance(contribution=both[0], participant=against, value="disagree", channel="web")
    for amendment, value in zip(both, (30, 12), strict=True):
        DeclaredCount.objects.create(
            contribution=amendment, measure="agree", channel="paper", value=value, provenance="Une liste"
        )
    names = [one.public_id for one in both]
    (told,) = supported([names])
    assert (told.people, told.least, told.most) == (3, 30, 42)
    alone = supported([[names[0]], [names[1]]])
    assert [(one.people, one.least, one.most) for one in alone] == [(3, 30, 30), (2, 12, 12)]


def test_two_participants_counted_as_one_count_once(bill):
    both = [amend(bill, "1er", title, "un arbre", "deux arbres") for title in ("Deux", "Encore deux")]
    kept, absorbed = (factories.make_participant(bill.process, factories.make_person()) for _n in range(2))
    for amendment, who in zip(both, (kept, absorbed), strict=True):
        contributions.take_stance(contribution=amendment, participant=who, value="agree", channel="web")
    names = [one.public_id for one in both]
    assert supported([names])[0].people == 2
    participants.merge(kept=kept, absorbed=absorbed)
    assert supported([names])[0].people == 1


def test_they_are_in_the_order_a_chamber_calls_them(bill):
    bench = amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs")
    week = amend(bill, "1er", "Chaque jour", "chaque semaine", "chaque jour")
    trees = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    gone = amend(bill, "1er", "Rien", "un arbre", "un arbre")
    gone.body = ""
    gone.save()
    found = read(bill)
    assert [group.key for group in found.groups] == [one.public_id for one in (gone, trees, week, bench)]
    assert found.by_article() == {"article-1er": 3, "article-4": 1}


def test_what_cannot_go_together_is_told_on_both_sides(client, bill):
    two = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    three = amend(bill, "1er", "Trois arbres", "un arbre", "trois arbres")
    first, second = read(bill).groups
    assert first.conflicts == [(1, "same words", 1)] and second.conflicts == [(0, "same words", 1)]
    html = page(client, bill).content.decode()
    assert "both change the same words (paragraph 1)" in html or "mêmes mots" in html
    assert f"?from={three.public_id}" in html
    against = page(client, bill, against=two.public_id).content.decode()
    assert "Trois arbres" in against


def test_conflicts_that_are_not_listed_are_counted(client, bill, monkeypatch):
    monkeypatch.setattr(many, "MOST_LINKS", 2)
    made = [amend(bill, "1er", f"M{n}", "un arbre", f"{n} arbres") for n in range(2, 7)]
    answer = page(client, bill, against=made[0].public_id)
    assert answer.context["count"] == 3 and answer.context["unlisted"] == 2


def test_near_ones_are_told_as_saying_nearly_the_same(bill):
    long = "un arbre par habitant, dans les rues, sur les places et dans les cours des écoles"
    amend(bill, "1er", "A", "un arbre par habitant", long)
    amend(bill, "1er", "B", "un arbre par habitant", f"{long} publiques")
    first, second = read(bill).groups
    assert (first.near, second.near) == ([1], [0])


def test_hidden_withdrawn_and_wordless_ones_are_not_there(bill):
    hidden, withdrawn, missing, kept = (amend(bill, "1er", f"M{n}", "un arbre", f"{n} arbres") for n in range(2, 6))
    kept_ids = read(bill).places()
    assert len(kept_ids) == 4
    for one, change in ((hidden, "hidden_at"), (withdrawn, "withdrawn_at")):
        setattr(one, change, one.published_at)
        one.save()
    missing.missing = "text"
    missing.save()
    assert set(read(bill).places()) == {kept.public_id}


def test_those_to_a_former_version_stand_where_they_were_brought(bill):
    made = versions.amend_all(bill, author=factories.make_person())
    version = versions.committee(bill)
    found = read(bill)
    names = {one.public_id: one.title for one in made}
    assert {names[name] for name in found.places()} == {"Deux arbres", "Vingt bancs"}
    every = shown(version, found, range(len(found.groups)))
    assert not any(one.confirmed for one in every)
    anchoring.keep(Anchor.objects.filter(version=version), by=factories.make_staff())
    found = read(bill)
    assert all(one.confirmed for one in shown(version, found, range(len(found.groups))))


def test_a_chosen_set_is_shown_in_the_text_and_conflicts_are_refused(client, bill):
    two = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    three = amend(bill, "1er", "Trois arbres", "un arbre", "trois arbres")
    week = amend(bill, "1er", "Chaque jour", "chaque semaine", "chaque jour")
    bench = amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs")
    chosen = [one.public_id for one in (two, three, week, bench)]
    answer = page(client, bill, "many_tried", a=chosen)
    first, last = answer.context["articles"]
    assert [one.title for one in first.applied] == ["Deux arbres", "Chaque jour"]
    assert [(one.one.title, one.other.title) for one in first.refused] == [("Trois arbres", "Deux arbres")]
    assert [one.title for one in last.applied] == ["Vingt bancs"] and not last.refused
    html = answer.content.decode()
    assert "deux" in html and "<ins>" in html and "jour" in html


def test_an_article_added_or_removed_is_shown(client, bill):
    added = amend(bill, "4", "Des fontaines", "dix bancs", "dix bancs")
    added.base, added.body = "", "Chaque place a une fontaine."
    gone = amend(bill, "4", "Rien", "dix bancs", "dix bancs")
    gone.body = ""
    added.save(), gone.save()
    (made,) = page(client, bill, "many_tried", a=[added.public_id, gone.public_id]).context["articles"]
    assert made.gone and len(made.added) == 1 and len(made.applied) == 2


@pytest.mark.parametrize("query", [{"article": "nowhere"}, {"from": "zz"}, {"against": "zz"}, {"colour": "red"}])
def test_what_the_list_has_not_is_refused_in_a_sentence(client, bill, query):
    amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    assert page(client, bill, **query).status_code == 400


def test_too_many_ticked_are_refused_and_those_gone_are_told(client, bill):
    amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    assert page(client, bill, "many_tried", a=["x"] * 61).status_code == 400
    answer = page(client, bill, "many_tried", a=["x"])
    assert answer.status_code == 200 and answer.context["gone"] == 1


def test_ticks_follow_from_page_to_page(client, bill):
    made = [amend(bill, "1er", f"M{n}", "un arbre", f"{n} arbres") for n in range(2, 16)]
    answer = page(client, bill, a=[made[0].public_id])
    assert f"a={made[0].public_id}" in answer.context["next"]
    later = client.get(answer.context["next"]).content.decode()
    assert f'<input type="hidden" name="a" value="{made[0].public_id}">' in later


def test_the_list_costs_the_same_for_two_and_for_many(client, bill, settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0

    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert page(client, bill).status_code == 200
        return len(asked)

    for n in range(2, 4):
        amend(bill, "1er", f"M{n}", "un arbre", f"{n} arbres")
    few = queries()
    for n in range(4, 30):
        amend(bill, "1er", f"M{n}", "un arbre", f"{n} arbres")
    assert queries() == few


def test_agreeing_does_not_work_it_out_again(bill, monkeypatch):
    one = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    read(bill)
    monkeypatch.setattr(many, "work_out", None)
    who = factories.make_participant(bill.process, factories.make_person())
    contributions.take_stance(contribution=one, participant=who, value="agree", channel="web")
    assert len(read(bill).groups) == 1


def test_what_is_too_long_to_try_is_told(client, bill, monkeypatch):
    one = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    assert page(client, bill, "many_tried", a=one.public_id).status_code == 200
    monkeypatch.setattr(adopting, "MOST_WRITTEN", 10)
    assert page(client, bill, "many_tried", a=one.public_id, article="").status_code == 400
