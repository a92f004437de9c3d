"""Cross-site requests, refused without a token where there is nothing to steal.

A visitor without any cookie has no authority another site could borrow, and public pages carry no token (they are
cached and set no cookie). For such a request the browser's own word is enough: Sec-Fetch-Site or Origin must be ours.
As soon as the functional cookie exists, Django's token is required as usual.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.middleware.csrf import CsrfViewMiddleware


class OriginCsrfMiddleware(CsrfViewMiddleware):
    def process_view(self, request, callback, callback_args, callback_kwargs):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES and self.from_our_own_page(request):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)

    def from_our_own_page(self, request) -> bool:
        if site := request.headers.get("Sec-Fetch-Site"):
            return site == "same-origin"
        origin = request.headers.get("Origin") or request.headers.get("Referer", "")
        return urlsplit(origin).netloc == request.get_host() if origin else False
