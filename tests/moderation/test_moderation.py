"""Hiding with a reason, restoring, contesting: nothing is deleted, and nobody judges their own decision."""

import csv
import io
import json

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.contributions import actions as saying
from parvis.contributions.models import Contribution, Report
from parvis.ledger.models import Entry
from parvis.moderation import actions
from parvis.moderation.models import Contest, Decision
from parvis.people.models import Organisation
from parvis.search import actions as search
from parvis.ui import page_cache
from tests.factories import make_bill, make_contribution, make_participant, make_person, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
REASON = "It names a neighbour; say it again without the name."


@pytest.fixture
def author():
    return make_person("author@example.org")


@pytest.fixture
def proposal(process, author):
    return make_contribution(process, title="A noisy neighbour", body="He lives at number 4.", author=author)


@pytest.fixture
def moderator(client):
    moderator = make_staff("moderator")
    client.force_login(moderator)
    return moderator


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def hide(client, contribution, ground="private", reason=REASON):
    return client.post(reverse("moderation:hide", args=[contribution.public_id]), {"ground": ground, "reason": reason})


def report(contribution, ground="private", words="", person=None):
    return Report.objects.create(contribution=contribution, person=person or make_person(), ground=ground, words=words)


def shown(client, name, *args, **query) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def records(act) -> list[dict]:
    return [json.loads(bytes(entry.record))["body"] for entry in Entry.objects.filter(act=act)]


def test_the_queue_groups_reports_and_puts_the_most_reported_first(client, moderator, process, proposal):
    other = make_contribution(process, title="Buy my fans")
    report(proposal, words="That is my house.")
    for _n in range(2):
        report(other, ground="advert")
    page = shown(client, "moderation:queue")
    assert page.index("Buy my fans") < page.index("A noisy neighbour")
    assert "2 reports" in page and "1 report," in page and "That is my house." in page
    report(proposal)
    assert client.get(reverse("moderation:queue"), {"order": "newest"}).status_code == 200
    assert client.get(reverse("moderation:queue"), {"order": "person__email"}).status_code == 400


def test_the_queue_costs_the_same_for_two_reports_and_for_twenty(client, moderator, process):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            shown(client, "moderation:queue")
        return len(queries)

    for _n in range(2):
        report(make_contribution(process))
    cost()
    few = cost()
    for _n in range(18):
        report(make_contribution(process))
    assert cost() == few


def test_hiding_needs_a_ground_and_a_reason_of_twenty_characters(client, moderator, proposal):
    for ground, reason, sentence in (
        ("", REASON, "Choose the ground"),
        ("private", "Too short.", "20 characters"),
        ("private", "", "Write the reason"),
        ("unknown", REASON, "Choose one of"),
    ):
        answer = hide(client, proposal, ground, reason)
        assert answer.status_code == 422 and sentence in answer.content.decode() and reason in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_is_hidden_leaves_lists_search_and_its_parent_s_count_but_keeps_its_own_counts(
    client, moderator, process, author
):
    parent = make_contribution(process)
    argument = make_contribution(process, "argument", parent=parent, body="Secret hedgehogs", author=author)
    saying.take_stance(contribution=argument, participant=make_participant(process), value="useful", channel="web")
    report(argument)
    hide(client, argument)
    argument.refresh_from_db()
    parent.refresh_from_db()
    assert argument.state == "hidden" and argument.useful == 1
    assert (parent.arguments_for, parent.discussion) == (0, 0)
    assert not Contribution.objects.filter(search.matching("hedgehogs")).exists()
    assert not Report.objects.filter(settled_at=None).exists()
    assert records("contribution.hidden") == [{"ground": "private", "reason": REASON}]


def test_words_changed_while_they_are_hidden_are_not_found_again(client, moderator, proposal):
    hide(client, proposal)
    saying.edit(proposal, body="Secret hedgehogs")  # its author pressed the button before they knew
    assert not Contribution.objects.filter(search.matching("hedgehogs")).exists()


def test_the_name_of_an_organisation_refused_goes_at_once(django_capture_on_commit_callbacks):
    body = Organisation.objects.create(name="Elms", represents="Us", interests="None")
    before = page_cache.version(page_cache.EVERYTHING)
    with django_capture_on_commit_callbacks(execute=True):
        actions.refuse_organisation(organisation=body, reason="The register does not know it.")
    assert page_cache.version(page_cache.EVERYTHING) != before


def test_hiding_twice_changes_nothing_more(moderator, process, proposal):
    first, second = (
        actions.hide(contribution=proposal, moderator=moderator, ground="private", reason=REASON) for _n in "12"
    )
    assert first == second and len(records("contribution.hidden")) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(contribution=proposal, ground="private", reason=REASON)


