"""Wordings laid out to the letter as both chambers print them, each quoted part on lines of its own: read by the line.

Lines tell where a quotation ends, whatever guillemets it holds, and counts how many paragraphs come. What does not
follow the layout is left to the general reader.
"""

from .operations import Operation
from .printed_an import Assembly
from .printed_lines import Elsewhere
from .printed_senat import Senate
from .wordings import endless


def read_printed(wording: str, convention: str) -> list[Operation] | None:
    """The operations, or None when a line is not what the chamber would print there."""
    if endless(wording):
        return None
    reader = (Assembly if convention == "fr-an" else Senate)(wording)
    try:
        return reader.whole()
    except (Elsewhere, IndexError, KeyError, ValueError):
        return None
