"""Amendments applied to paragraphs and to articles; the texts are invented."""

import time
from contextlib import suppress

import pytest

from analysis.legistics import NotApplied, NotUnderstood, apply_amendment, apply_amendments
from analysis.legistics.sentences import sentences

BENCHES = [
    "Le maire publie la liste des bancs. Il la met à jour chaque année.",
    "« Art. L. 1. – Les membres du conseil et les membres du bureau sont tirés au sort. »",
    "1° Les bancs ;",
    "2° Les arbres.",
]
LOCATOR = {"article": "1", "first_alinea": 1, "whole_article": True}


def applied(wording: str, original: list[str] = BENCHES, convention: str = "fr-an", **locator) -> list[str]:
    return apply_amendment(original, wording, {**LOCATOR, **locator}, convention)


ONE_PARAGRAPH = [
    ("À l’alinéa 1, substituer au mot : « bancs » les mots : « arbres ».", "la liste des arbres. Il"),
    ("À l’alinéa 1, après le mot : « liste », insérer les mots : « , tenue par tous, ».", "liste, tenue par tous, des"),
    ("À l’alinéa 1, avant le mot : « maire », insérer le mot : « jeune ».", "Le jeune maire publie"),
    (
        "À la seconde phrase de l’alinéa 1, substituer aux mots : « chaque année » le mot : « souvent ».",
        "jour souvent.",
    ),
    ("Supprimer la seconde phrase de l’alinéa 1.", "Le maire publie la liste des bancs."),
    ("Après la première phrase de l’alinéa 1, insérer la phrase suivante : « Il écoute. ».", "bancs. Il écoute. Il la"),
    ("Compléter l’alinéa 1 par la phrase suivante : « Il répond. ».", "chaque année. Il répond."),
    ("Compléter la première phrase de l’alinéa 1 par les mots : « et des arbres ».", "bancs et des arbres. Il"),
    ("Compléter l’alinéa 1 par les mots : « et en été ».", "chaque année et en été."),
    ("Après le mot : « liste », supprimer la fin de la première phrase de l’alinéa 1.", "publie la liste. Il"),
    ("Après le mot : « jour », rédiger ainsi la fin de l’alinéa 1 : « souvent. »", "met à jour souvent."),
    ("Après le mot : « liste », supprimer la fin de l’alinéa 1.", "Le maire publie la liste."),
    ("Au début de l’alinéa 1, substituer au mot : « Le » le mot : « Un ».", "Un maire publie"),
    ("Au début de l’alinéa 1, insérer les mots : « Chaque jour, ».", "Chaque jour, Le maire"),
    ("Rédiger ainsi le début de l’alinéa 1 : « Chacun publie…(le reste sans changement) ».", "Chacun publie la liste"),
    ("À l’alinéa 1, substituer aux mots : « la liste » le mot : « l’ ».", "publie l’des bancs"),
]


@pytest.mark.parametrize(("wording", "expected"), ONE_PARAGRAPH)
def test_changes_of_a_paragraph(wording, expected):
    first, *others = applied(wording)
    assert expected in first
    assert others == BENCHES[1:]


def test_a_quoted_paragraph_keeps_its_guillemets_and_its_number():
    assert applied("Au début de l’alinéa 2, insérer les mots : « Tous »,")[1].startswith("« Art. L. 1. – Tous Les")
    assert applied("Compléter l’alinéa 2 par les mots : « et payés ».")[1].endswith("au sort et payés. »")
    assert applied("Compléter l’alinéa 2 par la phrase suivante : « Nul n’est payé. ».")[1].endswith(
        "au sort. Nul n’est payé. »"
    )


def test_the_occurrence_named_and_no_other():
    wording = "À l’alinéa 2, après la seconde occurrence du mot : « membres », insérer le mot : « élus »."
    assert "Les membres du conseil et les membres élus du bureau" in applied(wording)[1]
    with pytest.raises(NotApplied) as refusal:
        applied("À l’alinéa 2, après le mot : « membres », insérer le mot : « élus ».")
    assert refusal.value.reason == "several"


