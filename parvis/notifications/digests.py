"""Writing to those who follow: a chunk of people at a time, each letter once, whatever dies and starts again."""

import time
from collections import defaultdict
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.core import mail as django_mail
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from parvis.contributions import supports
from parvis.contributions.models import Follow
from parvis.follow_up import asking
from parvis.follow_up.models import Milestone
from parvis.people import mail
from parvis.people.models import Person

from . import holding, news, undeliverable
from .letters import Reader, Writer
from .models import EDITIONS, USUAL, Digest, Edition, Pace

CHUNK = 500  # people at a time: what is held in memory
TOGETHER = 5  # letters between two commits
DOWN = 60.0  # seconds to wait when the mail server takes nothing
FOLLOWS = Follow.objects.filter(person=OuterRef("pk"))

_read: dict[int, news.News] = {}  # of the edition at hand
_not_before = 0.0


def go_on(seconds: float | None = None) -> int:
    """Send the letters of the editions that were begun, for so long at most; how many were sent.

    When the mail server takes nothing, the rest waits.
    """
    global _not_before
    start, sent = time.monotonic(), 0
    while time.monotonic() >= _not_before and (edition := Edition.objects.filter(done_at=None).order_by("pk").first()):
        try:
            sent += send_chunk(edition)
        except (mail.MailNotSent, OSError):  # the second when not even the connection opens
            _not_before = time.monotonic() + DOWN
        except Exception:  # told by the caller, and not tried again at once
            _not_before = time.monotonic() + DOWN
            raise
        if seconds is not None and time.monotonic() - start >= seconds:
            break
    return sent


def send_chunk(edition: Edition) -> int:
    """The letters of the next people; how many were sent. Raises MailNotSent when the server is down."""
    told = news_of(edition)
    people = next_people(edition, told)
    unclaimed = Digest.objects.filter(edition=edition, handed_at=None)
    if not people:
        unclaimed.delete()
        forget_who_was_asked(edition)
        Edition.objects.filter(pk=edition.pk).update(done_at=Now())
        _read.clear()
        return 0
    readers = [reader for reader in readers_of(people, told) if reader]
    Digest.objects.bulk_create(
        [Digest(edition=edition, person_id=reader.pk) for reader in readers], ignore_conflicts=True
    )
    waiting = dict(unclaimed.filter(person__in=[reader.pk for reader in readers]).values_list("person", "pk"))
    mine = [reader for reader in readers if reader.pk in waiting]
    sent = post(Writer(told, mine), mine, waiting) if mine else 0
    gone = {one["pk"] for one in people} - {reader.pk for reader in readers}  # follow nothing any more
    unclaimed.filter(person__in=gone).delete()
    Edition.objects.filter(pk=edition.pk, reached__lt=people[-1]["pk"]).update(reached=people[-1]["pk"])
    return sent


def post(writer: Writer, readers: list[Reader], waiting: dict[int, int]) -> int:
    """A few letters are claimed, then handed over, then marked: of two workers one claims each, and who dies in between
    leaves those few of which nobody knows whether they went. The marks of some and the claims of the next are one
    commit: it waits for the disk, and there are many."""
    sent = 0
    gone: list[int] = []
    with django_mail.get_connection() as connection:
        for start in range(0, len(readers), TOGETHER):
            letters = [(reader, writer.letter(reader)) for reader in readers[start : start + TOGETHER]]
            with transaction.atomic():
                mark(gone)
                claimed = [(one, letter) for one, letter in letters if claim(waiting[one.pk], letter) and letter]
            gone = []
            for place, (reader, letter) in enumerate(claimed):
                letter.connection = connection
                try:
                    mail.hand_over(letter)
                except mail.MailNotSent as error:
                    if not refused(error, reader):
                        give_back([waiting[one.pk] for one, _letter in claimed[place:]])
                        mark(gone)
                        raise
                else:
                    gone.append(waiting[reader.pk])
            sent += len(gone)
        mark(gone)
    return sent


def claim(digest: int, letter) -> bool:
    """False when another worker has it, or when there is nothing left to tell."""
    row = Digest.objects.filter(pk=digest, handed_at=None)
    if letter is None:
        row.delete()
        return False
    return bool(row.update(handed_at=Now()))


def give_back(claimed: list[int]) -> None:
    Digest.objects.filter(pk__in=claimed).update(handed_at=None)


def mark(digests: list[int]) -> None:
    if digests:
        Digest.objects.filter(pk__in=digests).update(sent_at=Now())


def refused(error: mail.MailNotSent, reader: Reader) -> bool:
    """The server is up and refuses this letter alone; an address it will never take is marked."""
    cause = error.__cause__
    if isinstance(cause, SMTPRecipientsRefused):
        code = max((code for code, _words in cause.recipients.values()), default=0)
        if code >= 500:
            undeliverable.mark(reader.pk, reader.email, str(code))
        return True
    return isinstance(cause, SMTPDataError) and cause.smtp_code >= 500


