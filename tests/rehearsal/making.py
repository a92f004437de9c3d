"""A rehearsal with a row of every kind that rehearsing makes."""

from datetime import timedelta

from parvis.contributions.models import Contribution
from parvis.follow_up import actions as follow_up
from parvis.people.models import Person
from parvis.processes.models import Office, Process
from parvis.rehearsal import actions
from parvis.synthesis import actions as synthesis
from parvis.synthesis.models import Node
from parvis.ui.translated import Translated
from tests.answer_desk.making import make_answers
from tests.factories import day_here


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
    milestone = decide(rehearsal, node)
    return {"node": node.public_id, "contribution": said.public_id, "milestone": milestone, **found}


def decide(rehearsal: Process, node: Node) -> str:
    """Decided, compared with the idea, followed up and reported: the public id of the commitment."""
    office = Office.objects.get_or_create(slug="rehearsed", defaults={"name": {"fr": "Les parcs", "en": "Parks"}})[0]
    day, words = day_here(), Translated(fr="Un plan pour rire", en="A plan for practice")
    decision = follow_up.publish_decision(
        rehearsal, office=office, title=words, url="https://example.org/", decided_on=day
    )
    follow_up.compare(decision, node, asked=node.title, decided=words, status="not_kept", place="")
    milestone = follow_up.add_milestone(rehearsal, office=office, title=words, due_on=day, node=node)
    follow_up.mark_done(milestone, done_on=day - timedelta(days=60))
    follow_up.report(rehearsal, words=words, signed_by="Claire Dumas")
    return milestone.public_id
