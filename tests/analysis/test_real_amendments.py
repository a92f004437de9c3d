"""Amendments as really tabled: those of both chambers are read, those adopted make the next article."""

import csv
import json
import random
import re
from html import unescape

import pytest

from analysis.legistics import apply_amendments
from analysis.legistics.cursor import NotUnderstood
from analysis.legistics.operations import Operation, Place, Words
from analysis.legistics.reading import read
from analysis.legistics.sentences import plain
from tests.real_data import real_data

SENATE = ("plfss-2018_seance_2017-2018-63.csv", "commission_2013-2014-310.csv")


def senate() -> dict[str, str]:
    wordings = {}
    for name in SENATE:
        with real_data(f"senat-amendments/{name}").open(encoding="utf-8", newline="") as file:
            wordings |= {row["number"]: row["dispositif"] for row in csv.DictReader(file) if row["dispositif"].strip()}
    return wordings


def words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


def cases() -> list[dict]:
    lines = real_data("amendments-application/cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_sénat_is_understood_with_no_words_left_over():
    wordings = senate()
    left = []
    for number, wording in wordings.items():
        try:
            read(wording)
        except NotUnderstood:
            left.append(number)
    assert left == ["442"]  # a motion to end the second deliberation: it amends nothing
    assert len(wordings) == 627


def test_the_cells_the_sénat_publishes_are_understood():
    """HTML, entities and CRLF, in cp1252 between tabulations."""
    raw = real_data("senat-amendments/raw/jeu_complet_commission_2013-2014_310.csv").read_bytes().decode("cp1252")
    head, *rows = [line.split("\t") for line in raw.split("\r\n")[1:]]
    column = [name.strip() for name in head].index("Dispositif")
    cells = [row[column].strip() for row in rows if len(row) > column and row[column].strip()]
    assert len(cells) == 106
    for cell in cells:
        assert read(cell.removeprefix('"').removesuffix('"'))


BY_HAND = {  # read with the wording beside
    "122": [Operation("replace", Place(17, 17, (1, -1)), Words("télémédecine"), new=("télésurveillance",))],
    "230 rect.": [
        Operation("replace", Place(2, 2, table=True, rows=(2,), columns=(2,)), Words("86,8"), new=("86,7",)),
        Operation("replace", Place(2, 2, table=True, rows=(3,), columns=(2,)), Words("79,0"), new=("79,1",)),
    ],
    "216 rect.": [
        Operation("remove", Place(209, 218), unit="paragraphs"),
        Operation("remove", Place(386, 397), unit="paragraphs"),
    ],
    "COM-23": [Operation("replace", Place(5, 5), Words("limiter"), new=("maitriser",))],
    "COM-62": [Operation("remove", Place(24, 24, (2, 3)), unit="sentences")],
    "COM-112": [Operation("remove", Place(26, 26, (2,)), Words("dans les lieux en cause"), until="end")],
    "COM-126": [Operation("remove", Place(), Words("électro-hypersensibilité", 1), until="sentence")],
}


@pytest.mark.parametrize(("number", "operations"), BY_HAND.items())
def test_the_sénat_read_by_hand(number, operations):
    assert read(senate()[number]) == operations


def test_the_assemblée_is_understood():
    found = 0
    for path in sorted(real_data("an-amendments").glob("*/*.xml")):
        text = path.read_text(encoding="utf-8")
        wording = re.search(r"<dispositif>(?:<!\[CDATA\[)?(.+?)(?:\]\]>)?</dispositif>", text, re.DOTALL)
        place = re.search(r"<divisionRattache>(.*?)</divisionRattache>", text, re.DOTALL)
        if wording and place and "insérer" not in unescape(place[1]):
            assert read(wording[1])
            found += 1
    assert found == 9


def test_two_articles_in_five_become_word_for_word_the_one_adopted():
    known = cases()
    equal = sum(
        words(apply_amendments(case["article_before"], [one["text"] for one in case["amendments"]]).text)
        == words(case["article_after"])
        for case in known
    )
    assert equal >= 0.46 * len(known)


def test_an_article_suppressed_is_complete_and_empty():
    for case in cases():
        if [one["text"].strip(" .") for one in case["amendments"]] == ["Supprimer cet article"]:
            outcome = apply_amendments(case["article_before"], [case["amendments"][0]["text"]])
            assert (outcome.text, outcome.complete) == ("", True)


def test_wordings_cut_or_mixed_never_break_the_reader():
    """Whatever is given is applied, or told in the doubts; nothing else is raised."""
    draw = random.Random(7)
    known = cases()
    wordings = [*senate().values(), *(one["text"] for case in known for one in case["amendments"])]
    for _ in range(1_500):
        one, other = draw.choice(wordings)[:2_000], draw.choice(wordings)[:300]
        at = draw.randrange(len(one) + 1)
        apply_amendments(draw.choice(known)["article_before"], [draw.choice([one[:at], one[at:], one[:at] + other])])
