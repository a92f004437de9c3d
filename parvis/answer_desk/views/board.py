"""The board of a process: what is to be read, signed, announced; and one draft by itself."""

from collections import defaultdict

from django.contrib import messages
from django.db.models import Case, Count, F, Min, QuerySet, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.decisions import owing
from parvis.decisions.models import Reply
from parvis.deputies import authority
from parvis.people.idempotency import done_once
from parvis.people.recent import proof_needed
from parvis.processes import rehearsing
from parvis.processes.models import Process
from parvis.ui.words import number

from .. import actions, targets
from ..actions.batches import publish_batch
from ..forms import DayForm, LinkForm, SendBackForm, SheetForm, SignForm
from ..models import Batch, Draft
from ..models.drafts import SAID, WORDS

SHOWN = 50


def find(slug: str) -> Process:
    return get_object_or_404(Process.objects.at_work().with_clock().select_related("pact"), slug=slug)


def drafts(process: Process):
    return Draft.objects.filter(process=process).select_related(
        "contribution", "node", "office", "written_by", "checked_by", "service", "batch"
    )


def lines(process: Process, state: str) -> list[Draft]:
    """The first drafts in a state; those of one bulk that say the same are one line, with `others` beside it."""
    rows = Draft.objects.filter(process=process, state=state, batch=None).order_by()
    alone = Case(When(bulk="", then=F("pk")), default=Value(0))
    groups = rows.annotate(alone=alone).values("alone", "bulk", "remark", *SAID)
    found = dict(groups.annotate(first=Min("pk"), n=Count("pk")).order_by("first").values_list("first", "n")[:SHOWN])
    shown = list(drafts(process).filter(pk__in=found).order_by("pk"))
    for draft in shown:
        draft.others = found[draft.pk] - 1
    return shown


def same_text(draft: Draft) -> list[Draft]:
    """The others of its bulk that say the same and stand at the same point."""
    return list(actions.together(draft).select_related("contribution", "node"))[1:] if draft.bulk else []


def same_texts(shown: list[Draft]) -> dict[int, list[Draft]]:
    """For each of the first drafts in a state of one process, by its key, the others that say the same. One query."""
    bulks = {one.bulk for one in shown if one.others}
    rows = Draft.objects.filter(bulk__in=bulks, state__in={one.state for one in shown}, process=shown[0].process_id)
    alike = defaultdict(list)
    for one in rows.select_related("contribution", "node").order_by("pk"):
        alike[_says(one)].append(one)
    return {one.pk: [other for other in alike[_says(one)] if other != one] for one in shown}


def _says(draft: Draft) -> tuple:
    return draft.bulk, draft.remark, draft.office_id, *(getattr(draft, name) for name in WORDS)


@access.door("answer_desk.prepare")
@require_safe
def board(request, slug):
    return page(request, find(slug))


def page(request, process: Process, **more):
    """more: a form with errors, or the link just made."""
    waiting = drafts(process).filter(published_at=None)
    counts = dict(waiting.order_by().filter(batch=None).values_list("state").annotate(Count("pk")))
    bulks = waiting.exclude(bulk="").order_by().values("bulk").annotate(count=Count("pk"), first=Min("pk"))
    bulks = list(bulks.order_by("-first").values_list("bulk", "count", "first")[:SHOWN])
    firsts = Draft.objects.in_bulk([first for _bulk, _count, first in bulks])
    promise = process.promises.filter(kind="answers").order_by("number").last()
    context = {
        "process": process,
        "counts": counts,
        "to_read": to_read(process, request.user).first(),
        **{state: lines(process, state) for state in ("drafted", "checked", "signed")},
        "batches": Batch.objects.filter(process=process, published_at=None).annotate(count=Count("drafts")),
        "bulks": [(bulk, count, firsts[first]) for bulk, count, first in bulks],
        "assignments": process.assignments.shown().select_related("service", "contribution", "node")[:SHOWN],
        "owed": owing.contributions(process).count() + owing.nodes(process).count(),
        "promise": promise,
        "replies": Reply.objects.filter(contribution__process=process, satisfied=False)
        .filter(contribution__hidden_at=None, contribution__withdrawn_at=None)
        .select_related("answer", "contribution")
        .order_by("-said_at")[:SHOWN],
        "day": DayForm(auto_id="day_%s"),
        "link_form": LinkForm(auto_id="link_%s"),
        "sheet": SheetForm(auto_id="sheet_%s"),
        **more,
    }
    wrong = any(getattr(value, "errors", None) for value in more.values())
    return render(request, "answer_desk/board.html", context, status=422 if wrong else 200)


def to_read(process: Process, person) -> QuerySet[Draft]:
    """What waits for a second pair of eyes, the oldest first; neither theirs nor sent back."""
    waiting = Draft.objects.filter(process=process, state=Draft.State.DRAFTED, remark="")
    return waiting.exclude(written_by=person).order_by("pk")


def after_reading(found: Draft, person) -> str:
    """The next one to read; the board when there is none."""
    following = to_read(found.process, person).filter(pk__gt=found.pk).first()
    if following:
        return reverse("answer_desk:draft", args=[following.public_id])
    return reverse("answer_desk:board", args=[found.process.slug])


