from datetime import date

import pytest

from analysis.legistics.admissibility import GAGE, LOCAL_GAGE, SOURCES, Hint, hints

TITLES = ["Proposition de loi relative au calme de voisinage", "Chapitre Ier : Des heures calmes dans les communes"]
BEFORE = ["Chaque commune peut fixer des heures calmes.", "Le taux de la taxe est de 20 %."]


def codes(edited: list[str], original: list[str] = BEFORE, **rest) -> list[str]:
    return [hint.code for hint in hints(original, edited, **rest)]


def test_a_change_of_words_meets_nothing():
    assert hints(BEFORE, ["Chaque commune doit fixer des heures calmes.", BEFORE[1]], titles=TITLES) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("L’État verse une aide aux riverains.", "verse une aide"),
        ("Il est créé un fonds de soutien.", "Il est créé un fonds"),
        ("La médiation est gratuite.", "gratuite"),
        ("La commune recrute un médiateur.", "recrute"),
        ("Le droit est étendu au bénéfice des locataires.", "étendu au bénéfice"),
        ("Les frais sont pris en charge par l’État.", "pris en charge par l’État"),
    ],
)
def test_an_expense_is_told_with_the_words_that_show_it(sentence, words):
    assert hints(BEFORE, [*BEFORE, sentence]) == [Hint("expense", "Constitution, article 40", (words,))]


@pytest.mark.parametrize(
    ("edited", "words"),
    [
        ([*BEFORE, "Les associations sont exonérées de la taxe."], "exonérées"),
        ([*BEFORE, "Ces travaux ouvrent droit à un crédit d’impôt."], "crédit d’impôt"),
        ([BEFORE[0], "Le taux de la taxe est de 10 %."], "20 % → 10 %"),
        ([BEFORE[0]], "taxe"),
    ],
)
def test_a_loss_of_revenue_without_gage(edited, words):
    assert hints(BEFORE, edited) == [Hint("revenue", "Constitution, article 40", (words,))]
    assert hints(BEFORE, [*edited, GAGE.text]) == []


def test_a_rate_that_rises_loses_no_revenue():
    assert codes([BEFORE[0], "Le taux de la taxe est de 25 %."]) == []


def test_what_shares_no_word_with_the_titles_nor_the_article():
    new = "Les bateaux de pêche sont équipés d’une balise homologuée par un organisme agréé."
    assert codes([new], [], titles=TITLES) == ["unrelated"]
    assert codes(["Les communes affichent les heures calmes à l’entrée des villages."], [], titles=TITLES) == []
    assert codes([new], []) == []  # without titles nothing is said
    assert codes([new], [], titles=TITLES, first_reading=False) == ["settled"]


def test_the_shape_of_the_amendment():
    assert codes(BEFORE, articles=2) == ["several_articles"]
    assert codes(BEFORE, settled=True) == ["settled"]


def test_every_hint_names_its_rule_and_formulas_have_a_date():
    assert all(SOURCES.values())
    for formula in (GAGE, LOCAL_GAGE):
        assert "à due concurrence" in formula.text
        assert isinstance(formula.since, date)
