from .batches import ImportBatch, ImportedRow
from .contributions import Contribution, Heading, Report, Version
from .counts import DeclaredCount, Stance, StanceRevision, Tally
from .follows import Follow
from .participants import Consent, Participant, Residence
from .receipts import Receipt

__all__ = [
    "Consent",
    "Contribution",
    "DeclaredCount",
    "Follow",
    "Heading",
    "ImportBatch",
    "ImportedRow",
    "Participant",
    "Receipt",
    "Report",
    "Residence",
    "Stance",
    "StanceRevision",
    "Tally",
    "Version",
]
