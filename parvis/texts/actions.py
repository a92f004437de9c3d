"""Bringing a text in, and explaining it."""

import hashlib
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Now
from django.utils.text import slugify

from analysis import bills
from analysis.versions import match_articles
from parvis.contributions.actions import publish
from parvis.contributions.kinds import DIVISIONS, Channel, Kind
from parvis.contributions.models import Contribution, Heading
from parvis.ledger import actions as ledger
from parvis.ledger.canonical import canonical
from parvis.ledger.clock import database_now
from parvis.processes.kinds import Convention
from parvis.processes.models import DecisionStep, Process
from parvis.processes.stages import today
from parvis.search import actions as search
from parvis.ui import page_cache

from . import anchoring, trees
from .dossiers import Step
from .models import Article, Bill, BillVersion
from .querysets import spoken_of


class Spoken(Exception):
    """People spoke of this text: it is not replaced under their words."""


@dataclass(frozen=True)
class Published:
    """What is said of a version: see models.BillVersion for each."""

    stage: str = ""
    body: str = ""
    text_number: str = ""
    on: date | None = None
    source_url: str = ""
    convention: str = Convention.AN
    tabling_closes_at: datetime | None = None
    tabling_source: str = ""


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
    said = _said_of_it(process)
    _remove(process)
    bill = Bill.objects.create(
        process=process, title=title[:400], language=language, number=number, source_url=source_url
    )
    version = BillVersion.objects.create(bill=bill, number=1, **vars(said))
    articles = _write(version, read)
    ledger.record(
        "text.published",
        process=process.public_id,
        object=bill.public_id,
        body={"title": bill.title, "articles": len(articles), "language": language},
    )
    page_cache.bump(process.slug)
    return bill


@transaction.atomic
def add_version(*, bill: Bill, read: bills.Bill, said: Published) -> BillVersion:
    """The text as it now stands: its articles take the place of those of the version before, whatever people said of
    them, which stays where it was said. Raises ValueError without an article, or with the very text in force."""
    if not read.articles:
        raise ValueError("A text has at least one article.")
    process = bill.process
    Process.objects.select_for_update().get(pk=process.pk)
    former = bill.versions.order_by("-number").first()
    if former is not None and former.read.children == read.children:
        raise ValueError("This is the text under discussion, word for word.")
    followed = list(former.articles.select_related("contribution").order_by("position")) if former else []
    Contribution.objects.filter(article__in=followed).update(superseded_at=Now())
    version = BillVersion.objects.create(bill=bill, number=former.number + 1 if former else 1, **vars(said))
    articles = _write(version, read)
    texts = ([(one.number, one.contribution.body) for one in each] for each in (followed, articles))
    came_from = match_articles(*texts)
    for new, old in came_from.items():
        articles[new].former = followed[old]
        articles[new].explanation = followed[old].explanation if articles[new].same_words(followed[old]) else {}
    Article.objects.bulk_update(articles, ["former", "explanation"])
    ledger.record(
        "text.version_published",
        process=process.public_id,
        object=version.public_id,
        body={
            "number": version.number,
            "stage": version.stage,
            "articles": len(articles),
            "sha256": hashlib.sha256(canonical(version.tree)).hexdigest(),
        },
    )
    anchoring.work_out(version)
    page_cache.bump(process.slug)
    return version


def first_version(bill: Bill, **said) -> BillVersion:
    """For those who write articles by themselves; once they are written: keep_tree."""
    return BillVersion.objects.create(bill=bill, number=1, **said)


def keep_tree(version: BillVersion) -> None:
    version.tree = trees.from_rows(version)
    version.save(update_fields=["tree"])


def _said_of_it(process: Process) -> Published:
    """What was said of the text that is replaced before anybody spoke of it; at first, what the pact says."""
    former = BillVersion.objects.filter(bill__process=process).order_by("number").first()
    if former is not None:
        return Published(**{field.name: getattr(former, field.name) for field in fields(Published)})
    return Published(stage=process.pact.text_stage)


def _write(version: BillVersion, read: bills.Bill) -> list[Article]:
    """The divisions and the articles of a version, in the order of reading; a division known already is used again."""
    process, language = version.bill.process, version.bill.language
    known = {one.slug: one for one in process.headings.all()}
    branch: list[tuple[int, Heading | None]] = [(-1, None)]
    slugs: set[str] = set()
    named: trees.Slugs = {}
    articles: list[Article] = []
    for order, (depth, node) in enumerate(read.nodes(), start=1):
        while branch[-1][0] >= depth:
            branch.pop()
        parent = branch[-1][1]
        if isinstance(node, bills.Division):
            slug = _new_slug(f"{node.kind} {node.number}", f"{node.kind}-{order}", slugs, 120)
            heading = known.get(slug) or Heading(process=process, slug=slug)
            heading.parent, heading.kind, heading.number = parent, node.kind, node.number[:20]
            if heading.title.get(language) != node.heading:  # other words: what translated the former ones is wrong
                heading.title = {language: node.heading}
            heading.position = order
            heading.save()
            branch.append((depth, heading))
            named[order] = slug
        else:
            articles.append(_make_article(version, node, parent, len(articles) + 1, slugs))
            named[order] = articles[-1].slug
    version.tree = trees.as_read(read, named)
    version.save(update_fields=["tree"])
    return articles


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


def _make_article(
    version: BillVersion, node: bills.Article, heading: Heading | None, position: int, slugs: set[str]
) -> Article:
    bill = version.bill
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
    said = {"number": node.number[:40], "slug": slug, "position": position}
    return Article.objects.create(version=version, bill=bill, contribution=contribution, **said)


def _new_slug(text: str, otherwise: str, taken: set[str], longest: int) -> str:
    slug, tried = slugify(text)[: longest - 5] or otherwise, len(taken)
    while slug in taken:
        slug = otherwise if otherwise not in taken else f"{otherwise}-{tried}"
        tried += 1
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
