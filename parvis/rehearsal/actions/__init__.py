"""Verbs of rehearsals, for pages and the command alike."""

from .gathering import gather
from .opening import FEWEST, MOST, Refused, admit_people, drop, open_rehearsal, reset, said_in

__all__ = ["FEWEST", "MOST", "Refused", "admit_people", "drop", "gather", "open_rehearsal", "reset", "said_in"]
