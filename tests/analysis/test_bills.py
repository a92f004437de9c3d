import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.bills import KINDS, Article, Bill, Division, Unreadable, decode
from analysis.bills_html import read_html
from analysis.bills_plain import read_markdown, read_plain, to_plain

NUMBERS = ["1er", "2", "3 bis", "4 ter A", "5 bis AA", "liminaire", "unique", "16 quinquies", "7", "55 unvicies B"]
TRICKY = [
    *(
        "Article 1er",
        "Article 4 bis – Objet",
        "ARTICLE 2",
        "Article 3 (nouveau)",
        "Article 5 (Supprimé)",
        "Articles 6 et 7",
    ),
    *("Clause 4", "Article 8. – Le maire décide.", "Article unique", "Articles 9 à 12", "Articles 2 bis à 3", "Art. 5"),
    *("Titre Ier", "TITRE II", "Chapitre II – Des élèves", "Section 3 : Voies", "Sous-section 1", "Livre IV", "Part 1"),
    *("PREMIÈRE PARTIE :", "Chapter 2 (new) – X", "Title III", "Exposé des motifs", "PROJET DE LOI", "ANNEXE A"),
    *(
        "Fait à Lyon, le 3 mai",
        "Annexe",
        "I. –",
        "1°",
        "a)",
        "«",
        "« Chapitre III",
        "| a | b |",
        "| c |",
        "\\Article 1er",
    ),
    *(
        "(En euros)",
        "(Supprimé)",
        "①\tI. – Le texte",
        "Le texte ; suite.",
        "\\",
        "\\\\|",
        "",
        "   ",
        "# Titre",
        "**Article 3**",
    ),
    *(
        "---",
        "- un point",
        "<p>Article 1er</p><p>Texte",
        "<table><tr><td>a</td></tr></table>",
        "Proposition de loi visant à",
        "À",
    ),
]
LINE = st.one_of(st.sampled_from(TRICKY), st.text(max_size=30))
TEXT = st.one_of(st.text(), st.lists(LINE, max_size=25).map("\n".join))


def shape(bill: Bill) -> list[tuple]:
    return [
        (depth, node.kind, node.number) if isinstance(node, Division) else (depth, node.number, len(node.paragraphs))
        for depth, node in bill.nodes()
    ]


@given(TEXT, st.sampled_from([read_plain, read_markdown, read_html]))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_bill_or_a_sentence(text, read):
    try:
        bill = read(text)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
        return
    assert bill.articles or bill.remarks
    assert all(str(remark) and remark.line >= 1 for remark in bill.remarks)
    assert all(paragraph for article in bill.articles for paragraph in article.paragraphs)


@given(TEXT, st.sampled_from([read_plain, read_markdown, read_html]), st.sampled_from(["fr", "en"]))
@settings(max_examples=600, deadline=None)
def test_what_any_reader_read_is_read_back_from_plain_text(text, read, language):
    try:
        bill = read(text)
    except Unreadable:
        return
    if bill != Bill():
        assert read_plain(to_plain(bill, language)) == bill


WORDS = st.text("abcdefghé ’,-", max_size=20).map(lambda text: f"À {' '.join(text.split())}".rstrip(" ,"))
ARTICLES = st.lists(
    st.builds(
        Article,
        st.sampled_from(NUMBERS),
        st.one_of(st.just(""), WORDS),
        st.sampled_from(["", "nouveau", "pour coordination"]),
        st.lists(
            st.one_of(WORDS, st.sampled_from(["Article 2", "Titre Ier", "1°", "| a | b |\n| c |", "(Supprimé)"])),
            max_size=4,
        ),
    ),
    max_size=3,
)


@st.composite
def trees(draw, level: int = 0) -> list:
    children: list = draw(ARTICLES)
    for _ in range(draw(st.integers(0, 2 if level < 3 else 0))):
        kind = draw(st.sampled_from(range(level, len(KINDS) - 2 + min(level, 2))))
        number = draw(
            st.sampled_from(["Ier", "II", "III bis", "1", "première" if KINDS[kind] == "part" else "préliminaire"])
        )
        heading = draw(st.one_of(st.just(""), WORDS))
        children.append(
            Division(KINDS[kind], number, heading, draw(st.sampled_from(["", "nouveau"])), draw(trees(kind + 1)))
        )
    return children


