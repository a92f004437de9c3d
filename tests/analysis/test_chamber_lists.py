"""Amendments and their outcomes, as the chambers publish them."""

import json
import time
from collections import Counter
from datetime import date

import pytest

from analysis.chamber_lists import UnreadableList, day, outcome_of, read, words_of
from tests.real_data import real_data

HEADER = (
    "Nature \tNuméro \tSubdivision \tAlinéa\tAuteur \tAu nom de \tDate de dépôt \tDispositif \tObjet \tSort \t"
    "Url amendement \tFiche Sénateur"
)
ROW = (
    "Amt\tCOM-{n} rect.\tArticle 1er\t2\tMme ROSE\tGroupe A\t2026-06-06\t<body><p>Supprimer les mots&nbsp;:</p>"
    '<p>"de la "haie"</p></body>\t<body><p>Parce que.</p></body>\tRejeté\t//chambre.example/{n}\t//chambre.example/rose'
)


def published(*rows):
    return "\r\n".join(["sep=\t", HEADER, *rows, ""]).encode("cp1252")


def test_the_list_of_the_senate_as_it_is_published():
    one, other = read(published(ROW.format(n=1), ROW.format(n=2)))
    assert (one.number, one.revision, one.place, one.paragraph) == ("COM-1", "rect.", "Article 1er", "2")
    assert one.wording == 'Supprimer les mots\u00a0:\n"de la "haie"'
    assert (one.author, one.group, one.reason, one.tabled_on) == (
        "Mme ROSE",
        "Groupe A",
        "Parce que.",
        date(2026, 6, 6),
    )
    assert (one.outcome, one.outcome_words, one.url) == ("rejected", "Rejeté", "https://chambre.example/1")
    assert other.number == "COM-2"


@pytest.mark.parametrize("broken", ["Parce\tque.", "Parce\r\nque.", "Parce\tque\r\nvoilà\tc’est."])
def test_a_row_broken_inside_a_cell_keeps_its_outcome(broken):
    one, other = read(published(ROW.format(n=1).replace("Parce que.", broken), ROW.format(n=2)))
    assert (one.outcome, one.url) == ("rejected", "https://chambre.example/1")
    assert one.reason.startswith("Parce") and one.reason.endswith(".") and other.number == "COM-2"


def test_an_ordinary_table_is_read_by_the_names_of_its_columns():
    content = (
        'number;author;dispositif;sort;subdivision\n12;Mme ROSE;"Supprimer; tout";Adopté avec modification;Article 2\n'
    )
    (one,) = read(content.encode())
    assert (one.number, one.wording, one.outcome, one.place) == ("12", "Supprimer; tout", "adopted", "Article 2")


def test_one_amendment_of_the_assembly():
    (one,) = read(
        """<?xml version="1.0" encoding="UTF-8"?><amendement><numeroLong>II-38 (2ème Rect)</numeroLong>
        <numeroParent>7</numeroParent><dispositif><![CDATA[<p>Supprimer l&#8217;alin&#233;a&#160;4.</p>]]></dispositif>
        <exposeSommaire>&lt;p&gt;Parce que.&lt;/p&gt;</exposeSommaire>
        <listeDesSignataires>M.&amp;#160;Lind</listeDesSignataires>
        <sortEnSeance>Non soutenu</sortEnSeance><dateDepot>19/10/2026</dateDepot>
        <dateSaisieSort>26/10/2026</dateSaisieSort>
        <division><titre>Article 9</titre></division></amendement>""".encode()
    )
    assert (one.number, one.revision, one.parent, one.place) == ("II-38", "2ème Rect", "7", "Article 9")
    assert (one.wording, one.reason, one.author) == ("Supprimer l’alinéa\u00a04.", "Parce que.", "M.\u00a0Lind")
    assert (one.outcome, one.tabled_on, one.settled_on) == ("not_moved", date(2026, 10, 19), date(2026, 10, 26))


def test_the_open_data_of_the_assembly_where_what_is_absent_is_an_object():
    (one,) = read(
        """{"amendement": {"identification": {"numeroLong": "73"}, "amendementParentRef": {"@xsi:nil": "true"},
        "signataires": {"libelle": "Mme&#160;Rose"}, "pointeurFragmentTexte": {"division": {"titre": "Article 4"}},
        "corps": {"contenuAuteur": {"dispositif": {"@xsi:nil": "true"}}},
        "cycleDeVie": {"dateDepot": "2026-09-29",
        "sort": "Tombé", "dateSort": "2026-10-06T17:06:55+02:00"}}}""".encode()
    )
    assert (one.number, one.parent, one.wording, one.outcome) == ("73", "", "", "fell")
    assert (one.author, one.settled_on) == ("Mme\u00a0Rose", date(2026, 10, 6))


