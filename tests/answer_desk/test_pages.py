"""The pages of the desk: nothing typed is lost, each role does its part, the answer is read in public."""

import re
import time
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from parvis.answer_desk import actions
from parvis.answer_desk.models import Assignment, Draft, PrivateLink, Service
from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer, Reply
from parvis.ledger.models import Entry
from parvis.processes.promises.actions import today
from tests.factories import make_contribution, make_participant, make_person, make_staff

from .conftest import REASON, said, supported
from .test_drafts import drafted, signed

pytestmark = pytest.mark.django_db
SENT = {"status": "kept_fully", "reason": REASON, "place": "Budget, line 12", "language": "en"}


def signed_in(client, person):
    client.force_login(person)
    session = client.session
    proofs = [{"method": method, "at": time.time(), "reauthenticated": True} for method in ("code", "mfa")]
    session["account_authentication_methods"] = proofs
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def text(reply) -> str:
    return re.sub(r"\s+", " ", reply.content.decode())


@pytest.mark.parametrize("role", ["organiser", "decider"])
def test_organisers_and_deciders_draft_from_the_desk(client, contribution, office, role):
    signed_in(client, make_staff(role))
    address = f"/en/desk/c/{contribution.public_id}/answer/"
    assert "A crossing by the school" in text(client.get(address))
    kept = client.post(address, {**SENT, "reason": "Because.", "office": office.pk}, follow=True)
    assert "80 characters or more; it has 8" in text(kept)
    client.post(address, {**SENT, "office": office.pk, "seen": 1})
    assert Draft.objects.get().reason == REASON
    assert not Answer.objects.exists()


def test_the_board_leads_back_to_the_desk(client, process):
    for role, there in (("organiser", True), ("decider", False)):
        signed_in(client, make_staff(role))
        page = client.get(f"/en/desk/answers/{process.slug}/").content.decode()
        crumbs = page.split('<div class="wrap crumbs">')[1].split("</div>")[0]
        assert (f'"/en/desk/p/{process.slug}/"' in crumbs) is there
        assert f'"/en/p/{process.slug}/"' not in crumbs


def test_others_may_not_answer(client, contribution):
    address = f"/en/desk/c/{contribution.public_id}/answer/"
    assert client.get(address).status_code == 403
    for person in (make_person(), make_staff("moderator"), make_staff("decider", second_factor=False)):
        client.force_login(person)
        assert client.get(address).status_code == 403


def test_one_answer_leads_to_the_next_then_to_the_board(client, process, contribution, office, writer):
    second = supported(process, "A bench", agree=12)
    signed_in(client, writer)
    first = client.post(f"/en/desk/c/{contribution.public_id}/answer/", {**SENT, "office": office.pk})
    assert first.headers["Location"] == f"/en/desk/c/{second.public_id}/answer/"
    last = client.post(first.headers["Location"], {**SENT, "office": office.pk})
    assert last.headers["Location"] == f"/en/desk/answers/{process.slug}/"
    answering = client.get(f"/en/desk/c/{second.public_id}/answer/").context["form"]
    assert answering.initial["office"] == office


def test_a_save_over_a_newer_version_keeps_both_texts_and_shows_the_difference(
    client, contribution, office, writer, reader
):
    drafted(contribution, reader, office, reason=f"The line is twelve. {REASON}")
    signed_in(client, writer)
    address = f"/en/desk/c/{contribution.public_id}/answer/"
    mine = f"The line is thirteen. {REASON}"
    page = client.post(address, {**SENT, "reason": mine, "office": office.pk, "seen": 0})
    assert page.status_code == 422
    assert "<del>" in text(page) and "twelve" in text(page) and "thirteen" in text(page)
    assert page.context["form"]["reason"].value() == mine
    assert Draft.objects.get().reason.startswith("The line is twelve.")
    client.post(address, {**SENT, "reason": mine, "office": office.pk, "seen": page.context["form"]["seen"].value()})
    assert Draft.objects.get().reason == mine


def test_from_the_queue_to_the_public_page(client, process, contribution, office, writer, reader, decider):
    board = f"/en/desk/answers/{process.slug}/"
    draft = drafted(contribution, writer, office)
    signed_in(client, writer)
    page = f"/en/desk/answers/drafts/{draft.public_id}/"
    assert "someone else reads it" in text(client.post(page, {"act": "check", "seen": 1}))
    signed_in(client, reader)
    assert client.post(page, {"act": "check", "seen": 1}).status_code == 302
    assert client.get(f"{board}sign/").status_code == 403
    signed_in(client, decider)
    assert "A crossing by the school" in text(client.get(f"{board}sign/"))
    assert client.post(f"{board}sign/", {"signed_by": "Camille Aubier, mayor"}).status_code == 422
    ticked = {"draft": f"{draft.public_id}:1", "signed_by": "Camille Aubier, mayor"}
    assert client.post(f"{board}sign/", ticked).status_code == 302
    later = (today() + timedelta(days=5)).isoformat()
    assert client.post(f"{board}day/", {"publish_on": "2020-01-01"}).status_code == 422
    assert client.post(f"{board}day/", {"publish_on": later}).status_code == 302
    assert not Answer.objects.exists()
    process.answer_batches.update(publish_on=today())
    actions.publish_due()
    client.logout()
    answer = Answer.objects.get()
    page = text(client.get(f"/en/a/{answer.public_id}/"))
    for words in ("A crossing by the school", "Kept", REASON, "Budget, line 12", "Camille Aubier, mayor"):
        assert words in page


