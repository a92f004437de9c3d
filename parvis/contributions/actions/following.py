"""Asking to be told, and no longer."""

from parvis.people.models import Person
from parvis.processes.models import Process

from ..models import Contribution, Follow


def follow(*, person: Person, process: Process | None = None, contribution: Contribution | None = None) -> None:
    """Be told what happens to one of both; a second call changes nothing."""
    Follow.objects.bulk_create(
        [Follow(person=person, process=process, contribution=contribution)], ignore_conflicts=True
    )


def unfollow(*, person: Person, process: Process | None = None, contribution: Contribution | None = None) -> None:
    Follow.objects.filter(person=person, process=process, contribution=contribution, promise=None).delete()
