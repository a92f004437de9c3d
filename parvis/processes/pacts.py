"""The pact: what it must hold before a process opens, and what the public record keeps of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.ledger.clock import database_now
from parvis.ui import words
from parvis.ui.translated import TranslatedField

from . import supports
from .blocks import Block, Blocked, ask
from .carrying import CarryingRule
from .carrying import lacks as carrying_lacks
from .kinds import CLAUSES, Kind
from .models import Correction, Document, Pact, Phase, Process
from .profiles import PROFILES
from .promises.content import promise_content
from .stages import LABELS, last_day

THRESHOLD_SHARE = 100  # a threshold above 1 / 100 of the people expected needs a motive
UNTOLD = {"id", "process", "frozen", "fingerprint"}  # fields of the pact that are not its words

LACKS = {  # field of Pact: what to do, in the order of the form
    "decider_name": gettext_noop("Name the person who decides."),
    "decider_function": gettext_noop("Write the function of the person who decides."),
    "decider_body": gettext_noop("Write which body decides."),
    "decision_object": gettext_noop("Say in one sentence what will be decided."),
    "decision_on": gettext_noop("Give the planned date of the decision."),
    "negotiable": gettext_noop("Write at least one thing that can change."),
    "non_negotiable": gettext_noop("Write at least one thing that will not change."),
    "audience": gettext_noop("Say for whom the process is."),
    "expected_audience": gettext_noop("Give the number of people expected."),
    "answer_rule": gettext_noop("Say who answers, and from which threshold."),
    "promise_days": gettext_noop("Promise a number of days for the answers."),
    "legal_basis": gettext_noop("Write the legal basis."),
    "art9_ground": gettext_noop("Choose the ground for recording opinions."),
}


@dataclass(frozen=True)
class Missing:
    """Something a process lacks: the field, what to do about it in a sentence, and where in the desk.

    anchor: "section#id", section being a page of the desk: pact, calendar, documents, questions, meetings, text.
    code: the block it is told under, see block_table.py.
    """

    field: str
    sentence: Any
    anchor: str
    code: str = "L01"


class NotReady(Blocked):
    """A process cannot be signed or open yet; `missing` lists what it lacks."""

    def __init__(self, block: Block, process: Process, missing: list[Missing]):
        super().__init__(block, process)
        self.missing = missing


def refuse_while_missing(process: Process, *, unsigned: Sequence[str] = ()) -> None:
    """Raise NotReady while the pact lacks something, under the most particular rule. unsigned: see block_checks."""
    lacks = missing(process)
    for code in sorted({lack.code for lack in lacks}, reverse=True):
        if code != "L01" and (block := ask(code, process)):
            raise NotReady(block, process, lacks)
    if block := ask("L01", process, unsigned=unsigned):
        raise NotReady(block, process, lacks)


def missing(process: Process) -> list[Missing]:
    """All that a pact lacks before it can be signed, in the order of the form; empty when it is whole."""
    pact = process.pact
    lacks = [] if process.title else [Missing("title", _("Give the process a title."), "pact#id_title_set")]
    lacks += [_in_pact(field, _(sentence)) for field, sentence in LACKS.items() if not getattr(pact, field)]
    lacks += [*_threshold(process), *_of_kind(process), *_of_law(process), *_calendar(process)]
    lacks += [Missing(field, sentence, f"pact#id_{field}") for field, sentence in carrying_lacks(process)]
    if not process.documents.exists():
        lacks.append(Missing("documents", _("Add at least one document people need to take part."), "documents#add"))
    return lacks


def _in_pact(field: str, sentence, code: str = "L01") -> Missing:
    by_language = field.startswith("clause_") or isinstance(Pact._meta.get_field(field), TranslatedField)
    return Missing(field, sentence, f"pact#id_{field}" + ("_set" if by_language else ""), code)


def _threshold(process: Process) -> list[Missing]:
    """Above 1 % of the people expected, or above what nine in ten gathered last time, a threshold says why (L18)."""
    pact, rule = process.pact, CarryingRule.of(process.pact)
    highest = max(pact.answer_threshold or 0, rule.people if rule else 0)
    limits = [max(pact.expected_audience // THRESHOLD_SHARE, 1)] if pact.expected_audience else []
    if (seen := supports.usual(process)) is not None:
        limits.append(max(seen, 1))
    if not (highest and limits) or highest <= min(limits) or pact.threshold_motive:
        return []
    sentence = _(
        "The threshold is above %(limit)d: 1%% of the people expected, or what nine contributions in ten gathered "
        "last time. Write the reason, it will be shown."
    )
    return [_in_pact("threshold_motive", sentence % {"limit": min(limits)}, "L18")]


def _of_kind(process: Process) -> list[Missing]:
    pact, kind = process.pact, process.pact.link
    lacks = [
        _in_pact(f"clause_{clause.name}", clause.lack, clause.code)
        for clause in CLAUSES.get(kind, ())
        if len(pact.clause(clause.name).lines) < clause.lines
    ]
    if kind == Kind.CONSULTATION and not process.questions.exists():
        lacks.append(Missing("questions", _("Ask at least one question."), "questions#add"))
    if kind == Kind.CONCERTATION:
        if not pact.guarantor:
            sentence = _("Name a guarantor, or a follow-up committee with residents in it.")
            lacks.append(_in_pact("guarantor", sentence, "L04"))
        if pact.decision_taken:
            lacks.append(
                _in_pact("decision_taken", _("The decision is already taken: it is no longer a concertation."), "L04")
            )
        if not process.meetings.exists():
            lacks.append(Missing("meetings", _("Add at least one meeting in person."), "meetings#add"))
    if kind == Kind.COCONSTRUCTION:
        if not hasattr(process, "bill"):
            lacks.append(Missing("text", _("Add the shared text, article by article."), "text#add", "L02"))
        if not process.phases.filter(kind=Phase.Kind.CONTRIBUTIONS, closes_at__isnull=False).exists():
            sentence = _("Announce the phase in which people who are not staff propose edits to the text.")
            lacks.append(Missing("calendar", sentence, "calendar#phase-contributions", "L02"))
        outside, staff = (len(pact.clause(name).lines) for name in ("codrafters", "codrafters_staff"))
        if outside and outside * 3 < outside + staff:
            sentence = _("At least a third of those who draft the text are not staff: invite more people.")
            lacks.append(_in_pact("clause_codrafters", sentence))
    if kind == Kind.REFERENDUM:
        roles = set(process.documents.values_list("role", flat=True))
        if Document.Role.LEGAL_ACT not in roles:
            sentence = _("Attach the legal act that calls the vote; without it, choose a consultation.")
            lacks.append(Missing("legal_act", sentence, "documents#add", "L03"))
        if Document.Role.NEUTRAL_FILE not in roles:
            sentence = _("Attach the neutral file, with the arguments for and against.")
            lacks.append(Missing("neutral_file", sentence, "documents#add"))
        if process.questions.count() != 1:
            lacks.append(Missing("questions", _("Ask one question, with two answers."), "questions#add"))
    return lacks


def _of_law(process: Process) -> list[Missing]:
    """What the legal profile adds, beside its days."""
    pact = process.pact
    if not (profile := PROFILES.get(pact.legal_profile)):
        return []
    lacks = []
    if pact.link not in profile.kinds:
        kinds = ", ".join(str(Kind(kind).label) for kind in profile.kinds)
        sentence = _("The legal profile “%(law)s” goes with: %(kinds)s.") % {"law": profile.law, "kinds": kinds}
        lacks.append(_in_pact("legal_profile", sentence, "L03" if pact.link == Kind.REFERENDUM else "L01"))
    opening = process.phases.filter(kind=Phase.Kind.CONTRIBUTIONS).values_list("opens_at", flat=True).first()
    if opening and profile.notice_days:
        told_at = process.announced_at or database_now()
        if opening < days_after(told_at, profile.notice_days) - timedelta(hours=24):
            sentence = _("%(law)s: announce the dates at least %(days)d days before the opening.")
            told = sentence % {"law": profile.law, "days": profile.notice_days}
            lacks.append(Missing("calendar", told, "calendar#phase-contributions"))
    closing = process.phases.closing()
    if closing and pact.decision_on and profile.adoption_days:
        earliest = last_day(closing) + timedelta(days=profile.adoption_days)
        if pact.decision_on < earliest:
            sentence = _("%(law)s: the decision cannot come before %(day)s.")
            lacks.append(_in_pact("decision_on", sentence % {"law": profile.law, "day": words.day(earliest)}))
    return lacks


def _calendar(process: Process) -> list[Missing]:
    meaning = process.pact.meaning
    phase = process.phases.filter(kind=Phase.Kind.CONTRIBUTIONS).first()
    anchor = "calendar#phase-contributions"
    if not meaning.contributions:
        if phase:
            return [Missing("calendar", _("An information opens no contribution: remove this phase."), anchor, "L13")]
        if process.phases.filter(kind=Phase.Kind.INFORMATION, opens_at__isnull=False).exists():
            return []
        return [Missing("calendar", _("Say from which day the file is public."), "calendar#phase-information")]
    if phase is None or phase.opens_at is None or phase.closes_at is None:
        return [Missing("calendar", _("Give the day contributions open and the day they close."), anchor)]
    least, most = open_days(process.pact)
    length = phase.closes_at - phase.opens_at
    if length < timedelta(days=least) - timedelta(hours=2):  # summer time
        sentence = ngettext(
            "“%(kind)s” means at least %(days)d open day: move the closing date.",
            "“%(kind)s” means at least %(days)d open days: move the closing date.",
            least,
        )
        return [Missing("calendar", sentence % {"kind": process.pact.get_link_display(), "days": least}, anchor)]
    if most and length > timedelta(days=most, hours=2):
        sentence = ngettext(
            "The law allows at most %(days)d open day: move the closing date.",
            "The law allows at most %(days)d open days: move the closing date.",
            most,
        )
        return [Missing("calendar", sentence % {"days": most}, anchor)]
    return _order(process)


def open_days(pact: Pact) -> tuple[int, int]:
    """The fewest and the most days of contributions, by the kind and by the law; 0 when there is no limit."""
    profile = PROFILES.get(pact.legal_profile)
    if profile is None:
        return pact.meaning.minimum_days, 0
    return max(pact.meaning.minimum_days, profile.minimum_days), profile.maximum_days


def days_after(moment: datetime, days: int) -> datetime:
    """As many whole days later, at the same hour on the clocks of the instance."""
    zone = words.zone(settings.PARVIS_TIME_ZONE)
    return (moment.astimezone(zone) + timedelta(days=days)).astimezone(UTC)


def _order(process: Process) -> list[Missing]:
    """Phases come in the order of their kind: none begins, or is announced, before the one it follows."""
    phases = {phase.kind: phase for phase in process.phases.all()}
    steps = [step.phase for step in process.pact.meaning.steps if step.phase in phases]
    starts = [phases[kind].opens_at or phases[kind].closes_at for kind in steps]
    for place, (before, after) in enumerate(pairwise(starts)):
        if before and after and after < before:
            labels = {"before": LABELS[steps[place]], "after": LABELS[steps[place + 1]]}
            sentence = _("“%(after)s” comes after “%(before)s”: put the calendar in order.") % labels
            return [Missing("calendar", sentence, f"calendar#phase-{steps[place + 1]}")]
    return []


def content(process: Process) -> dict:
    """What was signed, for the public record: texts by language, dates as YYYY-MM-DD, moments in UTC."""
    pact = process.pact
    filled = {
        field.name: plain(getattr(pact, field.name))
        for field in pact._meta.fields
        if field.name not in UNTOLD and getattr(pact, field.name) not in (None, "", {})
    }
    return {
        "slug": process.slug,
        "territory": process.territory.slug,
        "title": dict(process.title),
        "summary": dict(process.summary),
        "pact": filled,
        "phases": [
            {"kind": phase.kind, "opens_at": plain(phase.opens_at), "closes_at": plain(phase.closes_at)}
            for phase in process.phases.in_order()
        ],
        "path": path_content(process),
        "documents": [{"title": dict(paper.title), "url": paper.url} for paper in process.documents.all()],
        "questions": [dict(question.text) for question in process.questions.all()],
        "promises": [promise_content(promise) for promise in process.promises.select_related("office")],
    }


def path_content(process: Process) -> list[dict]:
    return [
        {
            "title": dict(step.title),
            "body": dict(step.body),
            "can_change": dict(step.can_change),
            "on": plain(step.on),
            "done": int(step.done),
            "url": step.url,
        }
        for step in process.steps.all()
    ]


def correction_content(correction: Correction) -> dict:
    return {
        "of": correction.of,
        "before": dict(correction.before),
        "after": dict(correction.after),
        "motive": dict(correction.motive),
    }


def plain(value):
    """Text, whole numbers, lists and objects only: what the ledger takes."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if value is None or isinstance(value, int | str):
        return "" if value is None else str(value) if isinstance(value, str) else value
    return value.isoformat()