def test_restoring_brings_everything_back_and_says_why(client, moderator, process, author):
    parent = make_contribution(process)
    argument = make_contribution(process, "argument", parent=parent, body="Secret hedgehogs", author=author)
    hide(client, argument)
    decision = Decision.objects.get()
    address = reverse("moderation:restore", args=[decision.public_id])
    assert client.post(address, {"reason": "Oops"}).status_code == 422
    for _twice in range(2):
        client.post(address, {"reason": "The name was a public one after all."})
    argument.refresh_from_db()
    parent.refresh_from_db()
    assert argument.state == "published" and (parent.arguments_for, parent.discussion) == (1, 1)
    assert Contribution.objects.filter(search.matching("hedgehogs")).get() == argument
    assert records("contribution.restored") == [{"reason": "The name was a public one after all."}]
    hide(client, argument)  # and it can be hidden again, by a new decision
    assert Decision.objects.count() == 2


def test_what_was_withdrawn_then_hidden_is_counted_out_once(client, moderator, process, author):
    parent = make_contribution(process)
    argument = make_contribution(process, "argument", parent=parent, author=author)
    saying.withdraw(argument)
    hide(client, argument)
    actions.restore(decision=Decision.objects.get(), moderator=moderator, reason="It was withdrawn before anyway.")
    parent.refresh_from_db()
    assert parent.discussion == 0


def test_reports_can_be_settled_without_hiding(client, moderator, proposal):
    report(proposal)
    for _twice in range(2):
        client.post(reverse("moderation:keep", args=[proposal.public_id]))
    assert not Report.objects.filter(settled_at=None).exists()
    assert records("reports.settled") == [{"reports": 1, "shown": "yes"}]
    assert "No report waits" in shown(client, "moderation:queue")


def test_an_article_is_not_moderated(client, moderator, process):
    article = make_bill(process).articles.first().contribution
    assert hide(client, article).status_code == 403


def test_the_author_can_contest_once_and_nobody_else(client, moderator, proposal, author):
    hide(client, proposal)
    decision = Decision.objects.get()
    page = reverse("moderation:contest", args=[decision.public_id])
    mine = signed_in(author)
    assert page in shown(mine, "contributions:detail", proposal.public_id)
    assert "He lives at number 4." in shown(mine, "moderation:contest", decision.public_id)
    assert mine.post(page, {"words": "Why?"}).status_code == 422
    for words in ("He agreed to it, I asked him yesterday.", "Another try, as long as it takes."):
        assert mine.post(page, {"words": words}).status_code == 302
    assert Contest.objects.get().words.startswith("He agreed")
    assert signed_in(make_person()).get(page).status_code == 403
    assert Client().get(page).status_code == 403


def test_another_moderator_answers_and_may_show_the_words_again(client, moderator, proposal, author):
    hide(client, proposal)
    decision = Decision.objects.get()
    actions.contest(decision=decision, words="He agreed to it, I asked him yesterday.")
    page = reverse("moderation:answer", args=[decision.public_id])
    said = {"upheld": "no", "answer": "The neighbour wrote to us: he agrees."}
    assert client.post(page, said).status_code == 403
    assert "another moderator answers" in shown(client, "moderation:queue")
    second = signed_in(make_staff("moderator"))
    assert second.post(page, {"upheld": "", "answer": ""}).status_code == 422
    second.post(page, said)
    proposal.refresh_from_db()
    contest = Contest.objects.get()
    assert proposal.state == "published" and contest.upheld is False and contest.answered_at
    assert records("contribution.restored") == [{"reason": said["answer"]}]


def test_a_decision_can_be_upheld_with_a_reason_once(client, moderator, proposal):
    hide(client, proposal)
    contest = actions.contest(decision=Decision.objects.get(), words="Look at it again, if you will.")
    second, third = make_staff("moderator"), make_staff("moderator")
    said = {"contest": contest, "upheld": True, "answer": "A person can be recognised."}
    assert actions.answer_contest(moderator=second, **said) is True
    assert actions.answer_contest(moderator=third, **said) is False
    assert records("contest.answered") == [{"upheld": True, "reason": "A person can be recognised."}]
    with pytest.raises(actions.SameModerator):
        actions.answer_contest(moderator=moderator, **said)


@pytest.mark.parametrize(
    ("ground", "readable"),
    [
        ("private", False),
        ("illegal", False),
        ("insult", False),
        ("unknown", False),
        ("advert", True),
        ("elsewhere", True),
    ],
)
def test_the_bin_shows_the_reason_and_the_words_only_where_they_do_no_harm(client, process, proposal, ground, readable):
    actions.hide(contribution=proposal, moderator=make_staff("moderator"), ground=ground, reason=REASON)
    page = shown(client, "moderation:bin", process.slug)
    assert ("He lives at number 4." in page) == ("A noisy neighbour" in page) == readable
    assert (REASON in page) == (ground != "unknown")
    assert ("Reason not given by the source" in page) == (ground == "unknown")


def test_the_bin_never_names_a_moderator_nor_an_author(client, moderator, process, proposal, author):
    hide(client, proposal)
    page = shown(Client(), "moderation:bin", process.slug)
    assert moderator.display_name not in page and author.display_name not in page


