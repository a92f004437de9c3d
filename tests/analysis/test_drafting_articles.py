"""What each code that bears on paragraphs makes, several changes in one amendment, and what is quoted."""

import pytest

from analysis.legistics import NotDrafted, draft_amendment

from .drafted import CHAMBERS, draft, plain

A, B, C, D = "Le jardin ouvre.", "Le gardien salue.", "Les bancs sont verts.", "La grille grince."
NEW, OTHER = "Un arbre est planté.", "Une haie l’entoure."
PARAGRAPHS = [
    (["A1"], [A, B, C], [A, C], "Supprimer l’alinéa 2.", "Alinéa 2 Supprimer cet alinéa."),
    (["A1"], [A, B, C], [A], "Supprimer les alinéas 2 et 3.", "Alinéas 2 et 3 Supprimer ces alinéas."),
    (["A1"], [A, B, C, D], [A], "Supprimer les alinéas 2 à 4.", "Alinéas 2 à 4 Supprimer ces alinéas."),
    (["A1", "A1"], [A, B, C, D], [A, C], "Supprimer les alinéas 2 et 4.", "Alinéas 2 et 4 Supprimer ces alinéas."),
    (
        ["A2"],
        [A, B],
        [A, NEW, B],
        f"Après l’alinéa 1, insérer l’alinéa suivant : « {NEW} »",
        f"Après l’alinéa 1 Insérer un alinéa ainsi rédigé : {NEW}",
    ),
    (
        ["A2"],
        [A, B],
        [NEW, OTHER, A, B],
        f"Avant l’alinéa 1, insérer les deux alinéas suivants : « {NEW} « {OTHER} »",
        f"Avant l’alinéa 1 Insérer deux alinéas ainsi rédigés : {NEW} {OTHER}",
    ),
    (
        ["A3"],
        [A, B],
        [A, B, NEW],
        f"Compléter cet article par l’alinéa suivant : « {NEW} »",
        f"Compléter cet article par un alinéa ainsi rédigé : {NEW}",
    ),
    (
        ["A5"],
        [A, B, C, D],
        [A, NEW],
        f"Substituer aux alinéas 2 à 4 l’alinéa suivant : « {NEW} »",
        f"Alinéas 2 à 4 Remplacer ces alinéas par un alinéa ainsi rédigé : {NEW}",
    ),
    (
        ["A5"],
        [A, B, C],
        [A, NEW, OTHER, C],
        f"Substituer à l’alinéa 2 les deux alinéas suivants : « {NEW} « {OTHER} »",
        f"Alinéa 2 Remplacer cet alinéa par deux alinéas ainsi rédigés : {NEW} {OTHER}",
    ),
    (["A6"], [A, B], [], "Supprimer cet article.", "Supprimer cet article."),
    (
        ["A7"],
        [A, B],
        [NEW],
        f"Rédiger ainsi cet article : « {NEW} »",
        f"Rédiger ainsi cet article : {NEW}",
    ),
    (
        ["A2", "A1"],
        [A, B, C, D],
        [A, D, B, C],
        f"I. – Après l’alinéa 1, insérer l’alinéa suivant : « {D} » II. – En conséquence, supprimer l’alinéa 4.",
        f"I. – Après l’alinéa 1 Insérer un alinéa ainsi rédigé : {D} II. – Alinéa 4 Supprimer cet alinéa.",
    ),
    (
        ["W1", "W1"],
        ["Le garde ouvre.", B, "Le garde ferme."],
        ["Le gardien ouvre.", B, "Le gardien ferme."],
        "I. – À l’alinéa 1, substituer au mot : « garde » le mot : « gardien ». "
        "II. – En conséquence, procéder à la même substitution à l’alinéa 3.",
        "I. – Alinéa 1 Remplacer le mot : garde par le mot : gardien "
        "II. – Alinéa 3 Remplacer le mot : garde par le mot : gardien",
    ),
    (
        ["D1", "D1", "D1"],
        ["Le garde seul ouvre tôt.", "Le garde seul ferme tard.", "Le garde seul veille."],
        ["Le garde ouvre tôt.", "Le garde ferme tard.", "Le garde veille."],
        "I. – À l’alinéa 1, supprimer le mot : « seul ». "
        "II. – En conséquence, procéder à la même suppression aux alinéas 2 et 3.",
        "I. – Alinéa 1 Supprimer le mot : seul II. – Alinéa 2 Supprimer le mot : seul "
        "III. – Alinéa 3 Supprimer le mot : seul",
    ),
    (
        ["W1", "W3"],
        ["Le garde ouvre tôt.", "Il dispose de 2 clés."],
        ["Le garde ouvre tard.", "Il dispose de 3 clés."],
        "I. – À l’alinéa 1, substituer au mot : « tôt » le mot : « tard ». "
        "II. – En conséquence, à l’alinéa 2, substituer au nombre : « 2 » le nombre : « 3 ».",
        "I. – Alinéa 1 Remplacer le mot : tôt par le mot : tard "
        "II. – Alinéa 2 Remplacer le nombre : 2 par le nombre : 3",
    ),
    (  # N1: nothing is numbered again
        ["A2"],
        ["Sont ouverts :", "1° Le jardin ;", "2° Le verger."],
        ["Sont ouverts :", "1° Le jardin ;", "1° bis Le potager ;", "2° Le verger."],
        "Après l’alinéa 2, insérer l’alinéa suivant : « 1° bis Le potager ; »",
        "Après l’alinéa 2 Insérer un alinéa ainsi rédigé : 1° bis Le potager ;",
    ),
    (  # N2: the full stop that becomes a semicolon is not amended
        ["A3"],
        ["Sont ouverts :", "1° Le jardin ;", "2° Le verger."],
        ["Sont ouverts :", "1° Le jardin ;", "2° Le verger ;", "3° Le potager."],
        "Compléter cet article par l’alinéa suivant : « 3° Le potager. »",
        "Compléter cet article par un alinéa ainsi rédigé : 3° Le potager.",
    ),
    (  # L1: a single paragraph has no number
        ["W1"],
        ["Le jardin ouvre à midi chaque jour."],
        ["Le jardin ouvre à minuit chaque jour."],
        "Substituer au mot : « midi » le mot : « minuit ».",
        "Remplacer le mot : midi par le mot : minuit",
    ),
    (
        ["S3"],
        ["Le jardin ouvre."],
        ["Le jardin ouvre. Il ferme."],
        "Compléter cet article par la phrase suivante : « Il ferme. ».",
        "Compléter cet article par une phrase ainsi rédigée : Il ferme.",
    ),
]


