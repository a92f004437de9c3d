"""Questions to the index of stems, in the words of each database; both give the same hits."""

from collections.abc import Sequence

from django.db.models import BigIntegerField, Expression, Q

from analysis.stems import index_stems, query_stems

from .models import Document

Ways = Sequence[
    tuple[str, ...]
]  # from analysis.stems.query_stems: letters and digits only, * at the end of a beginning
CANDIDATES = 200


class Keys(Expression):
    """The keys of documents holding one stem of every tuple of `ways`; in one process, the best CANDIDATES of them."""

    output_field = BigIntegerField()

    def __init__(self, ways: Ways, process: int | None = None):
        super().__init__()
        self.ways, self.process = ways, process

    def as_sqlite(self, compiler, connection, **context):
        query = " AND ".join("(" + " OR ".join(map(_fts5, stems)) + ")" for stems in self.ways)
        if self.process is None:
            return "(SELECT rowid FROM search_words WHERE search_words MATCH %s)", [query]
        return (
            "(SELECT document.key FROM search_words"
            " JOIN search_document AS document ON document.key = search_words.rowid"
            " WHERE search_words MATCH %s AND document.process = %s ORDER BY search_words.rank LIMIT %s)",
            [query, self.process, CANDIDATES],
        )

    def as_postgresql(self, compiler, connection, **context):
        query = " & ".join("(" + " | ".join(map(_tsquery, stems)) + ")" for stems in self.ways)
        sql = "SELECT key FROM search_document WHERE words @@ %s::tsquery"
        if self.process is None:
            return f"({sql})", [query]
        return (
            f"({sql} AND process = %s ORDER BY ts_rank(words, %s::tsquery) DESC LIMIT %s)",
            [query, self.process, query, CANDIDATES],
        )


def _fts5(stem: str) -> str:
    return f'"{stem[:-1]}"*' if stem.endswith("*") else f'"{stem}"'


def _tsquery(stem: str) -> str:
    return f"'{stem[:-1]}':*" if stem.endswith("*") else f"'{stem}'"


def matching(text: str, *, key: str = "pk", typing: bool = False) -> Q:
    """Keeps what holds all the words of a query, in French or English: `contributions.filter(matching("vélos"))`.

    key: the field compared with the keys of documents. typing: the last word may be unfinished.
    A query without any word keeps everything.
    """
    ways = tuple(query_stems(text, typing=typing))
    return Q(**{f"{key}__in": Keys(ways)}) if ways else Q()


def similar(text: str, *, process: int, language: str, limit: int = 5) -> list[int]:
    """Keys of the documents of a process which share the most words with a text, the closest first.

    Two texts are compared by the share of their stems they have in common; both must share a third of the stems of the
    shorter, and more than one when the text has more.
    """
    stems = set(index_stems(text[:2_000], language).split())
    if not stems:
        return []
    found = Document.objects.filter(key__in=Keys((tuple(sorted(stems)),), process)).values_list("key", "stems")
    common = ((key, len(stems & set(kept.split())), len(kept.split())) for key, kept in found)
    enough = (
        (2 * shared / (len(stems) + total), key)
        for key, shared, total in common
        if shared >= min(2, len(stems)) and 3 * shared >= min(len(stems), total)
    )
    return [key for _share, key in sorted(enough, key=lambda pair: (-pair[0], pair[1]))[:limit]]
