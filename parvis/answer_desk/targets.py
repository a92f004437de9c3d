"""What an answer is about, named in an address: c for a contribution, n for an idea of the synthesis."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from parvis.contributions.models import Contribution
from parvis.processes.models import Process
from parvis.processes.querysets import at_work
from parvis.synthesis.models import Node

MOST = 500  # answered at once


def contribution(public_id: str) -> Contribution:
    return get_object_or_404(
        Contribution.objects.visible().select_related("process__pact", "organisation"),
        at_work("process__"),
        public_id=public_id,
    )


def idea(public_id: str) -> Node:
    return get_object_or_404(
        Node.objects.standing().select_related("process__pact"),
        at_work("process__"),
        public_id=public_id,
    )


def named(sort: str, public_id: str) -> Contribution | Node:
    if sort == "c":
        return contribution(public_id)
    if sort == "n":
        return idea(public_id)
    raise Http404(sort)


def key(about: Contribution | Node) -> tuple[str, str]:
    return ("n" if isinstance(about, Node) else "c"), about.public_id


def chosen(process: Process, data) -> list[Contribution | Node]:
    """data: a QueryDict with c= and n= as often as needed. What is not of this process, or no longer shown, is left."""
    said = Contribution.objects.visible().filter(process=process, public_id__in=data.getlist("c")[:MOST])
    ideas = Node.objects.standing().filter(process=process, public_id__in=data.getlist("n")[:MOST])
    found = [*said.order_by("-agree", "pk"), *ideas]
    for one in found:
        one.process = process
    return found