def test_a_word_is_not_a_part_of_a_word_nor_a_reference_of_another():
    original = ["Les articles L. 312-1-1 et L. 312-1 s’appliquent au maire et aux maires."]
    wording = "Supprimer le mot : « maire »."
    assert applied(wording, original)[0].endswith("s’appliquent au et aux maires.")
    wording = "Substituer à la référence : « L. 312-1 » la référence : « L. 5 »."
    assert "L. 312-1-1 et L. 5 s’" in applied(wording, original)[0]


def test_numbers_are_those_of_the_version_discussed():
    wording = "I. – Supprimer l’alinéa 1.\nII. – Après l’alinéa 3, insérer l’alinéa suivant :\n« 1° bis Les places ; »"
    assert applied(wording) == [BENCHES[1], BENCHES[2], "1° bis Les places ;", BENCHES[3]]
    assert applied("Supprimer l’alinéa 12.", BENCHES[:1], first_alinea=12) == []
    with pytest.raises(NotApplied):
        applied("Supprimer l’alinéa 9.")


ITEMS = ["I. – Un.", "II. – Deux :", "1° Trois ;", "2° Quatre.", "III. – Cinq."]


def test_an_item_goes_to_the_next_one_of_its_level():
    assert applied("Supprimer le II de cet article.", ITEMS) == [ITEMS[0], ITEMS[4]]
    assert applied("Supprimer le 2°.", ITEMS) == [*ITEMS[:3], ITEMS[4]]
    assert applied("Après le II, insérer l’alinéa suivant :\n« II bis. – Six. »", ITEMS)[4] == "II bis. – Six."
    assert applied("Au 2°, substituer au mot : « Quatre » le mot : « Sept ».", ITEMS)[3] == "2° Sept."
    assert applied("Rédiger ainsi le III de cet article :\n« III. – Huit. »", ITEMS)[-1] == "III. – Huit."
    for wording in (
        "Supprimer le IV de cet article.",
        "Supprimer le 2° de l’alinéa 3.",
        "Au II, supprimer le mot : « Cinq ».",
        "Au premier alinéa du II, supprimer le mot : « Un ».",
    ):
        with pytest.raises(NotApplied):
            applied(wording, ITEMS)
    assert apply_amendments("1° Un ;\n\n1° Deux.", ["Supprimer le 1°."]).doubts[0].reason == "no such place"


def test_whole_paragraphs_articles_and_headings():
    assert applied("Substituer aux alinéas 2 à 4 l’alinéa suivant :\n« Fin. »") == [BENCHES[0], "Fin."]
    assert applied("Supprimer les alinéas 2 et 4.") == [BENCHES[0], BENCHES[2]]
    assert applied("Supprimer cet article.") == []
    assert applied("Rédiger ainsi cet article :\n« Un.\n« Deux. »") == ["Un.", "Deux."]
    assert applied("Avant l’alinéa 1, insérer l’alinéa suivant :\n« Un. »")[0] == "Un."
    assert applied("Compléter cet article par l’alinéa suivant :\n« 3° Les places. »")[-1] == "3° Les places."
    added = "Après l’article 4, insérer l’article suivant :\n« Un. »"
    assert applied(added, [], after_article="4") == ["Un."]
    assert applied("« Un.\n« Deux. »", [], after_article="4") == ["« Un.", "« Deux. »"]
    heading = "À l’intitulé du chapitre Ier, substituer au mot : « bancs » le mot : « arbres »."
    assert applied(heading, ["Les bancs"], division="chapitre Ier") == ["Les arbres"]
    with pytest.raises(NotApplied):
        applied(heading)


def test_the_wording_of_the_senate():
    wording = "Alinéa 1, seconde phrase\nRemplacer les mots :\nchaque année\npar les mots :\nchaque mois"
    assert applied(wording, convention="fr-senat")[0].endswith("Il la met à jour chaque mois.")


HUGE = ["1" * 5_000, "999999999"]


