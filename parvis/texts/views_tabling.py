"""The organiser brings in a new version of a text people spoke of, and says until when the chamber takes amendments."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from analysis import bills
from analysis.versions import match_articles
from parvis import access
from parvis.contributions.models import Contribution
from parvis.people.idempotency import done_once
from parvis.processes import tabling as margins
from parvis.processes.models import Process
from parvis.processes.views.desk import local_time

from . import actions
from .comparing import ArticleChange, followed
from .forms import SourceForm
from .forms_versions import TablingForm, VersionForm, version_form_of
from .models import Article, BillVersion
from .tabling import set_tabling
from .views_desk import preview_of

GET_AND_POST = ["GET", "HEAD", "POST"]


def find(request, slug: str, rule: str) -> tuple[Process, BillVersion]:
    """A process and the version of its text under discussion."""
    process = get_object_or_404(Process.objects.with_clock().select_related("pact"), slug=slug)
    access.require(request, "processes.read", process)
    access.require(request, rule, process)
    versions = BillVersion.objects.filter(bill__process=process).select_related("bill__process")
    return process, get_object_or_404(versions.order_by("-number")[:1])


@access.door("texts.add_version")
@require_http_methods(GET_AND_POST)
@done_once
def new_version(request, slug):
    process, former = find(request, slug, "texts.add_version")
    stage = request.POST.get("step", "source") if request.method == "POST" else "show"
    with local_time():
        if stage == "source":
            return _read(request, process, former)
        if stage in {"preview", "save"}:
            return _correct(request, process, former, save=stage == "save")
    form = SourceForm(initial={"language": former.bill.language})
    return _source(request, process, former, form)


def _source(request, process, former, form, status=200):
    context = {"process": process, "former": former, "form": form}
    return render(request, "texts/new_version.html", context, status=status)


def _read(request, process, former):
    form = SourceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _source(request, process, former, form, status=422)
    if form.steps:
        form.add_error(None, _("This is a calendar, not a text: bring it in with “Text of a bill”."))
        return _source(request, process, former, form, status=422)
    return _preview(request, process, former, version_form_of(form.bill, former), form.bill)


def _correct(request, process, former, *, save: bool):
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _preview(request, process, former, form, getattr(form, "bill", None), status=422)
    if not save:
        return _preview(request, process, former, form, form.bill)
    try:
        version = actions.add_version(bill=former.bill, read=form.bill, said=actions.Published(**form.said()))
    except ValueError:
        form.add_error("text", _("This is the text under discussion, word for word: nothing was saved."))
        return _preview(request, process, former, form, form.bill, status=422)
    waiting = version.anchors.waiting().count()
    messages.success(request, _("The new version is under discussion. Those who follow the process are told."))
    if not waiting:
        return redirect("texts:explanations", process.slug)
    words = ngettext(
        "%(n)s modification to the former version waits for you to say where it stands.",
        "%(n)s modifications to former versions wait for you to say where they stand.",
        waiting,
    )
    messages.info(request, words % {"n": waiting})
    return redirect("texts:anchors", process.slug)


def _preview(request, process, former, form, bill, status=200):
    changes = what_follows(former, bill) if bill else []
    context = preview_of(bill) | {
        "process": process,
        "former": former,
        "form": form,
        "changes": [one for one in changes if one.kind not in ("new", "gone")],
        "new": [one for one in changes if one.kind == "new"],
        "gone": [one for one in changes if one.kind == "gone"],
    }
    return render(request, "texts/new_version_preview.html", context, status=status)


def what_follows(former: BillVersion, read: bills.Bill) -> list[ArticleChange]:
    """What would become of each article if this were saved; the articles that were read are not rows."""
    olds = list(former.articles.select_related("contribution").order_by("position"))
    before = [(one.number, one.contribution.body) for one in olds]
    after = [(one.number, "\n".join(one.paragraphs)) for one in read.articles]
    came_from = match_articles(before, after)
    news = [_unsaved(former, one, place, olds, came_from) for place, one in enumerate(read.articles)]
    return followed(olds, news)


def _unsaved(former: BillVersion, node: bills.Article, place: int, olds: list[Article], came_from: dict) -> Article:
    said = Contribution(title=node.heading[:300], body="\n".join(node.paragraphs), language=former.bill.language)
    old = olds[came_from[place]] if place in came_from else None
    return Article(bill=former.bill, contribution=said, number=node.number[:40], position=place + 1, former=old)


@access.door("texts.add_version")
@require_http_methods(GET_AND_POST)
@done_once
def tabling(request, slug):
    """The deadline of the chamber and the convention, said or put right; the register keeps both."""
    process, version = find(request, slug, "texts.add_version")
    with local_time():
        form = TablingForm(request.POST or None, instance=version)
        if request.method == "POST" and form.is_valid():
            typed = form.cleaned_data
            said = {"source": typed["tabling_source"], "convention": typed["convention"]}
            fresh = BillVersion.objects.select_related("bill").get(pk=version.pk)
            if set_tabling(version=fresh, closes_at=typed["tabling_closes_at"], **said):
                messages.success(request, _("Saved. The public record keeps what was said before."))
            return redirect("texts:tabling", slug)
        context = {
            "process": process,
            "version": version,
            "form": form,
            "lacks": margins.lacks(process.phases.closing(), margins.deadline(process)),
            "margin": margins.MARGIN,
        }
        return render(request, "texts/tabling.html", context, status=422 if form.errors else 200)
