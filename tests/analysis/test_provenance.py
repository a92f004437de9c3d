"""Where words came from, and what became of them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.legistics.operations import Operation, Place, Words
from analysis.provenance import Adopted, Fate, History, Passage, Version
from analysis.resembling import standing

ONE = "Le rapport est publié dans un délai raisonnable."
TWO = "Il est présenté au conseil municipal par le maire."
DELAY = Operation("replace", Place(1, 1), Words("raisonnable"), new=("de six mois",))
OPEN = Operation("insert", Place(2, 2), unit="paragraphs", side="after", new=("Il est placé sous une licence libre.",))
WORDS = [*"abcdef,.", "le", "la", "conseil", "maire"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join), max_size=4).map(tuple)


def told(history: History, **more) -> list[tuple[str, str, str]]:
    last = history.versions[-1].paragraphs
    return [
        (last[one.paragraph][one.start : one.end], one.kind, one.source or one.version)
        for one in history.passages(**more)
    ]


def versions(last: tuple[str, ...], *adopted: Adopted, author: str = "") -> History:
    return History([Version("dépôt", (ONE, TWO), "Gouvernement"), Version("séance", last, author, adopted)])


def test_each_word_has_its_source():
    last = (ONE.replace("raisonnable", "de six mois"), TWO, *OPEN.new)
    assert told(versions(last, Adopted("12", (DELAY,)), Adopted("31", (OPEN,)))) == [
        ("Le rapport est publié dans un délai", "first", "Gouvernement"),
        ("de six mois", "amendment", "12"),
        (".", "first", "Gouvernement"),
        (TWO, "first", "Gouvernement"),
        (*OPEN.new, "amendment", "31"),
    ]


def test_what_no_amendment_brought_is_of_the_law_or_unknown():
    last = (ONE.replace("raisonnable", "de six mois"), TWO)
    assert told(versions(last))[1] == ("de six mois", "unknown", "séance")
    assert told(versions(last, author="Loi n° 2016-1321"))[1] == ("de six mois", "law", "Loi n° 2016-1321")


def test_to_resemble_is_not_to_have_brought():
    new = "Le maire publie chaque année la liste des demandes restées sans réponse."
    texts = [("C-7", "Chaque année, le maire publie la liste des demandes restées sans réponse."), ("C-8", "Rien.")]
    (passage,) = (one for one in versions((ONE, TWO, new)).passages(texts) if one.kind != "first")
    assert passage == Passage(2, 0, len(new), "similar", "", "séance", ("C-7",))


def test_an_amendment_that_cannot_be_applied_proves_nothing():
    lost = Operation("replace", Place(1, 1), Words("introuvable"), new=("dans un délai de six mois après sa remise",))
    last = (ONE.replace("dans un délai raisonnable", "dans un délai de six mois après sa remise"), TWO)
    found = versions(last, Adopted("9", (lost,)))
    (passage,) = (one for one in found.passages() if one.kind != "first")
    assert (passage.kind, passage.resembles, [one.id for _number, one in found.refused]) == ("similar", ("9",), ["9"])


def test_words_that_move_stay_of_whom_brought_them():
    added = (ONE.replace("raisonnable", "de six mois"), TWO, *OPEN.new)
    history = History(
        [
            Version("dépôt", (ONE, TWO), "Gouvernement"),
            Version("commission", added, "", (Adopted("12", (DELAY,)), Adopted("31", (OPEN,)))),
            Version("séance", (*OPEN.new, TWO, added[0])),
        ]
    )
    assert told(history)[0] == (*OPEN.new, "amendment", "31")
    assert {kind for _text, kind, _source in told(history)} == {"first", "amendment"}


def test_my_words_are_followed_until_they_leave():
    first = (ONE.replace("raisonnable", "de six mois"), TWO)
    second = (ONE.replace("raisonnable", "de trois mois"), TWO)
    history = History(
        [
            Version("dépôt", (ONE, TWO)),
            Version("commission", first, "", (Adopted("12", (DELAY,)),)),
            Version("séance", second),
        ]
    )
    start = ONE.index("raisonnable")
    assert history.fates("12") == [
        Fate("de", (0, start, start + 2)),
        Fate("six", None, "séance"),
        Fate("mois", (0, start + 9, start + 13)),
    ]
    assert second[0][start + 9 : start + 13] == "mois"


def test_words_voted_that_the_text_does_not_hold_left_at_once():
    assert versions((ONE, TWO), Adopted("12", (DELAY,))).fates("12") == [Fate("de six mois", None, "séance")]


def test_exact_stretches_of_a_text_are_found_wherever_they_stand():
    mine = ["Le rapport est présenté au conseil municipal par le maire chaque année."]
    (found,) = standing(mine, [ONE, TWO])
    assert (found[0], TWO[found[1] : found[2]]) == (1, "est présenté au conseil municipal par le maire")


def test_a_history_needs_a_version():
    with pytest.raises(ValueError, match="no version"):
        History([])


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_each_sign_but_blanks_is_told_once(texts):
    history = History([Version(str(number), paragraphs) for number, paragraphs in enumerate(texts)])
    passages = history.passages()
    for number, text in enumerate(texts[-1]):
        said = [text[one.start : one.end] for one in passages if one.paragraph == number]
        assert re.sub(r"\s", "", "".join(said)) == re.sub(r"\s", "", text)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_a_word_is_of_the_first_version_only_if_it_was_there(before, after):
    kept = [
        (one, after[one.paragraph][one.start : one.end])
        for one in History([Version("0", before), Version("1", after)]).passages()
        if one.kind == "first"
    ]
    held = re.findall(r"\w+|[,.]", " ".join(before))
    for _one, text in kept:
        for word in re.findall(r"\w+|[,.]", text):
            held.remove(word)
