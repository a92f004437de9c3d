"""The folder of backups: what is too old leaves it, and only that."""

import os

import pytest

from parvis.site import backups

pytestmark = pytest.mark.django_db(transaction=True)
OLD = "parvis-20200101T000000Z.tar"
OTHERS = ("parvis-Z.tar", "parvis-beforeZ.tar", "parvis-20209999T000000Z.tar", "parvis-20200101T000000Z copyZ.tar")


def test_only_backups_are_forgotten_whatever_else_the_folder_holds(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in (OLD, *OTHERS, "notes.txt", os.fsdecode(b"parvis-\xffZ.tar")):
        (folder / name).write_text("kept apart")
    (folder / "parvis-20200102T000000Z.tar").mkdir()
    before = {path.name for path in folder.iterdir()}
    made = backups.make(folder)
    assert {path.name for path in folder.iterdir()} == before - {OLD} | {made.name}
