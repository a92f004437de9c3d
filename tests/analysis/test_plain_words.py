import pytest

from analysis.legistics import draft_amendment
from analysis.legistics.operations import Operation, Place, Words
from analysis.legistics.plain_words import summary

GATE, DOGS = "Le gardien ferme la grille chaque soir. Il salue.", "Les chiens sont admis."


def told(before, after, lang="fr", **locator) -> str:
    locator = {"first_alinea": 1, "whole_article": True} | locator
    return draft_amendment(before, after, locator, "fr-an").summary(lang).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("before", "after", "french", "english"),
    [
        (
            [DOGS, GATE],
            ["Les chats sont admis.", GATE],
            "remplace « chiens » par « chats »",
            "replaces “chiens” by “chats”",
        ),
        (
            [DOGS, GATE],
            ["Les chiens sont admis en laisse.", GATE],
            "ajoute « en laisse » à la fin",
            "adds “en laisse” at the end",
        ),
        (
            [DOGS, GATE],
            ["Les petits chiens sont admis.", GATE],
            "ajoute « petits » après « Les »",
            "adds “petits” after “Les”",
        ),
        (
            [DOGS, GATE],
            [DOGS, GATE.replace("soir.", "soir à clé.")],
            "ajoute « à clé » à la fin de la première phrase",
            "adds “à clé” at the end of the first sentence",
        ),
        ([DOGS, GATE], [DOGS, GATE.replace(" chaque soir", "")], "supprime « chaque soir »", "removes “chaque soir”"),
        (
            [DOGS, GATE],
            [DOGS, GATE.replace(" Il salue.", "")],
            "supprime la 2e phrase de l’alinéa 2",
            "removes sentence 2 of paragraph 2",
        ),
        ([DOGS, GATE], [DOGS], "supprime l’alinéa 2", "removes paragraph 2"),
        ([DOGS, GATE], [], "supprime l’article", "removes the article"),
        (
            [DOGS, GATE],
            [DOGS, "Rien.", GATE],
            "ajoute un alinéa après l’alinéa 1 : « Rien. »",
            "adds a paragraph after paragraph 1: “Rien.”",
        ),
        (
            [DOGS, GATE],
            ["Les chats sont admis.", GATE.replace("grille", "porte")],
            "à l’alinéa 1, remplace « chiens » par « chats » ; à l’alinéa 2, remplace « grille » par « porte »",
            "in paragraph 1, replaces “chiens” by “chats”; in paragraph 2, replaces “grille” by “porte”",
        ),
    ],
)
def test_what_anyone_reads(before, after, french, english):
    assert told(before, after) == french
    assert told(before, after, "en") == english


def test_an_ending_is_told_with_the_words_that_go():
    before = "La fontaine est remise en eau par les services de la ville au printemps."
    assert told([DOGS, before], [DOGS, "La fontaine est remise en eau à midi."]) == (
        "remplace « par les services de la ville au printemps » par « à midi »"
    )


def test_operations_read_from_a_wording():
    place = Place(2, 4)
    operations = [
        Operation("replace", place, unit="paragraphs", new=("Rien.",)),
        Operation("remove", Place(5, 5, (-1,)), unit="sentences"),
        Operation("remove", Place(6, 6), words=Words("a"), until=Words("b")),
    ]
    assert summary(operations, "en") == (
        "rewrites paragraphs 2 to 4: “Rien.”; removes the last sentence of paragraph 5; "
        "in paragraph 6, removes what is between “a” and “b”"
    )
    with pytest.raises(ValueError, match="fr or en"):
        summary(operations, "de")


def test_a_long_text_is_cut():
    assert len(told([DOGS], [DOGS, "Un arbre est planté. " * 40])) < 260
