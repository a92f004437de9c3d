"""What a letter says: process by process, what happened to what its reader follows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, TimestampSigner
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from parvis.contributions import details
from parvis.contributions.models import Contribution
from parvis.people import mail
from parvis.processes.models import Process, Promise
from parvis.ui.words import cut

from . import words
from .news import News

TEMPLATE = "notifications/mail/digest"
SHOWN = 30  # lines of one letter
LONGEST = 110  # characters of a title
BATCH = 5000
UNSUBSCRIBING_LASTS = 366 * 24 * 3600  # seconds

signer = TimestampSigner(salt="notifications.unsubscribe")


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone a letter is written to, and what of theirs is news."""

    pk: int
    public_id: str
    email: str
    language: str
    processes: frozenset[int]
    contributions: tuple[str, ...]
    promises: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.processes or self.contributions or self.promises)


@dataclass
class Page:
    """What is told of one process."""

    title: str
    path: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)  # (what happened, title or "", path)


class Writer:
    """Writes the letters of one edition to a few hundred people; reads what they need in a few queries."""

    def __init__(self, news: News, readers: Iterable[Reader]):
        self.news, readers = news, list(readers)
        self.contributions = look_up(
            Contribution.objects.select_related("process"), {one for reader in readers for one in reader.contributions}
        )
        self.promises = look_up(
            Promise.objects.select_related("process", "office"), {one for reader in readers for one in reader.promises}
        )
        wanted = {pk for reader in readers for pk in reader.processes}
        self.processes = Process.objects.in_bulk(wanted)

    def letter(self, reader: Reader) -> EmailMultiAlternatives | None:
        """None when nothing is left to tell: its process is no longer public."""
        with translation.override(reader.language):
            pages = self.pages(reader)
            if not pages:
                return None
            count = sum(len(page.lines) for page in pages)
            stop = reverse("notifications:unsubscribe", args=[token(reader.public_id)])
            context = {
                "subject": subject(count),
                "pages": shorten(pages),
                "more": max(0, count - SHOWN),
                "follows": reverse("notifications:follows"),
                "stop": stop,
            }
            html = render_to_string(f"{TEMPLATE}.html", {**mail.about_us(), **context, "language": reader.language})
        about_us = mail.about_us()
        headers = {
            "List-Unsubscribe": f"<{about_us['origin']}{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        message = mail.compose(TEMPLATE, to=reader.email, language=reader.language, context=context, headers=headers)
        message.attach_alternative(html, "text/html")
        return message

    def pages(self, reader: Reader) -> list[Page]:
        """What the reader named comes first, then what happened to whole processes."""
        found: dict[int, Page] = {}
        for public_id in reader.contributions:
            if (said := self.contributions.get(public_id)) and said.process.published_at and said.published_at:
                for act in self.news.contributions[public_id]:
                    line = (words.of_one(act), cut(details.title(said), LONGEST), said.get_absolute_url())
                    page_of(found, said.process).lines.append(line)
        for public_id in reader.promises:
            if (promise := self.promises.get(public_id)) and promise.process.published_at:
                for act in self.news.promises[public_id]:
                    line = (words.of_one(act), cut(str(promise.what), LONGEST), promise.get_absolute_url())
                    page_of(found, promise.process).lines.append(line)
        for pk in sorted(reader.processes):
            if (process := self.processes.get(pk)) and process.published_at:
                for act, count in self.news.processes[pk].items():
                    page_of(found, process).lines.append((words.of_many(act, count), "", words.path(act, process.slug)))
        return list(found.values())


def page_of(found: dict[int, Page], process: Process) -> Page:
    if process.pk not in found:
        found[process.pk] = Page(cut(str(process.title), LONGEST), process.get_absolute_url())
    return found[process.pk]


def look_up(rows, public_ids: set[str]) -> dict:
    wanted = sorted(public_ids)
    found: dict = {}
    for start in range(0, len(wanted), BATCH):
        found |= {row.public_id: row for row in rows.filter(public_id__in=wanted[start : start + BATCH])}
    return found


def shorten(pages: list[Page]) -> list[Page]:
    """The first lines, whatever the number of processes."""
    left, shown = SHOWN, []
    for page in pages:
        if left > 0:
            shown.append(Page(page.title, page.path, page.lines[:left]))
            left -= len(page.lines)
    return shown


def subject(count: int) -> str:
    return ngettext(
        "%(count)d thing happened to what you follow", "%(count)d things happened to what you follow", count
    ) % {"count": count}


def token(public_id: str) -> str:
    """What a link to stop all letters carries: it opens nothing else."""
    return signer.sign(public_id)


def whose(signed: str) -> str | None:
    """The public id of who asks to stop."""
    try:
        return signer.unsign(signed, max_age=UNSUBSCRIBING_LASTS)
    except BadSignature:
        return None