@pytest.mark.parametrize(("codes", "before", "after", "assembly", "senate"), PARAGRAPHS)
def test_a_change_of_an_article(codes, before, after, assembly, senate):
    for convention, expected in zip(CHAMBERS, (assembly, senate), strict=True):
        amendment = draft(before, after, convention, first=1, whole=True)
        assert plain(amendment.wording) == expected
        assert list(amendment.codes) == codes


def test_a_new_article_and_a_heading():
    assert plain(draft([], [NEW, OTHER], after_article="4").wording) == (
        f"Après l’article 4, insérer l’article suivant : « {NEW} « {OTHER} »"
    )
    assert plain(draft([], [NEW], "fr-senat", before_article="4").wording) == (
        f"Avant l’article 4 Insérer un article additionnel ainsi rédigé : {NEW}"
    )
    for division, named in [
        ("chapitre II", "l’intitulé du chapitre II"),
        ("section 1", "l’intitulé de la section 1"),
        ("titre", "le titre"),
    ]:
        heading = draft("Des jardins", "Des jardins et des vergers", division=division)
        assert plain(heading.wording) == f"Rédiger ainsi {named} : « Des jardins et des vergers »."


def test_a_heading_is_one_line():
    for edited in ([], [""], ["Des jardins", "et des vergers"]):
        with pytest.raises(NotDrafted):
            draft_amendment(["Des jardins"], edited, {"division": "chapitre II"}, "fr-an")


