"""Where a person stands: what they answered, and whether they consented to be asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .actions import has_consented, participant_of
from .models import Participant, Stance


@dataclass(frozen=True)
class Standing:
    """values: value of the stance by primary key of the contribution. participant: None for who said nothing yet."""

    participant: Participant | None = None
    values: dict[int, str] = field(default_factory=dict)

    @property
    def consented(self) -> bool:
        return self.participant is not None and has_consented(self.participant)


def standing(person, process, contributions: Iterable[int]) -> Standing:
    """What a person answered to these contributions of a process; nothing is asked of the database for a visitor."""
    participant = participant_of(process, person) if person.is_authenticated else None
    if participant is None:
        return Standing()
    mine = Stance.objects.filter(participant=participant, contribution__in=list(contributions))
    return Standing(participant, dict(mine.values_list("contribution_id", "value")))
