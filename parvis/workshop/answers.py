"""Answers of a design: kept as they were typed, read again through the forms that took them.

What is wrong or half written is kept too, so that nothing typed is ever lost; it is only left aside when read.
"""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms

from analysis import workload
from parvis.ui.translated import TranslatedWidget, as_translated

from .forms.fields import LONGEST
from .forms.steps import StepForm
from .proposing import Facts
from .steps import STEPS, Step
from .vagueness import Finding, vague

Answers = Mapping[str, Any]


def typed(form: StepForm) -> dict[str, Any]:
    """What was typed in each field, as JSON: texts by language, "yes" or "" for a tick, else the words themselves."""
    found: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        if isinstance(field.widget, TranslatedWidget):
            found[name] = {code: text for code, text in zip(field.widget.codes, value, strict=True) if text}
        else:
            found[name] = ("yes" if value else "") if isinstance(value, bool) else value or ""
    return found


def too_long(found: Answers) -> bool:
    texts = [text for value in found.values() for text in (value.values() if isinstance(value, dict) else [value])]
    return any(len(text) > LONGEST for text in texts)


def bound(step: Step, answers: Answers) -> StepForm:
    """The form of a step, filled in with what was typed: it tells what is wrong, and cleans the rest."""
    empty = step.form(answers=dict(answers))
    data: dict[str, Any] = {}
    for name, field in empty.fields.items():
        value = answers.get(name, "")
        if isinstance(field.widget, TranslatedWidget):
            texts = as_translated(value)
            data |= {f"{name}_{code}": texts.get(code, "") for code in field.widget.codes}
        elif isinstance(field, forms.BooleanField):
            data |= {name: "on"} if value else {}
        else:
            data[name] = value
    return step.form(data, answers=dict(answers))


def values(answers: Answers) -> dict[str, Any]:
    """Everything that could be read, cleaned: {field: value}."""
    found: dict[str, Any] = {}
    for step in STEPS:
        form = bound(step, answers)
        form.is_valid()
        found |= form.cleaned_data
    return found


def digest(step: Step, answers: Answers) -> str:
    """A mark of what is kept for a step, to tell whether someone else wrote there meanwhile."""
    kept = {name: answers.get(name) or None for name in step.form(answers=dict(answers)).fields}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def is_answered(step: Step, answers: Answers) -> bool:
    return any(answers.get(name) for name in step.form(answers=dict(answers)).fields)


def facts(found: Answers) -> Facts:
    """What tells the kind of link. found: see values()."""
    return Facts(
        taken={"yes": True, "no": False}.get(found.get("taken", "")),
        leeway=found.get("leeway", ""),
        last_word=found.get("last_word", ""),
        can_change=len(as_translated(found.get("negotiable")).lines),
        options=len(as_translated(found.get("options")).lines),
        has_guarantor=bool(found.get("guarantor")),
        has_legal_act=bool(found.get("legal_act")),
        closes_on=found.get("closes_on"),
        decision_on=found.get("decision_on"),
    )


def load(found: Answers) -> workload.Load | None:
    """What the workload is reckoned with; None while the dates or the number of people are missing."""
    opens, closes, due = (found.get(name) for name in ("opens_on", "closes_on", "answers_by"))
    people, told = found.get("expected_audience"), found.get("daily")
    if not (opens and closes and due and (people or told)):
        return None
    daily = Fraction(told) if told else workload.daily(people or 0, opens, closes)
    return workload.Load(daily, opens, closes, due, **means(found))


def means(found: Answers) -> dict[str, Any]:
    hours = found.get("hours")
    return {
        "people": found.get("people") or 0,
        "hours": Fraction(hours) if hours else Fraction(0),
        "minutes": found.get("minutes") or workload.MINUTES,
    }


def findings(step: Step, answers: Answers) -> list[Finding]:
    """What is vague among the answers of a step."""
    found = []
    for name in step.form(answers=dict(answers)).fields:
        value = answers.get(name)
        texts = value if isinstance(value, dict) else {"fr": value, "en": value} if value else {}
        found += vague(name, {code: text for code, text in texts.items() if isinstance(text, str)})
    return list({(one.field, one.kind, one.words): one for one in found}.values())
