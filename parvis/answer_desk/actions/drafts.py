"""From a draft to a signature: written, read by a second pair of eyes, signed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Case, QuerySet, When, prefetch_related_objects
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.decisions.outcomes import chunks
from parvis.deputies import authority
from parvis.ledger.clock import database_now
from parvis.ledger.ids import new_public_id
from parvis.people.models import Person
from parvis.processes.blocks import ask, refuse
from parvis.processes.models import Process
from parvis.processes.promises.actions import today
from parvis.synthesis.models import Node

from ..models import Draft, Service
from ..models.drafts import SAID

LEAST = 80  # characters of a reason
CHUNK = 500  # drafts written by one query
PLACE = {  # statuses that say something more than a reason, and what
    Answer.Status.KEPT_FULLY: gettext_lazy("Say where it can be read in the decision."),
    Answer.Status.KEPT_PARTLY: gettext_lazy("Say where it can be read in the decision."),
    Answer.Status.ALREADY_PROVIDED: gettext_lazy("Say where it is already provided for."),
    Answer.Status.KEPT_FOR_LATER: gettext_lazy("Give the date it is kept for."),
    Answer.Status.OUT_OF_POWER: gettext_lazy("Name who is competent, and say whether it was forwarded to them."),
}


class Refused(Exception):
    """The text is a sentence for who asked."""


class Overtaken(Refused):
    """Someone else saved a newer version. current: what they left."""

    def __init__(self, current: Draft):
        super().__init__(_("Someone saved this answer while you were writing: your words are kept below."))
        self.current = current


def open_draft(about: Contribution | Node) -> Draft | None:
    return about.drafts.filter(published_at=None).first()


def about_fields(about: Contribution | Node) -> dict:
    return {"node" if isinstance(about, Node) else "contribution": about}


def version(typed: str) -> int:
    """The version a form or a file names; 0 for anything else, which no draft is ever at."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def has_said(draft: Draft, said: dict) -> bool:
    return all(getattr(draft, field) == value for field, value in said.items())


@transaction.atomic
def save_draft(
    *, about: Contribution | Node, seen: int, by: Person | None = None, service: Service | None = None, **said
) -> Draft:
    """Write the draft of an answer, whole or not; it must then be checked and signed again.

    seen: the version its author started from, 0 when there was none. said: fields of SAID.
    Raises Overtaken when someone saved meanwhile, Blocked (L11) when it was published meanwhile.
    """
    type(about).objects.select_for_update().get(pk=about.pk)
    draft = open_draft(about)
    if draft is None and seen:
        refuse("L11", about.process, published=True)
    if draft and has_said(draft, said):
        return draft
    if draft and draft.version != seen:
        raise Overtaken(draft)
    if draft and service and draft.state != Draft.State.DRAFTED:
        raise Refused(_("This answer was checked already: ask who coordinates to send it back to you."))
    if draft is None:
        draft = Draft(process=about.process, version=0, **about_fields(about))
    for field, value in said.items():
        setattr(draft, field, value)
    draft.version += 1
    draft.state = Draft.State.DRAFTED
    draft.written_by, draft.service, draft.written_at = by, service, Now()
    draft.checked_by = draft.checked_at = draft.signer = draft.signed_at = draft.batch = None
    draft.remark = ""
    draft.save()
    draft.refresh_from_db()
    return draft


def hold(abouts: Iterable[Contribution | Node]) -> None:
    """Lock what several answers are about, until the end of the transaction; drafts are locked after."""
    abouts = list(abouts)
    for model in (Contribution, Node):
        for keys in chunks(one.pk for one in abouts if isinstance(one, model)):
            list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def open_drafts(abouts: Iterable[Contribution | Node]) -> dict[tuple[str, int], Draft]:
    """By what they are about: "contribution" or "node", and its key."""
    abouts = list(abouts)
    found: dict[tuple[str, int], Draft] = {}
    for name, model in (("contribution", Contribution), ("node", Node)):
        for keys in chunks(one.pk for one in abouts if isinstance(one, model)):
            rows = Draft.objects.filter(published_at=None, **{f"{name}__in": keys}).select_related("office")
            found |= {(name, getattr(draft, f"{name}_id")): draft for draft in rows}
    return found


def key(about: Contribution | Node) -> tuple[str, int]:
    return "node" if isinstance(about, Node) else "contribution", about.pk


@transaction.atomic
def answer_many(abouts: Iterable[Contribution | Node], *, by: Person, **said) -> tuple[str, list[Draft], list]:
    """The same answer for a selection, a draft each. Gives the name of the bulk, its drafts, and what was left alone.

    What already has a draft keeps it.
    """
    bulk, abouts = new_public_id(), list(abouts)
    hold(abouts)
    drafted = open_drafts(abouts)
    left = [about for about in abouts if key(about) in drafted]
    made = [
        Draft(process_id=about.process_id, bulk=bulk, written_by=by, **about_fields(about), **said)
        for about in abouts
        if key(about) not in drafted
    ]
    return bulk, Draft.objects.bulk_create(made, batch_size=CHUNK), left


@transaction.atomic
def undo_bulk(process: Process, bulk: str) -> tuple[int, int]:
    """Take a bulk answer of this process back, before it is published. Gives how many are gone, and how many stay:
    those published, and those someone wrote again since.
    """
    if not bulk:
        return 0, 0
    drafts = Draft.objects.select_for_update().filter(process=process, bulk=bulk).order_by("pk")
    untouched = [draft.pk for draft in drafts if draft.version == 1 and not draft.published_at]
    kept = len(drafts) - len(untouched)
    for keys in chunks(untouched):
        Draft.objects.filter(pk__in=keys).delete()
    return len(untouched), kept


