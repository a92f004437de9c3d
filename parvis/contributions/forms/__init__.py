from ..kinds import Kind
from .modifications import ModificationForm
from .path import EndingForm, StepForm
from .receipts import ReceiptForm
from .reports import ReportForm
from .writing import ArgumentForm, ExperienceForm, ProposalForm, SourceForm, WritingForm

__all__ = ["EndingForm", "ReceiptForm", "ReportForm", "StepForm", "WritingForm", "form_of"]

FORMS: dict[str, type[WritingForm]] = {
    Kind.PROPOSAL: ProposalForm,
    Kind.MODIFICATION: ModificationForm,
    Kind.ARGUMENT: ArgumentForm,
    Kind.SOURCE: SourceForm,
    Kind.EXPERIENCE: ExperienceForm,
}


def form_of(kind: str) -> type[WritingForm]:
    """Raises KeyError for a kind people do not write."""
    return FORMS[kind]
