"""Signing the pact, and what anyone can keep of it once it is: its frozen form, its printed page, the acts."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import done_once
from parvis.people.models import Role
from parvis.people.recent import proof_needed
from parvis.ui import page_cache

from .. import pacts, printing, signing
from ..forms.signing import FileActForm
from ..models import Process
from ..pact_card import pact_card
from ..promises import actions
from ..stages import today
from .desk import GET_AND_POST, address, find
from .reading import calendar


@access.door("processes.to_sign")
@require_safe
def to_sign(request):
    """Drafts that name this person among those who sign, or who they are a deputy of."""
    day = actions.today()
    drafts = Process.objects.drafts().filter(stopped_at=None).select_related("pact", "territory")
    named = signing.to_sign(drafts.order_by("-pk"), request.user, day)
    return render(request, "processes/to_sign.html", {"named": named})


@proof_needed
@access.door("processes.hold_signatures")
@require_http_methods(GET_AND_POST)
@done_once
def sign(request, slug):
    process = find(slug)
    access.require(request, "processes.sign", process)
    signers = signing.signers(process)
    mine = signing.signer_for(process, request.user, actions.today())
    waiting = [signer.name for signer in signers if signer.signature is None]
    filing = FileActForm(names=waiting) if request.user.has_role(Role.ORGANISER) and waiting else None
    if request.method == "POST" and request.POST.get("act") == "sign" and mine:
        try:
            signing.sign(process, person=request.user)
        except signing.NotNamed as refusal:  # the delegation was taken back meanwhile
            raise access.Refused("processes.sign", access.no(str(refusal)))
        messages.success(request, _("You have signed the pact. It is frozen the day the process opens."))
        return redirect("processes:sign", process.slug)
    if request.method == "POST" and filing:
        filing = FileActForm(request.POST, request.FILES, names=waiting)
        if filing.is_valid():
            signing.file_act(process, **filing.cleaned_data, by=request.user)
            messages.success(request, _("The signed act is filed. It is public once the process opens."))
            return redirect("processes:sign", process.slug)
    lacks = [] if process.published_at else pacts.missing(process)
    promises = list(process.promises.select_related("office"))
    context = {
        "process": process,
        "pact": pact_card(process.pact, promises, today(process.now), whole=True),
        "calendar": calendar(process),
        "promises": promises,
        "signers": signers,
        "mine": mine,
        "form": filing,
        "lacks": [(lack, address(process, lack)) for lack in lacks],
        "organiser": request.user.has_role(Role.ORGANISER),
    }
    return render(request, "processes/sign.html", context, status=422 if filing and filing.errors else 200)


@access.door("processes.read")
@require_safe
def act(request, slug, public_id):
    """The scan of a signed act, as a file to keep."""
    process = find(slug)
    access.require(request, "processes.read", process)
    signature = get_object_or_404(process.signatures.exclude(scan=""), public_id=public_id)
    extension = str(signature.scan.name).rpartition(".")[2]
    return FileResponse(signature.scan.open(), as_attachment=True, filename=f"{process.slug}-act.{extension}")


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def frozen(request, slug):
    """The very bytes whose SHA-256 is shown on the page of the pact."""
    process = find(slug)
    access.require(request, "processes.read", process)
    if not process.pact.frozen:
        raise Http404(slug)
    return HttpResponse(process.pact.frozen.encode(), content_type="application/json")


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def printed(request, slug):
    """The pact on one page."""
    process = find(slug)
    access.require(request, "processes.read", process)
    try:
        answer = HttpResponse(printing.pact_pdf(process, get_language() or "fr"), content_type="application/pdf")
    except OSError:  # the library that draws type is not on this machine: see tools/install.py
        words = _("The server of this site cannot make PDF files yet. The page of the pact prints well from a browser.")
        way_out = (_("Read the pact"), reverse("processes:pact", args=[slug]))
        return render(request, "ui/refusal.html", {"verdict": access.no(words, way_out=way_out)}, status=503)
    answer.headers["Content-Disposition"] = f'inline; filename="{process.slug}-pact.pdf"'
    return answer
