"""From answers to a draft process, by the verbs of parvis.processes; and its trial, made and undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import get_language

from parvis.processes import actions, changes
from parvis.processes.forms.pact import place_named
from parvis.processes.kinds import CLAUSES, MEANINGS, Kind
from parvis.processes.models import Phase, Process
from parvis.ui import words
from parvis.ui.translated import Translated, as_translated

from . import answers as reading
from .models import Means
from .proposing import propose

OF_PACT = (
    "decider_name",
    "decider_function",
    "decider_body",
    "decision_object",
    "decision_on",
    "negotiable",
    "non_negotiable",
    "audience",
    "expected_audience",
    "answer_rule",
    "answer_threshold",
    "threshold_motive",
    "guarantor",
    "legal_basis",
    "legal_profile",
    "art9_ground",
    "cosigners",
)
UNTITLED = "…"
NOTHING = {"fr": "Rien", "en": "Nothing"}  # said of an information, which asks for nothing


def kind_of(found: dict) -> str:
    """The kind chosen, else the one the answers describe; a consultation while they tell nothing."""
    if found.get("link"):
        return found["link"]
    proposal = propose(reading.facts(found))
    return proposal.kind if proposal else Kind.CONSULTATION


def pact(found: dict) -> dict[str, Any]:
    kind = kind_of(found)
    own = {
        clause.name: dict(as_translated(found.get(f"clause_{clause.name}") or found.get(clause.name)))
        for clause in CLAUSES.get(kind, ())
    }
    closes, due = found.get("closes_on"), found.get("answers_by")
    nothing = {} if kind != Kind.INFORMATION else {"negotiable": NOTHING}
    return {
        **nothing,
        **{name: found[name] for name in OF_PACT if found.get(name)},
        "decision_taken": found.get("taken") == "yes",
        "promise_days": (due - closes).days if closes and due else None,
        "verification": found.get("verification") or "email",
        "clauses": {name: texts for name, texts in own.items() if texts},
    }


def calendar(found: dict) -> dict:
    """What changes.set_calendar takes: the days typed, as moments of the instance; the rest follows from the kind."""
    kind = kind_of(found)
    opens, closes = found.get("opens_on"), found.get("closes_on")
    if not MEANINGS[kind].contributions:
        return {Phase.Kind.INFORMATION: (begin(opens), None, {})} if opens else {}
    if not (opens or closes):
        return {}
    ends = {Phase.Kind.ANSWERS: found.get("answers_by"), Phase.Kind.DECISION: found.get("decision_on")}
    if kind == Kind.REFERENDUM:
        ends = {}
    steps = {step.phase: step for step in MEANINGS[kind].steps}
    synthesis, due = steps.get(Phase.Kind.SYNTHESIS), found.get("answers_by")
    if synthesis and synthesis.days and closes and due and closes + timedelta(days=synthesis.days) > due:
        ends[Phase.Kind.SYNTHESIS] = due
    dated: dict = {phase: (None, end(day), {}) for phase, day in ends.items() if day and phase in steps and closes}
    return {Phase.Kind.CONTRIBUTIONS: (begin(opens), end(closes), {}), **dated}


def begin(day: date | None) -> datetime | None:
    """Midnight on the clocks of the instance, as that day begins."""
    return datetime.combine(day, time.min, words.zone(settings.PARVIS_TIME_ZONE)) if day else None


def end(day: date | None) -> datetime | None:
    return begin(day + timedelta(days=1)) if day else None


@transaction.atomic
def make(found: dict, *, by=None) -> Process:
    """A draft process with its pact, its calendar, its questions, and who will answer."""
    title = found.get("title") or Translated({(get_language() or "fr")[:2]: UNTITLED})
    process = actions.create_process(
        slug=changes.free_slug(slugify(str(title))),
        territory=found.get("territory") or place_named(found.get("new_place") or UNTITLED),
        title=title,
        summary=found.get("summary"),
        link=kind_of(found),
        pact=pact(found),
        created_by=by,
    )
    changes.set_calendar(process, calendar(found))
    for place, texts in enumerate(by_line(as_translated(found.get("questions"))), start=1):
        process.questions.create(position=place, text=texts)
    if found.get("people") and found.get("hours"):
        told = reading.means(found)
        Means.objects.create(process=process, people=told["people"], hours=found["hours"], minutes=told["minutes"])
    return process


def by_line(texts: Translated) -> list[dict[str, str]]:
    """The lines of a text in several languages, each with its translations when as many lines were written."""
    lines = {code: [line.strip() for line in text.splitlines() if line.strip()] for code, text in texts.items()}
    first = lines.pop(texts.language, [])
    others = {code: found for code, found in lines.items() if len(found) == len(first)}
    return [
        {texts.language: line, **{code: found[place] for code, found in others.items()}}
        for place, line in enumerate(first)
    ]


@contextmanager
def trial(found: dict) -> Iterator[Process]:
    """The process these answers would make, as a row among rows, for the time of a look: nothing of it is kept."""
    with transaction.atomic():
        yield make(found)
        transaction.set_rollback(True)
