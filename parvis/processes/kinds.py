"""Kinds of link to the decision, one table: what each means and what it must have before it opens."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    INFORMATION = "information", _("Information")
    CONSULTATION = "consultation", _("Consultation")
    CONCERTATION = "concertation", _("Concertation")
    COCONSTRUCTION = "coconstruction", _("Co-construction")
    REFERENDUM = "referendum", _("Referendum")
    PETITION = "petition", _("Petition")
    PARTICIPATORY_BUDGET = "participatory_budget", _("Participatory budget")


@dataclass(frozen=True)
class Meaning:
    words: Any  # one sentence for the pact
    decides: Any
    minimum_days: int
    contributions: bool


MEANINGS: dict[str, Meaning] = {
    Kind.INFORMATION: Meaning(
        _("You receive clear, complete and early information. Nothing is asked of you."), _("The authority"), 0, False
    ),
    Kind.CONSULTATION: Meaning(
        _("Your views can change a project already drawn up. The authority decides and gives its reasons."),
        _("The authority"), 21, True,
    ),
    Kind.CONCERTATION: Meaning(
        _("Your proposals are discussed before the choice is made. The authority decides and says what became of each option."),
        _("The authority"), 30, True,
    ),
    Kind.COCONSTRUCTION: Meaning(
        _("The text is written together. The authority justifies every departure from it."), _("The authority"), 45, True
    ),
    Kind.REFERENDUM: Meaning(
        _("The vote decides, if the conditions of the law are met."), _("The voters"), 0, True
    ),
    Kind.PETITION: Meaning(
        _("You set the subject. Enough support opens a right to an answer."), _("The authority"), 30, True
    ),
    Kind.PARTICIPATORY_BUDGET: Meaning(
        _("You propose projects and vote inside a sum announced beforehand."), _("The voters"), 30, True
    ),
}  # fmt: skip
