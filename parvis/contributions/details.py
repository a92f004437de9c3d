"""Everything the page of one contribution shows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from analysis.redline import ParagraphChange, compare_paragraphs
from parvis.access import verdict
from parvis.processes.models import Phase, Process
from parvis.processes.querysets import open_for_contributions

from . import cards, discussion
from .choices import PLURALS
from .discussion import Discussion
from .journeys import Step, journey
from .kinds import Kind
from .models import Contribution, Follow
from .panels import Panel, panel
from .standing import Standing, standing

SHOWN = [
    *(field.attname for field in Contribution._meta.concrete_fields if not field.attname.startswith("draw_")),
    *(f"process__{name}" for name in ["slug", "public_id", "title", "language", "source", "published_at", "stopped_at", "stop_reason", "sealed_key"]),
    *(
        f"process__pact__{name}"
        for name in ["link", "decider_name", "decision_on", "decision_taken", "answer_rule", "answer_threshold", "promise_days"]
    ),
    *(f"parent__{name}" for name in ["public_id", "kind", "title", "body", "language", "hidden_at", "withdrawn_at"]),
    *(f"heading__{name}" for name in ["slug", "number", "title"]),
    *(f"organisation__{name}" for name in ["name", "represents", "interests", "checked_at", "refused_at"]),
    "question__text",
    "question__public_id",
]


@dataclass(frozen=True)
class Detail:
    contribution: Contribution
    panel: Panel
    discussion: Discussion
    comparison: list[ParagraphChange]
    journey: list[Step]
    answer: Any  # decisions.Answer in force, or None
    moderation: Any  # moderation.Decision in force, or None
    standing: Standing
    following: bool
    mine: bool
    may_change: bool

    @property
    def tombstone(self) -> bool:
        """Its words are not shown: it was hidden or withdrawn."""
        return bool(self.contribution.hidden_at or self.contribution.withdrawn_at)

    @property
    def title(self) -> str:
        if self.contribution.hidden_at:
            return _("Hidden contribution")
        if self.contribution.withdrawn_at:
            return _("Contribution withdrawn by its author")
        return self.contribution.title or cards.cut(cards.bare(self.contribution.body), cards.TITLE) or self.kind_label

    @property
    def kind_label(self) -> str:
        return cards.kind_label(self.contribution.kind, self.contribution.side)

    @property
    def plural(self) -> str:
        return str(PLURALS[self.contribution.kind])

    @property
    def language(self) -> str:
        """Of the title."""
        return (get_language() or "") if self.tombstone else self.contribution.language

    @property
    def organisation(self):
        """Whom it is signed for, unless moderators refused it."""
        organisation = self.contribution.organisation
        return organisation if organisation and not organisation.refused_at else None


def find(person, public_id: str) -> Contribution:
    """The contribution with what its page needs of its process, in one query. Raises Http404."""
    closes = Phase.objects.filter(process=OuterRef("process_id"), kind=Phase.Kind.CONTRIBUTIONS)
    is_open = Process.objects.filter(open_for_contributions(), pk=OuterRef("process_id"))
    rows = (
        Contribution.objects.select_related("process__pact", "parent", "heading", "organisation", "question")
        .only(*SHOWN)
        .annotate(is_open=Exists(is_open), closes_at=Subquery(closes.values("closes_at")[:1]))
    )
    if person.is_authenticated:
        rows = rows.annotate(following=Exists(Follow.objects.filter(person=person, contribution=OuterRef("pk"))))
    contribution = get_object_or_404(rows, public_id=public_id)
    contribution.process.is_open = contribution.is_open
    return contribution


def read(person, contribution: Contribution, data: QueryDict) -> Detail:
    """contribution: from find(). Raises BadRequest for parameters the page does not have."""
    said = discussion.read(contribution, data)
    around = [card.row["pk"] for card in (*said.arguments_for, *said.arguments_against, *said.sources)]
    own = standing(person, contribution.process, [contribution.pk, *around])
    answer = contribution.answers.filter(replaced_at=None).select_related("office").first()
    mine = own.participant is not None and own.participant.pk == contribution.participant_id
    return Detail(
        contribution=contribution,
        panel=panel(person, contribution, own),
        discussion=said,
        comparison=comparison(contribution),
        journey=journey(contribution, answer=answer, closes_at=contribution.closes_at),
        answer=answer,
        moderation=contribution.moderation.filter(restored_at=None).first() if contribution.hidden_at else None,
        standing=own,
        following=getattr(contribution, "following", False),
        mine=mine,
        may_change=mine and bool(verdict(person, "contributions.change", contribution)),
    )


def comparison(contribution: Contribution) -> list[ParagraphChange]:
    """What a modification changes, paragraph by paragraph; nothing when the source does not hold its text."""
    if contribution.kind != Kind.MODIFICATION or not (contribution.body and contribution.base):
        return []
    return compare_paragraphs(paragraphs(contribution.base), paragraphs(contribution.body))


def paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
