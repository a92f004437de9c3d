"""What robots and browsers ask for, and the front door that picks a language."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from parvis import access
from parvis.ledger.clock import database_now
from parvis.processes.models import Process

PUBLIC_PAGES = (
    "site:home",
    "site:processes",
    "site:promises",
    "site:meetings",
    "site:agenda",
    "site:accessibility",
    "site:about",
)
PROCESS_PAGES = ("site:process", "processes:pact", "processes:path", "contributions:list", "decisions:answers")
MOST_PROCESSES = 5000


@access.public
@require_safe
def front_door(request):
    """/ goes to the language the browser prefers, French by default."""
    with translation.override(translation.get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("site:home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@access.public
@require_safe
def robots(request):
    rules = ["User-agent: *", "Disallow: /*/desk/", "Disallow: /*/me/", "Disallow: /*/r/", "Disallow: /*/sign-in/"]
    lines = [*rules, "", f"Sitemap: {settings.PARVIS_ORIGIN}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@access.public
@require_safe
def security(request):
    """RFC 9116: whom to tell about a weakness; the file is valid for half a year from the day it is read."""
    expires = (database_now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.PARVIS_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {settings.PARVIS_ORIGIN}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@access.public
@require_safe
def sitemap(request):
    """Public pages in every language; what is not published is not there."""
    slugs = Process.objects.published().order_by("-published_at").values_list("slug", flat=True)[:MOST_PROCESSES]
    pages = [(name, ()) for name in PUBLIC_PAGES] + [(name, (slug,)) for slug in slugs for name in PROCESS_PAGES]
    context = {"pages": [addresses(name, args) for name, args in pages], "origin": settings.PARVIS_ORIGIN}
    return render(request, "site/sitemap.xml", context, content_type="application/xml; charset=utf-8")


def addresses(name: str, args: tuple) -> list[tuple[str, str]]:
    """The address of a page in each language: (language, path)."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append((code, reverse(name, args=args)))
    return found
