"""The public record of what follows a decision."""

from datetime import date
from typing import Any, cast

from django.db import models

from parvis.ledger import actions as ledger
from parvis.processes.models import Process
from parvis.ui import page_cache


def record(act: str, process: Process, object: str = "", **body) -> None:
    """In the transaction of the act. body: texts by language, days, numbers, rows that have a public id or a slug."""
    told = {name: _plain(value) for name, value in body.items()}
    ledger.record(act, process=process.public_id, object=object, body=told)
    page_cache.bump(process.slug)


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return getattr(value, "slug", None) or cast(Any, value).public_id  # an office, or an idea
    if value is None:
        return ""
    return dict(value) if isinstance(value, dict) else value
