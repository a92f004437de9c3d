"""The process beside the web: long tasks as they come, nightly jobs once a night."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial

from django.db import Error, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from parvis.notifications import digests, editions, to_sign

from . import schedule

logger = logging.getLogger("parvis.worker")

EVERY = 1.0  # seconds between two looks at the queue
BEAT = 20.0  # seconds between two signs of life
LOOK_AT_THE_CLOCK = 60.0
LETTERS = 5.0  # seconds given to the letters of those who follow before the queue is looked at again


def work(*, once: bool = False) -> None:
    """Work until SIGTERM or SIGINT, or until the parent process is gone. once: empty the queue, then return."""
    ending = threading.Event()
    if not once:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_args: ending.set())
    parent, beaten, looked = os.getppid(), 0.0, time.monotonic()
    while not ending.is_set():
        try:
            if time.monotonic() - beaten >= BEAT:
                schedule.beat("worker")
                beaten = time.monotonic()
            if DBTaskResult.objects.ready().exists():
                _empty_the_queue()
            _carefully(partial(digests.go_on, seconds=LETTERS))
            if time.monotonic() - looked >= LOOK_AT_THE_CLOCK:
                schedule.take_up_again()
                schedule.run_due()
                editions.begin_due()
                _carefully(to_sign.tell_signatories)
                looked = time.monotonic()
        except Error:
            logger.exception("The database did not answer; the worker tries again.")
            ending.wait(5)
        close_old_connections()
        if once or os.getppid() != parent:
            return
        ending.wait(EVERY)


def _carefully(send: Callable[[], int]) -> None:
    """A letter that cannot be written must not keep the others’ receipts waiting."""
    try:
        send()
    except Error:
        raise
    except Exception:
        logger.exception("Letters could not be written.")


def _empty_the_queue() -> None:
    TaskWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=50,  # then look at the clock again
        worker_id=f"parvis-{os.getpid()}",
        excluded_queue_names=[],
    ).run()
