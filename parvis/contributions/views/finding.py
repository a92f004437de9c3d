"""Finding what an address names, in one query, with the clock of its process."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from parvis.people import limits
from parvis.processes.models import Process

from ..actions.receipts import tidy
from ..compiled import Compiled, text
from ..models import Contribution, Receipt

TRIED, WITHIN = 300, 600  # codes of receipts from one network in ten minutes
TO_ANSWER = Compiled(
    lambda public_id: (
        Contribution.objects.with_process()
        .filter(public_id=public_id)
        .only(
            "public_id",
            "kind",
            "published_at",
            "hidden_at",
            "superseded_at",
            "withdrawn_at",
            "process__public_id",
            "process__slug",
            "process__sealed_key",
            "process__published_at",
            "process__stopped_at",
            "process__stop_reason",
        )
    ),
    public_id=text(),
)


def contribution_to_answer(public_id: str) -> Contribution:
    """A contribution with the few columns a stance needs. Raises Http404."""
    return with_clock(TO_ANSWER(public_id=public_id), public_id)


def contribution_or_404(public_id: str) -> Contribution:
    """A contribution, whose process already knows whether it is open."""
    return with_clock(Contribution.objects.with_process().filter(public_id=public_id), public_id)


def with_clock(rows, public_id: str) -> Contribution:
    for found in rows:
        found.process.is_open = found.process_is_open
        return found
    raise Http404(public_id)


def process_or_404(slug: str) -> Process:
    return get_object_or_404(Process.objects.with_clock().select_related("pact"), slug=slug)


def page_of(public_id: str) -> str:
    return reverse("contributions:detail", args=[public_id])


def may_try_a_code(request) -> bool:
    """Count one more: one network never guesses the receipts of others."""
    return limits.spend(f"receipt:{limits.network(request)}", at_most=TRIED, seconds=WITHIN)


def receipt_or_404(request, code: str) -> Receipt:
    """The receipt someone without an account shows, with its participant."""
    if not may_try_a_code(request):
        raise Http404(code)
    rows = Receipt.objects.select_related("participant__merged_into")
    return get_object_or_404(rows, code=tidy(code), process__published_at__isnull=False)
