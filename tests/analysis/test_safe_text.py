import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.safe_text import clean, neutralise_cell, restore_cell, skeleton

ODD = "\u202e\u2066\u200b\u200c\u200d\ufeff\u0301\u0316\U000e0041\x00\x1b\u2028\r\n\t\u00a0\u202f\ufe0f\u0958\u0344"
TEXT = st.text(st.one_of(st.characters(), st.sampled_from(ODD + "aé👩न'=+-@|%＝ ")), max_size=40)


@given(TEXT, st.booleans())
def test_cleaning_twice_changes_nothing_more(text, multiline):
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()


@given(TEXT, st.booleans())
def test_nothing_that_misleads_is_left(text, multiline):
    kept = clean(text, multiline=multiline)
    kept.encode()
    controls = {char for char in kept if unicodedata.category(char) in {"Cc", "Cs", "Co"}}
    assert controls <= ({"\n", "\t"} if multiline else set())
    assert not re.search(
        "[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f\u2028\u2029\r]", kept
    )


@given(st.text("abcdefghijklmnopqrstuvwxyzéèêëàâçîïôœùûüÿ’«»—–…€0123456789 .,;:!?()\u00a0\u202f", min_size=1))
def test_ordinary_words_are_kept_as_they_are(text):
    assert clean(text, multiline=True) == text.strip()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("safe\u202egpj.exe", "safegpj.exe"),
        ("in\u200bvi\u2060sible\u00ad\ufeff", "invisible"),
        ("e\u0301", "é"),
        ("Z" + "\u0301\u0316" * 500, "\u0179\u0316\u0316\u0301"),
        ("« Oui\u202f! » vaut 5\u00a0%", "« Oui\u202f! » vaut 5\u00a0%"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f"),
        ("می\u200cخواهم न्\u200dन", "می\u200cخواهم न्\u200dन"),
        ("ad\u200dmin \u200d", "admin"),
        ("flag\U000e0067\U000e007f", "flag"),
        ("a\r\nb\rc\u2028d", "a b c d"),
        ("\u2800\u3164 \u115f", ""),
        ("a\x00b\x1b[31mc\ud800", "ab[31mc"),
    ],
)
def test_cleaning_a_line(typed, kept):
    assert clean(typed, multiline=False) == kept


def test_cleaning_several_lines():
    assert clean("\r\n un\r\ndeux  \r\rtrois\u2029quatre\n\n", multiline=True) == "un\ndeux\n\ntrois\nquatre"


@pytest.mark.parametrize(
    "flood",
    ["\u0301\u0316", "\u0f71\u0f72", "\u200d", "\u202e", "\u0344", "\ufdfa", " \n", "\U0001e8d0\u0301"],
)
def test_a_megabyte_does_not_explode(flood):
    text, start = "a" + flood * (1_000_000 // len(flood)), time.process_time()
    clean(text, multiline=True)
    clean(text, multiline=False)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "name",
    [
        "аdmin",
        "ADM1N",
        "Aḋmin",
        "ａｄｍｉｎ",
        "αdmin",
        "adrnin",
        "ad\u200bmin",
        "𝐚𝐝𝐦𝐢𝐧",
        "ɑdmın",
        "4dmin",
        "a-d.m i n",
        "ᴀᴅᴍɪɴ",
    ],
)
def test_look_alike_names_have_one_skeleton(name):
    assert skeleton(name) == skeleton("Admin")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Маіrіе de Lyοn", "Mairie de Lyon"),
        ("ΜΑΙRΙΕ DE LYON", "mairie de lyon"),
        ("Élodie", "Elodie"),
        ("Сена́т", "Ceнaт"),
    ],
)
def test_names_in_several_alphabets_look_alike(name, other):
    assert skeleton(name) == skeleton(other)


@pytest.mark.parametrize(
    ("name", "other"), [("Claire", "Blaire"), ("Mairie de Lyon", "Mairie de Laon"), ("中村", "中材")]
)
def test_other_names_stay_apart(name, other):
    assert skeleton(name) != skeleton(other)


@given(TEXT)
def test_a_skeleton_is_its_own_skeleton(text):
    assert skeleton(skeleton(text)) == skeleton(text)


@given(TEXT)
def test_a_cell_is_restored_as_it_was(text):
    assert restore_cell(neutralise_cell(text)) == text


@given(TEXT)
def test_no_cell_starts_like_a_formula(text):
    start = unicodedata.normalize("NFKC", neutralise_cell(text).lstrip())[:1]
    assert start not in {"=", "+", "-", "@", "|", "%"}


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%0", "\t=1", "\rx", "\nx", "＝1", "  =1", "\u200b=1"]
)
def test_formulas_are_neutralised(cell):
    assert neutralise_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Oui", "12 %", "'tis", "l’an = 1", "a@b.fr", "—"])
def test_other_cells_are_left_alone(cell):
    assert neutralise_cell(cell) == cell
