"""What people write is shown safely, whatever they write."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.ui.prose import MARKS, commands, lines, parser, prose
from parvis.ui.templatetags.ui import prose as filtered
from parvis.ui.translated import Translated

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://example.org/x.png)",
    "![x](javascript:alert(1))",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:msgbox(1))",
    "[a](//example.org)",
    "[a](http://example.org)",
    "[a](/fr/sign-out/)",
    "[a](&#106;avascript:alert(1))",
    "[a]: javascript:alert(1)\n\n[a]",
    '<https://example.org/"onmouseover=alert(1)>',
    "<javascript:alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='https://example.org' onclick='x()'>a</a>",
    "<style>*{display:none}</style>",
    "<iframe src=https://example.org></iframe>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>`",
    "    <script>alert(1)</script>",
    "</p></div></main><h1>Autre page</h1>",
    "<!-- -->",
    '[a](https://example.org "onclick=alert(1)")',
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("show", [prose, lines])
def test_hostile_texts_are_harmless(show, text):
    shown = str(show(text)).lower()
    tags = re.findall(r"<[^>]*>", shown)
    for tag in tags:
        assert re.fullmatch(
            r'</?(p|br|strong|em|ul|ol|li|blockquote|code|pre|hr)\s*/?>|</a>|<ol start="\d+">'
            r'|<a href="(https://|mailto:)[^"<>]*" rel="nofollow ugc">',
            tag,
        ), tag


def test_links_go_to_https_and_mail_only_and_give_no_rank():
    assert prose("[le relevé](https://example.org/r?a=1)") == (
        '<p><a href="https://example.org/r?a=1" rel="nofollow ugc">le relevé</a></p>\n'
    )
    assert "mailto:a@example.org" in prose("<a@example.org>")
    assert "<a" not in prose("[x](http://example.org)")


def test_headings_of_people_do_not_come_between_those_of_the_page():
    shown = prose("# Un\n\n## Deux\n\nTrois\n=====")
    assert shown.split("\n")[:3] == [f"<p><strong>{word}</strong></p>" for word in ("Un", "Deux", "Trois")]


def test_images_are_not_shown_but_their_words_are():
    shown = prose("![le banc](https://example.org/b.png)")
    assert "<img" not in shown
    assert "le banc" in shown


def test_lists_and_quotes_are_kept():
    shown = prose("1. un\n2. deux\n\n> dit-elle\n\n- **gras**")
    for tag in ("<ol>", "<blockquote>", "<ul>", "<strong>gras</strong>"):
        assert tag in shown


def paragraphs(markup: str) -> list[list[str]]:
    """The words of each paragraph."""
    found = re.findall(r"<p>(.*?)</p>", markup, flags=re.DOTALL)
    words = [html.unescape(re.sub(r"<br ?/?>", " ", text)).split() for text in found]
    return [part for part in words if part]


@given(st.text(alphabet=st.sampled_from("abé .,;:!?’\n1)-+='\"%(") | st.characters(codec="utf-8"), max_size=80))
@settings(max_examples=400, deadline=None)
def test_the_short_way_for_plain_texts_gives_what_markdown_gives(text):
    if MARKS.search(text) or any(ord(c) < 32 and c != "\n" for c in text):
        return
    rendered = parser().render(text)
    assert paragraphs(str(prose(text))) == paragraphs(rendered)
    assert set(re.findall(r"<(\w+)", rendered)) <= {"p", "br"}


def test_lines_keep_what_was_typed_line_by_line():
    assert lines("Un\ndeux\r\n\r\n\r\ntrois <b>") == "<p>Un<br>deux</p>\n<p>trois &lt;b&gt;</p>"
    assert lines("") == lines(None) == ""


def test_french_texts_get_french_spaces():
    assert prose("Pourquoi ?", "fr") == "<p>Pourquoi\u202f?</p>"
    assert prose("Why ?", "en") == "<p>Why ?</p>"


def test_the_commands_of_a_sentence_are_code_and_nothing_else_is_markup():
    assert commands("Run `parvis serve` <b>") == "Run <code>parvis serve</code> &lt;b&gt;"


def test_an_indented_line_is_what_someone_pasted_not_code():
    assert "<pre>" not in prose("A list:\n\n    a very long line that was indented in a word processor")


def test_a_text_in_several_languages_is_drawn_too():
    """Its page hands the filter what the row holds, which no cache takes for a key."""
    assert "Un arbre" in filtered(Translated({"fr": "Un arbre", "en": "A tree"}), "fr")
