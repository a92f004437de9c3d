"""The pact as it is shown: rows of words, and the clock of the next promise."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.ui import words

from .carrying import CarryingRule
from .kinds import CLAUSES, OpinionsGround, TextStage, Verification
from .models import Pact, Promise
from .profiles import PROFILES


@dataclass
class PactCard:
    """What ui/pact.html draws. rows: (label, lines)."""

    kind_label: str
    kind_words: str
    rows: list[tuple[str, list[str]]]
    clock: str = ""
    short: str = ""
    kept: int = 0
    promises: int = 0
    late: int = 0
    unfilled: list[str] = field(default_factory=list)


def pact_card(pact: Pact, promises: list[Promise], today: date, *, whole: bool = False) -> PactCard:
    """The card of a pact; whole: with every field, for its own page. What is empty says so only there."""
    rows = essential_rows(pact, promises)
    if whole:
        rows += further_rows(pact)
    filled = [(label, lines) for label, lines in rows if lines]
    return PactCard(
        kind_label=pact.get_link_display(),
        kind_words=str(pact.meaning.words),
        rows=filled,
        clock=clock(promises, today),
        short=short(pact, promises),
        kept=sum(promise.kept_on is not None for promise in promises),
        late=sum(promise.state(today) in ("late", "broken") for promise in promises),
        promises=len(promises),
        unfilled=[label for label, lines in rows if not lines],
    )


def essential_rows(pact: Pact, promises: list[Promise]) -> list[tuple[str, list[str]]]:
    return [
        (_("Who decides"), decider(pact)),
        (_("What will be decided"), pact.decision_object.lines),
        (_("When"), [words.day(pact.decision_on)] if pact.decision_on else []),
        (_("What can change"), pact.negotiable.lines),
        (_("What will not change"), pact.non_negotiable.lines),
        (_("What is promised"), promised(pact, promises)),
        (_("Signed by"), signature(pact)),
    ]


def further_rows(pact: Pact) -> list[tuple[str, list[str]]]:
    threshold = [words.number(pact.answer_threshold)] if pact.answer_threshold else []
    people = [words.number(pact.expected_audience)] if pact.expected_audience else []
    return [
        (_("For whom"), pact.audience.lines),
        (_("People expected"), people),
        (_("Support needed for an answer of its own"), threshold + pact.threshold_motive.lines),
        *([(_("From a modification to the chamber"), rule.lines)] if (rule := CarryingRule.of(pact)) else []),
        (_("Guarantor or follow-up committee"), pact.guarantor.lines),
        *[(str(clause.label), pact.clause(clause.name).lines) for clause in CLAUSES.get(pact.link, ())],
        (_("Stage of the text"), named(TextStage, pact.text_stage)),
        (_("What must be true of a person to count"), named(Verification, pact.verification)),
        (_("Legal basis"), pact.legal_basis.lines),
        (_("Legal profile"), law(pact)),
        (_("Ground for recording opinions"), named(OpinionsGround, pact.art9_ground)),
        *([(_("Signed act"), [pact.signed_act])] if pact.signed_act else []),
    ]


def law(pact: Pact) -> list[str]:
    """The legal profile in words, with what nobody checked yet."""
    if not (profile := PROFILES.get(pact.legal_profile)):
        return [pact.legal_profile] if pact.legal_profile else []
    checked = (
        _("Checked against the text in force on %(day)s.") % {"day": words.day(profile.checked_on)}
        if profile.checked_on
        else _("To check against the text in force.")
    )
    return [f"{profile.label} ({profile.law})", str(profile.asks), checked]


def decider(pact: Pact) -> list[str]:
    person = ", ".join(filter(None, [pact.decider_name, str(pact.decider_function)]))
    return [line for line in (person, str(pact.decider_body)) if line]


def promised(pact: Pact, promises: list[Promise]) -> list[str]:
    lines = pact.answer_rule.lines
    if pact.promise_days:
        days = ngettext(
            "Answers within %(days)d day of the close", "Answers within %(days)d days of the close", pact.promise_days
        )
        lines = [*lines, days % {"days": pact.promise_days}]
    return lines or [str(promise.what) for promise in promises] or [_("No promise recorded.")]


def signature(pact: Pact) -> list[str]:
    if not pact.signed_by:
        return []
    if not pact.signed_on:
        return [pact.signed_by]
    return [_("%(name)s, on %(day)s") % {"name": pact.signed_by, "day": words.day(pact.signed_on)}]


def clock(promises: list[Promise], today: date) -> str:
    """The next thing owed, in a sentence; "" when nothing is."""
    owed = sorted((promise for promise in promises if not (promise.kept_on or promise.moot_on)), key=lambda p: p.due)
    if not owed:
        return ""
    told = owed[0]
    facts = {"office": str(told.office.name), "what": str(told.what), "day": words.day(told.due)}
    if told.state(today) in ("late", "broken"):
        return _("%(office)s: “%(what)s” was due on %(day)s") % facts
    return _("%(office)s: “%(what)s” by %(day)s") % facts


def short(pact: Pact, promises: list[Promise]) -> str:
    """Who decides and by when an answer comes, on one line for a phone."""
    owed = [promise.due for promise in promises if not (promise.kept_on or promise.moot_on)]
    parts = [_("decided by: %(who)s") % {"who": decider(pact)[-1]}] if decider(pact) else []
    if owed:
        parts.append(_("next promise by %(day)s") % {"day": words.day(min(owed), "short")})
    return " · ".join(parts)


def named(choices, value: str) -> list[str]:
    """The words of a choice, or the value itself when it is not one of ours."""
    return [str(choices(value).label) if value in choices.values else value] if value else []
