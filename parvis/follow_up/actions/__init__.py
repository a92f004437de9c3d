from .checking import check, hide_words, show_words
from .deciding import DECIDED, change_mind, compare, end_follow_up, publish_decision
from .following import add_evidence, add_milestone, give_up, mark_done, report, say_progress

__all__ = [
    "DECIDED",
    "add_evidence",
    "add_milestone",
    "change_mind",
    "check",
    "compare",
    "end_follow_up",
    "give_up",
    "hide_words",
    "mark_done",
    "publish_decision",
    "report",
    "say_progress",
    "show_words",
]
