"""The files of the demonstration, and days counted from today."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

FOLDER = Path(__file__).resolve().parent.parent / "demo"


def file(name: str) -> dict:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def by_key(tables: list[dict]) -> dict[str, dict]:
    return {table["key"]: table for table in tables}


def lines(texts: list[dict]) -> dict[str, str]:
    """Several texts by language as one, a line each."""
    return {language: "\n".join(text[language] for text in texts) for language in ("fr", "en")}


class Days:
    """Days counted from today, in the time zone of the instance."""

    def __init__(self, now: datetime, chance: Random):
        self.now, self.chance = now, chance
        self.zone = ZoneInfo(settings.PARVIS_TIME_ZONE)

    def date(self, day: int) -> date:
        return self.now.astimezone(self.zone).date() + timedelta(days=day)

    def at(self, day: int, hour: str = "0:00") -> datetime:
        hours, _colon, minutes = hour.partition(":")
        return datetime.combine(self.date(day), time(int(hours), int(minutes)), self.zone).astimezone(UTC)

    def some_time(self, day: int) -> datetime:
        """Some moment of that day when people are awake, never in the future."""
        seconds = int(self.chance.triangular(6.5, 23.5, 19) * 3600)
        return min(self.at(day) + timedelta(seconds=seconds), self.now - timedelta(minutes=2))
