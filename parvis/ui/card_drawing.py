"""Drawing a share card, in the type and the colours of the pages."""

import re
from bisect import bisect_right
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

from PIL import Image, ImageDraw, ImageFont

from analysis.safe_text import clean

from .share_cards import HEIGHT, WIDTH, Card

FONTS = Path(__file__).parent / "static" / "ui" / "fonts"
GROUND, STONE, EDGE, INK, INK_SOFT, ENCRE = "#fffdf9", "#f7f4ee", "#cfc8ba", "#1c1d33", "#50516a", "#2a2f8f"
MARGIN, RULE = 72, 494  # the rule parts the title from its process
COLUMN = WIDTH - 2 * MARGIN
TITLE_SIZES = ((82, 2), (68, 3), (54, 4))  # (pixels, lines): the largest that holds the whole title
LEADING = 1.14
LONGEST = 300  # characters read of a text
READABLE = 0.5  # a title is drawn when our type has at least this share of its letters
COLOURS = 64  # enough for the edges of letters
FINE = 4  # the portico is drawn so many times larger, then reduced: its edges are smooth
# The portico of img/icon.svg, on a square of 32.
PORTICO = (
    ((5.5, 25.5), (26.5, 25.5)),
    *(((x, 25), (x, 14.5)) for x in (8.5, 13.5, 18.5, 23.5)),
    ((6.5, 13.5), (16, 6.5), (25.5, 13.5), (6.5, 13.5)),
)
TRAILING = " ,;:.–-\u00a0\u202f"  # not before …
STROKED = str.maketrans("ŁłØøĐđı", "LlOoDdi")  # letters that do not come apart into a plain one and a mark
BLANKS = re.compile(r"[ \t\n]+")  # not the no-break ones, which hold French punctuation to its word


def draw(card: Card) -> bytes:
    """The picture, in PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen = ImageDraw.Draw(image)
    image.paste(STONE, (WIDTH - MARGIN - 448, RULE - 430), portico(520))  # stands on the rule
    pen.rectangle((0, HEIGHT - 14, WIDTH, HEIGHT), ENCRE)

    pen.rounded_rectangle((MARGIN, 60, MARGIN + 60, 120), 13, ENCRE)
    image.paste(GROUND, (MARGIN, 60), portico(60))
    write(pen, 90, card.instance, ("sans", 32, 700), INK, left=MARGIN + 80, middle=True)
    title = readable(card.title)
    write(pen, 170, card.over if title else "", ("sans", 32, 650), ENCRE)
    write_title(pen, 226, title or readable(card.over) or card.instance, "serif" if card.law else "sans")
    pen.line((MARGIN, RULE, WIDTH - MARGIN, RULE), EDGE, 2)
    write(pen, RULE + 22, card.context, ("sans", 32, 700), INK)
    write(pen, RULE + (66 if card.context else 34), card.until, ("sans", 30 if card.context else 36, 450), INK_SOFT)

    kept = BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(kept, "PNG")
    return kept.getvalue()


def write(pen, top: int, text: str, face: tuple[str, int, int], colour: str, left=MARGIN, *, middle=False) -> None:
    """One line, cut at a word; top: of the capitals' line, or its middle."""
    for line in wrapped(readable(text), font(*face), WIDTH - MARGIN - left, 1)[0]:
        pen.text((left, top), line, colour, font(*face), anchor="lm" if middle else "la")


def write_title(pen, top: int, title: str, family: str) -> None:
    for size, most in TITLE_SIZES:
        face = font(family, size, 700)
        lines, whole = wrapped(title, face, COLUMN, most)
        if whole:
            break
    for number, line in enumerate(balanced(lines, face)):
        pen.text((MARGIN, top + number * round(size * LEADING)), line, INK, face, anchor="la")


def wrapped(text: str, face, width: float, most: int) -> tuple[list[str], bool]:
    """Lines no wider than that, `most` at most, the last ended by … when words are left out; and whether none is."""
    words = [piece for word in BLANKS.split(text) for piece in pieces(word, face, width)]
    lines: list[str] = []
    left = 0.0
    for word in words:
        left -= advance(face, " ") + advance(face, word)
        if lines and left >= 0:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            left = width - advance(face, word)
    if len(lines) <= most:
        return lines, True
    last = lines[most - 1].rstrip(TRAILING)
    while face.getlength(f"{last}…") > width:
        last = (last.rpartition(" ")[0] or last[:-1]).rstrip(TRAILING)
    return [*lines[: most - 1], f"{last}…"], False


def pieces(word: str, face, width: float):
    """A word, cut where it is wider than a line."""
    while advance(face, word) > width:
        end = bisect_right(range(2, len(word)), width, key=lambda end: face.getlength(word[:end])) + 1
        yield word[:end]
        word = word[end:]
    yield word


def balanced(lines: list[str], face) -> list[str]:
    """The same words on as many lines, none much longer than the others."""
    text, best = " ".join(lines), lines
    for width in range(COLUMN, COLUMN // 2, -20):
        tried, whole = wrapped(text, face, width, len(lines))
        if not whole:
            break
        best = tried
    return best


@lru_cache(maxsize=2000)
def advance(face, word: str) -> float:
    return face.getlength(word)


def readable(text: str) -> str:
    """The text without what our type cannot draw; nothing when too much of it would be missing."""
    text = clean(text[:LONGEST], multiline=False)
    drawn = BLANKS.sub(" ", "".join(map(letter, text))).strip()
    letters, kept = (sum(map(str.isalnum, words)) for words in (text, drawn))
    return drawn if kept and kept >= READABLE * letters else ""


@lru_cache(maxsize=2000)
def letter(character: str) -> str:
    """The character if our type has it, else what it is made of: ź gives z, an emoji nothing."""
    return "".join(part for part in (character, *normalize("NFKD", character.translate(STROKED))) if known(part))[:1]


def known(character: str) -> bool:
    face = font("sans", 32, 700)
    glyph, missing = face.getmask(character), face.getmask("\uffff")
    return (glyph.size, bytes(glyph)) != (missing.size, bytes(missing))


@cache
def font(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(FONTS / f"parvis-{family}.woff2", size)
    face.set_variation_by_axes([weight])
    return face


@cache
def portico(size: int) -> Image.Image:
    """Where its lines are, as a mask on a square of so many pixels."""
    unit = size * FINE / 32
    mask = Image.new("L", (size * FINE, size * FINE))
    pen = ImageDraw.Draw(mask)
    for line in PORTICO:
        points = [(x * unit, y * unit) for x, y in line]
        pen.line(points, 255, round(2 * unit), joint="curve")
        for x, y in points:
            pen.circle((x, y), unit, 255)
    return mask.resize((size, size), Image.Resampling.LANCZOS)
