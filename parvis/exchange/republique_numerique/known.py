"""What is known of the process itself, with its sources. What no source tells stays empty: no promise is invented.

Sources: the public announcement of the consultation (dates, people, kind of text) and the published account of its
follow-up (answers given to the most voted contributions, articles added). No pact was signed at the time.
"""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

SLUG = "republique-numerique"
SOURCE = "republique-numerique"
TITLE = {"fr": "Projet de loi pour une République numérique", "en": "Bill for a digital Republic"}
SUMMARY = {
    "fr": "En 2015, le Gouvernement a soumis au public les trente articles d’un projet de loi sur le numérique. "
    "Plus de vingt et un mille personnes ont voté, argumenté et proposé de récrire le texte. "
    "Parvis montre ici leurs contributions, telles que l’État les a publiées.",
    "en": "In 2015, the Government of France put the thirty articles of a bill on digital matters to the public. "
    "More than twenty-one thousand people voted, argued and proposed other words. "
    "Parvis shows their contributions here, as the State published them.",
}
ATTRIBUTION = "Consultation République numérique, Etalab / Premier ministre, 2015"
PROVENANCE = "republique-numerique.fr, Etalab, 2015-10-18"  # a name and a date: the same in every language
HIDDEN_BECAUSE = "La source ne donne pas la raison de cette mise à l’écart."
PEOPLE = 21_330  # counted by the platform of the time over the whole process
OPENED = datetime(2015, 9, 25, 22, tzinfo=UTC)  # 26 September 2015, midnight in Paris
CLOSED = datetime(2015, 10, 18, 22, tzinfo=UTC)  # end of 18 October 2015 in Paris

TERRITORY = {"slug": "france", "name": {"fr": "France", "en": "France"}, "kind": "country"}
PACT = {
    "verification": "",  # what was asked of an account of the time is not known
    "decider_body": {"fr": "Le Gouvernement", "en": "The Government"},
    "decision_object": {
        "fr": "Le texte du projet de loi pour une République numérique.",
        "en": "The text of the bill for a digital Republic.",
    },
}
STEPS = [
    {
        "title": {"fr": "Consultation du public sur le projet de loi", "en": "Public consultation on the bill"},
        "body": {"fr": "21 330 personnes ont pris part.", "en": "21,330 people took part."},
        "can_change": {
            "fr": "Chacun peut voter sur les 30 articles, proposer d’en changer les mots ou en proposer d’autres.",
            "en": "Anyone can vote on the 30 articles, propose other words for them or propose new ones.",
        },
        "on": CLOSED.date(),
        "done": True,
    },
    {
        "title": {"fr": "Réponses du Gouvernement", "en": "Answers of the Government"},
        "body": {
            "fr": "Environ 250 des contributions les plus votées ont reçu une réponse.",
            "en": "About 250 of the contributions with most votes were answered.",
        },
        "done": True,
    },
    {
        "title": {"fr": "Projet de loi revu après la consultation", "en": "Bill revised after the consultation"},
        "body": {
            "fr": "5 articles nouveaux et environ 90 changements viennent des contributions ; 30 articles en "
            "deviennent 41.",
            "en": "5 new articles and about 90 changes came from contributions; 30 articles became 41.",
        },
        "done": True,
    },
]

DATA = "Données publiques de la consultation, Etalab, 18 octobre 2015"
FACTS = [
    {
        "words": {
            "fr": "2 086 propositions et modifications ont été déposées. Le dixième qui a reçu le plus de votes en a "
            "réuni 79 % ; une modification en a reçu 7 en médiane.",
            "en": "2,086 proposals and modifications were made. The tenth with most votes gathered 79% of them; "
            "the median modification received 7.",
        },
        "source": DATA,
        "url": "",
    },
    {
        "words": {
            "fr": "Environ 250 des contributions les plus votées ont reçu une réponse du Gouvernement.",
            "en": "About 250 of the contributions with most votes were answered by the Government.",
        },
        "source": "Réponses publiées sur republique-numerique.fr, 2015",
        "url": "",
    },
    {
        "words": {
            "fr": "5 articles nouveaux et environ 90 changements viennent des contributions, selon le Gouvernement.",
            "en": "5 new articles and about 90 changes came from contributions, says the Government.",
        },
        "source": "Le Monde informatique, 9 décembre 2015",
        "url": "https://www.lemondeinformatique.fr/actualites/"
        "lire-le-projet-de-loi-republique-numerique-discute-le-19-janvier-2016-63230.html",
    },
    {
        "words": {
            "fr": "Les 30 articles du texte soumis au public sont devenus 41.",
            "en": "The 30 articles put to the public became 41.",
        },
        "source": "France Inter, 6 novembre 2015",
        "url": "https://www.franceinter.fr/economie/loi-numerique-ce-que-la-consultation-a-change-ou-non",
    },
]

# The figures of said.Consultation.totals, as the report of the import words them.
FIGURES: dict[str, Any] = {
    "articles": _("Articles"),
    "proposals": _("Proposals"),
    "modifications": _("Modifications"),
    "arguments": _("Arguments"),
    "sources": _("Sources"),
    "stances": _("Opinions known one by one"),
    "declared": _("Opinions known by their total"),
    "opinions": _("Opinions in all"),
    "useful": _("Found useful, times"),
    "arguments_without_text": _("Arguments without their text"),
    "sources_without_text": _("Sources without their text"),
    "hidden": _("Hidden by moderators"),
    "undated": _("Without a date"),
    "voters": _("People whose opinions are known one by one"),
}