@access.door("answer_desk.prepare")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def draft(request, public_id):
    """One draft as the public will read it. act: "check", or "back" with what to change."""
    rows = Draft.objects.select_related("process__pact", "contribution", "node__process", "office", "written_by")
    found = get_object_or_404(rows, public_id=public_id)
    rehearsing.admit(request, found.process)
    form, refused, status = SendBackForm(), "", 200
    if request.method == "POST":
        seen = actions.version(request.POST.get("seen", ""))
        try:
            if request.POST.get("act") == "check":
                actions.check(found, by=request.user, seen=seen)
                messages.success(request, _("Checked. It waits for its signature."))
                return redirect(after_reading(found, request.user))
            if request.POST.get("act") == "check_all":
                done = len(actions.check_together(found, by=request.user, seen=seen))
                words = ngettext("%(n)s answer checked.", "%(n)s answers checked.", done)
                messages.success(request, words % {"n": number(done)})
                return redirect(after_reading(found, request.user))
            form = SendBackForm(request.POST)
            if form.is_valid():
                actions.send_back(found, seen=seen, remark=form.cleaned_data["remark"])
                messages.success(request, _("Sent back to who writes, with your words."))
                return redirect(after_reading(found, request.user))
            status = 422
        except actions.Refused as refusal:
            refused, status = str(refusal), 422
            found = get_object_or_404(rows, public_id=public_id)  # as it stands, unless it was taken back
    context = {
        "draft": found,
        "about": found.about,
        "process": found.process,
        "form": form,
        "refused": refused,
        "lacks": actions.lacks(found),
        "is_idea": targets.key(found.about)[0] == "n",
        "is_mine": found.written_by_id == request.user.pk,
        "together": same_text(found),
    }
    return render(request, "answer_desk/draft.html", context, status=status)


@access.door("answer_desk.sign")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def sign(request, slug):
    """What was checked, to be signed at once, each as it is read here: draft = "public id:version"."""
    process, day = find(slug), actions.today()
    checked = lines(process, Draft.State.CHECKED)
    same = same_texts(checked) if checked else {}
    offices = {one.office_id: one.office for one in checked}
    rights = {
        key: authority.over(office, request.user, day, process=process) for key, office in offices.items() if office
    }
    waiting = [one for one in checked if rights.get(one.office_id)]
    others = [one for one in checked if one not in waiting]
    in_own_name = any(right and right.deputy is None for right in rights.values())
    form = SignForm(
        request.POST or None, initial={"signed_by": signature(request.user, process)}, in_own_name=in_own_name
    )
    if request.method == "POST" and form.is_valid():
        ticked = dict(one.rsplit(":", 1) for one in request.POST.getlist("draft") if ":" in one)
        read = [(one, actions.version(ticked[one.public_id])) for one in checked if one.public_id in ticked]
        try:
            if not read:
                raise actions.Refused(_("Tick the answers you sign."))
            if any(request.POST.get(f"with-{one.public_id}", "0") != str(len(same[one.pk])) for one, _seen in read):
                raise actions.Refused(_("What you were signing changed while you read it: read it again."))
            read += [(other, other.version) for one, _seen in read for other in same[one.pk]]
            done = actions.sign(read, by=request.user, signed_by=form.cleaned_data.get("signed_by", ""))
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("%(n)s answer signed.", "%(n)s answers signed.", len(done))
            messages.success(request, words % {"n": number(len(done))})
            return redirect("answer_desk:board", slug)
    context = {
        "process": process,
        "waiting": [(one, by_deputy(rights[one.office_id], one), same[one.pk]) for one in waiting],
        "count": len(waiting) + sum(len(same[one.pk]) for one in waiting),
        "of_others": len(others) + sum(len(same[one.pk]) for one in others),
        "form": form,
    }
    return render(request, "answer_desk/sign.html", context, status=422 if form.errors else 200)


def by_deputy(right: authority.Authority | None, draft: Draft) -> str:
    """What a deputy signs with; "" for who signs in their own name."""
    return right.deputy.signature(draft.language) if right and right.deputy else ""


def signature(person, process: Process) -> str:
    """A beginning: the name of who signs, with their function when they are the decider of the pact."""
    pact = process.pact
    if person.display_name == pact.decider_name:
        return ", ".join(filter(None, [pact.decider_name, str(pact.decider_function)]))
    return person.display_name


@access.door("answer_desk.prepare")
@require_POST
@done_once
def announce(request, slug):
    process, form = find(slug), DayForm(request.POST, auto_id="day_%s")
    if form.is_valid():
        try:
            batch = actions.announce(process, publish_on=form.cleaned_data["publish_on"], by=request.user)
        except actions.Refused as refusal:
            form.add_error("publish_on", str(refusal))
        else:
            if batch.publish_on <= actions.today():
                done = publish_batch(batch)
                words = ngettext("%(n)s answer is public.", "%(n)s answers are public.", done)
                messages.success(request, words % {"n": number(done)})
            else:
                messages.success(request, _("The day is announced. What is signed comes out together that day."))
            return redirect("answer_desk:board", slug)
    return page(request, process, day=form)


@access.door("answer_desk.prepare")
@require_POST
@done_once
def undo(request, slug):
    """Take a bulk answer back, before it is public."""
    gone, kept = actions.undo_bulk(find(slug), request.POST.get("bulk", "")[:23])
    words = ngettext("%(n)s draft taken back.", "%(n)s drafts taken back.", gone) % {"n": number(gone)}
    if kept:
        told = ngettext(
            "%(n)s stays: written again or published since.", "%(n)s stay: written again or published.", kept
        )
        words = f"{words} {told % {'n': number(kept)}}"
    messages.success(request, words)
    return redirect("answer_desk:board", slug)


@access.door("answer_desk.prepare")
@require_POST
@done_once
def close(request, slug):
    """Mark the process as answered: refused (L09) while anything owed waits."""
    if actions.close_answers(find(slug)):
        messages.success(request, _("The promise of answers is kept, with its evidence."))
    else:
        messages.info(request, _("Everything is answered. No promise of answers waits here."))
    return redirect("answer_desk:board", slug)
