"""An organiser brings in a text written in a word processor, without a script; a visitor keeps it in another format."""

from io import BytesIO

import pytest
from docx import Document

from analysis.akoma_ntoso import read_akoma_ntoso
from tests.factories import make_process, make_staff
from tests.journeys.test_organiser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = {
    "fr": ("Projet de loi sur l’ombre", "Article 1er", "Chaque commune plante un arbre.", "Elle l’arrose."),
    "en": ("The shade bill", "Article 1", "Each town plants a tree.", "It waters it."),
}


def written(*lines: str) -> dict:
    document, file = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(file)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": "texte.docx", "mimeType": kind, "buffer": file.getvalue()}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_a_word_processor_to_akoma_ntoso(language, visit, live_server):
    process = make_process()
    page = visit(script=False, width=390)
    sign_in(page, make_staff("organiser"), live_server.url)
    page.goto(f"/{language}/desk/p/{process.slug}/text/import/")
    page.locator("[name=file]").set_input_files(written(*LINES[language]))
    page.locator("[name=language]").select_option(language)
    page.locator("form[enctype] .button").click()
    assert LINES[language][2] in page.locator("[name=text]").input_value()
    page.locator("button[value=save]").click()

    visitor = visit(script=False, width=390)
    visitor.goto(f"/{language}/p/{process.slug}/text/")
    with visitor.expect_download() as kept:
        visitor.get_by_role("link", name="Akoma Ntoso").click()
    assert kept.value.suggested_filename == f"{process.slug}-v1.xml"
    bill = read_akoma_ntoso(kept.value.path().read_text(encoding="utf-8"))
    assert (bill.title, bill.articles[0].paragraphs) == (LINES[language][0], list(LINES[language][2:]))
