"""What a paragraph has from its style, and from those its style rests on."""

import re
from typing import Any

from lxml import etree

from .numbering import STYLE, W, value, whole

_CHAIN = 12  # styles resting on one another


class Styles:
    def __init__(self, part: etree._Element):
        self.known = {one.get(f"{W}styleId", ""): one for one in part.findall(f"{W}style")}
        self.default = next((key for key, one in self.known.items() if _is_default(one)), "")

    def chain(self, paragraph: etree._Element) -> list[etree._Element]:
        """The style of a paragraph, then those it rests on."""
        own = paragraph.find(f"{W}pPr")
        key = value(own, "pStyle") or self.default
        found: list[etree._Element] = []
        while (style := self.known.get(key)) is not None and style not in found and len(found) < _CHAIN:
            found.append(style)
            key = value(style, "basedOn")
        return found

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Set as a heading or a title, or in the middle of the line."""
        chain = self.chain(paragraph)
        if any(re.fullmatch(r"(?i:heading \d|title|subtitle)", value(style, "name")) for style in chain):
            return True
        return next(filter(None, (value(one, "jc") for one in self._properties(paragraph, chain))), "") == "center"

    def is_own(self, paragraph: etree._Element) -> bool:
        """A paragraph of ours, whose number in the margin is not of the text."""
        return any(value(style, "name") == STYLE for style in self.chain(paragraph)[:1])

    def is_contents(self, paragraph: etree._Element) -> bool:
        """A line of a table of contents."""
        return any(re.match(r"(?i:toc )", value(style, "name")) for style in self.chain(paragraph)[:1])

    def number(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """(list, level) it is numbered in; None when it is not."""
        for one in self._properties(paragraph, self.chain(paragraph)):
            numbered = one.find(f"{W}numPr")
            if numbered is not None and (found := value(numbered, "numId")):
                return None if found == "0" else (found, whole(value(numbered, "ilvl")))
        return None

    def _properties(self, paragraph: etree._Element, chain: list[etree._Element]) -> list[Any]:
        some = [paragraph.find(f"{W}pPr"), *(style.find(f"{W}pPr") for style in chain)]
        return [one for one in some if one is not None]


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}
