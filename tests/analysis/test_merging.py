"""Many amendments to one text."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.legistics.operations import Operation, Place, Words
from analysis.merging import Refusal, Tabled, if_adopted, in_order, merge
from analysis.merging.same import folded

ARTICLE = [
    "I. – Le rapport est publié dans un délai raisonnable après sa remise.",
    "Il est présenté au conseil municipal par le maire. Il est affiché en mairie.",
    "Un décret fixe les conditions de cette publication.",
]
TEXTS = {"4": ARTICLE}


def words(old: str, new: str, paragraph: int = 1) -> Operation:
    return Operation("replace" if new else "remove", Place(paragraph, paragraph), Words(old), new=(new,) if new else ())


def lines(action, paragraph: int, *new: str, last: int = 0, side="") -> Operation:
    return Operation(action, Place(paragraph, last or paragraph), unit="paragraphs", side=side, new=new)


def tabled(name: str, *operations: Operation, article: str = "4", **more) -> Tabled:
    return Tabled(name, article, operations, **more)


REMOVE = Operation("remove", Place(), unit="article")
REWRITE = Operation("replace", Place(), unit="article", new=("Le rapport est public.",))
ADD = Operation("insert", Place(), side="after", unit="article", new=("Un rapport est remis chaque année.",))


def test_identical_edits_count_each_person_once_and_give_a_range_for_what_is_declared():
    one = tabled("12", words("raisonnable", "de six mois"), participants=frozenset("abc"), declared=300)
    other = tabled("31", words("délai raisonnable", "délai de six mois"), participants=frozenset("cd"), declared=1000)
    edited = ARTICLE[0].replace("raisonnable", "de six mois")
    third = Tabled("7", "4", edited=(edited.replace(" I", "\u00a0I"), *ARTICLE[1:]), participants=frozenset("e"))
    (same,) = merge([one, other, third], TEXTS).same
    assert same.ids == ("7", "12", "31")
    assert same.participants == frozenset("abcde")
    assert same.declared == (1000, 1300)


def test_near_ones_are_side_by_side_around_the_most_supported():
    six = tabled("1", words("un délai raisonnable", "un délai de six mois"), participants=frozenset("ab"))
    three = tabled("2", words("un délai raisonnable", "un délai de trois mois"), participants=frozenset("abc"))
    other = tabled("3", words("affiché en mairie", "mis en ligne", 2))
    assert merge([six, three, other], TEXTS).near == (("2", "1"),)


def conflicts(*amendments: Tabled) -> list[tuple]:
    return [(link.one, link.other, link.why, link.paragraph) for link in merge(amendments, TEXTS).conflicts]


def test_conflicts_say_why():
    delay = tabled("1", words("raisonnable", "de six mois"))
    assert conflicts(delay, tabled("2", words("délai raisonnable", "mois"))) == [("1", "2", "same words", 1)]
    annual = Tabled("1", "4", edited=(ARTICLE[0].replace("rapport", "rapport annuel"), *ARTICLE[1:]))
    short = Tabled("2", "4", edited=(ARTICLE[0].replace("rapport", "rapport, bref,"), *ARTICLE[1:]))
    assert conflicts(annual, short) == [("1", "2", "same place", 1)]
    assert conflicts(delay, tabled("2", lines("remove", 1))) == [("1", "2", "paragraph removed", 1)]
    assert conflicts(delay, tabled("2", lines("replace", 1, "Rien."))) == [("1", "2", "paragraph rewritten", 1)]
    assert conflicts(delay, tabled("2", REMOVE)) == [("2", "1", "article removed", 0)]
    assert conflicts(delay, tabled("2", REWRITE)) == [("2", "1", "article rewritten", 0)]


def test_what_can_be_adopted_together_is_no_conflict():
    delay = tabled("1", words("raisonnable", "de six mois"))
    assert not conflicts(delay, tabled("2", words("remise", "réception")))
    assert not conflicts(delay, tabled("2", Operation("insert", Place(1, 1), Words("délai"), side="after", new=("x",))))
    assert not conflicts(delay, tabled("2", lines("remove", 2)))
    assert not conflicts(delay, tabled("2", lines("insert", 1, "Il est traduit.", side="after")))
    assert not conflicts(delay, tabled("2", ADD, side="after"))


def test_an_amendment_to_words_another_brings_needs_it():
    first = tabled("1", lines("insert", 3, "Ce décret est pris après avis de la commission.", side="after"))
    second = tabled("2", words("avis de la commission", "avis conforme", 3))
    lost = tabled("3", words("introuvable", "rien"))
    under = tabled("4", words("commission", "comité"), amends="1")
    found = merge([first, second, lost, under], TEXTS)
    assert [(link.one, link.other, link.why) for link in found.dependencies] == [
        ("2", "1", "words brought"),
        ("4", "1", "sub-amendment"),
    ]
    assert found.unplaced == (("3", "absent", "introuvable"),)


def test_the_order_of_discussion():
    amendments = [
        tabled("1", ADD, side="after"),
        tabled("2", lines("insert", 3, "Fin.", side="after")),
        tabled("3", words("mairie", "ligne", 2)),
        tabled("4", words("conseil", "comité", 2)),
        tabled("5", lines("replace", 2, "Autre.")),
        tabled("6", lines("remove", 2)),
        tabled("7", lines("remove", 2, last=3)),
        tabled("8", REWRITE),
        tabled("9", REMOVE),
        tabled("10", words("raisonnable", "bref")),
        tabled("11", ADD, side="before"),
        tabled("12", lines("insert", 2, "Il est lu.", side="before")),
        tabled("13", words("bref", "court"), amends="10"),
        tabled("14", Operation("insert", Place(2, 2), side="end", new=("chaque année",))),
        tabled("15", words("mairie", "ligne", 2)),
        tabled("16", REMOVE, article="3"),
    ]
    random.Random(1).shuffle(amendments)
    order = "16 11 9 8 10 13 12 7 6 5 4 3 15 14 2 1".split()
    assert in_order(amendments, ["3", "4"], TEXTS) == order


def test_if_these_were_adopted():
    done = if_adopted(
        ARTICLE,
        [
            tabled("1", words("raisonnable", "de six mois")),
            tabled("2", words("délai raisonnable", "mois")),
            tabled("3", lines("remove", 2)),
            tabled("4", words("mairie", "ligne", 2)),
            tabled("5", words("fixe", "pris après avis du conseil fixe", 3)),
            tabled("6", ADD, side="after"),
            tabled("7", words("avis du conseil", "avis conforme du conseil", 3)),
            tabled("8", words("raisonnable", "de six mois")),
            tabled("9", lines("remove", 2)),
            tabled("10", words("introuvable", "rien")),
            tabled("11", Operation("insert", Place(3, 3), side="end", new=("sans délai",))),
            tabled("12", Operation("insert", Place(3, 3), side="end", new=("et du reste",))),
        ],
    )
    assert done.paragraphs == (
        ARTICLE[0].replace("délai raisonnable", "mois"),
        ARTICLE[2].replace("fixe", "pris après avis conforme du conseil fixe").replace(".", " sans délai et du reste."),
    )
    assert (done.applied, done.after) == (("2", "3", "9", "5", "11", "12", "6", "7"), (ADD.new,))
    assert done.refused == (
        Refusal("1", "same words", "2"),
        Refusal("8", "same words", "2"),
        Refusal("4", "paragraph removed", "3"),
        Refusal("10", "absent"),
    )


def test_a_sub_amendment_changes_its_amendment_before_the_article():
    parent = tabled("1", lines("insert", 3, "Il est pris après avis de la commission.", side="after"))
    sub = tabled("2", words("avis de", "avis conforme de"), amends="1")
    again = tabled("3", words("conforme", "public et conforme"), amends="2")
    done = if_adopted(ARTICLE, [parent, sub, again])
    assert done.paragraphs[3] == "Il est pris après avis public et conforme de la commission."
    assert done.applied == ("1", "2", "3")
    assert if_adopted(ARTICLE, [sub]).refused == (Refusal("2", "sub-amendment", "1"),)
    assert if_adopted(ARTICLE, [parent, tabled("4", REMOVE), sub]).refused == (
        Refusal("1", "article removed", "4"),
        Refusal("2", "sub-amendment", "1"),
    )


def test_a_sub_amendment_counts_the_lines_of_the_wording_it_changes():
    wording = ("Alinéa 2", "Rédiger ainsi cet alinéa :", "Il est présenté au conseil par le maire.")
    parent = tabled("1", lines("replace", 2, wording[2]), wording=wording)
    sub = tabled("2", words("le maire", "son président", 3), amends="1")
    assert if_adopted(ARTICLE, [parent, sub]).paragraphs[1] == "Il est présenté au conseil par son président."


def test_words_that_stand_in_an_inserted_paragraph_are_for_a_sub_amendment():
    parent = tabled("1", lines("insert", 3, "Il est pris après avis de la commission.", side="after"))
    done = if_adopted(ARTICLE, [parent, tabled("2", words("de la commission", "du conseil", 3))])
    assert done.refused == (Refusal("2", "words brought", "1"),)


def test_an_article_that_goes_leaves_nothing_to_change():
    done = if_adopted(ARTICLE, [tabled("1", words("raisonnable", "bref")), tabled("2", REMOVE)])
    assert (done.paragraphs, done.applied) == ((), ("2",))
    assert done.refused == (Refusal("1", "article removed", "2"),)


def test_several_articles_are_not_tried_together():
    with pytest.raises(ValueError, match="several articles"):
        if_adopted(ARTICLE, [tabled("1", REMOVE), tabled("2", REMOVE, article="5")])


def test_typography_is_not_another_text():
    assert folded("« Un taux de 5\u00a0% ; »") == folded('"Un taux de 5 %;"')
    assert folded("... – L’article 3") == folded("… - L'article 3")


EDITS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 12), st.sampled_from(["", "six", "mois trois", "public"])), max_size=6
)


def edited(paragraph: int, place: int, new: str) -> tuple[str, ...]:
    said = ARTICLE[paragraph].split(" ")
    said[place : place + 1] = new.split()
    return (*ARTICLE[:paragraph], " ".join(said), *ARTICLE[paragraph + 1 :])


@settings(deadline=None)
@given(EDITS)
def test_what_has_no_conflict_is_adopted_and_what_is_refused_has_one(edits):
    amendments = [
        Tabled(str(n), "4", edited=edited(*one)) for n, one in enumerate(edits) if edited(*one) != (*ARTICLE,)
    ]
    links = merge(amendments, TEXTS).conflicts
    done = if_adopted(ARTICLE, amendments)
    assert sorted([*done.applied, *(one.id for one in done.refused)]) == sorted(one.id for one in amendments)
    if not links:
        assert not done.refused
    if len(amendments) == 1:
        assert [folded(line) for line in done.paragraphs] == [folded(line) for line in amendments[0].edited]


LINES = st.lists(st.one_of(st.sampled_from(ARTICLE), st.text("ab c.\u00a0;«»1°", max_size=20)), max_size=5).map(tuple)


@settings(deadline=None)
@given(LINES, st.lists(LINES, max_size=4))
def test_any_edits_of_any_article_are_merged_and_tried(article, edits):
    amendments = [Tabled(str(n), "4", edited=edited) for n, edited in enumerate(edits)]
    found = merge(amendments, {"4": article})
    assert sorted(name for group in found.same for name in group.ids) == sorted(one.id for one in amendments)
    done = if_adopted(article, amendments)
    assert len(done.applied) + len(done.refused) == len(amendments)
    assert len(in_order(amendments, texts={"4": article})) == len(amendments)
