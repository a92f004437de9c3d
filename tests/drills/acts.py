"""Acts of the chamber in a process of their own, which kills itself with SIGKILL before the statement it is told.

python -m tests.drills.acts NAME STATEMENT: prints the state before it, then [the state after it, what there is, how
many statements]. STATEMENT: 0 for never, -1 for once all is committed, -2 to undo it at its end.
"""

import hashlib
import json
import os
import signal
import sys
from contextlib import nullcontext, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

AFTER, UNDONE = -1, -2
ARTICLES, LISTED = 12, 120


class Killed:
    """Counts statements; the process does not see the one it is killed at."""

    def __init__(self, at: int):
        self.at, self.count = at, 0

    def __call__(self, execute, *arguments):
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)


def text(trees: str) -> str:
    articles = (f"Article {n}\nLa place {n} compte dix bancs.\nElle a {trees}." for n in range(1, ARTICLES + 1))
    return "\n".join(articles)


def seed() -> None:
    from analysis.bills_plain import read_plain
    from parvis.amendments import actions
    from parvis.texts.actions import save_bill
    from tests import factories
    from tests.amendments.makers import RULE, make_member, support
    from tests.texts.versions import amend

    process = factories.make_process(slug="bancs")
    process.pact.carrying_rule = RULE
    process.pact.save()
    bill = save_bill(process=process, read=read_plain(text("un arbre")), title="Les bancs", language="fr")
    bill.versions.update(stage="deposited", body="Gouvernement")
    make_member()
    for n in range(1, ARTICLES + 1):
        one = amend(bill, str(n), f"Place {n}", "dix bancs", f"{n} bancs neufs", author=factories.make_person())
        support(one, 3 if n == 1 else 1)
    actions.open_reached()


def carry() -> None:
    from parvis.amendments import actions
    from parvis.amendments.models import Member
    from parvis.contributions.models import Contribution

    found = Contribution.objects.select_related("process__pact", "parent").get(title="Place 1")
    actions.carry(found, member=Member.objects.get(), decision="carried", explanation="Il en manque.")


def table() -> None:
    from parvis.amendments import actions
    from parvis.amendments.models import Carrying

    actions.table(Carrying.objects.get(), number="12")


def keep_list() -> None:
    from analysis.chamber_lists import read
    from parvis.outcomes import actions
    from parvis.texts.models import BillVersion

    rows = (
        f"{n},Article {n % ARTICLES + 1},Mme Lind,{'Adopté' if n == 12 else 'Rejeté'}" for n in range(1, LISTED + 1)
    )
    content = "\n".join(["Numéro,Subdivision,Auteur,Sort", *rows]).encode()
    actions.keep(BillVersion.objects.get(number=1), read(content), name="liste.csv", content=content)


def add_version() -> None:
    from analysis.bills_plain import read_plain
    from parvis.texts import actions
    from parvis.texts.models import Bill

    read = read_plain(text("deux arbres").replace("1 compte dix bancs", "1 compte 1 bancs neufs"))
    with suppress(ValueError):  # word for word: it is there
        actions.add_version(bill=Bill.objects.get(), read=read, said=actions.Published(stage="committee"))


def work() -> None:
    """What a worker left, some hours later."""
    from django_tasks_db.models import DBTaskResult

    from parvis.site import schedule, worker

    DBTaskResult.objects.running().update(started_at=datetime.now(UTC) - timedelta(hours=3))
    schedule.take_up_again()
    worker.work(once=True)


ACTS = {one.__name__: one for one in (seed, carry, table, keep_list, add_version, work)}


def state() -> str:
    """A digest of all rows."""
    from django.apps import apps

    found = hashlib.sha256()
    for model in apps.get_models():
        for row in model.objects.order_by("pk").values_list():
            found.update(repr((model.__name__, row)).encode())
    return found.hexdigest()


def there() -> dict[str, int]:
    from django.conf import settings
    from django_tasks_db.models import DBTaskResult

    from parvis.amendments.models import Carrying, Duty
    from parvis.ledger.models import Entry
    from parvis.outcomes.models import Listed, ListFile, Stage
    from parvis.provenance.models import Followed, Words
    from parvis.texts.models import Anchor, Article

    ours = ("carrying.signed", "promise.kept", "chamber.list_read", "amendment.settled", "text.version_published")
    rows = {
        "carrying": Carrying.objects,
        "kept": Duty.objects.filter(promise__kept_on__isnull=False),
        "listed": Listed.objects,
        "files": ListFile.objects,
        "stages": Stage.objects,
        "articles": Article.objects.in_force(),
        "anchors": Anchor.objects,
        "words": Words.objects,
        "followed": Followed.objects,
        "waiting": DBTaskResult.objects.filter(status__in=["READY", "RUNNING"], task_path__contains="work_out_from"),
        **{act: Entry.objects.filter(act=act) for act in ours},
    }
    told = {name: found.count() for name, found in rows.items()}
    return told | {"printed": len(list(Path(settings.DATA_DIR, "printed").glob("*.pdf")))}


def main(name: str, at: int) -> None:
    from django.db import connection, transaction

    print(state(), flush=True)
    killed = Killed(at)
    with connection.execute_wrapper(killed), transaction.atomic() if at == UNDONE else nullcontext():
        ACTS[name]()
        if at == UNDONE:
            transaction.set_rollback(True)
    if at == AFTER:
        os.kill(os.getpid(), signal.SIGKILL)
    undoing = 2 if at == UNDONE else 0  # statements: a savepoint and its release
    print(json.dumps([state(), there(), killed.count - undoing]))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], int(sys.argv[2]))
