"""The plain text of a wording as the chambers publish it: HTML, entities, marks of italics."""

import re
from html import unescape

_TAG = re.compile(
    r"</?(?:html|body|p|br|div|span|font|sup|sub|i|b|em|strong|u|a|h\d|ul|ol|li|table|colgroup|col|tbody|thead|tr|td|th)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_LINE = re.compile(r"<(?:/p|br|/div|/li|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d?);", re.IGNORECASE)
_ITALICS = re.compile(r"_+(?=[^\s_])[^\n]*?[^\s_]\s?_+|_{2,}|\s_|_\s")
_ENDLESS = re.compile(r"\s{300}|\d{300}")


def endless(wording: str) -> bool:
    """A run of blanks or of digits that nobody wrote, and that would be looked at from each of its places."""
    return len(wording) > 1_000 and _ENDLESS.search(wording) is not None


def readable(wording: str) -> str:
    """The wording without tags, entities nor marks; itself when it holds none."""
    if "\r" in wording:
        wording = wording.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in wording and _TAG.search(wording):
        wording = _LINE.sub("\n", wording)
        wording = re.sub(r"</sup>(?=\w)", " ", wording, flags=re.IGNORECASE)
        wording = re.sub(r"</t[dh]>\s*<t[dh][^<>]*>", " | ", wording, flags=re.IGNORECASE)
        wording = _TAG.sub("", wording)
    if "&" in wording and _ENTITY.search(wording):
        wording = unescape(wording)
    if "_" in wording and _ITALICS.search(wording):
        wording = re.sub(r"(?<=[\w,;])_+(?=[\w(«])", " ", wording).replace("_", "")
    if "?" in wording:
        wording = re.sub(r"(?<=\b[dlDLn])\?(?=\w)", "’", wording)
    return wording.strip("\ufeff \n\t")


_NUMBERS = r"(?:\d+(?:er|°)|[IVX]+)"
_BIS = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies"
_DIVISION = re.compile(r"^([\"«\s]*)(LIVRE|TITRE|CHAPITRE|SOUS-SECTION|SECTION)\b", re.MULTILINE)
_TYPEWRITER = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "–": "-",
        "‑": "-",
        "—": "-",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


def printed_as(article: str, line: str) -> str:
    """A new paragraph as the services of the chambers print it, with the signs of the article.

    Blanks lost around italics (1erbis), capitals of divisions, accents of capitals (A l’article, Etat).
    """
    line = re.sub(
        rf"\b({_NUMBERS})\s?({_BIS})(?=\b|[A-ZÀÉ])",
        lambda match: f"{match[1]} {match[2].lower()}",
        line,
        flags=re.IGNORECASE if line.isupper() else 0,
    )
    line = re.sub(rf"\b({_NUMBERS} (?:{_BIS}))(?=[A-ZÀÉ])", r"\1 ", line)
    line = re.sub(r"(n°)\s*(?:…|\.{3,})\s*(du)\s*(?:…|\.{3,})", r"\1 \2", line)
    line = _DIVISION.sub(lambda match: match[1] + match[2].capitalize(), line)
    if "Etat" not in article:
        line = re.sub(r"\bEtat(s?)\b", r"État\1", line)
    line = re.sub(
        r"(?:^|(?<=[.:;°)] )|(?<=[«\"])|(?<=[«\"] ))A (?=l['’]|la |une? |ce |cet|titre|compter|défaut|partir)",
        "À ",
        line,
    )
    if article and not re.search("[’«»–]", article) and re.search("['\"]", article):
        line = re.sub(r"«\s*|\s*»", '"', line).translate(_TYPEWRITER)
        line = line.replace("œ", "oe").replace("Œ", "Oe")
    return line
