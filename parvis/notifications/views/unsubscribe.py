"""Stopping the letters from the letter itself, without signing in (RFC 8058). The link can do nothing else."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.access.csrf import address_proves_itself
from parvis.people.models import Person

from ..letters import whose
from ..models import Pace, Rhythm


@access.public
@address_proves_itself
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """The page tells nothing of whom the link was written to, nor whether they still have an account."""
    if (public_id := whose(token)) is None:
        return render(
            request, "notifications/unsubscribe.html", {"title": _("This link is no longer good")}, status=404
        )
    if request.method == "POST":
        if person := Person.objects.filter(public_id=public_id).first():
            Rhythm.objects.update_or_create(person=person, defaults={"pace": Pace.NEVER})
        return render(request, "notifications/unsubscribe.html", {"title": _("No more letters"), "done": True})
    return render(request, "notifications/unsubscribe.html", {"title": _("Stop the letters?"), "asked": True})
