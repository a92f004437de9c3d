"""The door itself: no view without a rule, no refusal without a page."""

from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import render
from django.utils.translation import gettext as _

from .doors import PUBLIC
from .verdicts import RULES, Refused, no


class DoorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.rules_asked = set()
        response = self.get_response(request)
        check_asked(request, response)
        return form_only(request, response) if response.status_code == 405 and not response.content else response

    def process_view(self, request, view, args, kwargs):
        name = getattr(view, "access_rule", None)
        if name is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__} declares no access rule.")
        request.access_rule = name

    def process_exception(self, request, error):
        if isinstance(error, Refused):
            return refusal(request, error)
        return None


def check_asked(request, response) -> None:
    """Fail when a view answered without asking its rule about the row it shows."""
    name = getattr(request, "access_rule", PUBLIC)
    if name == PUBLIC or response.status_code >= 300:
        return
    if RULES[name].about_a_row and name not in request.rules_asked:
        raise ImproperlyConfigured(f"{request.path} answered without asking {name}.")


def form_only(request, response):
    """The page for who opens the address of a form: by a bookmark, or the history of the browser."""
    words = _("This address only takes what a form sends. Go back to the page you came from.")
    page = render(request, "ui/refusal.html", {"verdict": no(words), "next": ""}, status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def refusal(request, error: Refused):
    """The page that says why and what to do; a person not signed in is first invited to sign in."""
    if error.verdict.absent:
        return render(request, "404.html", status=404)
    context = {"verdict": error.verdict, "next": request.get_full_path() if request.method == "GET" else ""}
    return render(request, "ui/refusal.html", context, status=403)
