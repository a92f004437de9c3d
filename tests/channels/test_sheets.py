"""Paper for anyone: a sheet is numbered by a POST, never by looking."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parvis.channels import asking, paper
from parvis.channels.models import Sheet
from parvis.contributions.models import Contribution, Receipt
from parvis.ledger.models import Entry
from parvis.processes.models import Question
from tests.factories import make_bill, make_contribution, make_process, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def choose(client, process, **sent):
    return client.post(reverse("channels:number", args=[process.slug]), sent, headers={"Sec-Fetch-Site": "same-origin"})


def page(client, process, **query):
    return client.get(reverse("channels:sheet", args=[process.slug]), query)


def test_choosing_numbers_nothing_and_sets_no_cookie(client, process):
    make_bill(process)
    answer = page(client, process, article="article-2")
    assert answer.status_code == 200 and not answer.cookies
    assert b'<option value="article-2" selected' in answer.content
    assert not Sheet.objects.exists() and not Receipt.objects.exists()


def test_a_visitor_prints_one_article_with_a_code_twice_and_its_picture(process):
    make_bill(process)
    visitor = Client(enforce_csrf_checks=True)
    answer = choose(visitor, process, article="article-2")
    sheet = Sheet.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("channels:printed", args=[process.slug, sheet.batch])
    shown = visitor.get(answer.url).content.decode()
    code = sheet.receipt.code
    assert shown.count(f"{code[:5]}-{code[5:]}") == 2
    assert shown.count('class="qr-code"') == 1 and "style=" not in shown
    assert "Each town plants." in shown and "La commune plante un arbre." in shown
    assert [line.contribution.article.slug for line in sheet.lines.all()] == ["article-2"]
    assert sheet.receipt.received_at is None and sheet.receipt.participant is None


def test_the_picture_leads_to_the_page_of_the_receipt(process, settings):
    settings.PARVIS_ORIGIN = "https://parvis.example.org"
    assert paper.address("ABCDE23456") == "https://parvis.example.org/en/r/ABCDE23456/"


def test_looking_at_printed_sheets_again_makes_no_other_code(client, process):
    choose(client, process, experience="yes")
    batch = Sheet.objects.get().batch
    for _time in range(2):
        assert client.get(reverse("channels:printed", args=[process.slug, batch])).status_code == 200
    assert Sheet.objects.count() == 1


def test_words_hidden_since_are_no_longer_printed(client, process):
    rows = [make_contribution(process, title=title) for title in ("Trees along the river", "Benches at the school")]
    choose(client, process, contribution=[row.public_id for row in rows])
    address = reverse("channels:printed", args=[process.slug, Sheet.objects.get().batch])
    assert b"Benches at the school" in client.get(address).content
    Contribution.objects.filter(pk=rows[0].pk).update(hidden_at=timezone.now())
    shown = client.get(address).content.decode()
    assert "Trees along the river" not in shown and "qr-code" not in shown
    assert "no longer shown" in shown and "is ready" not in shown


def test_a_sheet_holds_up_to_eight_proposals(client, process):
    ids = [make_contribution(process).public_id for _n in range(9)]
    refused = choose(client, process, contribution=ids)
    assert refused.status_code == 422 and b"8 proposals at most" in refused.content
    assert refused.content.count(b" checked") == 8  # what was ticked is still here, as far as it fits
    assert choose(client, process, contribution=ids[:8]).status_code == 302
    assert Sheet.objects.get().lines.count() == 8


def test_a_long_explanation_goes_on_overleaf_where_the_face_left_it(process):
    article = make_bill(process).articles.first()
    article.explanation = {"en": "What it changes.\n" + "In plain words, at length. " * 60 + "\nAn example."}
    room = paper.room(article.contribution)
    assert room.overleaf and room.opening == "What it changes." and room.rest.endswith("\nAn example.")
    assert len(room.lines) >= paper.FEW
    article.explanation = {"en": "In plain words, at length. " * 90}
    room = paper.room(article.contribution)
    assert f"{room.opening[:-1]} {room.rest[2:]}" == str(article.explanation).strip()
    assert len(room.lines) >= paper.FEW


@pytest.mark.parametrize("words", ["One long alinéa. " * 1150, "An alinéa says who must do what.\n" * 590])
@pytest.mark.parametrize("explanation", ["", "In plain words, at length.\n" * 20, "In plain words, at length. " * 700])
def test_a_text_too_long_for_a_side_begins_there_and_says_where_it_is_whole(process, settings, words, explanation):
    settings.PARVIS_ORIGIN = "https://parvis.example.org"
    article = make_bill(process).articles.first()
    article.explanation = {"en": explanation}
    article.contribution.body = words.strip()
    room = paper.room(article.contribution)
    printed = "\n".join(room.text)
    assert 500 < len(printed) < 7000
    assert article.contribution.body.startswith(printed.removesuffix("…"))
    assert room.whole_at == f"parvis.example.org{article.get_absolute_url()}"
    proposal = make_contribution(process, body=words.strip())
    room = paper.room(proposal)
    assert 500 < len(room.text[0]) < 7000
    assert room.whole_at == f"parvis.example.org{proposal.get_absolute_url()}"


def test_a_question_leaves_room_to_write(client, process):
    question = Question.objects.create(process=process, position=1, text={"fr": "Où ?", "en": "Where do you wait?"})
    shown = client.get(choose(client, process, question=question.public_id).url).content.decode()
    assert "Where do you wait?" in shown and Sheet.objects.get().question == question


def test_nothing_chosen_is_told(client, process):
    answer = choose(client, process)
    assert answer.status_code == 422 and b"Choose what the sheet asks about." in answer.content


@pytest.mark.parametrize(
    "sent", [{"article": "article-99"}, {"question": "none"}, {"contribution": "none"}, {"kind": "x"}]
)
def test_what_does_not_exist_is_refused(client, process, sent):
    make_bill(process)
    assert choose(client, process, **sent).status_code == 400


def test_a_proposal_of_another_process_is_refused(client, process):
    elsewhere = make_contribution(make_process())
    assert choose(client, process, contribution=elsewhere.public_id).status_code == 400


def test_a_visitor_prints_one_and_a_clerk_two_hundred(client, process):
    assert choose(client, process, experience="yes", copies="2").status_code == 422
    client.force_login(make_staff("clerk"))
    assert b'name="copies"' in page(client, process).content
    choose(client, process, experience="yes", copies="200")
    codes = set(Sheet.objects.values_list("receipt__code", flat=True))
    assert len(codes) == 200 and len(set(Sheet.objects.values_list("batch", flat=True))) == 1
    for wrong in ("0", "201", "many", "-1", "1e3"):
        assert choose(client, process, experience="yes", copies=wrong).status_code == 422
    assert Sheet.objects.count() == 200


def test_the_ledger_says_how_many_and_never_a_code_nor_an_address(client, process):
    choose(client, process, experience="yes")
    record = bytes(Entry.objects.get(act="sheets.printed").record).decode()
    sheet = Sheet.objects.get()
    assert '"copies":1' in record
    assert sheet.receipt.code not in record and sheet.batch not in record


def test_a_double_click_numbers_once(client, process):
    client.force_login(make_staff("clerk"))
    first, second = (choose(client, process, experience="yes", once="samekey123") for _click in range(2))
    assert first.url == second.url and Sheet.objects.count() == 1


def test_a_closed_process_says_so_and_prints_nothing(client):
    closed = make_process(open=False)
    shown = page(client, closed)
    assert b"a sheet printed today could not be counted" in shown.content and b"<select" not in shown.content
    assert choose(client, closed, experience="yes").status_code == 403
    assert not Sheet.objects.exists()


def test_visitors_cannot_print_without_end(client, process, monkeypatch):
    monkeypatch.setattr("parvis.channels.views.sheets.BY_VISITORS", 2)
    assert [choose(client, process, experience="yes").status_code for _n in range(3)] == [302, 302, 429]


def test_one_network_never_uses_up_the_paper_of_all(client, process, monkeypatch):
    monkeypatch.setattr("parvis.channels.views.sheets.FROM_ONE_NETWORK", 2)
    greedy = [choose(client, process, experience="yes").status_code for _n in range(3)]
    elsewhere = choose(Client(REMOTE_ADDR="198.51.100.7"), process, experience="yes").status_code
    assert (greedy, elsewhere) == ([302, 302, 429], 302)


def test_another_site_cannot_print(process):
    visitor = Client(enforce_csrf_checks=True)
    path = reverse("channels:number", args=[process.slug])
    assert visitor.post(path, {"experience": "yes"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Sheet.objects.exists()


def test_what_is_hidden_or_withdrawn_is_not_offered(process):
    shown = make_contribution(process)
    hidden = make_contribution(process)
    type(hidden).objects.filter(pk=hidden.pk).update(hidden_at="2026-01-01T00:00Z")
    assert list(asking.opinions_of(process)) == [shown]


def test_who_searches_finds_in_both_languages(client, process):
    make_contribution(process, title="Des bancs à l’ombre")
    make_contribution(process, title="Longer opening hours")
    assert "Des bancs" in (found := page(client, process, q="banc").content.decode()) and "Longer" not in found
