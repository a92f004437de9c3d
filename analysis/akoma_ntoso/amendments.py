"""An amendment as an Akoma Ntoso document: its wording as it is tabled, and what it does where the software read it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from ..legistics.operations import Operation, Words
from .identification import FORBIDDEN, Document, add, add_identification, add_references, as_bytes, root
from .writing import article_eid, paragraph_eid

_TYPES = {"replace": "substitution", "remove": "repeal", "insert": "insertion"}
_QUOTES = (("«\u00a0", "\u00a0»"), ("« ", " »"), ("“", "”"), ("", ""))


@dataclass(frozen=True)
class AmendmentSheet:
    """text: the version amended; number: of the amendment; article: number of the one amended, "" for none; target: as
    the chamber writes it (« Article 4 »); wording: its lines as tabled; operations: what it does, () when it was not
    read; reasons: paragraphs of the exposé sommaire; author: who tables it."""

    text: Document
    number: str
    article: str
    target: str
    wording: str
    operations: Sequence[Operation] = ()
    reasons: Sequence[str] = ()
    author: str = ""
    on: date | None = None
    made_on: date | None = None


@dataclass(frozen=True)
class _Quoted:
    """Words of the wording, from start to end, guillemets included; role: old, new, or "" for words that stay."""

    start: int
    end: int
    quotes: tuple[str, str]
    lines: tuple[str, ...]
    role: str
    by: int  # place of the operation
    whole: bool  # paragraphs, rather than words of one


def amendment_xml(sheet: AmendmentSheet) -> bytes:
    """UTF-8."""
    sheet = replace(sheet, wording=FORBIDDEN.sub("", sheet.wording))
    on = sheet.on or sheet.text.version_on
    name = f"{sheet.text.name}-{sheet.number}"
    document = replace(
        sheet.text, kind="amendment", name=name, on=on, version_on=on, made_on=sheet.made_on or on, number=0,
        author=sheet.author or sheet.text.author,
    )  # fmt: skip
    whole, written = root("amendment", "amendement")
    meta = add(written, "meta")
    add_identification(meta, document)
    quoted = _quoted(sheet)
    if sheet.operations:
        changes = add(add(meta, "analysis", source="#publisher"), "activeModifications")
        for place, operation in enumerate(sheet.operations, start=1):
            _add_change(changes, place, operation, sheet, quoted)
    add_references(meta, document)
    preface = add(add(written, "preface"), "p")
    add(preface, "docNumber", sheet.number)
    if sheet.author:
        add(preface, "docProponent", sheet.author)
    add(preface, "affectedDocument", sheet.text.expression, href=sheet.text.expression)
    body = add(written, "amendmentBody")
    add(add(body, "amendmentHeading"), "block", sheet.target, name="target")
    said = add(add(body, "amendmentContent"), "block", name="dispositif")
    _write(add(said, "mod", eId="mod_1"), sheet.wording, quoted)
    justification = add(body, "amendmentJustification")
    for reason in sheet.reasons or ("",):
        add(justification, "p", reason)
    return as_bytes(whole)


def _quoted(sheet: AmendmentSheet) -> list[_Quoted]:
    """The words that operations name, in the order they stand in the wording; those that are not found are left out."""
    found: list[_Quoted] = []
    at = 0
    for place, operation in enumerate(sheet.operations, start=1):
        goes = operation.action != "insert" and not operation.until
        expected: list[tuple[tuple[str, ...], str]]
        expected = [((words.text,), "old" if goes else "") for words in _words(operation)]
        if operation.new:
            expected.append((operation.new, "new"))
        for lines, role in expected:
            whole = role == "new" and operation.unit in {"paragraphs", "article"}
            if one := _find(sheet.wording, at, tuple(lines), role, place, whole):
                found.append(one)
                at = one.end
    return found


def _words(operation: Operation) -> Iterator[Words]:
    for words in (operation.words, operation.until):
        if words is not None and not isinstance(words, str):
            yield words


def _find(wording: str, at: int, lines: tuple[str, ...], role: str, by: int, whole: bool) -> _Quoted | None:
    for opening, closing in _QUOTES:
        text = re.escape(opening + f"\n{opening}".join(lines) + closing)
        found = re.compile(text if opening else rf"^{text}$", re.MULTILINE).search(wording, at)
        if found and lines[0]:
            return _Quoted(found.start(), found.end(), (opening, closing), lines, role, by, whole)
    return None


def _add_change(
    changes: etree._Element, place: int, operation: Operation, sheet: AmendmentSheet, quoted: list[_Quoted]
) -> None:
    change = add(changes, "textualMod", type=_TYPES[operation.action], eId=f"am_{place}")
    add(change, "source", href="#mod_1")
    add(change, "destination", **_destination(operation, sheet))
    for role in ("old", "new"):
        for number, one in enumerate(quoted, start=1):
            if one.by == place and one.role == role:
                add(change, role, href=f"#{_eid(one, number)}")


def _destination(operation: Operation, sheet: AmendmentSheet) -> dict[str, str]:
    place, expression = operation.place, sheet.text.expression
    if operation.unit == "heading" or not sheet.article:
        return {"href": expression}
    article = article_eid(sheet.article)
    at = {"href": f"{expression}#{article}"}
    if place.first:
        at["href"] = f"{expression}#{paragraph_eid(article, place.first)}"
        if place.last > place.first:
            at["upTo"] = f"#{paragraph_eid(article, place.last)}"
    if operation.side:
        inside = operation.unit in {"words", "sentences"} and operation.side in {"before", "after"}
        at["pos"] = "inside" if inside else operation.side
    return at


def _eid(one: _Quoted, number: int) -> str:
    return f"mod_1__{'qstr' if one.whole else 'qtext'}_{number}"


def _write(mod: etree._Element, wording: str, quoted: list[_Quoted]) -> None:
    at, last = 0, None
    for number, one in enumerate(quoted, start=1):
        last = _say(mod, last, wording[at : one.start])
        opening, closing = (mark.strip("\u00a0 ") for mark in one.quotes)
        marks = {"startQuote": opening, "endQuote": closing} if opening else {}
        if one.whole:
            last = add(mod, "quotedStructure", eId=_eid(one, number), **marks)
            if opening and len(one.lines) > 1:
                last.set("inlineQuote", opening)
            for line_number, line in enumerate(one.lines, start=1):
                alinea = add(last, "alinea", eId=f"{_eid(one, number)}__al_{line_number}")
                add(add(alinea, "content"), "p", line)
        else:
            last = add(mod, "quotedText", " ".join(one.lines), eId=_eid(one, number), **marks)
        at = one.end
    _say(mod, last, wording[at:])


def _say(mod: etree._Element, last: etree._Element | None, text: str) -> etree._Element | None:
    """Words after the last child; an end of line is an eol. Returns the last child."""
    first, *others = text.split("\n")
    if last is None:
        mod.text = first
    else:
        last.tail = first
    for line in others:
        last = add(mod, "eol")
        last.tail = line
    return last
