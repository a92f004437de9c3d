"""Legistics: from an edit of an article to the wording a chamber votes, and back.

draft_amendment writes a wording and applies it back before it shows it; apply_amendment and apply_amendments read one.
"""

from .amendment import Amendment, NotDrafted, draft_amendment
from .cursor import NotUnderstood
from .reading_back import Applied, Doubt, apply_amendment, apply_amendments
from .refusals import NotApplied
from .sub_amendment import draft_sub_amendment

__all__ = [
    "Amendment",
    "Applied",
    "Doubt",
    "NotApplied",
    "NotDrafted",
    "NotUnderstood",
    "apply_amendment",
    "apply_amendments",
    "draft_amendment",
    "draft_sub_amendment",
]
