"""Finding what an address names, in one query, with the clock of its process."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from parvis.processes.models import Process

from ..models import Contribution

STANCE = (
    "public_id", "kind", "participant_id", "published_at", "hidden_at", "withdrawn_at",
    "process__public_id", "process__slug", "process__sealed_key", "process__published_at",
    "process__stopped_at", "process__stop_reason", "process_id",
)  # fmt: skip


def contribution_or_404(public_id: str, *only: str) -> Contribution:
    """A contribution, whose process already knows whether it is open; only: its columns, when few are needed."""
    rows = Contribution.objects.with_process().filter(public_id=public_id)
    found = next(iter(rows.only(*only) if only else rows), None)
    if found is None:
        raise Http404(public_id)
    found.process.is_open = found.process_is_open
    return found


def process_or_404(slug: str) -> Process:
    return get_object_or_404(Process.objects.with_clock().select_related("pact"), slug=slug)


def page_of(public_id: str) -> str:
    return reverse("contributions:detail", args=[public_id])


def asked_page(request) -> str:
    """Where the form asks to come back, one of our pages; "" when it does not."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}) else ""
