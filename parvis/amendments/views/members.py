"""Keeping who may carry: who they are, since when, and who signs in their name."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import done_once

from ..actions.members import TOLD, account, keep_member
from ..forms import MemberForm
from ..models import Member

PAGE = 50


@access.door("amendments.keep_members")
@require_safe
def members(request):
    """All of them, by name, those who sit no more too; ?after= goes on from one of them."""
    rows = Member.objects.order_by("name", "pk")
    if after := request.GET.get("after"):
        last = Member.objects.filter(slug=after).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows[: PAGE + 1])
    context = {"members": found[:PAGE], "last": found[PAGE - 1] if len(found) > PAGE else None}
    return render(request, "amendments/desk_members.html", context)


@access.door("amendments.keep_members")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def add(request):
    return _written(request, None)


@access.door("amendments.keep_members")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def change(request, slug):
    return _written(request, get_object_or_404(Member.objects.select_related("person"), slug=slug))


def _written(request, member: Member | None):
    start = {name: getattr(member, name) for name in TOLD} if member else {}
    form = MemberForm(request.POST or None, initial=start)
    if member is None:
        del form.fields["alone"]
    if request.method == "POST" and form.is_valid():
        typed, person = form.cleaned_data, member.person if member else None
        if typed["email"]:
            person = account(typed["email"], get_language() or "fr")
        elif typed.get("alone"):
            person = None
        keep_member(member, person=person, **form.said())
        messages.success(request, _("It is public on the page of members; the account is not."))
        return redirect("amendments:desk_members")
    context = {"member": member, "form": form}
    return render(request, "amendments/write_member.html", context, status=422 if form.errors else 200)
