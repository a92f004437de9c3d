"""Everything the page of one contribution shows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.http import Http404, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from analysis.redline import ParagraphChange, compare_paragraphs
from parvis.access import verdict
from parvis.processes import stages
from parvis.processes.models import Phase, Process, Promise
from parvis.processes.promises.kinds import Promised
from parvis.processes.promises.words import Told, now_said
from parvis.processes.querysets import open_for_contributions
from parvis.ui.share_cards import Card
from parvis.ui.typography import typo
from parvis.ui.words import cut

from . import cards, discussion, names, wordings
from .admissibility import Hint, hints
from .amended import fell, is_sub
from .choices import PLURALS
from .compiled import Compiled, number, text
from .discussion import Discussion
from .journeys import Step, facts, journey
from .kinds import DISCUSSED, Channel, Kind
from .models import Contribution, Follow
from .panels import Panel, panel
from .standing import Standing, standing
from .wordings import Wording

SHOWN = [
    *(field.attname for field in Contribution._meta.concrete_fields if not field.attname.startswith("draw_")),
    "process__slug",
    "process__public_id",
    "process__title",
    "process__language",
    "process__source",
    "process__published_at",
    "process__stopped_at",
    "process__stop_reason",
    "process__sealed_key",
    "process__pact__link",
    "process__pact__decider_name",
    "process__pact__decision_on",
    "process__pact__decision_taken",
    "process__pact__answer_rule",
    "process__pact__answer_threshold",
    "process__pact__promise_days",
    "parent__public_id",
    "parent__kind",
    "parent__title",
    "parent__body",
    "parent__language",
    "parent__hidden_at",
    "parent__withdrawn_at",
    "parent__superseded_at",
    "parent__parent_id",
    "parent__article__number",
    "heading__slug",
    "heading__kind",
    "heading__number",
    "heading__title",
    "question__text",
    "question__public_id",
    "organisation__name",
    "organisation__represents",
    "organisation__interests",
    "organisation__checked_at",
    "organisation__refused_at",
]


@dataclass(frozen=True)
class Detail:
    contribution: Contribution
    panel: Panel
    discussion: Discussion
    comparison: list[ParagraphChange]
    wording: Wording | None
    journey: list[Step]
    answer: Any  # decisions.Answer in force, or None
    moderation: Any  # moderation.Decision in force, or None
    standing: Standing
    following: bool
    mine: bool
    may_change: bool

    @cached_property
    def tombstone(self) -> bool:
        """Its words are not shown: it was hidden or withdrawn."""
        return bool(self.contribution.hidden_at or self.contribution.withdrawn_at)

    @cached_property
    def moved_on(self) -> bool:
        """It changes an article of a former version of the text, and is shown."""
        about = self.contribution.parent
        modifies = self.contribution.kind == Kind.MODIFICATION and not self.tombstone
        return modifies and about is not None and about.superseded_at is not None

    @cached_property
    def sub(self) -> bool:
        """It modifies somebody's modification of an article."""
        return is_sub(self.contribution)

    @cached_property
    def fell(self) -> bool:
        return not self.tombstone and fell(self.contribution)

    @cached_property
    def former(self) -> str:
        """Why the words it was written on are former ones; "" while they are not, or for what is no sub-amendment."""
        if not self.sub or self.tombstone or self.fell:
            return ""
        about: Any = self.contribution.parent
        if wordings.paragraphs_of(self.contribution.base) != wordings.paragraphs_of(about.body):
            return _("The author of that modification changed it since: this was written on its former words.")
        if Contribution.objects.filter(pk=about.parent_id, superseded_at__isnull=False).exists():
            return _("The text has a new version: this was written on the former one, and was not carried over to it.")
        return ""

    @cached_property
    def may_be_amended(self) -> bool:
        """Others can propose a change to what it proposes: it modifies an article under discussion."""
        one, about = self.contribution, self.contribution.parent
        of_article = one.kind == Kind.MODIFICATION and about is not None and about.kind == Kind.ARTICLE
        return of_article and self.may_grow and bool(one.body) and not one.missing and not self.moved_on

    @cached_property
    def anchor(self):
        """Where it stands in the version under discussion: texts.Anchor; None when nobody can tell yet."""
        rows = self.contribution.anchors.select_related("article__contribution", "article__bill__process")
        rows = rows.select_related("article__version", "version__bill")
        return rows.defer("article__version__tree", "version__tree").order_by("-version__number").first()

    @cached_property
    def hints(self) -> list[Hint]:
        """What a clerk would look at: read on desks only."""
        one, said = self.contribution, self.wording
        return hints(one.parent, one.base, one.body, said.target) if said and one.parent else []

    @cached_property
    def promise(self) -> Told | None:
        """The promise of an answer, until it came; to an argument, a source or an article none is made."""
        if self.tombstone or self.contribution.kind not in DISCUSSED or self.contribution.kind == Kind.ARTICLE:
            return None
        key = getattr(self.contribution, "promised", None)
        told = key and now_said(key)
        return None if told and self.answer and told.state != "kept" else told

    @cached_property
    def may_grow(self) -> bool:
        """Others can still add to it."""
        return self.contribution.process.is_open and not self.tombstone

    @cached_property
    def shows_arguments(self) -> bool:
        """There are some, or there can be; no heading stands over nothing."""
        around = self.discussion
        there = around.arguments_for or around.arguments_against or around.further or self.panel.counts.arguments
        return self.panel.opinions and bool(there or self.may_grow)

    @cached_property
    def shows_sources(self) -> bool:
        there = self.discussion.sources or self.panel.counts.sources
        return bool(there or (self.panel.opinions and self.may_grow))

    @cached_property
    def title(self) -> str:
        return title(self.contribution)

    @cached_property
    def kind_label(self) -> str:
        if self.sub:
            return _("Sub-amendment")
        return cards.kind_label(self.contribution.kind, self.contribution.side)

    @property
    def opening(self) -> str:
        """What other sites show of it."""
        return self.contribution.reason if self.fell else self.contribution.body or self.contribution.reason

    @property
    def channel(self) -> str:
        return str(Channel(self.contribution.channel).label)

    @cached_property
    def plural(self) -> str:
        return str(PLURALS[self.contribution.kind])

    @cached_property
    def language(self) -> str:
        """Of the title."""
        return (get_language() or "") if self.tombstone else self.contribution.language

    @cached_property
    def about(self) -> str:
        """The title of what it is about, while that is shown."""
        parent = self.contribution.parent
        if parent is None or parent.hidden_at or parent.withdrawn_at:
            return ""
        return str(names.article(parent.article.number, parent.title)) if hasattr(parent, "article") else str(parent)

    @cached_property
    def readable_sources(self) -> int:
        """Those that did not come as a mere number."""
        return self.contribution.sources - self.panel.counts.sources

    @cached_property
    def organisation(self):
        """Whom it is signed for, unless moderators refused it."""
        organisation = self.contribution.organisation
        return organisation if organisation and not organisation.refused_at else None


