"""parvis answers: the same acts and the same refusals as the pages."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from parvis.answer_desk import actions, sheets
from parvis.answer_desk.models import Draft
from parvis.decisions.actions import publish_answer
from parvis.decisions.models import Answer, Outcome
from parvis.processes.blocks import Blocked

from .conftest import REASON
from .conftest import said as told
from .test_drafts import drafted, signed
from .test_sheets import filled

pytestmark = pytest.mark.django_db


def run(*words) -> str:
    said = StringIO()
    call_command("answers", *map(str, words), stdout=said, stderr=said)
    return said.getvalue()


def test_out_and_back(process, contribution, tmp_path):
    assert contribution.public_id in run("owed", process.slug)
    file = tmp_path / "owed.xlsx"
    run("download", process.slug, file)
    file.write_bytes(filled(file.read_bytes(), l2={"F": "Kept", "H": REASON, "I": "Line 12"}))
    assert "1 answer written." in run("take", process.slug, file)
    assert Draft.objects.get().reason == REASON


def test_L09_the_command_refuses_to_close_while_someone_waits(process, contribution):
    with pytest.raises(Blocked, match="L09"):
        run("close", process.slug)


def test_L10_the_command_does_not_publish_an_answer_without_its_motive(
    process, contribution, office, writer, reader, decider
):
    draft = signed(contribution, office, writer, reader, decider)
    actions.announce(process, publish_on=actions.today(), by=decider)
    Draft.objects.filter(pk=draft.pk).update(place="")
    with pytest.raises(Blocked, match="L10"):
        run("publish", process.slug)
    assert not Answer.objects.exists()


def test_L11_the_command_does_not_write_over_a_published_answer(
    process, contribution, office, writer, reader, decider, tmp_path
):
    signed(contribution, office, writer, reader, decider)
    file = tmp_path / "owed.xlsx"
    file.write_bytes(filled(sheets.write([contribution]), l2={"H": f"Again. {REASON}"}))
    actions.announce(process, publish_on=actions.today(), by=decider)
    assert "1 answer is public." in run("publish", process.slug)
    said = StringIO()
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("answers", "take", process.slug, str(file), stdout=said, stderr=said)
    assert "Line 2" in said.getvalue() and "L11" in said.getvalue()


def test_what_lists_show_is_put_right(process, contribution, office):
    publish_answer(contribution=contribution, signed_by="Camille Aubier", **told(office))
    Outcome.objects.all().delete()
    assert "1 contribution put right." in run("recount", process.slug)
    assert "0 contributions put right." in run("recount", process.slug)
    assert Outcome.objects.get().contribution == contribution


def test_a_refused_line_keeps_the_others_out(process, contribution, office, writer, tmp_path):
    file = tmp_path / "owed.xlsx"
    file.write_bytes(sheets.write([contribution]))
    drafted(contribution, writer, office)
    file.write_bytes(filled(file.read_bytes(), l2={"F": "Not kept"}))
    with pytest.raises(CommandError):
        run("take", process.slug, file)
    assert Draft.objects.get().status == "kept_fully"
