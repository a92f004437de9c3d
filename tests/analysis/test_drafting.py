"""What each code of docs/method/legistics makes, in the words of both chambers."""

import re

import pytest

from analysis.legistics import Amendment, apply_amendment, draft_amendment

CHAMBERS = ("fr-an", "fr-senat")


def draft(before, after, convention="fr-an", *, first=2, whole=False, **locator) -> Amendment:
    before, after = ([text] if isinstance(text, str) else text for text in (before, after))
    locator = {"article": "3", "first_alinea": first, "whole_article": whole, **locator}
    amendment = draft_amendment(before, after, locator, convention)
    if amendment.wording:
        got = apply_amendment(before, amendment.wording, locator, convention)
        assert [bare(text) for text in got] == [bare(text) for text in after]
    return amendment


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip(".;,")


def plain(wording: str) -> str:
    return re.sub(r"\s+", " ", wording)


WORDS = [
    (
        "W1",
        "Le jardin ouvre à midi.",
        "Le jardin ouvre à minuit.",
        "À l’alinéa 2, substituer au mot : « midi » le mot : « minuit ».",
        "Alinéa 2 Remplacer le mot : midi par le mot : minuit",
    ),
    (
        "W1",
        "Le gardien ferme la grille chaque soir.",
        "Le gardien ferme la porte et les fenêtres chaque soir.",
        "À l’alinéa 2, substituer au mot : « grille » les mots : « porte et les fenêtres ».",
        "Alinéa 2 Remplacer le mot : grille par les mots : porte et les fenêtres",
    ),
    (
        "W1",
        "Le jardin ouvre trois jours par semaine en hiver.",
        "Le jardin ouvre deux jours par quinzaine en hiver.",
        "À l’alinéa 2, substituer aux mots : « trois jours par semaine » les mots : « deux jours par quinzaine ».",
        "Alinéa 2 Remplacer les mots : trois jours par semaine par les mots : deux jours par quinzaine",
    ),
    (
        "W1",
        "Le jury propose un lauréat.",
        "Le jury et dix habitants proposent un lauréat.",
        "À l’alinéa 2, substituer au mot : « propose » les mots : « et dix habitants proposent ».",
        "Alinéa 2 Remplacer le mot : propose par les mots : et dix habitants proposent",
    ),
    (
        "W1",
        "Le banc, le kiosque et la fontaine sont entretenus.",
        "Le banc, le kiosque et les statues sont entretenus.",
        "À l’alinéa 2, substituer aux mots : « la fontaine » les mots : « les statues ».",
        "Alinéa 2 Remplacer les mots : la fontaine par les mots : les statues",
    ),
    (
        "W3",
        "Le jury compte 12 membres.",
        "Le jury compte 15 membres.",
        "À l’alinéa 2, substituer au nombre : « 12 » le nombre : « 15 ».",
        "Alinéa 2 Remplacer le nombre : 12 par le nombre : 15",
    ),
    (
        "W3",
        "La remise est de 12,5 % du prix.",
        "La remise est de 15 % du prix.",
        "À l’alinéa 2, substituer au taux : « 12,5 % » le taux : « 15 % ».",
        "Alinéa 2 Remplacer le taux : 12,5 % par le taux : 15 %",
    ),
    (
        "W3",
        "Le prix est doté de 3 000 euros chaque année.",
        "Le prix est doté de 4 500 euros chaque année.",
        "À l’alinéa 2, substituer au montant : « 3 000 euros » le montant : « 4 500 euros ».",
        "Alinéa 2 Remplacer le montant : 3 000 euros par le montant : 4 500 euros",
    ),
    (
        "W3",
        "Le plan est prêt avant le 1er mars 2028 au plus tard.",
        "Le plan est prêt avant le 15 mars 2028 au plus tard.",
        "À l’alinéa 2, substituer à la date : « 1er mars 2028 » la date : « 15 mars 2028 ».",
        "Alinéa 2 Remplacer la date : 1er mars 2028 par la date : 15 mars 2028",
    ),
    (
        "W3",
        "Le plan couvre l’année 2028 entière.",
        "Le plan couvre l’année 2029 entière.",
        "À l’alinéa 2, substituer à l’année : « 2028 » l’année : « 2029 ».",
        "Alinéa 2 Remplacer l’année : 2028 par l’année : 2029",
    ),
    (
        "W3",
        "L’article R. 114-2 est applicable.",
        "L’article R. 114-3-1 est applicable.",
        "À l’alinéa 2, substituer à la référence : « R. 114-2 » la référence : « R. 114-3-1 ».",
        "Alinéa 2 Remplacer la référence : R. 114-2 par la référence : R. 114-3-1",
    ),
    (
        "W3",
        "Les articles 12 et 14 sont applicables.",
        "Les articles 13 et 15 sont applicables.",
        "À l’alinéa 2, substituer aux références : « 12 et 14 » les références : « 13 et 15 ».",
        "Alinéa 2 Remplacer les références : 12 et 14 par les références : 13 et 15",
    ),
    (
        "I1",
        "La fontaine coule le jour.",
        "La fontaine publique coule le jour.",
        "À l’alinéa 2, après le mot : « fontaine », insérer le mot : « publique ».",
        "Alinéa 2 Après le mot : fontaine insérer le mot : publique",
    ),
    (
        "I1",
        "Le gardien veille sur l’allée.",
        "Le gardien veille sur l’étroite allée.",
        "À l’alinéa 2, avant le mot : « allée », insérer le mot : « étroite ».",
        "Alinéa 2 Avant le mot : allée insérer le mot : étroite",
    ),
    (
        "I2",
        "Les chiens sont admis.",
        "Hors des heures d’école, les chiens sont admis.",
        "Au début de l’alinéa 2, substituer au mot : « Les » les mots : « Hors des heures d’école, les ».",
        "Alinéa 2, au début Remplacer le mot : Les par les mots : Hors des heures d’école, les",
    ),
    (
        "I2",
        "a) la liste des arbres ;",
        "a) pour chaque rue, la liste des arbres ;",
        "Au début de l’alinéa 2, insérer les mots : « pour chaque rue, ».",
        "Alinéa 2, au début Insérer les mots : pour chaque rue,",
    ),
    (
        "I3",
        "Les chiens sont admis ;",
        "Les chiens sont admis, tenus en laisse ;",
        "Compléter l’alinéa 2 par les mots : « , tenus en laisse ».",
        "Alinéa 2 Compléter cet alinéa par les mots : , tenus en laisse",
    ),
    (
        "D1",
        "Le gardien, chaque matin, ouvre la grille.",
        "Le gardien ouvre la grille.",
        "À l’alinéa 2, supprimer les mots : « , chaque matin, ».",
        "Alinéa 2 Supprimer les mots : , chaque matin,",
    ),
    (
        "E1",
        "La fontaine est remise en eau par les services de la ville au printemps.",
        "La fontaine est remise en eau dès que le gel ne menace plus.",
        "Après le mot : « eau », rédiger ainsi la fin de l’alinéa 2 : « dès que le gel ne menace plus ».",
        "Alinéa 2 Après le mot : eau rédiger ainsi la fin de cet alinéa : dès que le gel ne menace plus.",
    ),
    (
        "E2",
        "Le jardin est ouvert, sauf quand le vent souffle à plus de quatre-vingts kilomètres par heure.",
        "Le jardin est ouvert.",
        "Après le mot : « ouvert », supprimer la fin de l’alinéa 2.",
        "Alinéa 2 Après le mot : ouvert supprimer la fin de cet alinéa.",
    ),
    (
        "W1",
        "Le gardien ferme la grille. Il range les bancs.",
        "Le gardien ferme la grille. Il range les chaises.",
        "À la seconde phrase de l’alinéa 2, substituer au mot : « bancs » le mot : « chaises ».",
        "Alinéa 2, seconde phrase Remplacer le mot : bancs par le mot : chaises",
    ),
    (
        "I3",
        "Le gardien ferme la grille. Il range les bancs.",
        "Le gardien ferme la grille à clé. Il range les bancs.",
        "Compléter la première phrase de l’alinéa 2 par les mots : « à clé ».",
        "Alinéa 2, première phrase Compléter cette phrase par les mots : à clé",
    ),
    (
        "S2",
        "Le gardien ferme. Il range les bancs. Il salue.",
        "Le gardien ferme. Il salue.",
        "Supprimer la deuxième phrase de l’alinéa 2.",
        "Alinéa 2, deuxième phrase Supprimer cette phrase.",
    ),
    (
        "S2",
        "Le gardien ferme. Il range les bancs. Il salue.",
        "Le gardien ferme.",
        "Supprimer les deux dernières phrases de l’alinéa 2.",
        "Alinéa 2, deux dernières phrases Supprimer ces phrases.",
    ),
    (
        "S3",
        "« Le gardien ferme. » ;",
        "« Le gardien ferme. Il salue. » ;",
        "Compléter l’alinéa 2 par la phrase suivante : « Il salue. ».",
        "Alinéa 2 Compléter cet alinéa par une phrase ainsi rédigée : Il salue.",
    ),
    (
        "S3",
        "Le gardien ferme.",
        "Le gardien ferme. Il salue. Il part.",
        "Compléter l’alinéa 2 par les deux phrases suivantes : « Il salue. Il part. ».",
        "Alinéa 2 Compléter cet alinéa par deux phrases ainsi rédigées : Il salue. Il part.",
    ),
    (
        "S4",
        "Le gardien ferme. Il salue.",
        "Le gardien ferme. Il range. Il salue.",
        "Après la première phrase de l’alinéa 2, insérer la phrase suivante : « Il range. ».",
        "Alinéa 2, après la première phrase Insérer une phrase ainsi rédigée : Il range.",
    ),
    (
        "U1",
        "Le plan des allées et le plan des massifs sont affichés.",
        "Le plan des allées et le relevé des massifs sont affichés.",
        "À l’alinéa 2, substituer à la seconde occurrence du mot : « plan » le mot : « relevé ».",
        "Alinéa 2 Remplacer la seconde occurrence du mot : plan par le mot : relevé",
    ),
    (
        "U1",
        "Les bancs neufs, les bancs verts et les bancs cassés sont repeints.",
        "Les bancs neufs, les bancs verts et les bancs très cassés sont repeints.",
        "À l’alinéa 2, après la dernière occurrence du mot : « bancs », insérer le mot : « très ».",
        "Alinéa 2 Après la dernière occurrence du mot : bancs insérer le mot : très",
    ),
    (
        "W3",
        "« Art. L. 77-1. – Dans les villes de 5 000 habitants, un jardin est ouvert.",
        "« Art. L. 77-1. – Dans les villes de 3 000 habitants, un jardin est ouvert.",
        "À l’alinéa 2, substituer au nombre : « 5 000 » le nombre : « 3 000 ».",
        "Alinéa 2 Remplacer le nombre : 5 000 par le nombre : 3 000",
    ),
    (
        "A4",
        "Le gardien ferme la grille chaque soir.",
        "Nul ne cueille de fleurs sans y être invité par les jardiniers.",
        "Rédiger ainsi l’alinéa 2 : « Nul ne cueille de fleurs sans y être invité par les jardiniers. »",
        "Alinéa 2 Rédiger ainsi cet alinéa : Nul ne cueille de fleurs sans y être invité par les jardiniers.",
    ),
    (
        "A4",
        "1° Les allées ;",
        "2° Les allées ;",
        "Rédiger ainsi l’alinéa 2 : « 2° Les allées ; »",
        "Alinéa 2 Rédiger ainsi cet alinéa : 2° Les allées ;",
    ),
]


@pytest.mark.parametrize(("code", "before", "after", "assembly", "senate"), WORDS)
def test_a_change_in_one_paragraph(code, before, after, assembly, senate):
    for convention, expected in zip(CHAMBERS, (assembly, senate), strict=True):
        amendment = draft(before, after, convention)
        assert plain(amendment.wording) == expected
        assert (amendment.codes, amendment.fallback, amendment.proven) == ((code,), False, True)


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
        "I. – Alinéa 1 Remplacer le mot : tôt par le mot : tard II. – Alinéa 2 Remplacer le nombre : 2 par le nombre : 3",
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
