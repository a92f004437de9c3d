"""Share cards: what is drawn, and what no title can do to it."""

import re
import time
from io import BytesIO

import pytest
from PIL import Image

from parvis.ui import card_drawing, finders
from parvis.ui.share_cards import Card

WIDE = 1200 - 72  # where the margin begins
HOSTILE = [
    "",
    "A" * 300,
    "mot " * 75,
    "W" * 28 + " " + "i" * 270,
    "سلام عليكم يا أصدقاء",
    "🌳🌳🌳",
    "\x00\x07\u202eevil\u2066\u200b\ufeff\ud800",
    "Z" + "\u0337\u0322" * 100 + "algo",
    "<script>alert(1)</script> & {{ settings }} %s\n\n\n\tligne",
    "\u00a0\u202f" * 100,
    "…………" * 75,
]


def picture(card: Card) -> Image.Image:
    return Image.open(BytesIO(card_drawing.draw(card))).convert("RGB")


def ink(image: Image.Image, box: tuple) -> tuple | None:
    """Where letters stand in this part of the picture: its darkest pixels."""
    return image.crop(box).convert("L").point(lambda light: 255 * (light < 90)).getbbox()


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("law", [False, True])
def test_no_title_breaks_the_picture_nor_leaves_its_column(title, law):
    image = picture(Card(title, "Proposition", title, title, law=law, instance=title or "Parvis"))
    assert image.size == (1200, 630)
    assert ink(image, (0, 130, 70, 610)) is None and ink(image, (WIDE + 8, 0, 1200, 610)) is None
    assert ink(image, (72, 226, WIDE, 490))


def test_a_card_is_light_and_quickly_drawn():
    card = Card(
        "Ouvrir les données publiques, par défaut, dans un format libre, " * 4, "Proposition", "Une loi", "Avis"
    )
    card_drawing.draw(card)  # the type is read once
    began = time.process_time()
    drawn = card_drawing.draw(card)
    assert time.process_time() - began < 0.06
    assert len(drawn) < 60_000


def test_a_title_too_long_ends_at_a_word():
    face = card_drawing.font("sans", 54, 700)
    text = "Ouvrir toutes les données publiques, sans frais ni délai " * 5
    lines, whole = card_drawing.wrapped(text, face, card_drawing.COLUMN, 4)
    assert not whole and len(lines) == 4
    assert all(face.getlength(line) <= card_drawing.COLUMN for line in lines)
    shown = " ".join(lines).removesuffix("…")
    assert text.startswith(shown) and not text.removeprefix(shown)[0].isalnum()


def test_french_punctuation_stays_with_its_word():
    lines, _whole = card_drawing.wrapped("Oui\u202f! " * 40, card_drawing.font("sans", 54, 700), 300, 99)
    assert not [line for line in lines if line.startswith("!")]


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Des arbres 🌳 partout", "Des arbres partout"),
        ("Łódź, Kraków, Đorđe", "Lódz, Kraków, Dorde"),
        ("Œuvre nᵒ 3 : l’été « déjà »", "Œuvre no 3 : l’été « déjà »"),
        ("Прозрачность", ""),
        ("a\u202eb\u200bc", "abc"),
        ("Le mot سلام", "Le mot"),
    ],
)
def test_what_our_type_lacks_is_replaced_or_left_out(typed, drawn):
    assert card_drawing.readable(typed) == drawn


def test_colours_are_those_of_the_light_pages():
    tokens = (finders.SOURCES / "tokens.css").read_text()
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", tokens))
    names = {"GROUND": "stone-0", "STONE": "stone-1", "EDGE": "stone-3", "INK": "ink", "INK_SOFT": "ink-soft"}
    for constant, token in {**names, "ENCRE": "encre"}.items():
        assert getattr(card_drawing, constant) == light[token]


def test_cards_that_differ_in_a_word_differ_in_version():
    one = Card("Des arbres", "Proposition")
    assert one.version == Card("Des arbres", "Proposition").version
    assert len({one.version, Card("Des arbres").version, Card("Des arbres", "", "Proposition").version}) == 3
