"""Share cards: the picture another site shows of a page, drawn from words anyone may read."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

WIDTH, HEIGHT = 1200, 630  # pixels, what other sites expect
LOOK = 1  # counts up when the drawing changes, so that no old picture is kept
KEPT = 24 * 60 * 60  # seconds in the caches of others: words hidden meanwhile are gone from them a day later
DRAWN = 64  # pictures kept in each web process, 40 kB each at most


@dataclass(frozen=True)
class Card:
    """over: what the page shows, above its title; context, until: the process, and its date, under it; law: the title
    is the law's, not a person's."""

    title: str
    over: str = ""
    context: str = ""
    until: str = ""
    law: bool = False
    instance: str = field(default_factory=lambda: settings.PARVIS_NAME)

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT

    @property
    def version(self) -> str:
        return version(self)

    @property
    def words(self) -> str:
        """All the picture says, for who does not see it."""
        return " – ".join(filter(None, [self.over, self.title, self.context, self.until, self.instance]))


@lru_cache(maxsize=1000)
def version(card: Card) -> str:
    return hashlib.blake2b(repr((LOOK, *vars(card).values())).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=DRAWN)
def png(card: Card) -> bytes:
    from .card_drawing import draw  # at the first picture: Pillow weighs on the start of every command

    return draw(card)


def answer(request, card: Card, *, public: bool) -> HttpResponse:
    """The picture; public: what it shows is published, so that others may keep it."""
    etag = quote_etag(card.version)
    response = get_conditional_response(request, etag=etag) or HttpResponse(png(card), content_type="image/png")
    response.headers["ETag"] = etag
    if public:
        current = request.GET.get("v") == card.version  # the address a page gives; any other may change its picture
        response.headers["Cache-Control"] = f"public, max-age={KEPT}" if current else "private, no-cache"
    return response
