"""What each kind of link promises, one row each: what, how many days after which moment, and in which words."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..kinds import Kind


class Promised(TextChoices):
    """`""` is a promise of another kind, written by the organiser."""

    ADMISSIBILITY = "admissibility", _("Reply on admissibility")
    ACKNOWLEDGE = "acknowledge", _("Acknowledge each contribution")
    OPEN_DATA = "open_data", _("Open data")
    SYNTHESIS = "synthesis", _("Synthesis")
    ANSWERS = "answers", _("Answers")
    DECISION = "decision", _("Decision")
    FOLLOW_UP = "follow_up", _("Follow-up report")
    CARRYING = "carrying", _("Examine a modification")


class Base(TextChoices):
    """From which moment days are counted."""

    CLOSE = "close"  # the last day to take part
    DEPOSIT = "deposit"  # the day a petition is public, or that of its first phase when it comes later
    THRESHOLD = "threshold"  # the day the support asked for is reached
    PLANNED = "planned"  # the planned date of the decision, within so many days of the close
    ACT = "act"  # the date of the legal act, whatever the close


@dataclass(frozen=True)
class Row:
    promised: Promised
    link: Kind
    days: int
    fr: str
    en: str
    base: Base = Base.CLOSE

    @property
    def what(self) -> dict[str, str]:
        """Words of the institution, kept with the promise: they stay as they were the day it was made."""
        return {"fr": self.fr, "en": self.en}


ADMISSIBLE = "Dire si la pétition est recevable, et pourquoi", "Say whether the petition is admissible, and why"
ACKNOWLEDGE = "Accuser réception de chaque contribution, aussitôt", "Acknowledge each contribution at once"
OPEN_DATA = "Publier toutes les contributions en données ouvertes", "Publish every contribution as open data"
AS_IT_GOES = (
    "Publier toutes les contributions en données ouvertes, au fil de l’eau",
    "Publish every contribution as open data, as it goes",
)
COUNT = "Publier le dépouillement le soir même", "Publish the count the same night"
SYNTHESIS = "Publier la synthèse de ce qui a été dit", "Publish the synthesis of what was said"
BALANCE = "Publier la synthèse, par le garant", "Publish the synthesis, by the guarantor"
REVIEW = "Publier la synthèse de l’examen public du texte", "Publish the synthesis of the public review of the text"
ANSWERS = (
    "Répondre aux contributions au-dessus du seuil et à chaque idée de la synthèse",
    "Answer the contributions above the threshold and each idea of the synthesis",
)
COMPARED = (
    "Répondre au-dessus du seuil et à chaque idée, avec le tableau comparatif",
    "Answer above the threshold and to each idea, with the comparison table",
)
REACHED = "Répondre à la pétition qui a atteint le seuil", "Answer the petition that reached the threshold"
DECISION = "Prendre la décision, ou dire pourquoi et quand", "Decide, or say why not yet and when"
SESSION = (
    "Mettre le texte au vote à la prochaine séance, ou dire pourquoi et quand",
    "Put the text to the vote at the next session, or say why not yet and when",
)
HEARING = "Entendre les auteurs de la pétition", "Hear the authors of the petition"
ACT = "Appliquer le résultat du vote, comme l’acte le dit", "Apply the result of the vote, as the act says"
FEASIBLE = (
    "Dire de chaque idée si elle est faisable, avec les raisons",
    "Say of each idea whether it is feasible, with the reasons",
)
RESULT = (
    "Publier le résultat du vote, ou dire pourquoi et quand",
    "Publish the result of the vote, or say why not yet and when",
)
WORKS = (
    "Publier un rapport sur les travaux, puis un tous les six mois jusqu’au bout",
    "Publish a report on the works, then one every six months until all is done",
)
FOLLOW_UP = (
    "Publier un rapport de suivi, puis un tous les six mois jusqu’au bout",
    "Publish a follow-up report, then one every six months until all is done",
)

AUTOMATIC = (Promised.ACKNOWLEDGE, Promised.OPEN_DATA)  # kept by the site itself, except for a referendum

P, K = Promised, Kind
TABLE: tuple[Row, ...] = (
    Row(P.ADMISSIBILITY, K.PETITION, 10, *ADMISSIBLE, Base.DEPOSIT),
    Row(P.ACKNOWLEDGE, K.CONSULTATION, 0, *ACKNOWLEDGE),
    Row(P.ACKNOWLEDGE, K.CONCERTATION, 0, *ACKNOWLEDGE),
    Row(P.ACKNOWLEDGE, K.COCONSTRUCTION, 0, *ACKNOWLEDGE),
    Row(P.ACKNOWLEDGE, K.PETITION, 0, *ACKNOWLEDGE),
    Row(P.ACKNOWLEDGE, K.PARTICIPATORY_BUDGET, 0, *ACKNOWLEDGE),
    Row(P.OPEN_DATA, K.CONSULTATION, 7, *OPEN_DATA),
    Row(P.OPEN_DATA, K.CONCERTATION, 7, *OPEN_DATA),
    Row(P.OPEN_DATA, K.COCONSTRUCTION, 0, *AS_IT_GOES),
    Row(P.OPEN_DATA, K.PETITION, 7, *OPEN_DATA),
    Row(P.OPEN_DATA, K.PARTICIPATORY_BUDGET, 7, *OPEN_DATA),
    Row(P.OPEN_DATA, K.REFERENDUM, 0, *COUNT),
    Row(P.SYNTHESIS, K.CONSULTATION, 30, *SYNTHESIS),
    Row(P.SYNTHESIS, K.CONCERTATION, 30, *BALANCE),
    Row(P.SYNTHESIS, K.COCONSTRUCTION, 15, *REVIEW),
    Row(P.ANSWERS, K.CONSULTATION, 60, *ANSWERS),
    Row(P.ANSWERS, K.CONCERTATION, 60, *ANSWERS),
    Row(P.ANSWERS, K.COCONSTRUCTION, 60, *COMPARED),
    Row(P.ANSWERS, K.PETITION, 60, *REACHED, Base.THRESHOLD),
    Row(P.ANSWERS, K.PARTICIPATORY_BUDGET, 30, *FEASIBLE),
    Row(P.DECISION, K.CONSULTATION, 90, *DECISION, Base.PLANNED),
    Row(P.DECISION, K.CONCERTATION, 90, *DECISION, Base.PLANNED),
    Row(P.DECISION, K.COCONSTRUCTION, 120, *SESSION, Base.PLANNED),
    Row(P.DECISION, K.PETITION, 90, *HEARING, Base.THRESHOLD),
    Row(P.DECISION, K.PARTICIPATORY_BUDGET, 60, *RESULT, Base.PLANNED),
    Row(P.DECISION, K.REFERENDUM, 0, *ACT, Base.ACT),
    Row(P.FOLLOW_UP, K.CONSULTATION, 180, *FOLLOW_UP),
    Row(P.FOLLOW_UP, K.CONCERTATION, 180, *FOLLOW_UP),
    Row(P.FOLLOW_UP, K.COCONSTRUCTION, 180, *FOLLOW_UP),
    Row(P.FOLLOW_UP, K.PETITION, 180, *FOLLOW_UP),
    Row(P.FOLLOW_UP, K.PARTICIPATORY_BUDGET, 180, *WORKS),
    Row(P.FOLLOW_UP, K.REFERENDUM, 180, *FOLLOW_UP),
)


def rows(link: str) -> list[Row]:
    return [row for row in TABLE if row.link == link]
