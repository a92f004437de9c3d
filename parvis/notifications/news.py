"""What the register recorded in a stretch of time, arranged by what people follow.

Nothing of a process that is not published, and no word of anyone: words are read when a letter is written, so that what
was hidden meanwhile stays hidden.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from parvis.ledger.models import Entry
from parvis.processes.models import Process
from parvis.synthesis.models import Attachment
from parvis.territories.models import Territory

LATE_ENTRIES = 50_000  # entries numbered before others and committed after them: looked at again
ANSWERS = {"answer.published", "answer.replaced"}
OF_CONTRIBUTIONS = {"contribution.edited", "contribution.withdrawn", "contribution.hidden", "contribution.restored"}
OF_PROMISES = {f"promise.{what}" for what in ("made", "moved", "delayed", "late", "broken", "kept", "moot")}
OF_PROCESSES = {
    *("process.published", "process.stopped", "phase.extended", "contributions.closed_early", "path.changed"),
    *("process.corrected", "synthesis.published", "answers.announced", "decision.published"),
    *("milestone.done", "milestone.given_up", "milestone.reported", "mind.changed"),
}
TOLD = ANSWERS | OF_CONTRIBUTIONS | OF_PROMISES | OF_PROCESSES
QUIET_FOR_THE_PROCESS = OF_CONTRIBUTIONS  # who follows a whole process is not told that someone put a comma right


@dataclass
class News:
    """processes: by pk, how often each act; contributions, promises: by public id, the acts in order, each once."""

    processes: dict[int, Counter[str]] = field(default_factory=dict)
    territories: dict[int, set[int]] = field(default_factory=dict)  # pk → processes there or in one of its parts
    contributions: dict[str, list[str]] = field(default_factory=dict)
    promises: dict[str, list[str]] = field(default_factory=dict)
    last_entry: int = 0

    def __bool__(self) -> bool:
        return bool(self.processes or self.contributions or self.promises)


def read(*, since: datetime, until: datetime, last_entry: int) -> News:
    """since included, until not. last_entry: the highest one of the edition before."""
    news = News(last_entry=max(highest(), last_entry))
    of_nodes: dict[str, list[str]] = {}
    published = dict(Process.objects.filter(published_at__isnull=False).values_list("public_id", "pk"))
    for act, process, record in entries(since, until, last_entry):
        if process not in published:
            continue
        if act not in QUIET_FOR_THE_PROCESS:
            news.processes.setdefault(published[process], Counter())[act] += 1
        content = json.loads(bytes(record))
        if act in ANSWERS and (contribution := content["body"].get("contribution")):
            note(news.contributions, contribution, act)
        elif act in ANSWERS and (node := content["body"].get("node")):
            note(of_nodes, node, act)
        elif act in OF_CONTRIBUTIONS:
            note(news.contributions, content["object"], act)
        elif act in OF_PROMISES:
            note(news.promises, content["object"], act)
    for node, contribution in attached(of_nodes):
        for act in of_nodes[node]:
            note(news.contributions, contribution, act)
    news.territories = by_territory(news.processes)
    return news


def entries(since: datetime, until: datetime, last_entry: int) -> Iterator[tuple]:
    """The table has no index on time, so as to stay quick to write: start a little before where the last read ended."""
    rows = Entry.objects.filter(pk__gt=last_entry - LATE_ENTRIES, act__in=TOLD, at__gte=since, at__lt=until)
    found = rows.filter(record__isnull=False).order_by("pk")
    return found.values_list("act", "process", "record").iterator(chunk_size=2000)


def highest() -> int:
    return Entry.objects.aggregate(highest=Max("pk"))["highest"] or 0


def note(where: dict[str, list[str]], object: str, act: str) -> None:
    acts = where.setdefault(object, [])
    if act not in acts:
        acts.append(act)


def attached(nodes) -> Iterator[tuple[str, str]]:
    """An answer to a node is one to each contribution attached to it."""
    rows = Attachment.objects.filter(node__public_id__in=list(nodes))
    return rows.values_list("node__public_id", "contribution__public_id").iterator()


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
