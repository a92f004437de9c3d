"""A bill from an Akoma Ntoso document, ours or another's.

Read as text only: a document type, entities and addresses of schemas are refused or left alone, nothing is fetched.
"""

import re
from collections.abc import Iterator

from lxml import etree

from .. import bill_headings as headings
from ..bills import KINDS, LABELS, Article, Bill, Division, Kind, Remark, Unreadable, check, gettext_noop
from .identification import FORBIDDEN, NAMESPACE
from .lines import Lines, inner, name_of, words_of

DEEPEST = 60  # elements in one another
MOST_ELEMENTS = 400_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKUP = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_ARTICLES = ("article", "clause")
_OTHER_KINDS: dict[str, Kind] = {"tome": "book", "subpart": "book", "subtitle": "chapter", "subchapter": "section"}
_CONTAINERS = {
    "level",
    "division",
    "subdivision",
    "hcontainer",
    "container",
    "list",
    "transitional",
    "body",
    "mainBody",
}
_LABEL = re.compile(
    rf"(?i:articles?|clauses?|art\.|{'|'.join(name for some in LABELS.values() for name in some.values())})[ \u00a0]*"
)


def looks_like_xml(text: str) -> bool:
    """Whether an uploaded file means to be Akoma Ntoso, rather than a web page with an XML declaration."""
    return re.search(r"<(?:[\w.-]+:)?akomaNtoso\b", text[:5_000]) is not None


def read_akoma_ntoso(text: str) -> Bill:
    """Raises Unreadable."""
    check(text)
    whole = _parsed(text)
    body = next((one for one in whole.iter() if name_of(one) in {"body", "mainBody"}), None)
    if body is None or name_of(body.getparent()) not in {"bill", "act", "doc", "statement"}:
        raise Unreadable(gettext_noop("This Akoma Ntoso file holds no bill: choose the document of the text itself."))
    bill = Bill()
    preface = next((one for one in body.getparent() if name_of(one) == "preface"), None)
    bill.title = _title(preface) if preface is not None else ""
    bill.children = list(_nodes(body, _names_of_articles(body), bill.remarks))
    if not bill.articles:
        bill.remarks.append(
            Remark(1, gettext_noop("No article was found: each begins with a line such as “Article 1” or “Clause 1”."))
        )
    _find_repeats(bill)
    bill.remarks.sort(key=lambda remark: remark.line)
    return bill


def _parsed(text: str) -> etree._Element:
    bare = FORBIDDEN.sub("", _DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    if _MARKUP.search(bare):
        raise Unreadable(gettext_noop("The file declares a document type or entities: save it without them."))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    depth = most = 0
    try:
        whole = etree.fromstring(bare, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable(gettext_noop("The file is not whole XML: save it again as Akoma Ntoso 3.0."))
    for event, _element in etree.iterwalk(whole, events=("start", "end")):
        depth += 1 if event == "start" else -1
        most += event == "start"
        if depth > DEEPEST or most > MOST_ELEMENTS:
            raise Unreadable(gettext_noop("The file holds too many elements, or too deep: give the bill alone."))
    if name_of(whole) != "akomaNtoso" or not (etree.QName(whole).namespace or "").startswith(NAMESPACE):
        raise Unreadable(gettext_noop("The file is XML, but not Akoma Ntoso 3.0: save it in that format."))
    return whole


def _names_of_articles(body: etree._Element) -> set[str]:
    """Where no article is called so, the sections that hold words are the articles."""
    names = {name_of(one) for one in body.iter()}
    return set(_ARTICLES) if names & set(_ARTICLES) or not names & {"content", "intro"} else {"section"}


def _title(preface: etree._Element) -> str:
    for wanted in ("longTitle", "docTitle", "shortTitle"):
        found = next((one for one in preface.iter() if name_of(one) == wanted), None)
        if found is not None and (said := " ".join(Lines(found).read())):
            return said[:600]
    return " ".join(Lines(preface).read())[:600]


def _nodes(parent: etree._Element, articles: set[str], remarks: list[Remark]) -> Iterator[Division | Article]:
    for child in parent:
        name = name_of(child)
        kind = name if name in KINDS else _OTHER_KINDS.get(name)
        if name in articles:
            yield _article(child, remarks)
        elif kind is not None:
            yield _division(child, kind, articles, remarks)  # type: ignore[arg-type]
        elif name in _CONTAINERS and any(name_of(one) in articles for one in child.iter()):
            yield from _nodes(child, articles, remarks)
        elif name not in {"num", "heading", "subheading"} and (said := " ".join(Lines(child).read())):
            words = said if len(said) <= 60 else f"{said[:59]}…"
            message = gettext_noop("“%(words)s” is in no article and is left out.")
            remarks.append(Remark(child.sourceline or 1, message, {"words": words}))


def _division(element: etree._Element, kind: Kind, articles: set[str], remarks: list[Remark]) -> Division:
    number, note = _number(element)
    return Division(kind, number, _heading(element), note, list(_nodes(element, articles, remarks)))


def _article(element: etree._Element, remarks: list[Remark]) -> Article:
    number, note = _number(element)
    lines = Lines(element, without={"num", "heading", "subheading"})
    article = Article(number, _heading(element), note, lines.read())
    if lines.notes:
        message = gettext_noop("Article %(number)s: notes in the margin are left out.")
        remarks.append(Remark(element.sourceline or 1, message, {"number": number}))
    return article


def _number(element: etree._Element) -> tuple[str, str]:
    """(« 4 bis », « nouveau ») of « Article 4 bis (nouveau) »."""
    num = next((child for child in element if name_of(child) == "num"), None)
    if num is None:
        return "", ""
    inline = next((one for one in num if name_of(one) == "inline" and one.get("name") == "note"), None)
    if inline is not None:
        note = words_of(inline)
        number = _unlabelled(inner(num, num.text or ""))
        return number, note[1:-1] if note.startswith("(") and note.endswith(")") else note
    words = words_of(num)
    found = headings.find(words)
    if found and len(found.numbers) == 1 and not (found.heading or found.first):
        return found.numbers[0], found.note
    return _unlabelled(words), ""


def _unlabelled(words: str) -> str:
    """The number without « Article » or « Chapitre » before it, and « partie » after it."""
    found = headings.find(words)
    if found and len(found.numbers) == 1:
        return found.numbers[0]
    return _LABEL.sub("", words, count=1) if _LABEL.match(words) else words


def _heading(element: etree._Element) -> str:
    said = (words_of(child) for child in element if name_of(child) in {"heading", "subheading"})
    return " ".join(filter(None, said))


def _find_repeats(bill: Bill) -> None:
    seen = set()
    for article in bill.articles:
        if article.number in seen:
            message = gettext_noop("Two articles have the number %(number)s: give each its own.")
            bill.remarks.append(Remark(1, message, {"number": article.number}))
        seen.add(article.number)
