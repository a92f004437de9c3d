"""Akoma Ntoso 3.0 (OASIS LegalDocML): a bill out and back, and amendments out. Fields: docs/formats/akoma-ntoso.md.

Each paragraph is an `alinea`, so that its number is its place in the article.
Source: Akoma Ntoso Version 1.0, OASIS Standard, 29 August 2018.
"""

from .amendments import AmendmentSheet, amendment_xml
from .identification import Document
from .reading import looks_like_xml, read_akoma_ntoso
from .writing import to_akoma_ntoso

__all__ = ["AmendmentSheet", "Document", "amendment_xml", "looks_like_xml", "read_akoma_ntoso", "to_akoma_ntoso"]
