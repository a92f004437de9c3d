"""The organiser brings a text in: read, corrected by hand, then saved; and explains each article in plain words."""

import json
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analysis.safe_text import clean
from parvis import access
from parvis.contributions.models import Heading
from parvis.people.idempotency import done_once
from parvis.processes.models import Process

from . import actions
from .dossiers import Step
from .forms import SourceForm, TextForm, text_form_of
from .models import Article, Bill

SALT = "texts.dossier"


@access.door("texts.import")
@done_once
def import_text(request, slug):
    process = get_object_or_404(Process.objects.select_related("pact"), slug=slug)
    access.require(request, "processes.read", process)
    access.require(request, "texts.import", process)
    stage = request.POST.get("stage", "") if request.method == "POST" else "source"
    if stage == "source" and request.method == "POST":
        return _read(request, process)
    if stage in {"preview", "save"}:
        return _correct(request, process, save=stage == "save")
    if stage == "path":
        return _save_path(request, process)
    form = SourceForm(initial={"language": process.language})
    return render(request, "texts/import.html", {"process": process, "form": form})


def _read(request, process):
    form = SourceForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "texts/import.html", {"process": process, "form": form}, status=422)
    if form.steps:
        sealed = signing.dumps([_plain(step) for step in form.steps], salt=SALT, compress=True)
        return render(request, "texts/import_path.html", {"process": process, "steps": form.steps, "sealed": sealed})
    language = form.cleaned_data["language"]
    return _preview(request, process, text_form_of(form.bill, language), form.bill)


def _correct(request, process, *, save: bool):
    form = TextForm(request.POST)
    if not form.is_valid():
        return _preview(request, process, form, getattr(form, "bill", None), status=422)
    if not save:
        return _preview(request, process, form, form.bill)
    said = {name: form.cleaned_data[name] for name in ("title", "language", "number", "source_url")}
    try:
        bill = actions.save_bill(process=process, read=form.bill, **said)
    except actions.Spoken:  # by somebody, since the rule was asked
        access.require(request, "texts.import", process)
        raise
    count = bill.articles.count()
    messages.success(
        request,
        ngettext("The text is saved: %(n)s article.", "The text is saved: %(n)s articles.", count) % {"n": count},
    )
    return redirect("texts:explanations", process.slug)


def _preview(request, process, form, bill, status=200):
    return render(
        request, "texts/import_preview.html", preview_of(bill) | {"process": process, "form": form}, status=status
    )


def preview_of(bill) -> dict:
    """What was understood of a text that was read; of none, nothing."""
    return {
        "nodes": [(_division(node), node) for _depth, node in bill.nodes()] if bill else [],
        "remarks": [(remark.line, _(remark.message) % remark.values) for remark in bill.remarks] if bill else [],
        "articles": len(bill.articles) if bill else 0,
        "divisions": len(bill.divisions) if bill else 0,
        "paragraphs": sum(len(article.paragraphs) for article in bill.articles) if bill else 0,
    }


def _division(node) -> Heading | None:
    """As its readers will see it, « Chapitre II »; None for an article."""
    return None if hasattr(node, "paragraphs") else Heading(kind=node.kind, number=node.number)


def _save_path(request, process):
    try:
        rows = signing.loads(request.POST.get("steps", ""), salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        messages.error(request, _("The preview is too old: choose the file again."))
        return redirect("texts:import", process.slug)
    actions.set_path(process=process, steps=[_step(row) for row in rows])
    messages.success(request, _("The path of the decision is saved."))
    return redirect("processes:path", process.slug)


def _plain(step: Step) -> dict:
    return json.loads(json.dumps(vars(step), default=str))


def _step(row: dict) -> Step:
    return Step(**{**row, "on": date.fromisoformat(row["on"]) if row["on"] else None})


@access.door("processes.organise")
@done_once
def explanations(request, slug):
    bill = get_object_or_404(Bill.objects.select_related("process__pact"), process__slug=slug)
    rows = bill.articles.in_force().select_related("contribution", "bill__process", "version").defer("version__tree")
    articles = list(rows.order_by("position"))
    if request.method == "POST":
        for article in articles:
            if (said := _typed(request, article)) is not None:
                actions.explain(article, said)
        messages.success(request, _("The explanations are saved."))
        return redirect("texts:bill", slug)
    return render(request, "texts/explanations.html", {"bill": bill, "process": bill.process, "articles": articles})


def _typed(request, article: Article) -> dict[str, str] | None:
    """None when the form did not hold it: a new version came meanwhile."""
    names = {code: f"{code}-{article.slug}" for code, _name in settings.LANGUAGES}
    if request.POST.keys().isdisjoint(names.values()):
        return None
    return {code: clean(request.POST.get(name, ""), multiline=True).strip()[:4000] for code, name in names.items()}
