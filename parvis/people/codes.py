"""Codes sent by e-mail: eight digits, ten minutes, five tries, one use, one browser."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from parvis.ledger.clock import database_now

from . import limits
from .keys import digest
from .models import Code, Person

DIGITS = 8
LIFETIME = timedelta(minutes=10)
TRIES = 5
PER_BROWSER = 10  # codes an hour
PER_ADDRESS_HERE = 5  # asked from one network: who asks elsewhere for somebody else’s address keeps them from nothing
PER_ADDRESS = 30  # besides the first one of each network
SHARE_OF_A_NETWORK = 10  # one part in ten of what the whole instance may still send
IN_ALL = "code"  # counts every code of the instance: see parvis.site.health


class TooManyCodes(Exception):
    """Too many codes were asked for within the hour: by this browser, for this address, from this network or by all."""


@dataclass(frozen=True)
class Answer:
    """What became of a code that was typed: `code` when it was right, else the number of tries left."""

    code: Code | None = None
    tries_left: int = 0


def make(
    *, purpose: str, address: str, browser: str, network: str = "", person: Person | None = None
) -> tuple[Code, str]:
    """A new code, and its digits. The former ones of this browser are dead.

    browser: a random value only this browser holds. network: see limits.network. Whether the address has an account
    plays no part here, so that nobody learns it from the answer or from the time it takes. Raises TooManyCodes; then
    nothing changes, and the last code still works.
    """
    address, owner = Person.objects.normalise(address), digest("browser", browser)
    if not may_send(address, owner, network):
        raise TooManyCodes
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    Code.objects.filter(browser=owner, used_at=None).update(used_at=Now())
    code = Code(purpose=purpose, address=address, person=person, browser=owner)
    code.digest = sealed(code, digits)
    code.expires_at = database_now() + LIFETIME
    code.save()
    return code, digits


def may_send(address: str, owner: str, network: str) -> bool:
    """Count one more code, from the narrowest limit to the widest: what a narrow one stops uses up no wider one.

    Nobody keeps another out: whatever was asked elsewhere for an address, a network that did not ask yet within the
    hour gets its first code; and a network gets a share of what the others left, so that a few never leave nothing.
    """
    left = settings.PARVIS_CODES_PER_HOUR - limits.spent(IN_ALL, seconds=limits.HOUR)
    here, anywhere = f"code:address:{address}:{network}", f"code:address:{address}"
    first_here = not limits.spent(here, seconds=limits.HOUR)
    return (
        limits.spend(f"code:browser:{owner}", at_most=PER_BROWSER, seconds=limits.HOUR)
        and limits.spend(here, at_most=PER_ADDRESS_HERE, seconds=limits.HOUR)
        and (limits.spend(anywhere, at_most=PER_ADDRESS, seconds=limits.HOUR) or first_here)
        and limits.spend(f"code:network:{network}", at_most=-(-left // SHARE_OF_A_NETWORK), seconds=limits.HOUR)
        and limits.spend(IN_ALL, at_most=settings.PARVIS_CODES_PER_HOUR, seconds=limits.HOUR)
    )


def still_works(*, public_id: str, browser: str) -> bool:
    return living(public_id, browser).exists()


def living(public_id: str, browser: str):
    """The code, when it can still be tried in this browser."""
    mine = Code.objects.filter(public_id=public_id, browser=digest("browser", browser), used_at=None)
    return mine.filter(tries__lt=TRIES, expires_at__gt=Now())


def give_back(*, public_id: str, browser: str, typed: str) -> Answer:
    """Try what a person typed. A try is counted, in one conditional UPDATE, before anything is compared."""
    if not living(public_id, browser).update(tries=F("tries") + 1):
        return Answer()
    mine = Code.objects.filter(public_id=public_id, used_at=None)
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
