"""My account: name shown, language, address, sessions."""

from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis import access

from .. import actions, identifiers, mail, pending
from ..forms import CodeForm, NewAddressForm, ProfileForm
from ..models import Code
from ..recent import proof_needed
from .sign_in import problem_sending, wrong_code

CHANGE = Code.Purpose.CHANGE_EMAIL


@access.door("people.be_signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your account is up to date."))
        return redirect("people:account")
    if form.errors:
        request.user.refresh_from_db(fields=["display_name", "language"])  # the form wrote on it what was typed
    context = {"form": form, "other_addresses": identifiers.other_addresses(request.user).count()}
    return render(request, "people/account.html", context, status=422 if form.errors else 200)


@access.door("people.be_signed_in")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
def email(request):
    """First the new address, then the code sent there."""
    form = NewAddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        problem = problem_sending(request, purpose=CHANGE, address=address, person=request.user)
        if not problem:
            return redirect("people:email_code")
        form.add_error(None, problem)
    return render(request, "people/email.html", {"form": form}, status=422 if form.errors else 200)


@access.door("people.be_signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def email_code(request):
    waiting = pending.awaited(request, CHANGE)
    if waiting is None:
        return redirect("people:email")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = pending.give_back(request, CHANGE, form.cleaned_data["typed"])
        if answer.code and answer.code.person_id == request.user.pk:
            return move(request, answer.code.address)
        wrong_code(form, answer)
    context = {"form": form, "waiting": waiting}
    return render(request, "people/email_code.html", context, status=422 if form.errors else 200)


def move(request, address: str):
    """Give the account its new address, keep this session alone, tell the former address."""
    person = request.user
    try:
        former = actions.change_address(person=person, address=address)
    except actions.AddressTaken:
        problem = _("Another account uses this address. Choose another one, or bring both together from your account.")
        messages.error(request, problem)
        return redirect("people:email")
    update_session_auth_hash(request, person)
    try:
        mail.send("people/mail/address_changed", to=former, language=person.language)
    except mail.MailNotSent:
        messages.warning(request, _("Your former address could not be told of the change."))
    messages.success(request, _("Codes now go to %(address)s. Your other sessions are closed.") % {"address": address})
    return redirect("people:account")


@access.door("people.be_signed_in")
@require_POST
def forget_addresses(request):
    """Only the address of the account opens it from now on."""
    identifiers.other_addresses(request.user).delete()
    messages.success(request, _("Only %(address)s opens your account now.") % {"address": request.user.email})
    return redirect("people:account")


@access.door("people.be_signed_in")
@require_POST
def sign_out_everywhere(request):
    request.user.end_sessions()
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)
