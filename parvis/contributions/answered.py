"""What lists, files and feeds tell of the answer that holds for a contribution. Answers live on a floor above."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.ui.translated import Translated
from parvis.ui.typography import typo
from parvis.ui.words import cut

IDEA = 60  # characters of the title of an idea, in a list
COLUMNS: dict[str, Any] = {
    "answer_status": F("outcome__answer__status"),
    "answer_id": F("outcome__answer__public_id"),
    "answered_at": F("outcome__answer__published_at"),
    "answer_idea": Cast("outcome__answer__node__title", TextField()),  # as JSON: a row of texts can be compared
}


@dataclass(frozen=True, slots=True)
class Told:
    """status: in words; idea: the title of the idea that was answered, "" for an answer of its own."""

    status: str
    url: str
    idea: str = ""

    @property
    def words(self) -> str:
        if not self.idea:
            return self.status
        return _("%(status)s, answer given to the idea “%(idea)s”") % {"status": self.status, "idea": self.idea}


def told(row: dict) -> Told | None:
    """row: with COLUMNS."""
    if not row["answer_status"]:
        return None
    title = Translated(json.loads(row["answer_idea"])) if row["answer_idea"] else None
    idea = typo(cut(str(title), IDEA), title.language) if title else ""
    url = reverse("decisions:shown", args=["0"]).replace("/0/", f"/{row['answer_id']}/")
    return Told(str(_statuses()(row["answer_status"]).label), url, idea)


@cache
def _statuses():
    return apps.get_model("decisions", "Answer").Status
