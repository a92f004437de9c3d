"""What the analysis finds in a process, kept as suggestions. Slow: run by a task."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now

from analysis import copies as copies_method
from analysis import themes as themes_method
from analysis.quotations import Sentence, sentences
from parvis.contributions.actions.publishing import TEXTS
from parvis.processes.models import Process
from parvis.ui import page_cache

from ..coverage import base
from ..models import Attachment, Node, NodeVersion
from .models import Help, Kind, Member, Stage, Suggestion

NEAR_ENOUGH = 0.35  # cosine of characters
NEAREST = 5  # contributions for a sentence
SENTENCES = 2_000  # of the ideas, the first ones

METHODS = {
    Kind.COPY: ("MinHash 64 (16 × 4)", copies_method.VERSION),
    Kind.THEME: ("TF-IDF 3–5, LSA 150, k-means", themes_method.VERSION),
    Kind.NEAR: ("TF-IDF 3–5", themes_method.VERSION),
}


class Stopped(Exception):
    """Another computing was asked for, or this one was stopped, or the help was switched off."""


@dataclass(frozen=True)
class Found:
    """members: (key of a contribution, likeness), the one shown first."""

    members: list[tuple[int, float]]
    words: str = ""
    node: int | None = None

    @property
    def score(self) -> float:
        return sum(likeness for _, likeness in self.members) / len(self.members)


def compute(process: Process, run: int) -> None:
    """Every suggestion of a process, step by step. Raises Stopped between two steps when this run is no longer wanted.

    Texts are read without a lock: who writes is never held up. What was found is then kept, step by step.
    """
    _reach(process, run, Stage.COPIES)
    rows = list(base(process).order_by("pk").values_list("pk", *TEXTS))
    texts = {pk: "\n".join(filter(None, words)) for pk, *words in rows}
    groups = list(_copies(texts))
    _keep(process, run, Kind.COPY, groups, Stage.THEMES, read=len(texts))
    again = {pk for group in groups for pk, _ in group.members[1:]}
    standing = Attachment.objects.standing().filter(contribution__process=process)
    placed = set(standing.values_list("contribution", flat=True))
    waiting = {pk: text for pk, text in texts.items() if pk not in again and pk not in placed}
    _keep(process, run, Kind.THEME, list(_themes(waiting)), Stage.NEAR)
    _keep(process, run, Kind.NEAR, list(_near(process, waiting)), Stage.DONE)


def _copies(texts: dict[int, str]) -> Iterator[Found]:
    keys = list(texts)
    for group in copies_method.copies(list(texts.values())):
        members = zip((keys[n] for n in group.members), group.likeness, strict=True)
        shown = keys[group.text]
        yield Found(sorted(members, key=lambda member: (member[0] != shown, -member[1], member[0])))


def _themes(texts: dict[int, str]) -> Iterator[Found]:
    keys = list(texts)
    for theme in themes_method.themes(list(texts.values())):
        members = zip((keys[n] for n in theme.members), theme.nearness, strict=True)
        yield Found(list(members), ", ".join(theme.words))


def _near(process: Process, texts: dict[int, str]) -> Iterator[Found]:
    asked = _sentences(process)
    keys = list(texts)
    found = themes_method.nearest([words for _, words in asked], list(texts.values()), count=NEAREST)
    for (node, words), near in zip(asked, found, strict=True):
        if members := [(keys[n], likeness) for n, likeness in near if likeness >= NEAR_ENOUGH]:
            yield Found(members, words, node)


def _sentences(process: Process) -> list[tuple[int, str]]:
    """What the ideas say: their titles, then the sentences of their texts as they stand; (key of the idea, words)."""
    nodes = list(Node.objects.standing().filter(process=process).order_by("pk"))
    asked = [(node.pk, str(node.current_title)) for node in nodes]
    last: dict[int, str] = {}
    for node, body in NodeVersion.objects.filter(node__in=nodes).order_by("number").values_list("node", "body"):
        last[node] = body
    asked += [(node, _own(sentence)) for node, body in last.items() for sentence in sentences(body)]
    return [(node, words) for node, words in asked if words][:SENTENCES]


def _own(sentence: Sentence) -> str:
    """The words of its author: what is quoted goes when the one who said it says so, and must not stay here."""
    words = {"text": "{}", "quote": "[…]", "mark": ""}
    return "".join(words[piece.kind].format(piece.words) for piece in sentence.pieces).strip()


@transaction.atomic
def _keep(process: Process, run: int, kind: Kind, found: list[Found], then: Stage, **more) -> None:
    """What is new is suggested; what is no longer found and was not decided is replaced; the rest stays as it is."""
    help = Help.objects.select_for_update().get(process=process)
    _still_wanted(help, run)
    public_ids = dict(base(process).values_list("pk", "public_id"))
    by_mark = {}
    for one in found:
        members = [member for member in one.members if member[0] in public_ids]
        if len(members) >= (1 if kind == Kind.NEAR else 2):
            kept = Found(members, one.words, one.node)
            by_mark[_mark(kind, kept, public_ids)] = kept
    known = Suggestion.objects.filter(process=process, kind=kind)
    former = dict(known.values_list("mark", "pk"))
    undecided = known.filter(decision="")
    undecided.filter(mark__in=set(former) & by_mark.keys()).update(replaced_at=None)
    gone = [pk for mark, pk in undecided.filter(replaced_at=None).values_list("mark", "pk") if mark not in by_mark]
    for start in range(0, len(gone), 1000):
        Suggestion.objects.filter(pk__in=gone[start : start + 1000]).update(replaced_at=Now())
    new = [(mark, one) for mark, one in by_mark.items() if mark not in former]
    method, version = METHODS[kind]
    made = Suggestion.objects.bulk_create(
        [
            Suggestion(
                process=process, kind=kind, node_id=one.node, words=one.words, score=one.score,
                method=method, version=version, mark=mark,
            )
            for mark, one in new
        ],
        batch_size=1000,
    )  # fmt: skip
    rows = (
        Member(suggestion=suggestion, contribution_id=pk, position=position, score=score)
        for suggestion, (_, one) in zip(made, new, strict=True)
        for position, (pk, score) in enumerate(one.members, start=1)
    )
    Member.objects.bulk_create(rows, batch_size=2000)
    _advance(help, then, **more)
    page_cache.bump(process.slug)


def _mark(kind: Kind, found: Found, public_ids: dict[int, str]) -> str:
    said = [kind, str(found.node or ""), found.words if kind == Kind.NEAR else ""]
    said += sorted(public_ids[pk] for pk, _ in found.members)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@transaction.atomic
def _reach(process: Process, run: int, stage: Stage) -> None:
    help = Help.objects.select_for_update().get(process=process)
    _still_wanted(help, run)
    _advance(help, stage)


def _still_wanted(help: Help, run: int) -> None:
    if not help.is_on or help.run != run or not help.is_under_way:
        raise Stopped


def _advance(help: Help, stage: Stage, **more) -> None:
    Help.objects.filter(pk=help.pk).update(stage=stage, changed_at=Now(), **more)
