"""Bills as word processors write them: DOCX in, with tracked changes accepted, and out, with numbered paragraphs."""

from .amendments import AmendmentPage, amendments_docx
from .reading import looks_like_docx, read_docx
from .writing import to_docx

__all__ = ["AmendmentPage", "amendments_docx", "looks_like_docx", "read_docx", "to_docx"]
