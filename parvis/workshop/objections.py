"""What the path objects to an answer before it goes on: vague words, days that are not honest, a promise too heavy."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from analysis import workload

from . import answers as reading
from . import load_words
from .answers import Answers
from .proposing import difference, propose
from .steps import Step


@dataclass(frozen=True)
class Objection:
    """words: what was typed, "" when it is not about words; wrong: what it leaves unsaid; instead: what to do,
    one idea a line; example: words that would do.
    """

    wrong: Any
    instead: tuple = ()
    words: str = ""
    example: Any = ""


def objections(step: Step, answers: Answers) -> list[Objection]:
    """All that is objected to one step, with what to do instead; empty when nothing is."""
    told = [
        Objection(one.advice.wrong, (one.advice.instead,), one.words, one.advice.example)
        for one in reading.findings(step, answers)
    ]
    return told + [objection for find in OF_STEP.get(step.name, ()) for objection in find(reading.values(answers))]


def of_dates(found: Answers) -> list[Objection]:
    closes, answers, decided = (found.get(name) for name in ("closes_on", "answers_by", "decision_on"))
    told = []
    if closes and decided and decided <= closes:
        told.append(
            Objection(
                _("It would be decided before people have finished speaking: what they say could not weigh."),
                (_("Close earlier, or decide later. If the day cannot move, this is an information."),),
            )
        )
    elif answers and decided and decided < answers:
        told.append(
            Objection(
                _("The answers would come after the decision: people would read why once it no longer matters."),
                (_("Promise the answers for the day of the decision at the latest."),),
            )
        )
    return told


def of_means(found: Answers) -> list[Objection]:
    load = reading.load(found)
    if not load or not load.people or not load.hours:
        return []
    told = workload.forecast(load)
    if told.holds:
        return []
    wrong = f"{load_words.verdict(told)} {_('Any one of these would do:')}"
    return [Objection(wrong, tuple(load_words.what_to_change(told)))]


def of_link(found: Answers) -> list[Objection]:
    facts = reading.facts(found)
    if not found.get("link") or not (proposal := propose(facts)):
        return []
    told = difference(found["link"], proposal, facts)
    return [Objection(told[0], tuple(told[1:]))] if told else []


OF_STEP = {"dates": (of_dates,), "means": (of_means,), "link": (of_link,)}
