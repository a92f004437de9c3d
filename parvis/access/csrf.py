"""Cross-site requests, refused without a token where there is nothing to steal.

A visitor who is not signed in has no authority another site could borrow, and public pages carry no token (they are
cached and set no cookie). For their requests the browser's own word is enough: Sec-Fetch-Site or Origin must be ours.
As soon as someone is signed in, Django's token is required as usual.

A few addresses prove by themselves what they may do: the link of a letter, posted by the mail server of its reader
(RFC 8058), which is no browser and says neither word.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.middleware.csrf import CsrfViewMiddleware

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class OriginCsrfMiddleware(CsrfViewMiddleware):
    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.method not in SAFE and is_visitor(request):
            proven = getattr(callback, "address_proves_itself", False) and not from_a_browser(request)
            if proven or self.from_our_own_page(request):
                return None
        return super().process_view(request, callback, callback_args, callback_kwargs)

    def from_our_own_page(self, request) -> bool:
        if site := request.headers.get("Sec-Fetch-Site"):
            return site == "same-origin"
        origin = request.headers.get("Origin") or request.headers.get("Referer", "")
        return urlsplit(origin).netloc == request.get_host() if origin else False


def address_proves_itself(view):
    """For a view whose address is signed, and which does one thing that harms nobody."""
    view.address_proves_itself = True
    return view


def from_a_browser(request) -> bool:
    return any(request.headers.get(name) for name in ("Sec-Fetch-Site", "Origin", "Referer"))


def is_visitor(request) -> bool:
    """Nobody is signed in: no cookie, or one that only keeps the answers of the five-minute path."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session
