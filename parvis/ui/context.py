"""What the frame of every page needs, worked out only when it is drawn."""

from functools import partial

from django.conf import settings

from . import menus
from .language import in_other_languages


def instance(request):
    return {
        "instance_name": settings.PARVIS_NAME,
        "contact": settings.PARVIS_CONTACT,
        "demo": settings.PARVIS_DEMO,
        "page_url": f"{settings.PARVIS_ORIGIN}{request.path}",
        "nav": partial(menus.navigation, request.path),
        "footer_links": menus.footer,
        "links": menus.account,
        "my_links": lambda: menus.mine(request.user),
        "other_languages": partial(in_other_languages, request),
    }
