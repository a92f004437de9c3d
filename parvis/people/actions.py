"""Verbs on accounts, roles and organisations."""

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from parvis.ledger import actions as ledger

from . import identifiers
from .models import Organisation, Person, Role, RoleGrant


class AddressTaken(Exception):
    """Another account has this address."""


class LastOperator(Exception):
    """Without an operator nobody could name one from the pages."""


def arrive(*, address: str, language: str) -> Person:
    """The person whose mailbox gave a code back; the account is made now if there was none. Safe to call twice."""
    address = Person.objects.normalise(address)
    person = identifiers.known_by(identifiers.Kind.EMAIL, address)
    if person is None:
        try:
            with transaction.atomic():
                person = Person.objects.create_user(address, language=language)
        except IntegrityError:  # made meanwhile by another request
            person = Person.objects.get(email=address)
    Person.objects.filter(pk=person.pk, email=None).update(email=address)  # met on paper until now
    Person.objects.filter(pk=person.pk, confirmed_at=None).update(confirmed_at=Now())
    person.refresh_from_db(fields=["email", "confirmed_at"])
    return person


def change_address(*, person: Person, address: str) -> str:
    """Move an account to an address that gave its code back; other sessions end. Returns the former address.

    Raises AddressTaken.
    """
    former, person.email = person.email or "", Person.objects.normalise(address)
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:
        person.email = former
        raise AddressTaken
    identifiers.forget_address(person, former)
    person.end_sessions()
    return former


@transaction.atomic
def grant(*, person: Person, role: str, by: Person | None) -> bool:
    """Give a role. by: None from the command line. False when the person holds it already.

    Sessions end: what the person may do has changed, so they begin a new one.
    """
    try:
        with transaction.atomic():
            RoleGrant.objects.create(person=person, role=Role(role), granted_by=by)
    except IntegrityError:
        return False
    person.end_sessions()
    ledger.record("role.granted", body={"role": role, "by": "operator" if by else "command"})
    return True


@transaction.atomic
def revoke(*, person: Person, role: str, by: Person | None) -> bool:
    """Take a role back; the person’s sessions end at once. False when the person did not hold it.

    Raises LastOperator, except from the command line (by: None).
    """
    others = RoleGrant.objects.filter(role=Role.OPERATOR, revoked_at=None).exclude(person=person)
    if by and role == Role.OPERATOR and person.has_role(role) and not others.exists():
        raise LastOperator
    if not person.grants.filter(role=role, revoked_at=None).update(revoked_at=Now(), revoked_by=by):
        return False
    person.end_sessions()
    ledger.record("role.revoked", body={"role": role, "by": "operator" if by else "command"})
    return True


@transaction.atomic
def invite(*, address: str, role: str, by: Person | None, language: str) -> tuple[Person, bool]:
    """Give a role to whoever reads an address; an account is made if there was none, and dies unused after 7 days.

    The invitation holds no key: the person signs in by code as everyone does. Returns the person, and whether the
    role is new.
    """
    address = Person.objects.normalise(address)
    person = Person.objects.by_email(address) or Person.objects.create_user(address, language=language)
    return person, grant(person=person, role=role, by=by)


def declare_organisation(*, person: Person, name: str, represents: str, interests: str) -> Organisation:
    """Declare a body one may sign for, once a moderator has checked it."""
    return Organisation.objects.create(declared_by=person, name=name, represents=represents, interests=interests)
