"""My data to read and to take away, my consents, and the way out."""

from allauth.account.internal.flows.logout import logout
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.contributions.models import Consent
from parvis.people.idempotency import done_once
from parvis.people.models import Person
from parvis.people.recent import proof_needed
from parvis.processes.models import Process

from . import erasure
from . import my_data as mine
from .forms_me import DeletionForm
from .my_data_words import readable


@access.door("people.be_signed_in")
@proof_needed
@require_safe
def my_data(request):
    account = {field: getattr(request.user, field) for field in mine.ACCOUNT}
    context = {"profile": readable(Person, account), "sections": sections(request.user)}
    return render(request, "exchange/me/data.html", context)


def sections(person):
    """Sections that hold something: title and rows of (word, value, code), read as the page is drawn."""
    for table, rows in mine.collect(person):
        if found := [readable(table.model, row) for row in rows]:
            yield {"title": table.title, "rows": found}


@access.door("people.be_signed_in")
@proof_needed
@require_safe
def my_data_file(request):
    answer = JsonResponse(mine.as_document(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@access.door("people.be_signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def consents(request):
    given = Consent.objects.filter(participant__in=mine.participants(request.user), withdrawn_at=None)
    processes = Process.objects.filter(pk__in=given.values("participant__process")).with_clock().order_by("pk")
    if request.method == "POST":
        process = get_object_or_404(processes, public_id=request.POST.get("process", ""))
        erasure.withdraw_consent(person=request.user, process=process)
        messages.success(request, _("Your consent is withdrawn and your opinions are no longer tied to you."))
        return redirect("exchange:consents")
    return render(request, "exchange/me/consents.html", {"processes": processes})


@access.door("people.be_signed_in")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request):
    form = DeletionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            erasure.erase(request.user, withdraw_texts=form.cleaned_data["texts"] == "withdraw")
        except erasure.StaffFirst:
            form.add_error(None, _("You hold a role here. Ask an operator to take it back, then come again."))
        else:
            logout(request)
            return render(request, "exchange/me/deleted.html")
    return render(request, "exchange/me/delete.html", {"form": form}, status=422 if form.errors else 200)
