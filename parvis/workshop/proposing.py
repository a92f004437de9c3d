"""The link to the decision that the answers really describe: pure functions, which never flatter.

What can change, who has the last word and when it is decided tell the kind; the wish of the organiser does not.
The rules of processes (blocks, legal profiles) still judge the draft afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.processes.kinds import MEANINGS, Kind


class Leeway(TextChoices):
    """What can still change, from the least to the most."""

    NOTHING = "nothing", gettext_lazy("Nothing: we explain what was decided")
    DETAILS = "details", gettext_lazy("Some points of a project already drawn up")
    OPTIONS = "options", gettext_lazy("The choice itself: several options, or not doing it")
    TEXT = "text", gettext_lazy("The text itself, which we write together")
    SUM = "sum", gettext_lazy("How a sum is spent, on projects people propose")
    SUBJECT = "subject", gettext_lazy("The subject: people bring it to us")


class LastWord(TextChoices):
    """Who has the last word."""

    AUTHORITY = "authority", gettext_lazy("The authority, which gives its reasons")
    JUSTIFIED = (
        "justified",
        gettext_lazy("The authority, which takes the text as people leave it and justifies each departure from it"),
    )
    ADVICE = "advice", gettext_lazy("The authority, after an advisory vote")
    VOTERS = "voters", gettext_lazy("The voters: we do what the vote decides")


LADDER = (Kind.INFORMATION, Kind.CONSULTATION, Kind.CONCERTATION, Kind.COCONSTRUCTION, Kind.REFERENDUM)
REAL_CHOICE = 2  # options


@dataclass(frozen=True)
class Facts:
    """What the answers say; None and "" for what was not answered."""

    taken: bool | None = None
    leeway: str = ""
    last_word: str = ""
    can_change: int = 0  # lines
    options: int = 0
    has_guarantor: bool = False
    has_legal_act: bool = False
    closes_on: date | None = None
    decision_on: date | None = None

    @property
    def are_enough(self) -> bool:
        return self.taken is not None and bool(self.leeway) and bool(self.last_word or self.closed)

    @property
    def too_early(self) -> bool:
        """It is decided before people have finished speaking."""
        return bool(self.closes_on and self.decision_on and self.decision_on <= self.closes_on)

    @property
    def closed(self) -> list[str]:
        """Why nothing that people say can weigh; empty when something can."""
        return [
            sentence
            for stands, sentence in (
                (self.taken, _("You say that the decision is already taken.")),
                (self.leeway == Leeway.NOTHING, _("You say that nothing can change.")),
                (self.too_early, _("The decision is planned before people have finished speaking.")),
            )
            if stands
        ]


@dataclass(frozen=True)
class Other:
    """Another kind, and what the answers lack for it, in sentences."""

    kind: Kind
    lacks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Proposal:
    """kind: what the answers describe; because: why; stronger, weaker: its neighbours, None when there is none."""

    kind: Kind
    because: list[str]
    stronger: Other | None = None
    weaker: Other | None = None


def propose(facts: Facts) -> Proposal | None:
    """The kind that the answers describe; None while too few are given."""
    if not facts.are_enough:
        return None
    kind = describe(facts)
    return Proposal(kind, because(kind, facts), stronger(kind, facts), weaker(kind))


def describe(facts: Facts) -> Kind:
    """The strongest kind that lacks nothing. Petitions and budgets have their own doors, by what can change."""
    if facts.closed or not facts.can_change:
        return Kind.INFORMATION
    if facts.leeway == Leeway.SUBJECT:
        return Kind.PETITION
    for kind in (Kind.PARTICIPATORY_BUDGET, Kind.REFERENDUM, Kind.COCONSTRUCTION, Kind.CONCERTATION):
        if not lacking(kind, facts):
            return kind
    return Kind.CONSULTATION


def because(kind: Kind, facts: Facts) -> list[str]:
    """Why this kind, in the words of the answers."""
    if kind == Kind.INFORMATION:
        unwritten = [] if facts.can_change else [_("You have not written a single thing that can change.")]
        return [*(facts.closed or unwritten), _("Asking people for their views would be asking for nothing.")]
    leeway = Leeway(facts.leeway)
    reasons = [
        _("You say that this can change: “%(what)s”.") % {"what": leeway.label},
        _("You say who has the last word: “%(who)s”.") % {"who": LastWord(facts.last_word).label},
    ]
    if kind == Kind.CONSULTATION:
        reasons += [
            sentence
            for stands, sentence in (
                (facts.last_word == LastWord.ADVICE, _("A vote that is only advisory is a consultation.")),
                (
                    facts.last_word == LastWord.VOTERS and leeway != Leeway.SUM,
                    _("Without a legal act that calls the vote, nobody is bound by it."),
                ),
                (leeway == Leeway.OPTIONS, _("Nobody independent watches, or there are fewer than two options.")),
                (leeway == Leeway.TEXT, _("The authority may leave the common text without saying why.")),
                (leeway == Leeway.SUM, _("People give ideas; the authority chooses among them.")),
            )
            if stands
        ]
    if kind == Kind.CONCERTATION:
        reasons.append(_("There are several options, and someone independent watches."))
    return reasons


def lacking(kind: str, facts: Facts) -> list[str]:
    """What the answers lack to be called this kind; empty when they hold it."""
    return [sentence for is_true, sentence in NEEDS[Kind(kind)](facts) if not is_true]


def stronger(kind: Kind, facts: Facts) -> Other | None:
    """The next step up that could be meant; a participatory budget is what a sum can lead to."""
    if kind == Kind.CONSULTATION and facts.leeway == Leeway.SUM:
        up = Kind.PARTICIPATORY_BUDGET
    elif kind == Kind.CONSULTATION and facts.leeway == Leeway.TEXT:
        up = Kind.COCONSTRUCTION
    elif kind in LADDER[:-1]:
        up = LADDER[LADDER.index(kind) + 1]
    else:
        return None
    return Other(up, lacking(up, facts))


def weaker(kind: Kind) -> Other | None:
    if kind == Kind.INFORMATION:
        return None
    down = LADDER[LADDER.index(kind) - 1] if kind in LADDER else Kind.CONSULTATION
    return Other(down)


def difference(chosen: str, proposal: Proposal, facts: Facts) -> list[str]:
    """What changes for people when another kind than the proposed one is chosen, plainly; empty for the same."""
    if chosen == proposal.kind:
        return []
    told = [
        _("Your answers describe “%(proposed)s”; you call it “%(chosen)s”.")
        % {"proposed": proposal.kind.label, "chosen": Kind(chosen).label},
        _("People will be told: “%(words)s”") % {"words": MEANINGS[chosen].words},
    ]
    if lacks := lacking(chosen, facts):
        return [*told, _("This promises more than your answers hold:"), *lacks]
    if chosen == Kind.INFORMATION:
        return [*told, _("Nobody can contribute under this name, while you say that something can change.")]
    return [*told, _("This promises less than your answers hold: people will have less of a say than they could.")]


Need = tuple[bool, str]


def _open(facts: Facts) -> list[Need]:
    return [
        (not facts.taken, _("a decision that is not taken yet")),
        (not facts.too_early, _("a decision planned after people have finished speaking")),
        (
            facts.leeway not in ("", Leeway.NOTHING) and facts.can_change > 0,
            _("at least one thing that can change, written down"),
        ),
    ]


def _concertation(facts: Facts) -> list[Need]:
    return [
        *_open(facts),
        (
            facts.leeway == Leeway.OPTIONS and facts.options >= REAL_CHOICE,
            _("at least two real options, one of which may be not doing it"),
        ),
        (facts.has_guarantor, _("an independent guarantor, or a follow-up committee with residents in it")),
    ]


def _coconstruction(facts: Facts) -> list[Need]:
    return [
        *_open(facts),
        (facts.leeway == Leeway.TEXT, _("a shared text, which people who are not staff can edit")),
        (facts.last_word == LastWord.JUSTIFIED, _("a promise to justify each departure from the common text")),
    ]


def _referendum(facts: Facts) -> list[Need]:
    return [
        *_open(facts),
        (facts.leeway != Leeway.SUM, _("one question with two answers, rather than a sum to share out")),
        (facts.last_word == LastWord.VOTERS, _("a vote that decides, rather than advises")),
        (facts.has_legal_act, _("the legal act that calls the vote")),
    ]


def _petition(facts: Facts) -> list[Need]:
    return [*_open(facts), (facts.leeway == Leeway.SUBJECT, _("people who choose the subject themselves"))]


def _budget(facts: Facts) -> list[Need]:
    return [
        *_open(facts),
        (facts.leeway == Leeway.SUM, _("a sum announced before the vote")),
        (facts.last_word == LastWord.VOTERS, _("a vote that decides inside that sum")),
    ]


NEEDS: dict[Kind, Callable[[Facts], list[Need]]] = {
    Kind.INFORMATION: lambda facts: [],
    Kind.CONSULTATION: _open,
    Kind.CONCERTATION: _concertation,
    Kind.COCONSTRUCTION: _coconstruction,
    Kind.REFERENDUM: _referendum,
    Kind.PETITION: _petition,
    Kind.PARTICIPATORY_BUDGET: _budget,
}
