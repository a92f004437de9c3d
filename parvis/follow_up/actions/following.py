"""Commitments kept in a decision: what is done of them, what proves it, the report every six months."""

from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from parvis.processes.blocks import Forbidden
from parvis.processes.models import Process
from parvis.processes.promises import actions as promises
from parvis.processes.promises.kinds import Promised

from .. import facts
from ..files import Checked
from ..models import Evidence, Milestone, Report
from .record import record


@transaction.atomic
def add_milestone(process: Process, **said) -> Milestone:
    """said: title, office, due_on, node. The same announced twice is one."""
    Process.objects.select_for_update().get(pk=process.pk)
    for former in process.milestones.filter(office=said["office"], due_on=said["due_on"], node=said.get("node")):
        if former.title == said["title"]:
            return former
    milestone = Milestone.objects.create(process=process, **said)
    record("milestone.announced", process, milestone.public_id, **said)
    return milestone


def _open(milestone: Milestone) -> Milestone:
    """Locked, as it stands now. Raises Forbidden once it is given up."""
    milestone.refresh_from_db(from_queryset=Milestone.objects.select_for_update(of=("self",)).select_related("process"))
    if milestone.given_up_on:
        raise Forbidden(_("This commitment was given up, with its reason: announce another one."))
    return milestone


@transaction.atomic
def mark_done(milestone: Milestone, *, done_on: date) -> None:
    """Once done, it stays so."""
    if _open(milestone).done_on:
        return
    milestone.done_on = done_on
    milestone.save(update_fields=["done_on"])
    record("milestone.done", milestone.process, milestone.public_id, done_on=done_on)


@transaction.atomic
def give_up(milestone: Milestone, *, motive, given_up_on: date) -> None:
    """Raises Forbidden when it is done."""
    if _open(milestone).done_on:
        raise Forbidden(_("This commitment is done: it can no longer be given up."))
    milestone.given_up_on, milestone.motive = given_up_on, motive
    milestone.save(update_fields=["given_up_on", "motive"])
    record("milestone.given_up", milestone.process, milestone.public_id, motive=motive, given_up_on=given_up_on)


@transaction.atomic
def say_progress(milestone: Milestone, *, percent: int, basis) -> None:
    """How far it is, 0 to 100, with what it is a percentage of. Raises Forbidden when there is nothing left to do."""
    if _open(milestone).done_on:
        raise Forbidden(_("This commitment is done: there is no progress left to tell."))
    if (milestone.percent, milestone.percent_basis) == (percent, basis):
        return
    milestone.percent, milestone.percent_basis = percent, basis
    milestone.save(update_fields=["percent", "percent_basis"])
    record("milestone.progressed", milestone.process, milestone.public_id, percent=percent, basis=basis)


@transaction.atomic
def add_evidence(milestone: Milestone, *, file: Checked | None = None, **said) -> Evidence:
    """said: kind, words, and value, unit, source of a figure, latitude, longitude of a place."""
    evidence = Evidence(milestone=milestone, **said)
    if file:
        evidence.width, evidence.height = file.width, file.height
        evidence.file.save(f"file.{file.extension}", ContentFile(file.content), save=False)
    evidence.save()
    body = {"kind": evidence.kind, "words": evidence.words}
    body |= {"value": evidence.value, "unit": evidence.unit, "source": evidence.source}
    body |= {"fingerprint": file.fingerprint} if file else {}
    body |= (
        {"latitude": str(evidence.latitude), "longitude": str(evidence.longitude)}
        if evidence.kind == Evidence.Kind.PLACE
        else {}
    )
    record("milestone.evidence", milestone.process, milestone.public_id, **body)
    return evidence


@transaction.atomic
def report(process: Process, *, words, signed_by: str, reported_on: date | None = None) -> Report:
    """Report on all commitments; the promise of a report is kept, and the next one made while something is left."""
    Process.objects.select_for_update().get(pk=process.pk)
    last = process.follow_up_reports.first()
    if last and (last.words, last.signed_by) == (words, signed_by):
        return last
    number = (process.follow_up_reports.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Report.objects.create(
        process=process, number=number, words=words, signed_by=signed_by, reported_on=reported_on or facts.today()
    )
    record("milestone.reported", process, "", number=number, words=words, signed_by=signed_by)
    promises.kept(
        process,
        Promised.FOLLOW_UP,
        evidence=words,
        kept_on=made.reported_on,
        last=not facts.pending(process),
    )
    return made
