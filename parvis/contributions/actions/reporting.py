"""Telling the moderators."""

from parvis.people.models import Person

from ..models import Contribution, Report


def report(*, contribution: Contribution, person: Person, ground: str, words: str = "") -> None:
    """Tell the moderators about a contribution; while one's report is open, a second one changes nothing."""
    Report.objects.bulk_create(
        [Report(contribution=contribution, person=person, ground=ground, words=words)], ignore_conflicts=True
    )
