"""The calendar of a bill, from a dossier in JSON, as steps of the path of the decision.

Format: {"long_title": …, "steps": [{"stage", "step", "institution", "date", "source_url"}, …]}, as the open data of the
French parliament tells it; docs/formats/dossier.md.
"""

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from analysis.safe_text import clean

STAGES = {
    "1ère lecture": ("1re lecture", "First reading"),
    "2ème lecture": ("2e lecture", "Second reading"),
    "3ème lecture": ("3e lecture", "Third reading"),
    "nouv. lect.": ("Nouvelle lecture", "New reading"),
    "nouvelle lecture": ("Nouvelle lecture", "New reading"),
    "l. définitive": ("Lecture définitive", "Final reading"),
    "lecture définitive": ("Lecture définitive", "Final reading"),
    "CMP": ("Commission mixte paritaire", "Joint committee"),
    "constitutionnalité": ("Conseil constitutionnel", "Constitutional Council"),
    "promulgation": ("Promulgation", "Promulgation"),
}
STEPS = {
    "depot": ("dépôt", "tabling", ("L’auteur du texte", "The author of the text")),
    "commission": (
        "commission",
        "committee",
        ("Les membres de la commission, par amendement", "Members of the committee, by amendment"),
    ),
    "hemicycle": (
        "séance publique",
        "plenary",
        ("Tous les membres, par amendement", "All members, by amendment"),
    ),
}
INSTITUTIONS = {
    "senat": ("Sénat", "Senate"),
    "assemblee": ("Assemblée nationale", "National Assembly"),
    "gouvernement": ("Gouvernement", "Government"),
    "CMP": ("Commission mixte paritaire", "Joint committee"),
    "conseil constitutionnel": ("Conseil constitutionnel", "Constitutional Council"),
}


class UnreadableDossier(ValueError):
    """The file is not a dossier; the message says what is wrong and where."""


@dataclass(frozen=True)
class Step:
    """title, body and can_change: {"fr": …, "en": …}."""

    title: dict[str, str]
    body: dict[str, str]
    can_change: dict[str, str]
    on: date | None
    url: str


def read_dossier(content: bytes) -> list[Step]:
    """Steps in their order. Raises UnreadableDossier."""
    try:
        dossier = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise UnreadableDossier(f"JSON: {error}")
    raw = dossier.get("steps") if isinstance(dossier, dict) else None
    if not isinstance(raw, list) or not raw:
        raise UnreadableDossier("JSON: “steps” is missing or empty.")
    return [_step(number, one) for number, one in enumerate(raw, start=1)]


def _step(number: int, raw) -> Step:
    if not isinstance(raw, dict):
        raise UnreadableDossier(f"step {number}: an object was expected.")
    words = (raw.get(name) or "" for name in ("stage", "step", "institution"))
    stage, step, house = (clean(str(word), multiline=False)[:80] for word in words)
    if not stage and not step:
        raise UnreadableDossier(f"step {number}: “stage” and “step” are both missing.")
    stage_fr, stage_en = STAGES.get(stage, (stage, stage))
    step_fr, step_en, change = STEPS.get(step, (step, step, ("", "")))
    body_fr, body_en = INSTITUTIONS.get(house, (house, house))
    return Step(
        title={"fr": _joined(stage_fr, step_fr), "en": _joined(stage_en, step_en)},
        body={"fr": body_fr, "en": body_en},
        can_change={"fr": change[0], "en": change[1]},
        on=_date(number, raw.get("date")),
        url=_url(raw.get("source_url")),
    )


def _joined(*parts: str) -> str:
    kept = [part for part in dict.fromkeys(parts) if part]
    return " – ".join(kept)


def _date(number: int, text) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        raise UnreadableDossier(f"step {number}: “{str(text)[:40]}” is not a date (year-month-day).")


def _url(text) -> str:
    url = str(text or "")
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url[:200] if parts.scheme in {"http", "https"} and parts.hostname else ""
