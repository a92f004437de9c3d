"""What each code of docs/method/legistics that bears on words makes, in the words of both chambers."""

import pytest

from .drafted import CHAMBERS, draft, plain

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
        "Le jardin ouvre aujourd’hui.",
        "Le jardin ouvre demain.",
        "À l’alinéa 2, substituer au mot : « aujourd’hui » le mot : « demain ».",
        "Alinéa 2 Remplacer le mot : aujourd’hui par le mot : demain",
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
        "D1",
        "Les articles 5, 6 et 7 sont applicables.",
        "Les articles 5 et 7 sont applicables.",
        "À l’alinéa 2, supprimer la référence : « , 6 ».",
        "Alinéa 2 Supprimer la référence : , 6",
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
