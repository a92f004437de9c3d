"""The list of a chamber, kept as published; what happened to what was carried, told once."""

from datetime import date

import pytest

from analysis.chamber_lists import Tabled
from parvis.ledger.models import Entry
from parvis.outcomes import actions
from parvis.outcomes.models import Listed, ListFile, Stage

from .conftest import tabled

pytestmark = pytest.mark.django_db
ADOPTED = {"outcome": "adopted", "outcome_words": "Adopté", "settled_on": date(2026, 10, 26)}


def keep(version, *found):
    return actions.keep(version, found, name="liste.csv", content=repr(found).encode())


def test_a_list_is_kept_as_it_is_published(version):
    keep(version, tabled("7", place="Article 1er"), tabled("12", place="Après l’article 2", parent="7"))
    first, second = Listed.objects.order_by("position")
    assert (first.number, first.article.number, first.position) == ("7", "1er", 7)
    assert (second.article, second.parent, second.carrying) == (None, "7", None)


def test_the_same_file_again_changes_nothing(version):
    keep(version, tabled())
    done = keep(version, tabled())
    assert not done.added and not done.changed
    assert ListFile.objects.count() == Entry.objects.filter(act="chamber.list_read").count() == 1


def test_what_one_file_does_not_tell_another_keeps(version):
    keep(version, tabled(reason="Parce que."))
    keep(version, tabled(wording="", reason="", order=3, **ADOPTED))
    row = Listed.objects.get()
    assert (row.wording, row.reason, row.position, row.outcome) == (
        "Supprimer cet article.",
        "Parce que.",
        3,
        "adopted",
    )


def test_a_number_told_twice_counts_once_and_is_said(version):
    done = keep(version, tabled(author="M. A"), tabled(author="Mme B"))
    assert done.twice == ["12"] and Listed.objects.get().author == "Mme B"


def test_ours_is_found_by_its_number_and_its_outcome_told_once(version, carrying):
    keep(version, tabled())
    assert Listed.objects.get().carrying == carrying and not Stage.objects.exists()
    for _again in range(2):
        keep(version, tabled(**ADOPTED, url="https://chambre.example/12"))
    stage = Stage.objects.get()
    assert (stage.kind, stage.outcome, stage.on, stage.record_url) == (
        "vote",
        "adopted",
        date(2026, 10, 26),
        "https://chambre.example/12",
    )
    assert Entry.objects.filter(act="amendment.settled").count() == 1


def test_an_outcome_told_by_hand_is_not_told_again_by_the_list_unless_it_says_another(version, carrying):
    actions.tell(carrying, kind="vote", outcome="adopted", on=date(2026, 10, 26), body="Commission")
    keep(version, tabled(**ADOPTED))
    assert Stage.objects.get().from_list is False
    keep(version, tabled(outcome="rejected", outcome_words="Rejeté"))
    assert Stage.objects.get(from_list=True).outcome == "rejected"
    assert Entry.objects.filter(act="amendment.settled").count() == 2


def test_an_outcome_the_chamber_corrects_is_told_again(version, carrying):
    keep(version, tabled(**ADOPTED))
    keep(version, tabled(outcome="rejected", outcome_words="Rejeté"))
    assert Stage.objects.get().outcome == "rejected"
    assert Entry.objects.filter(act="amendment.settled").count() == 2


def test_a_number_given_after_the_list_was_read_is_found_the_next_time(version, carrying):
    carrying.number, carrying.tabled_at = "", None
    carrying.save()
    keep(version, tabled(**ADOPTED))
    assert Listed.objects.get().carrying is None
    carrying.number, carrying.tabled_at = "12", version.published_at
    carrying.save()
    keep(version, tabled(**ADOPTED))
    assert Listed.objects.get().carrying == carrying and Stage.objects.get().outcome == "adopted"


def test_words_of_an_outcome_nobody_knows_are_kept(version):
    keep(version, tabled(outcome_words="Réservé"))
    row = Listed.objects.get()
    assert (row.outcome, row.outcome_words) == ("", "Réservé")


def test_long_and_strange_cells_are_cut_and_cleaned(version):
    keep(version, tabled(author="A\u202e" * 3000, place="Article 2\x00"))
    row = Listed.objects.get()
    assert len(row.author) == 1000 and "\u202e" not in row.author and row.article.number == "2"


def test_an_address_that_leads_nowhere_on_the_web_and_a_number_without_a_sign_are_left_out(version):
    keep(version, tabled(url="javascript:alert(1)"), Tabled("\u200b"))
    assert Listed.objects.get().url == ""


def test_two_committees_of_one_day_are_two_stages(carrying):
    for body in ("Commission des lois", "Commission des finances"):
        actions.tell(carrying, kind="committee", on=date(2026, 10, 3), body=body)
    assert Stage.objects.count() == 2


def test_a_stage_is_told_once_and_taken_back_in_the_open(carrying):
    said = {"kind": "committee", "on": date(2026, 10, 3), "body": "Commission des lois"}
    stage = actions.tell(carrying, **said)
    assert actions.tell(carrying, **said) == stage
    assert Entry.objects.filter(act="amendment.stage").count() == 1
    actions.take_back(stage)
    actions.take_back(stage)
    assert not Stage.objects.exists() and Entry.objects.filter(act="amendment.stage_taken_back").count() == 1


def test_the_journey_of_the_modification_tells_its_stages(client, carrying, version):
    actions.tell(carrying, kind="committee", on=date(2026, 10, 3), body="Commission des lois")
    keep(version, tabled(**ADOPTED))
    page = client.get(carrying.amendment.get_absolute_url()).content.decode()
    told = page.partition('<ol class="journey">')[2]
    assert told.index("Discuté en commission") < told.index("Adopté")
    assert "Noa Lind · amendement n°" in told


def test_two_numbers_of_the_same_digits_are_not_both_ours(version, carrying):
    keep(version, *map(Tabled, ("12.", "12", "12)")))
    assert Listed.objects.get(carrying=carrying).number == "12"


def test_a_number_written_otherwise_is_ours_once(version, carrying):
    keep(version, *map(Tabled, ("12.", "12)")))
    keep(version, *map(Tabled, ("12", "12 )")))
    assert Listed.objects.get(carrying=carrying).number == "12."
