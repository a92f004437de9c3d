"""Legistics: from an edit of an article to the wording a chamber votes, and back.

draft_amendment writes a wording and applies it back before it shows it; apply_amendment and apply_amendments read one.
"""

from .applying import NotApplied
from .reading import NotUnderstood
from .reading_back import Applied, Doubt, apply_amendment, apply_amendments

__all__ = ["Applied", "Doubt", "NotApplied", "NotUnderstood", "apply_amendment", "apply_amendments"]
