"""The counter: paper counts like the web, once, and a clerk speaks for nobody."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parvis.channels import actions, asking
from parvis.channels.models import Sheet
from parvis.contributions import actions as saying
from parvis.contributions.counts import counts
from parvis.contributions.models import Consent, Contribution, Participant, Receipt, Stance, Tally
from parvis.ledger.ids import new_public_id
from parvis.ledger.models import Entry
from parvis.people.actions import arrive
from parvis.people.models import Identifier, Person
from parvis.processes.models import Question
from tests.factories import make_contribution, make_participant, make_person, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def proposal(process):
    return make_contribution(process)


@pytest.fixture
def clerk(client):
    clerk = make_staff("clerk")
    client.force_login(clerk)
    return clerk


def printed(process, *contributions, question=None) -> Sheet:
    asked = asking.Asked(contributions=list(contributions), question=question)
    return actions.print_sheets(process=process, asked=asked, batch=new_public_id())[0]


def typed(**more) -> dict:
    return {"language": "en", "consent": "on", **more}


def enter(client, sheet, **more):
    return client.post(reverse("channels:enter", args=[sheet.receipt.code]), typed(**more), follow=True)


def said_at_the_counter(client, process, *contributions, **more):
    ids = "&".join(f"contribution={row.public_id}" for row in contributions)
    address = f"{reverse('channels:assist', args=[process.slug])}?{ids or 'experience=yes'}"
    return client.post(address, typed(read_back="on", **more))


def totals(contribution) -> tuple[int, int, int]:
    """(agree, disagree, people), after checking that they are the count of stances."""
    contribution.refresh_from_db()
    stances = Stance.objects.filter(contribution=contribution)
    tallied = sum(Tally.objects.filter(contribution=contribution).values_list("count", flat=True))
    assert contribution.people == stances.count() == tallied
    return contribution.agree, contribution.disagree, contribution.people


def test_a_sheet_is_counted_on_paper_and_its_receipt_tells_that_it_came(client, clerk, process, proposal):
    sheet = printed(process, proposal)
    answer = enter(client, sheet, answer_1="agree")
    assert totals(proposal) == (1, 0, 1)
    assert Stance.objects.get().channel == "paper"
    sheet.refresh_from_db()
    receipt = Receipt.objects.get()
    assert sheet.entered_by == clerk and receipt.received_at and receipt.answers == 1
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("channels:counter")
    assert "Entered today: 1" in page and re.search(r"<input[^>]*name=\"code\"[^>]*autofocus", page)


def test_the_code_may_be_typed_in_any_way_or_scanned(client, clerk, process, proposal):
    code = printed(process, proposal).receipt.code
    for way in (code, code.lower(), f"{code[:5]}-{code[5:]}", f" {code} ", f"http://testserver/en/r/{code}/"):
        answer = client.get(reverse("channels:counter"), {"code": way})
        assert answer.url == reverse("channels:enter", args=[code])


def test_a_wrong_code_is_told_how_to_be_put_right(client, clerk):
    for wrong, sentence in (
        ("ABC", b"this one has 3"),
        ("ABCDEFGHJK", b"No sheet has this code"),
        ("", b"Type the code"),
    ):
        answer = client.get(reverse("channels:counter"), {"code": wrong})
        assert answer.status_code == 422 and sentence in answer.content


def test_without_a_cross_under_the_sentence_nothing_is_counted(client, clerk, process, proposal):
    answer = client.post(
        reverse("channels:enter", args=[printed(process, proposal).receipt.code]), {"answer_1": "agree"}
    )
    assert answer.status_code == 422 and b"nothing on it can be counted" in answer.content
    assert totals(proposal) == (0, 0, 0) and not Participant.objects.exists()


def test_an_empty_sheet_is_set_aside(client, clerk, process, proposal):
    answer = enter(client, printed(process, proposal))
    assert answer.status_code == 422 and b"Set an empty sheet aside" in answer.content


def test_who_gives_no_identifier_is_counted_apart_as_unchecked(client, clerk, process, proposal):
    enter(client, printed(process, proposal), answer_1="agree")
    enter(client, printed(process, proposal), answer_1="agree", identifier="claire@example.org")
    proposal.refresh_from_db()
    assert set(Participant.objects.values_list("checked", flat=True)) == {True, False}
    assert (counts(proposal).people, counts(proposal).unchecked) == (2, None)  # some: not how many (L14)


def test_one_person_counts_once_by_every_door(client, clerk, process, proposal):
    claire = make_person("claire@example.org")
    online = make_participant(process, claire)
    saying.take_stance(contribution=proposal, participant=online, value="disagree", channel="web")
    answer = enter(client, printed(process, proposal), answer_1="agree", identifier=" Claire@Example.ORG ")
    assert b"the latest answer counts" in answer.content
    said_at_the_counter(client, process, proposal, answer_1="agree", identifier="claire@example.org")
    assert totals(proposal) == (1, 0, 1) and Participant.objects.count() == 1
    assert Stance.objects.get().channel == "counter"


@pytest.mark.parametrize(
    "ways",
    [
        ("06 12 34 56 78", "+33612345678", "0033 6 12 34 56 78", "+33 (0)6 12 34 56 78"),
        ("ab 123", "AB-123", "ab123"),
        ("a@example.org", "A@example.org"),
    ],
)
def test_an_identifier_is_the_same_however_it_is_written(client, clerk, process, proposal, ways):
    for way in ways:
        enter(client, printed(process, proposal), answer_1="agree", identifier=way)
    assert totals(proposal) == (1, 0, 1) and Identifier.objects.count() == 1
    digits = Identifier.objects.get().digest
    assert len(digits) == 64 and not Person.objects.exclude(email=None).exclude(grants__role="clerk").exists()


def test_who_wrote_an_address_on_paper_and_signs_in_later_finds_the_same_participant(client, clerk, process, proposal):
    enter(client, printed(process, proposal), answer_1="agree", identifier="later@example.org")
    person = arrive(address="later@example.org", language="en")
    assert person.email == "later@example.org" and person.confirmed_at
    found = saying.participant_of(process, person)
    assert found.stances.get().value == "agree"
    assert arrive(address="later@example.org", language="en") == person


@pytest.mark.parametrize("wrong", ["claire@", "x", "??", "12"])
def test_an_identifier_that_is_not_whole_is_told(client, clerk, process, proposal, wrong):
    answer = enter(client, printed(process, proposal), answer_1="agree", identifier=wrong)
    assert answer.status_code == 422 and b"Type a whole e-mail address" in answer.content
    assert totals(proposal) == (0, 0, 0)


def test_a_sheet_counts_once_and_the_second_clerk_is_told_when(client, clerk, process, proposal):
    sheet = printed(process, proposal)
    enter(client, sheet, answer_1="agree")
    other = Client()
    other.force_login(make_staff("clerk"))
    answer = enter(other, sheet, answer_1="disagree")
    assert b"already entered, on" in answer.content and clerk.display_name.encode() not in answer.content
    assert totals(proposal) == (1, 0, 1)
    again = other.get(reverse("channels:counter"), {"code": sheet.receipt.code})
    assert again.status_code == 422 and b"already entered, on" in again.content


def test_words_become_an_argument_on_the_side_of_the_answer(client, clerk, process, proposal):
    enter(client, printed(process, proposal), answer_1="disagree", words="It costs too much for us.", signature="Ana")
    argument = Contribution.objects.get(kind="argument")
    assert (argument.side, argument.parent, argument.channel, argument.signature) == (
        "against",
        proposal,
        "paper",
        "Ana",
    )
    assert Receipt.objects.get().contributions.get() == argument
    proposal.refresh_from_db()
    assert proposal.arguments_against == 1


def test_words_beside_a_mixed_answer_must_say_what_they_are(client, clerk, process, proposal):
    sheet = printed(process, proposal)
    answer = enter(client, sheet, answer_1="mixed", words="My garden floods every spring.")
    assert answer.status_code == 422 and b"Choose what these words are" in answer.content
    assert b"My garden floods" in answer.content
    enter(client, sheet, answer_1="mixed", words="My garden floods every spring.", sort="lived")
    assert Contribution.objects.get(kind="experience").parent == proposal


def test_on_a_sheet_of_several_each_answer_goes_to_its_own(client, clerk, process):
    rows = [make_contribution(process) for _n in range(3)]
    enter(
        client,
        printed(process, *rows),
        answer_1="agree",
        answer_3="disagree",
        words="More of them please.",
        about="3",
        sort="idea",
    )
    assert [totals(row) for row in rows] == [(1, 0, 1), (0, 0, 0), (0, 1, 1)]
    assert Contribution.objects.get(body="More of them please.").parent == rows[2]
    assert Receipt.objects.get().answers == 2


def test_a_question_becomes_a_proposal_that_answers_it(client, clerk, process):
    question = Question.objects.create(process=process, position=1, text={"en": "Where do you wait?"})
    enter(client, printed(process, question=question), words="At the stop by the school. It has no roof.")
    proposal = Contribution.objects.get(kind="proposal")
    assert proposal.question == question and proposal.title == "At the stop by the school"


def test_a_blank_sheet_becomes_an_experience(client, clerk, process):
    enter(client, printed(process), words="I fell on the step.", place="Town hall", wish="A ramp.")
    experience = Contribution.objects.get(kind="experience")
    assert (experience.place, experience.wish, experience.channel) == ("Town hall", "A ramp.", "paper")


def test_the_last_entry_can_be_undone_and_what_was_said_before_is_back(client, clerk, process, proposal):
    claire = make_person("claire@example.org")
    saying.take_stance(
        contribution=proposal, participant=make_participant(process, claire), value="disagree", channel="web"
    )
    sheet = printed(process, proposal)
    enter(client, sheet, answer_1="agree", identifier="claire@example.org", words="Typed by mistake, all of it.")
    assert totals(proposal) == (1, 0, 1)
    client.post(reverse("channels:undo", args=[sheet.receipt.code]))
    assert totals(proposal) == (0, 1, 1) and Stance.objects.get().channel == "web"
    assert Contribution.objects.get(kind="argument").withdrawn_at
    sheet.refresh_from_db()
    assert sheet.entered_at is None and not Receipt.objects.get().received_at
    enter(client, sheet, answer_1="agree")
    assert totals(proposal) == (1, 1, 2)


def test_undoing_an_unchecked_sheet_leaves_nobody_behind(client, clerk, process, proposal):
    sheet = printed(process, proposal)
    enter(client, sheet, answer_1="agree")
    for _twice in range(2):
        client.post(reverse("channels:undo", args=[sheet.receipt.code]))
    assert totals(proposal) == (0, 0, 0) and not Participant.objects.exists() and not Consent.objects.exists()
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts.count("sheet.entered") == acts.count("sheet.reopened") == 1


def test_another_clerk_or_a_later_hour_cannot_undo(client, clerk, process, proposal):
    sheet = printed(process, proposal)
    enter(client, sheet, answer_1="agree")
    other = Client()
    other.force_login(make_staff("clerk"))
    assert (
        b"can no longer be undone"
        in other.post(reverse("channels:undo", args=[sheet.receipt.code]), follow=True).content
    )
    Sheet.objects.update(entered_at=timezone.now() - timedelta(hours=2))
    client.post(reverse("channels:undo", args=[sheet.receipt.code]))
    assert totals(proposal) == (1, 0, 1)


def test_someone_present_is_helped_and_leaves_with_a_receipt(client, clerk, process, proposal):
    answer = said_at_the_counter(client, process, proposal, answer_1="agree", words="Because my street floods.")
    slip = client.get(answer.url).content.decode()
    receipt = Receipt.objects.get()
    assert f"{receipt.code[:5]}-{receipt.code[5:]}" in slip and "1 answer counted" in slip
    assert "Agree" not in slip and "street floods" not in slip
    assert Stance.objects.get().channel == Consent.objects.get().channel == "counter"


@pytest.mark.parametrize("forgotten", ["consent", "read_back"])
def test_at_the_counter_the_sentence_is_read_aloud_and_the_words_read_back(client, clerk, process, proposal, forgotten):
    address = f"{reverse('channels:assist', args=[process.slug])}?contribution={proposal.public_id}"
    sent = {key: value for key, value in typed(read_back="on", answer_1="agree").items() if key != forgotten}
    assert client.post(address, sent).status_code == 422
    assert totals(proposal) == (0, 0, 0)


def test_sending_the_form_twice_counts_once(client, clerk, process, proposal):
    first, second = (said_at_the_counter(client, process, proposal, answer_1="agree", once="samekey123") for _n in "12")
    assert first.url == second.url
    assert totals(proposal) == (1, 0, 1) and Receipt.objects.count() == 1


def test_the_ledger_holds_every_act_and_no_person(client, clerk, process, proposal):
    enter(client, printed(process, proposal), answer_1="agree", identifier="claire@example.org")
    said_at_the_counter(client, process, proposal, answer_1="agree")
    for act in ("sheet.entered", "counter.helped"):
        record = bytes(Entry.objects.get(act=act).record).decode()
        assert '"answers":1' in record
        assert "claire" not in record and clerk.public_id not in record and '"agree"' not in record


def test_a_clerk_sees_nobody_s_opinion_afterwards(client, clerk, process, proposal):
    sheet = printed(process, proposal)
    enter(client, sheet, answer_1="disagree", identifier="claire@example.org")
    for address in (reverse("channels:counter"), reverse("channels:enter", args=[sheet.receipt.code])):
        shown = client.get(address, follow=True).content.decode()
        assert "claire" not in shown and "disagree" not in shown.lower()


def test_a_contribution_hidden_since_is_left_out_and_the_rest_counts(client, clerk, process, proposal):
    kept = make_contribution(process)
    sheet = printed(process, proposal, kept)
    Contribution.objects.filter(pk=proposal.pk).update(hidden_at=timezone.now())
    answer = enter(client, sheet, answer_1="agree", answer_2="agree")
    assert b"no longer shown" in answer.content
    assert totals(proposal) == (0, 0, 0) and totals(kept) == (1, 0, 1) and Receipt.objects.get().answers == 1


def test_sheets_handed_in_before_the_close_are_entered_for_a_week(client, clerk, process, proposal):
    sheet = printed(process, proposal)
    process.phases.update(closes_at=timezone.now() - timedelta(days=2))
    assert enter(client, sheet, answer_1="agree").status_code == 422  # the clerk must say that it came in time
    enter(client, sheet, answer_1="agree", in_time="on")
    assert totals(proposal) == (1, 0, 1)
    late = printed(process, proposal)
    process.phases.update(closes_at=timezone.now() - timedelta(days=8))
    assert enter(client, late, answer_1="agree", in_time="on").status_code == 403
    assert said_at_the_counter(client, process, proposal, answer_1="agree").status_code == 403


@pytest.mark.parametrize("role", [None, "resident", "moderator", "organiser", "operator"])
def test_only_clerks_stand_at_the_counter(client, process, proposal, role):
    if role:
        client.force_login(make_person() if role == "resident" else make_staff(role))
    code = printed(process, proposal).receipt.code
    pages = [
        reverse("channels:counter"),
        reverse("channels:enter", args=[code]),
        reverse("channels:assist", args=[process.slug]),
    ]
    assert [client.get(page).status_code for page in pages] == [403] * 3
    assert client.post(reverse("channels:enter", args=[code]), typed(answer_1="agree")).status_code == 403
    assert totals(proposal) == (0, 0, 0)


def test_a_clerk_without_a_second_factor_is_sent_to_add_one(client):
    client.force_login(make_staff("clerk", second_factor=False))
    answer = client.get(reverse("channels:counter"))
    assert answer.status_code == 403 and b"second factor" in answer.content
