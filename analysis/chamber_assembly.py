"""Files of the Assemblée nationale: amendments in XML or JSON, the order of discussion in XML."""

import json
from typing import Any

from lxml import etree

from .bills import gettext_noop
from .chamber_lists import Tabled, UnreadableList, day, numbered, outcome_of, words_of

_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def read_xml(content: bytes) -> list[Tabled]:
    """Raises UnreadableList."""
    try:
        root = etree.fromstring(content, parser=etree.XMLParser(**_PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableList(f"XML: {error}")
    if root.tag == "amendement" and root.find("numeroLong") is not None:
        return [_one(root)]
    if found := [one for one in root.iter("amendement") if one.get("numero")]:
        return [_listed(one, order) for order, one in enumerate(found, start=1)]
    if found := [one for one in root.iter("amendement") if one.find("numeroLong") is not None]:
        return [_one(one) for one in found]
    raise UnreadableList(gettext_noop("XML: no amendment was found in the file."))


def _one(root: etree._Element) -> Tabled:
    written = _text(root, "sortEnSeance")
    number, revision = numbered(_text(root, "numeroLong"))
    return Tabled(
        number=number,
        revision=revision.strip("()"),
        place=_text(root, "division/titre"),
        author=words_of(_text(root, "listeDesSignataires").replace("&amp;", "&")).replace("\n", " "),
        wording=words_of(_text(root, "dispositif")),
        reason=words_of(_text(root, "exposeSommaire")),
        outcome=outcome_of(written),
        outcome_words=written,
        tabled_on=day(_text(root, "dateDepot")),
        settled_on=day(_text(root, "dateSaisieSort")),
        parent=_text(root, "numeroParent"),
    )


def _listed(one: etree._Element, order: int) -> Tabled:
    written = (one.get("sort") or "").strip()
    return Tabled(
        number=(one.get("numero") or "").strip(),
        place=(one.get("place") or "").strip(),
        paragraph=(one.get("alineaLabel") or "").strip(),
        author=(one.get("auteurLabelFull") or one.get("auteurLabel") or "").strip(),
        group=(one.get("auteurGroupe") or "").strip(),
        outcome=outcome_of(written),
        outcome_words=written,
        parent=(one.get("parentNumero") or "").strip(),
        identical=(one.get("discussionIdentique") or "").strip(),
        order=order,
    )


def _text(root: etree._Element, path: str) -> str:
    return (root.findtext(path) or "").strip()


def read_json(content: bytes) -> list[Tabled]:
    """One amendment of the open data, or a list of them. Raises UnreadableList."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableList(f"JSON: {error}")
    found = []
    for number, one in enumerate(told if isinstance(told, list) else [told], start=1):
        if not isinstance(one, dict) or not isinstance(one.get("amendement"), dict):
            raise UnreadableList(f"JSON: object {number} has no “amendement”.")
        found.append(_open(one["amendement"]))
    return found


def _open(one: dict[str, Any]) -> Tabled:
    """Absent values are objects there ({"@xsi:nil": "true"})."""
    written = _at(one, "cycleDeVie", "sort") or _at(one, "cycleDeVie", "etatDesTraitements", "sousEtat", "libelle")
    return Tabled(
        number=_at(one, "identification", "numeroLong"),
        place=_at(one, "pointeurFragmentTexte", "division", "titre"),
        paragraph=_at(one, "pointeurFragmentTexte", "amendementStandard", "alinea", "alineaDesignation"),
        author=words_of(_at(one, "signataires", "libelle")).replace("\n", " "),
        wording=words_of(_at(one, "corps", "contenuAuteur", "dispositif")),
        reason=words_of(_at(one, "corps", "contenuAuteur", "exposeSommaire")),
        outcome=outcome_of(written),
        outcome_words=written,
        tabled_on=day(_at(one, "cycleDeVie", "dateDepot")),
        settled_on=day(_at(one, "cycleDeVie", "dateSort")),
        parent=_at(one, "amendementParentRef"),
        identical=_at(one, "discussionIdentique", "idDiscussion"),
    )


def _at(told: Any, *names: str) -> str:
    for name in names:
        told = told.get(name) if isinstance(told, dict) else None
    return told.strip() if isinstance(told, str) else ""
