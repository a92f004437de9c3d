"""A sub-amendment is written in the lines of the amendment it changes, and gives what was wanted, or is not written."""

import random

import pytest

from analysis.legistics import NotDrafted, apply_amendment, draft_amendment, draft_sub_amendment
from analysis.legistics.admissibility import of_sub_amendment
from analysis.legistics.sub_amendment import changed, lines_of
from analysis.merging import Tabled, if_adopted

ARTICLE = [
    "I. – Le rapport est publié dans un délai raisonnable après sa remise.",
    "Il est présenté au conseil municipal par le maire. Il est affiché en mairie.",
    "Un décret fixe les conditions de cette publication.",
]
LOCATOR = {"article": "4", "first_alinea": 1, "whole_article": True}
ADDED = {"article": "4", "after_article": "4"}
SIX = [ARTICLE[0].replace("raisonnable", "de six mois"), *ARTICLE[1:]]
MORE = [*ARTICLE, "Le rapport est traduit."]


def written(amended: list[str], edited: list[str], convention: str = "fr-an", article=ARTICLE, locator=LOCATOR) -> str:
    return draft_sub_amendment(article, amended, edited, locator, convention).wording.replace("\u00a0", " ")


def test_the_lines_of_command_of_the_amendment_are_counted():
    three = [SIX[0].replace("six", "trois"), *SIX[1:]]
    assert written(SIX, three) == "À l’alinéa 4, substituer au mot :\n« six »\nle mot :\n« trois »."
    assert written(SIX, three, "fr-senat") == "Alinéa 5\nRemplacer le mot :\nsix\npar le mot :\ntrois"


def test_what_follows_of_itself_is_not_said():
    """« le mot : » of the amendment becomes « les mots : » when what it quotes does."""
    short = [ARTICLE[0].replace("raisonnable", "bref"), *ARTICLE[1:]]
    longer = [ARTICLE[0].replace("raisonnable", "bref et ferme"), *ARTICLE[1:]]
    assert written(short, longer) == "Compléter l’alinéa 4 par les mots :\n« et ferme »."
    assert "compléter l’alinéa 2 par les mots :\n« en breton »" in written(
        MORE, [*ARTICLE, "Le rapport est traduit en breton.", "Il est lu."]
    )


def test_it_completes_and_rewrites_an_amendment_not_an_article():
    longer = written(MORE, [*MORE, "Il est lu."])
    assert "compléter cet amendement par l’alinéa suivant" in longer and "cet article" not in longer
    senate = written(MORE, [*MORE, "Il est lu."], "fr-senat")
    assert "Compléter cet amendement par un alinéa ainsi rédigé" in senate
    new = ["Le rapport est lu par tous."]
    said = written(new, ["Le rapport est lu par tous les habitants."], article=[], locator=ADDED)
    assert said == "Compléter l’alinéa 2 par les mots :\n« les habitants »."


def test_nothing_is_written_of_what_undoes_the_amendment_or_of_another_language():
    for edited in (ARTICLE, []):
        with pytest.raises(NotDrafted):
            written(SIX, edited)
    with pytest.raises(NotDrafted):
        written(SIX, MORE, "uk-commons")
    assert written(SIX, SIX) == ""


def test_a_table_is_one_line_of_an_amendment():
    assert lines_of("Alinéa 2\nRemplacer ce tableau :\n| a | b |\n| 1 | 2 |\n\nFin") == [
        "Alinéa 2",
        "Remplacer ce tableau :",
        "| a | b |\n| 1 | 2 |",
        "Fin",
    ]


def test_the_wording_frozen_by_a_member_is_the_one_whose_lines_are_counted():
    frozen = "Alinéa 1\nRemplacer les mots :\nun délai raisonnable\npar les mots :\nun délai de six mois"
    edited = [SIX[0].replace("six", "trois"), *SIX[1:]]
    said = draft_sub_amendment(ARTICLE, SIX, edited, LOCATOR, "fr-senat", frozen)
    lines = changed(lines_of(frozen), said.operations)
    assert apply_amendment(ARTICLE, "\n".join(lines), LOCATOR, "fr-senat") == edited


@pytest.mark.parametrize("convention", ["fr-an", "fr-senat"])
def test_any_edit_of_any_edit_reads_back(convention):
    chance = random.Random(4)
    words = "délai mois maire commune publié rapport public « avis » n° 3, deux ; sans après chaque et".split()

    def edited(paragraphs: list[str]) -> list[str]:
        found = list(paragraphs)
        for _time in range(chance.randint(1, 3)):
            at = chance.randrange(len(found))
            tokens = found[at].split()
            place = chance.randrange(len(tokens) + 1)
            turn = chance.random()
            if turn < 0.4:
                tokens.insert(place, chance.choice(words))
            elif turn < 0.7 and len(tokens) > 2:
                tokens.pop(place % len(tokens))
            elif turn < 0.85:
                found.insert(at, f"Nouvel alinéa : {chance.choice(words)} {chance.choice(words)}.")
                continue
            elif len(found) > 1:
                found.pop(at)
                continue
            found[at] = " ".join(tokens) or "Rien."
        return found

    anew = 0
    for _case in range(150):
        amended = edited(ARTICLE)
        wanted = edited(amended)
        try:
            parent = draft_amendment(ARTICLE, amended, LOCATOR, convention).wording
            said = draft_sub_amendment(ARTICLE, amended, wanted, LOCATOR, convention)
        except NotDrafted:
            continue
        lines = changed(lines_of(parent), said.operations)
        got = apply_amendment(ARTICLE, "\n".join(lines), LOCATOR, convention)
        assert [one.rstrip(" .;") for one in got] == [one.rstrip(" .;") for one in wanted]

        anew += said.codes == ("A7",)
    assert anew < 60


def test_if_both_were_adopted_the_text_is_that_of_the_sub_amendment():
    wanted = [*ARTICLE, "Le rapport est traduit en breton.", "Il est lu."]
    parent = draft_amendment(ARTICLE, MORE, LOCATOR, "fr-an")
    sub = draft_sub_amendment(ARTICLE, MORE, wanted, LOCATOR, "fr-an")
    amendments = [
        Tabled("1", "4", parent.operations, wording=tuple(lines_of(parent.wording))),
        Tabled("2", "4", sub.operations, amends="1"),
    ]
    done = if_adopted(ARTICLE, amendments)
    assert (list(done.paragraphs), done.applied) == (wanted, ("1", "2"))


def test_hints_say_when_it_contradicts_or_goes_beyond_its_amendment():
    def codes(edited):
        return [hint.code for hint in of_sub_amendment(ARTICLE, SIX, edited)]

    assert codes([SIX[0].replace("six", "trois"), *SIX[1:]]) == []
    assert codes([ARTICLE[0].replace("raisonnable", "bref"), *ARTICLE[1:]]) == ["contradicts"]
    assert codes([*SIX[:2], "Un arrêté fixe les conditions."]) == ["beyond"]