@given(
    trees(),
    st.sampled_from(["", "Une loi", "Projet de loi relatif à l’eau", "Article 1er"]),
    st.sampled_from(["fr", "en"]),
)
@settings(deadline=None)
def test_a_bill_of_any_shape_is_read_back_from_plain_text(children, title, language):
    bill = Bill(title, _same_level_goes_down(children))
    if bill.children:
        assert read_plain(to_plain(bill, language)) == bill


def _same_level_goes_down(children: list) -> list:
    """In a text, a section that follows a chapter stands in it: sisters are of one kind, or larger and larger."""
    kept, last = [], len(KINDS)
    for child in children:
        if isinstance(child, Article):
            kept.append(child)
            continue
        child.children = _same_level_goes_down(child.children)
        if KINDS.index(child.kind) <= last:
            kept.append(child)
            last = KINDS.index(child.kind)
    return kept


def test_a_french_text():
    bill = read_plain("""\
Proposition de loi visant à ouvrir les données

Exposé des motifs
Mesdames, Messieurs,
Article 1er
L’article 1er ouvre les données.

Proposition de loi

Titre Ier
Des données
Chapitre II : De leur usage

Article 1er
I. – Les données sont ouvertes :
1°
Aux élèves ;
a) Aux parents.
« Section 2
« De la suite
| commune | données |
| Lyon | 12 |
Article 2 (nouveau)
① II. – La loi entre en vigueur demain.
Article 3 (Supprimé)
Fait à Paris, le 3 mai 2026.
Le ministre
""")
    assert bill.title == "Proposition de loi visant à ouvrir les données"
    assert bill.children == [
        Division(
            "title",
            "Ier",
            "Des données",
            children=[
                Division(
                    "chapter",
                    "II",
                    "De leur usage",
                    children=[
                        Article(
                            "1er",
                            paragraphs=[
                                "I. – Les données sont ouvertes :",
                                "1°\u00a0Aux élèves ;",
                                "a) Aux parents.",
                                "« Section 2",
                                "« De la suite",
                                "| commune | données |\n| Lyon | 12 |",
                            ],
                        ),
                        Article("2", note="nouveau", paragraphs=["II. – La loi entre en vigueur demain."]),
                        Article("3", paragraphs=["(Supprimé)"]),
                    ],
                ),
            ],
        ),
    ]
    assert [(remark.line, str(remark).split(",")[0]) for remark in bill.remarks] == [
        (3, "The explanatory memorandum is left out: it is not part of the law."),
        (26, "What follows the articles"),
    ]


def test_an_english_text():
    bill = read_plain(
        "Open Data Bill\nPart 1\nGeneral\nClause 1 – Purpose\n(1) Data is open.\nClause 4A\nText.\nSchedule 1\nMore"
    )
    assert bill.title == "Open Data Bill"
    assert bill.children == [
        Division(
            "part",
            "1",
            "General",
            children=[
                Article("1", "Purpose", paragraphs=["(1) Data is open."]),
                Article("4A", paragraphs=["Text."]),
            ],
        ),
    ]


def test_a_markdown_text():
    bill = read_markdown("""\
# Projet de loi relatif à l’eau

## Titre Ier : *De l’eau*

### Article 1er

L’eau est un bien
commun.

- elle est **gratuite** ;
- elle est propre.

| a | b |
|---|---|
| 1 | 2 |

### Article 2 — Suite
Fin.
""")
    assert bill.title == "Projet de loi relatif à l’eau"
    assert shape(bill) == [(0, "title", "Ier"), (1, "1er", 4), (1, "2", 1)]
    assert bill.articles[0].paragraphs == [
        "L’eau est un bien commun.",
        "– elle est gratuite ;",
        "– elle est propre.",
        "| a | b |\n| 1 | 2 |",
    ]
    assert bill.articles[1].heading == "Suite"


