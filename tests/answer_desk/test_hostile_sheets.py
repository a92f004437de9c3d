"""Spreadsheets as people and programs really send them back: nothing is written that nobody meant."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

from parvis.answer_desk import sheets, workbook
from parvis.answer_desk.models import Draft
from parvis.decisions.models import Answer

from .conftest import REASON, said, supported
from .test_drafts import drafted
from .test_sheets import book_of, filled, saved

pytestmark = pytest.mark.django_db
ANSWERED = {"F": "Kept", "H": REASON, "I": "Line 12"}


def opened(*abouts):
    return load_workbook(BytesIO(sheets.write(list(abouts))))


def test_the_sheet_is_found_wherever_it_stands(process, contribution):
    book = opened(contribution)
    for letter, value in ANSWERED.items():
        book.active[f"{letter}2"] = value
    book.create_sheet("Notes", 0).append(["To do", "Who"])
    book.create_sheet("Empty", 0)
    (line,) = sheets.read(process, saved(book))
    assert (line.state, line.said["place"]) == ("new", "Line 12")


def test_columns_that_were_moved_or_added_are_known_by_their_headings(process, contribution):
    book = opened(contribution)
    page = book.active
    page.insert_cols(6)
    page["F1"], page["F2"] = "Our notes", "not for the public"
    for letter, value in {"G": "Not kept", "H": "Financial", "I": REASON}.items():
        page[f"{letter}2"] = value
    page.move_range("I1:I2", cols=8)
    (line,) = sheets.read(process, saved(book))
    assert (line.state, line.said["status"], line.said["ground"]) == ("new", "not_kept", "financial")
    assert line.said["reason"] == REASON


def test_a_sheet_without_one_of_its_columns_is_refused_by_the_name_of_the_column(process, contribution):
    book = opened(contribution)
    book.active["H1"] = "Why"
    with pytest.raises(sheets.NotASheet, match="“Reason, 80 characters or more” is missing"):
        sheets.read(process, saved(book))
    with pytest.raises(sheets.NotASheet, match="“Mark: do not change” is missing"):
        sheets.read(process, saved(load_workbook(BytesIO(book_of())).__class__()))


def test_a_column_that_stands_twice_is_refused_by_its_name(process, office, writer, contribution):
    """Whichever was read, the other may hold the words: an empty copy would empty the reason."""
    drafted(contribution, writer, office)
    book = opened(contribution)
    book.active["L1"] = book.active["H1"].value
    with pytest.raises(sheets.NotASheet, match="Two columns are called “Reason, 80 characters or more”"):
        sheets.read(process, saved(book))
    book.active["L1"] = book.active["C1"].value
    assert [line.state for line in sheets.read(process, saved(book))] == ["same"]


def test_a_sheet_downloaded_in_french_comes_back_in_english(process, contribution):
    with translation.override("fr"):
        content, kept = sheets.write([contribution]), str(Answer.Status.KEPT_FULLY.label)
    (line,) = sheets.read(process, filled(content, l2={**ANSWERED, "F": kept}))
    assert (line.state, line.said["status"]) == ("new", "kept_fully")


def test_merged_cells_empty_nothing(process, office, writer):
    """Only the first of merged cells holds its words: the others would be read as emptied."""
    rows = [supported(process, f"Idea {n}") for n in range(4)]
    for row in rows:
        drafted(row, writer, office)
    book = opened(*rows)
    book.active.merge_cells("H2:H4")
    lines = sheets.read(process, saved(book))
    assert [line.state for line in lines] == ["refused"] * 3 + ["same"]
    assert "merged" in lines[1].why


@pytest.mark.parametrize("value", ["#REF!", "#NAME?", "#DIV/0!"])
def test_an_error_of_the_spreadsheet_is_no_words(process, contribution, value):
    (line,) = sheets.read(process, filled(sheets.write([contribution]), l2={**ANSWERED, "I": value}))
    assert line.state == "refused" and "holds an error" in line.why


@pytest.mark.parametrize("letter", "FGHIJ")
@pytest.mark.parametrize("formula", ["=1+1", "=A2", '=WEBSERVICE("https://example.org")'])
def test_a_formula_in_any_column_that_is_read_is_refused(process, contribution, letter, formula):
    (line,) = sheets.read(process, filled(sheets.write([contribution]), l2={**ANSWERED, letter: formula}))
    assert line.state == "refused" and "is a formula" in line.why


def test_a_date_and_a_number_are_read_as_they_are_shown(process, contribution):
    told = {"F": "Kept for later", "H": REASON, "I": datetime(2027, 3, 14), "K": 0.0}
    (line,) = sheets.read(process, filled(sheets.write([contribution]), l2=told))
    assert (line.state, line.said["place"], line.seen) == ("new", "2027-03-14", 0)


def test_a_sheet_formatted_to_its_last_line_is_read(process, contribution):
    book = opened(contribution)
    for letter, value in ANSWERED.items():
        book.active[f"{letter}2"] = value
    book.active.row_dimensions[1_048_576].height = 20
    (line,) = sheets.read(process, saved(book))
    assert line.state == "new"
    book.active["A1048576"] = "c:below"
    with pytest.raises(sheets.NotASheet, match="more than 5000 lines"):
        sheets.read(process, saved(book))


def test_more_lines_than_a_file_holds_are_refused_in_a_sentence(process):
    book = load_workbook(BytesIO(book_of()), read_only=False)
    for number in range(workbook.ROWS + 2):
        book.active.append([f"c:{number}"])
    with pytest.raises(sheets.NotASheet, match="more than 5000 lines"):
        sheets.read(process, saved(book))


def test_entities_that_grow_without_end_are_no_spreadsheet(process, contribution):
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>"
    )
    swelled = BytesIO()
    with zipfile.ZipFile(BytesIO(sheets.write([contribution]))) as source, zipfile.ZipFile(swelled, "w") as target:
        for part in source.infolist():
            content = source.read(part).decode()
            if part.filename.endswith("sheet1.xml"):
                content = bomb + content.replace("<sheetData>", "<sheetData><row><c><v>&j;</v></c></row>")
            target.writestr(part, content)
    with pytest.raises(sheets.NotASheet):
        sheets.read(process, swelled.getvalue())


def test_what_a_file_changes_is_found_in_as_many_questions_whatever_its_lines(process, office, writer):
    def queries(count: int) -> int:
        rows = [supported(process, f"Idea {n}") for n in range(count)]
        drafted(rows[0], writer, office)
        content = filled(sheets.write(rows), **{f"l{n}": ANSWERED for n in range(2, count + 2)})
        with CaptureQueriesContext(connection) as captured:
            sheets.read(process, content)
        return len(captured)

    few = queries(2)
    assert queries(20) <= few


def test_a_sheet_of_many_lines_is_written_whole(process, office, writer):
    rows = [supported(process, f"Idea {n}") for n in range(12)]
    content = filled(sheets.write(rows), **{f"l{n}": ANSWERED for n in range(2, 14)})
    assert sheets.apply(process, sheets.read(process, content), by=writer) == 12
    assert Draft.objects.filter(place="Line 12", reason=said(office)["reason"]).count() == 12
