"""The importer on the real files of 2015, when they are here: the figures announced are those shown."""

import pytest
from django.db import transaction
from django.db.models import Sum

from parvis.contributions.models import Contribution, DeclaredCount, Participant, Stance
from parvis.contributions.stances import OPINIONS
from parvis.exchange.republique_numerique.loading import load
from parvis.exchange.verification import problems
from parvis.synthesis import actions as synthesis
from parvis.synthesis.coverage import coverage
from parvis.texts.models import Article
from tests.real_data import real_data


@pytest.fixture(scope="module")
def process(django_db_setup, django_db_blocker):
    """Imported once for the whole module, and undone at its end."""
    folder = real_data("republique-numerique")
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(folder).process
        transaction.set_rollback(True)


def kind(process, name):
    return Contribution.objects.filter(process=process, kind=name)


def test_everything_is_there(process):
    counts = {
        name: kind(process, name).count() for name in ("article", "proposal", "modification", "argument", "source")
    }
    assert counts == {"article": 30, "proposal": 666, "modification": 1390, "argument": 3994, "source": 326}
    assert sum(1 for article in Article.objects.filter(bill=process.bill) if article.explanation["fr"]) == 30
    assert kind(process, "proposal").exclude(reason="").count() == 538 - 30
    assert kind(process, "modification").exclude(reason="").count() == 46
    assert process.headings.count() == 18


def test_the_votes_shown_are_those_announced(process):
    shown = Contribution.objects.filter(process=process).aggregate(
        **{name: Sum(name) for name in ("agree", "mixed", "disagree")}
    )
    declared = DeclaredCount.objects.filter(contribution__process=process, measure__in=OPINIONS).aggregate(
        n=Sum("value")
    )
    stances = Stance.objects.filter(contribution__process=process)
    assert sum(shown.values()) == 130_043
    assert declared["n"] == 122_445
    assert stances.count() == 7_598
    assert stances.filter(taken_at=None).count() == 7_598
    assert process.people_elsewhere == 21_330


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["", "article", "proposal", "modification", "argument", "source", "everything"])
@pytest.mark.parametrize("order", ["newest", "supported", "discussed", "fewest"])
def test_a_list_weighs_less_than_thirty_kilobytes(process, client, language, kind, order):
    page = client.get(f"/{language}/p/{process.slug}/contributions/?kind={kind}&order={order}")
    assert len(page.content) < 30_000


def test_what_is_only_counted_is_declared(process):
    declared = DeclaredCount.objects.filter(contribution__process=process)
    number = {
        name: declared.filter(measure=name).aggregate(n=Sum("value"))["n"]
        for name in ("arguments", "sources", "useful")
    }
    assert number == {"arguments": 2_007, "sources": 89, "useful": 12_826 + 344}


def test_undated_modifications_stay_undated(process):
    assert kind(process, "modification").filter(said_at=None).count() == 1_336
    assert kind(process, "modification").filter(missing="text").count() == 1_390


def test_four_proposals_are_hidden_and_still_in_the_sums(process):
    hidden = Contribution.objects.filter(process=process, hidden_at__isnull=False)
    assert hidden.count() == 4
    assert sum(row.people for row in hidden) == 48


def test_article_nine_has_its_voters(process):
    article = process.bill.articles.get(number="9").contribution
    assert (article.agree, article.mixed, article.disagree) == (1320, 282, 1732)
    assert Participant.objects.filter(process=process, stances__isnull=False).distinct().count() == 4_438


def test_verification_finds_nothing_to_say(process):
    assert list(problems()) == []


def test_a_synthesis_begun_from_the_sections_of_the_bill_places_everyone_and_leaves_them_to_be_read(process):
    with transaction.atomic():
        placed = synthesis.begin_from_headings(process, by=None, place=True)
        found = coverage(process)
        assert (placed, found.total, found.attached, found.read) == (2052, 2052, 2052, 0)  # four more are hidden
        assert found.is_complete and process.nodes.count() == 18
        assert synthesis.publish(process, by=None).is_complete
        transaction.set_rollback(True)
