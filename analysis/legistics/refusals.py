"""What keeps an operation from being carried out."""

from typing import Literal

from .operations import Operation

Reason = Literal["absent", "several", "no such place", "elsewhere", "table", "conflict"]


class NotApplied(ValueError):
    """An operation could not be carried out: its words are absent, or stand in several places and none is named; the
    place does not exist, is outside the article, or is a cell of a table; another operation changed it."""

    def __init__(self, reason: Reason, operation: Operation, words: str = "") -> None:
        super().__init__(f"{reason}: {words or operation.place}")
        self.reason, self.operation, self.words = reason, operation, words
