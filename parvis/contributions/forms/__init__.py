from .path import EndingForm, StepForm
from .receipts import ReceiptForm
from .reports import ReportForm
from .writing import WritingForm, form_of

__all__ = ["EndingForm", "ReceiptForm", "ReportForm", "StepForm", "WritingForm", "form_of"]
