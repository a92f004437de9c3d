"""Authenticator applications outside a page: for demonstration accounts and tests."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt

from .models import Person


def set_up_totp(person: Person, secret: str) -> None:
    """Tie an authenticator application to an account. secret: base32."""
    TOTP.activate(person, secret)


def current_code(person: Person) -> str:
    """The six digits the person’s application shows now, "" when there is none. For demonstrations only."""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if found is None:
        return ""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(decrypt(found.data["secret"]), now))
