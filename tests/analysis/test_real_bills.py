"""Bills as published, counted by hand in their sources; each file stops where its source was cut."""

import csv
import html
import re
from collections import Counter

import pytest

from analysis.bills import Bill, Division
from analysis.bills_html import read_html
from analysis.bills_plain import read_plain, to_plain
from tests.real_data import real_data

COUNTS = {  # file: divisions, articles, paragraphs
    "pl0269": (1, 2, 12),
    "r0575-a0": (3, 5, 48),
    "pjl17-063": (2, 6, 32),
    "pjl18-106": (1, 1, 10),
    "pjl18-218": (19, 171, 1_549),
}


def read(name: str) -> Bill:
    return read_html(real_data(f"bills-html/{name}.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", COUNTS)
def test_all_is_in_its_place(name):
    bill = read(name)
    paragraphs = sum(len(article.paragraphs) for article in bill.articles)
    assert (len(bill.divisions), len(bill.articles), paragraphs) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_a_published_bill_is_read_back_from_plain_text(name):
    bill = read(name)
    assert read_plain(to_plain(bill)) == bill


@pytest.mark.parametrize("name", COUNTS)
def test_no_word_of_a_paragraph_is_lost_or_moved(name):
    """The sources print no number of paragraph; their words are the reference: in this order, and none between two
    paragraphs but those that announce a division or an article."""
    source = words(bare(real_data(f"bills-html/{name}.html").read_text(encoding="utf-8")))
    bill = read(name)
    announced: Counter[str] = Counter()
    at = start = 0
    between: list[str] = []
    for article in bill.articles:
        for paragraph in article.paragraphs:
            if paragraph.startswith(("(Supprimé", "(Conforme")):
                continue  # said once for several articles
            wanted = words(paragraph)
            found = find(source, wanted, at)
            assert found >= 0, (article.number, paragraph)
            between += source[at:found] if start else []
            at, start = found + len(wanted), 1
    for _depth, node in bill.nodes():
        announced.update(words(f"{node.number} {node.heading} {node.note}".upper()))
    left = Counter(word.upper() for word in between) - announced
    assert set(left) <= KNOWN, left


KNOWN = set("ARTICLE ARTICLES ET À TITRE PARTIE SECTION SUPPRIMÉ SUPPRIMÉS CONFORME CONFORMES IER CHAPITRE".split())
KNOWN |= set("EXPOSÉ DES MOTIFS".split())


def bare(page: str) -> str:
    page = re.sub(r"(?s)<!--.*?-->|<(script|style|nav|header|head|footer|form|select)\b.*?</\1>", "", page)
    page = re.sub(r"(?s)Exposé des motifs.*?(?=Article 2)", "", page)  # printed after an article; left out
    page = re.sub(r"(?i)</?(?:p|div|tr|td|th|h\d|br|li|table)\b[^>]*>", "\n", page)
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def find(among: list[str], wanted: list[str], at: int) -> int:
    """Where these words stand, from a place on; -1 when they do not."""
    places = (place for place in range(at, len(among)) if among[place] == wanted[0])
    return next((place for place in places if among[place : place + len(wanted)] == wanted), -1)


def test_titles():
    assert [read(name).title.replace("\u00a0", " ") for name in COUNTS] == [
        "Projet de loi de financement de la sécurité sociale pour 2018",
        "Projet de loi pour un État au service d’une société de confiance",
        "Projet de loi de financement de la sécurité sociale pour 2018",
        "Projet de loi de financement de la sécurité sociale pour 2019",
        "Projet de loi de finances pour 2019",
    ]


def test_paragraphs_of_each_article():
    assert {article.number: len(article.paragraphs) for article in read("r0575-a0").articles} == {
        "1er": 1,
        "2": 28,
        "3": 7,
        "3 bis": 4,
        "4": 8,
    }
    assert {article.number: len(article.paragraphs) for article in read("pjl17-063").articles} == {
        "1er": 11,
        "2": 1,
        "3": 8,
        "4": 6,
        "4 bis": 3,
        "5": 3,
    }


def test_the_reasons_given_after_an_article_are_left_out():
    bill = read("pl0269")
    assert bill.articles[0].paragraphs[-1].startswith("7° Le montant de la dette")
    assert [remark.line for remark in bill.remarks] == [577]


def test_divisions_stand_in_one_another():
    outline = [
        (depth, node.kind, node.number, node.heading.replace("\u00a0", " "))
        for depth, node in read("pjl18-218").nodes()
        if isinstance(node, Division)
    ]
    assert outline[:6] == [
        (0, "part", "première", "CONDITIONS GÉNÉRALES DE L'ÉQUILIBRE FINANCIER"),
        (1, "title", "Ier", "DISPOSITIONS RELATIVES AUX RESSOURCES"),
        (2, "section", "I", "IMPÔTS ET RESSOURCES AUTORISÉS"),
        (3, "subsection", "A", "Autorisation de perception des impôts et produits"),
        (3, "subsection", "B", "Mesures fiscales"),
        (2, "section", "II", "RESSOURCES AFFECTÉES"),
    ]


def test_articles_announced_together_are_all_there():
    numbers = [article.number for article in read("pjl18-218").articles]
    assert numbers[:6] == ["liminaire", "2", "2 bis AA", "2 bis A", "2 bis B", "2 bis C"]
    assert {"11 bis A", "11 bis B", "11 bis C", "55 unvicies A", "55 unvicies B", "55 unvicies C"} <= set(numbers)


def test_an_article_without_text_says_why():
    fates = {article.number: article.paragraphs for article in read("pjl18-218").articles}
    assert fates["2 bis A"] == ["(Supprimé)"]
    assert fates["11 bis B"] == ["(Supprimés)"]


def test_a_table_is_one_paragraph():
    table = read("pjl17-063").articles[0].paragraphs[2]
    assert table.startswith("| (En milliards d'euros) |\n| | Recettes | Dépenses | Solde |")
    assert table.count("\n") >= 8


def test_amendments_of_the_senate_count_the_same_paragraphs():
    """Amendment 8 to article 3 of the bill of 2017 rewrites paragraph 8, which begins « II. – Par dérogation »."""
    articles = {article.number: article for article in read("pjl17-063").articles}
    with real_data("senat-amendments/plfss-2018_seance_2017-2018-63.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["subdivision"] == "Article 3" and row["alinea"].isdigit()]
    assert rows
    for row in rows:
        paragraph = articles["3"].paragraphs[int(row["alinea"]) - 1]
        assert (
            re.sub(r"\W+", " ", row["dispositif"].split("\n")[-1]).split()[:4]
            == re.sub(r"\W+", " ", paragraph).split()[:4]
        )
