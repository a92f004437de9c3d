"""The plain text of a wording as the chambers publish it: HTML, entities, marks of italics."""

import re
from html import unescape

_TAG = re.compile(
    r"</?(?:p|br|div|span|sup|sub|i|b|em|strong|ul|ol|li|table|tbody|thead|tr|td|th|a|u)\b[^<>]*>", re.IGNORECASE
)
_LINE = re.compile(r"<(?:/p|br|/div|/li|/tr)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d?);", re.IGNORECASE)
_ITALICS = re.compile(r"_+(?=[^\s_])[^\n]*?[^\s_]\s?_+|_{2,}|\s_|_\s")


def readable(wording: str) -> str:
    """The wording without tags, entities nor marks; itself when it holds none."""
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
    return wording.strip()
