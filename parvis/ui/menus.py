"""The links of the frame: only those that lead somewhere are shown."""

from functools import lru_cache
from typing import NamedTuple

from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis import access
from parvis.access.verdicts import RULES

NAVIGATION = [
    ("site:processes", _("Take part")),
    ("site:promises", _("Promises")),
    ("site:meetings", _("Meetings")),
    ("groups:list", _("Groups")),
    ("exchange:data", _("Data")),
]
FOOTER = [
    ("site:agenda", _("Agenda")),
    ("site:guide_all", _("Guides")),
    ("site:method_all", _("How this is counted")),
    ("contributions:receipt_form", _("Follow a receipt code")),
    ("exchange:data", _("Open data")),
    ("moderation:bin", _("Public bin")),
    ("site:accessibility", _("Accessibility: not yet audited")),
    ("site:privacy", _("Privacy")),
    ("site:legal", _("Legal notice")),
    ("site:about", _("About, and source code")),
]
MINE = [  # address, label, rule that must say yes
    ("site:me", _("My participation"), None),
    ("people:account", _("My account"), None),
    ("processes:desk", _("My desk"), "processes.organise"),
    ("site:watch", _("What the guarantor sees"), "site.watch"),
    ("processes:to_sign", _("Pacts to sign"), "processes.to_sign"),
    ("deputies:deputies", _("My deputies"), "deputies.name"),
    ("decisions:owed", _("Answers to give"), "decisions.owe"),
    ("processes:owed", _("What you owe"), "processes.owe"),
    ("amendments:duties", _("Modifications to examine"), "amendments.owe"),
    ("amendments:checks", _("Legal checks"), "amendments.check"),
    ("synthesis:disputes", _("Syntheses"), "synthesis.work"),
    ("rehearsal:mine", _("Rehearsals"), "rehearsal.attend"),
    ("moderation:queue", _("Moderation"), "moderation.queue"),
    ("channels:counter", _("Counter"), "channels.counter"),
    ("people:staff", _("Staff"), "people.manage_staff"),
]
ACCOUNT = {
    "home": "site:home",
    "sign_in": "people:sign_in",
    "sign_out": "people:sign_out",
    "manifest": "ui:manifest",
}


def address(name: str) -> str:
    """The address of a named page in the present language, "" when the instance has no such page."""
    return _address(name, get_language(), get_urlconf())


@lru_cache(maxsize=256)
def _address(name: str, language: str, urlconf) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class Link(NamedTuple):
    label: str
    url: str
    current: bool = False  # the present page is this one, or lies under it


def navigation(path: str) -> tuple[Link, ...]:
    links = _links("navigation", get_language(), get_urlconf())
    return _from_here(links, next((link.url for link in links if path.startswith(link.url)), ""))


@lru_cache(maxsize=64)
def _from_here(links: tuple[Link, ...], current: str) -> tuple[Link, ...]:
    return tuple(link._replace(current=True) if link.url == current else link for link in links)


def footer() -> tuple[Link, ...]:
    return _links("footer", get_language(), get_urlconf())


@lru_cache(maxsize=64)
def _links(menu: str, language: str, urlconf) -> tuple[Link, ...]:
    names = {"navigation": NAVIGATION, "footer": FOOTER}[menu]
    return tuple(Link(str(label), url) for name, label in names if (url := address(name)))


def mine(person) -> list[Link]:
    """The links in the menu under one's own name."""
    return [
        Link(str(label), url)
        for name, label, rule in MINE
        if (url := address(name)) and (rule is None or (rule in RULES and access.verdict(person, rule)))
    ]


def account() -> dict[str, str]:
    return _account(get_language(), get_urlconf())


@lru_cache(maxsize=64)
def _account(language: str, urlconf) -> dict[str, str]:
    return {key: address(name) for key, name in ACCOUNT.items()}