def test_words_their_author_withdrew_are_not_kept_in_the_bin(client, moderator, process, proposal):
    hide(client, proposal, ground="advert")
    saying.withdraw(proposal)
    assert "He lives at number 4." not in shown(Client(), "moderation:bin", process.slug)


def test_the_bin_goes_on_page_after_page(client, process):
    moderator = make_staff("moderator")
    for _n in range(35):
        actions.hide(contribution=make_contribution(process), moderator=moderator, ground="advert", reason=REASON)
    first = client.get(reverse("moderation:bin", args=[process.slug])).content.decode()
    last = Decision.objects.in_process(process)[29]
    assert first.count('<li class="card"') == 30 and f"after={last.public_id}" in first
    second = shown(client, "moderation:bin", process.slug, after=last.public_id)
    assert second.count('<li class="card"') == 5
    assert client.get(reverse("moderation:bin", args=[process.slug]), {"ground": "x"}).status_code == 400


def test_the_file_can_be_downloaded_without_a_person_or_a_formula(client, moderator, process, proposal):
    hide(client, proposal, reason="=HYPERLINK(…) is not an argument, say why.")
    actions.contest(decision=Decision.objects.get(), words="My words, which stay between us.")
    answer = Client().get(reverse("moderation:journal", args=[process.slug, "csv"]))
    text = b"".join(answer.streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["reason"].startswith("'=HYPERLINK") and row["ground"] == "private" and row["contested_on"]
    answer = Client().get(reverse("moderation:journal", args=[process.slug, "json"]))
    read = json.loads(b"".join(answer.streaming_content))
    assert read["decisions"][0]["contribution"] == proposal.public_id
    for secret in ("between us", "number 4", moderator.display_name, "author"):
        assert secret not in text


def test_an_organisation_is_checked_once_or_refused_with_a_reason(client, moderator):
    first, second = (
        Organisation.objects.create(name=name, represents="Us", interests="None") for name in ("Oaks", "Elms")
    )
    assert "Oaks" in shown(client, "moderation:organisations")
    for _twice in range(2):
        client.post(reverse("moderation:check", args=[first.public_id]))
    refuse = reverse("moderation:refuse", args=[second.public_id])
    name = f"{second.public_id}-reason"
    assert client.post(refuse, {name: "No."}).status_code == 422
    client.post(refuse, {name: "The register does not know this association."})
    client.post(reverse("moderation:check", args=[second.public_id]))
    first.refresh_from_db()
    second.refresh_from_db()
    decided = client.get(reverse("moderation:organisations")).context["decided"]
    assert list(decided) == [second, first], "the latest decision first, whichever it was"
    assert first.checked_at and first.checked_by == moderator
    assert second.refused_at and not second.checked_at
    assert len(records("organisation.checked")) == len(records("organisation.refused")) == 1


@pytest.mark.parametrize("role", [None, "resident", "clerk", "organiser", "operator"])
def test_only_moderators_moderate(process, proposal, role):
    client = Client()
    if role:
        client.force_login(make_person() if role == "resident" else make_staff(role))
    decision = actions.hide(contribution=proposal, moderator=make_staff("moderator"), ground="advert", reason=REASON)
    actions.contest(decision=decision, words="Look at it again, if you will.")
    pages = [
        reverse("moderation:queue"),
        reverse("moderation:organisations"),
        reverse("moderation:hide", args=[proposal.public_id]),
        reverse("moderation:restore", args=[decision.public_id]),
        reverse("moderation:answer", args=[decision.public_id]),
    ]
    assert [client.get(page).status_code for page in pages] == [403] * 5
    assert client.post(pages[3], {"reason": "I would rather see it again."}).status_code == 403
    proposal.refresh_from_db()
    assert proposal.hidden_at


def test_no_mail_holds_the_hidden_words(proposal, moderator):
    actions.hide(contribution=proposal, moderator=moderator, ground="private", reason=REASON)
    assert all("number 4" not in message.body for message in mail.outbox)


def test_one_card_alone_of_the_queue_holds_the_main_action(client, process, moderator):
    for title in ("First", "Second", "Third"):
        report(make_contribution(process, title=title))
    page = shown(client, "moderation:queue")
    assert page.count('<a class="button" href') == 1 and page.count('<a class="button quiet" href') >= 2


def test_the_main_action_of_a_queue_is_one_its_reader_may_do(client, process, proposal, author, moderator):
    hide(client, proposal)
    actions.contest(decision=Decision.objects.get(), words="He agreed to it, I asked him yesterday.")
    report(make_contribution(process))
    assert "Read and decide" in main_action(client)
    client.force_login(make_staff("moderator"))
    assert "Look again and answer" in main_action(client)


def main_action(client) -> str:
    _before, _opens, after = shown(client, "moderation:queue").partition('<a class="button" href')
    return after.partition("</a>")[0]