@pytest.mark.parametrize("number", HUGE)
def test_numbers_nobody_could_mean_are_refused_at_once(number):
    for wording in (
        f"Supprimer les alinéas 1 à {number}.",
        f"Supprimer les {number} premières phrases de l’alinéa 1.",
        f"Supprimer les première à {number}e phrases de l’alinéa 1.",
        f"Alinéa 1, {number} dernières phrases\nSupprimer ces phrases.",
        f"Supprimer le {number}°.",
        "I. – À l’alinéa 1, substituer au mot\u00a0:\n«\u00a0Le\u00a0»\nle mot\u00a0:\n«\u00a0Un\u00a0».\n"
        f"II. – En conséquence, procéder à la même substitution aux alinéas 2 à {number}.",
    ):
        for convention in ("fr-an", "fr-senat"):
            with pytest.raises((NotApplied, NotUnderstood)):
                applied(wording, convention=convention)
    text = f"{number}° Un ;\n\n{'I' * 5_000}. – Deux."
    assert apply_amendments(text, ["Supprimer l’alinéa 1."]).text.endswith("Deux.")


def test_words_and_texts_made_to_slow_are_told_at_once():
    """Each took minutes: numbers left out again and again, a paragraph that never ends its first sentence."""
    blank = "n° … du … "
    wording = f"Supprimer les mots : « {blank * 200}fin »."
    assert apply_amendments(blank * 2_000, [wording]).doubts[0].reason == "absent"
    assert apply_amendments("La loi n° ... du ... s’applique.", [f"Supprimer les mots : « {blank}»."]).complete
    assert len(sentences("Art. L. 1. – " * 5_000)) == 1
    assert sentences("…" * 50_000) == [(0, 50_000)]


@pytest.mark.parametrize("run", ["\n", "\u00a0", "9"])
def test_runs_nobody_wrote_are_told_at_once(run):
    """Each took more than ten seconds."""
    long, start = run * 10_000, time.process_time()
    for wording in (
        f"À l’alinéa 1, {long}",
        f"Après l’alinéa 2, insérer l’alinéa suivant :\n« {long}",
        f"À la {long} phrase",
    ):
        for convention in ("fr-an", "fr-senat"):
            with suppress(NotApplied, NotUnderstood):
                applied(wording, convention=convention)
    assert time.process_time() - start < 2


# -- several amendments adopted together

ARTICLE = "\n\n".join(
    [
        "I. - Le maire publie la liste des bancs.",
        "II. - La liste comprend :",
        "1° Les bancs ;",
        "2° Les arbres ;",
        "3° Les places.",
    ]
)


def paragraphs(*amendments: str, article: str = ARTICLE) -> list[str]:
    return apply_amendments(article, amendments).text.split("\n\n")


def test_amendments_each_speak_of_the_version_discussed():
    outcome = apply_amendments(
        ARTICLE,
        [
            "Supprimer l’alinéa 4.",
            "À l’alinéa 5, substituer au mot : « places » le mot : « rues ».",
            "À l’alinéa 1, après le mot : « maire », insérer les mots : « , qui est élu, ».",
            "À l’alinéa 1, substituer au mot : « bancs » le mot : « arbres ».",
        ],
    )
    assert outcome.complete
    assert outcome.text.split("\n\n") == [
        "I. - Le maire, qui est élu, publie la liste des arbres.",
        "II. - La liste comprend :",
        "1° Les bancs ;",
        "2° (Supprimé)",
        "3° Les rues.",
    ]


def test_identical_amendments_count_once():
    wording = "À l’alinéa 1, après le mot : « maire », insérer le mot : « élu »."
    assert paragraphs(wording, wording)[0] == "I. - Le maire élu publie la liste des bancs."


def test_new_paragraphs_follow_the_order_of_their_numbers():
    later = "Après l’alinéa 3, insérer l’alinéa suivant :\n« 1° ter Les murs ; »"
    sooner = "Après l’alinéa 3, insérer l’alinéa suivant :\n« 1° bis Les rues ; »"
    assert paragraphs(later, sooner)[2:6] == [
        "1° Les bancs ;",
        "1° bis Les rues ;",
        "1° ter Les murs ;",
        "2° Les arbres ;",
    ]


