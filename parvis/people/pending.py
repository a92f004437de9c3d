"""What a browser is waiting for: the code sent last, kept in its session until it is given back."""

import secrets

from django.conf import settings
from django.utils.translation import get_language

from . import codes, limits, mail
from .models import Code, Person

MAILS: dict[str, str] = {
    Code.Purpose.SIGN_IN: "people/mail/code",
    Code.Purpose.CHANGE_EMAIL: "people/mail/new_address",
    Code.Purpose.CONFIRM: "people/mail/confirm",
    Code.Purpose.JOIN: "people/mail/join",
}


def ask(request, *, purpose: str, address: str, person: Person | None = None) -> None:
    """Send a code and remember it. Raises codes.TooManyCodes, mail.MailNotSent."""
    browser = request.session.setdefault("browser", secrets.token_urlsafe(32))
    network = limits.network(request)
    code, digits = codes.make(purpose=purpose, address=address, browser=browser, network=network, person=person)
    written = codes.written(digits)
    mail.send(MAILS[purpose], to=code.address, language=get_language(), context={"code": written})
    request.session["code"] = {
        "id": code.public_id,
        "purpose": purpose,
        "address": code.address,
        "shown": written if settings.PARVIS_DEMO else "",
    }


def awaited(request, purpose: str) -> dict | None:
    """The code this browser waits for: id, purpose, address, shown (in a demonstration only)."""
    waiting = request.session.get("code")
    return waiting if waiting and waiting["purpose"] == purpose else None


def holds_a_code(request, *, purpose: str, address: str) -> bool:
    """The last code this browser was sent, to this address, still works."""
    waiting, browser = awaited(request, purpose), request.session.get("browser", "")
    if waiting is None or waiting["address"] != Person.objects.normalise(address):
        return False
    return codes.still_works(public_id=waiting["id"], browser=browser)


def give_back(request, purpose: str, typed: str) -> codes.Answer:
    waiting = awaited(request, purpose)
    if waiting is None:
        return codes.Answer()
    answer = codes.give_back(public_id=waiting["id"], browser=request.session.get("browser", ""), typed=typed)
    if answer.code:
        del request.session["code"]
    return answer
