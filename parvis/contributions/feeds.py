"""The Atom feed of a list: what it keeps, the newest first."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import cards, choices
from .filters import Filters
from .orders import Name

SIZE = 30
NOT_XML = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def atom(filters: Filters, path: str) -> str:
    """path: the address of the feed itself, with its query."""
    newest = replace(filters, asked={**filters.asked, "order": Name.NEWEST})
    origin, slug = settings.PARVIS_ORIGIN, filters.process.slug
    feed = Atom1Feed(
        title=clean(f"{filters.process.title} – {choices.title(filters)}"),
        link=f"{origin}{reverse('contributions:list', args=[slug])}?{newest.address()}",
        description="",
        language=get_language(),
        feed_url=f"{origin}{path}",
        author_name=settings.PARVIS_NAME,
    )
    rows = cards.read(newest.from_place(None, SIZE))
    for card in cards.cards(rows, filters.places, excerpt=900):
        published = card.row["said_at"]
        feed.add_item(
            title=clean(f"{card.kind_label} – {card.title}"),
            link=f"{origin}{card.url}",
            description=clean("\n\n".join(filter(None, [card.text, _answer(card)]))),
            unique_id=f"urn:parvis:{card.row['public_id']}",
            author_name=clean(card.by),
            pubdate=published,
            updateddate=_updated(card.row) or filters.process.published_at,
        )
    return feed.writeString("utf-8")


def _answer(card: cards.Card) -> str:
    if card.answer is None:
        return ""
    words = {"words": card.answer.words, "url": settings.PARVIS_ORIGIN + card.answer.url}
    return _("Answered: %(words)s. %(url)s") % words


def _updated(row: dict):
    """Said, changed by its author or answered, whichever came last."""
    return max(filter(None, [row["said_at"], row["edited_at"], row["answered_at"]]), default=None)


def clean(text: str) -> str:
    """Without the characters XML cannot hold."""
    return text.translate(NOT_XML)
