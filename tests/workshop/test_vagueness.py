"""Words that promise nothing are found; words that say something are left alone."""

import pytest

from parvis.workshop.cases import CASES
from parvis.workshop.vague_words import ADVICE, WORDS
from parvis.workshop.vagueness import CHECKED, vague


def kinds(field: str, text: str, language: str = "fr") -> list[str]:
    return [one.kind for one in vague(field, {language: text})]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Le service des parcs va prendre en compte les avis.", "weighing"),
        ("Vos remarques seront prises en compte par le maire.", "weighing"),
        ("Le maire tiendra compte de tout.", "weighing"),
        ("Le maire répondra en temps voulu.", "when"),
        ("Le maire répondra dans les meilleurs délais.", "when"),
        ("Le maire répondra, le cas échéant.", "maybe"),
        ("Le maire répondra si\u00a0possible.", "maybe"),
        ("Les services compétents répondront.", "who"),
        ("L'administration répondra, signé le maire.", "who"),
        ("Une réponse sera apportée.", "who"),
        ("Le maire répond à [nom].", "blank"),
        ("Chacun recevra une lettre.", "no_office"),
    ],
)
def test_a_vague_answer_in_french_is_found(text, kind):
    assert kind in kinds("answer_rule", text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor will take into account every view.", "weighing"),
        ("The mayor will answer in due course.", "when"),
        ("The mayor will answer as appropriate.", "maybe"),
        ("The relevant services will answer.", "who"),
        ("Everyone will get a letter.", "no_office"),
    ],
)
def test_a_vague_answer_in_english_is_found(text, kind):
    assert kind in kinds("answer_rule", text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "La direction des parcs prépare chaque réponse, l’adjoint à l’espace public la signe.",
        "Le maire répond à chaque proposition qui a 5 soutiens.",
    ],
)
def test_an_answer_with_an_office_and_an_act_is_left_alone(text):
    assert kinds("answer_rule", text) == []


def test_the_words_are_given_back_as_they_were_typed_and_once():
    found = vague("answer_rule", {"fr": "Le Maire, LE CAS ÉCHÉANT, répond ; le cas échéant, il signe."})
    assert [one.words for one in found] == ["LE CAS ÉCHÉANT"]


def test_findings_come_in_the_order_of_the_text():
    assert kinds("negotiable", "Divers points à voir, etc., si possible") == ["which", "which", "maybe"]


def test_a_limit_gives_its_reason_line_by_line():
    text = "Le budget, parce que le conseil l’a voté.\nLa date d’ouverture\nL’accès des pompiers : la loi le demande"
    assert [one.words for one in vague("non_negotiable", {"fr": text})] == ["La date d’ouverture"]


def test_two_words_are_too_few_to_say_what_can_change():
    assert kinds("negotiable", "Le mobilier") == ["short"]
    assert kinds("negotiable", "Le nombre de bancs de la place") == []


def test_works_have_a_date():
    assert kinds("clause_works", "Les travaux suivront le vote.") == ["no_date"]
    assert kinds("clause_works", "Les travaux commencent en septembre.") == []


def test_each_language_is_read_with_its_own_words():
    assert [one.language for one in vague("answer_rule", {"fr": "Le maire signe.", "en": "Soon."})] == ["en", "en"]


def test_a_language_without_a_table_is_left_alone():
    assert vague("answer_rule", {"eu": "Alkatea, etc."}) == []


def test_a_field_nobody_checks_and_an_empty_text_say_nothing():
    assert vague("unknown", {"fr": "en temps voulu"}) == [] == vague("answer_rule", {"fr": "  "})


def test_every_kind_has_its_advice():
    assert {kind for kinds in CHECKED.values() for kind in kinds} <= set(ADVICE)
    assert {kind for table in WORDS.values() for kind in table} <= set(ADVICE)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", list(CASES))
def test_a_common_case_has_blanks_to_fill_and_nothing_vague(name, language):
    answers = CASES[name].answers_in(language)
    texts = {field: value for field, value in answers.items() if isinstance(value, dict)}
    found = [one for field, value in texts.items() for one in vague(field, value)]
    assert {one.kind for one in found} == {"blank"}, [one for one in found if one.kind != "blank"]