def news_of(edition: Edition) -> news.News:
    """Read once for all the chunks of an edition; after a restart, the same stretch of time says the same."""
    if edition.pk not in _read:
        _read.clear()
        before = Edition.objects.filter(pace=edition.pace, since__lt=edition.since).order_by("-since").first()
        withheld, released = holding.of(edition)
        _read[edition.pk] = news.read(
            since=edition.since,
            until=edition.until,
            last_entry=before.last_entry if before else 0,
            withheld=withheld,
            released=released,
        )
    return _read[edition.pk]


def next_people(edition: Edition, told: news.News) -> list[dict]:
    """Those who follow something; also those who accept letters about what they gave, when something is asked or when a
    chamber did something with a modification."""
    paces = Q(rhythm__pace__in=EDITIONS[Pace(edition.pace)])
    if edition.pace == USUAL:
        paces |= Q(rhythm=None)
    wanted = Q(Exists(FOLLOWS))
    if told.asked or told.of_chamber:
        wanted |= Q(receipts_by_mail=True)
    found = Person.objects.filter(paces, wanted, is_active=True, email__isnull=False).order_by("pk")
    rows = found.values(
        "pk", "public_id", "email", "language", "receipts_by_mail", "rhythm__pace", "undeliverable__digest"
    )
    beyond, behind = rows.filter(pk__gt=edition.reached), rows.filter(pk__in=left_over(edition))
    return [dict(one) for one in beyond[:CHUNK]] or [dict(one) for one in behind[:CHUNK]]


def forget_who_was_asked(edition: Edition) -> None:
    """A row about someone who follows nothing would tell that they supported what was asked about."""
    follows = Exists(Follow.objects.filter(person=OuterRef("person")))
    Digest.objects.filter(~follows, edition=edition).delete()


def left_over(edition: Edition):
    """People behind the last one reached whose letter came back from a server that went down."""
    return Digest.objects.filter(edition=edition, handed_at=None).values("person")


def readers_of(people: list[dict], told: news.News) -> list[Reader]:
    """Each of these people with what of the news is theirs; nobody whose address refuses letters."""
    reachable = [one for one in people if not returned(one)]
    follows: dict[int, list[tuple]] = defaultdict(list)
    rows = Follow.objects.filter(person__in=[one["pk"] for one in reachable]).order_by("pk")
    for person, *what in rows.values_list(
        "person", "process", "contribution__public_id", "promise__public_id", "territory"
    ):
        follows[person].append(tuple(what))
    asked, agreed = asked_of(reachable, told), agreed_by(reachable, told)
    return [reader(one, follows[one["pk"]], told, asked[one["pk"]], agreed[one["pk"]]) for one in reachable]


def agreed_by(people: list[dict], told: news.News) -> dict[int, list[str]]:
    """Modifications of which a chamber made something, and with which each of these people agrees."""
    willing = {one["pk"]: one["public_id"] for one in people if one["receipts_by_mail"]}
    chamber = told.of_chamber
    return supports.agreed(chamber, willing) if chamber and willing else defaultdict(list)


def asked_of(people: list[dict], told: news.News) -> dict[int, list[str]]:
    """What each of these people is asked; who wants answers only is asked nothing."""
    found: dict[int, list[str]] = defaultdict(list)
    if told.asked:
        willing = {one["pk"]: one["public_id"] for one in people if one["rhythm__pace"] != Pace.ANSWERS}
        for milestone in Milestone.objects.filter(public_id__in=told.asked).select_related("process").order_by("pk"):
            for person in asking.asked(milestone, willing):
                found[person].append(milestone.public_id)
    return found


def reader(one: dict, follows: list[tuple], told: news.News, asked: list[str], agreed: list[str]) -> Reader:
    contributions = tuple(said for _process, said, *_rest in follows if said in told.contributions)
    given = tuple(said for said in agreed if said not in contributions)
    contributions += given
    promises: tuple[str, ...] = ()
    processes: set[int] = set()
    if one["rhythm__pace"] == Pace.ANSWERS:
        contributions = tuple(said for said in contributions if news.TO_ONE & set(told.contributions[said]))
    else:
        promises = tuple(promise for _process, _said, promise, _place in follows if promise in told.promises)
        for process, _said, _promise, place in follows:
            processes |= {process} & told.processes.keys()
            processes |= told.territories.get(place, set())
    who = one["pk"], one["public_id"], one["email"], one["language"]
    took_part = any(said in contributions for said in given)
    return Reader(*who, frozenset(processes), contributions, promises, tuple(asked), took_part)


def returned(one: dict) -> bool:
    digest = one["undeliverable__digest"]
    return digest is not None and digest == undeliverable.digest(one["email"])
