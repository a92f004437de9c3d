"""A text comes in from a word processor or from Akoma Ntoso, and leaves in five formats."""

import zipfile
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from docx import Document

from analysis.akoma_ntoso import read_akoma_ntoso, to_akoma_ntoso
from analysis.bills_html import read_html
from analysis.bills_markdown import to_markdown
from analysis.bills_plain import read_markdown, read_plain, to_plain, typable
from analysis.docx_files import read_docx, to_docx
from parvis.processes.models import REHEARSAL
from parvis.texts import actions, downloads, printing
from parvis.texts.forms import read
from parvis.texts.models import Article
from tests import factories
from tests.analysis.akoma import TEXT, faults
from tests.real_data import real_data

from .versions import DEPOSITED, committee, make_text

pytestmark = pytest.mark.django_db
FILES = ["pl0269", "r0575-a0", "pjl17-063", "pjl18-106", "pjl18-218"]
READERS = {
    "xml": lambda content: read_akoma_ntoso(content.decode()),
    "html": lambda content: read_html(content.decode()),
    "docx": read_docx,
    "md": lambda content: read_markdown(content.decode()),
}


@pytest.fixture
def text(process):
    return make_text(process)


def url(process, kind: str, number: int = 1) -> str:
    return reverse("texts:download", args=[process.slug, number, kind])


def preview(client, process, name: str, content: bytes):
    data = {"stage": "source", "file": SimpleUploadedFile(name, content), "language": "fr"}
    return client.post(reverse("texts:import", args=[process.slug]), data)


@pytest.fixture
def organiser(client):
    client.force_login(factories.make_staff("organiser"))
    return client


# Out ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", READERS)
def test_a_text_read_back_from_any_of_its_files_is_the_same(text, kind):
    answer = Client().get(url(text.process, kind))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{text.process.slug}-v1.{kind}"'
    assert READERS[kind](answer.content) == text.versions.get().read.__class__(
        "Les arbres", text.versions.get().read.children
    )


