"""The form of a list: what can be chosen, in words, with what is chosen now."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from parvis.ui.words import cut

from . import names
from .filters import EVERYTHING, Filters, State
from .kinds import Channel, Kind, Side
from .orders import Name
from .places import Places

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
LONGEST = 36  # characters of an option


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    options: SafeString  # <option> elements
    language: str = ""  # of the options, when it is not that of the page

    def choosing(self, value: str) -> "Choice":
        """The same, with this value chosen."""
        if not value:
            return self
        option = f'<option value="{escape(value)}"'
        chosen = mark_safe(self.options.replace(option, f"{option} selected", 1))  # noqa: S308
        return replace(self, options=chosen)


def choices(filters: Filters) -> list[Choice]:
    """One choice for each filter that has something to choose here."""
    by_side = filters.kinds == (Kind.ARGUMENT,)
    offered = _offered(get_language(), filters.places)
    return [
        choice.choosing(filters.asked.get(choice.name, "")) for choice in offered if by_side or choice.name != "side"
    ]


@lru_cache(maxsize=64)
def _offered(language: str, places: Places) -> list[Choice]:
    """Drawn once for each language and division of a process."""
    kinds = [(kind, words) for kind, words in PLURALS.items() if places.articles or kind != Kind.ARTICLE]
    everything = [("", _("All"))]
    offered: list[tuple[str, str, list, Any]] = [
        ("kind", _("Kind"), [("", _("Ideas: proposals, modifications, experiences"))], kinds),
        ("side", _("Side"), everything, Side.choices),
        ("article", _("About the article"), everything, [(a[1], names.article(*a[2])) for a in places.articles]),
        ("heading", _("Section"), everything, [(h[1], names.heading(*h[3])) for h in places.headings]),
        ("question", _("Question"), everything, [(q[1], names.question(q[2])) for q in places.questions]),
        ("state", _("State"), [], State.choices),
        ("channel", _("Came"), everything, Channel.choices),
        ("language", _("Language"), everything, [(code, _language(code)) for code, _name in settings.LANGUAGES]),
    ]
    return [_choice(name, label, first, options) for name, label, first, options in offered if options]


def orders(filters: Filters) -> Choice:
    return _choice("order", _("Order"), [], Name.choices).choosing(filters.order_name)


def title(filters: Filters) -> str:
    """What the list holds, in a word or two."""
    if len(filters.kinds) > 1:
        return _("What people say")
    return str(PLURALS[filters.kinds[0]])


def about(filters: Filters) -> SafeString | str:
    """What the list is about, as HTML, when it is about one contribution."""
    if "article" in filters.asked:
        slug = filters.asked["article"]
        return next(names.article(*words).html() for _pk, known, words in filters.places.articles if known == slug)
    if filters.parent is None or filters.parent.hidden_at or filters.parent.withdrawn_at:
        return ""
    return names.Name("", str(filters.parent), filters.parent.language).html()


def _choice(name: str, label: str, first: list, options: list) -> Choice:
    """A language that is not that of the page is said once, when all the options but the first are in it."""
    languages = {_foreign(words) for _value, words in options}
    shared = languages.pop() if len(languages) == 1 else ""
    drawn = (_option(value, words, shared) for value, words in [*first, *options])
    return Choice(name, label, mark_safe("".join(drawn)), shared)  # noqa: S308


def _option(value: str, words: Any, around: str) -> SafeString:
    """Without its end tag, which HTML lets go: there are many. around: the language of the whole choice."""
    own = _foreign(words)
    spoken = format_html(' lang="{}"', own or get_language()) if own != around else ""
    return format_html('<option value="{}"{}>{}', value, spoken, cut(str(words), LONGEST))


def _foreign(words: Any) -> str:
    return words.foreign if isinstance(words, names.Name) else ""


def _language(code: str) -> str:
    return get_language_info(code)["name_local"].capitalize()
