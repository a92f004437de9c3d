"""Finding what an address names, in one query, with the clock of its process."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from parvis.processes.models import Process

from ..compiled import Compiled, text
from ..models import Contribution

TO_ANSWER = Compiled(
    lambda public_id: (
        Contribution.objects.with_process()
        .filter(public_id=public_id)
        .only(
            "public_id",
            "kind",
            "published_at",
            "hidden_at",
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
