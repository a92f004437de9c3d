"""Bringing a text in, and explaining it."""

from django.db import transaction
from django.utils.text import slugify

from analysis import bills
from parvis.contributions.actions import publish
from parvis.contributions.kinds import DIVISIONS, Channel, Kind
from parvis.contributions.models import Contribution, Heading
from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.processes.models import DecisionStep, Process
from parvis.processes.stages import today
from parvis.search import actions as search
from parvis.ui import page_cache

from .dossiers import Step
from .models import Article, Bill
from .querysets import spoken_of


class Spoken(Exception):
    """People spoke of this text: it is not replaced under their words."""


@transaction.atomic
def save_bill(
    *, process: Process, read: bills.Bill, title: str, language: str, number: str = "", source_url: str = ""
) -> Bill:
    """Make the text of a process from a bill that was read; a text nobody spoke of yet is replaced.

    Raises Spoken when somebody did, ValueError without an article.
    """
    if not read.articles:
        raise ValueError("A text has at least one article.")
    Process.objects.select_for_update().get(pk=process.pk)
    _remove(process)
    bill = Bill.objects.create(
        process=process, title=title[:400], language=language, number=number, source_url=source_url
    )
    branch: list[tuple[int, Heading | None]] = [(-1, None)]
    slugs: set[str] = set()
    position = 0
    for order, (depth, node) in enumerate(read.nodes(), start=1):
        while branch[-1][0] >= depth:
            branch.pop()
        parent = branch[-1][1]
        if isinstance(node, bills.Division):
            heading = Heading.objects.create(
                process=process,
                parent=parent,
                slug=_new_slug(f"{node.kind} {node.number}", f"{node.kind}-{order}", slugs, 120),
                kind=node.kind,
                number=node.number[:20],
                title={language: node.heading},
                position=order,
            )
            branch.append((depth, heading))
        else:
            position += 1
            _make_article(bill, node, parent, position, slugs)
    ledger.record(
        "text.published",
        process=process.public_id,
        object=bill.public_id,
        body={"title": bill.title, "articles": position, "language": language},
    )
    page_cache.bump(process.slug)
    return bill


def _remove(process: Process) -> None:
    articles = Contribution.objects.filter(process=process, kind=Kind.ARTICLE)
    removed = list(articles.select_for_update().values_list("pk", "public_id"))  # nobody speaks of them from here on
    if spoken_of(process):
        raise Spoken
    for key, _public_id in removed:
        search.forget(key)
    ledger.record_many(
        "article.removed", process=process.public_id, bodies=((public_id, {}) for _key, public_id in removed)
    )
    articles.delete()
    Bill.objects.filter(process=process).delete()
    process.headings.filter(kind__in=DIVISIONS).delete()


def _make_article(bill: Bill, node: bills.Article, heading: Heading | None, position: int, slugs: set[str]) -> Article:
    contribution = publish(
        Contribution(
            process=bill.process,
            kind=Kind.ARTICLE,
            heading=heading,
            language=bill.language,
            channel=Channel.WEB,
            title=node.heading[:300],
            body="\n".join(node.paragraphs),
        )
    )
    slug = _new_slug(f"article {node.number}", f"article-{position}", slugs, 60)
    return Article.objects.create(
        bill=bill, contribution=contribution, number=node.number[:40], slug=slug, position=position
    )


def _new_slug(text: str, otherwise: str, taken: set[str], longest: int) -> str:
    slug = slugify(text)[: longest - 5] or otherwise
    while slug in taken:
        slug = otherwise if otherwise not in taken else f"{otherwise}-{len(taken)}"
    taken.add(slug)
    return slug


@transaction.atomic
def explain(article: Article, explanation: dict[str, str]) -> None:
    """Say in plain words what an article changes; a second call replaces the first, and the record keeps both."""
    said = {code: text for code, text in explanation.items() if text}
    if {code: text for code, text in article.explanation.items() if text} == said:
        return
    article.explanation = said
    article.save(update_fields=["explanation"])
    process = article.bill.process
    ledger.record(
        "article.explained",
        process=process.public_id,
        object=article.contribution.public_id,
        body={"explanation": said},
    )
    page_cache.bump(process.slug)


@transaction.atomic
def set_path(*, process: Process, steps: list[Step]) -> None:
    """Replace the path of the decision by the steps of a dossier; what is past, where the instance lives, is done."""
    day = today(database_now())
    process.steps.all().delete()
    DecisionStep.objects.bulk_create(
        DecisionStep(
            process=process,
            position=position,
            title=step.title,
            body=step.body,
            can_change=step.can_change,
            on=step.on,
            done=step.on is not None and step.on < day,
            url=step.url,
        )
        for position, step in enumerate(steps, start=1)
    )
    ledger.record(
        "path.set",
        process=process.public_id,
        body={"steps": [{"title": step.title, "on": step.on.isoformat() if step.on else ""} for step in steps]},
    )
    page_cache.bump(process.slug)
