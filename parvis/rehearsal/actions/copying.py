"""Copying into a rehearsal: the text of a bill, and what was said in an imported process."""

from dataclasses import dataclass, field, fields

from django.utils.translation import gettext as _

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution, DeclaredCount, Heading
from parvis.contributions.stances import COLUMN
from parvis.exchange import bulk
from parvis.processes.models import Process
from parvis.texts.actions import Published
from parvis.texts.models import Article, Bill, BillVersion

OF_HEADING = ("slug", "kind", "number", "title", "position")
OF_CONTRIBUTION = """
    kind language channel signature title body reason base side link category place wish missing said_at superseded_at
""".split()
WORDS = ("title", "body", "reason", "base", "link", "category", "place", "wish", "signature")
OF_ARTICLE = ("number", "slug", "position", "explanation")
OF_VERSION = ("number", *(field.name for field in fields(Published)), "tree")


@dataclass
class Copies:
    """By the primary key of the original. articles: drafts not written yet."""

    headings: dict[int, Heading] = field(default_factory=dict)
    articles: dict[int, bulk.Draft] = field(default_factory=dict)


def text(former: Process, rehearsal: Process) -> Copies:
    """The divisions, saved, and the articles, to be written with what is said of them."""
    copies = Copies()
    for heading in former.headings.all():
        parent = copies.headings.get(heading.parent_id) if heading.parent_id else None
        words = {name: getattr(heading, name) for name in OF_HEADING}
        copies.headings[heading.pk] = Heading.objects.create(process=rehearsal, parent=parent, **words)
    articles = Contribution.objects.visible().filter(process=former, kind=Kind.ARTICLE).order_by("pk")
    copies.articles = {row.pk: bulk.Draft(_copy(row, copies)) for row in articles}
    return copies


def write_text(former: Process, rehearsal: Process, copies: Copies) -> None:
    """The bill, once its articles are written."""
    told = Bill.objects.filter(process=former).first()
    if told is None:
        return
    bill = Bill.objects.create(
        process=rehearsal,
        title=told.title,
        language=told.language,
        number=told.number,
        source_url=told.source_url,
    )
    for version in told.versions.all():
        copied = BillVersion.objects.create(bill=bill, **{name: getattr(version, name) for name in OF_VERSION})
        Article.objects.bulk_create(
            Article(
                bill=bill,
                version=copied,
                contribution=copies.articles[article.contribution_id].row,
                **{name: getattr(article, name) for name in OF_ARTICLE},
            )
            for article in version.articles.all()
            if article.contribution_id in copies.articles
        )
    _link(told, bill, copies)


def _link(told: Bill, bill: Bill, copies: Copies) -> None:
    """Each article to the one of the version before that it comes from, as in the original."""
    copied = {one.contribution_id: one for one in bill.articles.all()}
    at = {pk: copied[draft.row.pk] for pk, draft in copies.articles.items() if draft.row.pk in copied}
    pairs = told.articles.exclude(former=None).values_list("contribution", "former__contribution")
    linked = [(at[new], at[old]) for new, old in pairs if new in at and old in at]
    for article, former in linked:
        article.former = former
    Article.objects.bulk_update([article for article, _former in linked], ["former"])


def contributions(former: Process, rehearsal: Process, copies: Copies) -> None:
    """What everyone reads in the original, with what it is about; views are copied as counts, nobody is.

    What was hidden there stays hidden here, and leaves its words behind: only what is said about it needs it.
    """
    drafts = dict(copies.articles)
    said = list(Contribution.objects.said().filter(process=former).exclude(kind=Kind.ARTICLE).order_by("pk"))
    for row in said:
        drafts[row.pk] = bulk.Draft(_copy(row, copies))
    missing = DeclaredCount.objects.filter(contribution__process=former).exclude(measure__in=COLUMN)
    for row in (*said, *Contribution.objects.filter(pk__in=copies.articles)):
        drafts[row.pk].declared = {str(value): getattr(row, column) for value, column in COLUMN.items()}
        drafts[row.pk].parent = drafts.get(row.parent_id) if row.parent_id else None
    for count in missing:
        if count.contribution_id in drafts:
            drafts[count.contribution_id].declared[count.measure] = count.value
    provenance = _("Counted in “%(title)s”, copied for a rehearsal") % {"title": former.title}
    bulk.write(rehearsal, list(drafts.values()), provenance=provenance[:200])
    rehearsal.source = former.source
    rehearsal.save(update_fields=["source"])


def _copy(row: Contribution, copies: Copies) -> Contribution:
    copied = Contribution(
        heading=copies.headings.get(row.heading_id) if row.heading_id else None,
        hidden_at=row.hidden_at,
        withdrawn_at=row.withdrawn_at,
        **{name: getattr(row, name) for name in OF_CONTRIBUTION},
    )
    if row.state != "published":
        for name in WORDS:
            setattr(copied, name, "")
    return copied
