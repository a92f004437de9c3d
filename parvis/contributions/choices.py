"""The form of a list: what can be chosen, in words, with what is chosen now."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from . import cards
from .filters import EVERYTHING, Filters, State
from .kinds import Channel, Kind, Side
from .orders import Name

Option = tuple[str, str, bool]  # (value, words, chosen)

PLURALS = {
    Kind.ARTICLE: gettext_lazy("Articles"),
    Kind.PROPOSAL: gettext_lazy("Proposals"),
    Kind.MODIFICATION: gettext_lazy("Modifications"),
    Kind.EXPERIENCE: gettext_lazy("Experiences"),
    Kind.ARGUMENT: gettext_lazy("Arguments"),
    Kind.SOURCE: gettext_lazy("Sources"),
    Kind.STATEMENT: gettext_lazy("Statements"),
    EVERYTHING: gettext_lazy("Everything, arguments and sources too"),
}


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    options: list[Option]


def choices(filters: Filters) -> list[Choice]:
    """One choice for each filter that has something to choose here."""
    places, asked = filters.places, filters.asked
    offered = [
        ("kind", _("Kind"), [("", _("Ideas: proposals, modifications, experiences")), *PLURALS.items()]),
        ("article", _("About the article"), [(slug, cards.article(*words)) for _pk, slug, words in places.articles]),
        ("heading", _("Section"), [(slug, cards.spoken(words)) for _pk, slug, _parent, words in places.headings]),
        ("question", _("Question"), [(slug, cards.spoken(words)) for _pk, slug, words in places.questions]),
        ("state", _("State"), State.choices),
        ("channel", _("Came"), Channel.choices),
        ("language", _("Language"), [(code, _language(code)) for code, _name in settings.LANGUAGES]),
    ]
    if filters.kinds == (Kind.ARGUMENT,):
        offered.insert(1, ("side", _("Side"), Side.choices))
    return [
        Choice(name, label, _options(name, options, asked.get(name, ""))) for name, label, options in offered if options
    ]


def orders(filters: Filters) -> Choice:
    return Choice("order", _("Order"), [(name, words, name == filters.order_name) for name, words in Name.choices])


def title(filters: Filters) -> str:
    """What the list holds, in a word or two."""
    if len(filters.kinds) > 1:
        return _("What people say")
    return str(PLURALS[filters.kinds[0]])


def about(filters: Filters) -> tuple[str, str] | None:
    """(title, parameter to remove) of the contribution the list is about."""
    if "article" in filters.asked:
        return next(
            cards.article(*w) for _pk, slug, w in filters.places.articles if slug == filters.asked["article"]
        ), "article"
    return (str(filters.parent), "parent") if filters.parent else None


def _options(name: str, options: list, chosen: str) -> list[Option]:
    first = [] if name in ("kind", "state") else [("", _("All"))]
    return [(value, str(words)[:90], value == chosen) for value, words in [*first, *options] if value != Kind.ARTICLE]


def _language(code: str) -> str:
    return get_language_info(code)["name_local"].capitalize()
