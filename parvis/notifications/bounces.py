"""Letters that came back: delivery status notifications (RFC 3464), read with what Python knows of e-mail."""

import email
import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from pathlib import Path

from parvis.people.models import Person

from . import undeliverable

LARGEST = 1_000_000  # bytes of a notification; a longer one is not read


@dataclass(frozen=True)
class Bounce:
    """address: whom it was for; status: RFC 3463, "5.1.1"."""

    address: str
    status: str


@dataclass
class Counts:
    """read: notifications; marked: addresses no more letters go to; unknown: of nobody who has an account."""

    read: int = 0
    marked: int = 0
    unknown: int = 0


def take(messages: Iterator[bytes]) -> Counts:
    """Mark the addresses that failed for good. The same mailbox read twice changes nothing."""
    counts = Counts()
    for raw in messages:
        for bounce in failed_for_good(raw):
            counts.read += 1
            person = Person.objects.by_email(bounce.address)
            if person is None:
                counts.unknown += 1
            else:
                undeliverable.mark(person.pk, person.email or "", bounce.status)
                counts.marked += 1
    return counts


def failed_for_good(raw: bytes) -> list[Bounce]:
    """The recipients a notification says will never get the letter; nothing for any other message, nor for a delay."""
    if len(raw) > LARGEST:
        return []
    message = email.message_from_bytes(raw, policy=policy.compat32)
    found = []
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            found += [bounce for fields in blocks(part) if (bounce := hard(fields))]
    return found


def blocks(part: Message) -> list[Message]:
    """The first block is about the message, then one for each recipient."""
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def hard(fields: Message) -> Bounce | None:
    action, status = str(fields.get("Action", "")).strip().lower(), str(fields.get("Status", "")).split(" ")[0].strip()
    recipient = str(fields.get("Final-Recipient") or fields.get("Original-Recipient") or "")
    kind, _semicolon, address = recipient.partition(";")
    if action != "failed" or not status.startswith("5") or kind.strip().lower() != "rfc822" or "@" not in address:
        return None
    return Bounce(address.strip().strip("<>"), status)


def messages_in(path: Path) -> Iterator[bytes]:
    """Those of a maildir or of an mbox file."""
    box: mailbox.Mailbox = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
    for key in box.iterkeys():
        yield box.get_bytes(key)
