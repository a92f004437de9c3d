"""The pact: what it must hold before a process opens, and what the public record keeps of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.ui.translated import TranslatedField

from .kinds import CLAUSES, Kind
from .models import Correction, Pact, Phase, Process, Promise

THRESHOLD_SHARE = 100  # a threshold above 1 / 100 of the people expected needs a motive

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
    "signed_by": gettext_noop("Have the pact signed: name who signs."),
    "signed_on": gettext_noop("Give the date of the signature."),
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


def missing(process: Process) -> list[Missing]:
    """All that keeps a process from opening, in the order of the form; empty when it may open."""
    pact = process.pact
    lacks = [] if process.title else [Missing("title", _("Give the process a title."), "pact#id_title_set")]
    lacks += [_in_pact(field, _(sentence)) for field, sentence in LACKS.items() if not getattr(pact, field)]
    lacks += [*_threshold(pact), *_of_kind(process), *_calendar(process)]
    if not process.documents.exists():
        lacks.append(Missing("documents", _("Add at least one document people need to take part."), "documents#add"))
    return lacks


def _in_pact(field: str, sentence, code: str = "L01") -> Missing:
    by_language = field.startswith("clause_") or isinstance(Pact._meta.get_field(field), TranslatedField)
    return Missing(field, sentence, f"pact#id_{field}" + ("_set" if by_language else ""), code)


def _threshold(pact) -> list[Missing]:
    limit, threshold = (pact.expected_audience or 0) // THRESHOLD_SHARE, pact.answer_threshold
    if not (threshold and pact.expected_audience) or threshold <= max(limit, 1) or pact.threshold_motive:
        return []
    sentence = _("The threshold is above 1 %% of the people expected (%(limit)d): write the reason, it will be shown.")
    return [_in_pact("threshold_motive", sentence % {"limit": max(limit, 1)}, "L18")]


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
    if kind == Kind.COCONSTRUCTION and not hasattr(process, "bill"):
        lacks.append(Missing("text", _("Add the shared text, article by article."), "text#add", "L02"))
    if kind == Kind.REFERENDUM and not pact.signed_act:
        sentence = _("Give the number of the legal act that calls the vote; without it, choose a consultation.")
        lacks.append(_in_pact("signed_act", sentence, "L03"))
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
    if phase.closes_at - phase.opens_at < timedelta(days=meaning.minimum_days) - timedelta(hours=2):  # summer time
        sentence = ngettext(
            "“%(kind)s” means at least %(days)d open day: move the closing date.",
            "“%(kind)s” means at least %(days)d open days: move the closing date.",
            meaning.minimum_days,
        )
        words = {"kind": process.pact.get_link_display(), "days": meaning.minimum_days}
        return [Missing("calendar", sentence % words, anchor)]
    return []


def content(process: Process) -> dict:
    """What was signed, for the public record: texts by language, dates as YYYY-MM-DD, moments in UTC."""
    pact = process.pact
    filled = {
        field.name: plain(getattr(pact, field.name))
        for field in pact._meta.fields
        if field.name not in {"id", "process"} and getattr(pact, field.name) not in (None, "", {})
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


def promise_content(promise: Promise) -> dict:
    kept = {
        "kept_on": plain(promise.kept_on),
        "evidence": dict(promise.evidence),
        "evidence_url": promise.evidence_url,
    }
    late = {"new_due_on": plain(promise.new_due_on), "late_reason": dict(promise.late_reason)}
    said = {"what": dict(promise.what), "office": dict(promise.office.name), "due_on": plain(promise.due_on)}
    return said | (late if promise.new_due_on else {}) | (kept if promise.kept_on else {})


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
