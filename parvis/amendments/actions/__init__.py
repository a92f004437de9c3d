from .carrying import AlreadySaid, carry, check, table, withdraw
from .duties import open_duties, open_reached, refuse_duty, settle
from .members import keep_member

__all__ = [
    "AlreadySaid",
    "carry",
    "check",
    "keep_member",
    "open_duties",
    "open_reached",
    "refuse_duty",
    "settle",
    "table",
    "withdraw",
]
