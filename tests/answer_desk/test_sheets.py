"""A spreadsheet goes out and comes back: shown line by line, conflicts refused by their number, all or nothing."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from parvis.answer_desk import actions, sheets, workbook
from parvis.answer_desk.models import Draft
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated

from .conftest import REASON, supported
from .test_drafts import drafted, signed
from .test_pages import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(process):
    return f"/en/desk/answers/{process.slug}/"


def filled(content: bytes, **rows) -> bytes:
    """rows: l2={"F": "Kept", …}: cells written on a line."""
    book = load_workbook(BytesIO(content))
    for name, cells in rows.items():
        for letter, value in cells.items():
            book.active[f"{letter}{name[1:]}"] = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def upload(content: bytes):
    return SimpleUploadedFile("answers.xlsx", content)


def test_out_and_back(client, process, contribution, writer, board):
    signed_in(client, writer)
    content = client.get(f"{board}answers.xlsx").content
    back = filled(content, l2={"F": "Kept", "H": REASON, "I": "Budget, line 12"})
    shown = client.post(f"{board}sheet/", {"sheet": upload(back)})
    assert "Line 2" in text(shown) and "New draft" in text(shown)
    assert not Draft.objects.exists()
    client.post(f"{board}sheet/write/", {"packed": shown.context["packed"]})
    draft = Draft.objects.get()
    assert (draft.status, draft.reason, draft.written_by) == ("kept_fully", REASON, writer)


def test_words_of_people_never_become_formulas(process):
    hostile = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("https://example.org")']
    rows = [supported(process, words) for words in hostile]
    page = load_workbook(BytesIO(sheets.write(rows))).active
    for row in page.iter_rows(min_row=2):
        assert (row[1].data_type, row[1].quotePrefix) == ("s", True)


def test_a_formula_sent_back_is_refused_by_its_line(process, contribution):
    back = filled(sheets.write([contribution]), l2={"F": "Kept", "H": '=HYPERLINK("https://example.org")'})
    (line,) = sheets.read(process, back)
    assert (line.number, line.state) == (2, "refused")
    assert "is a formula" in line.why


def test_conflicts_are_refused_line_by_line_and_the_others_go_on(client, process, office, writer, reader, board):
    ideas = [supported(process, title) for title in ("One", "Two", "Three", "Four")]
    content = sheets.write(ideas)
    drafted(ideas[0], reader, office, place="Line 13")
    rows = {f"l{n}": {"F": "Not kept", "G": "Financial", "H": f"{n} {REASON}"} for n in (2, 3)}
    back = filled(content, **rows, l4={"F": "Perhaps", "H": REASON}, l5={"F": "Not kept", "H": REASON})
    lines = sheets.read(process, back)
    assert [line.state for line in lines] == ["refused", "new", "refused", "new"]
    assert "after the file was downloaded" in lines[0].why
    signed_in(client, writer)
    shown = client.post(f"{board}sheet/", {"sheet": upload(back)})
    assert "Line 2" in text(shown) and "Write these 2 answers" in text(shown)
    client.post(f"{board}sheet/write/", {"packed": shown.context["packed"]})
    assert Draft.objects.get(contribution=ideas[0]).place == "Line 13"
    assert Draft.objects.get(contribution=ideas[1]).ground == "financial"


def test_nothing_is_half_imported(client, process, office, writer, reader, board):
    ideas = [supported(process, title, agree) for title, agree in (("One", 30), ("Two", 20))]
    rows = {f"l{n}": {"F": "Kept", "H": f"{n} {REASON}", "I": "Line 1"} for n in (2, 3)}
    signed_in(client, writer)
    shown = client.post(f"{board}sheet/", {"sheet": upload(filled(sheets.write(ideas), **rows))})
    drafted(ideas[1], reader, office)
    refused = client.post(f"{board}sheet/write/", {"packed": shown.context["packed"]})
    assert refused.status_code == 422
    assert "Nothing was written" in text(refused)
    assert [draft.contribution for draft in Draft.objects.all()] == [ideas[1]]
    client.post(f"{board}sheet/write/", {"packed": refused.context["packed"]})
    assert Draft.objects.filter(contribution=ideas[0]).exists()


def test_L11_a_line_about_an_answer_published_meanwhile_is_refused(
    process, contribution, office, writer, reader, decider
):
    signed(contribution, office, writer, reader, decider)
    content = sheets.write([contribution])
    actions.announce(process, publish_on=actions.today(), by=decider)
    actions.publish_due()
    (line,) = sheets.read(process, filled(content, l2={"H": f"Again. {REASON}"}))
    assert line.state == "refused"
    assert "L11" in line.why


def test_the_same_mark_twice_is_refused_twice(process, contribution):
    lines = sheets.read(process, sheets.write([contribution, contribution]))
    assert [line.state for line in lines] == ["refused", "refused"]


@pytest.mark.parametrize("content", [b"", b"not a sheet", b"PK\x03\x04 broken"], ids=["empty", "text", "broken zip"])
def test_what_is_no_spreadsheet_is_told_in_clear(client, process, writer, board, content):
    signed_in(client, writer)
    refused = client.post(f"{board}sheet/", {"sheet": upload(content)})
    assert refused.status_code == 422


def test_a_preview_of_another_process_or_forged_writes_nothing(client, writer, board):
    signed_in(client, writer)
    sent = client.post(f"{board}sheet/write/", {"packed": "forged"}, follow=True)
    assert "too old" in text(sent)
    assert not Draft.objects.exists()


def test_a_line_of_something_else_is_refused(process):
    lines = sheets.read(process, book_of(["c:nothing", "", "", "", "", "Kept", "", REASON]))
    assert [line.state for line in lines] == ["refused"]


def book_of(*lines) -> bytes:
    book = Workbook()
    for line in (workbook.headings(), *lines):
        book.active.append(line)
    return saved(book)


def saved(book) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_version_no_draft_can_have_is_refused_not_an_error(client, process, contribution, writer, board):
    drafted(contribution, writer, None)
    back = filled(sheets.write([contribution]), l2={"F": "Not kept", "K": "9" * 5_000})
    signed_in(client, writer)
    assert "someone wrote this answer after" in text(client.post(f"{board}sheet/", {"sheet": upload(back)})).lower()


def test_a_sheet_is_written_in_as_many_questions_whatever_its_lines(process, office, writer, django_assert_num_queries):
    rows = [supported(process, f"Idea {n}") for n in range(4)]
    for row in rows:
        drafted(row, writer, office)
    with django_assert_num_queries(1):
        sheets.write(rows)


def test_an_idea_removed_since_it_was_drafted_is_in_no_file(process, office, writer):
    idea = synthesis.add_node(process=process, title=Translated(en="Crossings"))
    drafted(idea, writer, office)
    assert sheets.owed(process) == [idea]
    synthesis.remove_node(node=idea)
    assert sheets.owed(process) == []
