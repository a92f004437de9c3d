"""Words that promise nothing: one table a reader understands. To add one, write it on its line.

`*` stands for the end of a word ("pris* en compte" finds « prise en compte »). What is said of each kind is in ADVICE.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

WEIGHING, WHEN, MAYBE, WHO, WHICH, WHAT = "weighing", "when", "maybe", "who", "which", "what"
BLANK, NO_OFFICE, NO_REASON, NO_DATE, SHORT = "blank", "no_office", "no_reason", "no_date", "short"

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "fr": {
        WEIGHING: (
            "prendre en compte",
            "prend* en compte",
            "prendr* en compte",
            "pris* en compte",
            "prise en considération",
            "prendre en considération",
            "pris* en considération",
            "tenir compte",
            "tiendr* compte",
            "tient compte",
            "tenu compte",
            "examin* avec attention",
            "étudi* avec attention",
            "à l’écoute",
        ),
        WHEN: (
            "en temps voulu",
            "en temps utile",
            "le moment venu",
            "prochainement",
            "dès que possible",
            "aussitôt que possible",
            "dans les meilleurs délais",
            "dans un délai raisonnable",
            "à terme",
            "à court terme",
            "à moyen terme",
            "ultérieurement",
            "bientôt",
            "rapidement",
            "courant de l’année",
        ),
        MAYBE: (
            "le cas échéant",
            "si possible",
            "si besoin",
            "si nécessaire",
            "dans la mesure du possible",
            "autant que possible",
            "autant que faire se peut",
            "au besoin",
            "éventuel*",
            "sous réserve de faisabilité",
            "selon les possibilités",
            "en tant que de besoin",
        ),
        WHO: (
            "les services",
            "services compétents",
            "services concernés",
            "l’administration",
            "les élus",
            "qui de droit",
            "les acteurs",
            "les parties prenantes",
            "il sera répondu",
            "on répondra",
            "une réponse sera apportée",
        ),
        WHICH: (
            "etc.",
            "notamment",
            "certain* point*",
            "certain* aspect*",
            "certain* élément*",
            "quelques aménagements",
            "quelques ajustements",
            "ajustements à la marge",
            "à la marge",
            "divers*",
            "diverses",
            "les modalités",
            "mesures appropriées",
            "mesures adaptées",
            "de manière appropriée",
        ),
        WHAT: (
            "enrichir",
            "nourrir la réflexion",
            "alimenter la réflexion",
            "contribuer à la réflexion",
            "associer les habitants",
            "donner la parole",
            "recueillir les avis",
            "recueillir l’avis",
            "faire remonter",
            "améliorer",
            "optimiser",
        ),
    },
    "en": {
        WEIGHING: (
            "take into account",
            "taken into account",
            "taking into account",
            "take account of",
            "take into consideration",
            "taken into consideration",
            "will be considered",
            "carefully consider*",
            "consider* carefully",
            "have regard to",
            "will listen",
        ),
        WHEN: (
            "in due course",
            "in due time",
            "in good time",
            "as soon as possible",
            "as soon as practicable",
            "shortly",
            "soon",
            "at a later date",
            "at a later stage",
            "in the near future",
            "within a reasonable time",
            "promptly",
        ),
        MAYBE: (
            "as appropriate",
            "where appropriate",
            "if appropriate",
            "where possible",
            "if possible",
            "as far as possible",
            "if necessary",
            "where necessary",
            "as needed",
            "if need be",
            "subject to feasibility",
        ),
        WHO: (
            "the relevant services",
            "relevant departments",
            "the services",
            "the administration",
            "officers",
            "stakeholders",
            "an answer will be given",
            "will be answered",
        ),
        WHICH: (
            "etc.",
            "and so on",
            "in particular",
            "certain point*",
            "certain aspect*",
            "some aspect*",
            "some adjustments",
            "minor adjustments",
            "various",
            "the details",
            "appropriate measures",
        ),
        WHAT: (
            "feed into",
            "inform our thinking",
            "enrich",
            "gather views",
            "gather opinions",
            "involve residents",
            "give a voice",
            "improve",
            "optimise",
        ),
    },
}

OFFICES: dict[str, tuple[str, ...]] = {  # enough of them to tell that someone in particular answers
    "fr": tuple(
        """maire mairie adjoint* conseil* président* vice-président* direct* service* bureau* délégué* ministre*
        ministère* préfet* préfète préfecture* comité* commission* garant* secrétaire* secrétariat chef* rapporteu*
        régie* office* député* sénat* recteur rectrice proviseur* agence* métropole département région jury
        collège""".split()
    ),
    "en": tuple(
        """mayor* deput* council* president* chair* director* department* service* office* minister* ministry committee*
        commission* guarantor* secretar* head rapporteur* board* agency member* prefect* panel unit team""".split()
    ),
}
REASONS = {
    "fr": tuple("car parce puisque afin raison cause loi article faute impose* oblig* exig* interdi*".split()),
    "en": tuple("because since due law section required requires imposed forbidden prevents".split()),
}
MONTHS = {
    "fr": tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}


@dataclass(frozen=True)
class Advice:
    """wrong: what the words leave unsaid; instead: what to write; example: words that would do."""

    wrong: Any
    instead: Any
    example: Any


ADVICE: dict[str, Advice] = {
    WEIGHING: Advice(
        _("Nobody can check whether something was “taken into account”."),
        _("Say what becomes of each point, and who says why."),
        _("Each proposal is kept, kept in part or not kept, and the mayor signs the reason."),
    ),
    WHEN: Advice(
        _("This names no day: nobody can say that you are late."),
        _("Write a date."),
        _("by 3 May 2027"),
    ),
    MAYBE: Advice(
        _("This lets you do it or not."),
        _("Say in which case exactly, or take the words out."),
        _("if the works cost less than 20,000 €"),
    ),
    WHO: Advice(
        _("This names nobody in particular."),
        _("Name the office, and better the person who holds it."),
        _("the deputy mayor for schools"),
    ),
    WHICH: Advice(
        _("Readers cannot tell what is in and what is out."),
        _("Name the things one by one, one a line."),
        _("the number of parking places; the width of the pavement"),
    ),
    WHAT: Advice(
        _("This does not say what would be different afterwards."),
        _("Say what can be different, in a thing people can see."),
        _("the menus, the days without meat, the price of a meal"),
    ),
    BLANK: Advice(
        _("A blank is left to fill in."),
        _("Write the name, the figure or the date that belongs here."),
        _("[name of the street] → Mill Street"),
    ),
    NO_OFFICE: Advice(
        _("No office is named: nobody owes the answer."),
        _("Say which office answers and who signs."),
        _("The parks department prepares the answers, the deputy mayor signs them."),
    ),
    NO_REASON: Advice(
        _("No reason is given for what will not change."),
        _("Add the reason after “because”: people accept a limit they understand."),
        _("The budget of 800,000 €, because the council voted it in March."),
    ),
    NO_DATE: Advice(
        _("No date is given."),
        _("Write a day, a month or a year."),
        _("works begin in September 2027"),
    ),
    SHORT: Advice(
        _("These few words can mean anything."),
        _("Say which one, where, and how much of it can change."),
        _("the opening hours of the library on Saturdays"),
    ),
}
