"""What a telephone needs to put the site among its applications."""

from django.conf import settings
from django.http import JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from parvis import access

from . import menus


@access.public
@require_safe
@cache_control(max_age=86400)
def web_manifest(request):
    body = {
        "name": settings.PARVIS_NAME,
        "short_name": settings.PARVIS_NAME[:12],
        "lang": get_language(),
        "start_url": menus.address("site:home") or "/",
        "display": "minimal-ui",
        "background_color": "#fffdf9",
        "theme_color": "#fffdf9",
        "icons": [{"src": static("ui/img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(body, content_type="application/manifest+json")
