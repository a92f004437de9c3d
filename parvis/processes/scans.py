"""The scan of a signed act: known by its content, never by its name."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

LIMIT = 8 * 1024 * 1024  # bytes
PIXELS = 60_000_000  # an A3 page at 600 dots per inch
ACCEPT = "application/pdf,image/png,image/jpeg"


class NotAScan(ValueError):
    """The text is a sentence for who sent the file."""


@dataclass(frozen=True)
class Scan:
    content: bytes
    extension: str  # pdf, png or jpg


def read(content: bytes) -> Scan:
    """Raises NotAScan."""
    if len(content) > LIMIT:
        raise NotAScan(_("The file is larger than 8 MB: scan it in black and white, or at 200 dots per inch."))
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return Scan(content, "pdf")
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            kind, (width, height) = picture.format, picture.size
            picture.verify()
    except Exception:  # whatever a broken picture makes of its reader
        raise NotAScan(_("This file is not a whole PDF, PNG or JPEG: scan the act again, or choose another file."))
    if width * height > PIXELS:
        raise NotAScan(_("The picture is too large: scan it at 200 dots per inch."))
    return Scan(content, "png" if kind == "PNG" else "jpg")
