"""What a file says of itself: work, expression (one language, one version) and manifestation (this file)."""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANGUAGES = {"fr": "fra", "en": "eng"}  # ISO 639-2, as Akoma Ntoso wants them
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in any XML
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_NOT_IN_ADDRESSES = re.compile(r"[^\w.~-]+", re.ASCII)


@dataclass(frozen=True)
class Document:
    """A version of a text. name: short, as in addresses; on: date of the work; version_on: of this version; made_on: of
    the file; author: who the text comes from; publisher: who makes the file; number: of the version, 0 unknown."""

    name: str
    on: date
    version_on: date
    made_on: date
    language: str = "fr"
    country: str = "fr"
    author: str = ""
    publisher: str = "Parvis"
    number: int = 0
    kind: str = "bill"

    @property
    def work(self) -> str:
        name = _NOT_IN_ADDRESSES.sub("-", self.name).strip("-") or "text"
        return f"/akn/{self.country}/{self.kind}/{self.on.isoformat()}/{name}"

    @property
    def expression(self) -> str:
        return f"{self.work}/{LANGUAGES[self.language]}@{self.version_on.isoformat()}"


def root(kind: str, name: str) -> tuple[etree._Element, etree._Element]:
    """(the whole document, its bill or its amendment)."""
    whole = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    return whole, add(whole, kind, name=name)


def add(parent: etree._Element, tag: str, /, text: str = "", **attributes: str) -> etree._Element:
    """A child with its words, blanks included. A trailing _ of an attribute is left out (`as_`)."""
    said = {key.rstrip("_"): FORBIDDEN.sub("", value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", said)
    if text:
        child.text = FORBIDDEN.sub("", text)
        if " ".join(re.split(r"[ \t\r\n]+", text)).strip(" ") != text:
            child.attrib.update(_PRESERVE)
    return child


def add_identification(meta: etree._Element, document: Document) -> None:
    identification = add(meta, "identification", source="#publisher")
    levels = (
        ("FRBRWork", document.work, "", document.on, "work", "author"),
        ("FRBRExpression", document.expression, "", document.version_on, "version", "author"),
        ("FRBRManifestation", document.expression, ".xml", document.made_on, "file", "publisher"),
    )
    for level, address, suffix, day, name, by in levels:
        at = add(identification, level)
        add(at, "FRBRthis", value=f"{address}/!main{suffix}")
        add(at, "FRBRuri", value=f"{address}{suffix}")
        add(at, "FRBRdate", date=day.isoformat(), name=name)
        add(at, "FRBRauthor", href=f"#{by}", as_="#writer" if by == "author" else "#editor")
        if level == "FRBRWork":
            add(at, "FRBRcountry", value=document.country)
        elif level == "FRBRExpression":
            if document.number:
                add(at, "FRBRversionNumber", value=str(document.number))
            add(at, "FRBRlanguage", language=LANGUAGES[document.language])


def add_references(meta: etree._Element, document: Document) -> None:
    references = add(meta, "references", source="#publisher")
    for name, words in (("publisher", document.publisher), ("author", document.author or document.publisher)):
        add(references, "TLCOrganization", eId=name, href=f"/akn/ontology/organization/{name}", showAs=words)
    for name, words in (("writer", "Author"), ("editor", "Editor")):
        add(references, "TLCRole", eId=name, href=f"/akn/ontology/role/{name}", showAs=words)


def as_bytes(whole: etree._Element) -> bytes:
    return etree.tostring(whole, encoding="UTF-8", xml_declaration=True, pretty_print=True)
