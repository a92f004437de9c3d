"""Files of the Sénat: the CSV of all amendments to a text, and the order of discussion in JSON."""

import csv
import io
import json
import re

from .bills import gettext_noop
from .chamber_lists import Tabled, UnreadableList, day, numbered, outcome_of, words_of

# Columns as published, and as in tables made from them.
COLUMNS = {
    "numéro": "number",
    "number": "number",
    "subdivision": "place",
    "alinéa": "paragraph",
    "alinea": "paragraph",
    "auteur": "author",
    "author": "author",
    "au nom de": "group",
    "on_behalf_of": "group",
    "date de dépôt": "tabled_on",
    "date": "tabled_on",
    "dispositif": "wording",
    "objet": "reason",
    "sort": "outcome_words",
    "url amendement": "url",
}
_LAST = 3  # outcome and two addresses: after the last of the cells people write in


def read_csv(content: bytes) -> list[Tabled]:
    """Published with tabs, in Windows-1252, quotes unescaped; or an ordinary CSV in UTF-8. Raises UnreadableList."""
    text = _decoded(content)
    if text.startswith("sep="):
        first, _end, text = text.partition("\n")
        rows = _published(text, first[4:5] or "\t")
    else:
        try:
            rows = list(csv.reader(io.StringIO(text), delimiter=_separator(text)))
        except csv.Error as error:
            raise UnreadableList(f"CSV: {error}")
    if not rows:
        raise UnreadableList(gettext_noop("CSV: the file is empty."))
    names = [COLUMNS.get(name.strip().lower(), "") for name in rows[0]]
    if "number" not in names or "outcome_words" not in names:
        raise UnreadableList(gettext_noop("CSV: the columns “Numéro” and “Sort” are needed on the first line."))
    found = (_row(dict(zip(names, row, strict=False))) for row in rows[1:])
    return [one for one in found if one.number]


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n")


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _published(text: str, separator: str) -> list[list[str]]:
    """Quotes mean nothing there. A row that a line end or a separator inside a cell broke is put together again: the
    columns on both sides of the long texts are counted from each end."""
    header, *lines = text.split("\n")
    names = header.split(separator)
    begins = re.compile(rf"[A-Za-z]+{re.escape(separator)}")
    broken: list[list[str]] = []  # the lines of each row
    for line in lines:
        if begins.match(line) or not broken:
            broken.append([line])
        elif line.strip():
            broken[-1].append(line)
    rows = ["\n".join(row).split(separator) for row in broken]
    before = len(names) - _LAST - 1  # the last long text, « Objet », takes what is too much
    whole = []
    for row in rows:
        if len(row) > len(names):
            row = [*row[:before], " ".join(row[before : len(row) - _LAST]), *row[-_LAST:]]
        whole.append(row)
    return [names, *whole]


def _row(cells: dict[str, str]) -> Tabled:
    place, paragraph, author, group = (
        " ".join((cells.get(name) or "").split()) for name in ("place", "paragraph", "author", "group")
    )
    number, revision = numbered(cells.get("number") or "")
    written = " ".join((cells.get("outcome_words") or "").split())
    url = (cells.get("url") or "").strip()
    return Tabled(
        number=number,
        revision=revision,
        place=place,
        paragraph=paragraph,
        author=author,
        group=group,
        wording=words_of(cells.get("wording") or ""),
        reason=words_of(cells.get("reason") or ""),
        outcome=outcome_of(written),
        outcome_words=written,
        tabled_on=day((cells.get("tabled_on") or "").strip()),
        url=f"https:{url}" if url.startswith("//") else url,
    )


def read_order(content: bytes) -> list[Tabled]:
    """The order of discussion of a sitting: no words there, but the place of each. Raises UnreadableList."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
        divisions = [(one["libelle_subdivision"], one["Amendements"]) for one in told["Subdivisions"]]
        numbers = {str(one["idAmendement"]): one["num"] for _place, found in divisions for one in found}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableList(f"JSON: {error}")
    listed: list[Tabled] = []
    for place, found in divisions:
        for one in found:
            number, revision = numbered(str(one["num"]))
            parent = numbers.get(str(one.get("idAmendementPere", "")), "")
            listed.append(
                Tabled(
                    number=number,
                    revision=revision,
                    place=str(place),
                    paragraph=str(one.get("libelleAlinea", "")),
                    author=str(one.get("auteur", "")),
                    outcome=outcome_of(str(one.get("sort", ""))),
                    outcome_words=str(one.get("sort", "")),
                    parent=numbered(str(parent))[0],
                    identical=str(one.get("idIdentique", "")),
                    order=len(listed) + 1,
                )
            )
    return listed
