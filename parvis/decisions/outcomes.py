"""Which answer holds for each contribution: its own, else one given to an idea it stands under, as readers see it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.dispatch import receiver

from parvis.contributions.models import Contribution
from parvis.synthesis.signals import placed

from .models import Answer, Outcome

CHUNK = 1000


def differing(contributions: QuerySet[Contribution]) -> Iterator[tuple[int, int | None, int | None]]:
    """(contribution, answer that holds, answer kept) wherever the last two are not the same."""
    standing = Answer.objects.filter(replaced_at=None)
    own = standing.filter(contribution=OuterRef("pk"))
    idea = standing.of_ideas_over(OuterRef("pk")).order_by("node", "pk")
    rows = contributions.order_by("pk").annotate(
        holds=Coalesce(Subquery(own.values("pk")[:1]), Subquery(idea.values("pk")[:1])), kept=F("outcome__answer")
    )
    for pk, holds, kept in rows.values_list("pk", "holds", "kept").iterator(CHUNK):
        if holds != kept:
            yield pk, holds, kept


def chunks(keys: Iterable[Any]) -> Iterator[list]:
    """In their order: who locks rows always goes from the first to the last."""
    ordered = sorted(keys)
    yield from (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def lock(keys: Iterable[int]) -> None:
    """Contributions, until the end of the transaction: an answer given to them meanwhile waits, or is seen."""
    for some in chunks(keys):
        rows = Contribution.objects.filter(pk__in=some).select_for_update(no_key=True)
        list(rows.order_by("pk").values_list("pk"))


def settle(keys: Iterable[int]) -> int:
    """Work out again which answer holds for these contributions, inside a transaction. Returns how many changed."""
    keys, changed = set(keys), 0
    lock(keys)
    for some in chunks(keys):
        rows = Contribution.objects.filter(pk__in=some)
        wrong = list(differing(rows))
        Outcome.objects.filter(contribution__in=[pk for pk, holds, _kept in wrong if holds is None]).delete()
        Outcome.objects.bulk_create(
            [Outcome(contribution_id=pk, answer_id=holds) for pk, holds, _kept in wrong if holds],
            update_conflicts=True,
            unique_fields=["contribution"],
            update_fields=["answer"],
        )
        changed += len(wrong)
    return changed


@receiver(placed, dispatch_uid="decisions.settle")
def _settle(sender, contributions, **_kwargs) -> None:
    settle(pk for pk, _holds, _kept in differing(contributions))
