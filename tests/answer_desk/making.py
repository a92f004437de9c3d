"""Rows of the answer desk, for the tests that visit every route."""

from datetime import timedelta

from django.utils import timezone

from parvis.answer_desk import actions
from parvis.answer_desk.models import Service
from parvis.contributions.models import Contribution
from parvis.decisions.actions import publish_answer
from parvis.processes.models import Office, Process
from parvis.synthesis.models import Node

REASON = "Le conseil vote ce passage dans son budget de juin : les travaux commencent le premier lundi de septembre."
SAID = {"status": "kept_fully", "reason": REASON, "place": "Budget, ligne 12", "language": "fr"}


def make_answers(process: Process, contribution: Contribution, node: str, *, service="La voirie") -> dict[str, str]:
    """An idea (public id) answered, a contribution with a draft, given to a service with its private link.

    Returns the public ids of the answer and of the draft, and the token of the link.
    """
    office = Office.objects.get_or_create(slug="desk", defaults={"name": {"fr": "La voirie", "en": "Roads"}})[0]
    answer = publish_answer(node=Node.objects.get(public_id=node), office=office, signed_by="Camille Aubier", **SAID)
    draft = actions.save_draft(about=contribution, seen=0, office=office, **SAID)
    known = Service.objects.get_or_create(name=service)[0]
    actions.assign([contribution], service=known, due_on=timezone.localdate() + timedelta(days=9), by=None)
    token = actions.make_link(service=known, process=process, days=30, by=None)
    return {"answer": answer.public_id, "prepared": draft.public_id, "link": token}
