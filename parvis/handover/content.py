"""What a handover holds: the shared text, the amendments adopted and refused, the synthesis, the disagreements left.

The words of contributions are not in it, so that they can still be taken back: their ids are, with the SHA-256 of what
the public record holds of them. See docs/formats/handover.md.
"""

import hashlib
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from parvis.contributions.actions.publishing import content_of
from parvis.contributions.amended import article_of, is_sub
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.ledger.canonical import canonical
from parvis.processes.models import Office, Process
from parvis.synthesis import reading

FORMAT = "parvis-handover/1"
ADOPTED = (Answer.Status.KEPT_FULLY, Answer.Status.KEPT_PARTLY)


def content(process: Process, office: Office, disagreements: list[str]) -> dict[str, Any]:
    amendments = [_amendment(one) for one in decided(process)]
    return {
        "format": FORMAT,
        "process": process.public_id,
        "slug": process.slug,
        "title": dict(process.title),
        "to": {"office": office.slug, "name": dict(office.name)},
        "text": _text(process),
        "adopted": [one for one in amendments if one["status"] in ADOPTED],
        "refused": [one for one in amendments if one["status"] not in ADOPTED],
        "disagreements": disagreements,
        "synthesis": _synthesis(process),
    }


def amendments(process: Process) -> QuerySet[Contribution]:
    return Contribution.objects.visible().filter(process=process, kind=Kind.MODIFICATION)


def decided(process: Process) -> QuerySet[Contribution]:
    """Amendments with the answer that holds for each, in the order of the text."""
    rows = amendments(process).filter(outcome__isnull=False)
    place = Coalesce("parent__article__position", "parent__parent__article__position")
    rows = rows.select_related("parent__article", "parent__parent__article", "outcome__answer")
    return rows.order_by(place, "public_id")


def undecided(process: Process) -> QuerySet[Contribution]:
    return amendments(process).filter(outcome=None).select_related("parent__article").order_by("pk")


def _amendment(one: Contribution) -> dict[str, str]:
    answer = one.outcome.answer
    article = article_of(one)
    return {
        "id": one.public_id,
        **({"amends": one.parent.public_id} if is_sub(one) else {}),  # type: ignore[union-attr]
        "article": article.number if article else "",
        "sha256": hashlib.sha256(canonical(content_of(one))).hexdigest(),
        "answer": answer.public_id,
        "status": answer.status,
        "ground": answer.ground,
    }


def _text(process: Process) -> dict[str, Any]:
    if (bill := getattr(process, "bill", None)) is None:
        return {}
    articles = bill.articles.in_force().select_related("contribution").order_by("position")
    return {
        "title": bill.title,
        "language": bill.language,
        "articles": [
            {
                "number": article.number,
                "id": article.contribution.public_id,
                "title": article.contribution.title,
                "body": article.contribution.body,
            }
            for article in articles
        ],
    }


def _synthesis(process: Process) -> dict[str, Any]:
    synthesis = getattr(process, "synthesis", None)
    last = synthesis.publications.first() if synthesis else None
    if last is None:
        return {}
    return {
        "publication": last.number,
        "published_at": last.published_at.isoformat(),
        "total": last.total,
        "attached": last.attached,
        "outside": last.outside,
        "ideas": [
            {
                "id": idea.node.public_id,
                "number": idea.number,
                "title": dict(idea.node.title),
                "version": idea.version.number if idea.version else 0,
                "sha256": hashlib.sha256(idea.version.body.encode()).hexdigest() if idea.version else "",
            }
            for idea in reading.ideas(process)
        ],
    }
