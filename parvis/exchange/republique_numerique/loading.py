"""From checked values to rows, in one transaction: all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from parvis.contributions.kinds import Channel
from parvis.contributions.models import Contribution, Heading, ImportBatch, Participant
from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.moderation.models import Decision
from parvis.processes.actions import create_process, publish_process
from parvis.processes.models import DecisionStep, Fact, Process
from parvis.territories.models import Territory
from parvis.texts.actions import first_version, keep_tree
from parvis.texts.models import Article, Bill
from parvis.ui import page_cache

from .. import bulk
from ..tables import Refused
from . import known
from .reading import read
from .said import Consultation, Said

Say = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    process: Process
    changed: bool
    counts: dict[str, int]
    warnings: list[str]

    @property
    def figures(self) -> list[tuple[str, int]]:
        """What was counted, in words."""
        return [(str(known.FIGURES[name]), number) for name, number in self.counts.items()]


def load(folder: Path, *, say: Say = lambda words: None) -> Result:
    """Import the folder. The same files again change nothing; others than the first time are refused.

    Raises Refused, with what is wrong; then nothing was written.
    """
    say(_("Reading and checking the files…"))
    consultation = read(folder)
    with transaction.atomic():
        if existing := Process.objects.filter(slug=known.SLUG).first():
            return _again(existing, consultation)
        process = _process()
        batch = ImportBatch.objects.create(
            process=process,
            source=known.SOURCE,
            attribution=known.ATTRIBUTION,
            digest=consultation.digest,
            warnings=consultation.warnings,
            counts=consultation.totals(),
        )
        _write(process, batch, consultation, say)
        publish_process(process, imported=True)
        ledger.record(
            "import.done",
            process=process.public_id,
            body={"source": known.SOURCE, "digest": consultation.digest, "counts": consultation.totals()},
        )
        page_cache.bump(process.slug)
    return Result(process, True, consultation.totals(), consultation.warnings)


def _again(process: Process, consultation: Consultation) -> Result:
    batch = process.batches.filter(source=known.SOURCE).order_by("pk").last()
    if batch is None:
        raise Refused([_("Another process is already called “%(slug)s”: nothing was changed.") % {"slug": known.SLUG}])
    if batch.digest != consultation.digest:
        raise Refused(
            [
                _(
                    "These files are not those imported on %(day)s: nothing was changed. What people said is "
                    "public and recorded; import other files into another instance."
                )
                % {"day": f"{batch.done_at:%Y-%m-%d}"}
            ]
        )
    _facts(process)
    return Result(process, False, batch.counts, consultation.warnings)


def _process() -> Process:
    place, _made = Territory.objects.get_or_create(slug=known.TERRITORY["slug"], defaults=known.TERRITORY)
    process = create_process(
        slug=known.SLUG,
        territory=place,
        title=known.TITLE,
        summary=known.SUMMARY,
        pact=known.PACT,
        phases={"contributions": (known.OPENED, known.CLOSED)},
        source=known.ATTRIBUTION,
        people_elsewhere=known.PEOPLE,
    )
    DecisionStep.objects.bulk_create(
        DecisionStep(process=process, position=position, **step) for position, step in enumerate(known.STEPS, start=1)
    )
    _facts(process)
    return process


def _facts(process: Process) -> None:
    """What is known beside the files; what an import of before did not tell is told now."""
    for position, fact in enumerate(known.FACTS, start=1):
        Fact.objects.get_or_create(process=process, position=position, defaults=fact)


def _write(process: Process, batch: ImportBatch, consultation: Consultation, say: Say) -> None:
    headings = {
        section.slug: Heading(
            process=process,
            slug=section.slug[:120],
            kind="section",
            number=section.number.removeprefix("Section "),
            title={"fr": section.title},
            position=position,
        )
        for position, section in enumerate(consultation.sections, start=1)
    }
    Heading.objects.bulk_create(headings.values())
    names = [one.author for one in consultation.said if one.author]
    names += [voter for one in consultation.said for voter in one.stances]
    say(_("Participants: %(count)d…") % {"count": len(set(names))})
    people = bulk.participants(process, names, source=known.SOURCE)

    say(_("Contributions: %(count)d, with what was counted…") % {"count": len(consultation.said)})
    drafts: dict[str, bulk.Draft] = {}
    now = database_now()
    for one in consultation.said:
        drafts[one.id] = bulk.Draft(
            row=_row(one, headings, people, now),
            parent=drafts[one.parent] if one.parent else None,
            external_id=one.id,
            stances=[bulk.Taken(people[voter], value) for voter, value in one.stances.items()],
            declared={**one.declared, **one.missing_children},
        )
    bulk.write(process, list(drafts.values()), provenance=known.PROVENANCE, batch=batch)

    say(_("Articles, and what the source hides…"))
    bill = Bill.objects.create(process=process, title=known.TITLE["fr"])
    version = first_version(bill, stage=process.pact.text_stage)
    articles = [one for one in consultation.said if one.kind == "article"]
    Article.objects.bulk_create(
        Article(
            bill=bill,
            version=version,
            contribution=drafts[one.id].row,
            number=one.article,
            slug=f"article-{slugify(one.article)}",
            position=position,
            explanation={"fr": one.explanation},
        )
        for position, one in enumerate(articles, start=1)
    )
    keep_tree(version)
    _hide(process, [drafts[one.id].row for one in consultation.said if one.trashed])


def _row(one: Said, headings: dict[str, Heading], people: dict[str, Participant], now: datetime) -> Contribution:
    return Contribution(
        kind=one.kind,
        heading=headings.get(one.section),
        participant=people.get(one.author),
        signature=one.author,
        language="fr",
        channel=Channel.WEB,
        title=one.title,
        body=one.body,
        reason=one.reason,
        side=one.side,
        link=one.link,
        category=one.category,
        missing=one.missing,
        said_at=one.said_at,
        hidden_at=now if one.trashed else None,
    )


def _hide(process: Process, rows: list[Contribution]) -> None:
    ground = Decision.Ground.UNKNOWN
    Decision.objects.bulk_create(Decision(contribution=row, ground=ground, reason=known.HIDDEN_BECAUSE) for row in rows)
    ledger.record_many(
        "contribution.hidden",
        process=process.public_id,
        bodies=((row.public_id, {"ground": str(ground)}) for row in rows),
    )
