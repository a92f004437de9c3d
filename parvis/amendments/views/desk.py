"""The desk of who carries: what waits, carrying in two clicks, adapting, refusing with the reason."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.contributions.amended import OF_ARTICLES, article_of
from parvis.contributions.models import Contribution
from parvis.people.idempotency import done_once
from parvis.processes.blocks import Forbidden

from .. import actions, lists, places, stages
from ..forms import AdaptForm, CarryForm, RefuseForm
from ..models import Carrying, Duty
from ..rules import seats
from ..sub_amendments import name

GET_AND_POST = ["GET", "HEAD", "POST"]
Decision = Carrying.Decision


@access.door("amendments.sit")
@require_safe
def desk(request):
    """One text at a time, its nearest deadline first; ?text= another one, ?article= one article, ?before= goes on."""
    mine = list(seats(request.user))
    open_texts = lists.texts(mine)
    wanted = request.GET.get("text", "")
    text = next((one for one in open_texts if one.bill.process.slug == wanted), None)
    if wanted and text is None:
        raise Http404(wanted)
    text = text or next(iter(open_texts), None)
    context = {"seats": mine, "texts": open_texts, "text": text}
    if text:
        article = request.GET.get("article", "")
        rows = lists.waiting(text).filter(lists.about(article, text.version) if article else Q())
        shown, last = lists.page(rows, before=request.GET.get("before", ""))
        said = Carrying.objects.filter(member__in=mine, version__bill=text.bill).select_related("amendment", "member")
        context |= {
            "version": text.version,
            "process": text.bill.process,
            "amendments": shown,
            "last": last,
            "article": article,
            "articles": lists.articles(text.version)[:200],
            "carryings": said.order_by("-signed_at", "-pk")[:10],
        }
    return render(request, "amendments/desk.html", context)


def find(request, public_id: str) -> tuple[Contribution, places.Place, list]:
    """The modification, its place in the text under discussion, the seats that may act. Raises Http404, Refused."""
    access.require(request, "amendments.sit")
    rows = Contribution.objects.filter(OF_ARTICLES, kind="modification")
    rows = rows.select_related("process__pact", "parent__article", "parent__parent__article")
    amendment = get_object_or_404(rows, public_id=public_id)
    access.require(request, "amendments.carry", amendment)
    version = places.current(amendment.process)
    if version is None:
        raise Http404(public_id)
    mine = list(seats(request.user))
    if not (acting := [one for one in mine if stages.may_act(one, version)]):
        raise access.Refused("amendments.carry", stages.may_act(mine[0], version))
    return amendment, places.place(amendment, version), acting


def started(amendment: Contribution) -> dict:
    return {"explanation": amendment.reason}


@access.door("amendments.carry")
@require_http_methods(GET_AND_POST)
@done_once
def carry(request, public_id):
    """Carried as it is, or refused with the reason; act: "carry" or "refuse"."""
    amendment, found, mine = find(request, public_id)
    act = request.POST.get("act", "")
    post, mark = request.POST, found.mark
    carrying = CarryForm(post if act == "carry" else None, seats=mine, read=mark, initial=started(amendment))
    refusal = RefuseForm(post if act == "refuse" else None, seats=mine, read=mark, prefix="refuse")
    sent = {"carry": carrying, "refuse": refusal}.get(act)
    if sent is not None and sent.is_valid():
        typed = sent.cleaned_data
        decision = Decision.CARRIED if act == "carry" else Decision.REFUSED
        said = {"explanation": typed.get("explanation", ""), "motive": typed.get("motive", "")}
        if done := sign(request, sent, amendment, found, decision=decision, **said):
            return done
    context = {**read(amendment, found), "carry": carrying, "refuse": refusal}
    wrong = sent is not None and bool(sent.errors)
    return render(request, "amendments/carry.html", context, status=422 if wrong else 200)


def read(amendment: Contribution, found: places.Place) -> dict:
    """What both pages show: the words, the wording of the chamber or why there is none, what is owed."""
    wording, why = "", found.why
    if found.after is not None:
        try:
            wording = places.wording(found, found.after)
        except places.NoWording as error:
            why = str(error)
    return {
        "amendment": amendment,
        "process": amendment.process,
        "place": found,
        "article": article_of(amendment),
        "about": name(found.amends) if found.amends else "",
        "version": found.version,
        "wording": wording,
        "why": why,
        "comparison": places.compared(found.said, found.after) if found.after is not None else [],
        "duties": Duty.objects.filter(amendment=amendment).select_related("office", "promise"),
        "carryings": amendment.carryings.select_related("member"),
    }


def sign(request, form, amendment: Contribution, found: places.Place, **said):
    """The redirection once it is signed; None after an error, which the form then tells."""
    try:
        made = actions.carry(
            amendment,
            member=form.member,
            version=found.version,
            read=found.mark,
            language=amendment.language,
            **said,
        )
    except (Forbidden, places.NoWording) as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("It is signed and public. Its author and those who follow it are told."))
    return redirect(made)


@access.door("amendments.carry")
@require_http_methods(GET_AND_POST)
@done_once
def adapt(request, public_id):
    """Other words than people’s: read the comparison first (act "read"), then sign it (act "sign")."""
    amendment, found, mine = find(request, public_id)
    if found.article is None:
        raise access.Refused("amendments.carry", access.no(found.why))
    start = found.after if found.after is not None else found.said
    initial = started(amendment) | {"paragraphs": "\n".join(start)}
    form = AdaptForm(request.POST or None, seats=mine, read=found.mark, initial=initial)
    context = read(amendment, found) | {"form": form, "started": start}
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        said = {"paragraphs": typed["paragraphs"], "motive": typed["motive"], "explanation": typed["explanation"]}
        if request.POST.get("act") == "sign":
            if done := sign(request, form, amendment, found, decision=Decision.ADAPTED, **said):
                return done
        else:
            try:
                context["adapted_wording"] = places.wording(found, typed["paragraphs"])
            except places.NoWording as refusal:
                form.add_error("paragraphs", str(refusal))
            else:
                context["adapted"] = places.compared(start, typed["paragraphs"])
    return render(request, "amendments/adapt.html", context, status=422 if form.errors else 200)


@access.door("amendments.withdraw")
@require_http_methods(GET_AND_POST)
@done_once
def withdraw(request, public_id):
    access.require(request, "amendments.sit")
    rows = Carrying.objects.select_related("member", "amendment__process", "version", "article")
    found = get_object_or_404(rows.defer("version__tree"), public_id=public_id)
    access.require(request, "amendments.withdraw", found)
    refused = ""
    if request.method == "POST":
        try:
            actions.withdraw(found)
        except Forbidden as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("It is withdrawn. What you signed stays readable."))
            return redirect(found)
    context = {"carrying": found, "process": found.process, "refused": refused}
    return render(request, "amendments/withdraw.html", context, status=422 if refused else 200)
