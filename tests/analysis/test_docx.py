"""DOCX: bills as residents and services write them, read as they show; and the same bill once written and read back."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.bills import Article, Bill, Division, Unreadable
from analysis.bills_html import read_html
from analysis.docx_files import looks_like_docx, read_docx, to_docx
from analysis.docx_files.numbering import as_written
from tests.real_data import real_data

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FILES = ["pl0269", "r0575-a0", "pjl17-063", "pjl18-106", "pjl18-218"]


def word(*blocks: str, numbering: str = "") -> bytes:
    """A file whose body is these elements."""
    document = Document()
    body = document.element.body
    for block in blocks:
        body.sectPr.addprevious(parse_xml(block.replace(">", f" {W}>", 1) if W not in block else block))
    if numbering:
        part = document.part.numbering_part.element
        for one in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            part.append(one)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def p(text: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def paragraphs(*blocks: str, **said: str) -> list[str]:
    bill = read_docx(word(p("Article 1er"), *blocks, **said))
    return [text.replace("\u00a0", " ") for text in bill.articles[0].paragraphs]


def remarks(*blocks: str) -> list[str]:
    return [str(remark) for remark in read_docx(word(p("Article 1er"), p("Un."), *blocks)).remarks]


def written(bill: Bill, language: str = "fr") -> bytes:
    return to_docx(bill, language=language, header="Version 2", publisher="Parvis", made_at=datetime(2026, 2, 1))


@pytest.mark.parametrize("name", FILES)
def test_a_published_bill_is_read_back_the_same(name):
    bill = read_html(real_data(f"bills-html/{name}.html").read_text(encoding="utf-8"))
    assert read_docx(written(bill)) == bill


SAID = st.text("abcdefghé ’,;:-<&", min_size=1, max_size=30).map(
    lambda text: f"À {' '.join(text.split())}".rstrip(" ,;:-")
)
ARTICLES = st.builds(
    Article,
    st.sampled_from(["1er", "2", "3 bis", "4 ter A"]),
    st.one_of(st.just(""), SAID),
    st.sampled_from(["", "nouveau"]),
    st.lists(
        st.one_of(SAID, st.sampled_from(["| a | b |\n| c | d |", "| | x |", "(Supprimé)", "1° Un ;"])), max_size=4
    ),
)


@given(st.lists(ARTICLES, min_size=1, max_size=3), st.sampled_from(["fr", "en"]))
@settings(deadline=None, max_examples=60)
def test_a_bill_is_read_back_the_same(articles, language):
    bill = Bill("Projet de loi relatif à l’eau", [Division("chapter", "Ier", "Des eaux", children=list(articles))])
    assert read_docx(written(bill, language)) == bill


def test_numbers_of_paragraphs_are_counted_by_the_word_processor_and_not_of_the_text():
    document = Document(BytesIO(written(Bill("Une loi", [Article("1er", paragraphs=["Un.", "Deux."])]))))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == ["Une loi", "Article 1er", "Un.", "Deux."]
    assert document.paragraphs[2]._p.pPr.numPr is not None
    assert document.core_properties.author == "Parvis"


def test_titles_headings_and_tables_are_recognised():
    table = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>".format(p("Commune"), p("12 | 13"))
    bill = read_docx(
        word(
            p("Proposition de loi visant à planter", "Title"),
            p("Chapitre Ier", "Heading1"),
            p("Les arbres", "Heading1"),
            p("Article 1er", "Heading2"),
            p("Planter", "Heading2"),
            p("Chaque commune plante un arbre."),
            table,
        )
    )
    assert bill.title == "Proposition de loi visant à planter"
    (chapter,) = bill.divisions
    assert (chapter.number, chapter.heading) == ("Ier", "Les arbres")
    (article,) = bill.articles
    assert (article.heading, article.paragraphs) == (
        "Planter",
        ["Chaque commune plante un arbre.", "| Commune | 12 ¦ 13 |"],
    )


def test_a_table_that_places_articles_on_the_page_is_read_as_its_cells():
    table = f"<w:tbl><w:tr><w:tc>{p('Article 2')}{p('Deux.')}</w:tc></w:tr></w:tbl>"
    bill = read_docx(word(p("Article 1er"), p("Un."), table))
    assert [(article.number, article.paragraphs) for article in bill.articles] == [("1er", ["Un."]), ("2", ["Deux."])]


LISTS = """<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1°"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="91"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Article %1"/></w:lvl></w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="90"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="91"/></w:num>"""


def item(text: str, level: int = 0, list_id: int = 90) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_numbers_that_the_word_processor_counts_become_words():
    said = paragraphs(
        item("un ;"),
        item("lettre ;", 1),
        item("autre ;", 1),
        item("profond.", 2),
        item("tiret.", 3),
        item("deux ;"),
        item("encore ;", 1),
        item("rien.", list_id=0),
        item("de nouveau.", list_id=91),
        numbering=LISTS,
    )
    assert said == [
        *("1° un ;", "a) lettre ;", "b) autre ;", "1.b.I profond.", "– tiret.", "2° deux ;", "a) encore ;"),
        *("rien.", "1° de nouveau."),
    ]


def test_articles_that_the_word_processor_counts_are_articles():
    bill = read_docx(word(item("Objet", list_id=92), p("Un."), item("", list_id=92), p("Deux."), numbering=LISTS))
    assert [(one.number, one.paragraphs[-1]) for one in bill.articles] == [("2", "Un."), ("3", "Deux.")]


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        *((4, "lowerRoman", "iv"), (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"), (7, "decimalZero", "07")),
        *((1, "ordinal", "1er"), (10**9, "upperRoman", "1000000000"), (0, "lowerLetter", "0")),
    ],
)
def test_numbers_are_written_as_their_list_says(number, kind, shown):
    assert as_written(number, kind) == shown


def test_tracked_changes_are_accepted_and_said_to_be():
    changed = (
        "<w:p><w:r><w:t>Le maire </w:t></w:r><w:del><w:r><w:delText>peut</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>doit</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>parti</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t> répondre.</w:t></w:r></w:moveTo></w:p>"
    )
    joined = p("Il répond ", properties="<w:rPr><w:del/></w:rPr>")
    rows = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('non')}</w:tc></w:tr><w:tr><w:tc>{p('oui')}</w:tc></w:tr>"
    removed = f"<w:tbl>{rows}</w:tbl>"
    assert paragraphs(changed, joined, p("vite."), removed) == ["Le maire doit répondre.", "Il répond vite.", "| oui |"]
    assert "Tracked changes were accepted: the text is read as it would then be." in remarks(changed)


def test_a_line_broken_by_hand_is_a_paragraph():
    assert paragraphs("<w:p><w:r><w:t>Un</w:t><w:br/><w:t>Deux</w:t><w:tab/><w:t>trois</w:t></w:r></w:p>") == [
        "Un",
        "Deux trois",
    ]


BOX = (
    f'<w:p {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:t>Dehors.</w:t><w:pict><v:shape><v:textbox>'
    f"<w:txbxContent>{p('Article 9')}{p('Dedans.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def test_what_stands_beside_the_text_is_left_out_and_said_to_be():
    note = "<w:p><w:r><w:t>Deux.</w:t><w:footnoteReference w:id='1'/></w:r></w:p>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Caché</w:t></w:r><w:r><w:t>Vu.</w:t></w:r></w:p>"
    assert paragraphs(BOX, note, hidden) == ["Dehors.", "Deux.", "Vu."]
    assert remarks(BOX, note, hidden, p("Article 1 ... 3", "TOC1")) == [
        "What text boxes hold is left out: write it in the text itself.",
        "Notes at the foot of the page are left out.",
        "Hidden words are left out.",
    ]


def rewritten(content: bytes, name: str, change) -> bytes:
    """The same file, one part of it changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as other:
        for part in packed.infolist():
            inside = packed.read(part)
            other.writestr(part.filename, change(inside) if part.filename == name else inside)
    return file.getvalue()


