"""What was adopted, however it was told: a new article, by hand, in words nobody can read surely, twice."""

from datetime import date

import pytest
from django_tasks_db.models import DBTaskResult

from analysis.chamber_lists import Tabled
from parvis.contributions.models import Contribution
from parvis.ledger.models import Entry
from parvis.notifications.letters import about
from parvis.outcomes import actions as outcomes
from parvis.provenance.models import Followed
from parvis.provenance.steps import last
from parvis.provenance.working import work_out
from tests.amendments.makers import carry, make_member
from tests.factories import make_person, make_process
from tests.texts.versions import DEPOSITED, amend, make_text

from .making import next_version
from .test_story import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ADDED = "Une carte des arbres est publiée chaque printemps."
NEW = f"Après l’article 4, insérer l’article suivant : « {ADDED} »"
TWENTY = DEPOSITED.replace("dix bancs", "vingt bancs")


@pytest.fixture
def bill(db):
    found = make_text(make_process())
    found.versions.update(stage="deposited")
    return found


@pytest.fixture
def carrying(bill):
    return carry(amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs"), make_member())


def adopted(bill, *rows):
    outcomes.keep(bill.versions.get(), rows, name="liste.csv", content=b"liste")


def worked_out(bill, text):
    version = next_version(bill, text)
    work_out(version)
    return version


def test_a_new_article_is_of_the_amendment_that_added_it(bill):
    adopted(bill, Tabled("7", place="Après l’article 4", wording=NEW, outcome="adopted", order=1))
    version = worked_out(bill, f"{DEPOSITED}Article 5\n{ADDED}\nElle est gratuite.\n")
    first, *others = told(version, "5")
    assert (first[0], first[1], first[3]) == (ADDED, "amendment", 2)
    assert [kind for _words, kind, *_rest in others] == ["unknown"]


def test_an_outcome_told_by_hand_counts(bill, carrying):
    outcomes.tell(carrying, kind="vote", outcome="adopted", on=date(2026, 11, 2), body="Commission")
    version = worked_out(bill, TWENTY)
    assert ("vingt", "amendment", f"carrying:{carrying.public_id}", 2) in told(version, "4")
    outcomes.take_back(carrying.stages.get())
    work_out(version)
    assert not Followed.objects.exists() and ("vingt", "unknown", "", 2) in told(version, "4")


def test_the_last_outcome_told_by_hand_counts(bill, carrying):
    for outcome, day in (("adopted", 2), ("rejected", 3)):
        outcomes.tell(carrying, kind="vote", outcome=outcome, on=date(2026, 11, day))
    worked_out(bill, TWENTY)
    assert not Followed.objects.exists()


def test_what_several_members_carried_makes_one_letter(bill):
    amendment = amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", author=make_person())
    for name in ("Noa Lind", "Ada Brun"):
        outcomes.tell(carry(amendment, make_member(name=name)), kind="vote", outcome="adopted", on=date(2026, 11, 2))
    worked_out(bill, TWENTY)
    assert Followed.objects.count() == Entry.objects.filter(act="words.followed").count() == 2
    letters = [str(one.args_kwargs) for one in DBTaskResult.objects.filter(task_path__endswith="tell_author_of")]
    assert sum("mail/followed" in letter for letter in letters) == 1


def test_identical_amendments_voted_together_are_all_named(bill, carrying):
    rows = [
        Tabled(number, place="Article 4", wording=carrying.wording, outcome="adopted", order=int(number))
        for number in ("3", "4")
    ]
    adopted(bill, *rows)
    version = worked_out(bill, TWENTY)
    [source] = [source for words, kind, source, _first in told(version, "4") if kind == "amendment"]
    assert len(source.split()) == 2


def test_words_nobody_can_read_surely_prove_nothing(bill, carrying, client):
    from parvis.amendments import actions

    actions.table(carrying, number="9")
    adopted(bill, Tabled("9", place="Article 4", wording="Modifier le nombre de bancs.", outcome="adopted", order=1))
    version = worked_out(bill, TWENTY)
    assert all(kind != "amendment" for _words, kind, *_rest in told(version, "4"))
    one = Followed.objects.get(carrying=carrying)
    assert (one.proven, one.stand, one.left) == (False, 0, 0)
    shown = client.get(f"/en/c/{carrying.amendment.public_id}/words/").content.decode()
    assert "could not be carried out without a doubt" in shown


def test_an_amendment_that_only_removes_writes_to_nobody(bill):
    amendment = amend(bill, "1er", "Sans arroser", "Elle l’arrose chaque semaine.", "")
    outcomes.tell(carry(amendment, make_member()), kind="vote", outcome="adopted", on=date(2026, 11, 2))
    worked_out(bill, DEPOSITED.replace("Elle l’arrose chaque semaine.\n", ""))
    assert Followed.objects.get().stand == 0 and not Entry.objects.filter(act="words.followed").exists()


def test_who_follows_it_reads_the_number_of_words(bill, carrying):
    outcomes.tell(carrying, kind="vote", outcome="adopted", on=date(2026, 11, 2))
    worked_out(bill, TWENTY)
    said = Contribution.objects.annotate(words_stand=last("stand")).get(pk=carrying.amendment_id)
    what, title, path = about(said, "words.followed")
    assert what == "1 of its words stands in the new version of the text." and title == "Vingt bancs"
    assert path.endswith(f"/c/{said.public_id}/words/")
