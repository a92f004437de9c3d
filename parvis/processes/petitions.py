"""A petition is looked at before its support is collected: is it admissible, and if not, on which ground?"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from . import actions, stages
from .blocks import Forbidden, refuse
from .models import Admissibility, Phase, Process
from .pacts import days_after
from .promises import actions as promises
from .promises import offices
from .promises.kinds import Promised

SAID = ("admissible", "ground", "competent", "forwarded", "reason", "signed_by")


@transaction.atomic
def reply(process: Process, *, admissible: bool, signed_by: str, reason: Translated | None = None, **more):
    """Publish whether a petition is admissible. Its collection of support opens, or the petition ends there.

    more, of one that is not: ground, competent (who is, needed outside the powers of the authority), forwarded.
    The same reply again changes nothing. Raises Blocked (L10) for a refusal without its motive, Forbidden when no
    reply is awaited, or another one is public.
    """
    now = Process.objects.select_for_update().get(pk=process.pk)  # it may have been stopped meanwhile
    nothing = {"ground": "", "competent": Translated(), "forwarded": False}
    said = {"admissible": admissible, "signed_by": signed_by, "reason": reason or Translated()}
    said |= nothing if admissible else nothing | more
    if former := Admissibility.objects.filter(process=process).first():
        if any(getattr(former, name) != said[name] for name in SAID):
            raise Forbidden(_("This petition has its reply: it is public, and does not change."))
        return former
    collection = process.phases.awaiting_reply().first()
    if collection is None or now.stopped_at or not now.published_at:
        raise Forbidden(_("No reply on admissibility is awaited here."))
    if not admissible:
        _motivated(process, said)
    office = offices.of(process)
    made = Admissibility.objects.create(process=process, office=office, replied_on=promises.today(), **said)
    act = "petition.admitted" if admissible else "petition.refused"
    ledger.record(act, process=process.public_id, body=content(made))
    promises.kept(process, Promised.ADMISSIBILITY, evidence=verdict(made), evidence_url=address(process))
    if admissible:
        _open(collection)
    else:
        _end(made)
    page_cache.bump(process.slug)
    return made


def _motivated(process: Process, said: dict[str, Any]) -> None:
    texts = [text for text in said["reason"].values() if text] or [""]
    refuse("L10", process, status=said["ground"], reason=min(texts, key=len))
    if said["ground"] == Admissibility.Ground.OUTSIDE_POWERS and not said["competent"]:
        raise Forbidden(_("Name who is competent: people know then where to carry their petition."))


def _open(collection: Any) -> None:
    """It opens on the day announced; after a late reply it opens now, and lasts as long as was announced."""
    collection.awaits_reply = False
    collection.save(update_fields=["awaits_reply"])
    late = database_now() - collection.opens_at
    if late > timedelta():
        closes_at = days_after(collection.closes_at, late.days + 1)
        notice = in_every_language(
            lambda: _("The reply on admissibility came after the day announced: support is collected for as long.")
        )
        actions.extend_phase(collection, closes_at=closes_at, notice=notice)
        Phase.objects.filter(pk=collection.pk).update(opens_at=Now())


def _end(made: Admissibility) -> None:
    """Nothing is collected: what was promised of it has no object any more."""
    process = made.process
    told, where = verdict(made), address(process)
    for promise in process.promises.owed().exclude(kind="").select_related("process", "office"):
        promises.moot(promise, moot_on=made.replied_on, evidence=told, evidence_url=where)
    with translation.override(process.language):
        actions.stop_process(process, reason=str(told))


def verdict(made: Admissibility) -> Translated:
    """In one sentence."""
    if made.admissible:
        return in_every_language(lambda: _("The petition is admissible."))
    return in_every_language(
        lambda: _("The petition is not admissible: %(ground)s.") % {"ground": _lower(made.get_ground_display())}
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def in_every_language(words) -> Translated:
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = words()
    return Translated(said)


def address(process: Process) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.PARVIS_ORIGIN}{reverse('site:process', args=[process.slug])}#admissibility"


def content(made: Admissibility) -> dict:
    """As files and the public record tell it."""
    return {
        "admissible": int(made.admissible),
        "ground": made.ground,
        "competent": dict(made.competent),
        "forwarded": int(made.forwarded),
        "reason": dict(made.reason),
        "office": made.office.slug,
        "signed_by": made.signed_by,
        "replied_on": made.replied_on.isoformat(),
    }


def told(process: Process, phases: dict[str, Phase], listed: list) -> dict | None:
    """What admissibility_told.html draws, None for what is no petition, or was stopped before its reply.

    process: with its clock; listed: its promises, as promises.words tells. A day announced and past is not told.
    In what is returned, verdict: of a refusal, in one sentence.
    """
    reply = getattr(process, "admissibility", None)
    asked = phases.get(Phase.Kind.CONTRIBUTIONS)
    if reply is None and (process.stopped_at or not stages.waits(asked)):
        return None
    owed = next((one for one in listed if one.promise.kind == Promised.ADMISSIBILITY), None)
    to_come = asked and asked.opens_at and asked.opens_at > process.now
    return {
        "reply": reply,
        "verdict": verdict(reply) if reply is not None and not reply.admissible else None,
        "owed": owed,
        "opens_at": asked.opens_at if asked and to_come else None,
    }


def only_by_a_reply(process: Process) -> None:
    if not Admissibility.objects.filter(process=process).exists():
        raise Forbidden(_("Publish the reply itself: it keeps this promise, and says to all whether it is admissible."))


promises.GUARDS[Promised.ADMISSIBILITY] = only_by_a_reply
