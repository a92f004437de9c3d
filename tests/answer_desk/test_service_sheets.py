"""A service answers in a spreadsheet through its private link: its own lines, and nothing else."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from parvis.answer_desk import actions, sheets
from parvis.answer_desk.models import Draft, PrivateLink, Service
from parvis.contributions.models import Contribution
from parvis.processes.promises.actions import today

from .conftest import REASON, said, supported
from .test_drafts import drafted
from .test_pages import text
from .test_sheets import filled, upload

pytestmark = pytest.mark.django_db
FILLED = {"F": "Kept", "H": REASON, "I": "Budget, line 12"}
BOMB = (
    "<!DOCTYPE x ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9))
    + "]><worksheet><sheetData>&e8;</sheetData></worksheet>"
)


@pytest.fixture
def roads():
    return Service.objects.create(name="Roads")


@pytest.fixture
def other(process):
    return supported(process, "Of another service", agree=50)


@pytest.fixture
def token(process, contribution, other, roads, writer):
    parks = Service.objects.create(name="Parks")
    actions.assign([contribution], service=roads, due_on=today() + timedelta(days=9), by=writer)
    actions.assign([other], service=parks, due_on=today() + timedelta(days=9), by=writer)
    return actions.make_link(service=roads, process=process, days=30, by=writer)


@pytest.fixture
def address(token):
    return f"/en/service/{token}/"


def sending(client, address, content):
    return client.post(f"{address}sheet/", {"sheet": upload(content)}, headers={"sec-fetch-site": "same-origin"})


def writing(client, address, packed):
    return client.post(f"{address}sheet/write/", {"packed": packed}, headers={"sec-fetch-site": "same-origin"})


def test_out_and_back_with_its_own_lines_only(client, address, roads):
    content = client.get(f"{address}answers.xlsx").content
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["A crossing by the school"]
    shown = sending(client, address, filled(content, l2=FILLED))
    assert "New draft" in text(shown) and not Draft.objects.exists()
    assert writing(client, address, shown.context["packed"]).url == address
    draft = Draft.objects.get()
    assert (draft.status, draft.service, draft.written_by) == ("kept_fully", roads, None)


def test_lines_of_other_services_are_refused_one_by_one(client, address, contribution, other):
    content = filled(sheets.write([contribution, other]), l2=FILLED, l3=FILLED)
    shown = sending(client, address, content)
    assert "not one of those given to your service" in text(shown)
    assert "Of another service" not in text(shown)
    writing(client, address, shown.context["packed"])
    assert [draft.contribution for draft in Draft.objects.all()] == [contribution]


def test_what_was_given_to_another_service_since_the_preview_is_not_written(
    client, address, contribution, roads, writer
):
    shown = sending(client, address, filled(sheets.write([contribution]), l2=FILLED))
    water = Service.objects.create(name="Water")
    actions.assign([contribution], service=water, due_on=today(), by=writer)
    refused = writing(client, address, shown.context["packed"])
    assert refused.status_code == 422
    assert not Draft.objects.exists()


def test_a_preview_of_the_desk_or_of_another_link_writes_nothing(client, address, process, contribution, roads, writer):
    shown = sending(client, address, filled(sheets.write([contribution]), l2=FILLED))
    elsewhere = actions.make_link(service=roads, process=process, days=30, by=writer)
    writing(client, f"/en/service/{elsewhere}/", shown.context["packed"])
    assert not Draft.objects.exists()


def test_a_conflict_is_refused_by_its_line_and_keeps_the_newer_words(client, address, contribution, office, writer):
    content = filled(sheets.write([contribution]), l2=FILLED)
    shown = sending(client, address, content)
    drafted(contribution, writer, office, place="Line 13")
    refused = writing(client, address, shown.context["packed"])
    assert refused.status_code == 422 and "after the file was downloaded" in text(refused)
    assert Draft.objects.get().place == "Line 13"
    assert "Line 2" in text(sending(client, address, content))


def test_a_formula_is_refused_by_its_line(client, address, contribution):
    shown = sending(client, address, filled(sheets.write([contribution]), l2={**FILLED, "H": "=1+1"}))
    assert "is a formula" in text(shown) and not shown.context["packed"]


def packed(**parts: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return written.getvalue()


def with_part(name: str, content: str) -> bytes:
    """A sheet of ours with one of its parts replaced."""
    written = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(sheets.write([]))) as ours,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for part in ours.namelist():
            file.writestr(part, content if part == name else ours.read(part))
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: b"x" * (2 * 1024 * 1024 + 1), "holds 2 MB at most"),
        (lambda: packed(bomb=b"\0" * (41 * 1024 * 1024)), "too large once unpacked"),
        (lambda: with_part("xl/worksheets/sheet1.xml", BOMB), "not an XLSX spreadsheet"),
        (lambda: packed(other=b"nothing"), "not an XLSX spreadsheet"),
        (lambda: b"<html>", "not an XLSX spreadsheet"),
    ],
    ids=["too heavy", "zip bomb", "entities", "another zip", "no zip"],
)
def test_hostile_files_are_told_in_clear_and_write_nothing(client, address, content, words):
    refused = client.post(
        f"{address}sheet/",
        {"sheet": SimpleUploadedFile("answers.xlsx", content())},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert (refused.status_code, words in text(refused)) == (422, True)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("gone", ["expired", "revoked"])
@pytest.mark.parametrize("page", ["", "answers.xlsx", "sheet/", "sheet/write/"])
def test_a_link_that_no_longer_works_says_so_everywhere(client, address, process, roads, gone, page):
    if gone == "revoked":
        actions.revoke(service=roads, process=process)
    else:
        PrivateLink.objects.update(expires_at=PrivateLink.objects.get().made_at - timedelta(days=1))
    sent = {"headers": {"sec-fetch-site": "same-origin"}}
    told = client.post(address + page, {}, **sent) if page.startswith("sheet") else client.get(address + page)
    assert told.status_code == 410
    assert "This private link no longer works" in text(told) and "crossing" not in text(told)


def test_the_preview_says_what_an_answer_lacks_before_it_is_checked(client, address, contribution):
    shown = sending(client, address, filled(sheets.write([contribution]), l2={"F": "Kept", "H": "Because."}))
    assert "80 characters or more; it has 8" in text(shown)
    assert "Say where it can be read in the decision." in text(shown)
    assert said(None)["place"] == "Budget, line 12"


@pytest.mark.parametrize("column", ["hidden_at", "withdrawn_at"])
def test_words_hidden_or_taken_back_leave_the_list_and_the_file_of_the_service(client, address, contribution, column):
    Contribution.objects.filter(pk=contribution.pk).update(**{column: timezone.now()})
    assert "A crossing by the school" not in text(client.get(address))
    page = load_workbook(BytesIO(client.get(f"{address}answers.xlsx").content)).active
    assert list(page.iter_rows(min_row=2)) == []
