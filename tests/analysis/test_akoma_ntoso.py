"""Akoma Ntoso: valid for the official schema, the same bill once read back, and nothing hostile gets through."""

import hashlib
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.akoma_ntoso import looks_like_xml, read_akoma_ntoso, to_akoma_ntoso
from analysis.bills import KINDS, Article, Bill, Division, Unreadable
from analysis.bills_html import read_html
from tests.real_data import real_data

from .akoma import SCHEMAS, TEXT, faults

FILES = ["pl0269", "r0575-a0", "pjl17-063", "pjl18-106", "pjl18-218"]
BLANKS = " \t\n\r"
WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff"), max_size=40
).map(lambda text: text.strip(BLANKS))
SAID = WORDS.filter(lambda text: bool(text.strip(BLANKS)))
TABLES = [
    "| a | b |\n| c | d |",
    "| | Recettes |\n| Maladie | 195,9 |",
    "|a|b|",
    "| a || b |",
    "|",
    "| a |\n| b",
    "|  | x |",
]
PARAGRAPHS = st.lists(
    st.one_of(SAID, st.sampled_from(TABLES), st.sampled_from(["« Art. 2 »", "<p>&amp;", "]]>"])), max_size=4
)
ARTICLES = st.builds(
    Article,
    st.sampled_from(["1er", "2", "4 bis", "5 bis AA", "liminaire", "unique", "16 quinquies", "55 unvicies B", ""]),
    WORDS,
    st.sampled_from(["", "nouveau", "pour coordination"]),
    PARAGRAPHS,
)


@st.composite
def trees(draw, level: int = 0) -> list[Division | Article]:
    children: list[Division | Article] = draw(st.lists(ARTICLES, max_size=2))
    for _ in range(draw(st.integers(0, 2 if level < 2 else 0))):
        kind = draw(st.sampled_from(KINDS))
        number = draw(st.sampled_from(["Ier", "II", "III bis", "1", "A", "première" if kind == "part" else "V"]))
        children.append(
            Division(kind, number, draw(WORDS), draw(st.sampled_from(["", "nouveau"])), draw(trees(level + 1)))
        )
    return children


def there_and_back(bill: Bill, language: str = "fr") -> Bill:
    return read_akoma_ntoso(to_akoma_ntoso(bill, replace(TEXT, language=language)).decode())


def test_the_schemas_are_those_named():
    entries = tomllib.loads((SCHEMAS / "MANIFEST.toml").read_text())["file"]
    for entry in entries:
        assert hashlib.sha256((SCHEMAS / entry["path"]).read_bytes()).hexdigest() == entry["sha256"], entry["path"]
        assert (SCHEMAS / entry["licence_text"]).read_text().strip()
    assert {path.name for path in SCHEMAS.glob("*.xsd")} == {entry["path"] for entry in entries}


@given(trees(), WORDS, st.sampled_from(["fr", "en"]))
@settings(deadline=None)
def test_any_bill_is_read_back_the_same_and_is_valid(children, title, language):
    bill = Bill(title, children)
    if not children:
        with pytest.raises(ValueError, match="at least one"):
            to_akoma_ntoso(bill, TEXT)
        return
    written = to_akoma_ntoso(bill, replace(TEXT, language=language))
    assert faults(written) == []
    assert read_akoma_ntoso(written.decode()) == bill


@pytest.mark.parametrize("name", FILES)
def test_a_published_bill_is_read_back_the_same_and_is_valid(name):
    bill = read_html(real_data(f"bills-html/{name}.html").read_text(encoding="utf-8"))
    written = to_akoma_ntoso(bill, TEXT)
    assert faults(written) == []
    assert read_akoma_ntoso(written.decode()) == bill


def test_each_paragraph_is_numbered_by_its_place():
    bill = Bill("Projet de loi", [Division("chapter", "Ier", children=[Article("4 bis", paragraphs=["Un.", "Deux."])])])
    written = to_akoma_ntoso(bill, TEXT).decode()
    assert '<bill name="projetDeLoi">' in written
    assert '<chapter eId="chp_I">' in written
    assert '<alinea eId="art_4bis__al_2">' in written
    assert "/akn/fr/bill/2026-01-15/calme/fra@2026-02-01/!main" in written


def test_two_articles_with_one_number_keep_addresses_of_their_own():
    bill = Bill("", [Article("56 bis", paragraphs=["Un."]), Article("56 bis", paragraphs=["Deux."])])
    written = to_akoma_ntoso(bill, TEXT)
    assert faults(written) == []
    assert b'eId="art_56bis-2"' in written
    read = read_akoma_ntoso(written.decode())
    assert (read, len(read.remarks)) == (bill, 1)


FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!-- as another house writes it -->
<an:akomaNtoso xmlns:an="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><an:bill name="bill"><an:meta/>
<an:preface><an:p>Assemblée</an:p><an:longTitle><an:p>Projet de loi sur
   <an:docTitle>l’ombre</an:docTitle></an:p></an:longTitle></an:preface>
