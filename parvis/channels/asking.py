"""What a sheet of paper, or a clerk, asks about: an article, some proposals, a question, or only an experience."""

from dataclasses import dataclass, field

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.processes.models import Process, Question
from parvis.search import actions as search
from parvis.texts.models import Article

MOST = 8  # proposals on one sheet
OFFERED = 12  # proposals to choose from at once
PARAMETERS = {"article", "contribution", "question", "experience", "q", "copies", "once", "csrfmiddlewaretoken"}
ANSWERS, QUESTION, EXPERIENCE = "answers", "question", "experience"
LABELS = {
    ANSWERS: gettext_lazy("Your opinion"),
    QUESTION: gettext_lazy("Your proposal"),
    EXPERIENCE: gettext_lazy("Your experience"),
}


class NothingChosen(Exception):
    """The form was sent without a choice."""


class TooManyChosen(Exception):
    """More than MOST contributions were chosen."""


@dataclass(frozen=True)
class Asked:
    """contributions: those to take a stance on, in order; question: the one to answer; neither: an experience."""

    contributions: list[Contribution] = field(default_factory=list)
    question: Question | None = None

    @property
    def kind(self) -> str:
        if self.contributions:
            return ANSWERS
        return QUESTION if self.question else EXPERIENCE

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])


def refuse_unknown(chosen) -> None:
    """Raises BadRequest for a parameter these pages do not have."""
    if unknown := set(chosen) - PARAMETERS:
        raise BadRequest(_("“%(value)s” is not something this page knows.") % {"value": sorted(unknown)[0][:40]})


def opinions_of(process: Process):
    """Contributions of a process people can take a stance on, as a sheet shows them."""
    return (
        Contribution.objects.visible()
        .in_force()
        .filter(process=process, kind__in=[Kind.ARTICLE, Kind.PROPOSAL, Kind.MODIFICATION])
        .select_related("article__bill", "parent__article", "heading")
    )


def asked(process: Process, chosen) -> Asked:
    """Read a choice from a query or a form. Raises BadRequest, NothingChosen, TooManyChosen."""
    refuse_unknown(chosen)
    slugs = [slug for slug in chosen.getlist("article") if slug]
    ids = [public_id for public_id in chosen.getlist("contribution") if public_id]
    if question := chosen.get("question"):
        found = process.questions.filter(public_id=question).first()
        if found is None:
            raise BadRequest(_("This process does not ask the question you chose."))
        return Asked(question=found)
    if slugs or ids:
        return Asked(contributions=_contributions(process, list(dict.fromkeys(slugs)), list(dict.fromkeys(ids))))
    if chosen.get("experience"):
        return Asked()
    raise NothingChosen


def _contributions(process: Process, slugs: list[str], ids: list[str]) -> list[Contribution]:
    if len(slugs) + len(ids) > MOST:
        raise TooManyChosen
    rows = opinions_of(process)
    by_slug = {row.article.slug: row for row in rows.filter(article__slug__in=slugs)} if slugs else {}
    by_id = {row.public_id: row for row in rows.filter(public_id__in=ids)} if ids else {}
    if len(by_slug) + len(by_id) < len(slugs) + len(ids):
        raise BadRequest(_("Something you chose is not, or no longer, open to opinions in this process."))
    return [by_slug[slug] for slug in slugs] + [by_id[public_id] for public_id in ids]


def offered(process: Process, query) -> dict:
    """What the page of choices shows: articles, some proposals (found by words, or the least answered), questions."""
    refuse_unknown(query)
    words = query.get("q", "")[:200]
    proposals = opinions_of(process).filter(kind__in=[Kind.PROPOSAL, Kind.MODIFICATION])
    found = proposals.filter(search.matching(words)) if words.strip() else proposals
    ids = query.getlist("contribution")[:MOST]
    chosen = list(proposals.filter(public_id__in=ids)) if ids else []
    others = found.exclude(pk__in=[row.pk for row in chosen]).order_by("people", "pk")[:OFFERED]
    return {
        "articles": Article.objects.in_force().filter(bill__process=process).select_related("contribution"),
        "proposals": [(row, True) for row in chosen] + [(row, False) for row in others],
        "questions": process.questions.all(),
        "words": words,
        "most": MOST,
        "article": query.get("article", ""),
        "question": query.get("question", ""),
    }
