"""Saying something, changing it in the open, taking it back."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.search import actions as search
from parvis.ui import page_cache

from ..kinds import Kind, Side
from ..models import Contribution, Version
from ..signals import words_changed

TEXTS = ("title", "body", "reason", "wish", "place", "category")
KEPT_IN_VERSIONS = ("title", "body", "reason", "wish", "place", "link", "category")
COUNTERS: dict[str, str] = {Kind.SOURCE: "sources", Kind.MODIFICATION: "modifications"}
EDITABLE = ("title", "body", "reason", "wish", "place", "link", "category", "language", "heading", "signature")


def words(contribution: Contribution) -> str:
    """All the words of a contribution, for search."""
    return "\n".join(filter(None, (getattr(contribution, field) for field in TEXTS)))


def content_of(contribution: Contribution) -> dict:
    """What the public record of a contribution holds: its words, never its author."""
    fields = ("kind", "language", "channel", *TEXTS, "base", "side", "link")
    content = {field: getattr(contribution, field) for field in fields if getattr(contribution, field)}
    if contribution.parent:
        content["parent"] = contribution.parent.public_id
    return content


def _record(act: str, contribution: Contribution, body: dict) -> None:
    ledger.record(act, process=contribution.process.public_id, object=contribution.public_id, body=body)


@transaction.atomic
def publish(contribution: Contribution) -> Contribution:
    """Publish a contribution that is ready, saved or not; a second call changes nothing."""
    if contribution.pk and Contribution.objects.filter(pk=contribution.pk, published_at__isnull=False).exists():
        return contribution
    contribution.published_at = Now()
    if contribution.said_at is None:
        contribution.said_at = database_now()
    contribution.newest_at = contribution.said_at
    contribution.save()
    contribution.refresh_from_db(fields=["published_at"])
    _record("contribution.published", contribution, content_of(contribution))
    index(contribution)
    count_in_parent(contribution, 1)
    return contribution


@transaction.atomic
def edit(contribution: Contribution, **changes) -> Contribution:
    """Change what a published contribution says; what it said before stays readable as a version.

    changes: fields among EDITABLE. Raises ValueError for another field.
    """
    if unknown := set(changes) - set(EDITABLE):
        raise ValueError(f"cannot edit {', '.join(sorted(unknown))}")
    locked = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if all(getattr(locked, field) == value for field, value in changes.items()):
        return contribution
    Version.objects.create(
        contribution=locked,
        number=locked.versions.count() + 1,
        **{field: getattr(locked, field) for field in KEPT_IN_VERSIONS},
    )
    says_else = any(getattr(locked, field) != changes[field] for field in KEPT_IN_VERSIONS if field in changes)
    for field, value in changes.items():
        setattr(contribution, field, value)
    contribution.edited_at = Now()
    contribution.save(update_fields=[*changes, "edited_at"])
    contribution.refresh_from_db(fields=["edited_at"])
    _record("contribution.edited", contribution, content_of(contribution))
    if locked.state == "published":  # what was hidden meanwhile must not be found again
        index(contribution)
    if says_else:
        words_changed.send(Contribution, contribution=contribution)
    page_cache.bump(contribution.process.slug)
    return contribution


@transaction.atomic
def withdraw(contribution: Contribution) -> Contribution:
    """Its author takes a contribution back: a tombstone stays, counts are kept. A second call changes nothing."""
    done = Contribution.objects.filter(pk=contribution.pk, withdrawn_at=None).update(withdrawn_at=Now())
    contribution.refresh_from_db(fields=["withdrawn_at", "hidden_at"])
    if done:
        _record("contribution.withdrawn", contribution, {})
        search.forget(contribution.pk)
        if contribution.hidden_at is None:
            count_in_parent(contribution, -1)
        page_cache.bump(contribution.process.slug)  # what somebody takes back goes at once
    return contribution


def index(contribution: Contribution) -> None:
    search.write(
        key=contribution.pk,
        process=contribution.process_id,
        text=words(contribution),
        language=contribution.language,
    )


def count_in_parent(contribution: Contribution, step: int) -> None:
    """Keep the counters of visible children on the parent: +1 when one appears, -1 when one goes."""
    if contribution.parent_id and (column := counter_of(contribution)):
        Contribution.objects.filter(pk=contribution.parent_id).update(
            **{column: F(column) + step, "discussion": F("discussion") + step}
        )


def counter_of(contribution: Contribution) -> str:
    """The counter of the parent where a contribution stands, beside `discussion`; "" for a kind that is in neither."""
    if contribution.kind == Kind.ARGUMENT:
        return "arguments_for" if contribution.side == Side.FOR else "arguments_against"
    return COUNTERS.get(contribution.kind, "")
