"""Naming a deputy and taking the delegation back. Both are public."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.people.models import Person
from parvis.processes.blocks import Forbidden
from parvis.processes.models import Office
from parvis.processes.promises.actions import today
from parvis.ui import page_cache

from .models import Deputy

SAID = "name act_number since until answers pacts".split()


@transaction.atomic
def name_deputy(office: Office, *, holder: Person, person: Person, **said) -> Deputy:
    """said: name, act_number, since, until, answers, pacts. The same said twice is said once.

    Raises Forbidden for who does not hold the office themselves: a deputy names nobody.
    """
    Office.objects.select_for_update().get(pk=office.pk)
    if not office.holders.on(today()).filter(person=holder).exists():
        raise Forbidden(_("Only who holds the office names a deputy: a deputy cannot name another."))
    if person.pk == holder.pk:
        raise Forbidden(_("You sign in your own name: name someone else."))
    if said["until"] < today():
        raise Forbidden(_("The last day has passed: choose today or a later one."))
    same = {"office": office, "holder": holder, "person": person, "revoked_at": None, **said}
    if found := Deputy.objects.filter(**same).first():
        return found
    deputy = Deputy.objects.create(**same)
    _record("deputy.named", deputy)
    return deputy


@transaction.atomic
def revoke(deputy: Deputy) -> None:
    """From now on they sign nothing more; what they signed stays signed. Twice is once."""
    if Deputy.objects.filter(pk=deputy.pk, revoked_at=None).update(revoked_at=Now()):
        _record("deputy.revoked", deputy)


def _record(act: str, deputy: Deputy) -> None:
    told = {field: _plain(getattr(deputy, field)) for field in SAID}
    ledger.record(act, object=deputy.public_id, body={"office": deputy.office.slug, **told})
    page_cache.bump(page_cache.EVERYTHING)


def _plain(value):
    return value.isoformat() if isinstance(value, date) else int(value) if isinstance(value, bool) else value
