"""A rehearsal with a row of every kind that rehearsing makes."""

from parvis.contributions.models import Contribution
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.rehearsal import actions
from parvis.synthesis import actions as synthesis
from tests.answer_desk.making import make_answers


def make_rehearsal(process: Process, *people: Person, invented: int = 20) -> Process:
    return actions.open_rehearsal(process, people=people, invented=invented)


def rehearse(rehearsal: Process, person: Person, *, service: str) -> dict[str, str]:
    """Gathered, written, published, answered: public ids of what came of it, and the token of a service."""
    actions.gather(rehearsal, by=person)
    node = rehearsal.nodes.filter(attachments__isnull=False).first()
    said = Contribution.objects.filter(process=rehearsal, attachments__node=node).first()
    synthesis.write(
        node=node, body=f"On le dit [#{said.public_id[:8]}].", author=person, author_name=person.display_name
    )
    synthesis.publish(rehearsal, by=person)
    found = make_answers(rehearsal, said, node.public_id, service=service)
    return {"node": node.public_id, "contribution": said.public_id, **found}
