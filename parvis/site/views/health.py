"""/health/: JSON for machines, a page for people."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis import access

from .. import health


@access.public
@require_safe
def show(request):
    """200 when pages can be served, even with a warning; 503 when they cannot."""
    found = health.facts()
    state = health.state(found)
    status = 503 if state == health.DOWN else 200
    if "text/html" in request.headers.get("Accept", "") and state != health.DOWN:
        response = render(request, "site/health.html", {"facts": found, "state": state}, status=status)
    else:
        response = JsonResponse(health.as_json(found), status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    return response
