"""Verbs of the synthesis. They know nothing of HTTP; each is recorded in its own transaction and safe to call twice."""

from .disputes import answer_dispute, raise_dispute
from .forgetting import forget_words
from .headings import begin_from_headings
from .placing import place, put_outside, read_later, take_back
from .publishing import publish
from .texts import Inexact, write
from .tree import WAYS, Overtaken, Refused, add_node, begin, move_node, remove_node, rename_node

__all__ = [
    "WAYS",
    "Inexact",
    "Overtaken",
    "Refused",
    "add_node",
    "answer_dispute",
    "begin",
    "begin_from_headings",
    "forget_words",
    "move_node",
    "place",
    "publish",
    "put_outside",
    "raise_dispute",
    "read_later",
    "remove_node",
    "rename_node",
    "take_back",
    "write",
]
