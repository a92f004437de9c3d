"""A modification somebody wrote, and people who sign it with them."""

from parvis.coauthors import actions
from parvis.coauthors.models import CoSignature
from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from parvis.people.models import Person
from tests.factories import make_person, make_process
from tests.texts import versions


def make_modification(author: Person | None = None, **fields) -> Contribution:
    """Of an article, in a process that is open; signature: of its author."""
    signature = fields.pop("signature", "Aïcha Morvan")
    bill = versions.make_text(make_process(**fields))
    return versions.amend(
        bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", author=author or make_person(), signature=signature
    )


def sign(contribution: Contribution, name: str = "Luc Tanguy", person: Person | None = None) -> CoSignature:
    return actions.sign(
        contribution=contribution,
        person=person or make_person(),
        signature=name,
        version=actions.current_version(contribution),
        consent=True,
    )


def make_joint(author: Person | None = None, signer: Person | None = None, **fields) -> dict[str, str]:
    """A modification two people signed with its author, one of them under no name; another whose words changed since.

    Returns their public ids, and the tokens of a link to each: the first is open, the second is closed.
    """
    author = author or make_person()
    one = make_modification(author, **fields)
    sign(one, person=signer)
    sign(one, "")
    other = versions.amend(one.process.bill, "2", "Un arrêté", "Un décret", "Un arrêté", author=author)
    closed = actions.invite(other)
    sign(other, person=signer)
    actions.close(other)
    contributions.edit(other, reason="Le décret viendrait trop tard.")
    return {
        "joint": one.public_id,
        "to_sign_together": actions.invite(one),
        "joint_changed": other.public_id,
        "no_longer_signed": closed,
    }
