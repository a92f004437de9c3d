"""Inviting others to sign a modification, signing it by the private link, and one's own signature."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.contributions import actions as contributions
from parvis.contributions import details
from parvis.contributions.amended import fell
from parvis.contributions.views import finding
from parvis.people import limits
from parvis.people.idempotency import done_once, idempotent, once
from parvis.processes import rehearsing
from parvis.processes.blocks import Forbidden

from . import actions
from .forms import SigningForm

TRIED, WITHIN = 300, 600  # links from one network in ten minutes


@access.door("coauthors.invite")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def invite(request, public_id):
    """Of the author: a link to hand on, shown once; who signed; act: "close" the links, or "remove" a signature."""
    contribution = finding.contribution_or_404(public_id)
    access.require(request, "coauthors.invite", contribution)
    rehearsing.mark(request, contribution.process)
    act, link = request.POST.get("act"), ""
    if request.method == "POST" and act == "close":
        actions.close(contribution)
        messages.success(request, _("The links no longer open anything. Whoever signed stays."))
        return redirect("coauthors:invite", public_id)
    if request.method == "POST" and act == "remove":
        actions.remove(contribution, request.POST.get("id", ""))
        messages.success(request, _("This signature is taken off."))
        return redirect("coauthors:invite", public_id)
    if request.method == "POST" and act == "make":
        token = actions.invite(contribution)
        link = settings.PARVIS_ORIGIN + reverse("coauthors:sign", args=[token])
    rows = contribution.co_signatures.filter(withdrawn_at=None, removed_at=None).order_by("signed_at", "pk")
    context = {
        **told(contribution),
        "link": link,
        "open": contribution.invitations.filter(closed_at=None).count(),
        "signed": list(rows),
    }
    return render(request, "coauthors/invite.html", context)


@access.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def sign(request, token):
    """By the private link: the words, under which name one is shown, and one explicit act."""
    within = limits.spend(f"link to sign:{limits.network(request)}", at_most=TRIED, seconds=WITHIN)
    invitation = actions.found_by(token) if within else None
    if invitation is None:
        raise Http404("invitation")
    contribution = finding.contribution_or_404(invitation.contribution.public_id)
    access.require(request, "contributions.read", contribution)
    rehearsing.mark(request, contribution.process)
    if invitation.closed_at or contribution.state != "published" or fell(contribution):
        return render(request, "coauthors/closed.html", {"contribution": contribution}, status=410)
    if not (may := access.verdict(request.user, "coauthors.sign", contribution)):
        context = {**told(contribution), "may": may}
        return render(request, "coauthors/sign.html", context, status=403 if request.method == "POST" else 200)
    form = SigningForm(
        request.POST if request.method == "POST" else None,
        process=contribution.process,
        person=request.user,
        consent_needed=not consented(contribution, request.user),
        initial={"signature": request.user.display_name, "version": actions.current_version(contribution)},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with once(request, reverse("coauthors:own", args=[contribution.public_id])):
                actions.sign(
                    contribution=contribution,
                    person=request.user,
                    signature=said["signature"],
                    version=said["version"],
                    consent=said.get("consent", False),
                )
                if said["follow"]:
                    contributions.follow(person=request.user, contribution=contribution)
        except Forbidden as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("coauthors:own", contribution.public_id)
    context = {**told(contribution), "may": may, "form": form}
    return render(request, "coauthors/sign.html", context, status=422 if form.errors else 200)


@access.door("coauthors.own")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def own(request, public_id):
    """act: "withdraw" one's signature, or "confirm" it on the words as they are now (version)."""
    contribution = finding.contribution_or_404(public_id)
    access.require(request, "coauthors.own", contribution)
    rehearsing.mark(request, contribution.process)
    one = actions.given_by(contributions.participant_of(contribution.process, request.user), contribution)
    if one is None:
        raise Http404("signature")
    may_confirm = one.state == "lapsed" and access.verdict(request.user, "coauthors.sign", contribution)
    act, refused = request.POST.get("act"), ""
    context = told(contribution)
    if request.method == "POST" and act == "withdraw":
        actions.withdraw(one)
        return redirect("coauthors:own", public_id)
    if request.method == "POST" and act == "confirm":
        access.require(request, "coauthors.sign", contribution)
        read = context["version"] if request.POST.get("version") == str(context["version"]) else 0
        try:
            actions.sign(
                contribution=contribution, person=request.user, signature=one.signature, version=read, consent=False
            )
        except Forbidden as refusal:
            refused = str(refusal)
        else:
            return redirect("coauthors:own", public_id)
    context |= {"one": one, "may_confirm": may_confirm, "refused": refused}
    return render(request, "coauthors/own.html", context, status=422 if refused else 200)


def consented(contribution, person) -> bool:
    participant = contributions.participant_of(contribution.process, person)
    return participant is not None and contributions.has_consented(participant)


def told(contribution) -> dict:
    """The words as they are now."""
    shown = contribution.state == "published" and not fell(contribution)
    return {
        "contribution": contribution,
        "process": contribution.process,
        "shown": shown,
        "version": actions.current_version(contribution),
        "changes": details.comparison(contribution) if shown else [],
        "wording": details.wording(contribution),
    }