def test_words_that_come_a_thousand_times_are_not_quoted_at_length():
    before = "» " * 1_000
    for convention in CHAMBERS:
        assert draft(before, f"{before[:1_000]}vert {before[1_000:]}", convention).codes == ("A4",)


def test_the_thirtieth_sentence():
    sentences = [f"Le banc {number} est vert." for number in range(40)]
    before, after = " ".join(sentences), " ".join(sentences).replace("banc 29 est vert", "banc 29 est bleu")
    assert plain(draft(before, after).wording).startswith("À la 30e phrase de l’alinéa 2, substituer")
    senate = draft(before, after, "fr-senat")
    assert plain(senate.wording).startswith("Alinéa 2, 30e phrase Remplacer") and not senate.fallback


def test_some_paragraphs_of_an_article_are_numbered_from_the_first_given():
    assert plain(draft([A, B], [NEW, A, B], first=7).wording).startswith("Après l’alinéa 6, insérer")
    assert plain(draft([A, B], [A, B, NEW], first=7).wording).startswith("Après l’alinéa 8, insérer")
    assert plain(draft([A, B], [], first=7).wording) == "Supprimer les alinéas 7 et 8."


def test_nothing_changes_with_blanks_and_the_last_punctuation():
    for after in (A, f"  {A[:-1]} ;", A.replace(" ", "\u00a0")):
        amendment = draft_amendment([A], [after], {"first_alinea": 1}, "fr-an")
        assert (amendment.wording, amendment.operations, amendment.codes) == ("", (), ())


def test_typography_of_the_assembly():
    wording = draft(A, "Le jardin ferme.").wording
    assert wording == "À l’alinéa 2, substituer au mot\u00a0:\n«\u00a0ouvre\u00a0»\nle mot\u00a0:\n«\u00a0ferme\u00a0»."
    assert draft([A, C], [A, NEW, OTHER, C]).wording.endswith(f"\n«\u00a0{NEW}\n«\u00a0{OTHER}\u00a0»")


def test_a_quoted_paragraph_keeps_its_guillemets():
    quoted = ["« Le jardin ouvre.", "« Il ferme. »"]
    wording = draft([A], [A, *quoted], first=1, whole=True).wording
    assert plain(wording).endswith("« « Le jardin ouvre. « « Il ferme. » »")
    assert draft([A, *quoted], [*quoted, A], "fr-senat", first=1, whole=True).wording


def test_a_table_is_one_paragraph():
    table = "| Mois | Heures |\n| mai | 8 |\n| juin | 9 |"
    for convention in CHAMBERS:
        draft([A, table], [A, table.replace("| 9 |", "| 10 |")], convention, first=1, whole=True)
        draft([A], [A, table, B], convention, first=1, whole=True)
        draft([A], [table, table, A], convention, first=1, whole=True)
        draft([table, B], [B], convention, first=1, whole=True)


def test_line_breaks_inside_a_paragraph_are_blanks():
    wrapped = "Le gardien ferme la\ngrille chaque soir\nd’hiver."
    wording = draft(wrapped, "Le gardien ferme la\ngrille chaque nuit\nd’hiver.").wording
    assert plain(wording) == "À l’alinéa 2, substituer au mot : « soir » le mot : « nuit »."


def test_the_words_of_a_law_in_force_hold_guillemets():
    before = "Après les mots : « du jardin », sont insérés les mots : « et du verger »."
    for after in (
        before.replace("du verger", "du potager"),
        before.replace("« et du verger »", "« , du verger »"),
        "Après les mots : « du jardin », les mots : « et du verger » sont supprimés.",
        before.replace(" »", ""),
    ):
        for convention in CHAMBERS:
            draft(before, after, convention)


def test_an_unknown_convention():
    with pytest.raises(ValueError, match="convention"):
        draft_amendment([A], [B], {}, "de-bt")
