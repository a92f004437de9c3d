"""Answering in public. A published answer is never changed: a new one takes its place and the former stays readable."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models.functions import Now

from parvis.contributions.models import Contribution
from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.processes.models import Process
from parvis.synthesis.actions import tree
from parvis.synthesis.models import Attachment, Node
from parvis.ui import page_cache

from . import outcomes
from .models import Answer, Reply

WORDS = ("status", "ground", "reason", "language", "place", "signed_by")
SAID = ("office", *WORDS)
Key = tuple[int | None, int | None]  # of a contribution or of an idea, one of the two
CHUNK = 500  # answers written by one query


def publish_answer(
    *, contribution: Contribution | None = None, node: Node | None = None, published_at=None, **said
) -> Answer:
    """Answer a contribution, or an idea of the synthesis; the same answer given twice changes nothing.

    said: office, status, reason (80 characters at least), signed_by, and ground, place, language when they apply.
    published_at: for answers first published elsewhere or before; now by default.
    Raises IntegrityError when the answer is not whole: see the constraints of Answer.
    """
    if unknown := set(said) - set(SAID):
        raise ValueError(f"an answer does not hold {', '.join(sorted(unknown))}")
    if (contribution is None) == (node is None):
        raise ValueError("an answer is about a contribution or about an idea, one of the two")
    return publish_answers([Answer(contribution=contribution, node=node, published_at=published_at, **said)])[0]


@transaction.atomic
def publish_answers(told: Sequence[Answer]) -> list[Answer]:
    """Many answers that become public at the same instant, or none; each has its own entry in the register.

    told: not saved, each about something else. Returns, in the same order, those that hold: an answer that says the
    same as the one in force leaves it there.
    """
    hold((pk for one in told if (pk := one.contribution_id)), [one.node for one in told if one.node])
    formers = in_force(told)
    held = [former if (former := formers.get(key(one))) and same(former, one) else one for one in told]
    fresh = [one for one in held if one.pk is None]
    replaced = {key(one): formers[key(one)] for one in fresh if key(one) in formers}
    now = database_now()
    for one in fresh:
        one.published_at = one.published_at or now
    for some in outcomes.chunks(former.pk for former in replaced.values()):
        Answer.objects.filter(pk__in=some).update(replaced_at=Now())
    Answer.objects.bulk_create(fresh, batch_size=CHUNK)
    outcomes.settle(
        {*(pk for one in fresh if (pk := one.contribution_id)), *under(one.node for one in fresh if one.node)}
    )
    record(fresh, replaced)
    return held


def hold(contributions: Iterable[int], nodes: Sequence[Node]) -> None:
    """Lock what is answered until the end of the transaction: syntheses, contributions (keys), then ideas, each from
    the first to the last, so that people who answer at once wait for each other in one direction. Drafts come after.
    """
    for _pk, process in sorted({node.process_id: node.process for node in nodes}.items()):
        tree.hold(process)  # what is being placed under an idea meanwhile is answered too
    outcomes.lock({*contributions, *under(nodes)})
    keys = [node.pk for node in nodes]
    list(Node.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


def under(nodes: Iterable[Node]) -> set[int]:
    """Contributions under these ideas."""
    keys = [node.pk for node in nodes]
    return set(Attachment.objects.filter(node__in=keys).values_list("contribution", flat=True)) if keys else set()


def in_force(told: Sequence[Answer]) -> dict[Key, Answer]:
    found: dict[Key, Answer] = {}
    for column in ("contribution_id", "node_id"):
        for some in outcomes.chunks(pk for one in told if (pk := getattr(one, column))):
            rows = Answer.objects.filter(replaced_at=None, **{f"{column}__in": some})
            found |= {key(one): one for one in rows}
    return found


def key(answer: Answer) -> Key:
    return answer.contribution_id, answer.node_id


def same(former: Answer, told: Answer) -> bool:
    return former.office_id == told.office_id and all(getattr(former, name) == getattr(told, name) for name in WORDS)


def record(fresh: Iterable[Answer], replaced: dict[Key, Answer]) -> None:
    acts: dict[tuple[Process, str], list[Answer]] = {}
    for one in fresh:
        act = "answer.replaced" if key(one) in replaced else "answer.published"
        acts.setdefault((one.process, act), []).append(one)
    for (process, act), some in acts.items():
        bodies = ((one.public_id, entry(one, replaced.get(key(one)))) for one in some)
        ledger.record_many(act, process=process.public_id, bodies=bodies)
        page_cache.bump(process.slug)


def entry(answer: Answer, former: Answer | None) -> dict:
    return {
        "node" if answer.node_id else "contribution": answer.about.public_id,
        "replaces": former.public_id if former else "",
        "office": answer.office.slug,
        **{name: getattr(answer, name) for name in WORDS},
    }


@transaction.atomic
def reply(*, answer: Answer, contribution: Contribution, satisfied: bool, words: str = "") -> Reply:
    """The author of a contribution says whether its answer answers them; another reply takes the place of the first."""
    Contribution.objects.select_for_update().get(pk=contribution.pk)
    Answer.objects.select_for_update(no_key=True).get(pk=answer.pk)  # replies to one answer are counted one by one
    said, _new = Reply.objects.update_or_create(
        answer=answer,
        contribution=contribution,
        defaults={"satisfied": satisfied, "words": "" if satisfied else words, "said_at": Now()},
    )
    counted = Answer.objects.with_replies().get(pk=answer.pk)
    body = {"satisfied": counted.people_answered, "not_satisfied": counted.people_not}
    ledger.record("answer.replies_counted", process=contribution.process.public_id, object=answer.public_id, body=body)
    page_cache.bump(contribution.process.slug)
    return said
