"""The style sheet: legible in light and dark, and nothing from elsewhere."""

import re

import pytest

from parvis.ui import finders

TEXT = finders.joined(sorted(finders.SOURCES.rglob("*.css")))
TOKENS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(r"--([\w-]+): ?light-dark\((#\w+), (#\w+)\)", TEXT)
}


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #rrggbb colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "stone-0", 7),
        ("ink", "stone-2", 7),
        ("ink-soft", "stone-0", 7),
        ("ink-soft", "stone-1", 7),
        ("encre", "stone-0", 7),
        ("encre", "encre-bg", 5.5),
        ("stone-0", "encre", 7),
        ("for", "stone-0", 5.5),
        ("for", "stone-1", 5.5),
        ("mixed", "stone-0", 5.5),
        ("mixed", "stone-1", 5.5),
        ("against", "stone-0", 5.5),
        ("kept", "stone-0", 5.5),
        ("late", "stone-0", 5.5),
        ("broken", "stone-0", 5.5),
        ("stone-4", "stone-0", 3),
        ("stone-4", "stone-1", 3),
    ],
)
def test_words_and_edges_stand_out(theme, ink, ground, least):
    assert contrast(TOKENS[ink][theme], TOKENS[ground][theme]) >= least


def test_nothing_comes_from_elsewhere():
    assert not re.search(r"https?:|//|@import|data:", TEXT)


def test_every_rule_is_in_a_layer_of_the_house():
    assert TEXT.startswith("@layer tokens, base, layout, parts;")
    assert set(re.findall(r"@layer (\w+) \{", TEXT)) == {"tokens", "base", "layout", "parts"}
    assert TEXT.count("{") == TEXT.count("}")
