from ..kinds import Kind
from .amending import AdditionForm, AmendingForm, RemovalForm
from .modifications import ModificationForm
from .path import EndingForm, StepForm
from .receipts import ReceiptForm
from .reports import ReportForm
from .writing import ArgumentForm, ExperienceForm, ProposalForm, SourceForm, WritingForm

__all__ = ["AmendingForm", "EndingForm", "ReceiptForm", "ReportForm", "StepForm", "WritingForm", "form_of", "what_is"]

FORMS: dict[str, type[WritingForm]] = {
    Kind.PROPOSAL: ProposalForm,
    Kind.MODIFICATION: ModificationForm,
    Kind.ARGUMENT: ArgumentForm,
    Kind.SOURCE: SourceForm,
    Kind.EXPERIENCE: ExperienceForm,
}
OF_ARTICLES: dict[str, type[AmendingForm]] = {"removal": RemovalForm, "article": AdditionForm}


def form_of(kind: str, what: str = "") -> type[WritingForm]:
    """what: of a modification, "removal" or "article" (a new one). Raises KeyError for what people do not write."""
    if not what:
        return FORMS[kind]
    if kind != Kind.MODIFICATION:
        raise KeyError(what)
    return OF_ARTICLES[what]


def what_is(contribution) -> str:
    """The `what` of a modification that was published."""
    if contribution.kind != Kind.MODIFICATION or contribution.missing:
        return ""
    return "" if contribution.base and contribution.body else "removal" if contribution.base else "article"
