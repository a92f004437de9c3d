"""The numbers a word processor shows before paragraphs without writing them: « 1° », « a) », « Article 3 »."""

import re
from collections import Counter
from typing import Any

from lxml import etree

from ..roman import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OWN, STYLE = "parvis-alineas", "Parvis alinea"  # our own numbers in the margin, which are not words of the text
_MOST = 100_000  # numbers beyond are not written in letters


class Numbering:
    """part: the numbering part of the file; None when it has none."""

    def __init__(self, part: etree._Element | None):
        self.lists: dict[str, etree._Element] = {}  # by numId
        self.levels: dict[str, dict[int, etree._Element]] = {}  # by abstractNumId
        self.own: set[str] = set()
        self.counted: dict[str, Counter[int]] = {}
        self.begun: set[str] = set()
        for one in [] if part is None else part:
            key = one.get(f"{W}abstractNumId", "")
            if one.tag == f"{W}abstractNum":
                self.levels[key] = {whole(level.get(f"{W}ilvl")): level for level in one.findall(f"{W}lvl")}
                if value(one, "name") == OWN:
                    self.own.add(key)
            elif one.tag == f"{W}num":
                self.lists[one.get(f"{W}numId", "")] = one

    def label(self, list_id: str, level: int) -> str:
        """What stands before the next paragraph of this list at this level; counts it. "" when nothing does."""
        found = self.lists.get(list_id)
        key = "" if found is None else value(found, "abstractNumId")
        levels = self.levels.get(key, {})
        if found is None or key in self.own or level not in levels:
            return ""
        counted = self.counted.setdefault(key, Counter())
        self._begin(list_id, found, counted)
        counted[level] = counted[level] + 1 if level in counted else self._start(levels, level)
        for deeper in [each for each in counted if each > level]:
            del counted[deeper]
        kind = value(levels[level], "numFmt")
        if kind == "bullet":
            return "–"
        legal = levels[level].find(f"{W}isLgl") is not None

        def written(mark: re.Match) -> str:
            at = int(mark[1]) - 1
            number = counted.get(at, self._start(levels, at))
            return as_written(number, "decimal" if legal else value(levels.get(at), "numFmt"))

        return re.sub(r"%([1-9])", written, value(levels[level], "lvlText")).strip() if kind != "none" else ""

    def _begin(self, list_id: str, found: etree._Element, counted: Counter[int]) -> None:
        """The first time a list is met, its own beginnings hold."""
        if list_id in self.begun:
            return
        self.begun.add(list_id)
        for override in found.findall(f"{W}lvlOverride"):
            if start := value(override, "startOverride"):
                counted[whole(override.get(f"{W}ilvl"))] = whole(start) - 1

    @staticmethod
    def _start(levels: dict[int, etree._Element], level: int) -> int:
        return whole(value(levels.get(level), "start") or "1")


def as_written(number: int, kind: str) -> str:
    if kind in {"lowerRoman", "upperRoman"} and 0 < number < _MOST:
        return roman(number) if kind == "upperRoman" else roman(number).lower()
    if kind in {"lowerLetter", "upperLetter"} and 0 < number < _MOST:
        letter = chr(ord("a") + (number - 1) % 26) * (min((number - 1) // 26, 9) + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind == "ordinal" and number == 1:
        return "1er"
    return f"{number:02}" if kind == "decimalZero" else str(number)


def value(parent: Any, name: str) -> str:
    child = None if parent is None else parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else 0