def title(contribution: Contribution) -> str:
    """What names it: never a word of what was hidden or withdrawn."""
    if contribution.hidden_at:
        return _("Hidden contribution")
    if contribution.withdrawn_at:
        return _("Contribution withdrawn by its author")
    if contribution.title:
        return contribution.title
    body = "" if fell(contribution) else contribution.body
    return cut(cards.bare(body), cards.TITLE) or cards.kind_label(contribution.kind, contribution.side)


def share_card(contribution: Any) -> Card:
    """contribution: from find()."""
    kind = cards.kind_label(contribution.kind, contribution.side)
    return Card(
        title=typo(title(contribution), contribution.language),
        over=f"{kind} · {contribution.heading}" if contribution.heading else kind,
        context=str(contribution.process.title),
        until=stages.until(contribution.process, contribution.closes_at),
    )


def find(person, public_id: str) -> Contribution:
    """The contribution with what its page needs of its process, in one query. Raises Http404."""
    rows = FOUND_BY(public_id=public_id, person=person.pk) if person.is_authenticated else FOUND(public_id=public_id)
    if not rows:
        raise Http404(public_id)
    rows[0].process.is_open = rows[0].is_open
    return rows[0]


def _rows(public_id: str, person: int | None = None) -> QuerySet:
    closes = Phase.objects.filter(process=OuterRef("process_id"), kind=Phase.Kind.CONTRIBUTIONS)
    is_open = Process.objects.filter(open_for_contributions(), pk=OuterRef("process_id"))
    promised = Promise.objects.of(OuterRef("process_id"), Promised.ANSWERS)
    rows = (
        Contribution.objects.filter(public_id=public_id)
        .select_related("process__pact", "parent__article", "heading", "organisation", "question")
        .only(*SHOWN)
        .annotate(
            is_open=Exists(is_open), answered=F("outcome__answer"), closes_at=Subquery(closes.values("closes_at")[:1])
        )
        .annotate(synthesised_at=F("process__synthesis__published_at"), promised=Subquery(promised.values("pk")[:1]))
        .annotate(**facts())
    )
    if person is None:
        return rows
    return rows.annotate(following=Exists(Follow.objects.filter(person=person, contribution=OuterRef("pk"))))


FOUND = Compiled(_rows, public_id=text())
FOUND_BY = Compiled(_rows, public_id=text(), person=number())


def read(person, contribution: Any, data: QueryDict) -> Detail:
    """contribution: from find(). Raises BadRequest for parameters the page does not have."""
    said = discussion.read(contribution, data)
    around = [row["pk"] for row in (*said.arguments_for, *said.arguments_against)]
    own = standing(person, contribution.process, [contribution.pk, *around])
    answers = contribution.answers.model.objects.select_related("office", "node__process", "contribution__process")
    answer = answers.get(pk=contribution.answered) if contribution.answered else None
    mine = own.participant is not None and own.participant.pk == contribution.participant_id
    return Detail(
        contribution=contribution,
        panel=panel(person, contribution, own),
        discussion=said,
        comparison=comparison(contribution),
        wording=wording(contribution),
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
    if contribution.kind != Kind.MODIFICATION or not (contribution.body or contribution.base):
        return []
    return compare_paragraphs(wordings.paragraphs_of(contribution.base), wordings.paragraphs_of(contribution.body))


def wording(contribution: Contribution) -> Wording | None:
    """Nothing of what is not shown, and no query but for a modification of an article."""
    if contribution.kind != Kind.MODIFICATION or contribution.hidden_at or contribution.withdrawn_at:
        return None
    return wordings.wording(contribution, wordings.target(contribution.parent))
