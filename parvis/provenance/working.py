"""Working out who brought in each word of a version, and what became of the words carried from here: beside the web."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models.functions import Now
from django_tasks import task

from analysis.provenance import History, Passage
from analysis.words import count_words, tokens
from parvis.amendments.models import Carrying
from parvis.ledger import actions as ledger
from parvis.texts.models import Article, BillVersion
from parvis.ui import page_cache

from .chains import Text
from .models import Followed, Words

SHORTEST = 6  # words of a passage that can be said to resemble something: see analysis.resembling
ROWS = 100


@task()
def work_out_from(bill: str, number: int) -> None:
    """bill: public id; number: of the first version to work out; the later ones depend on it."""
    for version in BillVersion.objects.filter(bill__public_id=bill, number__gte=number).select_related("bill__process"):
        work_out(version)


def work_out_missing() -> int:
    """For the night: versions that have an article nothing is worked out of. Returns how many."""
    waiting = BillVersion.objects.filter(pk__in=Article.objects.filter(words=None).values("version"))
    versions = list(waiting.select_related("bill__process").order_by("bill", "number"))
    for version in versions:
        work_out(version)
    return len(versions)


@transaction.atomic
def work_out(version: BillVersion) -> None:
    """The same again changes nothing, and tells nobody twice."""
    BillVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=version.pk)
    text = Text(version)
    histories = {one.pk: text.history(one) for one in text.last}
    words = [Words(article=one, passages=_passages(text, one, histories[one.pk])) for one in text.last]
    for one in words:
        one.worked_out_at = Now()
    Words.objects.bulk_create(
        words, ROWS, update_conflicts=True, unique_fields=["article"], update_fields=["passages", "worked_out_at"]
    )
    _follow(text, histories)
    page_cache.bump(version.bill.process.slug)


def _passages(text: Text, article: Article, history: History) -> list[list]:
    passages, paragraphs = history.passages(), article.paragraphs
    if any(one.kind == "unknown" and _long(paragraphs[one.paragraph][one.start : one.end]) for one in passages):
        passages = history.passages(text.alike(article))
    return [_row(one) for one in passages]


def _long(words: str) -> bool:
    return count_words(tokens(words)) >= SHORTEST


def _row(one: Passage) -> list:
    return [one.paragraph, one.start, one.end, one.kind, one.source, int(one.version), list(one.resembles)]


def _follow(text: Text, histories: dict[int, History]) -> None:
    version = text.version
    known = {one.carrying_id: one for one in Followed.objects.filter(version=version)}
    made = [_followed(version, *found) for found in _of_ours(text, histories)]
    news = [one for one in made if _counts(known.pop(one.carrying_id, None)) != _counts(one)]
    news = [one for one in news if one.stand or one.left or not one.proven]  # what only removes brought no word
    Followed.objects.filter(pk__in=[one.pk for one in known.values()]).delete()  # adopted no more: a vote taken back
    Followed.objects.bulk_create(
        made,
        ROWS,
        update_conflicts=True,
        unique_fields=["carrying", "version"],
        update_fields=["article", "stand", "left", "places", "gone", "proven"],
    )
    told = Carrying.objects.filter(pk__in=[one.carrying_id for one in news])
    rows = told.values_list("pk", "public_id", "amendment__public_id")
    named = {pk: (carrying, amendment) for pk, carrying, amendment in rows}
    written: set[str] = set()
    for one in sorted(news, key=lambda one: (-one.stand, one.carrying_id)):
        carrying, amendment = named[one.carrying_id]
        body = {"carrying": carrying, "version": version.number, "stand": one.stand, "left": one.left}
        process, body = version.bill.process.public_id, {**body, "proven": one.proven}
        if amendment in written:  # carried by several: its author gets one letter
            ledger.record_many("words.followed", process=process, bodies=[(amendment, body)])
        else:
            ledger.record("words.followed", process=process, object=amendment, body=body)
            written.add(amendment)


def _of_ours(text: Text, histories: dict[int, History]) -> Iterator[tuple[int, Article | None, str, History]]:
    """Each carrying adopted, the article where its words are looked for, its key and the history of that article."""
    adding = {vote.key: one for one in text.articles.values() for vote in text.adding(one)}
    gone: dict[int, History] = {}
    for number, votes in text.votes.items():
        for vote in votes:
            if not vote.carryings:
                continue
            start = text.articles.get(vote.article or 0) or adding.get(vote.key)
            end = text.became(start) if start else None
            if end is None:
                history = text.never(vote, number)
            elif end.version_id == text.version.pk:
                history = histories[end.pk]
            else:
                history = gone.setdefault(end.pk, text.history(end))
            for carrying in vote.carryings:
                yield carrying, end if end and end.pk in histories else None, vote.key, history


def _followed(version: BillVersion, carrying: int, article: Article | None, key: str, history: History) -> Followed:
    one = Followed(version=version, carrying_id=carrying, article=article)
    one.proven = not any(refused.id == key for _number, refused in history.refused)
    for fate in history.fates(key):
        count = count_words(tokens(fate.text))
        if fate.place is None:
            one.left += count
            one.gone.append([fate.text, int(fate.left)])
        else:
            one.stand += count
            one.places.append(list(fate.place))
    return one


def _counts(one: Followed | None) -> tuple | None:
    return (one.stand, one.left, one.proven) if one else None
