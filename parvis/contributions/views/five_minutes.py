"""The five-minute path: no account, one question at a time, the code asked last, nothing typed lost."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.ui import page_cache

from ..forms import StepForm
from ..models import Contribution
from ..orders import random_start
from ..path_answers import Answers, Given, TooMany
from ..path_steps import Steps, one_argument_each, steps
from ..stances import ALLOWED, OPINIONS
from . import finding

SECONDS_EACH = 40  # to read what an article changes, an argument of each side, and answer


@page_cache.cached("slug")
@access.door("contributions.take_part")
@require_safe
def five(request, slug):
    """What the path is, before it begins."""
    process = finding.process_or_404(slug)
    access.require(request, "contributions.take_part", process)
    has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
    path = path_of(process, "a0")
    context = {
        "process": process,
        "path": path,
        "labels": list(path.labels.values()) if len(path.ids) == path.out_of else [],
        "minutes": max(2, round(len(path.ids) * SECONDS_EACH / 60)),
        "answers": Answers(request, slug) if has_cookie else None,
    }
    return render(request, "contributions/five.html", context)


@access.door("contributions.take_part")
@require_safe
def start(request, slug):
    """To the first question, from a point drawn at random when not all are asked; to the review when one was begun."""
    process = finding.process_or_404(slug)
    access.require(request, "contributions.take_part", process)
    answers = Answers(request, slug)
    point = answers.start or random_start()
    path = path_of(process, point)
    if not path.ids:
        return redirect("contributions:five", slug)
    left = next((public_id for public_id in path.ids if public_id not in answers.given), None)
    return redirect(step_url(slug, point, left) if left else reverse("contributions:five_review", args=[slug]))


@access.door("contributions.take_stance")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, slug, start, public_id):
    """One contribution: what it changes, an argument of each side, then the answer."""
    contribution = asked(request, slug, public_id)
    path = path_of(contribution.process, start)
    answers = Answers(request, slug)
    before = answers.get(public_id)
    form = StepForm(request.POST if request.method == "POST" else None, initial=before.__dict__, before=before)
    if request.method == "POST" and form.is_valid():
        answers.start = start
        if form.given == before or keep(answers, public_id, form):
            return redirect(after(slug, start, public_id, path, form))
    context = {
        "process": contribution.process,
        "contribution": contribution,
        "article": getattr(contribution, "article", None),
        "arguments": one_argument_each(contribution),
        "form": form,
        "given": before,
        "answers": answers,
        "path": path,
        "place": path.place(public_id),
        "previous": path.beside(public_id, -1),
        "next": path.beside(public_id, +1),
        "just": just_answered(request, slug, start, answers),
    }
    return render(request, "contributions/five_step.html", context, status=422 if form.errors else 200)


def asked(request, slug: str, public_id: str) -> Contribution:
    """The contribution of a step, when it may be answered. Raises Http404, Refused."""
    rows = Contribution.objects.with_process().select_related("process", "article", "heading")
    found = next(iter(rows.filter(public_id=public_id, process__slug=slug)), None)
    if found is None or ALLOWED[found.kind] != OPINIONS:
        raise Http404(public_id)
    found.process.is_open = found.process_is_open
    access.require(request, "contributions.take_stance", found)
    return found


def keep(answers: Answers, public_id: str, form: StepForm) -> bool:
    try:
        answers.keep(public_id, form.given)
    except TooMany:
        form.add_error(None, _("You have answered a great deal: send these answers first, then come back for more."))
        return False
    return True


def after(slug: str, start: str, public_id: str, path: Steps, form: StepForm) -> str:
    """Where an answer leads: where it asks to go, else the next question, or the same one for words alone."""
    value, go = form.cleaned_data["value"], form.cleaned_data["go"]
    here = not value and not go
    following = public_id if here else path.beside(public_id, -1 if go == "back" else +1)
    if following is None or go == "stop":
        return reverse("contributions:five_review", args=[slug])
    url = step_url(slug, start, following)
    if go and form.given == form.before:
        return url
    return f"{url}?kept={public_id}#words" if here else f"{url}?kept={public_id}"


def just_answered(request, slug: str, start: str, answers: Answers) -> dict | None:
    """What was kept by the page before, for the line that says so."""
    public_id = request.GET.get("kept", "")
    given = answers.given.get(public_id)
    return (
        {"value": given.value, "words": given.words, "url": f"{step_url(slug, start, public_id)}#words"}
        if given
        else None
    )


def begin_with(request, contribution: Contribution, value: str):
    """A visitor answered on a public page: the path begins with that answer, and the code is asked last."""
    slug = contribution.process.slug
    answers = Answers(request, slug)
    answers.start = answers.start or random_start()
    before = answers.get(contribution.public_id)
    try:
        if value in ALLOWED[contribution.kind]:
            answers.keep(contribution.public_id, Given(value, before.words, before.sort))
        else:
            answers.drop(contribution.public_id)
    except TooMany:
        return redirect("contributions:five_review", slug)
    if ALLOWED[contribution.kind] != OPINIONS:
        return redirect("contributions:five_review", slug)
    return redirect(f"{step_url(slug, answers.start, contribution.public_id)}?kept={contribution.public_id}")


@access.public
@require_POST
def forget(request, slug):
    """Forget every answer of this visit, and the cookie when it held nothing else."""
    Answers(request, slug).forget()
    if not request.user.is_authenticated:
        request.session.flush()
    return redirect("contributions:five", slug)


def path_of(process, point: str) -> Steps:
    try:
        return steps(process, point)
    except ValueError:
        raise BadRequest(_("This address does not exist: begin again from the page of the process."))


def step_url(slug: str, point: str, public_id: str) -> str:
    return reverse("contributions:five_step", args=[slug, point, public_id])
