"""Rows of the answer desk, for the tests that visit every route."""

from datetime import timedelta

from django.utils import timezone

from parvis.answer_desk import actions
from parvis.answer_desk.models import Draft, PrivateLink, Service
from parvis.contributions.models import Contribution
from parvis.decisions.actions import publish_answer
from parvis.processes.models import Office, Process
from parvis.synthesis.models import Node
from tests.factories import day_here

REASON = "Le conseil vote ce passage dans son budget de juin : les travaux commencent le premier lundi de septembre."
SAID = {"status": "kept_fully", "reason": REASON, "place": "Budget, ligne 12", "language": "fr"}


def make_answers(process: Process, contribution: Contribution, node: str, *, service="La voirie") -> dict[str, str]:
    """An idea (public id) answered, a contribution with a draft, given to a service with its private link; what else
    stands under the idea has an answer that was checked.

    Returns the public ids of the answer and of the draft, the token of the link and that of a closed one.
    """
    office = Office.objects.get_or_create(slug="desk", defaults={"name": {"fr": "La voirie", "en": "Roads"}})[0]
    idea = Node.objects.get(public_id=node)
    answer = publish_answer(node=idea, office=office, signed_by="Camille Aubier", **SAID)
    draft = actions.save_draft(about=contribution, seen=0, office=office, **SAID)
    if other := idea.attachments.exclude(contribution=contribution).select_related("contribution__process").first():
        checked = actions.save_draft(about=other.contribution, seen=0, office=office, **SAID)
        Draft.objects.filter(pk=checked.pk).update(state="checked", checked_at=timezone.now())
    known = Service.objects.get_or_create(name=service)[0]
    actions.assign([contribution], service=known, due_on=day_here() + timedelta(days=9), by=None)
    token = actions.make_link(service=known, process=process, days=30, by=None)
    closed = actions.make_link(service=known, process=process, days=30, by=None)
    PrivateLink.objects.filter(pk=actions.found_by(closed).pk).update(revoked_at=timezone.now())
    return {"answer": answer.public_id, "prepared": draft.public_id, "link": token, "closed": closed}
