import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.redline import compare, compare_paragraphs
from analysis.words import tokens

WORDS = ["le", "la", "l’", "de", "maire", "ville", "1\u202f234,5", "120", ",", ".", "\n", "a", "b", "L.\u00a0300-5"]
TEXT = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS)).map(" ".join))


def shown(before: str, after: str) -> str:
    return "".join(text if op == "=" else f"[{op}{text}]" for op, text in compare(before, after))


def joined(pieces, ops: str) -> str:
    return "".join(text for op, text in pieces if op in ops)


@given(TEXT, TEXT)
def test_both_texts_are_read_back_from_the_pieces(before, after):
    pieces = compare(before, after)
    assert joined(pieces, "=-") == before
    assert joined(pieces, "=+") == after
    assert all(text for _op, text in pieces)
    told = list(pairwise(pieces))
    assert not any(one.op == other.op and one.move == other.move for one, other in told)
    assert not any((one.op, other.op) == ("+", "-") for one, other in told)


@given(TEXT)
def test_tokens_lose_nothing(text):
    assert "".join(tokens(text)) == text


@given(TEXT)
def test_the_same_text_has_no_change(text):
    assert compare(text, text) == ([("=", text)] if text else [])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Le délai est de 120 jours.", "Le délai est de 150 jours.", "Le délai est de [-120][+150] jours."),
        ("La commune de Lyon décide.", "La ville de Paris décide.", "La [-commune de Lyon][+ville de Paris] décide."),
        ("Le maire décide.", "Le maire, saisi, décide.", "Le maire[+, saisi,] décide."),
        ("soit 1\u202f234,5 euros", "soit 1\u202f234,6 euros", "soit [-1\u202f234,5][+1\u202f234,6] euros"),
        ("l’article L.\u00a0300-5 du", "l’article L.\u00a0300-6 du", "l’article [-L.\u00a0300-5][+L.\u00a0300-6] du"),
        ("L’élève vote.", "L’électeur vote.", "L’[-élève][+électeur] vote."),
        ("Une. Trois.", "Une. Deux. Trois.", "Une. [+Deux. ]Trois."),
        ("Une. Deux. Trois.", "Une. Trois.", "Une. [-Deux. ]Trois."),
        ("1° a\n2° b\n3° c", "1° a\n3° c", "1° a\n[-2° b\n]3° c"),
        ("le taux est de 5 %", "le taux est de 5\u00a0%", "le taux est de 5[- ][+\u00a0]%"),
        ("Le conseil peut décider", "Le conseil doit décider", "Le conseil [-peut][+doit] décider"),
        ("un avis à la mairie", "un accord à la préfecture", "un [-avis à la mairie][+accord à la préfecture]"),
        ("porte-parole élu", "porte-voix élu", "[-porte-parole][+porte-voix] élu"),
        ("A de B", "A x de y B", "A [+x ]de [+y ]B"),
        ("", "tout", "[+tout]"),
        ("tout", "", "[-tout]"),
        ("les modalités et sur la pension", "les modalités, sur la pension", "les modalités[- et][+,] sur la pension"),
        ("Il décide seul.", "Il décide avec l’accord du conseil.", "Il décide [-seul][+avec l’accord du conseil]."),
    ],
)
def test_changes_read_as_a_person_would_mark_them(before, after, expected):
    assert shown(before, after) == expected


def test_a_rewritten_sentence_is_not_shredded():
    before = "Toute personne a droit à l’accès aux documents publics, sauf exception prévue par la loi."
    after = "Chacun accède librement aux données détenues par les administrations, sauf exception."
    assert len(compare(before, after)) <= 6


@given(st.lists(TEXT, max_size=8), st.lists(TEXT, max_size=8))
def test_every_paragraph_of_both_lists_comes_once_and_in_order(before, after):
    changes = compare_paragraphs(before, after)
    assert [change.before for change in changes if change.before is not None] == list(range(len(before)))
    assert [change.after for change in changes if change.after is not None] == list(range(len(after)))
    for change in changes:
        assert joined(change.pieces, "=-") == ("" if change.before is None else before[change.before])
        assert joined(change.pieces, "=+") == ("" if change.after is None else after[change.after])
        assert (change.kind == "kept") == (
            None not in (change.before, change.after) and before[change.before] == after[change.after]
        )


def test_paragraphs_are_aligned():
    before = [
        "I. – Le maire décide seul.",
        "1° Les élèves votent ;",
        "2° Les parents votent.",
        "II. – La loi est abrogée.",
    ]
    after = [
        "I. – Le conseil décide seul.",
        "1° Les élèves votent.",
        "1° bis Une phrase ajoutée",
        "II. – La loi est abrogée.",
    ]
    kinds = [(change.kind, change.before, change.after) for change in compare_paragraphs(before, after)]
    assert kinds == [
        ("changed", 0, 0),
        ("changed", 1, 1),
        ("removed", 2, None),
        ("added", None, 2),
        ("kept", 3, 3),
    ]


def _article(size: int) -> str:
    chance = random.Random(1)
    words = [f"mot{number}" for number in range(400)] + ["de", "la", "l’article", "12", "100 000"] * 40
    text = ""
    while len(text) < size:
        text += " ".join(chance.choices(words, k=25)).capitalize() + ".\n"
    return text[:size]


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
def test_a_long_article_is_compared_at_once(share):
    before, chance = _article(20_000), random.Random(2)
    after = " ".join("neuf" if chance.random() < share else word for word in before.split(" "))
    start = time.process_time()
    compare(before, after)
    assert time.process_time() - start < 5  # it does not explode: how long it takes is measured by the bench


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 100_000, "b " * 100_000),
        ("a b " * 50_000, "b c a " * 30_000),
        (" ".join(map(str, range(50_000))), " ".join(map(str, range(50_000, 0, -1)))),
        ("\n" * 200_000, " " * 200_000),
        ("l’" * 100_000, "d’" * 100_000),
    ],
    ids=["other", "patterns", "reversed", "blanks", "elisions"],
)
def test_hostile_texts_do_not_explode(before, after):
    start = time.process_time()
    pieces = compare(before, after)
    assert joined(pieces, "=-") == before
    assert time.process_time() - start < 5


def test_many_paragraphs_do_not_explode():
    before = [f"mot{number} et la suite du texte" for number in range(400)]
    start = time.process_time()
    assert len(compare_paragraphs(before, before[::-1])) >= 400
    assert time.process_time() - start < 5
