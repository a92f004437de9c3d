"""Amendments as Akoma Ntoso: valid, pointing at the paragraph they change, with the very words that are tabled."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from analysis.akoma_ntoso import AmendmentSheet, amendment_xml
from analysis.akoma_ntoso.lines import Lines
from analysis.legistics import NotDrafted, draft_amendment
from tests.real_data import FOLDER

from .akoma import TEXT, faults

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
EXAMPLES = Path(FOLDER).parent / "domain" / "legistics-examples.json"
ORIGINAL = ["Chaque commune peut fixer des heures calmes.", "Ces heures sont comprises entre 22 heures et 6 heures."]


def sheet(edited: list[str], convention: str = "fr-an", **fields) -> AmendmentSheet:
    locator = {"article": "1er", "first_alinea": 1, "whole_article": True}
    drafted = draft_amendment(ORIGINAL, edited, locator, convention)
    said = {"number": "12", "article": "1er", "target": "Article 1er", "author": "Mme Aubier"}
    return AmendmentSheet(TEXT, wording=drafted.wording, operations=drafted.operations, **{**said, **fields})


def words(content: bytes) -> str:
    """The wording as it is read in the file, blanks and ends of line aside."""
    content_of = next(etree.fromstring(content).iter(f"{AKN}amendmentContent"))
    return " ".join(" ".join(Lines(content_of).read()).split())


def test_an_amendment_points_at_the_paragraph_and_at_the_words():
    written = amendment_xml(sheet([ORIGINAL[0], ORIGINAL[1].replace("22 heures et", "23 heures et")]))
    assert faults(written) == []
    whole = etree.fromstring(written)
    (change,) = whole.iter(f"{AKN}textualMod")
    assert change.get("type") == "substitution"
    assert change.find(f"{AKN}destination").get("href") == f"{TEXT.expression}#art_1__al_2"
    quoted = {f"#{one.get('eId')}": one.text for one in whole.iter(f"{AKN}quotedText")}
    assert [quoted[change.find(f"{AKN}{name}").get("href")] for name in ("old", "new")] == ["22", "23"]


def test_paragraphs_that_come_are_quoted_as_paragraphs():
    written = amendment_xml(sheet([ORIGINAL[0], "Un.", "Deux.", ORIGINAL[1]], reasons=["Parce que.", "Voilà."]))
    assert faults(written) == []
    whole = etree.fromstring(written)
    assert [one.text for one in whole.find(f".//{AKN}quotedStructure").iter(f"{AKN}p")] == ["Un.", "Deux."]
    assert next(whole.iter(f"{AKN}destination")).get("pos") == "after"
    assert [one.text for one in whole.find(f".//{AKN}amendmentJustification")] == ["Parce que.", "Voilà."]


@pytest.mark.parametrize("convention", ["fr-an", "fr-senat"])
@pytest.mark.parametrize(
    "edited",
    [
        [ORIGINAL[0].replace("peut fixer", "fixe"), ORIGINAL[1]],
        ORIGINAL[:1],
        [*ORIGINAL, "Trois."],
        ["Tout autre chose <b>&amp;</b> « rien »."],
        [ORIGINAL[0], "Ces heures sont comprises entre 21 heures et 7 heures, sauf le dimanche."],
    ],
)
def test_the_words_are_those_tabled(edited, convention):
    said = sheet(edited, convention)
    written = amendment_xml(said)
    assert faults(written) == []
    assert words(written) == " ".join(said.wording.split())


def test_a_wording_that_was_not_read_is_kept_as_written():
    said = AmendmentSheet(TEXT, "3 rect.", "", "Titre", "Faire autrement,\net mieux.")
    written = amendment_xml(said)
    assert faults(written) == []
    assert words(written) == "Faire autrement, et mieux."
    assert b"textualMod" not in written


def test_the_worked_examples_are_valid():
    if not EXAMPLES.exists():
        pytest.skip(f"needs {EXAMPLES}")
    checked = 0
    for example in json.loads(EXAMPLES.read_text(encoding="utf-8")):
        if not example["convention"].startswith("fr"):
            continue
        locator = example["locator"]
        try:
            drafted = draft_amendment(example["original"], example["edited"], locator, example["convention"])
        except NotDrafted:
            continue
        article = str(locator.get("article", ""))
        written = amendment_xml(
            AmendmentSheet(TEXT, example["id"], article, f"Article {article}", drafted.wording, drafted.operations)
        )
        assert faults(written) == [], example["id"]
        assert re.sub(r"\W+", " ", words(written)) == re.sub(r"\W+", " ", drafted.wording), example["id"]
        checked += 1
    assert checked > 40


def test_the_documents_of_the_reference_are_valid():
    """The two whole examples of the house's reference on legistics (section 8)."""
    reference = EXAMPLES.with_name("legistics.md")
    if not reference.exists():
        pytest.skip(f"needs {reference}")
    bill, amendment = re.findall(r"```xml\n(.*?)```", reference.read_text(encoding="utf-8"), re.DOTALL)[:2]
    for name, mark in (("identification", "<!-- identification, then: -->"), ("references", "<!-- references -->")):
        part = re.search(rf"<{name}.*?</{name}>", bill, re.DOTALL)
        assert part
        amendment = amendment.replace(mark, part[0])
    assert faults(bill.encode()) == faults(amendment.encode()) == []