GOOD = word(p("Article 1er"), p("Un."))
HOSTILE = {
    "not a file of this kind": b"PK\x03\x04 nonsense",
    "an old document, or a locked one": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "cut": GOOD[: len(GOOD) // 2],
    "nothing inside": word(),
    "a bomb": rewritten(GOOD, "word/styles.xml", lambda xml: xml + b" " * 50_000_000),
    "a million elements": rewritten(
        GOOD, "word/document.xml", lambda xml: xml.replace(b"<w:t>Un.</w:t>", b"<w:t/>" * 1_100_000)
    ),
    "entities": rewritten(
        GOOD, "word/document.xml", lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml.partition(b"?>")[2]
    ),
    "too deep": rewritten(
        GOOD,
        "word/document.xml",
        lambda xml: xml.replace(b"<w:r>", b"<w:ins>" * 200 + b"<w:r>").replace(
            b"</w:r>", b"</w:r>" + b"</w:ins>" * 200
        ),
    ),
    "no document": rewritten(GOOD, "[Content_Types].xml", lambda xml: b"<Types/>"),
    "no paragraph": rewritten(GOOD, "word/document.xml", lambda xml: b"<a/>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name):
    with pytest.raises(Unreadable) as refusal:
        read_docx(HOSTILE[name])
    assert str(refusal.value).endswith(".")


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(deadline=None, max_examples=150)
def test_any_damage_gives_a_bill_or_a_sentence(at, byte):
    try:
        read_docx(GOOD[:at] + bytes([byte]) + GOOD[at + 1 :])
    except Unreadable as refusal:
        assert str(refusal).endswith(".")


def test_what_means_to_be_a_docx_is_known():
    assert looks_like_docx(GOOD)
    assert not looks_like_docx(b"Article 1er")
