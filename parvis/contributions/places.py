"""What a process is divided into, for choosing among its contributions: sections, articles, questions."""

from dataclasses import dataclass

from django.core.cache import cache

from parvis.processes.models import Process

from .kinds import Kind
from .models import Contribution, Heading

KEPT = 30  # seconds: a new section may be late in the choices by that much


@dataclass(frozen=True)
class Places:
    """headings: (pk, slug, parent pk or None, (kind, number, words)); articles: (pk, slug, (number, title, language));
    former: the same, for articles of former versions of the text; questions: (pk, public id, words). Words: ((language,
    text), …).

    Two are equal when nothing of them differs, so that what is drawn of one can be kept.
    """

    headings: tuple[tuple, ...]
    articles: tuple[tuple, ...]
    questions: tuple[tuple, ...]
    former: tuple[tuple, ...] = ()

    def under(self, heading: int | None) -> list[int]:
        """A section and all those within it."""
        found = [heading] if heading else []
        for pk, _slug, parent, _words in self.headings:  # in order of reading: a parent comes first
            if parent in found:
                found.append(pk)
        return found


NOWHERE = Places((), (), ())


def places(process: Process) -> Places:
    key = f"places-of:{process.pk}"
    if (found := cache.get(key)) is None:
        found = _read(process)
        cache.set(key, found, KEPT)
    return found


def _read(process: Process) -> Places:
    headings = Heading.objects.filter(process=process).values_list("pk", "slug", "parent_id", "kind", "number", "title")
    articles = (
        Contribution.objects.said()
        .of_kind(Kind.ARTICLE)
        .filter(process=process, article__isnull=False)
        .order_by("article__position")
        .values_list("superseded_at", "pk", "article__slug", "article__number", "title", "language")
    )
    by_age: dict[bool, list[tuple]] = {True: [], False: []}
    for superseded_at, pk, slug, *words in articles:
        by_age[superseded_at is not None].append((pk, slug, tuple(words)))
    questions = process.questions.values_list("pk", "public_id", "text")
    return Places(
        tuple(
            (pk, slug, parent, (kind, number, tuple(title.items())))
            for pk, slug, parent, kind, number, title in headings
        ),
        tuple(by_age[False]),
        tuple((pk, public_id, tuple(text.items())) for pk, public_id, text in questions),
        tuple(by_age[True]),
    )
