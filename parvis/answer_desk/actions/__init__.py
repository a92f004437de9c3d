"""Verbs of the answer desk. They know nothing of HTTP; each is safe to call twice."""

from parvis.processes.promises.actions import today

from .batches import announce, close_answers, publish_due
from .drafts import (
    Overtaken,
    Refused,
    answer_many,
    check,
    check_together,
    has_said,
    hold,
    key,
    lacks,
    open_draft,
    open_drafts,
    save_draft,
    send_back,
    sign,
    together,
    undo_bulk,
    version,
)
from .services import assign, found_by, make_link, revoke

__all__ = [
    "Overtaken",
    "Refused",
    "announce",
    "answer_many",
    "assign",
    "check",
    "check_together",
    "close_answers",
    "found_by",
    "has_said",
    "hold",
    "key",
    "lacks",
    "make_link",
    "open_draft",
    "open_drafts",
    "publish_due",
    "revoke",
    "save_draft",
    "send_back",
    "sign",
    "today",
    "together",
    "undo_bulk",
    "version",
]
