"""What the frame of every page needs, worked out only when it is drawn."""

from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from . import menus
from .language import in_other_languages


def instance(request):
    return {
        "instance_name": settings.PARVIS_NAME,
        "what_this_is": what_this_is,
        "contact": settings.PARVIS_CONTACT,
        "demo": settings.PARVIS_DEMO,
        "page_url": f"{settings.PARVIS_ORIGIN}{request.path}",
        "nav": partial(menus.navigation, request.path),
        "footer_links": menus.footer,
        "links": menus.account,
        "my_links": lambda: menus.mine(request.user),
        "other_languages": partial(in_other_languages, request),
    }


def what_this_is() -> str:
    """What search engines show of a page that says no more."""
    words = _("%(name)s: take part in public decisions, and see what became of what was said.")
    return words % {"name": settings.PARVIS_NAME}
