"""What the register recorded in a stretch of time, arranged by what people follow.

Nothing of a process that is not published, and no word of anyone: words are read when a letter is written, so that what
was hidden meanwhile stays hidden.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from parvis.decisions.models import Outcome
from parvis.ledger.models import Entry
from parvis.processes.models import Process
from parvis.territories.models import Territory

from .holding import Stretch

LATE_ENTRIES = 50_000  # entries numbered before others and committed after them: looked at again
ANSWERS = {"answer.published", "answer.replaced"}
OF_IDEA = {
    "answer.published": "idea.answered",
    "answer.replaced": "idea.answered_again",
}  # told to what stands under it
TO_ONE = ANSWERS | set(OF_IDEA.values()) | {"amendment.settled"}
FOLLOWED = "words.followed"
OF_CONTRIBUTIONS = {
    *("contribution.edited", "contribution.withdrawn", "contribution.hidden", "contribution.restored"),
    *("anchor.worked_out", "anchor.confirmed", "anchor.lapsed", FOLLOWED),
}
OF_CHAMBER = {
    *("amendment.stage", "amendment.settled"),
    *("carrying.signed", "carrying.tabled", "carrying.withdrawn", "duty.opened", "duty.refused"),
}
TO_SUPPORTERS = OF_CHAMBER | {FOLLOWED}
OF_PROMISES = {f"promise.{what}" for what in ("made", "moved", "delayed", "late", "broken", "kept", "moot")}
OF_PROCESSES = {
    *("process.published", "process.stopped", "phase.extended", "contributions.closed_early", "path.changed"),
    *("petition.admitted", "petition.refused", "text.version_published", "text.tabling_set"),
    *("process.corrected", "synthesis.published", "answers.announced", "decision.published"),
    *("milestone.done", "milestone.given_up", "milestone.reported", "mind.changed"),
}
ASKED = "milestone.asked"
TOLD = ANSWERS | OF_CHAMBER | OF_CONTRIBUTIONS | OF_PROMISES | OF_PROCESSES | {ASKED}
OF_ONE = OF_CONTRIBUTIONS | {ASKED}  # who follows a whole process is not told that someone put a comma right


@dataclass
class News:
    """processes: by pk, how often each act; contributions, promises: by public id, the acts in order, each once.

    asked: commitments of which people are asked whether they were really kept; held: processes whose news wait.
    """

    processes: dict[int, Counter[str]] = field(default_factory=dict)
    territories: dict[int, set[int]] = field(default_factory=dict)  # pk → processes there or in one of its parts
    contributions: dict[str, list[str]] = field(default_factory=dict)
    promises: dict[str, list[str]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    last_entry: int = 0

    @property
    def of_chamber(self) -> list[str]:
        """Modifications with which a chamber, its members or a new version of the text did something."""
        return [one for one, acts in self.contributions.items() if TO_SUPPORTERS & set(acts)]

    def __bool__(self) -> bool:
        return bool(self.processes or self.contributions or self.promises or self.asked)


def read(
    *,
    since: datetime,
    until: datetime,
    last_entry: int,
    withheld: Iterable[Stretch] = (),
    released: Iterable[Stretch] = (),
) -> News:
    """since included, until not. last_entry: the highest one of the edition before.

    withheld: what an election period makes wait, except the answers to what someone follows; released: what waited.
    """
    news = News(last_entry=max(highest(), last_entry))
    of_nodes: dict[str, list[str]] = {}
    published = dict(Process.objects.filter(published_at__isnull=False).values_list("public_id", "pk"))
    waits: dict[str, list[Stretch]] = {}
    for stretch in withheld:
        waits.setdefault(stretch.process, []).append(stretch)
    for act, process, at, record in entries(since, until, last_entry):
        if process not in published:
            continue
        content = json.loads(bytes(record))
        answer_who_asked(news, of_nodes, act, content)
        if not any(stretch.holds(at) for stretch in waits.get(process, ())):
            tell_everyone(news, published[process], act, content)
        elif act not in OF_CONTRIBUTIONS:
            news.held.add(process)
    for stretch in released:
        if stretch.process in published and stretch.until:
            for act, _process, _at, record in entries(stretch.since, stretch.until, stretch.entry, stretch.process):
                tell_everyone(news, published[stretch.process], act, json.loads(bytes(record)))
    for node, contribution in answered_with(of_nodes):
        for act in of_nodes[node]:
            note(news.contributions, contribution, OF_IDEA[act])
    news.territories = by_territory(news.processes)
    return news


def answer_who_asked(news: News, of_nodes: dict[str, list[str]], act: str, content: dict) -> None:
    """What happened to a contribution, for who follows it. of_nodes: answers to ideas, until one knows of which."""
    if act in ANSWERS and (contribution := content["body"].get("contribution")):
        note(news.contributions, contribution, act)
    elif act in ANSWERS and (node := content["body"].get("node")):
        note(of_nodes, node, act)
    elif act in OF_CONTRIBUTIONS | OF_CHAMBER:
        note(news.contributions, content["object"], act)


def tell_everyone(news: News, process: int, act: str, content: dict) -> None:
    if act not in OF_ONE:
        news.processes.setdefault(process, Counter())[act] += 1
    if act in OF_PROMISES:
        note(news.promises, content["object"], act)
    elif act == ASKED:
        news.asked.add(content["object"])


def entries(since: datetime, until: datetime, last_entry: int, process: str = "") -> Iterator[tuple]:
    """(act, process, at, record), of one process when it is named.

    The table has no index on time, so as to stay quick to write: start a little before where the last read ended.
    """
    rows = Entry.objects.filter(pk__gt=last_entry - LATE_ENTRIES, act__in=TOLD, at__gte=since, at__lt=until)
    if process:
        rows = rows.filter(process=process)
    found = rows.filter(record__isnull=False).order_by("pk")
    return found.values_list("act", "process", "at", "record").iterator(chunk_size=2000)


def highest() -> int:
    return Entry.objects.aggregate(highest=Max("pk"))["highest"] or 0


def note(where: dict[str, list[str]], object: str, act: str) -> None:
    acts = where.setdefault(object, [])
    if act not in acts:
        acts.append(act)


def answered_with(nodes) -> Iterator[tuple[str, str]]:
    """An answer to an idea is one to each contribution under it that has none of its own."""
    rows = Outcome.objects.filter(answer__node__public_id__in=list(nodes))
    return rows.values_list("answer__node__public_id", "contribution__public_id").iterator()


def by_territory(processes) -> dict[int, set[int]]:
    above = dict(Territory.objects.values_list("pk", "parent"))
    found: dict[int, set[int]] = {}
    for process, there in Process.objects.filter(pk__in=list(processes)).values_list("pk", "territory"):
        seen: set[int] = set()
        place: int | None = there
        while place and place not in seen:
            seen.add(place)
            found.setdefault(place, set()).add(process)
            place = above[place]
    return found
