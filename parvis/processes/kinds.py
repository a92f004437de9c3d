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
        _("The authority"),
        21,
        True,
    ),
    Kind.CONCERTATION: Meaning(
        _(
            "Your proposals are discussed before the choice is made. "
            "The authority decides and says what became of each option."
        ),
        _("The authority"),
        30,
        True,
    ),
    Kind.COCONSTRUCTION: Meaning(
        _("The text is written together. The authority justifies every departure from it."),
        _("The authority"),
        45,
        True,
    ),
    Kind.REFERENDUM: Meaning(_("The vote decides, if the conditions of the law are met."), _("The voters"), 0, True),
    Kind.PETITION: Meaning(
        _("You set the subject. Enough support opens a right to an answer."), _("The authority"), 30, True
    ),
    Kind.PARTICIPATORY_BUDGET: Meaning(
        _("You propose projects and vote inside a sum announced beforehand."), _("The voters"), 30, True
    ),
}


@dataclass(frozen=True)
class Clause:
    """A part of the pact that one kind asks for beside the common ones: one idea a line."""

    name: str
    label: Any
    hint: Any
    lack: Any  # the sentence said while it is missing
    lines: int = 1
    code: str = "L01"  # the block it is told under


CLAUSES: dict[str, tuple[Clause, ...]] = {
    Kind.CONCERTATION: (
        Clause(
            "options",
            _("Options discussed"),
            _("One option a line, at least two; one of them may be “not doing it”."),
            _("Write at least two options: a concertation needs a real choice."),
            2,
            "L04",
        ),
    ),
    Kind.COCONSTRUCTION: (
        Clause(
            "codrafters",
            _("Who drafts, and how they were chosen"),
            _("At least a third are not staff."),
            _("Say who drafts the text and how they were chosen."),
        ),
        Clause(
            "carrier",
            _("Who will table the text"),
            _("A person, with their function."),
            _("Name the person who will table the text."),
        ),
        Clause(
            "disagreements",
            _("How disagreements are closed"),
            _("The rule, in one or two sentences."),
            _("Write the rule for closing disagreements."),
        ),
    ),
    Kind.REFERENDUM: (
        Clause(
            "electoral_list",
            _("Who is on the electoral list"),
            _("And where to check it."),
            _("Say which electoral list is used."),
        ),
        Clause(
            "quorum",
            _("Quorum and majority"),
            _("What must be reached for the vote to decide."),
            _("Write the quorum and the majority."),
        ),
        Clause(
            "recourse",
            _("Where to complain"),
            _("The court or the office, and the delay."),
            _("Say where the vote can be challenged."),
        ),
    ),
    Kind.PETITION: (
        Clause(
            "thresholds",
            _("Thresholds and what each opens"),
            _("One a line: so much support, such an effect."),
            _("Write at least one threshold and its effect."),
        ),
        Clause(
            "admissibility",
            _("What makes a petition admissible"),
            _("One rule a line."),
            _("Write the rules of admissibility."),
        ),
        Clause(
            "outside_powers",
            _("What lies outside the powers of the authority"),
            _("One subject a line."),
            _("Say what lies outside the powers of the authority."),
        ),
    ),
    Kind.PARTICIPATORY_BUDGET: (
        Clause(
            "envelope",
            _("The sum"),
            _("The amount, and what it may pay for."),
            _("Announce the sum before the vote."),
        ),
        Clause(
            "feasibility",
            _("How feasibility is judged"),
            _("One rule a line."),
            _("Write how feasibility is judged."),
        ),
        Clause(
            "works",
            _("Calendar of the works"),
            _("When the chosen projects are built."),
            _("Give the calendar of the works."),
        ),
    ),
}


class TextStage(TextChoices):
    """Where a bill stands: it tells who can still change what."""

    PRELIMINARY = "preliminary", _("Preliminary draft: its authors can still change all of it")
    COUNCIL = "council_of_state", _("Before the Conseil d’État: the Government can still change it")
    DEPOSITED = "deposited", _("Deposited: from now on it changes by amendment only")
    COMMITTEE = "committee", _("In committee: members of the committee and the Government amend it")
    SITTING = "sitting", _("In public sitting: all members and the Government amend it")
    NEXT_READING = "next_reading", _("Next reading: only what is still in dispute can change")
    ADOPTED = "adopted", _("Adopted: it no longer changes")


class OpinionsGround(TextChoices):
    """Why opinions, which may reveal political views, may be recorded (GDPR, article 9, paragraph 2)."""

    CONSENT = "explicit_consent", _("Explicit consent of each person (GDPR, article 9, 2, a)")
    PUBLIC_INTEREST = "public_interest", _("Substantial public interest, set by a law (GDPR, article 9, 2, g)")


class Verification(TextChoices):
    EMAIL = "email", _("A confirmed e-mail address")
    POST = "post", _("A code received by post")
    REGISTER = "register", _("A name in a register")
    IDENTITY = "identity", _("A public identity service")
