"""How many people agreed with each proposal of a process, for the threshold of the next one (rule L18)."""

from parvis.processes import supports

from .kinds import Kind
from .models import Contribution


def people_for_each_proposal(process) -> list[int]:
    said = Contribution.objects.filter(process=process, kind__in=(Kind.PROPOSAL, Kind.MODIFICATION), hidden_at=None)
    return list(said.filter(published_at__isnull=False).values_list("agree", flat=True))


supports.count = people_for_each_proposal
