"""The words inside an element, as the paragraphs a chamber counts."""

import re

from lxml import etree

from .writing import rows_as_text

_SEAM = "\x0b"  # an end of line inside a paragraph; XML never holds this character
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LEFT_OUT = {"meta", "noteRef", "img", "eop", "toc", "del"}
_INLINE = set(
    """b i a u sub sup abbr span ref mref rref mod mmod rmod remark recordedTime vote outcome ins omissis embeddedText
    opinion placeholder fillIn decoration docType docTitle docNumber docProponent docDate legislature session shortTitle
    docAuthority docPurpose docCommittee docIntroducer docStage docStatus docJurisdiction docketNumber date time person
    organization concept object event location process role term quantity def entity inline quotedText eol br
    affectedDocument relatedDocument change courtType neutralCitation party judge lawyer signature argument""".split()
)


def name_of(element: etree._Element | None) -> str:
    """Without its namespace; "" for none."""
    return "" if element is None or not isinstance(element.tag, str) else etree.QName(element).localname


def inner(element: etree._Element, text: str) -> str:
    """The words as they are written in an element: blanks are one space, but where the file says to keep them."""
    if element.get(_SPACE) == "preserve":
        return text
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def words_of(element: etree._Element) -> str:
    kept = ("".join(_kept(element))).replace(_SEAM, " ")
    return inner(element, kept)


def _kept(element: etree._Element):
    if name_of(element) in _LEFT_OUT | {"authorialNote"}:
        return
    yield _SEAM if name_of(element) in {"eol", "br"} else element.text or ""
    for child in element:
        yield from _kept(child)
        yield child.tail or ""


class Lines:
    """Paragraphs of an element: each block is one, a number alone on its line belongs to what follows, a table is one.

    without: children of the element not to read; notes: how many notes in the margin were left out.
    """

    def __init__(self, element: etree._Element, without: set[str] = frozenset()):  # type: ignore[assignment]
        self.element, self.without = element, without
        self.lines: list[str] = []
        self.words: list[str] = []
        self.waiting = ""  # a number or a guillemet, for the next line
        self.notes = 0
        self.closed = False  # quoted paragraphs just ended: their punctuation may follow

    def read(self) -> list[str]:
        for child in self.element:
            if name_of(child) not in self.without:
                self.take(child)
        self.end()
        if self.waiting:
            self.lines.append(self.waiting)
        return self.lines

    def take(self, element: etree._Element) -> None:
        name = name_of(element)
        if name == "authorialNote":
            self.notes += 1
        elif name == "table":
            self.end()
            self.put(_table(element))
        elif name == "num":
            self.end()
            self.waiting = "\u00a0".join(filter(None, (self.waiting, words_of(element))))
        elif name in _INLINE:
            self.take_inside(element)
        elif name not in _LEFT_OUT:
            self.take_block(element)

    def take_block(self, element: etree._Element) -> None:
        self.end()
        before = len(self.lines)
        if opening := element.get("startQuote"):
            self.waiting = "\u00a0".join(filter(None, (self.waiting, opening)))
        self.take_inside(element)
        self.end(element)
        if name_of(element) == "alinea" and len(self.lines) == before and not self.waiting:
            self.lines.append("")
        if inside := element.get("inlineQuote"):
            self.lines[before + 1 :] = [f"{inside}\u00a0{line}" for line in self.lines[before + 1 :]]
        if (closing := element.get("endQuote")) and len(self.lines) > before:
            self.lines[-1] += f"\u00a0{closing}"
            self.closed = True

    def take_inside(self, element: etree._Element) -> None:
        is_quoted = name_of(element) in {"quotedText", "embeddedText"}
        if is_quoted and (opening := element.get("startQuote")):
            self.words.append(f"{opening}\u00a0")
        self.words.append(_SEAM if name_of(element) in {"eol", "br"} else element.text or "")
        for child in element:
            self.take(child)
            self.words.append(child.tail or "")
        if is_quoted and (closing := element.get("endQuote")):
            self.words.append(f"\u00a0{closing}")

    def end(self, block: etree._Element | None = None) -> None:
        said = "".join(self.words)
        self.words.clear()
        if block is None or block.get(_SPACE) != "preserve":
            said = re.sub(r" ?\x0b ?", _SEAM, re.sub(r"[ \t\r\n]+", " ", said)).strip(" ")
        if self.closed and said in {";", ",", ".", ":"}:
            self.lines[-1] += said if said in ",." else f"\u00a0{said}"
        elif said.strip(" \t\r\n\x0b"):
            self.put(said.replace(_SEAM, "\n" if said.startswith("|") else " "))

    def put(self, text: str) -> None:
        self.lines.append(f"{self.waiting}\u00a0{text}" if self.waiting else text)
        self.waiting, self.closed = "", False


def _table(table: etree._Element) -> str:
    rows = [
        [words_of(cell).replace("|", "¦") for cell in row if name_of(cell) in {"td", "th"}]
        for row in table.iter()
        if name_of(row) == "tr"
    ]
    captions = [[words_of(one)] for one in table if name_of(one) == "caption"]
    return rows_as_text([row for row in captions + rows if row])
