"""Participation by day, as the organiser sees it. What has no date is left out of the charts and said so."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncDate

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution, Participant, Stance
from parvis.contributions.stances import OPINIONS
from parvis.processes.models import Process


@dataclass
class Days:
    """points: [(day, count)] in order; undated: how many are in no day."""

    points: list[tuple[date, int]]
    undated: int

    @property
    def dated(self) -> int:
        return sum(count for _day, count in self.points)


def activity(process: Process) -> dict[str, Days]:
    """What figures.figures counts, day by day."""
    said = Contribution.objects.filter(process=process).visible().exclude(kind=Kind.ARTICLE)
    opinions = Stance.objects.filter(contribution__process=process, value__in=OPINIONS)
    return {
        "contributions": by_day(said, "said_at"),
        "answers": by_day(opinions, "taken_at"),
        "people": by_day(Participant.objects.counted().filter(process=process), "created_at"),
    }


def by_day(rows, moment: str) -> Days:
    """Count rows by the day of a moment, on the clocks of the instance."""
    day = TruncDate(moment, tzinfo=ZoneInfo(settings.PARVIS_TIME_ZONE))
    counts = dict(rows.annotate(day=day).values_list("day").annotate(count=Count("pk")).order_by("day"))
    undated = counts.pop(None, 0)
    return Days(list(counts.items()), undated)
