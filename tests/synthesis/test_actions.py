"""A synthesis loses nothing: every contribution has a place, every quotation is exact, nobody writes over another."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from parvis.contributions import actions as contributions
from parvis.ledger.models import Entry
from parvis.processes.blocks import ask
from parvis.processes.models import Office, Promise
from parvis.synthesis import actions
from parvis.synthesis.coverage import coverage, facts
from parvis.synthesis.models import Attachment, Citation, Node, NodeVersion, Publication
from parvis.synthesis.outline import outline
from parvis.synthesis.queue import waiting
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_heading, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def claire():
    return make_staff("organiser", display_name="Claire Dumas")


def idea(process, title, parent=None):
    return actions.add_node(process=process, title=Translated(fr=title), parent=parent)


def tree(process):
    return [(branch.number, str(branch.node.title)) for branch in outline(process)]


def write(node, body, seen=0, name="Claire Dumas"):
    return actions.write(node=node, body=body, author=None, author_name=name, seen=seen)


def test_ideas_are_read_in_the_order_they_were_moved_to(process):
    shade, water, bench = (idea(process, title) for title in ("Ombre", "Eau", "Bancs"))
    actions.move_node(node=bench, way="up")
    actions.move_node(node=bench, way="in")
    actions.move_node(node=water, way="up")
    assert tree(process) == [("1", "Eau"), ("2", "Ombre"), ("2.1", "Bancs")]
    actions.move_node(node=bench, way="out")
    assert tree(process) == [("1", "Eau"), ("2", "Ombre"), ("3", "Bancs")]
    actions.move_node(node=bench, way="down")
    assert tree(process)[2] == ("3", "Bancs")
    first = Entry.objects.filter(act="synthesis.node_added").order_by("pk").values_list("record", flat=True)[0]
    assert shade.public_id in first.decode()


def test_the_same_idea_added_twice_is_one(process):
    assert idea(process, "Ombre") == idea(process, "Ombre")


def test_an_idea_is_never_too_deep(process):
    node = None
    for level in range(4):
        node = idea(process, f"Niveau {level}", node)
    with pytest.raises(actions.Refused):
        idea(process, "Plus bas", node)


def test_only_an_empty_idea_is_removed(process):
    shade = idea(process, "Ombre")
    under = idea(process, "Arbres", shade)
    contribution = make_contribution(process)
    actions.place(contribution=contribution, nodes=[under], by=None)
    for node in (shade, under):
        with pytest.raises(actions.Refused):
            actions.remove_node(node=node)
    actions.take_back(contribution=contribution, node=under)
    actions.remove_node(node=under)
    actions.remove_node(node=shade)
    assert tree(process) == []
    with pytest.raises(actions.Refused):
        actions.place(contribution=contribution, nodes=[under], by=None)


def test_a_title_changed_by_two_keeps_the_first_and_tells_the_second(process):
    node = idea(process, "Ombre")
    seen = Translated(fr="Ombre")
    actions.rename_node(node=node, title=Translated(fr="De l’ombre"), seen=seen)
    with pytest.raises(actions.Overtaken) as refusal:
        actions.rename_node(node=node, title=Translated(fr="Des arbres"), seen=seen)
    assert str(refusal.value.current) == "De l’ombre"


def test_the_same_contribution_placed_twice_stands_once(process):
    node, contribution = idea(process, "Ombre"), make_contribution(process)
    assert actions.place(contribution=contribution, nodes=[node], by=None)
    assert not actions.place(contribution=contribution, nodes=[node], by=None)
    assert Entry.objects.filter(act="contribution.attached").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(contribution=contribution, node=node)


def test_a_contribution_stands_under_several_ideas(process):
    shade, water = idea(process, "Ombre"), idea(process, "Eau")
    contribution = make_contribution(process)
    actions.place(contribution=contribution, nodes=[shade, water], by=None)
    assert set(Node.objects.filter(attachments__contribution=contribution)) == {shade, water}
    assert coverage(process).attached == 1


def test_outside_the_subject_has_a_reason_and_ends_when_a_place_is_found(process):
    node, contribution = idea(process, "Ombre"), make_contribution(process)
    actions.put_outside(contribution=contribution, reason="Relève de l’État.", by=None)
    assert coverage(process).outside == 1
    actions.place(contribution=contribution, nodes=[node], by=None)
    assert (coverage(process).outside, coverage(process).attached) == (0, 1)
    with pytest.raises(actions.Refused):
        actions.put_outside(contribution=contribution, reason="Relève de l’État.", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(contribution=make_contribution(process), node=None, outside="")


def test_coverage_counts_contributions_whatever_their_supports(process):
    node = idea(process, "Ombre")
    praised, alone = make_contribution(process, agree=900, people=900), make_contribution(process, "experience")
    make_contribution(process, "argument", parent=praised)
    actions.place(contribution=praised, nodes=[node], by=None)
    found = coverage(process)
    assert (found.total, found.read, found.attached, found.percent, found.is_complete) == (2, 1, 1, 50, False)
    actions.read_later(contribution=alone, by=None)
    assert coverage(process).read == 2
    actions.place(contribution=alone, nodes=[node], by=None)
    assert coverage(process).is_complete


def test_what_was_withdrawn_needs_no_place(process):
    contribution = make_contribution(process)
    contributions.withdraw(contribution)
    assert coverage(process).total == 0
    assert not coverage(process).is_complete


def test_a_text_cites_contributions_and_quotes_them_exactly(process):
    node = idea(process, "Ombre")
    hot = make_contribution(process, "experience", body="La cour est un four en juin, dit ma fille.")
    mark = hot.public_id[:6]
    version = write(node, f"Une mère raconte : « La cour est un four en juin » [#{mark}]. D’autres aussi [#{mark}].")
    assert list(version.citations.values_list("position", "quote")) == [(1, "La cour est un four en juin"), (2, "")]
    assert Citation.objects.first().sentence == "Une mère raconte : «\u202fLa cour est un four en juin\u202f»."
    assert "four" not in Entry.objects.get(act="synthesis.node_written").record.decode()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("On dit « la cour est un frigo » [#{mark}].", "inexact"),
        ("On dit « la cour est un four ».", "uncited"),
        ("On dit « la cour est un four [#{mark}].", "open"),
        ("On le dit [#zzzzzz].", "unknown"),
        ("On le dit [#{short}].", "unknown"),
    ],
)
def test_a_text_that_is_not_exact_is_refused_with_its_sentence(process, body, kind):
    node = idea(process, "Ombre")
    hot = make_contribution(process, body="Chez nous la cour est un four.")
    with pytest.raises(actions.Inexact) as refusal:
        write(node, "Bonjour. " + body.format(mark=hot.public_id[:6], short=hot.public_id[:3]))
    problem = refusal.value.problems[0]
    assert (problem.kind, problem.sentence.position) == (kind, 2)
    if kind == "inexact":
        assert problem.nearest == "la cour est un four."
    assert not NodeVersion.objects.exists()


def test_hidden_words_cannot_be_quoted_anew(process):
    hot = make_contribution(process, body="La cour est un four.")
    contributions.withdraw(hot)
    with pytest.raises(actions.Inexact):
        write(idea(process, "Ombre"), f"« un four » [#{hot.public_id[:8]}]")


def test_two_people_writing_one_text_do_not_write_over_each_other(process):
    node = idea(process, "Ombre")
    first = write(node, "Beaucoup veulent de l’ombre.")
    second = write(node, "Presque tous veulent de l’ombre.", seen=1)
    with pytest.raises(actions.Overtaken) as refusal:
        write(node, "Certains veulent de l’ombre.", seen=1)
    assert refusal.value.current == second
    assert write(node, second.body, seen=1) == second  # sent twice
    assert (first.number, second.number) == (1, 2)


def test_publishing_again_what_did_not_change_is_one_publication(process, claire):
    with pytest.raises(actions.Refused):
        actions.publish(process, by=claire)
    node, contribution = idea(process, "Ombre"), make_contribution(process)
    make_contribution(process)
    actions.place(contribution=contribution, nodes=[node], by=claire)
    first = actions.publish(process, by=claire)
    assert actions.publish(process, by=claire) == first
    assert not first.is_complete
    assert list(first.attachments.values_list("contribution", flat=True)) == [contribution.pk]
    actions.place(contribution=process.contributions.last(), nodes=[node], by=claire)
    second = actions.publish(process, by=claire)
    assert (second.number, second.is_complete, Publication.objects.count()) == (2, True, 2)


def test_one_objection_waits_at_a_time_and_is_answered_once(process, claire):
    node, contribution = idea(process, "Ombre"), make_contribution(process)
    dispute = actions.raise_dispute(contribution=contribution, node=node, words="Je parlais d’eau.")
    assert actions.raise_dispute(contribution=contribution, node=node, words="Je parlais d’eau.") == dispute
    with pytest.raises(actions.Refused):
        actions.raise_dispute(contribution=contribution, words="Autre chose.")
    assert actions.answer_dispute(dispute=dispute, answer="Déplacée sous Eau.", by=claire)
    assert not actions.answer_dispute(dispute=dispute, answer="Non.", by=claire)
    assert actions.raise_dispute(contribution=contribution, words="Autre chose.")


def test_a_complete_synthesis_keeps_the_promise_of_one_and_an_incomplete_one_does_not(process):
    office = Office.objects.create(slug="council", name={"en": "Council"})
    promise = Promise.objects.create(
        process=process, kind="synthesis", office=office, what={"en": "A synthesis"}, due_on=date(2030, 1, 1)
    )
    node, first, second = idea(process, "Ombre"), make_contribution(process), make_contribution(process)
    actions.place(contribution=first, nodes=[node], by=None)
    actions.publish(process, by=None)
    promise.refresh_from_db()
    assert promise.kept_on is None
    actions.place(contribution=second, nodes=[node], by=None)
    actions.publish(process, by=None)
    promise.refresh_from_db()
    assert promise.kept_on
    assert promise.evidence["fr"] and promise.evidence["en"]


def test_L08_stands_until_the_synthesis_is_published_and_complete(process):
    node, contribution = idea(process, "Ombre"), make_contribution(process)
    assert ask("L08", process, **facts(process))
    actions.publish(process, by=None)
    assert ask("L08", process, **facts(process))
    actions.place(contribution=contribution, nodes=[node], by=None)
    assert ask("L08", process, **facts(process))  # readers do not see it yet
    actions.publish(process, by=None)
    assert ask("L08", process, **facts(process)) is None


def test_a_synthesis_of_nothing_is_not_complete(process):
    idea(process, "Ombre")
    assert not actions.publish(process, by=None).is_complete
    assert ask("L08", process, **facts(process)), "there is no contribution to take into account"


def test_ideas_are_born_from_the_parts_of_a_text_and_what_was_said_there_stays_to_be_read(process, claire):
    title = make_heading(process, kind="title", number="II", title={"fr": "L’ombre"})
    chapter = make_heading(process, parent=title, title={"fr": "Les cours d’école"})
    first = make_contribution(process, heading=chapter)
    change = make_contribution(process, "modification", parent=first)
    elsewhere = make_contribution(process)
    assert actions.begin_from_headings(process, by=claire, place=True) == 2
    assert actions.begin_from_headings(process, by=claire, place=True) == 0
    assert [number for number, _title in tree(process)] == ["1", "1.1"]
    assert tree(process)[0][1].endswith("II – L’ombre")
    found = coverage(process)
    assert (found.total, found.attached, found.read) == (3, 2, 0)
    assert list(waiting(process)) == [first, change, elsewhere]
    actions.read_later(contribution=first, by=claire)
    actions.read_later(contribution=elsewhere, by=claire)
    assert list(waiting(process)) == [change, elsewhere]
    assert Entry.objects.filter(act="contribution.attached").count() == 2


def test_parts_deeper_than_the_tree_stand_under_its_last_level(process):
    part = None
    for _level in range(6):
        part = make_heading(process, parent=part)
    deep = make_contribution(process, heading=part)
    actions.begin_from_headings(process, by=None, place=True)
    assert len(tree(process)) == 4
    assert deep.attachments.get().node == Node.objects.order_by("pk").last()