def test_who_reads_goes_from_one_answer_to_the_next_that_they_did_not_write(
    client, process, contribution, office, writer, reader
):
    first = drafted(contribution, writer, office)
    drafted(supported(process, "My own"), reader, office)
    third = drafted(supported(process, "A bench"), writer, office)
    signed_in(client, reader)
    board = f"/en/desk/answers/{process.slug}/"
    one, other = (f"/en/desk/answers/drafts/{draft.public_id}/" for draft in (first, third))
    assert f'href="{one}">Read them one after another' in text(client.get(board))
    assert client.post(one, {"act": "check", "seen": 1}).headers["Location"] == other
    assert client.post(other, {"act": "back", "remark": "Say by when.", "seen": 1}).headers["Location"] == board


def test_signing_asks_who_is_there_again(client, process, decider):
    client.force_login(decider)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    assert client.get(f"/en/desk/answers/{process.slug}/sign/").status_code == 302


def test_L09_the_page_refuses_to_say_answered_while_someone_waits(client, process, contribution, writer):
    signed_in(client, writer)
    refused = client.post(f"/en/desk/answers/{process.slug}/close/", headers={"sec-fetch-site": "same-origin"})
    assert refused.status_code == 409
    assert "L09" in text(refused)
    assert Entry.objects.filter(act="action.blocked").exists()


def test_L10_the_page_refuses_to_check_an_answer_without_its_motive(client, contribution, office, writer, reader):
    draft = drafted(contribution, writer, office, reason="No.")
    signed_in(client, reader)
    refused = client.post(f"/en/desk/answers/drafts/{draft.public_id}/", {"act": "check", "seen": 1})
    assert refused.status_code == 409
    assert "L10" in text(refused)


def test_L11_what_was_typed_over_an_answer_published_meanwhile_is_given_back(
    client, contribution, office, writer, reader, decider
):
    draft = signed(contribution, office, writer, reader, decider)
    actions.announce(contribution.process, publish_on=today(), by=decider)
    actions.publish_due()
    signed_in(client, writer)
    typed = f"Typed meanwhile. {REASON}"
    address = f"/en/desk/c/{contribution.public_id}/answer/"
    refused = client.post(address, {**SENT, "reason": typed, "seen": draft.version})
    assert refused.status_code == 409
    assert "L11" in text(refused) and typed in text(refused)
    assert "stands in its place" in text(client.get(address)) or "stand in its place" in text(client.get(address))


def test_a_selection_is_answered_and_taken_back_in_one_act(client, process, office, writer):
    ideas = [supported(process, title) for title in ("One", "Two")]
    signed_in(client, writer)
    board = f"/en/desk/answers/{process.slug}/"
    chosen = {"c": [one.public_id for one in ideas]}
    assert "2 contributions or ideas chosen" in text(client.get(f"{board}selection/", chosen))
    client.post(f"{board}selection/", {**SENT, **chosen, "office": office.pk})
    assert Draft.objects.count() == 2
    bulk = Draft.objects.first().bulk
    assert "2 drafts" in text(client.get(board))
    client.post(f"{board}undo/", {"bulk": bulk})
    assert not Draft.objects.exists()


def test_a_service_answers_by_a_private_link_and_only_what_it_was_given(client, process, contribution, writer):
    other = supported(process, "Of another service")
    signed_in(client, writer)
    board = f"/en/desk/answers/{process.slug}/"
    due = (today() + timedelta(days=9)).isoformat()
    client.post(f"{board}assign/", {"c": [contribution.public_id], "name": "Roads", "due_on": due})
    service = Service.objects.get()
    made = client.post(f"{board}link/", {"service": service.pk, "days": "30"})
    address = re.search(r"/en/service/[\w-]+/", made.content.decode())[0]
    token = address.split("/")[3]
    assert token not in str(PrivateLink.objects.values())
    client.logout()
    page = client.get(address)
    assert "A crossing by the school" in text(page) and "Of another service" not in text(page)
    assert "no-store" in page.headers["Cache-Control"]
    origin = {"sec-fetch-site": "same-origin"}
    client.post(f"{address}c/{contribution.public_id}/", SENT, headers=origin)
    draft = Draft.objects.get()
    assert (draft.service, draft.written_by, draft.reason) == (service, None, REASON)
    assert client.get(f"{address}c/{other.public_id}/").status_code == 404
    assert client.get("/en/service/something-else/").status_code == 404
    PrivateLink.objects.update(expires_at=draft.written_at - timedelta(days=1))
    told = client.get(address)
    assert (told.status_code, "It opened until" in text(told), "crossing" in text(told)) == (410, True, False)


