"""Files that are not what an export wrote: each is refused with a sentence that says where, and nothing comes in."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from parvis.exchange import open_data
from parvis.exchange.coming_back import files, loading
from parvis.exchange.tables import Refused
from parvis.ledger.models import Entry
from parvis.processes import signing
from parvis.processes.models import Office, Process
from parvis.processes.scans import Scan
from parvis.territories.models import Territory
from tests.factories import make_contribution, make_process, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
INDEX = {
    "format": open_data.FORMAT,
    "instance": "https://elsewhere.example",
    "name": "Ailleurs",
    "made_at": "2026-11-01T00:00:00+00:00",
    "processes": [],
}
TOLD = {"slug": "a", "files": {}}


def refused(path) -> str:
    with pytest.raises(Refused) as refusal:
        loading.load(path)
    assert not Process.objects.exists()
    return str(refusal.value)


@pytest.fixture
def package(tmp_path):
    """A folder with this index, and nothing else."""
    folder = tmp_path / "package"
    folder.mkdir()

    def write(index) -> Path:
        raw = index if isinstance(index, bytes) else json.dumps(index).encode()
        (folder / "index.json").write_bytes(raw)
        return folder

    return write


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (b"", "index.json, line 1"),
        (b'{\n"format": \n}', "index.json, line 3"),
        (b'{\n"name": "\xff"}', "index.json, line 2"),
        (b"[" * 100_000, "index.json, line 1"),
        (b"1" * 5000, "index.json, line 1"),
        ([], "index.json, line 1"),
        ("parvis", "index.json, line 1"),
        ({}, "index.json"),
        ({name: value for name, value in INDEX.items() if name != "processes"}, "“processes”"),
        ({name: value for name, value in INDEX.items() if name != "made_at"}, "“made_at”"),
        (INDEX | {"made_at": 2026}, "“made_at”"),
        (INDEX | {"processes": {"a": 1}}, "“processes”"),
        (INDEX | {"processes": ["a"]}, "“slug”"),
        (INDEX | {"processes": [{"slug": "a"}]}, "“files”"),
        (INDEX | {"processes": [{"slug": ["a"], "files": {}}]}, "“slug”"),
        (INDEX | {"processes": [{"slug": "a", "files": ["process.json"]}]}, "“files”"),
        (INDEX | {"processes": [{"slug": "a", "files": {"process.json": None}}]}, "“process.json”"),
        (INDEX | {"processes": [TOLD]}, "a: this is not what docs/formats/open-data.md says"),
    ],
)
def test_a_broken_index_is_refused_with_its_place(package, index, said):
    assert said in refused(package(index))


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("a", "../../secret.txt"),
        ("a", "/etc/passwd"),
        ("..", "secret.txt"),
        ("a/../..", "secret.txt"),
        ("", "secret.txt"),
        ("a", "b\\..\\secret.txt"),
        ("a", "nul\x00.txt"),
        ("a", "./process.json"),
        ("a", ""),
    ],
)
def test_a_name_leads_nowhere_else(package, tmp_path, slug, name):
    (tmp_path / "secret.txt").write_text("secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    assert "index.json" in refused(package(INDEX | {"processes": [{"slug": slug, "files": {name: digest}}]}))


def test_a_link_out_of_the_folder_is_not_read(package, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    folder = package(INDEX | {"processes": [{"slug": "a", "files": {"process.json": digest}}]})
    (folder / "a").mkdir()
    (folder / "a" / "process.json").symlink_to(tmp_path / "secret.txt")
    assert "a/process.json" in refused(folder)


def test_a_file_that_grows_without_end_is_not_unpacked_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    monkeypatch.setattr(files, "HEAVIEST", 2 * 1024 * 1024)
    zeros = b"\x00" * 900 * 1024
    names = {f"{n}.txt": hashlib.sha256(zeros).hexdigest() for n in range(3)}
    for told, content in [({"process.json": "…"}, {"process.json": b"\x00" * 64 * 1024**2}), (names, None)]:
        path = tmp_path / "bomb.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("index.json", json.dumps(INDEX | {"processes": [{"slug": "a", "files": told}]}))
            for name, raw in (content or dict.fromkeys(names, zeros)).items():
                archive.writestr(f"a/{name}", raw)
        assert "MB" in refused(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "some.zip").write_bytes(content)
    assert "index.json" in refused(tmp_path / "some.zip")
    with pytest.raises(CommandError):
        call_command("import", "open-data", tmp_path / "some.zip")


def test_a_damaged_zip_is_refused(tmp_path):
    path = tmp_path / "some.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.json", json.dumps(INDEX) * 50)
    raw = bytearray(path.read_bytes())
    for at in range(40, 60):
        raw[at] ^= 0xFF
    path.write_bytes(raw)
    assert "index.json" in refused(path)


@pytest.fixture
def exported(tmp_path, settings):
    """A whole export, with a signed act; and the instance that reads it is empty."""
    settings.MEDIA_ROOT = tmp_path / "media"
    process = make_process(open=False, slug="whole", published_at=None, source="")
    process.questions.create(position=1, text={"fr": "Quoi planter ?"})
    process.documents.create(position=1, title={"fr": "Le plan"}, url="https://example.org/plan")
    scan = Scan(b"%PDF-1.4 the signed act %%EOF", "pdf")
    told = {"name": "Camille Aubier", "number": "2026-12", "signed_on": process.created_at.date()}
    signing.file_act(process, scan=scan, by=make_staff("organiser"), **told)
    Process.objects.filter(pk=process.pk).update(published_at=process.created_at)
    process.refresh_from_db()
    signing.freeze(process)
    make_contribution(process)
    open_data.export([process], tmp_path / "whole")
    Entry.objects.all().delete()
    Process.objects.all().delete()
    Office.objects.all().delete()
    Territory.objects.all().delete()
    settings.MEDIA_ROOT = tmp_path / "media-there"
    return tmp_path / "whole"


def change(folder, name: str, content: bytes) -> None:
    """As someone would who rewrites the fingerprints too."""
    (folder / "whole" / name).write_bytes(content)
    index = json.loads((folder / "index.json").read_text())
    index["processes"][0]["files"][name] = hashlib.sha256(content).hexdigest()
    (folder / "index.json").write_text(json.dumps(index))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("process.json", b"[]", "whole/process.json, line 1"),
        ("process.json", b"{", "whole/process.json, line 1"),
        ("process.json", b'{"id": ["a"]}', "whole/process.json"),
        ("contributions.json", b'{"contributions": 3}', "whole/contributions.json"),
        ("headings.csv", b"slug,position\nparks,\xff\n", "whole/headings.csv, line 2"),
        ("headings.csv", b"slug,position,title_fr\nparks,1,Parcs\nroads,here,Routes\n", "whole/headings.csv, line 2"),
        ("counts.csv", b"contribution,value,channel,count\nnowhere,agree,web,2\n", "whole/counts.csv, line 2"),
        ("counts.csv", b"contribution\na,b,c,d,e\n", "whole/counts.csv, line 2"),
    ],
)
def test_a_broken_file_is_refused_with_its_line_and_leaves_nothing(exported, settings, name, content, said):
    change(exported, name, content)
    assert said in refused(exported)
    assert not Territory.objects.exists() and not Office.objects.exists() and not Entry.objects.exists()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_the_same_files_unbroken_come_in(exported, settings):
    assert loading.load(exported)[0].changed
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
