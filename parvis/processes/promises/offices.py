"""Offices owe, people hold them: who does now, who did, and passing on."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.people.models import Person
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from .. import stages
from ..blocks import Forbidden
from ..models import Office, OfficeHolder, Process


def named(name: Translated) -> Office:
    """The office of this name, made when it is new."""
    slug = slugify(str(name.get("fr") or name))[:80] or "office"
    return Office.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def of(process: Process) -> Office:
    """The office whose pact it is: the body that decides, else the function. Its first holder is the decider."""
    pact = process.pact
    if process.office is None:
        process.office = named(
            pact.decider_body or pact.decider_function or Translated({process.language: pact.decider_name})
        )
        process.save(update_fields=["office"])
    if pact.decider_name and not process.office.holders.exists():
        since = pact.signed_on or stages.today(database_now())
        OfficeHolder.objects.create(office=process.office, name=pact.decider_name, since=since)
    return process.office


@transaction.atomic
def hand_over(office: Office, *, name: str, since: date, person: Person | None = None) -> OfficeHolder:
    """Someone holds the office from this day on, and inherits all it owes; twice changes nothing. Raises Forbidden."""
    Office.objects.select_for_update().get(pk=office.pk)
    present = office.holders.filter(until=None).first()
    if present and (present.name, present.since) == (name, since):
        if present.person != person:
            present.person = person
            present.save(update_fields=["person"])
        return present
    if present and since < present.since:
        raise Forbidden(_("The day comes after the one the present holder began."))
    office.holders.filter(until=None).update(until=since)
    following = OfficeHolder.objects.create(office=office, name=name, since=since, person=person)
    body = {"office": dict(office.name), "name": name, "since": since.isoformat()}
    ledger.record("office.handed_over", object=office.slug, body=body)
    page_cache.bump(page_cache.EVERYTHING)
    return following
