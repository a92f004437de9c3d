"""What a letter says: process by process, what happened to what its reader follows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, TimestampSigner
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from parvis.contributions import details
from parvis.contributions.models import Contribution
from parvis.follow_up.models import Milestone
from parvis.people import mail
from parvis.processes.models import Process, Promise
from parvis.provenance.steps import last
from parvis.ui.words import cut

from . import words
from .news import ASKED, FOLLOWED, News

TEMPLATE = "notifications/mail/digest"
SHOWN = 30  # lines of one letter
Line = tuple[str, str, str]  # what happened, title or "", path
LONGEST = 110  # characters of a title
TITLE = 60  # the same in a subject
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
    asked: tuple[str, ...] = ()  # commitments: was it really done?
    took_part: bool = False  # some of it is told to who took part, whether or not they follow it

    def __bool__(self) -> bool:
        return bool(self.follows_news or self.asked)

    @property
    def follows_news(self) -> bool:
        return bool(self.processes or self.contributions or self.promises)


@dataclass
class Page:
    """What is told of one process."""

    title: str
    path: str
    lines: list[Line] = field(default_factory=list)


class Writer:
    """Writes the letters of one edition to a few hundred people; reads what they need in a few queries."""

    def __init__(self, news: News, readers: Iterable[Reader]):
        self.news, readers = news, list(readers)
        self.contributions = look_up(
            Contribution.objects.select_related("process", "outcome__answer__node").annotate(words_stand=last("stand")),
            {one for reader in readers for one in reader.contributions},
        )
        self.promises = look_up(
            Promise.objects.select_related("process", "office"), {one for reader in readers for one in reader.promises}
        )
        self.milestones = look_up(
            Milestone.objects.select_related("process"), {one for reader in readers for one in reader.asked}
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
            only_asked = [] if reader.follows_news else [title for page in pages for _what, title, _path in page.lines]
            told = subject_of_part(count) if reader.took_part else subject(count)
            context = {
                "subject": question(only_asked) if only_asked else told,
                "took_part": reader.took_part,
                "only_asked": bool(only_asked),
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
        """What the reader is asked comes first, then what they named, then what happened to whole processes."""
        found: dict[int, Page] = {}
        for public_id in reader.asked:
            if (milestone := self.milestones.get(public_id)) and milestone.process.published_at and milestone.done_on:
                path = reverse("follow_up:check", args=[public_id])
                line = (words.of_one(ASKED), cut(str(milestone.title), LONGEST), path)
                page_of(found, milestone.process).lines.append(line)
        for public_id in reader.contributions:
            if (said := self.contributions.get(public_id)) and said.process.published_at and said.published_at:
                lines = page_of(found, said.process).lines
                lines += [about(said, act) for act in self.news.contributions[public_id]]
        for public_id in reader.promises:
            if (promise := self.promises.get(public_id)) and promise.process.published_at:
                for act in self.news.promises[public_id]:
                    line = (words.of_one(act), cut(str(promise.what), LONGEST), promise.get_absolute_url())
                    page_of(found, promise.process).lines.append(line)
        for pk in sorted(reader.processes):
            if (process := self.processes.get(pk)) and process.published_at:
                for act, count in words.of_all(self.news.processes[pk]):
                    page_of(found, process).lines.append((words.of_many(act, count), "", words.path(act, process.slug)))
        return list(found.values())


def about(said: Contribution, act: str) -> Line:
    """What happened to a contribution, read with words_stand; to its idea, as long as that is its answer."""
    title, page = cut(details.title(said), LONGEST), said.get_absolute_url()
    if act == FOLLOWED and (count := getattr(said, "words_stand", None)) is not None:
        return words.of_words(count), title, reverse("provenance:followed", args=[said.public_id])
    if act not in words.IDEA:
        return words.of_one(act), title, page
    answer = said.outcome.answer if hasattr(said, "outcome") else None
    if answer is None or answer.node is None:
        return words.of_one("answer.published"), title, page
    return words.of_idea(act, cut(str(answer.node.title), LONGEST)), title, answer.get_absolute_url()


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


def subject_of_part(count: int) -> str:
    """The same to who follows none of it, or not all: never what they said of it."""
    return ngettext(
        "%(count)d thing happened to what you follow or took part in",
        "%(count)d things happened to what you follow or took part in",
        count,
    ) % {"count": count}


def question(titles: list[str]) -> str:
    """The subject of a letter that only asks."""
    if len(titles) == 1:
        return gettext("Was it really done? %(what)s") % {"what": cut(titles[0], TITLE)}
    return ngettext(
        "Was it really done? %(count)d question", "Was it really done? %(count)d questions", len(titles)
    ) % {"count": len(titles)}


def token(public_id: str) -> str:
    """What a link to stop all letters carries: it opens nothing else."""
    return signer.sign(public_id)


def whose(signed: str) -> str | None:
    """The public id of who asks to stop."""
    try:
        return signer.unsign(signed, max_age=UNSUBSCRIBING_LASTS)
    except BadSignature:
        return None
