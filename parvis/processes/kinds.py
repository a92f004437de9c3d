"""Kinds of link to the decision, one table: what each means, how it goes, and what it must have before it opens."""

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


AUTHORITY, VOTERS = _("The authority"), _("The voters")


@dataclass(frozen=True)
class Step:
    """A step that a kind goes through. phase: the phase of the calendar that holds it.

    days: when nobody dates the phase, it is announced so many days after contributions close; None: dated by hand.
    """

    phase: str
    words: Any
    days: int | None = None


@dataclass(frozen=True)
class Meaning:
    """What a link to the decision means.

    words: the promise, one sentence for the pact; changes: what participants can change; steps: in the order they must
    come; iap2: level of that ladder, "" when it has none; minimum_days: open days, 0 when the law alone says.
    """

    words: Any
    changes: Any
    steps: tuple[Step, ...]
    iap2: str = ""
    minimum_days: int = 0
    answer_days: int | None = None  # usual number of days for the answers
    decision_days: int | None = None
    decides: Any = AUTHORITY
    contributions: bool = True


# Phases of the calendar, by the names Phase.Kind gives them.
INFORM, CONTRIBUTE, SYNTHESIS, ANSWERS, DECISION, FOLLOW_UP = (
    "information",
    "contributions",
    "synthesis",
    "answers",
    "decision",
    "follow_up",
)
MEANINGS: dict[str, Meaning] = {
    Kind.INFORMATION: Meaning(
        words=_("You receive clear, complete and early information. Nothing is asked of you."),
        changes=_("Nothing"),
        iap2="inform",
        contributions=False,
        steps=(Step(INFORM, _("The file is public")),),
    ),
    Kind.CONSULTATION: Meaning(
        words=_("Your views can change a project already drawn up. The authority decides and gives its reasons."),
        changes=_("A project already drawn up"),
        iap2="consult",
        minimum_days=21,
        steps=(
            Step(INFORM, _("The file is public")),
            Step(CONTRIBUTE, _("People contribute")),
            Step(SYNTHESIS, _("The synthesis is published"), 30),
            Step(ANSWERS, _("Answers with their reasons"), 60),
            Step(DECISION, _("The decision"), 90),
        ),
        answer_days=60,
        decision_days=90,
    ),
    Kind.CONCERTATION: Meaning(
        words=_(
            "Your proposals are discussed before the choice is made. "
            "The authority decides and says what became of each option."
        ),
        changes=_("The options, the alternatives, and whether to do it at all"),
        iap2="involve",
        minimum_days=30,
        steps=(
            Step(INFORM, _("The file is public")),
            Step(CONTRIBUTE, _("The options are debated, counter-proposals are open")),
            Step(SYNTHESIS, _("The guarantor draws up the balance"), 30),
            Step(ANSWERS, _("The authority answers, option by option"), 60),
            Step(DECISION, _("The decision"), 90),
        ),
        answer_days=60,
        decision_days=90,
    ),
    Kind.COCONSTRUCTION: Meaning(
        words=_("The text is written together. The authority justifies every departure from it."),
        changes=_("The text itself, article by article"),
        iap2="collaborate",
        minimum_days=45,
        steps=(
            Step(INFORM, _("Open diagnosis")),
            Step(CONTRIBUTE, _("The shared text is drafted together, then reviewed in public as a whole")),
            Step(SYNTHESIS, _("The frozen version is handed over"), 15),
            Step(ANSWERS, _("Departures are justified, clause by clause"), 60),
            Step(DECISION, _("The decision, with its comparison table"), 120),
        ),
        answer_days=60,
        decision_days=120,
    ),
    Kind.REFERENDUM: Meaning(
        words=_("The vote decides, if the conditions of the law are met."),
        decides=VOTERS,
        changes=_("Adopt or reject"),
        iap2="empower",
        steps=(
            Step(INFORM, _("The file is public, then the campaign")),
            Step(CONTRIBUTE, _("The vote")),
            Step(DECISION, _("The count is published the same night"), 1),
            Step(FOLLOW_UP, _("The act is executed"), 180),
        ),
    ),
    Kind.PETITION: Meaning(
        words=_("You set the subject. Enough support opens a right to an answer."),
        changes=_("The agenda"),
        minimum_days=30,
        steps=(
            Step(INFORM, _("Is it admissible? An answer within 10 days")),
            Step(CONTRIBUTE, _("Support is collected")),
            Step(ANSWERS, _("The effect owed, then the answer"), 60),
        ),
        answer_days=60,
        decision_days=90,
    ),
    Kind.PARTICIPATORY_BUDGET: Meaning(
        words=_("You propose projects and vote inside a sum announced beforehand."),
        decides=VOTERS,
        changes=_("How the sum is spent"),
        minimum_days=30,
        steps=(
            Step(CONTRIBUTE, _("Ideas")),
            Step(SYNTHESIS, _("Each idea is judged feasible or not, with reasons"), 30),
            Step(DECISION, _("The vote"), 60),
            Step(FOLLOW_UP, _("The works are followed"), 180),
        ),
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
            _("Those who are not staff, one a line: at least a third of all who draft."),
            _("Name who drafts the text beside staff, and how they were chosen."),
        ),
        Clause(
            "codrafters_staff",
            _("Staff who draft with them"),
            _("One a line."),
            "",
            lines=0,
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
    DEPOSITED = "deposited", _("Tabled: from now on it changes by amendment only")
    COMMITTEE = "committee", _("In committee: members of the committee and the Government amend it")
    SITTING = "sitting", _("In plenary: all members and the Government amend it")
    NEXT_READING = "next_reading", _("Next reading: only what is still in dispute can change")
    ADOPTED = "adopted", _("Adopted: it no longer changes")


class Convention(TextChoices):
    """In whose grammar amendments are written: see analysis/legistics."""

    AN = "fr-an", _("Assemblée nationale, and councils that follow it")
    SENAT = "fr-senat", _("Sénat")
    COMMONS = "uk-commons", _("House of Commons (not proven on real amendments)")
    LORDS = "uk-lords", _("House of Lords (not proven on real amendments)")
    EP = "eu-ep", _("European Parliament (not proven on real amendments)")


class OpinionsGround(TextChoices):
    """Why opinions, which may reveal political views, may be recorded (GDPR, article 9, paragraph 2)."""

    CONSENT = "explicit_consent", _("Explicit consent of each person (GDPR, article 9, 2, a)")
    PUBLIC_INTEREST = "public_interest", _("Substantial public interest, set by a law (GDPR, article 9, 2, g)")


class Verification(TextChoices):
    EMAIL = "email", _("A confirmed e-mail address")
    POST = "post", _("A code received by post")
    REGISTER = "register", _("A name in a register")
    IDENTITY = "identity", _("A public identity service")
