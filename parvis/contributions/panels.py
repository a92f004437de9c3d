"""The panel of a contribution: what people answered, what the reader answered, and how to answer now."""

from dataclasses import dataclass

from parvis.access import Verdict, verdict

from .counts import Counts, counts
from .kinds import DISCUSSED
from .models import Contribution
from .standing import Standing


@dataclass(frozen=True)
class Panel:
    counts: Counts
    opinions: bool  # agree, mixed, disagree; else useful or lived
    mine: str  # the value the reader gave, "" for none
    signed_in: bool
    consent_needed: bool
    may: Verdict


def panel(person, contribution: Contribution, own: Standing) -> Panel:
    """own: where the person stands (standing.py), read by the page for all it shows."""
    return Panel(
        counts=counts(contribution),
        opinions=contribution.kind in DISCUSSED,
        mine=own.values.get(contribution.pk, ""),
        signed_in=person.is_authenticated,
        consent_needed=person.is_authenticated and not own.consented,
        may=verdict(person, "contributions.take_stance", contribution),
    )
