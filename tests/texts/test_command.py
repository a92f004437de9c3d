"""parvis text: what the desk does, from a terminal, with the same refusals."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from parvis.processes.actions import stop_process
from parvis.texts.models import BillVersion
from tests import factories
from tests.texts.versions import COMMITTEE, DEPOSITED, amend_all, make_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def bill(process):
    return make_text(process)


@pytest.fixture
def committee_text(tmp_path):
    path = tmp_path / "12.txt"
    path.write_text(COMMITTEE)
    return path


def test_a_version_is_shown_then_brought_in(bill, committee_text, capsys):
    amend_all(bill)
    given = ("text", "version", bill.process.slug, str(committee_text), "--stage", "committee")
    call_command(*given, "--check")
    assert "followed: 3; new: 1; gone: 1" in capsys.readouterr().out and BillVersion.objects.count() == 1
    call_command(*given, "--body", "Commission des lois", "--text-number", "12", "--on", "2027-03-14")
    version = BillVersion.objects.get(number=2)
    assert (version.body, version.text_number, str(version.on)) == ("Commission des lois", "12", "2027-03-14")
    assert "confirm at the desk: 5" in capsys.readouterr().out


def test_the_deadline_is_said_with_its_source(bill, capsys):
    given = ("text", "tabling", bill.process.slug, "--until", "2030-03-14T17:00")
    with pytest.raises(CommandError, match="where this deadline was published"):
        call_command(*given)
    call_command(*given, "--source", "https://example.org/delai", "--convention", "fr-senat")
    version = bill.versions.get()
    assert version.tabling_closes_at.hour == 17 and version.convention == "fr-senat"


def test_what_is_not_a_new_version_is_refused(bill, committee_text, tmp_path):
    (tmp_path / "same.txt").write_text(DEPOSITED)
    for name, told in (("same.txt", "Nothing was saved"), ("absent.txt", "No such file")):
        with pytest.raises(CommandError, match=told):
            call_command("text", "version", bill.process.slug, str(tmp_path / name), "--stage", "committee")
    empty = factories.make_process()
    with pytest.raises(CommandError, match="no such version"):
        call_command("text", "version", empty.slug, str(committee_text), "--stage", "committee")
    assert BillVersion.objects.count() == 1


def test_a_text_of_a_stopped_process_changes_no_more(bill, committee_text):
    stop_process(bill.process, reason="Une autre règle s’applique.")
    for given in (
        ["version", bill.process.slug, str(committee_text), "--stage", "committee"],
        ["tabling", bill.process.slug],
    ):
        with pytest.raises(CommandError, match="was stopped"):
            call_command("text", *given)
    assert BillVersion.objects.count() == 1
