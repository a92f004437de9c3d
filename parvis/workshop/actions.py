"""Verbs of the workshop. Nothing here is public: the register hears of a process on the day it is."""

from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from parvis.processes.models import Process

from . import answers as reading
from . import making
from .cases import CASES
from .models import Design
from .steps import Step


class Settled(Exception):
    """The design became a process: its answers are changed there."""

    def __init__(self, process: Process):
        super().__init__()
        self.process = process


class WrittenMeanwhile(Exception):
    """Someone else wrote other answers to this step; they are in `answers`."""

    def __init__(self, answers: dict[str, Any]):
        super().__init__()
        self.answers = answers


def begin(*, by, case: str = "", language: str = "fr") -> Design:
    """A new design, filled in with a common case in one language when one is named."""
    return Design.objects.create(begun_by=by, case=case, answers=CASES[case].answers_in(language) if case else {})


@transaction.atomic
def save(design: Design, step: Step, typed: dict[str, Any], *, seen: str = "", done: bool = False) -> Design:
    """Keep what was typed in a step. seen: digest of the answers it was typed over, "" when nobody knows.

    Raises Settled, WrittenMeanwhile.
    """
    locked = Design.objects.select_for_update(of=("self",)).select_related("process").get(pk=design.pk)
    if locked.process:
        raise Settled(locked.process)
    now = reading.digest(step, locked.answers)
    if seen and seen != now and now != reading.digest(step, {**locked.answers, **typed}):
        raise WrittenMeanwhile(locked.answers)
    locked.answers |= typed
    if done and step.name not in locked.visited:
        locked.visited.append(step.name)
    locked.changed_at = Now()
    locked.save(update_fields=["answers", "visited", "changed_at"])
    design.answers, design.visited = locked.answers, locked.visited
    return design


@transaction.atomic
def make_process(design: Design, *, by) -> Process:
    """The draft process that a design describes; a second call gives the same one."""
    locked = Design.objects.select_for_update(of=("self",)).select_related("process").get(pk=design.pk)
    if locked.process:
        return locked.process
    locked.process = making.make(reading.values(locked.answers), by=by)
    locked.changed_at = Now()
    locked.save(update_fields=["process", "changed_at"])
    return locked.process


def discard(design: Design) -> None:
    """Throw a design away; once it became a process, only its notes would go, and they stay with it."""
    Design.objects.filter(pk=design.pk, process=None).delete()
