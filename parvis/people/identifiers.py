"""People known by what they wrote on paper or said at a counter: the same person by every door.

Only a keyed digest is kept. An e-mail address that has no account yet is kept this way too; when its owner signs in
with it one day, the account is theirs.
"""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .keys import digest
from .models import Identifier, Person

Kind = Identifier.Kind
PHONE = re.compile(r"\+?[\d\s().\-\u00a0\u202f]+")


def read(typed: str) -> tuple[str, str]:
    """(kind, value in the one form it is compared in). Raises ValidationError, which says how to fix it.

    An @ makes it an e-mail address, a + or a 0 before at least nine digits a telephone number, anything else a number
    in the register.
    """
    typed = typed.strip()
    if "@" in typed:
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(_("Type a whole e-mail address, like name@example.org."))
        return Kind.EMAIL, Person.objects.normalise(typed)
    digits = "".join(str(int(letter)) for letter in typed if letter.isdecimal())
    if typed.startswith(("+", "0")) and PHONE.fullmatch(typed) and len(digits) >= 9:
        return Kind.PHONE, phone(typed, digits)
    number = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(number) < 3 or not digits:
        raise ValidationError(
            _("Type a whole e-mail address, a telephone number with all its digits, or a register number.")
        )
    return Kind.REGISTER, number


def phone(typed: str, digits: str) -> str:
    """The number with the code of its country; one that begins with a single 0 is of the country of the instance."""
    if typed.startswith("+"):
        country = settings.PARVIS_PHONE_PREFIX
        home = country + "0"  # "+33 (0)6…": the zero is not dialled from abroad
        return f"+{country}{digits.removeprefix(home)}" if digits.startswith(home) else f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+{settings.PARVIS_PHONE_PREFIX}{digits.removeprefix('0')}"


def known_by(kind: str, value: str) -> Person | None:
    """The person who has this identifier, in the form read() gives."""
    if kind == Kind.EMAIL and (person := Person.objects.by_email(value)):
        return person
    return Person.objects.filter(identifiers__kind=kind, identifiers__digest=_digest(kind, value)).first()


def find_or_make(kind: str, value: str, *, language: str) -> Person:
    """The person who has this identifier; made now, without an account, when nobody had it. Safe to call twice."""
    if person := known_by(kind, value):
        return person
    try:
        with transaction.atomic():
            person = Person(language=language)
            person.set_unusable_password()
            person.save()
            Identifier.objects.create(person=person, kind=kind, digest=_digest(kind, value))
            return person
    except IntegrityError:  # made meanwhile by another clerk
        return Person.objects.get(identifiers__kind=kind, identifiers__digest=_digest(kind, value))


def give(person: Person, kind: str, value: str) -> None:
    """Know a person by one more identifier; nothing when somebody has it already."""
    row = Identifier(person=person, kind=kind, digest=_digest(kind, value))
    Identifier.objects.bulk_create([row], ignore_conflicts=True)


def other_addresses(person: Person) -> QuerySet[Identifier]:
    """Addresses that open the account of a person beside its own: known by their digests only."""
    return person.identifiers.filter(kind=Kind.EMAIL).exclude(digest=_digest(Kind.EMAIL, person.email or ""))


def forget_address(person: Person, address: str) -> None:
    person.identifiers.filter(kind=Kind.EMAIL, digest=_digest(Kind.EMAIL, address)).delete()


def _digest(kind: str, value: str) -> str:
    return digest("identifier", f"{kind}:{value}")
