"""Telling people. Mail leaves from a task: it waits when the mail server is down, and is never sent twice."""

import json

from parvis.contributions.models import Contribution, Receipt
from parvis.people import keys
from parvis.people.models import Person

from .tasks import deliver, deliver_receipt, tell_author_of


def tell(person: Person, template: str, context: dict | None = None) -> None:
    """Write to a person, in their language, once the present transaction commits; nothing for who has no address.

    template: "notifications/mail/hidden", without its ending; context: text and numbers only, and never an opinion.
    """
    if person.email:
        deliver.enqueue(person.public_id, template, context or {})


def tell_author(contribution: Contribution, template: str, context: dict | None = None) -> None:
    """The same for the author of a contribution, found by the key of the process; nothing once it is destroyed."""
    if contribution.participant_id:
        tell_author_of.enqueue(contribution.public_id, template, context or {})


def send_receipt(person: Person, receipt: Receipt) -> None:
    """Write the code of a receipt to who earned it, once the present transaction commits.

    What waits is sealed: a dump that held both would tie a person to what they said, without the key of the process.
    """
    told = {"person": person.public_id, "code": receipt.code}
    deliver_receipt.enqueue(keys.seal(json.dumps(told).encode()).hex())
