"""Rules, and the verdicts they give."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule: true or false, with the reason of a refusal and the way out, (label, address).

    absent: the refusal must not tell that the row exists; pages answer as if it did not.
    """

    allowed: bool
    reason: Any = ""
    way_out: tuple[Any, str] | None = None
    absent: bool = False

    def __bool__(self) -> bool:
        return self.allowed


yes = Verdict(True)


def no(reason, *, way_out: tuple[Any, str] | None = None, absent: bool = False) -> Verdict:
    if not reason:
        raise ValueError("A refusal says why.")
    return Verdict(False, reason, way_out, absent)


class Refused(Exception):
    """Raised when a rule says no; DoorMiddleware turns it into a page."""

    def __init__(self, name: str, verdict: Verdict):
        super().__init__(name)
        self.name, self.verdict = name, verdict


@dataclass(frozen=True)
class Rule:
    name: str
    judge: Callable[..., Verdict]
    about_a_row: bool


RULES: dict[str, Rule] = {}
SCOPES: dict[str, Callable[[Any], Q]] = {}
GUARDS: list[Callable[[Any, Any], None]] = []


def rule(name: str):
    """Declare a rule: a function of (person) or of (person, row) giving a Verdict."""

    def register(judge: Callable[..., Verdict]) -> Callable[..., Verdict]:
        if name in RULES:
            raise ImproperlyConfigured(f"Two rules are named {name}.")
        RULES[name] = Rule(name, judge, len(inspect.signature(judge).parameters) > 1)
        return judge

    return register


def scope(name: str):
    """Declare the filter that keeps exactly the rows for which the rule of that name says yes."""

    def register(find: Callable[[Any], Q]) -> Callable[[Any], Q]:
        SCOPES[name] = find
        return find

    return register


def guard(stop: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Declare what is asked of (request, row) before any rule about a row: it raises Http404 to hide the row."""
    GUARDS.append(stop)
    return stop


def verdict(person, name: str, row=None) -> Verdict:
    known = RULES[name]
    return known.judge(person, row) if known.about_a_row else known.judge(person)


def scoped(person, name: str) -> Q:
    return SCOPES[name](person)


def require(request, name: str, row=None) -> None:
    """Go on when the rule says yes; raise Refused otherwise."""
    asked = getattr(request, "rules_asked", None)
    if asked is not None:
        asked.add(name)
    for stop in GUARDS if row is not None else ():
        stop(request, row)
    answer = verdict(request.user, name, row)
    if not answer:
        raise Refused(name, answer)
