"""What others have already said that looks like what someone is about to say."""

from parvis.search import actions as search

from .actions.publishing import words
from .kinds import Kind
from .models import Contribution

COMPARED = (Kind.PROPOSAL, Kind.MODIFICATION, Kind.EXPERIENCE, Kind.ARGUMENT)
SHOWN = 5


def similar(*, process, text: str, language: str, kind: str) -> list[Contribution]:
    """The visible contributions of this kind closest to a text; ideas of all kinds for a proposal."""
    keys = search.similar(text, process=process.pk, language=language, limit=4 * SHOWN)
    kinds = COMPARED if kind == Kind.PROPOSAL else (kind,)
    rows = Contribution.objects.visible().filter(process=process, kind__in=kinds)
    found = rows.defer("base", "reason", "wish").in_bulk(keys)
    return [found[key] for key in keys if key in found][:SHOWN]


def similar_to(contribution: Contribution) -> list[Contribution]:
    if contribution.kind not in COMPARED or contribution.kind == Kind.MODIFICATION:
        return []
    return similar(
        process=contribution.process,
        text=words(contribution),
        language=contribution.language,
        kind=contribution.kind,
    )