<an:body>
 <an:title eId="title_1"><an:num>TITRE I<an:sup>er</an:sup></an:num><an:heading>Des <an:b>arbres</an:b></an:heading>
 <an:subpart><an:num>A</an:num>
  <an:article eId="a1"><an:num>Article premier (nouveau)</an:num><an:heading>Planter</an:heading>
   <an:paragraph><an:num>I. –</an:num><an:content><an:p>Chaque commune plante
      un <an:ref href="#x">arbre</an:ref><an:authorialNote marker="1"><an:p>Note.</an:p></an:authorialNote>.</an:p>
     <an:table><an:tr><an:th><an:p>Ville</an:p></an:th><an:td><an:p>12</an:p></an:td></an:tr></an:table></an:content></an:paragraph>
   <an:paragraph><an:num>II. –</an:num><an:intro><an:p>Il est ainsi rédigé :</an:p></an:intro>
     <an:point><an:num>1°</an:num><an:content><an:p><an:mod>L’article 2 devient :
       <an:quotedStructure startQuote="«" endQuote="»" inlineQuote="«"><an:article><an:num>Art. 2. –</an:num>
        <an:alinea><an:content><an:p>Un.</an:p></an:content></an:alinea>
        <an:alinea><an:content><an:p>Deux.</an:p></an:content></an:alinea></an:article></an:quotedStructure> ;</an:mod>
        </an:p></an:content></an:point>
     <an:point><an:num>2°</an:num><an:content><an:p>Les mots :
     <an:quotedText startQuote="«" endQuote="»">à l’ombre</an:quotedText> sont
     <an:del>retirés</an:del> supprimés.</an:p></an:content></an:point></an:paragraph>
  </an:article></an:subpart></an:title>
 <an:hcontainer name="annexe"><an:content><an:p>Une annexe.</an:p></an:content></an:hcontainer>
</an:body></an:bill></an:akomaNtoso>"""


def test_a_document_of_another_house_keeps_its_words_and_its_numbers():
    bill = read_akoma_ntoso(FOREIGN)
    assert bill.title == "Projet de loi sur l’ombre"
    (title,) = bill.children
    assert isinstance(title, Division)
    assert (title.kind, title.number, title.heading) == ("title", "Ier", "Des arbres")
    (article,) = bill.articles
    assert (article.number, article.note, article.heading) == ("1er", "nouveau", "Planter")
    assert [text.replace("\u00a0", " ") for text in article.paragraphs] == [
        "I. – Chaque commune plante un arbre.",
        "| Ville | 12 |",
        "II. – Il est ainsi rédigé :",
        "1° L’article 2 devient :",
        "« Art. 2. – Un.",
        "« Deux. » ;",
        "2° Les mots : « à l’ombre » sont supprimés.",
    ]
    assert [str(remark) for remark in bill.remarks] == [
        "Article 1er: notes in the margin are left out.",
        "“Une annexe.” is in no article and is left out.",
    ]


def test_sections_are_the_articles_of_a_text_that_has_none():
    text = FOREIGN.replace("an:article", "an:section").replace("Article premier (nouveau)", "1")
    assert [article.number for article in read_akoma_ntoso(text).articles] == ["1"]


HOSTILE = {
    "entities": '<!DOCTYPE a [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><akomaNtoso>&b;</akomaNtoso>',
    "a file of the machine": '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><akomaNtoso>&f;</akomaNtoso>',
    "another origin": '<!doctype a SYSTEM "http://127.0.0.1:1/a.dtd"><akomaNtoso/>',
    "an entity nobody declared": "<akomaNtoso>&f;</akomaNtoso>",
    "another namespace": '<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><bill><body/></bill></akomaNtoso>',
    "no namespace": "<akomaNtoso><bill><body/></bill></akomaNtoso>",
    "half a file": FOREIGN[:700],
    "no bill": '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><judgment/></akomaNtoso>',
    "too deep": FOREIGN.replace("Chaque commune", "<an:b>" * 100 + "x" + "</an:b>" * 100),
    "far too deep": "<akomaNtoso>" + "<a>" * 100_000,
    "too many": FOREIGN.replace("Chaque commune", "<an:b/>" * 500_000),
    "nothing": "  ",
    "two roots": "<akomaNtoso/><akomaNtoso/>",
    "control characters": "<akomaNtoso>\x01\x02\x03\x04</akomaNtoso>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name):
    with pytest.raises(Unreadable) as refusal:
        read_akoma_ntoso(HOSTILE[name])
    assert str(refusal.value).endswith(".")


def test_nothing_is_fetched_nor_included(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    lure = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    text = FOREIGN.replace("Chaque commune", f"Chaque {lure} commune").replace(
        "<an:akomaNtoso", f'<?xml-stylesheet href="{secret.as_uri()}"?><an:akomaNtoso', 1
    )
    assert "secret" not in str(read_akoma_ntoso(text))


@given(st.text(max_size=300), st.integers(0, len(FOREIGN)))
@settings(deadline=None, max_examples=300)
def test_any_damage_gives_a_bill_or_a_sentence(text, at):
    try:
        read_akoma_ntoso(FOREIGN[:at] + text + FOREIGN[at:])
    except Unreadable as refusal:
        assert str(refusal).endswith(".")


def test_what_means_to_be_akoma_ntoso_is_known():
    assert looks_like_xml(FOREIGN)
    assert looks_like_xml(to_akoma_ntoso(Bill("", [Article("1")]), TEXT).decode())
    assert not looks_like_xml('<?xml version="1.0"?><html><p>Article 1er</p></html>')
