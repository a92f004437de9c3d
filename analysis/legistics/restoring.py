"""« Rétablir le 2° dans la rédaction suivante », where « 1° et 2° (Supprimés) » stands: the others stay."""

import re

from .operations import Operation
from .sentences import plain

_GONE = re.compile(r"([\"«\s]*)(.*?)\s*\(\s*supprimée?s?\s*\)[\s.;]*", re.IGNORECASE)


def restored(lines: list[str], operation: Operation) -> list[str] | None:
    """None when the item is not marked there."""
    mine = _bare(operation.place.item)
    for index, line in enumerate(lines):
        match = _GONE.fullmatch(plain(line))
        labels = [one for one in re.split(r"\s*(?:,|\bet\b)\s*", match[2]) if _bare(one)] if match else []
        at = [number for number, one in enumerate(labels) if _bare(one) == mine]
        if match and at:
            before, after = labels[: at[0]], labels[at[0] + 1 :]
            left = [f"{match[1]}{_all(part)} (Supprimé)" for part in (before, after) if part]
            return [
                *lines[:index],
                *(left[:1] if before else []),
                *operation.new,
                *(left[-1:] if after else []),
                *lines[index + 1 :],
            ]
    return None


def _all(labels: list[str]) -> str:
    return " et ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))


def _bare(label: str) -> str:
    return re.sub(r"[\s.)–-]", "", label)
