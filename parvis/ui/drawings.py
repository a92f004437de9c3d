"""Parts of pages that show nothing but what they are given: drawn once for the same values, and kept."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

SINGLE = {str, SafeString, int, bool, float, type(None)}  # what most lists are of


def drawn(template: str, values: dict[str, Any]) -> SafeString:
    """values: text, numbers, dates, and lists, tuples or dictionaries of them. Raises TypeError for anything else."""
    return _drawn(template, get_language(), Given(values))


@lru_cache(maxsize=1000)
def _drawn(template: str, language: str | None, given: "Given") -> SafeString:
    return mark_safe(get_template(template).render(given.values))  # noqa: S308  as any include


def forget() -> None:
    """Draw everything again from now on."""
    _drawn.cache_clear()


class Given:
    __slots__ = ("frozen", "values")

    def __init__(self, values: dict[str, Any]):
        self.values, self.frozen = values, frozen(values)

    def __hash__(self):
        return hash(self.frozen)

    def __eq__(self, other):
        return self.frozen == other.frozen


def frozen(value: Any) -> Hashable:
    """A value as a key. Its type is part of it: markup and the same text unescaped are equal strings."""
    kind = type(value)
    if isinstance(value, dict):
        return kind, tuple([(key, frozen(one)) for key, one in value.items()])
    if kind is list or isinstance(value, tuple):
        return tuple([(type(one), one) if type(one) in SINGLE else frozen(one) for one in value])
    return kind, value
