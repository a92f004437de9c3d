"""What left one place for another, told as such."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.redline import Piece, compare, compare_paragraphs
from analysis.words import is_word, tokens

ONE = "Le conseil municipal publie ses délibérations."
TWO = "Toute personne peut demander une copie du procès-verbal au secrétariat."
THREE = "Le maire répond."
FOUR = "Un décret en Conseil d’État fixe les conditions de cette publication."
WORDS = [*"abcdef,.\n", "le", "la", "l’", "maire", "ville", "conseil", "120", "Une", "II."]
TEXT = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
SENTENCES = st.permutations([ONE, TWO, THREE, FOUR, "Il est suspendu.", "La séance est publique."])


def shown(pieces: list[Piece]) -> str:
    marks = [piece.op.strip("=") + str(piece.move or "") for piece in pieces]
    return "".join(f"[{mark} {text}]" if mark else text for mark, (_op, text) in zip(marks, pieces, strict=True))


def pairs_of(pieces: list[Piece]) -> dict[int, list[Piece]]:
    found = defaultdict(list)
    for piece in pieces:
        if piece.move:
            found[piece.move].append(piece)
    return found


def check(pieces: list[Piece]) -> None:
    """Each move is a pair, of the same words, numbered as it is read."""
    found = pairs_of(pieces)
    assert list(found) == list(range(1, len(found) + 1))
    for halves in found.values():
        assert sorted(piece.op for piece in halves) == ["+", "-"]
        one, other = ([word for word in tokens(piece.text) if not word.isspace()] for piece in halves)
        assert one == other
        assert sum(map(is_word, one)) >= 3


@settings(deadline=None)
@given(TEXT, TEXT)
def test_a_move_is_a_pair_with_the_same_words(before, after):
    check(compare(before, after))


@settings(deadline=None)
@given(st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=6))
def test_a_move_between_paragraphs_is_a_pair_too(before, after):
    check([piece for change in compare_paragraphs(before, after) for piece in change.pieces])


@settings(deadline=None)
@given(SENTENCES, SENTENCES)
def test_sentences_in_another_order_are_all_kept_or_moved(before, after):
    pieces = compare(" ".join(before), " ".join(after))
    assert all(piece.op == "=" or piece.move or not piece.text.strip() for piece in pieces), shown(pieces)
    check(pieces)


@settings(deadline=None)
@given(SENTENCES, SENTENCES)
def test_paragraphs_in_another_order_are_all_kept_or_moved(before, after):
    pieces = [piece for change in compare_paragraphs(before, after) for piece in change.pieces]
    assert all(piece.op == "=" or piece.move for piece in pieces), shown(pieces)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (f"{THREE} {ONE}", f"{ONE} {THREE}", f"[-1 {THREE} ]{ONE}[+1  {THREE}]"),
        (
            "Sur demande du tiers des membres du conseil, il se réunit dans les quinze jours qui suivent.",
            "Il se réunit dans les quinze jours qui suivent, sur demande du tiers des membres du conseil.",
            None,
        ),
        ("Oui. Le reste demeure.", "Le reste demeure. Oui.", "[- Oui. ]Le reste demeure.[+  Oui.]"),
    ],
    ids=["sentence", "stretch", "one word is not a move"],
)
def test_moves_read_as_a_person_would_mark_them(before, after, expected):
    pieces = compare(before, after)
    if expected:
        assert shown(pieces) == expected
    else:
        (halves,) = pairs_of(pieces).values()
        assert all(piece.text.strip(" ,.") == "demande du tiers des membres du conseil" for piece in halves)


def test_a_paragraph_moved_and_changed_shows_what_moved_and_what_changed():
    before = [TWO, ONE, FOUR]
    after = [ONE, FOUR, TWO.replace("au secrétariat", "à la mairie")]
    pieces = [piece for change in compare_paragraphs(before, after) for piece in change.pieces]
    moved = "Toute personne peut demander une copie du procès-verbal "
    assert [(piece.op, piece.text, piece.move) for piece in pieces] == [
        ("-", moved, 1),
        ("-", "au secrétariat.", 0),
        ("=", ONE, 0),
        ("=", FOUR, 0),
        ("+", moved, 1),
        ("+", "à la mairie.", 0),
    ]


def test_what_is_said_twice_moved_once():
    pieces = compare(f"{TWO} {ONE} {FOUR}", f"{ONE} {FOUR} {TWO} {THREE} {TWO}")
    assert [(piece.op, piece.move) for piece in pieces if TWO in piece.text and piece.op != "="] == [
        ("-", 1),
        ("+", 1),
        ("+", 0),
    ]
