"""A bill as Markdown is read back the same, whatever signs its words hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.bill_lines import is_plain_paragraph
from analysis.bills import Article, Bill, Division
from analysis.bills_html import read_html
from analysis.bills_markdown import to_markdown
from analysis.bills_plain import read_markdown
from tests.real_data import real_data

SIGNS = [
    "*a*",
    "__b__ c",
    "- un point",
    "+ un",
    "# non",
    "1. un",
    "2) deux",
    "> cité",
    "= 3",
    "`c`",
    "[d](e)",
    "<b>f</b>",
]
SIGNS += ["<!-- g -->", "\\", "a\\*b", "***", "---", "| a | b |\n| c | d |", "| e |", "~~~", "1° Un ;", "« Chapitre II"]
WORDS = st.text("abé *_-#>|[]()<!`~\\=+.1", min_size=1, max_size=14).map(
    lambda text: f"À {' '.join(text.split())}".strip()
)
PARAGRAPHS = st.one_of(st.sampled_from(SIGNS), WORDS).filter(
    lambda text: text.startswith("| ") or is_plain_paragraph(text)
)


@given(st.lists(PARAGRAPHS, min_size=1, max_size=5), st.sampled_from(["fr", "en"]))
@settings(deadline=None, max_examples=300)
def test_any_words_are_read_back_the_same(paragraphs, language):
    bill = Bill("Projet de loi *relatif* à l’eau", [Division("chapter", "Ier", "Des eaux", children=[Article("2")])])
    bill.articles[0].paragraphs = paragraphs
    assert read_markdown(to_markdown(bill, language)) == bill


@pytest.mark.parametrize("name", ["pl0269", "r0575-a0", "pjl17-063", "pjl18-106", "pjl18-218"])
def test_a_published_bill_is_read_back_the_same(name):
    bill = read_html(real_data(f"bills-html/{name}.html").read_text(encoding="utf-8"))
    assert read_markdown(to_markdown(bill)) == bill
