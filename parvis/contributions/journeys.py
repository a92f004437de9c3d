"""The journey of a contribution: what became of it so far, and what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.processes.stages import answers_by, last_day
from parvis.ui.words import day, number

from .amended import is_sub
from .kinds import Channel
from .models import Contribution

Step = dict  # title, when, detail, state ("done", "now", "next", "stopped"), url: as ui/journey.html takes them


@dataclass(frozen=True)
class Teller:
    """Steps told by a higher floor. facts: expressions read with the contribution, in the same query, by name."""

    facts: dict[str, Any]
    steps: Callable[[Any], list[Step]]


TELLERS: dict[str, Teller] = {}  # "synthesis", "chamber", "decision": filled by higher floors when they start


def facts() -> dict[str, Any]:
    """What a contribution must be read with for its journey to be told."""
    return {name: expression for teller in TELLERS.values() for name, expression in teller.facts.items()}


def _told(name: str, contribution: Contribution) -> list[Step]:
    return TELLERS[name].steps(contribution) if name in TELLERS else []


def journey(contribution: Contribution, *, answer=None, closes_at=None) -> list[Step]:
    """contribution: read with facts(); answer: the one in force, if any; closes_at: the end of contributions."""
    process, channel = contribution.process, str(Channel(contribution.channel).label)
    steps: list[Step] = [
        {
            "title": _("Received"),
            "when": contribution.said_at or _("date not given by the source"),
            "detail": channel,
            "state": "done",
        }
    ]
    if contribution.edited_at:
        url = reverse("contributions:versions", args=[contribution.public_id])
        steps.append({"title": _("Changed by its author"), "when": contribution.edited_at, "state": "done", "url": url})
    if contribution.withdrawn_at:
        steps.append({"title": _("Withdrawn by its author"), "when": contribution.withdrawn_at, "state": "stopped"})
    if contribution.hidden_at:
        steps.append({"title": _("Hidden by a moderator"), "when": contribution.hidden_at, "state": "stopped"})
    about = contribution.parent if is_sub(contribution) else None
    if about and (gone := about.withdrawn_at or about.hidden_at):
        steps.append({"title": _("Fell with the modification it changes"), "when": gone, "state": "stopped"})
    if process.is_open and contribution.state == "published":
        until = _("until %(day)s") % {"day": day(last_day(closes_at), "no-year")} if closes_at else ""
        steps.append({"title": _("Open to everyone’s view"), "when": until, "state": "now"})
    steps += _told("synthesis", contribution)
    steps += _told("carrying", contribution)
    steps += _told("chamber", contribution)
    if answer:
        steps.append(
            {
                "title": _("Answered"),
                "when": answer.published_at,
                "detail": _answered(answer),
                "state": "done",
                "url": "#answer",
            }
        )
    elif contribution.state == "published":
        steps.append(_answer_to_come(process.pact, closes_at))
    pact = process.pact
    if decided := _told("decision", contribution):
        steps += decided
    elif contribution.state == "published" and not pact.decision_taken and pact.decision_on:
        steps.append(
            {
                "title": _("Decision"),
                "when": pact.decision_on,
                "detail": pact.decider_name,
                "state": "next",
            }
        )
    return steps


def _answered(answer) -> str:
    if not answer.node:
        return answer.get_status_display()
    words = {"status": answer.get_status_display(), "idea": answer.node.title}
    return _("%(status)s, answer given to the idea “%(idea)s”") % words


def _answer_to_come(pact, closes_at) -> Step:
    if not (pact.answer_rule or pact.promise_days):
        return {"title": _("Answer"), "detail": _("No promise of an answer was recorded."), "state": "next"}
    details = [str(pact.answer_rule)]
    if pact.answer_threshold and pact.answer_threshold > 1:
        words = ngettext(
            "An answer of its own from %(n)s person in support.",
            "An answer of its own from %(n)s people in support.",
            pact.answer_threshold,
        )
        details.append(words % {"n": number(pact.answer_threshold)})
    when = answers_by(closes_at, pact.promise_days)
    return {"title": _("Answer promised"), "when": when, "detail": " ".join(filter(None, details)), "state": "next"}
