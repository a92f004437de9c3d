"""The page residents will see, drawn on a design: the real template over the process that the answers would make."""

import re
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from parvis import access
from parvis.processes.models import Phase, Process, Promise
from parvis.processes.promises import dates, offices
from parvis.workshop import answers, making
from parvis.workshop.models import Design

from .processes import told


@access.door("workshop.design")
@require_safe
def page(request, public_id):
    design = get_object_or_404(Design.objects.select_related("process"), public_id=public_id)
    if design.process:
        return redirect(design.process)
    with making.trial(answers.values(design.answers)) as made:
        promise(made)
        context = told(as_open(made))
        visitor = {"user": AnonymousUser(), "my_links": [], "follows": False}
        html = render_to_string("site/preview.html", {**context, **visitor, "design": design}, request)
    return HttpResponse(asleep(html, made.slug))


def promise(process: Process) -> None:
    """What the pact would promise on its first day: shown, never recorded."""
    for row, due in dates.owed(process):
        Promise.objects.create(
            process=process, office=offices.of(process), kind=row.promised, what=row.what, due_on=due
        )


def as_open(made: Process) -> Process:
    """As it will be on its first day, published."""
    found = Process.objects.with_clock().select_related("pact", "territory").get(pk=made.pk)
    phase = (
        found.phases.filter(kind__in=[Phase.Kind.CONTRIBUTIONS, Phase.Kind.INFORMATION]).order_by("opens_at").first()
    )
    if phase and phase.opens_at:
        found.now = phase.opens_at + timedelta(hours=1)
    found.published_at = found.now
    return found


def asleep(html: str, slug: str) -> str:
    """The links and forms of a process that does not exist yet lead to the note that says so."""
    html = re.sub(rf'(href|action)="[^"]*/{re.escape(slug)}(?=[/".?#])[^"]*"', r'\1="#preview"', html)
    return html.replace('method="post" action="#preview"', 'action="#preview"')