def test_the_orders_of_discussion_of_both_chambers():
    assembly = read(
        b'<?xml version="1.0"?><amdtsParOrdreDeDiscussion><amendements>'
        b'<amendement place="Article 3" numero="8" sort="Retir\xc3\xa9" parentNumero="" alineaLabel="S"'
        b' auteurLabel="M. LIND" auteurGroupe="A" discussionIdentique="20"/>'
        b'<amendement place="Article 3" numero="2" sort="" parentNumero="8" auteurLabel="Mme ROSE"/>'
        b"</amendements></amdtsParOrdreDeDiscussion>"
    )
    assert [(one.order, one.number, one.parent, one.identical) for one in assembly] == [
        (1, "8", "", "20"),
        (2, "2", "8", ""),
    ]
    senate = read(
        """{"info_generales": {}, "Subdivisions": [{"libelle_subdivision": "Article 4", "Amendements": [
        {"idAmendement": "a", "idAmendementPere": "0", "num": "31 rect.", "libelleAlinea": "Al. 8", "sort": "Adopté"},
        {"idAmendement": "b", "idAmendementPere": "a", "num": "40", "sort": "Rejeté"}]}]}""".encode()
    )
    assert [(one.number, one.revision, one.parent, one.outcome) for one in senate] == [
        ("31", "rect.", "", "adopted"),
        ("40", "", "31", "rejected"),
    ]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Adopté", "adopted"),
        ("ADOPTÉ", "adopted"),
        ("Rejeté", "rejected"),
        ("Retiré avant publication", "withdrawn"),
        ("Cet amendement est retiré avant séance", "withdrawn"),
        ("Tombé", "fell"),
        ("Non soutenu", "not_moved"),
        ("Irrecevable art. LO. 111-3", "inadmissible"),
        ("Satisfait ou sans objet", "satisfied"),
        ("À discuter", ""),
        ("", ""),
    ],
)
def test_outcomes(words, outcome):
    assert outcome_of(words) == outcome


def test_words_and_days_of_what_is_badly_written():
    assert words_of("&lt;p&gt;Un&lt;/p&gt;&lt;p&gt;deux&lt;/p&gt;") == "Un\ndeux"
    assert words_of("sans balise &amp; rien") == "sans balise & rien"
    assert words_of("<p>Un<script>alert(1)</script></p>") == "Un"
    assert (day("2026-02-30"), day("demain"), day("31/12/2026")) == (None, None, date(2026, 12, 31))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<amendement>",
        b"<html><p>Rien</p></html>",
        b"{",
        b'{"info_generales": {}}',
        b'[{"amendement": 3}]',
        b"a,b,c\n1,2,3\n",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><amendement>&x;</amendement>',
        b"x" * 40_000_001,
    ],
    ids=range(9),
)
def test_what_is_not_a_list_says_so(content):
    with pytest.raises(UnreadableList):
        read(content)


def test_real_lists_are_read_to_the_last_row():
    sitting = read(real_data("senat-amendments/plfss-2018_seance_2017-2018-63.csv").read_bytes())
    assert Counter(one.outcome for one in sitting) == {
        "adopted": 198,
        "rejected": 119,
        "withdrawn": 134,
        "inadmissible": 76,
        "not_moved": 44,
        "fell": 24,
    }
    order = read(real_data("senat-amendments/raw/liste_discussion_63.json").read_bytes())
    assert len(order) == 490 and {one.number for one in order} <= {one.number for one in sitting}


def test_the_real_row_that_its_source_broke_is_put_together():
    """Tables made from this file leave the outcome of COM-25 empty; the file itself tells it."""
    raw = read(real_data("senat-amendments/raw/jeu_complet_commission_2013-2014_310.csv").read_bytes())
    broken = next(one for one in raw if one.number == "COM-25")
    assert len(raw) == 127 and all(one.outcome for one in raw)
    assert (broken.outcome, broken.place, broken.wording[:22]) == ("withdrawn", "Article 4", "A l'alinéa 7, substitu")


def test_real_amendments_of_the_assembly():
    found = {path.name: read(path.read_bytes())[0] for path in sorted(real_data("an-amendments").glob("*/[!l]*.xml"))}
    assert len(found) == 13 and found["135.xml"].wording.startswith("Compléter cet article par l’alinéa suivant")
    assert Counter(one.outcome for one in found.values())["rejected"] == 6


def test_a_page_of_no_body_or_of_two_keeps_its_words():
    for markup in ("<html><p>Un</p></html>", "<html><body>Un</body><body></body></html>", "<html><frameset>Un"):
        assert words_of(markup) == "Un"


def test_a_parent_that_is_not_a_number_is_none():
    found = {"idAmendement": "1", "num": "1", "idAmendementPere": ["1"]}
    told = {"info_generales": {}, "Subdivisions": [{"libelle_subdivision": "Article 1", "Amendements": [found]}]}
    assert [one.parent for one in read(json.dumps(told).encode())] == [""]


def test_a_row_broken_a_hundred_thousand_times_is_read_at_once():
    columns = "sep=\t\nNature\tNuméro\tDispositif\tObjet\tSort\tUrl\tFiche\nAmt\t1\t"
    start = time.process_time()
    (one,) = read(columns.encode() + b"9\n" * 100_000)
    assert one.wording.count("9") == 100_000 and time.process_time() - start < 2
