"""The end of the five-minute path: a last look, the address, the code, the receipt."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.access import verdict
from parvis.people import pending
from parvis.people.forms import CodeForm
from parvis.people.idempotency import idempotent, once
from parvis.people.models import Code
from parvis.people.views.sign_in import enter, problem_sending, wrong_code
from parvis.territories.models import Territory

from .. import actions
from ..forms import EndingForm
from ..kinds import Channel
from ..models import Contribution, Receipt
from ..path_answers import Answers
from ..stances import ALLOWED, OPINIONS
from ..standing import standing
from . import finding
from .five_minutes import step_url

SIGN_IN = Code.Purpose.SIGN_IN
RECEIPTS = "receipts"  # in the session: codes of this browser, by slug


@access.door("contributions.take_part")
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def review(request, slug):
    """Everything said on the way, before it is sent; whoever is signed in sends it from here."""
    process = finding.process_or_404(slug)
    access.require(request, "contributions.take_part", process)
    answers = Answers(request, slug)
    if request.method == "POST" and "drop" in request.POST:
        answers.drop(request.POST["drop"])
        return redirect("contributions:five_review", slug)
    form = ending_form(request, process, answers)
    if request.method == "POST" and form.is_valid():
        answers.ending |= {name: value for name, value in form.cleaned_data.items() if name != "email"}
        if request.user.is_authenticated:
            return send(request, process, answers)
        if answers:
            answers.save()
            if problem := problem_sending(request, purpose=SIGN_IN, address=form.cleaned_data["email"]):
                form.add_error("email", problem)
            else:
                return redirect("contributions:five_code", slug)
    context = {"process": process, "said": what_was_said(process, answers), "answers": answers, "form": form}
    return render(request, "contributions/five_review.html", context, status=422 if form.errors else 200)


def ending_form(request, process, answers: Answers) -> EndingForm:
    visitor = not request.user.is_authenticated
    kept = answers.ending
    initial = {"follow": kept.get("follow", False), "signature": kept.get("signature", "")}
    if not visitor and "signature" not in kept:
        initial["signature"] = request.user.display_name
    return EndingForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        process=process,
        with_words=any(given.words for given in answers.given.values()),
        consent_needed=visitor or not (kept.get("consent") or standing(request.user, process, []).consented),
        visitor=visitor,
    )


def what_was_said(process, answers: Answers) -> list[dict]:
    """The answers with what they are about, in order of the text; what is no longer shown is marked as gone."""
    rows = Contribution.objects.filter(process=process, public_id__in=answers.given).select_related("article")
    start = answers.start or "a0"
    return [
        {
            "contribution": row,
            "article": str(row.article) if hasattr(row, "article") else "",
            "given": answers.get(row.public_id),
            "gone": bool(row.hidden_at or row.withdrawn_at or not row.published_at),
            "url": step_url(process.slug, start, row.public_id) if ALLOWED[row.kind] == OPINIONS else "",
        }
        for row in sorted(rows, key=lambda row: (row.article.position if hasattr(row, "article") else 10**6, row.pk))
    ]


@access.door("contributions.take_part")
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def code(request, slug):
    """The code, asked last: the right one signs in and records every answer."""
    process = finding.process_or_404(slug)
    access.require(request, "contributions.take_part", process)
    answers = Answers(request, slug)
    waiting = pending.awaited(request, SIGN_IN)
    if request.user.is_authenticated or waiting is None or not answers.ending.get("consent") or not answers:
        return to_the_end(request, slug) if not answers else redirect("contributions:five_review", slug)
    form, problem = CodeForm(request.POST if "typed" in request.POST else None), ""
    if request.method == "POST" and "again" in request.POST:
        problem = problem_sending(request, purpose=SIGN_IN, address=waiting["address"])
        if not problem:
            return redirect("contributions:five_code", slug)
    elif request.method == "POST" and form.is_valid():
        answer = pending.give_back(request, SIGN_IN, form.cleaned_data["typed"])
        if answer.code:
            response = enter(request, answer.code.address, reverse("contributions:five_review", args=[slug]))
            # A second factor may still be asked: then the review waits, signed in, with everything in place.
            return send(request, process, Answers(request, slug)) if request.user.is_authenticated else response
        wrong_code(form, answer)
    context = {"process": process, "answers": answers, "form": form, "problem": problem, "waiting": waiting}
    return render(request, "contributions/five_code.html", context, status=422 if problem or form.errors else 200)


def to_the_end(request, slug: str):
    """Nothing is left to send: to the receipt of what was just sent (a double click), or to the empty review."""
    sent = slug in request.session.get(RECEIPTS, {})
    return redirect("contributions:five_receipt" if sent else "contributions:five_review", slug)


def send(request, process, answers: Answers):
    """Record everything in one transaction; the receipt is shown once it is committed."""
    receipt_page = reverse("contributions:five_receipt", args=[process.slug])
    if not answers:
        return to_the_end(request, process.slug)
    with once(request, receipt_page):
        receipt, skipped = record(request, process, answers)
    answers.forget()
    request.session[RECEIPTS] = {**request.session.get(RECEIPTS, {}), process.slug: [receipt.code, skipped]}
    return redirect(receipt_page)


@transaction.atomic
def record(request, process, answers: Answers) -> tuple[Receipt, int]:
    """Returns the receipt, and how many answers were left out because their contribution is no longer shown."""
    rows = Contribution.objects.with_process().filter(process=process, public_id__in=answers.given)
    open_now = access.verdict(request.user, "contributions.take_part", finding.process_or_404(process.slug))
    if not open_now:
        raise access.Refused("contributions.take_part", open_now)
    given = []
    for row in rows.select_related("process"):
        row.process.is_open = row.process_is_open
        if verdict(request.user, "contributions.take_stance", row):
            said = answers.get(row.public_id)
            given.append(actions.Answer(row, said.value, said.words, said.sort))
    participant = actions.join(process=process, person=request.user, channel=Channel.WEB)
    if answers.ending.get("consent"):
        actions.give_consent(participant=participant, channel=Channel.WEB)
    if answers.ending.get("follow"):
        actions.follow(person=request.user, process=process)
    receipt = actions.record_answers(
        participant=participant,
        answers=given,
        channel=Channel.WEB,
        language=get_language(),
        signature=answers.ending.get("signature", ""),
    )
    actions.hand_over(receipt, request.user)
    return receipt, len(answers) - len(given)


@access.door("processes.read")
@require_safe
def receipt(request, slug):
    """What was just received, who reads it and by when; the code to keep."""
    process = finding.process_or_404(slug)
    access.require(request, "processes.read", process)
    kept = request.session.get(RECEIPTS, {}).get(slug)
    if kept is None:
        raise Http404(slug)
    code, skipped = kept
    context = {
        "process": process,
        "receipt": Receipt.objects.prefetch_related("contributions").filter(code=code).first(),
        "skipped": skipped,
        "promises": next_promises(process),
        "has_quarters": request.user.is_authenticated and has_quarters(process),
        "follows": request.user.is_authenticated and request.user.follows.filter(process=process).exists(),
    }
    if context["receipt"] is None:
        raise Http404(slug)
    return render(request, "contributions/five_receipt.html", context)


def has_quarters(process) -> bool:
    return process.key is not None and Territory.objects.filter(parent=process.territory_id).exists()


def next_promises(process) -> list:
    """The promises still to be kept, the soonest first."""
    return list(process.promises.owed().select_related("office")[:3])
