"""Codes sent by e-mail: eight digits, ten minutes, five tries, one use, one browser."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

from django.db.models import F
from django.db.models.functions import Now

from parvis.ledger.clock import database_now

from . import limits
from .keys import digest
from .models import Code, Person

DIGITS = 8
LIFETIME = timedelta(minutes=10)
TRIES = 5
HOUR = 3600
PER_ADDRESS = 10  # codes an hour
PER_BROWSER = 5


class TooManyCodes(Exception):
    """This address or this browser asked for too many codes in the hour."""


@dataclass(frozen=True)
class Answer:
    """What became of a code that was typed: `code` when it was right, else the number of tries left."""

    code: Code | None = None
    tries_left: int = 0


def make(*, purpose: str, address: str, browser: str, person: Person | None = None) -> tuple[Code, str]:
    """A new code, and its digits. The former ones of this browser are dead.

    browser: a random value only this browser holds. Whether the address has an account plays no part here, so that
    nobody learns it from the answer or from the time it takes. Raises TooManyCodes.
    """
    address, owner = Person.objects.normalise(address), digest("browser", browser)
    if not limits.spend(f"code:browser:{owner}", at_most=PER_BROWSER, seconds=HOUR) or not limits.spend(
        f"code:address:{address}", at_most=PER_ADDRESS, seconds=HOUR
    ):
        raise TooManyCodes
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    Code.objects.filter(browser=owner, used_at=None).update(used_at=Now())
    code = Code(purpose=purpose, address=address, person=person, browser=owner)
    code.digest = sealed(code, digits)
    code.expires_at = database_now() + LIFETIME
    code.save()
    return code, digits


def give_back(*, public_id: str, browser: str, typed: str) -> Answer:
    """Try what a person typed. A try is counted, in one conditional UPDATE, before anything is compared."""
    mine = Code.objects.filter(public_id=public_id, browser=digest("browser", browser), used_at=None)
    if not mine.filter(tries__lt=TRIES, expires_at__gt=Now()).update(tries=F("tries") + 1):
        return Answer()
    code = mine.first()
    if code is None:  # used meanwhile
        return Answer()
    if not compare_digest(code.digest, sealed(code, tidy(typed))):
        return Answer(tries_left=TRIES - code.tries)
    return Answer(code=code) if mine.update(used_at=Now()) else Answer()


def tidy(typed: str) -> str:
    """The digits of what was typed, whatever the keyboard and the spaces."""
    return "".join(str(int(letter)) for letter in typed[:60] if letter.isdecimal())


def written(digits: str) -> str:
    """A code as it is shown: two groups of four."""
    return f"{digits[:4]} {digits[4:]}"


def sealed(code: Code, digits: str) -> str:
    return digest("code", f"{code.public_id}:{digits}")
