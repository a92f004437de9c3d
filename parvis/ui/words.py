"""Numbers and dates as each language writes them, in the time zone of the instance."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import dates
from django.utils.translation import get_language, override

THIN, NBSP = "\u202f", "\u00a0"
FRENCH_MARKS = str.maketrans({",": THIN, ".": ","})
FRENCH_FIRST = re.compile(r"\A(1|I)(?:er|re|ère)\b")
UNITS = ((10**9, "G"), (10**6, "M"), (10**3, "k"))
MONTHS_SHORT = {
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def number(value, decimals: int | None = None) -> str:
    """1234.5 → "1 234,5" in French, "1,234.5" in English. Without decimals given, as many as the value has."""
    if value is None or value == "":
        return ""
    if not isinstance(value, int | float | Decimal):
        value = int(value)
    if type(value) is int and decimals is None:
        return _whole(value, language())
    return _written(f"{value:,}" if decimals is None else f"{value:,.{decimals}f}", language())


@lru_cache(maxsize=2000)
def _whole(value: int, code: str) -> str:
    return _written(f"{value:,}", code)


def _written(text: str, code: str) -> str:
    text = text.replace("-", "−")
    return text.translate(FRENCH_MARKS) if code == "fr" else text


def ordinal(text: str) -> str:
    """The number of an article or of a chapter: « 1er », « Ier » in French, "1", "I" in other languages."""
    return text if language() == "fr" else FRENCH_FIRST.sub(r"\1", text)


def percent(share, decimals: int = 0) -> str:
    """0.37 → "37 %" in French, "37%" in English."""
    if share is None or share == "":
        return ""
    return number(share * 100, decimals) + (f"{THIN}%" if language() == "fr" else "%")


def size(count: int) -> str:
    """Bytes, in thousands: 12345678 → "12,3 Mo" in French, "12.3 MB" in English."""
    french = language() == "fr"
    for unit, name in UNITS:
        if count >= unit:
            return f"{number(count / unit, 1)}{NBSP}{name}{'o' if french else 'B'}"
    return f"{number(count)}{NBSP}{'octets' if french else 'bytes'}"


def here(value: date | datetime) -> date | datetime:
    """The same day or moment on the clocks of the instance."""
    return at_the_place(value) if isinstance(value, datetime) else value


def at_the_place(value: datetime) -> datetime:
    return value.astimezone(zone(settings.PARVIS_TIME_ZONE)) if value.tzinfo else value


@lru_cache(maxsize=8)
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=16)
def months(code: str, short: bool) -> tuple[str, ...]:
    if short and code in MONTHS_SHORT:
        return tuple(MONTHS_SHORT[code])
    with override(code):
        return tuple(str((dates.MONTHS_AP if short else dates.MONTHS)[n]) for n in range(1, 13))


def day(value: date | datetime, style: str = "") -> str:
    """ "12 octobre 2026"; style "short": "12 oct."; "short-year": "12 oct. 2026"; "no-year": "12 octobre"."""
    value, code = here(value), language()
    name = months(code, style.startswith("short"))[value.month - 1]
    first = "1er" if code == "fr" and value.day == 1 else str(value.day)
    text = f"{first}{NBSP}{name}"
    return text if style in {"short", "no-year"} else f"{text} {value.year}"


def hour(value: datetime) -> str:
    value = at_the_place(value)
    if language() == "fr":
        return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02}" if value.minute else "")
    return f"{value:%H:%M}"


def period(start, end) -> str:
    """ "26 sept. – 18 oct. 2026", "from" or "until" being said by the page when one end is missing."""
    if not (start and end):
        return day(start or end, "short") if start or end else ""
    start, end = here(start), here(end)
    years = start.year != end.year
    first = day(start, "short") + (f"{NBSP}{start.year}" if years else "")
    return f"{first} – {day(end, 'short')}{NBSP}{end.year}"


def cut(text: str, length: int) -> str:
    """At most `length` characters, ended at a word."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"
