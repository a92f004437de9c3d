"""A design read as a whole: where one stands, what was answered, what still lacks, what it will cost."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from analysis import workload
from parvis.processes import pacts
from parvis.processes.kinds import MEANINGS, Kind
from parvis.ui import words
from parvis.ui.translated import Translated

from . import answers as reading
from . import load_words, making
from .models import Design
from .objections import Objection, objections
from .proposing import Proposal, difference, lacking, propose
from .steps import STEPS, Step

PLACES = {"calendar": "dates", "promise_days": "dates", "decision_taken": "decided"}
ON_THE_DESK = ("documents", "meetings", "text", "legal_act", "neutral_file")


@dataclass
class Row:
    """One question of the summary. state: done, now or next; told: [(label, lines)]; wrong: sentences."""

    step: Step
    url: str
    state: str
    told: list[tuple[Any, list[str]]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)


def address(design: Design, step: Step) -> str:
    return reverse("workshop:step", args=[design.public_id, step.name])


def outline(design: Design, here: Step | None = None) -> list[Row]:
    """The questions as a list to walk through."""
    return [
        Row(
            step,
            address(design, step),
            "now" if step is here else "done" if reading.is_answered(step, design.answers) else "next",
        )
        for step in STEPS
    ]


def rows(design: Design) -> list[Row]:
    """Every question with what was answered and what is objected to it."""
    found = outline(design)
    for row in found:
        form = reading.bound(row.step, design.answers)
        form.is_valid()
        row.wrong = [str(error) for errors in form.errors.values() for error in errors]
        row.told = [
            (form[name].label, lines)
            for name in form.fields
            if (lines := shown(form.fields[name], form.cleaned_data.get(name)))
        ]
        row.objections = objections(row.step, design.answers)
    return found


def shown(of, value) -> list[str]:
    """A value in words, one idea a line."""
    if value in (None, "", False):
        return []
    if isinstance(value, Translated):
        return value.lines
    if choices := dict(getattr(of, "choices", ())) if isinstance(value, str) else {}:
        return [str(choices.get(value, value))]
    if value is True:
        return [_("Yes")]
    if isinstance(value, int):
        return [words.number(value)]
    return [words.day(value)] if hasattr(value, "month") else str(value).splitlines()


def to_resume(design: Design) -> Step | None:
    """The first question not sent yet; None when all were."""
    return next((step for step in STEPS if step.name not in design.visited), None)


@dataclass
class SoFar:
    """What the answers say by now. load: sentences on the workload; holds: the promise can be kept, as far as known."""

    proposal: Proposal | None
    load: str
    verdict: str
    holds: bool


def so_far(found: dict) -> SoFar:
    told = workload.forecast(load) if (load := reading.load(found)) else None
    return SoFar(
        propose(reading.facts(found)),
        load_words.sentence(told) if told else "",
        load_words.verdict(told) if told else "",
        not told or told.holds or not told.load.people,
    )


@dataclass
class Way:
    """A kind to choose. told: what changes for people when it is chosen over the one proposed."""

    kind: Kind
    meaning: Any
    is_proposed: bool
    lacks: list[str]
    told: list[str]


def ways(found: dict) -> tuple[Proposal | None, list[Way]]:
    """The proposal, then every kind with what it would need and what it would mean."""
    facts = reading.facts(found)
    proposal = propose(facts)
    return proposal, [
        Way(
            kind,
            MEANINGS[kind],
            proposal is not None and proposal.kind == kind,
            lacking(kind, facts),
            difference(kind, proposal, facts) if proposal else [],
        )
        for kind in Kind
    ]


@dataclass
class Lack:
    """What the rules of processes still ask for. url: where it is answered, "" on the desk of the draft."""

    sentence: Any
    code: str
    url: str = ""


def lacks(design: Design, found: dict) -> tuple[list[Lack], list[Lack]]:
    """What these answers lack to open, judged by the rules themselves on the process they would make.

    Two lists: what the path asks, and what the desk of the draft holds (documents, meetings, text).
    """
    with making.trial(found) as process:
        missing = pacts.missing(process)
    here, later = [], []
    for lack in missing:
        step = step_of(lack.field)
        if lack.field in ON_THE_DESK or step is None:
            later.append(Lack(lack.sentence, lack.code))
        else:
            here.append(Lack(lack.sentence, lack.code, address(design, step)))
    if not found.get("title"):
        needed = _("Give the process a title.")
        here.insert(0, Lack(needed, "L01", address(design, STEPS[0])))
    if not (found.get("territory") or found.get("new_place")):
        needed = _("Choose a place, or write the name of another one.")
        here.insert(1, Lack(needed, "L01", address(design, STEPS[1])))
    return here, later


def step_of(name: str) -> Step | None:
    if name in PLACES:
        name = PLACES[name]
        return next(step for step in STEPS if step.name == name)
    if name.startswith("clause_") and name.removeprefix("clause_") in STEPS[3].form.base_fields:
        return STEPS[3]
    if name.startswith("clause_"):
        return next(step for step in STEPS if step.name == "needs")
    return next((step for step in STEPS if name in step.form.base_fields), None)
