"""What I follow, and how often I am written to; what can be followed in a process."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.contributions import actions as contributions
from parvis.contributions.views.finding import process_or_404
from parvis.people.idempotency import done_once
from parvis.people.views.sign_in import where_next
from parvis.processes.models import Promise

from .. import undeliverable
from ..forms import PlaceForm, RhythmForm
from ..models import USUAL, Rhythm, Undeliverable

SIZE = 50  # on a page


@access.door("notifications.follow")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def follows(request):
    mine = Rhythm.objects.filter(person=request.user).first() or Rhythm(person=request.user, pace=USUAL)
    form = RhythmForm(request.POST if request.method == "POST" else None, instance=mine)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your choice is kept."))
        return redirect("notifications:follows")
    return page(request, form, PlaceForm())


def page(request, rhythm: RhythmForm, place: PlaceForm):
    """?before=pk of the last one of the page before, the newest first."""
    rows = request.user.follows.select_related("process", "contribution__process", "promise__process", "territory")
    if before := request.GET.get("before", ""):
        if not (before.isascii() and before.isdecimal() and len(before) < 19):
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.order_by("-pk")[: SIZE + 1])
    more = len(found) > SIZE
    context = {
        "form": rhythm,
        "place": place,
        "follows": found[:SIZE],
        "older": f"{reverse('notifications:follows')}?before={found[SIZE - 1].pk}" if more else "",
        "undeliverable": undeliverable.of(request.user),
    }
    status = 422 if rhythm.errors or place.errors else 200
    return render(request, "notifications/follows.html", context, status=status)


@access.door("notifications.follow")
@require_POST
@done_once
def place(request):
    """wanted: "no" to stop."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        mine = Rhythm.objects.filter(person=request.user).first()
        return page(request, RhythmForm(instance=mine), form)
    return settle(request, territory=form.cleaned_data["territory"])


@access.door("notifications.follow")
@require_POST
@done_once
def promise(request, public_id):
    """wanted: "no" to stop."""
    return settle(request, promise=get_object_or_404(Promise.objects.public(), public_id=public_id))


def settle(request, **what):
    change = contributions.unfollow if request.POST.get("wanted") == "no" else contributions.follow
    change(person=request.user, **what)
    return redirect(where_next(request) or "notifications:follows")


@access.door("notifications.follow")
@require_POST
@done_once
def write_again(request):
    """The person says that their address works: letters go there again."""
    Undeliverable.objects.filter(person=request.user).delete()
    messages.success(request, _("We write to %(address)s again.") % {"address": request.user.email})
    return redirect("notifications:follows")


@access.door("processes.read")
@require_safe
def process(request, slug):
    """What can be followed of a process: itself, its place, each of its promises; and without an account, files."""
    found = process_or_404(slug)
    access.require(request, "processes.read", found)
    followed: dict[str, set] = {"process": set(), "promise": set(), "territory": set()}
    if request.user.is_authenticated:
        for what, known in followed.items():
            known |= set(request.user.follows.filter(**{f"{what}__isnull": False}).values_list(what, flat=True))
    promises = found.promises.owed().select_related("office").order_by("due_on", "pk")
    context = {
        "process": found,
        "followed": found.pk in followed["process"],
        "place_followed": found.territory_id in followed["territory"],
        "promises": [(one, one.pk in followed["promise"]) for one in promises],
    }
    return render(request, "notifications/process.html", context)
