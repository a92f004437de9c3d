"""How mail goes, in counts that name nobody: for the health page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from . import tasks
from .models import Digest, Undeliverable

NOBODY_KNOWS = timedelta(minutes=10)  # handed over for so long without a word: its worker died


@dataclass(frozen=True)
class MailHealth:
    """waiting: letters not sent yet; oldest: when the first of them was asked for; sent: the letters of a day;
    failed: given up, or of which nobody knows whether they went, within a week; returned: addresses that refuse."""

    waiting: int
    oldest: datetime | None
    sent: int
    failed: int
    returned: int


def read(now: datetime) -> MailHealth:
    day, week = now - timedelta(days=1), now - timedelta(days=7)
    paths = [task.module_path for task in (tasks.deliver, tasks.deliver_receipt, tasks.tell_author_of)]
    mails = DBTaskResult.objects.filter(task_path__in=paths)
    ready = mails.filter(status="READY")
    unclaimed = Digest.objects.filter(handed_at=None)
    lost = Digest.objects.filter(sent_at=None, handed_at__lt=now - NOBODY_KNOWS, handed_at__gt=week)
    asked = [
        ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first(),
        unclaimed.order_by("edition__until").values_list("edition__until", flat=True).first(),
    ]
    return MailHealth(
        waiting=ready.count() + unclaimed.count(),
        oldest=min(filter(None, asked), default=None),
        sent=mails.filter(status="SUCCESSFUL", finished_at__gt=day).count()
        + Digest.objects.filter(sent_at__gt=day).count(),
        failed=mails.filter(status="FAILED", finished_at__gt=week).count() + lost.count(),
        returned=Undeliverable.objects.count(),
    )
