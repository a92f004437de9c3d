import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.ui.typography import typo

T, N = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ?", f"Pourquoi{T}?"),
        ("Pourquoi?", f"Pourquoi{T}?"),
        ("Oui !!! Non ?!", f"Oui{T}!!! Non{T}?!"),
        ("un ; deux", f"un{T}; deux"),
        ("Ceci : cela", f"Ceci{N}: cela"),
        ("« Bonjour »", f"«{T}Bonjour{T}»"),
        ("«Bonjour»", f"«{T}Bonjour{T}»"),
        ("l'eau d'ici", "l’eau d’ici"),
        ("1 234 567 euros", f"1{T}234{T}567 euros"),
        ("50 % et 12 €", f"50{T}% et 12{N}€"),
        ("n° 5", f"n°{N}5"),
        ("à 14:30", "à 14:30"),
        ("https://example.org/?a=1;b=2 !", f"https://example.org/?a=1;b=2{T}!"),
        ("`a ? b : c`", "`a ? b : c`"),
        ("", ""),
    ],
)
def test_french_as_it_is_printed(typed, printed):
    assert typo(typed) == printed
    assert typo(printed) == printed


def test_english_is_left_as_it_is():
    assert typo("What ? It's here : look", "en") == "What ? It's here : look"


@given(st.text(alphabet="ab1 ?!;:«»'%°n\n\u202f\u00a0", max_size=40))
def test_no_letter_is_lost_and_twice_is_once(text):
    def letters(words):
        return [c for c in words.replace("’", "'") if not c.isspace()]

    once = typo(text)
    assert letters(once) == letters(text)
    assert typo(once) == once
