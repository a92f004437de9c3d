"""A rehearsal is the same process with other words: made in one go, put back, destroyed whole, never published."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from parvis.contributions.models import Contribution
from parvis.exchange.verification import problems
from parvis.ledger.models import Entry
from parvis.processes.models import Process
from parvis.rehearsal import actions
from parvis.rehearsal.invented import texts
from parvis.search import actions as search
from parvis.synthesis.coverage import coverage
from tests.attacks.world import rows_of_all_tables
from tests.factories import make_bill, make_contribution, make_heading, make_person, make_process, make_staff

from .making import make_rehearsal, rehearse

pytestmark = pytest.mark.django_db


@pytest.fixture
def claire():
    return make_staff("organiser", "decider", display_name="Claire Dumas", email="claire@example.org")


def test_it_has_the_pact_the_phases_and_the_text_of_the_process(process, claire):
    make_heading(process)
    make_bill(process)
    rehearsal = make_rehearsal(process, claire)
    assert rehearsal.rehearsal_of == process and str(rehearsal.title) == f"Répétition\u00a0: {process.title}"
    assert rehearsal.pact.decider_name == process.pact.decider_name
    assert not rehearsal.pact.frozen and not rehearsal.promises.exists()
    assert rehearsal.phases.get().closes_at == process.phases.get().closes_at
    assert [one.number for one in rehearsal.bill.articles.all()] == [one.number for one in process.bill.articles.all()]
    assert list(rehearsal.rehearsed_by.all()) == [claire]


@pytest.mark.parametrize("number", [20, 80, 400])
def test_as_many_contributions_as_asked_for_are_invented_of_every_kind(process, claire, number):
    make_bill(process)
    said = Contribution.objects.filter(process=make_rehearsal(process, claire, invented=number)).exclude(kind="article")
    assert said.count() == number
    kinds = set(said.values_list("kind", flat=True))
    assert kinds == {"proposal", "modification", "experience", "argument"}
    assert set(said.values_list("language", flat=True)) == {"fr", "en"}
    assert said.filter(title=texts()["campaign"]["title"]["fr"]).count() > 1, "the same text, many times"
    assert not said.filter(body__contains="{")
    assert said.filter(agree__gte=process.pact.answer_threshold).exists(), "somebody is owed an answer"


def test_the_same_number_gives_the_same_words(process, claire):
    def told(rehearsal):
        return list(rehearsal.contributions.order_by("pk").values_list("kind", "title", "body", "agree"))

    first = make_rehearsal(process, claire)
    words = told(first)
    assert told(actions.reset(first)) == words


def test_there_is_one_rehearsal_of_a_process(process, claire):
    rehearsal = make_rehearsal(process, claire)
    with pytest.raises(actions.Refused):
        make_rehearsal(process, claire)
    with pytest.raises(actions.Refused):
        make_rehearsal(rehearsal, claire)


@pytest.mark.parametrize("number", [0, 19, 401])
def test_it_is_neither_empty_nor_endless(process, claire, number):
    with pytest.raises(actions.Refused):
        make_rehearsal(process, claire, invented=number)


def test_words_of_people_who_took_part_here_are_not_copied(process, claire):
    make_contribution(process)
    with pytest.raises(actions.Refused):
        actions.open_rehearsal(process, people=[claire])


def test_what_was_imported_is_copied_with_what_it_is_about_and_nobody_in_it(claire):
    process = make_process(source="Un portail, licence ouverte")
    make_bill(process)
    article = process.bill.articles.first().contribution
    change = make_contribution(process, "modification", parent=article, author=make_person(), signature="Ana")
    make_contribution(process, "argument", parent=change)
    gone = make_contribution(process, title="Des mots cachés")
    Contribution.objects.filter(pk=gone.pk).update(hidden_at=gone.published_at)
    rehearsal = actions.open_rehearsal(process, people=[claire])
    copied = rehearsal.contributions.get(kind="modification")
    assert (copied.title, copied.signature, copied.participant) == (change.title, "Ana", None)
    assert copied.parent.article.number == process.bill.articles.first().number
    assert copied.arguments_for == 1
    assert not rehearsal.contributions.filter(title="Des mots cachés").exists()
    assert list(problems()) == []


def test_the_database_refuses_to_publish_it(process, claire):
    rehearsal = make_rehearsal(process, claire)
    for name in ("published_at", "announced_at"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Process.objects.filter(pk=rehearsal.pk).update(**{name: process.published_at})


def test_no_other_process_may_look_like_one():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_process(slug="_looks-like")


def test_nothing_of_it_is_recorded_counted_or_sent(process, claire, mailoutbox, capsys):
    make_bill(process)
    before, counted = Entry.objects.count(), said_by_verify(capsys)
    rehearsal = make_rehearsal(process, claire)
    rehearse(rehearsal, claire, service="La voirie")
    assert Entry.objects.count() == before
    assert said_by_verify(capsys) == counted
    assert mailoutbox == []


def said_by_verify(capsys) -> str:
    call_command("verify")
    return capsys.readouterr().out


def test_deleted_it_leaves_no_row(process, claire):
    make_bill(process)
    desk = rehearse_elsewhere(claire)
    before = rows_of_all_tables()
    rehearsal = make_rehearsal(process, claire)
    rehearse(rehearsal, claire, service=desk)
    actions.drop(rehearsal)
    after = rows_of_all_tables()
    assert {name for name in before if before[name] != after[name]} == set()
    assert not Process.objects.filter(rehearsal_of=process).exists()
    assert not search.Document.objects.filter(process=rehearsal.pk or 0).exists()


def rehearse_elsewhere(claire) -> str:
    """The office and the service of the desk are there before: they belong to the instance."""
    rehearse(make_rehearsal(make_process(), claire), claire, service="La voirie")
    return "La voirie"


def test_only_a_rehearsal_is_deleted(process):
    with pytest.raises(actions.Refused):
        actions.drop(process)


def test_everything_is_gathered_by_the_parts_of_the_text(process, claire):
    heading = make_heading(process)
    bill = make_bill(process)
    Contribution.objects.filter(pk=bill.articles.first().contribution_id).update(heading=heading)
    rehearsal = make_rehearsal(process, claire, invented=60)
    placed = actions.gather(rehearsal, by=claire)
    found = coverage(rehearsal)
    assert found.is_complete and found.percent == 100 and found.read == placed == found.total
    change = rehearsal.contributions.filter(kind="modification").select_related("parent__article").first()
    [attachment] = change.attachments.all()
    assert attachment.node.title["fr"].startswith(str(change.parent.article)) and attachment.attached_by == claire
    assert actions.gather(rehearsal, by=claire) == 0


def test_a_true_synthesis_is_not_gathered_without_reading(process, claire):
    with pytest.raises(actions.Refused):
        actions.gather(process, by=claire)


def test_the_command_does_what_the_page_does(process, claire, capsys):
    call_command("rehearse", process.slug, "--with", claire.email, "--invented", "20")
    assert f"_{process.slug}" in capsys.readouterr().out
    assert Process.objects.get(rehearsal_of=process).rehearsed_by.get() == claire
    with pytest.raises(CommandError):
        call_command("rehearse", process.slug, "--with", claire.email)
    call_command("rehearse", process.slug, "--drop")
    assert not Process.objects.filter(rehearsal_of=process).exists()
    for wrong in (["nowhere"], [process.slug, "--with", "nobody@example.org"], [process.slug, "--drop"]):
        with pytest.raises(CommandError):
            call_command("rehearse", *wrong)
