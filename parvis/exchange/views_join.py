"""“I also took part with another address”: a code proves it is mine, a page says what will happen, a POST does it."""

import time

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.people import pending
from parvis.people.forms import CodeForm, OtherAddressForm
from parvis.people.idempotency import done_once
from parvis.people.models import Code, Person
from parvis.people.recent import proof_needed
from parvis.people.views.sign_in import problem_sending, wrong_code

from . import joining

JOIN = Code.Purpose.JOIN
PROVED = "proved"  # in the session: the other address, once its code was given back
GOOD_FOR = 600  # seconds to read the page and confirm


@access.door("people.be_signed_in")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
def other_address(request):
    """The answer is the same whether or not anything was given with the address."""
    form = OtherAddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        address = Person.objects.normalise(form.cleaned_data["email"])
        if address == request.user.email:
            form.add_error("email", _("This is already the address of this account: type the other one."))
        elif problem := problem_sending(request, purpose=JOIN, address=address, person=request.user):
            form.add_error(None, problem)
        else:
            return redirect("exchange:other_code")
    return render(request, "exchange/me/other_address.html", {"form": form}, status=422 if form.errors else 200)


@access.door("people.be_signed_in")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
def other_code(request):
    waiting = pending.awaited(request, JOIN)
    if waiting is None:
        return redirect("exchange:other_address")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = pending.give_back(request, JOIN, form.cleaned_data["typed"])
        if answer.code and answer.code.person_id == request.user.pk:
            request.session[PROVED] = {"address": answer.code.address, "until": time.time() + GOOD_FOR}
            return redirect("exchange:other_confirm")
        wrong_code(form, answer)
    context = {"form": form, "waiting": waiting}
    return render(request, "exchange/me/other_code.html", context, status=422 if form.errors else 200)


@access.door("people.be_signed_in")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def other_confirm(request):
    """What will happen, in numbers; then it is done."""
    proved = request.session.get(PROVED)
    if proved is None or proved["until"] < time.time():
        return redirect("exchange:other_address")
    address, other = proved["address"], joining.known_at(proved["address"])
    context = {"address": address, "plan": None, "problem": ""}
    try:
        if other and request.method == "POST":
            joining.join(kept=request.user, address=address)
            del request.session[PROVED]
            messages.success(request, _("Done: you count once, and either address opens this account."))
            return redirect("people:account")
        if other:
            context["plan"] = joining.plan(kept=request.user, other=other)
    except joining.CannotJoin as refusal:
        context["problem"] = reasons()[refusal.reason]
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/me/other_confirm.html", context, status=status)


def reasons() -> dict[str, str]:
    return {
        joining.SAME: _("This address already opens your account: there is nothing to do."),
        joining.CLOSED: _("The account of this address is closed. Write to us to open it again."),
        joining.STAFF: _("The account of this address holds a role. Ask an operator to take it back, then come again."),
        joining.PROTECTED: _(
            "A second factor protects the account of this address. Sign in to that account, and bring this one there."
        ),
    }