def test_a_page_of_a_bill_as_tabled():
    bill = read_html("""<html><head><title>N° 12</title></head><body><header>Menu Article 9</header>
        <p align=center>PROPOSITION DE LOI</p><p align=center>visant à <b>ouvrir</b> les données,</p>
        <p align=center>(Renvoyée à la commission)</p><p align=center>présentée par Mme X</p>
        <p align=center>EXPOSÉ DES MOTIFS</p><p>Mesdames, Messieurs,</p><p>Article 1er</p><p>Le présent article…</p>
        <p align=center>TITRE Ier</p><p>Des raisons</p><p align=center>PROPOSITION DE LOI</p>
        <p align=center>Chapitre I<sup>er</sup></p><p style="text-align: center">Des <br>droits</p>
        <p align=center><b>Article 1<sup>er</sup></b></p><p>①&nbsp;I. – Le code est modifié :</p><p>«</p>
        <p>Art. L. 1. – Texte »</p><ul><li>un</li><li>deux<br>suite</li></ul><div>ligne<br>autre</div>
        <p>Article 2</p><p>Fin.</p><p>© Assemblée</p><p>Retour</p></body></html>""")
    paragraphs = ["I. – Le code est modifié :", "«\u00a0Art. L. 1. – Texte »", "un", "deux suite", "ligne", "autre"]
    articles = [Article("1er", paragraphs=paragraphs), Article("2", paragraphs=["Fin."])]
    chapter = Division("chapter", "Ier", "Des droits", children=articles)
    assert bill == Bill("Proposition de loi visant à ouvrir les données", [chapter])


@pytest.mark.parametrize(
    "line",
    [
        "Article L. 123-1",
        "L’article 5 est abrogé.",
        "Article 5 de la loi du 3 mai",
        "Titre II du livre III",
        "« Article 5",
        "Section des voies",
        "Le chapitre II",
        "Articles de loi",
    ],
)
def test_lines_of_law_are_not_headings(line):
    assert read_plain(f"Article 1\n{line}").articles == [Article("1", paragraphs=[line])]


def test_a_repeated_number_is_told():
    assert (
        str(read_plain("Article 1\na\nArticle 1\nb").remarks[0]) == "Two articles have the number 1: give each its own."
    )


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"%PDF-1.7\0\x01\x02", b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\0\0", "a".encode("utf-32")]
)
def test_what_is_not_a_text_is_refused_with_a_sentence(data):
    with pytest.raises(Unreadable, match=r"^The file .*\.$"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(encoding):
    assert decode("Article 1er\nL’été, à 5 €".encode(encoding)) == "Article 1er\nL’été, à 5 €"


@pytest.mark.parametrize(
    "text",
    ["<div>" * 100_000, "<table>" * 20_000, "Article 1\n" * 100_000, "Article 1, 2" + ", 3" * 300_000, "«" * 10**6],
)
@pytest.mark.parametrize("read", [read_html, read_markdown, read_plain])
def test_hostile_texts_do_not_explode(text, read):
    read(text)


PASTILLES = [*map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))]


def printed(paragraphs: list[str]) -> str:
    """As the Assemblée prints them: circled up to 50, then between parentheses."""
    marks = [*PASTILLES, *(f"({number})" for number in range(51, 200))]
    lines = (f"<p>{mark} {text}</p>" for mark, text in zip(marks, paragraphs, strict=False))
    return f"<h2>Article 1er</h2>{''.join(lines)}"


def test_numbers_in_the_margin_are_not_words_and_agree_with_the_count():
    paragraphs = [f"{number}° Un point ;" for number in range(1, 71)]
    bill = read_html(printed(paragraphs))
    assert bill.articles[0].paragraphs == paragraphs
    assert bill.remarks == []


def test_a_number_in_the_margin_that_does_not_agree_is_said_once():
    page = printed(["Un.", "Deux.", "Trois.", "Quatre."]).replace("<p>\u2461 Deux.</p>", "")
    bill = read_html(page)
    assert bill.articles[0].paragraphs == ["Un.", "Trois.", "Quatre."]
    assert [str(remark) for remark in bill.remarks] == [
        "Article 1er: the margin says 3 where paragraph 2 is counted; compare with the source."
    ]


def test_a_number_between_parentheses_is_a_word_when_nothing_says_it_stands_in_the_margin():
    assert read_plain("Article 1er\n(51) Un.\n").articles[0].paragraphs == ["(51) Un."]


def test_a_number_alone_and_its_number_in_the_margin_belong_to_the_next_line():
    bill = read_html(
        "<h2>Article 1er</h2><p>\u2460 1°</p><p>Un ;</p><p>\u2461 (En euros)</p><table><tr><td>a</td></tr></table>"
    )
    assert bill.articles[0].paragraphs == ["1°\u00a0Un ;", "| (En euros) |\n| a |"]
    assert bill.remarks == []