def lacks(draft: Draft, *, office: bool = True) -> list[str]:
    """What an answer lacks before it can be checked, in sentences. office: whether who writes can choose it."""
    found = []
    if block := ask("L10", draft.process, status=draft.status, reason=draft.reason, place=draft.place):
        found.append(str(block.sentence))
        if len(draft.reason.strip()) < LEAST:
            words = _("The reason must be %(least)d characters or more; it has %(typed)d.")
            found.append(words % {"least": LEAST, "typed": len(draft.reason.strip())})
    if not draft.status:
        found.append(_("Choose what becomes of it."))
    elif draft.status == Answer.Status.NOT_KEPT and not draft.ground:
        found.append(_("Choose the ground on which it is not kept."))
    elif draft.status in PLACE and not draft.place:
        found.append(str(PLACE[Answer.Status(draft.status)]))
    if office and not draft.office:
        found.append(_("Choose the office that answers."))
    return found


def _locked(read: Mapping[int, int]) -> list[Draft]:
    """Drafts as they stand, of the versions someone read, by their keys. Raises Overtaken, Refused for one that was
    taken back, Blocked (L11) for one that is public.
    """
    rows = Draft.objects.select_for_update().order_by("pk")
    found = [draft for keys in chunks(read) for draft in rows.filter(pk__in=keys)]
    if len(found) < len(read):
        raise Refused(_("What you were reading was taken back meanwhile: read what is left."))
    prefetch_related_objects(found, "office", "process__pact")
    for draft in found:
        if draft.published_at:
            refuse("L11", draft.process, published=True)
        if draft.version != read[draft.pk]:
            raise Overtaken(draft)
    return found


def _write(drafts: list[Draft], **fields) -> None:
    for draft in drafts:
        for name, value in fields.items():
            setattr(draft, name, value)
    for keys in chunks(draft.pk for draft in drafts):
        Draft.objects.filter(pk__in=keys).update(**fields)


def check(draft: Draft, *, by: Person, seen: int) -> Draft:
    """A second pair of eyes. Raises Blocked (L10) when its motive is missing, Refused for who wrote it."""
    return _check({draft.pk: seen}, by)[0]


@transaction.atomic
def _check(read: Mapping[int, int], by: Person) -> list[Draft]:
    found = _locked(read)
    waiting = [draft for draft in found if draft.state == Draft.State.DRAFTED]
    for draft in waiting:
        refuse("L10", draft.process, status=draft.status, reason=draft.reason, place=draft.place)
        if missing := lacks(draft):
            raise Refused(" ".join(missing))
        if draft.written_by_id == by.pk:
            raise Refused(_("You wrote this answer: someone else reads it before it is signed."))
    _write(waiting, state=Draft.State.CHECKED, checked_by=by, checked_at=database_now(), remark="")
    return found


def together(draft: Draft) -> QuerySet[Draft]:
    """The drafts of the same bulk that say the same and stand at the same point, this one first."""
    same = {field: getattr(draft, field) for field in SAID}
    if not draft.bulk or draft.published_at:
        return Draft.objects.filter(pk=draft.pk)
    rows = Draft.objects.filter(
        bulk=draft.bulk, state=draft.state, process=draft.process_id, remark=draft.remark, **same
    )
    return rows.order_by(Case(When(pk=draft.pk, then=0), default=1), "pk")


def check_together(draft: Draft, *, by: Person, seen: int) -> list[Draft]:
    """A second pair of eyes for a text that answers several: all its drafts, or none. Raises as check does."""
    return _check({**dict(together(draft).values_list("pk", "version")), draft.pk: seen}, by)


@transaction.atomic
def send_back(draft: Draft, *, seen: int, remark: str) -> Draft:
    """Back to who writes, with what to change."""
    (draft,) = _locked({draft.pk: seen})
    draft.state, draft.remark = Draft.State.DRAFTED, remark
    draft.checked_by = draft.checked_at = draft.signer = draft.signed_at = draft.batch = None
    draft.save()
    return draft


@transaction.atomic
def sign(drafts: Iterable[tuple[Draft, int]], *, by: Person, signed_by: str) -> list[Draft]:
    """drafts: each with the version that was read. All or none. signed_by: name and function, as everyone reads them;
    what a deputy signs says so instead, with the act of delegation.

    Raises Refused for one that nobody checked, and for one that someone else signs.
    """
    found, day = _locked({draft.pk: seen for draft, seen in drafts}), today()
    words: dict[tuple, str] = {}  # written alike under what one office says in one language
    by_words: dict[str, list[Draft]] = defaultdict(list)
    for draft in found:
        if draft.state == Draft.State.DRAFTED:
            refuse("L10", draft.process, status=draft.status, reason=draft.reason, place=draft.place)
            raise Refused(_("Nobody has checked this answer yet: someone other than its author reads it first."))
        if draft.state == Draft.State.CHECKED:
            alike = draft.process_id, draft.office_id, draft.language
            if alike not in words:
                words[alike] = signature_of(draft, by, day, signed_by)
            by_words[words[alike]].append(draft)
    for written, some in by_words.items():
        _write(some, state=Draft.State.SIGNED, signer=by, signed_at=database_now(), signed_by=written)
    return found


def signature_of(draft: Draft, by: Person, day: date, signed_by: str) -> str:
    """What is written under the answer. Raises Refused when it is not theirs to sign."""
    right = authority.over(draft.office, by, day, process=draft.process, lock=True) if draft.office else None
    if right is None:
        raise Refused(
            _("“%(office)s” answers this one: its holder signs, or a deputy they named.") % {"office": draft.office}
        )
    if right.deputy:
        return right.deputy.signature(draft.language)
    if not signed_by:
        raise Refused(_("Say who signs: your name and your function."))
    return signed_by
