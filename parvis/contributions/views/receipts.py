"""Following a receipt code: when it was received, by which channel, what became of it; never for or against what."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parvis import access

from ..actions.receipts import tidy, written
from ..forms import ReceiptForm
from ..models import Receipt
from .finding import may_try_a_code
from .five_endings import next_promises


@access.public
@require_safe
def receipt_form(request):
    form = ReceiptForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("contributions:receipt", written(form.cleaned_data["code"]))
    return render(request, "contributions/receipt_form.html", {"form": form}, status=422 if form.errors else 200)


@access.public
@require_safe
def receipt(request, code):
    form = ReceiptForm({"code": code})
    if not may_try_a_code(request):
        return render(request, "contributions/receipt_form.html", {"form": form, "too_many": True}, status=429)
    rows = Receipt.objects.filter(code=tidy(code), process__published_at__isnull=False)
    found = rows.select_related("process__pact", "process__territory", "process__synthesis").first()
    if found is None:
        return render(request, "contributions/receipt_form.html", {"form": form, "unknown": True}, status=404)
    said = found.contributions.select_related("process", "outcome__answer__node__process")
    contributions = list(said.order_by("pk"))
    for one in contributions:
        one.answer = one.outcome.answer if hasattr(one, "outcome") else None  # type: ignore[attr-defined]
    context = {
        "receipt": found,
        "process": found.process,
        "promises": next_promises(found.process),
        "contributions": contributions,
    }
    return render(request, "contributions/receipt.html", context)