def test_a_number_left_blank_is_given_and_told():
    outcome = apply_amendments(ARTICLE, ["Après l’alinéa 3\nInsérer un alinéa ainsi rédigé :\n…° Les rues ;"])
    assert outcome.text.split("\n\n")[3] == "1° bis Les rues ;"
    assert not outcome.complete
    assert [(doubt.amendment, doubt.reason, doubt.applied) for doubt in outcome.doubts] == [(0, "number", True)]
    last = apply_amendments(ARTICLE, ["Compléter cet article par un paragraphe ainsi rédigé :\n… – Nul n’est payé."])
    assert last.text.endswith("III. – Nul n’est payé.")


def test_the_last_item_takes_a_semicolon_when_another_follows():
    assert paragraphs("Compléter cet article par l’alinéa suivant :\n« 4° Les rues. »")[4:] == [
        "3° Les places ;",
        "4° Les rues.",
    ]


def test_what_is_not_understood_is_left_out_and_told():
    outcome = apply_amendments(
        ARTICLE, ["Faire mieux.", "Supprimer l’alinéa 4.", "À l’alinéa 1, supprimer le mot : « roi »."]
    )
    assert not outcome.complete
    assert [(doubt.amendment, doubt.reason) for doubt in outcome.doubts] == [(0, "not understood"), (2, "absent")]
    assert "2° (Supprimé)" in outcome.text


def test_words_found_twice_are_never_changed_in_silence():
    outcome = apply_amendments("La rue et la place.", ["Substituer au mot : « la » le mot : « une »."])
    assert outcome.complete  # La and la are two words
    outcome = apply_amendments("Ni la rue ni la place.", ["Substituer au mot : « la » le mot : « une »."])
    assert [(doubt.reason, doubt.applied) for doubt in outcome.doubts] == [("several", True)]
    assert not outcome.complete


def test_amendments_that_cannot_stand_together_are_told():
    outcome = apply_amendments(
        ARTICLE, ["Rédiger ainsi l’alinéa 1 :\n« I. – Rien. »", "Rédiger ainsi l’alinéa 1 :\n« I. – Tout. »"]
    )
    assert outcome.text.startswith("I. – Rien.")
    assert [(doubt.amendment, doubt.reason, doubt.applied) for doubt in outcome.doubts] == [(1, "conflict", False)]


def test_a_sub_amendment_is_not_applied_to_the_article():
    outcome = apply_amendments(ARTICLE, ["Amendement n° 4, alinéa 1\nSupprimer le mot :\nbancs"])
    assert outcome.text == ARTICLE
    assert [doubt.reason for doubt in outcome.doubts] == ["elsewhere"]


def test_an_article_restored_or_without_text():
    outcome = apply_amendments("", ["Rétablir cet article dans la rédaction suivante :\n« Un.\n« Deux. »"])
    assert (outcome.text, outcome.complete) == ("Un.\n\nDeux.", True)
    outcome = apply_amendments(
        "1° et 2° (Supprimés)", ["À l’alinéa 1, rétablir le 2° dans la rédaction suivante : « 2° Un. »"]
    )
    assert outcome.text == "1° (Supprimé)\n\n2° Un."
    outcome = apply_amendments(
        "I. – Zéro.\n\n1° et 2° (Supprimés)", ["Rétablir le 2° dans la rédaction suivante :\n« 2° Un. »"]
    )
    assert outcome.text == "I. – Zéro.\n\n1° (Supprimé)\n\n2° Un."


def test_new_words_are_printed_as_the_article_is():
    new = "Compléter cet article par l’alinéa suivant :\n« 2° A l’article 1erbis, l’œuvre de l’Etat dite « Une ». »"
    plain = apply_amendments("I. - L'article.\n\n1° Un ;", [new])
    assert plain.text.endswith("2° À l'article 1er bis, l'oeuvre de l'État dite \"Une\".")
    printed = apply_amendments("I. – L’article.\n\n1° Un ;", [new])
    assert printed.text.endswith("2° À l’article 1er bis, l’œuvre de l’État dite « Une ».")


def test_fewer_paragraphs_than_announced_is_a_doubt():
    outcome = apply_amendments(
        ARTICLE, ["Après l’alinéa 3, insérer les deux alinéas suivants :\n« 1° bis Les rues ; »"]
    )
    assert "1° bis Les rues ;" in outcome.text
    assert [doubt.reason for doubt in outcome.doubts] == ["count"]
