"""When each block stands: a function of the process and of the facts its caller knows.

Each returns None when the act is allowed, else a list of what lacks, in sentences, which may be empty.
"""

from collections.abc import Callable, Sequence

from . import pacts, tabling
from .models import Process

Lacks = Sequence[str] | None
LEAST_REASON = 80  # characters of the reason of an answer
LEAST_GROUP = 11  # people in a group whose results are shown
KEPT = {"kept_fully", "kept_partly"}  # statuses of an answer which must cite a place in the decision
URGENT = {"safety", "legal_order"}  # why contributions may close early


def _blocked(condition: object) -> Lacks:
    return [] if condition else None


def _lacking(code: str) -> Callable[..., Lacks]:
    """A check of what the pact holds: pacts.missing knows under which code each lack is told."""

    def check(process: Process) -> Lacks:
        return [str(lack.sentence) for lack in pacts.missing(process) if lack.code == code] or None

    return check


def opening(process: Process, *, unsigned: Sequence[str] = ()) -> Lacks:
    """unsigned: offices named in the pact which have not signed what it says now."""
    return [*(str(lack.sentence) for lack in pacts.missing(process)), *unsigned] or None


def lowering(process: Process, *, changed: Sequence[str] = ()) -> Lacks:
    """changed: what was signed and would change."""
    return list(changed) if process.published_at and changed else None


def moving_a_date(process: Process, *, before, after, notice="") -> Lacks:
    """before, after: aware datetimes; before is None when no end was announced. notice: public, with a longer phase."""
    return _blocked(before is None or after < before or not notice)


def closing_early(process: Process, *, ground: str, motive) -> Lacks:
    """ground: why, one of URGENT; motive: public."""
    return _blocked(ground not in URGENT or not motive)


def taken_into_account(
    process: Process, *, published: bool, total: int, unplaced: int, before_synthesis: bool = False
) -> Lacks:
    """published: the synthesis is; total: contributions, none being nothing to take into account; unplaced: those
    without a place in it; before_synthesis: it is said so.
    """
    return _blocked(not before_synthesis and (not published or not total or unplaced))


def answered(process: Process, *, unanswered: int, silent_nodes: int) -> Lacks:
    """unanswered: contributions above the threshold without their own answer; silent_nodes: ideas without one."""
    return _blocked(unanswered or silent_nodes)


def answering(process: Process, *, status: str, reason: str, place: str = "") -> Lacks:
    """place: where in the decision, words or address; needed when something is kept."""
    return _blocked(not status or len(reason.strip()) < LEAST_REASON or (status in KEPT and not place.strip()))


def changing_an_answer(process: Process, *, published: bool, new_version: bool = False) -> Lacks:
    return _blocked(published and not new_version)


def deleting(process: Process, *, to_bin: bool = False, reason: str = "") -> Lacks:
    """to_bin: it stays in the public bin, counted, and its author can contest."""
    return _blocked(not to_bin or not reason.strip())


def showing_groups(process: Process, *, groups: Sequence[int]) -> Lacks:
    """groups: number of people in each group that would be shown."""
    return _blocked(any(people < LEAST_GROUP for people in groups))


def handing_over(process: Process, *, fingerprint: str, disagreements: bool, amendments: bool) -> Lacks:
    """fingerprint: SHA-256 of the frozen version; disagreements, amendments: their lists are there, even empty."""
    return _blocked(not (fingerprint and disagreements and amendments))


def announcing_support(process: Process, *, registered=None, verified=None, resemblance=None, since=None, until=None):
    """The base of the figure: numbers of people, a score in [0, 1], dates; None when it is not given."""
    return _blocked(None in (registered, verified, resemblance, since, until))


def ending_follow_up(process: Process, *, pending: int) -> Lacks:
    """pending: commitments neither done, nor given up with a motive, nor a year past their date with a last report."""
    return _blocked(pending)


def closing_without_margin(process: Process, *, closes_at, tabled_until) -> Lacks:
    """closes_at: when contributions end; tabled_until: the deadline of the chamber; None: nobody said."""
    return tabling.lacks(closes_at, tabled_until)


CHECKS: dict[str, Callable[..., Lacks]] = {
    "L01": opening,
    "L02": _lacking("L02"),
    "L03": _lacking("L03"),
    "L04": _lacking("L04"),
    "L05": lowering,
    "L06": moving_a_date,
    "L07": closing_early,
    "L08": taken_into_account,
    "L09": answered,
    "L10": answering,
    "L11": changing_an_answer,
    "L12": deleting,
    "L13": _lacking("L13"),
    "L14": showing_groups,
    "L15": handing_over,
    "L16": announcing_support,
    "L17": ending_follow_up,
    "L18": _lacking("L18"),
    "L19": closing_without_margin,
}
