"""The language is in the address, /fr/ or /en/, and nowhere else: no cookie, no session."""

from functools import cache

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers


class LanguageMiddleware:
    """Speak the language of the address; send an address without one to the language the browser prefers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        in_address = translation.get_language_from_path(request.path_info)
        language = in_address or translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        if not in_address:
            if response.status_code == 404 and request.method in {"GET", "HEAD"}:
                response = translated_address(request, language) or response
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", language)
        return response


def translated_address(request, language: str) -> HttpResponseRedirect | None:
    """The redirect to /language/…, when there is a page there."""
    path = f"/{language}{request.path_info}"
    for candidate in (path, f"{path}/"):
        if is_valid_path(candidate):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"{candidate}?{query}" if query else candidate)
    return None


def in_other_languages(request) -> list[dict]:
    """The same page in every other language of the instance: code, its own name for itself, address."""
    current = translation.get_language()
    prefix = f"/{current}/"
    full = request.get_full_path()
    if not full.startswith(prefix):
        return []
    rest = full.removeprefix(prefix)
    return [
        {"code": code, "name": own_name(code), "url": f"/{code}/{rest}"}
        for code, _name in settings.LANGUAGES
        if code != current
    ]


@cache
def own_name(code: str) -> str:
    """ "Français", whatever the language of the page."""
    return translation.get_language_info(code)["name_local"].capitalize()
