import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.themes import CENTRAL, FEWEST, nearest, themes

SUBJECTS = {
    "buses": ["bus", "arrêt", "ligne", "horaires", "soir", "dimanche"],
    "trees": ["arbres", "ombre", "planter", "place", "été", "fraîcheur"],
    "school": ["cantine", "école", "repas", "enfants", "légumes", "tarif"],
}
ENGLISH = {
    "cycling": ["cycling", "lanes", "bicycle", "safer", "riders", "junction"],
    "library": ["library", "books", "reading", "opening", "evening", "shelves"],
}


def said(subjects, count=30):
    """Short texts of each subject: three of its words, each time others and in another order."""
    texts, truth = [], []
    for n in range(count):
        for subject, words in subjects.items():
            a, b, c = (words[(n * step + shift) % len(words)] for step, shift in ((1, 0), (5, 2), (7, 4)))
            texts.append(f"{a} {b} {c} {words[(n // 6) % len(words)]}")
            truth.append(subject)
    return texts, truth


@pytest.mark.parametrize("subjects", [SUBJECTS, ENGLISH, SUBJECTS | ENGLISH], ids=["french", "english", "both"])
def test_texts_of_one_subject_come_together(subjects):
    texts, truth = said(subjects)
    found = themes(texts)
    assert found
    pure = sum(max(kinds.count(kind) for kind in kinds) for t in found if (kinds := [truth[n] for n in t.members]))
    grouped = sum(len(theme.members) for theme in found)
    assert pure / grouped >= 0.9
    assert grouped / len(texts) >= 0.6


def test_a_theme_is_named_by_words_its_texts_say_and_others_do_not():
    texts, truth = said(SUBJECTS)
    for theme in themes(texts):
        subject = truth[theme.members[0]]
        assert theme.words[0] in SUBJECTS[subject]
        assert len(theme.central) == CENTRAL
        assert theme.members[:CENTRAL] == theme.central
        assert list(theme.nearness) == sorted(theme.nearness, reverse=True)


def test_grammar_never_names_a_theme():
    texts = [f"the bus and the stop for you {n}" for n in range(15)] + [
        f"les arbres et la place pour nous {n}" for n in range(15)
    ]
    named = {word for theme in themes(texts) for word in theme.words}
    assert named
    assert not named & {"the", "and", "for", "you", "les", "pour", "nous"}


def test_few_texts_make_no_theme():
    assert themes([]) == []
    assert themes(["le bus du soir"] * (2 * FEWEST - 1)) == []


def test_the_same_texts_give_the_same_themes():
    texts, _ = said(SUBJECTS)
    assert themes(texts) == themes(texts)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=20, max_size=45))
def test_any_texts_make_sound_themes(texts):
    found = themes(texts)
    members = [n for theme in found for n in theme.members]
    assert len(members) == len(set(members))
    assert all(len(theme.members) >= FEWEST for theme in found)
    assert all(-1.001 <= nearness <= 1.001 for theme in found for nearness in theme.nearness)


@pytest.mark.parametrize("texts", [[""] * 30, ["!"] * 30, ["a"] * 30, ["même texte"] * 30])
def test_texts_without_matter_break_nothing(texts):
    themes(texts)
    nearest(["un arbre", ""], texts)


def test_the_contributions_nearest_to_a_sentence():
    texts = [
        "Planter des arbres sur la place",
        "Un repas végétarien à la cantine",
        "Des arbers et de l’ombre",
        "Le bus du soir",
    ]
    [trees, canteen, nothing] = nearest(["Plus d’arbres et d’ombre", "la cantine", "zzz"], texts, count=2)
    assert {n for n, _ in trees} == {0, 2}, "misspelt words stay near"
    assert canteen[0][0] == 1
    assert 0 < trees[1][1] <= trees[0][1] <= 1
    assert nothing == []
    assert nearest(["la cantine"], []) == [[]]
    assert nearest([], texts) == []
