"""The help: off until switched on, computed beside the web, decided by a named person; it places nothing by itself."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from parvis.contributions import actions as contributions
from parvis.ledger.models import Entry
from parvis.synthesis import actions
from parvis.synthesis.actions import Refused
from parvis.synthesis.models import Attachment, Help, Node, Suggestion
from parvis.synthesis.suggestions import actions as helping
from parvis.synthesis.suggestions import computing
from parvis.synthesis.suggestions.models import Kind, Stage
from parvis.synthesis.suggestions.tasks import suggest
from parvis.ui.translated import Translated
from tests.analysis.test_themes import SUBJECTS, said
from tests.factories import make_contribution, make_participant, make_person, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CALL = (
    "We ask that the evening bus runs until midnight all year round, Sundays included, for the people who work late "
    "shifts in the villages of the valley."
)


@pytest.fixture
def claire(client):
    claire = make_staff("organiser", display_name="Claire Dumas")
    client.force_login(claire)
    return claire


@pytest.fixture
def sent(process):
    """Three people send one text, one of them twice; another speaks of trees."""
    people = [make_participant(process, make_person(f"p{n}@example.org")) for n in range(3)]
    texts = [CALL, "Hello, " + CALL, CALL, CALL.replace("villages", "hamlets") + " Thank you."]
    made = [make_contribution(process, title="", body=text, participant=people[n % 3]) for n, text in enumerate(texts)]
    return [*made, make_contribution(process, title="Trees", body="More shade on the square.")]


def compute(process, by) -> Help:
    helping.switch(process=process, on=True, by=by)
    help = helping.ask(process=process)
    computing.compute(process, help.run)
    help.refresh_from_db()
    return help


def page(client, name, *args, **query) -> str:
    return client.get(reverse(f"synthesis:{name}", args=args), query).content.decode()


def send(client, name, *args, **typed):
    return client.post(reverse(f"synthesis:{name}", args=args), typed)


def test_the_help_is_off_until_an_organiser_switches_it_on(client, process, claire, sent):
    assert "The help is switched off for this process." in page(client, "help", process.slug)
    with pytest.raises(Refused):
        helping.ask(process=process)
    send(client, "run_help", process.slug, act="on")
    assert "switched on for this process" in page(client, "help", process.slug)
    assert "Switched by Claire Dumas" in page(client, "help", process.slug)
    assert Entry.objects.filter(act="suggestions.switched").count() == 1
    assert not Suggestion.objects.exists()


def test_a_guarantor_may_ask_and_not_switch(client, process):
    client.force_login(make_staff("guarantor"))
    assert send(client, "run_help", process.slug, act="on").status_code == 403
    assert not Help.objects.filter(is_on=True).exists()


def test_the_computing_runs_beside_the_web(client, process, claire, sent, django_capture_on_commit_callbacks):
    helping.switch(process=process, on=True, by=claire)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, "run_help", process.slug, act="ask")
    assert "Waiting for its turn" in page(client, "help", process.slug)
    [waiting] = DBTaskResult.objects.all()
    suggest.func(*waiting.args_kwargs["args"])
    assert Help.objects.get().stage == Stage.DONE
    assert "3 people sent this text" in page(client, "help", process.slug)


def test_people_are_counted_and_not_the_times_they_sent_it(process, claire, sent):
    help = compute(process, claire)
    assert (help.stage, help.read) == (Stage.DONE, 5)
    one = Suggestion.objects.with_counts().get(kind=Kind.COPY)
    assert (one.shown, one.people) == (4, 3)
    first = one.members.first()
    assert first.contribution in (sent[0], sent[2]), "the wording sent twice is the one shown"
    contributions.withdraw(sent[1])
    one = Suggestion.objects.with_counts().get(kind=Kind.COPY)
    assert (one.shown, one.people) == (3, 2)


def test_nothing_is_placed_by_the_machine_nor_by_accepting(client, process, claire, sent):
    compute(process, claire)
    one = Suggestion.objects.get(kind=Kind.COPY)
    send(client, "suggestion", process.slug, one.public_id, act="accept")
    one.refresh_from_db()
    assert (one.decision, one.decided_by, one.decided_by_name) == ("accepted", claire, "Claire Dumas")
    assert not Attachment.objects.exists()
    entry = Entry.objects.get(act="suggestion.accepted")
    assert entry.process == process.public_id


def test_an_accepted_text_is_one_card_which_a_person_places_at_once(client, process, claire, sent):
    compute(process, claire)
    one = Suggestion.objects.get(kind=Kind.COPY)
    helping.accept(suggestion=one, by=claire)
    bus = actions.add_node(process=process, title=Translated(en="The evening bus"))
    assert "hamlets" in page(client, "suggestion", process.slug, one.public_id), "what each says otherwise is shown"
    send(client, "suggestion", process.slug, one.public_id, act="place", node=bus.public_id)
    assert {one.contribution for one in Attachment.objects.all()} == set(sent[:4])
    assert {one.attached_by for one in Attachment.objects.all()} == {claire}
    assert "3 people sent this text" in page(client, "suggestions", process.slug)


def test_copies_are_never_placed_before_a_person_accepts(process, claire, sent):
    compute(process, claire)
    one = Suggestion.objects.get(kind=Kind.COPY)
    bus = actions.add_node(process=process, title=Translated(en="The evening bus"))
    with pytest.raises(Refused):
        helping.place_members(suggestion=one, contributions=sent, node=bus, by=claire)
    helping.accept(suggestion=one, by=claire)
    placed = helping.place_members(suggestion=one, contributions=sent, node=bus, by=claire)
    assert sent[4] not in placed, "the suggestion never held it"


def test_a_refused_suggestion_does_not_come_back(client, process, claire, sent):
    compute(process, claire)
    one = Suggestion.objects.get(kind=Kind.COPY)
    send(client, "suggestion", process.slug, one.public_id, act="refuse")
    compute(process, claire)
    assert Suggestion.objects.get(kind=Kind.COPY).decision == "refused"
    assert "Refused by Claire Dumas" in page(client, "suggestions", process.slug)
    assert "Nothing waits for you here" in page(client, "help", process.slug)


def test_two_people_never_decide_on_the_same_one(process, claire, sent):
    compute(process, claire)
    one = Suggestion.objects.get(kind=Kind.COPY)
    helping.refuse(suggestion=one, by=claire)
    with pytest.raises(Refused, match="Claire Dumas"):
        helping.accept(suggestion=one, by=make_staff("organiser", display_name="Ali Roy", email="ali@example.org"))


def test_who_decides_has_a_name(process, sent):
    someone = make_staff("organiser", display_name="")
    compute(process, someone)
    with pytest.raises(Refused, match="name"):
        helping.accept(suggestion=Suggestion.objects.get(kind=Kind.COPY), by=someone)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.update(decision="accepted")


def test_what_is_no_longer_found_stays_in_the_log(client, process, claire, sent):
    compute(process, claire)
    for one in sent[1:4]:
        contributions.withdraw(one)
    compute(process, claire)
    one = Suggestion.objects.get(kind=Kind.COPY)
    assert one.replaced_at
    with pytest.raises(Refused):
        helping.accept(suggestion=one, by=claire)
    assert "Never decided: the texts changed since." in page(client, "suggestions", process.slug)


def test_themes_become_ideas_when_a_person_says_so(client, process, claire):
    for text, _ in zip(*said(SUBJECTS), strict=True):
        make_contribution(process, title="", body=text)
    compute(process, claire)
    theme = Suggestion.objects.filter(kind=Kind.THEME).first()
    assert theme.words
    shown = page(client, "help", process.slug, kind="theme")
    assert theme.words in shown
    assert shown.count("<blockquote") >= 3
    assert not Node.objects.exists()
    send(client, "suggestion", process.slug, theme.public_id, act="accept", title_fr="Le bus", title_en="The bus")
    theme.refresh_from_db()
    assert str(theme.node.title) == "The bus"
    assert not Attachment.objects.exists()
    two = [member.contribution for member in theme.members.all()[:2]]
    address = ["suggestion", process.slug, theme.public_id]
    nothing = send(client, *address, act="place", node=theme.node.public_id)
    assert nothing.status_code == 422
    assert "Tick the contributions to place." in nothing.content.decode()
    send(client, *address, act="place", node=theme.node.public_id, members=[one.public_id for one in two])
    assert {one.contribution for one in Attachment.objects.filter(node=theme.node)} == set(two)


def test_what_is_near_an_idea_is_suggested_with_its_sentence(client, process, claire, sent):
    node = actions.add_node(process=process, title=Translated(en="The evening bus until midnight"))
    shade, mark = sent[4].body.removesuffix("."), sent[4].public_id[:6]
    quoted = f"People ask for shade on the square: “{shade}” [#{mark}]."
    actions.write(node=node, body=quoted, author=claire, author_name="Claire Dumas", language="en")
    compute(process, claire)
    near = Suggestion.objects.filter(kind=Kind.NEAR)
    assert near
    assert all(one.node == node for one in near)
    assert not [one.words for one in near if shade in one.words], "what is quoted is not kept here"
    assert "An idea of the synthesis" in page(client, "suggestions", process.slug)
    assert "The evening bus until midnight" not in page(client, "suggestions", process.slug), "not published yet"


def test_the_work_page_marks_what_is_suggested_of_the_next_one(client, process, claire, sent):
    compute(process, claire)
    shown = page(client, "work", process.slug, c=sent[0].public_id)
    assert "Suggestions of the machine" in shown
    assert "3 people sent this text" in shown
    helping.switch(process=process, on=False, by=claire)
    assert "Suggestions of the machine" not in page(client, "work", process.slug, c=sent[0].public_id)


def test_its_state_stands_on_a_line_of_its_own(client, process, claire, sent):
    compute(process, claire)
    assert '</a>\n<p class="small soft">Not decided yet.</p>' in page(client, "work", process.slug, c=sent[0].public_id)


def test_what_holds_only_hidden_words_is_not_counted(client, process, claire, sent):
    compute(process, claire)
    assert "One text, sent several times (1)" in page(client, "help", process.slug)
    for one in sent[:4]:
        contributions.withdraw(one)
    assert "One text, sent several times (0)" in page(client, "help", process.slug)


def test_a_computing_stops_when_another_is_asked_for_or_the_help_is_switched_off(process, claire, sent):
    helping.switch(process=process, on=True, by=claire)
    first = helping.ask(process=process).run
    second = helping.ask(process=process).run
    with pytest.raises(computing.Stopped):
        computing.compute(process, first)
    helping.stop(process=process)
    with pytest.raises(computing.Stopped):
        computing.compute(process, second)
    third = helping.ask(process=process).run
    helping.switch(process=process, on=False, by=claire)
    with pytest.raises(computing.Stopped):
        computing.compute(process, third)
    assert not Suggestion.objects.exists()


def test_a_failure_is_told(client, process, claire, sent, monkeypatch):
    helping.switch(process=process, on=True, by=claire)
    run = helping.ask(process=process).run
    monkeypatch.setattr(computing.copies_method, "copies", lambda texts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        suggest.func(process.public_id, run)
    assert "The work failed" in page(client, "help", process.slug)


def test_the_log_shows_no_word_of_what_is_withdrawn(client, process, claire, sent):
    compute(process, claire)
    for one in sent[:4]:
        contributions.withdraw(one)
    client.logout()
    log = page(client, "suggestions", process.slug)
    assert "midnight" not in log
    assert "None of its texts is shown any more." in log


def test_the_log_costs_the_same_for_one_suggestion_and_for_many(client, process, claire, sent):
    compute(process, claire)
    with CaptureQueriesContext(connection) as few:
        page(client, "suggestions", process.slug)
    for n in range(8):
        for _ in range(3):
            make_contribution(process, title="", body=f"One text number {n}")
    compute(process, claire)
    with CaptureQueriesContext(connection) as many:
        page(client, "suggestions", process.slug)
    assert Suggestion.objects.count() > 8
    assert len(many) <= len(few)