def test_the_pdf_has_its_numbers_and_is_printed_once(text, monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    answer = Client().get(url(text.process, "pdf"))
    assert answer.content.startswith(b"%PDF-")
    monkeypatch.setattr(printing, "as_pdf", lambda page: pytest.fail("printed again"))
    assert Client().get(url(text.process, "pdf")).content == answer.content


def test_it_is_printed_beside_the_web_when_a_version_is_published(text, monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    DBTaskResult.objects.all().delete()
    committee(text)
    [waiting] = DBTaskResult.objects.filter(task_path__endswith="print_text")
    downloads.print_text.call(*waiting.args_kwargs["args"])
    monkeypatch.setattr(printing, "as_pdf", lambda page: pytest.fail("printed again"))
    assert Client().get(url(text.process, "pdf", 2)).content.startswith(b"%PDF-")
    downloads.print_text.call("no-such-process")


def test_printed_texts_asked_for_long_ago_are_forgotten(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(printing, "KEPT", 2)
    monkeypatch.setattr(printing, "as_pdf", lambda page: page.encode())
    for name in "abc":
        assert printing.kept_pdf(name, lambda name=name: name) == name.encode()
    assert len(list((tmp_path / "printed").iterdir())) == 2


def test_each_version_has_files_of_its_own_that_say_which_it_is(text):
    committee(text, on=date(2027, 3, 2))
    first, second = (Client().get(url(text.process, "xml", number)).content for number in (1, 2))
    assert faults(first) == faults(second) == []
    assert b"Nul ne coupe" in first
    assert b"Nul ne coupe" not in second
    assert b"fra@2027-03-02" in second
    assert b'<FRBRversionNumber value="2"/>' in second
    assert "Commission des lois" in second.decode()
    assert Client().get(url(text.process, "xml", 3)).status_code == 404


def test_a_version_without_a_day_has_the_one_it_was_published_where_the_instance_lives(text):
    night = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    text.versions.update(on=None, published_at=night)
    content = Client().get(url(text.process, "xml")).content.decode()
    assert "fra@2026-11-24" in content
    assert "2026-11-23" not in content


def test_paragraphs_are_numbered_and_nothing_typed_becomes_a_mark(process):
    body = "Article 1er\n<script>alert(1)</script> & *rien*\n"
    actions.save_bill(process=process, read=read_plain(body), title="<b>Une loi</b>", language="fr")
    page = Client().get(url(process, "html")).content.decode()
    assert '<p class="alinea" data-number="1">&lt;script&gt;' in page
    assert "<b>Une loi" not in page
    assert "\\<script>alert(1)\\</script> & \\*rien\\*" in Client().get(url(process, "md")).content.decode()


def test_files_speak_the_language_of_the_text_whatever_that_of_the_page(process):
    read_in = read_plain("Chapter I – Trees\nArticle 1 – Plant\nEach town plants a tree.\n")
    actions.save_bill(process=process, read=read_in, title="The trees bill", language="en")
    french, english = (Client().get(f"/{code}/p/{process.slug}/text/v/1.xml").content for code in ("fr", "en"))
    assert french == english
    assert b"<num>Chapter I</num>" in french
    assert b"eng@" in french
    assert "Chapter I – Trees" in Client().get(url(process, "html")).content.decode()
    assert Document(BytesIO(Client().get(url(process, "docx")).content)).core_properties.language == "en-GB"


def test_files_of_a_rehearsal_say_that_nothing_is_public(text):
    text.process.slug = f"{REHEARSAL}-text"
    told = downloads.tell(text.process, text.versions.get())
    for write in (downloads.as_akoma_ntoso, downloads.as_html, downloads.as_markdown):
        assert "Répétition" in write(told).decode()
    assert downloads.as_html(told).decode().count("Répétition") == 1


def test_a_file_already_there_is_not_sent_again(text):
    first = Client().get(url(text.process, "docx"))
    again = Client().get(url(text.process, "docx"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_of_a_text_gives_its_files(text):
    page = Client().get(reverse("texts:bill", args=[text.process.slug])).content.decode()
    for kind in downloads.FORMATS:
        assert url(text.process, kind) in page


def test_files_of_a_text_that_is_not_public_are_not_given(text):
    text.process.__class__.objects.filter(pk=text.process.pk).update(published_at=None)
    assert [Client().get(url(text.process, kind)).status_code for kind in downloads.FORMATS] == [404] * 5


@pytest.mark.parametrize("name", FILES)
def test_published_bills_are_the_same_in_every_format(name):
    bill = read_html(real_data(f"bills-html/{name}.html").read_text(encoding="utf-8"))
    made_at = datetime(2026, 1, 1, tzinfo=UTC)
    process = factories.make_process()
    page = printing.as_page(process, bill, language="fr", front=("Version 1",), address="", on_sheets=False)
    assert read_html(page) == bill
    assert read_markdown(to_markdown(bill)) == bill
    assert read(to_akoma_ntoso(bill, TEXT)) == bill
    assert read(to_docx(bill, language="fr", header="", publisher="Parvis", made_at=made_at)) == bill


def test_the_command_writes_the_same_files(text, tmp_path, capsys):
    committee(text)
    run = partial(call_command, "text", "write", text.process.slug)
    run(tmp_path / "a.xml")
    run(tmp_path / "b.xml", "--number=1")
    assert (tmp_path / "a.xml").read_bytes() == Client().get(url(text.process, "xml", 2)).content
    assert (tmp_path / "b.xml").read_bytes() == Client().get(url(text.process, "xml", 1)).content
    for wrong in (["c.txt"], ["c.xml", "--number=9"], ["nowhere/c.xml"]):
        with pytest.raises(CommandError):
            run(tmp_path / wrong[0], *wrong[1:])


# In ----------------------------------------------------------------------------------------------------------------


def word(*lines: str) -> bytes:
    document, file = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def test_a_document_of_a_word_processor_is_read_corrected_and_saved(organiser, process):
    page = preview(organiser, process, "projet.docx", word("Projet de loi sur l’ombre", "Article 1er", "Un.", "Deux."))
    assert "Article 1er\nUn.\nDeux." in page.content.decode()
    text = page.context["form"].initial["text"]
    data = {"stage": "save", "title": "Projet de loi sur l’ombre", "language": "fr", "text": text}
    assert organiser.post(reverse("texts:import", args=[process.slug]), data).status_code == 302
    assert Article.objects.get().paragraphs == ["Un.", "Deux."]


def test_a_text_that_left_as_akoma_ntoso_comes_back_the_same(organiser, process):
    bill = read_plain(DEPOSITED)
    page = preview(organiser, process, "texte.xml", to_akoma_ntoso(bill, TEXT))
    assert page.status_code == 200
    assert read_plain(page.context["form"].initial["text"]) == bill


def test_what_could_not_be_kept_as_it_was_is_said(organiser, process):
    bill = read_plain(DEPOSITED)
    bill.articles[1].number = "R. 123-4"
    page = preview(organiser, process, "texte.xml", to_akoma_ntoso(bill, TEXT)).content.decode()
    assert "comparez le texte ci-dessous avec sa source" in page.replace("\u00a0", " ")


def test_the_heading_of_an_article_that_ends_as_a_sentence_stays_its_heading():
    bill = read_plain(DEPOSITED)
    bill.articles[0].heading = "Définitions."
    assert read_plain(to_plain(typable(bill))).articles[0].heading == "Définitions"


def bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 60_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK\x03\x04 rien", "document DOCX"),
        ("a.docx", bomb(), "trop grand"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "document DOCX"),
        ("a.xml", b"<akomaNtoso/>", "Akoma Ntoso 3.0"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><akomaNtoso>&b;</akomaNtoso>', "entités"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(organiser, process, name, content, said):
    page = preview(organiser, process, name, content)
    assert page.status_code == 422
    assert said in page.content.decode().replace("\u00a0", " ")
