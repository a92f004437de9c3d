"""The consultation once read and checked: plain values, nothing of the database."""

from dataclasses import dataclass, field
from datetime import datetime

OPINIONS = ("agree", "mixed", "disagree")


@dataclass
class Section:
    slug: str
    number: str
    title: str


@dataclass
class Said:
    """A contribution. `counts`: all that was counted, by stance value; `stances`: value by voter, part of the counts.

    missing_children: arguments and sources the source only numbers. article: its number in the bill.
    """

    id: str
    kind: str
    author: str
    parent: str = ""
    section: str = ""
    title: str = ""
    body: str = ""
    reason: str = ""
    side: str = ""
    link: str = ""
    category: str = ""
    article: str = ""
    explanation: str = ""
    missing: str = ""
    said_at: datetime | None = None
    trashed: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    stances: dict[str, str] = field(default_factory=dict)
    missing_children: dict[str, int] = field(default_factory=dict)

    @property
    def stance_counts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for value in self.stances.values():
            found[value] = found.get(value, 0) + 1
        return found

    @property
    def declared(self) -> dict[str, int]:
        """What was counted without individual stances; never negative once read."""
        taken = self.stance_counts
        return {value: total - taken.get(value, 0) for value, total in self.counts.items()}


@dataclass
class Consultation:
    sections: list[Section]
    said: list[Said]  # parents come before what is said about them
    warnings: list[str]
    digest: str

    def totals(self) -> dict[str, int]:
        """Figures for the report of the import and the public record."""
        found = {
            f"{kind}s": sum(one.kind == kind for one in self.said)
            for kind in ("article", "proposal", "modification", "argument", "source")
        }
        found["stances"] = sum(len(one.stances) for one in self.said)
        found["declared"] = sum(sum(one.declared.get(value, 0) for value in OPINIONS) for one in self.said)
        found["opinions"] = found["stances"] + found["declared"]
        found["useful"] = sum(one.counts.get("useful", 0) for one in self.said)
        for measure in ("arguments", "sources"):
            found[f"{measure}_without_text"] = sum(one.missing_children.get(measure, 0) for one in self.said)
        found["hidden"] = sum(one.trashed for one in self.said)
        found["undated"] = sum(one.said_at is None for one in self.said)
        found["voters"] = len({voter for one in self.said for voter in one.stances})
        return found
