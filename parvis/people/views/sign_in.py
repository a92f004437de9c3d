"""Signing in by a code sent by e-mail, and out."""

from allauth.account.internal.flows.logout import logout
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access

from .. import actions, codes, mail, pending, recent
from ..forms import AddressForm, CodeForm
from ..models import Code

SIGN_IN, CONFIRM = Code.Purpose.SIGN_IN, Code.Purpose.CONFIRM


def where_next(request) -> str:
    """The page asked for, to come back to; an address of ours from its first slash, or ""."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if url.startswith("/") and url_has_allowed_host_and_scheme(url, None) else ""


def problem_sending(request, *, purpose: str, address: str, person=None) -> str:
    """Send a code (see pending.ask); the sentence that says why it could not be, or ""."""
    try:
        pending.ask(request, purpose=purpose, address=address, person=person)
    except codes.TooManyCodes:
        if not pending.holds_a_code(request, purpose=purpose, address=address):
            return _("Many codes were asked for within an hour. Try again when the next hour begins.")
        messages.info(request, _("No new code was sent: use the last code we sent you, it still works."))
    except mail.MailNotSent:
        return _("The e-mail could not be sent. Check the address, or try again in a few minutes.")
    return ""


def wrong_code(form, answer: codes.Answer) -> None:
    if answer.tries_left:
        words = _("This is not the code of our last e-mail. Tries left: %(n)d.")
        form.add_error("typed", words % {"n": answer.tries_left})
    else:
        form.add_error("typed", _("This code can no longer be used. Ask for a new one below."))


@access.public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    following = where_next(request)
    if request.user.is_authenticated:
        return redirect(following or settings.LOGIN_REDIRECT_URL)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        problem = problem_sending(request, purpose=SIGN_IN, address=form.cleaned_data["email"])
        if not problem:
            return redirect(reverse("people:code") + (f"?{urlencode({'next': following})}" if following else ""))
        form.add_error(None, problem)
    # A visitor without a cookie gets none from this page: see access/csrf.py
    has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
    context = {"form": form, "next": following, "has_cookie": has_cookie}
    return render(request, "people/sign_in.html", context, status=422 if form.errors else 200)


@access.public
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    following = where_next(request)
    waiting = pending.awaited(request, SIGN_IN)
    if request.user.is_authenticated:
        return redirect(following or settings.LOGIN_REDIRECT_URL)
    if waiting is None:
        return redirect("people:sign_in")
    form, problem = CodeForm(request.POST if "typed" in request.POST else None), ""
    if request.method == "POST" and "again" in request.POST:
        problem = problem_sending(request, purpose=SIGN_IN, address=waiting["address"])
        if not problem:
            return redirect(request.get_full_path())
    elif request.method == "POST" and form.is_valid():
        answer = pending.give_back(request, SIGN_IN, form.cleaned_data["typed"])
        if answer.code:
            return enter(request, answer.code.address, following)
        wrong_code(form, answer)
    context = {"form": form, "problem": problem, "waiting": waiting, "next": following}
    return render(request, "people/code.html", context, status=422 if problem or form.errors else 200)


def enter(request, address: str, following: str):
    """Begin the session of the person whose mailbox gave the code back, through the second factor when there is one."""
    person = actions.arrive(address=address, language=get_language())
    if not person.is_active:
        raise access.Refused("people.sign_in", access.no(_("This account is closed. Write to us to open it again.")))
    recent.record_code(request, person)
    return perform_login(request, person, redirect_url=following or None)


@access.public
@require_POST
def sign_out(request):
    logout(request)
    request.session.flush()
    return redirect(settings.LOGOUT_REDIRECT_URL)


@access.door("people.be_signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """Prove again, by a code, who is there. People with a second factor are sent to it."""
    following = where_next(request)
    if request.user.has_second_factor:
        return redirect(f"{recent.place_to_prove(request.user)}?{urlencode({'next': following})}")
    waiting = pending.awaited(request, CONFIRM)
    form, problem = CodeForm(request.POST if "typed" in request.POST else None), ""
    if request.method == "POST" and "again" in request.POST:
        problem = problem_sending(request, purpose=CONFIRM, address=request.user.email, person=request.user)
        if not problem:
            return redirect(request.get_full_path())
    elif request.method == "POST" and form.is_valid():
        answer = pending.give_back(request, CONFIRM, form.cleaned_data["typed"])
        if answer.code and answer.code.person_id == request.user.pk:
            recent.record_code(request, request.user)
            request.session.cycle_key()
            return redirect(following or "people:account")
        wrong_code(form, answer)
    context = {"form": form, "problem": problem, "waiting": waiting, "next": following}
    return render(request, "people/confirm.html", context, status=422 if problem or form.errors else 200)


@access.public
@require_safe
def to_sign_in(request):
    """Where allauth sends people who must sign in."""
    return redirect("people:sign_in")
