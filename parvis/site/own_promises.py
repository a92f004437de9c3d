"""For the night: promises the site itself keeps, and those a petition makes when it has the support asked for."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.exchange.open_data import published_zip
from parvis.processes.kinds import Kind as Link
from parvis.processes.models import Phase, Process, Promise
from parvis.processes.promises import actions
from parvis.processes.promises.kinds import Promised
from parvis.ui.translated import Translated
from parvis.ui.words import number


def keep() -> int:
    """Once contributions are closed: each was acknowledged as it came, and their data is a file. Returns how many."""
    closed = {"process__phases__kind": Phase.Kind.CONTRIBUTIONS, "process__phases__closes_at__lte": Now()}
    closed |= {"process__phases__awaits_reply": False}
    kept = 0
    for promise in Promise.objects.public().owed().automatic().filter(**closed).select_related("process", "office"):
        verb = _acknowledged if promise.kind == Promised.ACKNOWLEDGE else _open
        kept += verb(promise)
    return kept


def _acknowledged(promise: Promise) -> bool:
    received = Contribution.objects.said().filter(process=promise.process).exclude(kind=Kind.ARTICLE).count()
    actions.keep(
        promise,
        kept_on=promise.due_on,
        evidence=_in_every_language(
            lambda: (
                ngettext(
                    "%(n)s contribution received, which can be followed since it was recorded.",
                    "%(n)s contributions received, each of which can be followed since it was recorded.",
                    received,
                )
                % {"n": number(received)}
            )
        ),
        evidence_url=_address("contributions:list", promise.process.slug),
    )
    return True


def _open(promise: Promise) -> bool:
    file = published_zip(promise.process.slug)
    if not file.is_file():
        return False
    written = datetime.fromtimestamp(file.stat().st_mtime, ZoneInfo(settings.PARVIS_TIME_ZONE)).date()
    words = _in_every_language(lambda: translation.gettext("Everything public is in one file, made anew every night."))
    actions.keep(promise, kept_on=written, evidence=words, evidence_url=_address("exchange:data"))
    return True


def owe_from_thresholds() -> int:
    """Answers owed by petitions that have the support their pact asks for. Returns how many promises were made."""
    waiting = Process.objects.published().filter(pact__link=Link.PETITION, pact__answer_threshold__gt=0)
    made = 0
    for process in waiting.exclude(promises__kind=Promised.ANSWERS).select_related("pact", "office"):
        supported = Contribution.objects.visible().filter(process=process, agree__gte=process.pact.answer_threshold)
        if supported.exclude(kind=Kind.ARTICLE).exists():
            made += len(actions.make_from_threshold(process, reached=actions.today()))
    return made


def _in_every_language(words) -> Translated:
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = words()
    return Translated(said)


def _address(name: str, *args) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.PARVIS_ORIGIN}{reverse(name, args=args)}"
