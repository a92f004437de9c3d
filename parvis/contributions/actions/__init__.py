"""Verbs of the domain. Page, command, counter and import call the same ones; none of them knows HTTP."""

from .participants import give_consent, join, join_unchecked, merge, participant_of
from .publishing import edit, publish, withdraw
from .receipts import issue_receipt
from .stances import take_stance, withdraw_stance

__all__ = [
    "edit",
    "give_consent",
    "issue_receipt",
    "join",
    "join_unchecked",
    "merge",
    "participant_of",
    "publish",
    "take_stance",
    "withdraw",
    "withdraw_stance",
]
