"""Who works here: inviting staff, and taking a role back."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access

from .. import actions, mail
from ..forms import InvitationForm
from ..idempotency import done_once, idempotent, once
from ..models import Person, Role, RoleGrant
from ..recent import proof_needed


@access.door("people.manage_staff")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def staff(request):
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        invite(request, address=form.cleaned_data["email"], role=form.cleaned_data["role"])
        return redirect("people:staff")
    held = RoleGrant.objects.filter(revoked_at=None).select_related("granted_by").order_by("role")
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=["totp", "webauthn"])
    people = (
        Person.objects.filter(pk__in=held.values("person"))
        .annotate(has_factor=Exists(factors))
        .prefetch_related(Prefetch("grants", held, to_attr="held"))
        .order_by("email")
    )
    past = RoleGrant.objects.exclude(revoked_at=None).select_related("person").order_by("-revoked_at")[:20]
    context = {"form": form, "people": people, "past": past, "operators": held.filter(role=Role.OPERATOR).count()}
    return render(request, "people/staff.html", context, status=422 if form.errors else 200)


def invite(request, *, address: str, role: str) -> None:
    with once(request, reverse("people:staff")):
        person, new = actions.invite(address=address, role=role, by=request.user, language=get_language())
    if not new:
        messages.info(request, _("This person holds this role already."))
        return
    with override(person.language):
        context = {"role": Role(role).label, "url": settings.PARVIS_ORIGIN + reverse("people:sign_in")}
    try:
        mail.send("people/mail/invitation", to=person.email or address, language=person.language, context=context)
    except mail.MailNotSent:
        messages.warning(request, _("The role is given, but the e-mail could not be sent: tell the person yourself."))
    else:
        messages.success(request, _("The role is given, and an e-mail tells the person how to begin."))


@access.door("people.manage_staff")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def revoke(request, public_id):
    """What it ends is read first, then the role is taken back."""
    person = get_object_or_404(Person, public_id=public_id)
    if request.method != "POST":
        held = person.grants.filter(revoked_at=None)
        grant = get_object_or_404(held, role=request.GET.get("role", ""))
        context = {"person": person, "grant": grant, "last": held.count() == 1}
        return render(request, "people/revoke.html", context)
    try:
        done = actions.revoke(person=person, role=request.POST.get("role", ""), by=request.user)
    except actions.LastOperator:
        messages.error(request, _("This is the last operator: name another one first."))
    else:
        if done:
            messages.success(request, _("The role is taken back and the person’s sessions are closed."))
    return redirect("people:staff")
