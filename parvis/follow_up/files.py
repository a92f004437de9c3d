"""Files that prove something: known by their content. A photo is drawn again, so that nothing rides along with it."""

import hashlib
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

LIMIT = 8 * 1024 * 1024  # bytes
PIXELS = 60_000_000
LARGEST_SIDE = 1600  # pixels, once drawn again
PHOTOS, DOCUMENTS = "image/png,image/jpeg", "application/pdf"


class Unreadable(ValueError):
    """The text is a sentence for who sent the file."""


@dataclass(frozen=True)
class Checked:
    content: bytes
    extension: str  # pdf, png or jpg
    width: int | None = None
    height: int | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def document(content: bytes) -> Checked:
    """Raises Unreadable."""
    _small_enough(content)
    if not (content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]):
        raise Unreadable(_("This file is not a whole PDF: export the document as PDF, then choose it again."))
    return Checked(content, "pdf")


def photo(content: bytes) -> Checked:
    """Turned the right way up, made smaller, without where, when and by whom it was taken. Raises Unreadable."""
    _small_enough(content)
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as sent:
            if sent.width * sent.height > PIXELS:
                raise Unreadable(_("This photo is too large: make it smaller, 60 million pixels at most."))
            kind = sent.format
            upright = ImageOps.exif_transpose(sent)
            upright = upright.convert("RGB" if kind == "JPEG" else "RGBA")
    except Unreadable:
        raise
    except Exception:  # whatever a broken picture makes of its reader
        raise Unreadable(_("This file is not a whole PNG or JPEG picture: choose another one."))
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    drawn = Image.frombytes(upright.mode, upright.size, upright.tobytes())  # the pixels, and nothing else
    file = io.BytesIO()
    if kind == "JPEG":
        drawn.save(file, "JPEG", quality=85)
    else:
        drawn.save(file, "PNG", optimize=True)
    return Checked(file.getvalue(), "jpg" if kind == "JPEG" else "png", *drawn.size)


def _small_enough(content: bytes) -> None:
    if len(content) > LIMIT:
        raise Unreadable(_("This file is larger than 8 MB: make it smaller, then choose it again."))
