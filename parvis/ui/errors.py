"""The pages for what went wrong: what happened, what was kept, what to do."""

from django.core.exceptions import BadRequest, DisallowedHost
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from parvis import access


@access.public
def bad_request(request, exception=None):
    if isinstance(exception, DisallowedHost):
        return alone("ui/alone_400.html", 400)
    reason = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"reason": reason}, status=400)


@access.public
def forbidden(request, exception=None):
    refusal = access.no(_("This page is not open to you."))
    return render(request, "403.html", {"verdict": refusal}, status=403)


@access.public
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@access.public
def server_error(request):
    """No context, no database, no user: whatever broke must not break this page too."""
    return alone("500.html", 500)


@access.public
def csrf_failure(request, reason=""):
    """The token did not fit: the page stayed open over a sign-in or sign-out, or the request came from elsewhere."""
    return render(request, "ui/stale_form.html", {"typed": typed(request)}, status=403)


def typed(request) -> list[str]:
    """The texts of the form, given back to be copied."""
    return [value for key, value in request.POST.items() if "token" not in key and len(value) > 40]


def alone(template: str, status: int) -> HttpResponse:
    return HttpResponse(get_template(template).render(), status=status)
