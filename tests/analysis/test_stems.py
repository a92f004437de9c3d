import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.stems import QUERY_WORDS, STEMS, WORD, index_stems, query_stems, stems

WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
PLAIN = st.from_regex(r"[a-zà-ÿœæ0-9'’-]{1,12}", fullmatch=True)


def is_found(query: str, text: str, language: str = "fr", **options) -> bool:
    kept = index_stems(text, language).split()
    return all(
        any(stem in kept or (stem[-1] == "*" and any(word.startswith(stem[:-1]) for word in kept)) for stem in ways)
        for ways in query_stems(query, **options)
    )


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("eleve", "élèves"),
        ("coeur", "cœur"),
        ("reamenager", "Réaménagement"),
        ("velo", "vélos"),
        ("pietonne", "piétonnes"),
        ("l'école", "Les ÉCOLES"),
        ("l’ecole", "d'école"),
        ("journal", "journaux"),
        ("travaux", "travail"),
        ("lieux", "lieu"),
        ("aujourd'hui", "Aujourd’hui"),
        ("arc en ciel", "arc-en-ciel"),
        ("email", "e-mail"),
        ("co2", "CO₂"),
        ("1234", "1\u202f234,5 euros"),
        ("1 234", "1\u00a0234,5 euros"),
        ("L. 300-5", "l’article L300-5 du code"),
        ("l300-5", "l’article L.\u00a0300-5 du code"),
        ("300-5", "L. 300-5"),
        ("L. 300", "L. 300-5-1"),
        ("300", "L. 300-5"),
        ("LO 111-3", "art. L.O. 111-3"),
        ("R. 12", "R.* 12"),
        ("loi 2016-1321", "la loi n° 2016-1321 du 7 octobre 2016"),
        ("18 ans", "à 18 ans"),
        ("à 18 ans", "dès 18 ans"),
        ("alinéa 3", "Alinéa 3, seconde phrase"),
        ("vote", "v\u200bo\u00adte"),
    ],
)
def test_a_query_finds_words_whatever_their_accents_endings_and_signs(query, text):
    assert query_stems(query)
    assert is_found(query, text, "fr")


@pytest.mark.parametrize(
    ("query", "text"), [("voting", "we voted"), ("community's", "communities"), ("citizens’ data", "citizen datas")]
)
def test_a_query_finds_english_words(query, text):
    assert is_found(query, text, "en")


def test_a_query_finds_both_languages():
    assert is_found("participations", "participation", "fr")
    assert is_found("participations", "participation", "en")
    assert is_found("Kinder", "Kinder", "de")


@pytest.mark.parametrize(("query", "text"), [("vote", "voiture"), ("L. 300-5", "L. 300-6"), ("5", "50")])
def test_a_query_does_not_find_other_words(query, text):
    assert not is_found(query, text)


def test_stop_words_are_not_asked_for_unless_alone():
    assert query_stems("à la mairie") == query_stems("mairie")
    assert query_stems("but") == [("but",)]
    assert query_stems("") == query_stems("?!") == query_stems("on a") == []


@pytest.mark.parametrize("end", range(4, len("réaménagement")))
def test_an_unfinished_word_finds_the_whole_one_at_every_letter(end):
    assert is_found("réaménagement"[:end], "Un réaménagement du parc", typing=True)


@given(st.lists(PLAIN, min_size=1, max_size=8), st.sampled_from(["fr", "en", "de"]), st.data())
def test_every_word_of_a_text_finds_it(words, language, data):
    query = data.draw(st.sampled_from(words))
    assume(set(stems(query, "fr")) and set(stems(query, "en")))  # a stop word of the other language is still asked for
    assert is_found(query, ", ".join(words), language)


@given(WORDS, st.sampled_from(["fr", "en", "de", ""]))
def test_stems_hold_letters_and_digits_only(text, language):
    for stem in [*stems(text, language), *index_stems(text, language).split()]:
        assert re.fullmatch(rf"[^\W_]{{1,{WORD}}}", stem)
        assert stem == stem.lower()
    for ways in query_stems(text, typing=True):
        assert ways
        assert all(re.fullmatch(rf"[^\W_]{{1,{WORD}}}\*?", stem) for stem in ways)


@given(WORDS)
def test_the_index_holds_at_least_the_stems(text):
    assert set(stems(text, "fr")) <= set(index_stems(text, "fr").split())


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "1-" * 500_000,
        "1 234 " * 170_000,
        "\ufdfa" * 1_000_000,
        "a" + "\u0301\u0316" * 500_000,
        "l. o. " * 170_000,
        "aujourd ' " * 100_000,
        " ".join(map(str, range(150_000))),
    ],
    ids=["one word", "dashes", "thousands", "ligatures", "accents", "references", "elisions", "numbers"],
)
def test_a_megabyte_does_not_explode(text):
    start = time.process_time()
    assert len(index_stems(text, "fr")) <= STEMS * (WORD + 1)
    assert len(query_stems(text)) <= QUERY_WORDS
    assert time.process_time() - start < 2


def test_it_is_fast_enough_to_index_a_national_consultation():
    text = "Les élèves de l’école proposent un réaménagement des voies, article L. 300-5, pour 1 234 euros. " * 5
    count, start = 500, time.process_time()
    for _ in range(count):
        index_stems(text, "fr")
    assert count / (time.process_time() - start) > 2_000  # 5,000 a second on the machine alone
