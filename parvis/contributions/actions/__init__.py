"""Verbs of the domain. Page, command, counter and import call the same ones; none of them knows HTTP."""

from .answering import Answer, record_answers
from .following import follow, unfollow
from .participants import give_consent, has_consented, join, join_unchecked, merge, participant_of, participants_among
from .publishing import edit, publish, withdraw
from .receipts import hand_over, issue_receipt, receipt_for_all
from .reporting import report
from .residences import say_quarter
from .stances import take_stance, withdraw_stance

__all__ = [
    "Answer",
    "edit",
    "follow",
    "give_consent",
    "hand_over",
    "has_consented",
    "issue_receipt",
    "join",
    "join_unchecked",
    "merge",
    "participant_of",
    "participants_among",
    "publish",
    "receipt_for_all",
    "record_answers",
    "report",
    "say_quarter",
    "take_stance",
    "unfollow",
    "withdraw",
    "withdraw_stance",
]