def test_a_link_that_was_closed_opens_nothing(client, process, contribution, writer):
    service = Service.objects.create(name="Roads")
    token = actions.make_link(service=service, process=process, days=7, by=writer)
    assert client.get(f"/en/service/{token}/").status_code == 200
    signed_in(client, writer)
    sent = {"service": service.pk, "days": "7", "act": "revoke"}
    client.post(f"/en/desk/answers/{process.slug}/link/", sent)
    told = client.get(f"/en/service/{token}/")
    assert (told.status_code, "closed it on" in text(told)) == (410, True)


def test_a_service_does_not_write_over_what_was_checked(contribution, office, writer, reader):
    service = Service.objects.create(name="Roads")
    Assignment.objects.create(service=service, process=contribution.process, contribution=contribution, due_on=today())
    draft = drafted(contribution, writer, office)
    actions.check(draft, by=reader, seen=1)
    with pytest.raises(actions.Refused, match="was checked already"):
        actions.save_draft(about=contribution, seen=1, service=service, **said(office, place="Line 13"))


def test_the_author_says_whether_it_answers_and_only_a_count_is_public(
    client, process, office, writer, reader, decider
):
    author = make_person()
    mine = make_contribution(process, title="Mine", participant=make_participant(process, author))
    signed(mine, office, writer, reader, decider)
    actions.announce(process, publish_on=today(), by=decider)
    actions.publish_due()
    address = f"/en/c/{mine.public_id}/answer/"
    assert client.get(address).status_code == 403
    client.force_login(make_person())
    assert client.get(address).status_code == 403
    client.force_login(author)
    assert client.post(address, {"satisfied": "no"}).status_code == 422
    client.post(address, {"satisfied": "no", "words": "The crossing is for another school."})
    assert "Change my reply" in text(client.get(address))
    client.logout()
    public = text(client.get(f"/en/a/{Answer.objects.get().public_id}/"))
    assert "1 author: “It does not”" in public and "another school" not in public
    client.force_login(writer)
    assert "another school" in text(client.get(f"/en/desk/answers/{process.slug}/"))
    Contribution.objects.filter(pk=mine.pk).update(withdrawn_at=Now())
    assert "another school" not in text(client.get(f"/en/desk/answers/{process.slug}/"))
    Contribution.objects.update(withdrawn_at=None)
    client.force_login(author)
    client.post(address, {"satisfied": "yes"})
    assert Reply.objects.get().satisfied


def test_the_holder_of_a_receipt_replies_without_an_account(client, process, office, writer, reader, decider):
    participant = make_participant(process)
    mine = make_contribution(process, title="Mine", participant=participant)
    receipt = contributions.issue_receipt(participant=participant, channel="web", contributions=[mine])
    signed(mine, office, writer, reader, decider)
    actions.announce(process, publish_on=today(), by=decider)
    actions.publish_due()
    address = f"/en/r/{receipt.code}/c/{mine.public_id}/answer/"
    assert f"/c/{mine.public_id}/answer/" in client.get(f"/en/r/{receipt.code}/").content.decode()
    origin = {"sec-fetch-site": "same-origin"}
    assert client.post(address, {"satisfied": "yes"}, headers=origin).status_code == 302
    assert Reply.objects.get().contribution == mine
    other = make_contribution(process)
    assert client.get(f"/en/r/{receipt.code}/c/{other.public_id}/answer/").status_code == 404


def test_lists_of_drafts_show_no_word_of_what_was_hidden(
    client, process, contribution, office, writer, reader, decider
):
    draft = drafted(contribution, writer, office)
    board = f"/en/desk/answers/{process.slug}/"
    Contribution.objects.filter(pk=contribution.pk).update(hidden_at=Now(), body="Words that insult.")

    def pages(person, *addresses):
        signed_in(client, person)
        for address in addresses:
            page = text(client.get(address))
            assert "Hidden contribution" in page
            assert "A crossing by the school" not in page and "Words that insult." not in page

    pages(reader, board, f"/en/desk/answers/drafts/{draft.public_id}/")
    actions.check(draft, by=reader, seen=1)
    pages(decider, board, f"{board}sign/")


def test_a_draft_taken_back_at_the_very_moment_it_is_checked_is_no_longer_there(
    client, process, contribution, office, writer, reader, monkeypatch
):
    (draft,) = actions.answer_many([contribution], by=writer, **said(office))[1]
    check = actions.check

    def too_late(found, **read):
        actions.undo_bulk(process, draft.bulk)
        return check(found, **read)

    monkeypatch.setattr(actions, "check", too_late)
    signed_in(client, reader)
    address = f"/en/desk/answers/drafts/{draft.public_id}/"
    assert client.post(address, {"act": "check", "seen": "1"}).status_code == 404
