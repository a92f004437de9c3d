"""Telling people. Mail leaves from a task: it waits when the mail server is down, and is never sent twice."""

from parvis.contributions.models import Contribution
from parvis.people.models import Person

from .tasks import deliver, tell_author_of


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
