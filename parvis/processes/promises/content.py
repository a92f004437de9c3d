"""A promise as files and the public record tell it."""

from typing import Any

from .models import Promise


def promise_content(promise: Promise) -> dict:
    """Texts by language, dates as YYYY-MM-DD; what did not happen is left out."""
    said: dict[str, Any] = {
        "what": dict(promise.what),
        "office": dict(promise.office.name),
        "due_on": _day(promise.due_on),
    }
    if promise.kind:
        said |= {"kind": promise.kind, "number": promise.number}
    if promise.first_due_on:
        said["first_due_on"] = _day(promise.first_due_on)
    if promise.new_due_on:
        said |= {"new_due_on": _day(promise.new_due_on), "late_reason": dict(promise.late_reason)}
    if promise.broken_reason:
        said |= {"broken_reason": dict(promise.broken_reason), "expected_on": _day(promise.expected_on)}
    for name in ("late_on", "broken_on", "kept_on", "moot_on"):
        if day := getattr(promise, name):
            said[name] = _day(day)
    if promise.kept_on or promise.moot_on:
        said |= {"evidence": dict(promise.evidence), "evidence_url": promise.evidence_url}
    return said


def _day(day) -> str:
    return day.isoformat() if day else ""
