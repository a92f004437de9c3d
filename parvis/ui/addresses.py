"""Addresses of pages, each worked out once and kept: reverse() costs as much as a small query."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language


def address(name: str, *args) -> str:
    """The address of a named page in the language of the present one. Raises NoReverseMatch."""
    return kept(name, args, (), get_language(), settings.ROOT_URLCONF)


@lru_cache(maxsize=4096)
def kept(name: str, args: tuple, kwargs: tuple, language: str | None, urlconf: str) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))
