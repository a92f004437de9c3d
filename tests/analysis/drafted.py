"""A drafted amendment, always applied back."""

import re

from analysis.legistics import Amendment, apply_amendment, draft_amendment

CHAMBERS = ("fr-an", "fr-senat")


def draft(before, after, convention="fr-an", *, first=2, whole=False, **locator) -> Amendment:
    before, after = ([text] if isinstance(text, str) else text for text in (before, after))
    locator = {"article": "3", "first_alinea": first, "whole_article": whole, **locator}
    amendment = draft_amendment(before, after, locator, convention)
    if amendment.wording:
        got = apply_amendment(before, amendment.wording, locator, convention)
        assert [bare(text) for text in got] == [bare(text) for text in after]
    return amendment


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip(".;,")


def plain(wording: str) -> str:
    return re.sub(r"\s+", " ", wording)
