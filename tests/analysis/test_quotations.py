"""A quotation is exact or it is not; a sentence keeps its marks."""

import re

import pytest

from analysis.quotations import is_exact, nearest, sentences

TEXT = """Beaucoup demandent de l’ombre : « la cour est un four en juin » [#abc123]. M. Dupont l’a dit. [#def456]
Il ajoute « il fait chaud. » [#xyz789, #aaa111] Les enfants souffrent. « Enfin ! » disent-ils."""


def test_a_mark_after_a_full_stop_belongs_to_the_sentence_it_ends():
    assert [sentence.marks for sentence in sentences(TEXT)] == [["abc123"], ["def456"], ["xyz789", "aaa111"], [], []]


def test_sentences_are_cut_at_their_end_and_not_after_a_title():
    said = [sentence.said(("« ", " »")) for sentence in sentences(TEXT)]
    assert said == [
        "Beaucoup demandent de l’ombre : « la cour est un four en juin ».",
        "M. Dupont l’a dit.",
        "Il ajoute « il fait chaud. »",
        "Les enfants souffrent.",
        "« Enfin ! » disent-ils.",
    ]


def test_every_word_of_a_text_is_in_its_sentences():
    pieces = " ".join(piece.words for sentence in sentences(TEXT) for piece in sentence.pieces)
    assert re.findall(r"\w+", pieces) == re.findall(r"\w+", TEXT)


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("l'ombre est “rare”", "À midi, l’ombre est « rare »."),
        ("on attend : rien", "On sait : on attend\u00a0: rien\u202f!"),
        ("deux   mots", "deux\nmots"),
        ("un banc.", "Je veux un banc, devant l’école"),
        ("un banc […] l’école", "Je veux un banc, devant l’école"),
        ("co-construire", "il faut co\u2011cons\u00adtruire"),
    ],
)
def test_typography_does_not_make_words_others(quote, source):
    assert is_exact(quote, source)


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("je veux un banc", "Je veux un banc"),
        ("un ban", "un banc"),
        ("l’école […] un banc", "un banc devant l’école"),
        ("un grand banc", "un banc"),
        ("20 arbres", "200 arbres"),
        ("…", "tout"),
    ],
)
def test_other_words_are_not_exact(quote, source):
    assert not is_exact(quote, source)


def test_the_nearest_real_words_are_shown_as_they_were_written():
    sources = ["Rien à voir.", "Dans notre école, la cour est un vrai four en juin, dit-elle."]
    assert nearest("la cour est un four en juin", sources) == "la cour est un vrai four en juin,"
    assert nearest("bicyclette", sources) == ""


def test_a_quotation_that_never_closes_is_seen():
    assert sentences("Il dit « rien.")[0].never_closes
    assert not sentences("Il dit « rien ».")[0].never_closes


def test_brackets_that_never_close_are_read_at_once():
    assert sentences("[" + "#abc123 , " * 1500)[0].marks == []
