import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from analysis.stems import index_stems, query_stems
from parvis.search import actions as search
from parvis.search.models import Document

TEXTS = {
    1: ("Le réaménagement des pistes cyclables pour les vélos, article L. 300-5.", "fr"),
    2: ("Des élèves piétonnes traversent le cœur de ville.", "fr"),
    3: ("Voting should be open to all residents of the quarter.", "en"),
    4: ("Un vote à 18 ans dans le quartier.", "fr"),
}
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


def hits(query: str, **options) -> set[int]:
    return set(Document.objects.filter(search.matching(query, **options)).values_list("key", flat=True))


@pytest.fixture
def texts(db):
    for key, (text, language) in TEXTS.items():
        search.write(key=key, process=1, text=text, language=language)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("eleve", {2}),
        ("coeur", {2}),
        ("reamenager", {1}),
        ("velo", {1}),
        ("pietonne", {2}),
        ("L300-5", {1}),
        ("vélo piéton", set()),
        ("vélo piste", {1}),
        ("votes", {3, 4}),
        ("le vote", {4, 3}),
        ("resident", {3}),
        ("absent", set()),
        ("", {1, 2, 3, 4}),
        ("?!", {1, 2, 3, 4}),
    ],
)
def test_a_query_asks_for_all_its_words(texts, query, found):
    assert hits(query) == found


@pytest.mark.parametrize(("query", "found"), [("réam", {1}), ("réaménagemen", {1}), ("vélo pi", {1}), ("r", {1, 3})])
def test_the_last_word_may_be_unfinished_while_typing(texts, query, found):
    assert hits(query, typing=True) == found


@pytest.mark.parametrize(
    "query",
    [
        *('"', '"*():^-', "vote AND OR NOT NEAR(", "stems:vote", "vote*", "-vote", "'; DROP TABLE", "vote\x00", "\\"),
        *(
            "NEAR",
            "{stems} : x",
            "%s",
            "%(x)s",
            "<->",
            ":*",
            "' & !",
            "e\u0301\u202e",
            "\ud800",
            "投票",
            "🗳",
            "a" * 5000,
        ),
    ],
)
def test_hostile_queries_are_only_words(texts, query):
    for typing in (False, True):
        assert hits(query, typing=typing) <= set(TEXTS)


def test_a_second_writing_replaces_the_first(texts):
    search.write(key=1, process=1, text="Des bancs", language="fr")
    assert hits("vélo") == set()
    assert hits("banc") == {1}
    assert Document.objects.count() == 4


def test_what_is_forgotten_is_not_found(texts):
    search.forget(1)
    search.forget(1)
    assert hits("vélo") == set()


def test_the_table_follows_its_transaction(texts):
    with pytest.raises(RuntimeError), transaction.atomic():
        search.write(key=9, process=1, text="Un banc", language="fr")
        raise RuntimeError
    assert hits("banc") == set()


def test_rebuilding_writes_the_table_anew(texts):
    rows = (search.Row(key, 1, f"Le banc numéro {key}", "fr") for key in range(1, 1_204))
    assert search.rebuild(rows) == 1_203
    assert hits("vélo") == set()
    assert hits("banc 1203") == {1_203}


def test_matching_compares_any_field(texts):
    assert Document.objects.filter(search.matching("vélo", key="process")).count() == 4  # process 1 has the key found


def test_a_long_text_of_any_letters_can_be_indexed(db):
    search.write(key=1, process=1, text=" ".join(chr(0x10000 + n) * 40 for n in range(9_000)), language="fr")
    search.write(key=2, process=1, text="", language="fr")
    assert hits(chr(0x10000) * 40) == {1}


def test_similar_texts_come_closest_first(texts):
    search.write(key=5, process=1, text="Des pistes cyclables partout", language="fr")
    search.write(key=6, process=2, text="Des pistes cyclables partout", language="fr")
    assert search.similar("Une piste cyclable", process=1, language="fr") == [5, 1]
    assert search.similar("?", process=1, language="fr") == []


def test_a_few_words_in_common_do_not_make_two_texts_alike(texts):
    dog = "Je marche avec un chien guide. Un arbre tous les dix mètres, c’est une racine, une branche basse."
    bench = "Un banc avec dossier tous les deux cents mètres, à l’ombre, pour que les personnes âgées puissent sortir."
    search.write(key=7, process=1, text=dog, language="fr")
    assert search.similar(bench, process=1, language="fr") == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL for its plan")
def test_postgresql_uses_its_index(db):
    search.rebuild(search.Row(key, 1, f"Le banc numéro {key} du parc", "fr") for key in range(5_000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_document")
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "search_document_words" in Document.objects.filter(search.matching("1203")).explain()


class Parity(TestCase):
    """Either database gives the hits that plain Python gives: so both give the same."""

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.one_of(ANY_TEXT, st.sampled_from([text for text, _language in TEXTS.values()])), max_size=4),
        st.one_of(ANY_TEXT, st.sampled_from(["vélos", "votes", "l300-5", "piét", "r", "pistes"])),
        st.sampled_from(["fr", "en", "de"]),
        st.booleans(),
    )
    def test_hits_are_those_of_plain_python(self, texts, query, language, typing):
        search.rebuild(search.Row(key, 1, text, language) for key, text in enumerate(texts))
        ways = query_stems(query, typing=typing)
        expected = {key for key, text in enumerate(texts) if _holds(set(index_stems(text, language).split()), ways)}
        assert hits(query, typing=typing) == expected


def _holds(kept: set[str], ways: list[tuple[str, ...]]) -> bool:
    return all(
        any(stem in kept or (stem[-1] == "*" and any(word.startswith(stem[:-1]) for word in kept)) for stem in stems)
        for stems in ways
    )
