"""From the files of an export to processes, in one transaction: all of it or nothing."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation, ValidationError
from django.db import Error, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.contributions.models import ImportBatch
from parvis.ledger import actions as ledger
from parvis.processes import pacts
from parvis.processes.models import Process
from parvis.ui import page_cache

from ..tables import Refused
from . import anchored, carried, chamber, coauthored, contributions, decided, process, synthesis
from .files import Files, Package, refusal

SOURCE = "open-data"
Say = Callable[[str], None]
WRONG = (
    LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError,
    ObjectDoesNotExist, SuspiciousOperation, ValidationError, csv.Error, Error,
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """figures: (what was counted, in words; how many)."""

    process: Process
    changed: bool
    figures: list[tuple[str, int]]
    warnings: list[str]


def load(path: Path, *, say: Say = lambda words: None) -> list[Result]:
    """Import a folder or a zip that `parvis export` wrote. The same files again change nothing.

    Raises Refused, with what is wrong; then nothing was written.
    """
    say(_("Reading and checking the files…"))
    package = Package(path)
    try:
        with transaction.atomic():
            return [_one(package, told, say) for told in package.index["processes"]]
    except BaseException:
        for file in package.saved:  # no transaction takes these back
            file.delete(save=False)
        raise


def _one(package: Package, told: dict[str, Any], say: Say) -> Result:
    files = package.files(told)
    try:
        public_id = files.json("process.json").get("id", "")
        if existing := Process.objects.filter(Q(slug=told["slug"]) | Q(public_id=public_id)).first():
            return _again(existing, files)
        say(_("%(slug)s: contributions, synthesis, answers, decision…") % {"slug": told["slug"]})
        return _write(package, files)
    except WRONG as error:
        words = _("this is not what docs/formats/open-data.md says: %(error)s")
        file, line = files.place
        raise refusal(file, words % {"error": f"{type(error).__name__} {error}".strip()[:200]}, line)


def _again(existing: Process, files: Files) -> Result:
    if not existing.batches.filter(source=SOURCE, digest=files.digest).exists():
        raise Refused(
            [_("Another process is already called “%(slug)s”: nothing was changed.") % {"slug": existing.slug}]
        )
    return Result(existing, False, figures(existing), [])


def _write(package: Package, files: Files) -> Result:
    instance = package.index["instance"]
    language = files.json("process.json")["language"]
    with translation.override(language):
        told = {"name": package.index["name"], "instance": instance, "day": package.index["made_at"][:10]}
        attribution = _("Open data of %(name)s (%(instance)s), %(day)s") % told
    made = process.write(files, attribution)
    batch = ImportBatch.objects.create(process=made, source=SOURCE, attribution=attribution, digest=files.digest)
    rows = contributions.write(made, files, batch, attribution[:200])
    synthesis.write(made, files, rows)
    decided.write(made, files, rows)
    coauthored.write(files, rows)
    anchored.write(made, files, rows)
    carried.write(made, files, rows)
    chamber.write(made, files)
    _record(made, batch)
    page_cache.bump(made.slug)
    return Result(Process.objects.get(pk=made.pk), True, figures(made), not_in_the_files())  # as the database holds it


def _record(made: Process, batch: ImportBatch) -> None:
    """Nobody is told: it happened elsewhere."""
    source = {"imported": made.source}
    bodies: list[tuple[str, dict]] = [("process.published", source | pacts.content(made))]
    if made.pact.frozen:
        bodies.append(("pact.frozen", {"sha256": made.pact.fingerprint}))
    bodies.append(("import.done", {"source": SOURCE, "digest": batch.digest}))
    for act, body in bodies:
        ledger.record_many(act, process=made.public_id, bodies=[("", body)])


def not_in_the_files() -> list[str]:
    """What the instance they come from keeps, since it is nobody’s open data: said each time, and in docs/formats."""
    return [
        _("What people answered one by one is their own: it came back as totals, declared by the former instance."),
        _("Not in these files: accounts, receipts, who follows, and the words of objections, replies and contests."),
    ]


def figures(made: Process) -> list[tuple[str, int]]:
    said = made.contributions.all()
    return [
        (_("Contributions"), said.count()),
        (_("Ideas of the synthesis"), made.nodes.count()),
        (_("Answers"), said.filter(answers__isnull=False).count() + made.nodes.filter(answers__isnull=False).count()),
        (_("Promises"), made.promises.count()),
        (_("Commitments"), made.milestones.count()),
    ]
