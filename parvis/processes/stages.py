"""Where a process stands on the loop, told from its phases and the clock of the database."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.ui import words

from .models import Phase, Process

LABELS: dict[str, Any] = {
    Phase.Kind.INFORMATION: gettext_lazy("Get informed"),
    Phase.Kind.CONTRIBUTIONS: gettext_lazy("Contribute"),
    Phase.Kind.SYNTHESIS: gettext_lazy("Synthesis"),
    Phase.Kind.ANSWERS: gettext_lazy("Answers"),
    Phase.Kind.DECISION: gettext_lazy("Decision"),
    Phase.Kind.FOLLOW_UP: gettext_lazy("Follow-up"),
}
ASKED = (Phase.Kind.CONTRIBUTIONS, Phase.Kind.SYNTHESIS, Phase.Kind.ANSWERS)  # nothing of it under information


def today(now: datetime) -> date:
    """The day it is where the instance lives."""
    return now.astimezone(words.zone(settings.PARVIS_TIME_ZONE)).date()


def last_day(closes_at: datetime) -> date:
    """The last day of a half-open interval: what closes at midnight was open until the day before."""
    return today(closes_at - timedelta(microseconds=1))


def answers_by(closes_at: datetime | None, days: int | None) -> date | None:
    """The last day promised for the answers, so many days after the last day to take part; None when nobody said.

    Whole days are counted, not hours: a clock that changes in between takes none away.
    """
    return last_day(closes_at) + timedelta(days=days) if closes_at and days else None


def opening(opens_at: datetime) -> str:
    """A beginning in words: its hour is not worth telling when it is midnight."""
    return words.day(opens_at) if _is_midnight(opens_at) else _at(opens_at)


def closing(closes_at: datetime) -> str:
    """An end in words: midnight is the end of the day before, which people still have whole."""
    if _is_midnight(closes_at):
        return _("%(day)s, the whole day") % {"day": words.day(last_day(closes_at))}
    return _at(closes_at)


def _is_midnight(moment: datetime) -> bool:
    return moment.astimezone(words.zone(settings.PARVIS_TIME_ZONE)).time() == time.min


def _at(moment: datetime) -> str:
    return _("%(day)s at %(hour)s") % {"day": words.day(moment), "hour": words.hour(moment)}


def until(process: Process, closes_at: datetime | None) -> str:
    """The last day to take part, in words that stay true once it has passed: what shows them may be kept for long."""
    if process.stopped_at:
        return _("Stopped on %(day)s") % {"day": words.day(process.stopped_at)}
    return _("Views and contributions until %(day)s") % {"day": words.day(last_day(closes_at))} if closes_at else ""


def waits(phase: Phase | None) -> bool:
    """Of a petition nobody has found admissible: whatever its dates, it does not begin."""
    return phase is not None and phase.awaits_reply


def state(phase: Phase | None, now: datetime) -> str:
    """done, now or next; a phase without dates is still to come."""
    if phase is None or phase.opens_at is None or phase.opens_at > now:
        return "done" if phase and phase.opens_at is None and phase.closes_at and phase.closes_at <= now else "next"
    return "now" if phase.closes_at is None or phase.closes_at > now else "done"


def states(phases: dict[str, Phase], now: datetime) -> dict[str, str]:
    """Of each kind; contributions that wait for a reply are still to come, and so is all that follows them."""
    begin = [Phase.Kind.INFORMATION] if waits(phases.get(Phase.Kind.CONTRIBUTIONS)) else LABELS
    return {kind: state(phases.get(kind), now) if kind in begin else "next" for kind in LABELS}


def stage(phases: dict[str, Phase], now: datetime, *, stopped: bool = False) -> str:
    """stopped, coming, open, synthesis, answers, decision, follow_up, or closed: what a process is doing as a whole.

    closed: contributions are over and nothing is announced after them, as with an import that tells no more.
    """
    if stopped:
        return "stopped"
    told = states(phases, now)
    if told[Phase.Kind.CONTRIBUTIONS] == "now":
        return "open"
    begun = [kind for kind in LABELS if told[kind] != "next"]
    if not begun or begun[-1] == Phase.Kind.INFORMATION:
        return "coming"
    if begun[-1] != Phase.Kind.CONTRIBUTIONS:
        return str(begun[-1])
    later = list(LABELS)[list(LABELS).index(Phase.Kind.CONTRIBUTIONS) + 1 :]
    return "synthesis" if any(kind in phases for kind in later) else "closed"


def loop(process: Process, phases: dict[str, Phase], now: datetime) -> list[dict]:
    """The steps of ui/loop.html, of a process that was not stopped; a step already overtaken by a later one is done,
    even when nobody dated its end.
    """
    kinds = [kind for kind in LABELS if process.pact.meaning.contributions or kind not in ASKED]
    known = states(phases, now)
    found = [known[kind] for kind in kinds]
    overtaken = max((place for place, told in enumerate(found) if told != "next"), default=-1)
    found = ["done" if told == "next" and place < overtaken else told for place, told in enumerate(found)]
    return [
        {
            "kind": kind,
            "label": LABELS[kind],
            "when": when(phases.get(kind), told),
            "state": told,
        }
        for kind, told in zip(kinds, found, strict=True)
    ]


def when(phase: Phase | None, told: str) -> str:
    """The dates of a phase in few words."""
    opens, closes = (phase.opens_at, phase.closes_at) if phase else (None, None)
    if waits(phase):
        return _("once found admissible")
    if opens and closes is None:
        return _("from %(day)s") % {"day": words.day(opens, "short")}
    if phase is None or closes is None:
        return _("no date announced") if told == "next" else ""
    if opens is None or (told == "next" and phase.kind in (Phase.Kind.SYNTHESIS, Phase.Kind.ANSWERS)):
        return _("by %(day)s") % {"day": words.day(last_day(closes), "short")}
    return words.period(today(opens), last_day(closes))


def lengthened(phases: dict[str, Phase]) -> list[dict]:
    """Phases whose end was moved after the opening: the day first announced, the new one, the public notice.

    early: what demanded that it close before that day, "" when it was lengthened.
    """
    return [
        {
            "before": last_day(phase.first_closes_at),
            "after": last_day(phase.closes_at),
            "notice": phase.notice,
            "early": phase.get_closed_early_display(),
        }
        for phase in phases.values()
        if phase.first_closes_at and phase.closes_at
    ]
