"""The official schema, and texts to write as Akoma Ntoso."""

from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from analysis.akoma_ntoso import Document

SCHEMAS = Path(__file__).parent / "schemas"
TEXT = Document(
    "calme", date(2026, 1, 15), date(2026, 2, 1), date(2026, 2, 2), author="Le conseil", publisher="Parvis", number=2
)


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "akomantoso30.xsd")))


def faults(content: bytes) -> list[str]:
    """What the official schema says against a document."""
    official = schema()
    official.validate(etree.fromstring(content))
    return [f"{error.line}: {error.message}" for error in official.error_log]
