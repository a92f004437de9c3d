"""What a clerk would look at before an amendment is tabled: hints, each with its source, never a refusal."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.processes.kinds import TextStage

from .kinds import DIVISIONS, Kind
from .models import Heading
from .wordings import Target, paragraphs_of

WORDS: dict[str, Any] = {
    "several_articles": gettext_lazy("It bears on several articles: an amendment bears on one."),
    "expense": gettext_lazy("It may create or increase a public expense: members cannot, whatever makes up for it."),
    "revenue": gettext_lazy("It may lower public revenue: members can only if another revenue makes up for it."),
    "unrelated": gettext_lazy("It seems to have no link with the text, and could be refused for that."),
    "contradicts": gettext_lazy(
        "Nothing is left of the words the modification brings: a sub-amendment may not contradict its sense."
    ),
    "beyond": gettext_lazy("It changes paragraphs which the modification leaves as they are: propose that apart."),
    "settled": gettext_lazy(
        "It may no longer be open to change: what both chambers adopted in the same terms is settled."
    ),
}


@dataclass(frozen=True)
class Hint:
    """told: for anyone; source: the rule, in French; found: the words of the amendment that made one look."""

    told: str
    source: str
    found: tuple[str, ...]

    @property
    def quoted(self) -> str:
        return ", ".join(_("“%(words)s”") % {"words": words} for words in self.found)


def hints(parent, base: str, body: str, about: Target | None) -> list[Hint]:
    """parent: the article, or the amendment to one; [] for a text no French chamber discusses."""
    if about is not None and about.amends is not None and about.convention.startswith("fr-"):
        return _of_sub(about.amends.text, base, body)
    if about is None or parent.kind != Kind.ARTICLE or not about.convention.startswith("fr-"):
        return []
    from analysis.legistics import admissibility

    bill = parent.article.bill
    headings = Heading.objects.filter(process=bill.process_id, kind__in=DIVISIONS).values_list("title", flat=True)
    titles = [bill.title, *(words for title in headings for words in title.values())]
    first = parent.article.version.stage != TextStage.NEXT_READING
    found = admissibility.hints(paragraphs_of(base), paragraphs_of(body), titles=titles, first_reading=first)
    return [Hint(str(WORDS[one.code]), one.source, one.words) for one in found]


def _of_sub(article: str, amended: str, edited: str) -> list[Hint]:
    from analysis.legistics import admissibility

    found = admissibility.of_sub_amendment(*map(paragraphs_of, (article, amended, edited)))
    return [Hint(str(WORDS[one.code]), one.source, one.words) for one in found]
