import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.copies import ALIKE, NEARER, SHORT, copies

CALL = (
    "Nous demandons que la ligne de bus du soir circule jusqu’à minuit toute l’année, dimanches compris, "
    "pour celles et ceux qui travaillent en horaires décalés dans les communes de la vallée."
)
OTHER = (
    "Le marché couvert mérite une vraie rénovation : toiture, éclairage, sanitaires, accès des fauteuils roulants, "
    "et des loyers qui permettent aux petits producteurs de rester."
)


def test_the_same_words_are_one_text_whatever_the_case_accents_and_punctuation():
    [found] = copies(
        ["Ouvrir la piscine le soir !", "Le vélo", "ouvrir la piscine, le soir", "OUVRIR LA PISCINE LE SOIR."]
    )
    assert (found.text, found.members, found.likeness) == (0, (0, 2, 3), (1.0, 1.0, 1.0))


def test_a_text_lightly_edited_is_still_that_text():
    edited = [
        "Bonjour, " + CALL,
        CALL.replace("vallée", "plaine") + " Merci.",
        CALL.lower().replace("dimanches compris, ", ""),
    ]
    [found] = copies([OTHER, *edited, CALL, CALL])
    assert found.members == (1, 2, 3, 4, 5)
    assert found.text == 4, "the wording sent twice is the one shown"
    assert found.likeness[-2:] == (1.0, 1.0)
    assert all(NEARER <= likeness < 1 for likeness in found.likeness[:3])


def test_one_word_that_turns_a_short_text_around_makes_it_another_text():
    assert copies(["Je suis pour la vidéo dans la rue", "Je suis contre la vidéo dans la rue"]) == []


def test_texts_that_share_a_subject_are_no_copies():
    assert (
        copies(
            [
                CALL,
                OTHER,
                "La ligne de bus du soir est utile à toutes les personnes qui rentrent tard chez elles le dimanche.",
            ]
        )
        == []
    )


def test_a_chain_of_edits_never_joins_two_texts_with_nothing_in_common():
    words = [f"mot{n}" for n in range(120)]
    chain = [" ".join(words[start : start + 40]) for start in range(0, 80, 5)]
    for group in copies(chain):
        shown = set(chain[group.text].split())
        assert all(len(shown & set(chain[n].split())) >= 20 for n in group.members)


def test_the_largest_group_comes_first_and_texts_without_words_stay_out():
    found = copies(["", "!!!", "oui", "non", "Non", "OUI", "oui.", "…"])
    assert [group.members for group in found] == [(2, 5, 6), (3, 4)]
    assert copies([]) == []


def test_english_texts_too():
    text = (
        "We ask the council to keep the public library open on Sundays, all year, for the people who work in the week."
    )
    [found] = copies([text, "Dear all, " + text, text.replace("all year, ", "") + " Thank you"])
    assert found.members == (0, 1, 2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12), st.integers(0, 5))
def test_any_texts_make_sound_groups(texts, repeats):
    texts = texts + texts[:repeats]
    found = copies(texts)
    members = [n for group in found for n in group.members]
    assert len(members) == len(set(members)), "a text stands in one group at most"
    for group in found:
        assert len(group.members) >= 2
        assert list(group.members) == sorted(group.members)
        assert group.text in group.members
        assert len(group.likeness) == len(group.members)
        assert all(ALIKE <= likeness <= 1 for likeness in group.likeness)
    assert copies(texts) == found


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_texts_does_not_change_who_is_together(draw):
    texts = [f"Salut {n}. {CALL}" for n in range(6)] + [f"{OTHER} Merci {n}" for n in range(4)] + ["Le vélo"]
    order = list(range(len(texts)))
    draw.shuffle(order)
    found = copies([texts[n] for n in order])
    together = {frozenset(order[n] for n in group.members) for group in found}
    assert together == {frozenset(range(6)), frozenset(range(6, 10))}


@pytest.mark.parametrize("count", [1, 2, SHORT - 1, SHORT, SHORT + 1, 60])
def test_texts_of_any_length_find_themselves(count):
    text = " ".join(random.Random(3).sample([f"mot{n}" for n in range(200)], count))
    assert [group.members for group in copies([text, text])] == [(0, 1)]
