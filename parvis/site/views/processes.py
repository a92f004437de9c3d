"""The list of processes, and the page of one."""

import secrets
from datetime import datetime

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parvis import access
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.contributions.models.contributions import RANKS
from parvis.decisions import owing
from parvis.decisions.models import Answer, Outcome
from parvis.follow_up import followed
from parvis.processes import announcing, elections, petitions, stages
from parvis.processes.models import Phase, Process
from parvis.processes.pact_card import pact_card
from parvis.processes.promises.words import grouped, said
from parvis.synthesis.models import Synthesis
from parvis.ui import page_cache, share_cards

from .. import figures, listing

CARDS = 6


@page_cache.cached()
@access.public
@require_safe
def processes(request):
    return render(request, "site/processes.html", {"groups": listing.grouped(listing.listed(request.user))})


@page_cache.cached("slug")
@access.door("processes.know")
@require_safe
def process(request, slug):
    found = get_object_or_404(
        Process.objects.with_clock()
        .select_related("pact", "territory", "bill", "decision", "admissibility__office")
        .defer("sealed_key"),
        slug=slug,
    )
    access.require(request, "processes.know", found)
    follows = request.user.is_authenticated and request.user.follows.filter(process=found).exists()
    if not access.verdict(request.user, "processes.read", found):
        context = {"process": found, "plan": announcing.plan(found), "follows": follows}
        return render(request, "site/announced.html", context)
    return render(request, "site/process.html", {**told(found), "follows": follows})


def told(found: Process) -> dict:
    """What site/process.html draws. found: with its clock, its pact and its territory."""
    phases = {phase.kind: phase for phase in found.phases.in_order()}
    asked = phases.get(Phase.Kind.CONTRIBUTIONS)
    closes_at = asked.closes_at if asked else None
    stage = stages.stage(phases, found.now, stopped=bool(found.stopped_at))
    day = stages.today(found.now)
    promises = list(found.promises.select_related("office"))
    answers = list(
        Answer.objects.of(found)
        .in_force()
        .shown()
        .select_related("contribution", "node__process", "office")
        .order_by("-published_at", "-pk")[:3]
    )
    promised = [said(promise, day) for promise in promises]
    alone, examining = grouped(promised, day)
    cards, drawn_among = fair_draw(found)
    numbers = figures.figures(found)
    return {
        "process": found,
        "pact": pact_card(found.pact, promises, day),
        "promised": alone,
        "examining": examining,
        "admissibility": petitions.told(found, phases, promised),
        "stage": stage,
        "stage_words": listing.WORDS[stage],
        "opens_at": asked.opens_at if asked else None,
        "closes_on": stages.last_day(closes_at) if closes_at else None,
        "loop": followed.loop(found, stages.loop(found, phases, found.now)),
        "after": followed.after(found),
        "action": listing.main_action(found, stage, answers=len(answers), contributions=numbers.contributions),
        "bill": getattr(found, "bill", None),
        "cards": cards,
        "drawn_among": drawn_among,
        "figures": numbers,
        "facts": found.facts.all() if found.source else [],
        "documents": found.documents.all(),
        "questions": found.questions.all(),
        **meetings(found),
        "closed": closed(found, numbers) if stage not in ("open", "coming") else None,
        "next_steps": found.steps.filter(done=False)[:3],
        "quiet": (calm := elections.quiet(day, found)),
        "answers": [] if calm else answers,
        "lengthened": stages.lengthened(phases),
        "corrected_at": found.corrections.values_list("corrected_at", flat=True).first(),
        "card": share_card(found, closes_at),
    }


@access.door("processes.read")
@require_safe
def card(request, slug):
    """The picture another site shows of a process."""
    found = get_object_or_404(Process.objects.select_related("pact").defer("sealed_key"), slug=slug)
    access.require(request, "processes.read", found)
    return share_cards.answer(request, share_card(found, found.phases.closing()), public=bool(found.published_at))


def share_card(process: Process, closes_at: datetime | None) -> share_cards.Card:
    return share_cards.Card(
        title=str(process.title), over=process.pact.get_link_display(), until=stages.until(process, closes_at)
    )


def meetings(process: Process) -> dict:
    """Those to come, or without a date, and those held."""
    held = [meeting for meeting in process.meetings.all() if meeting.at and meeting.at < process.now]
    return {"held": held, "meetings": [meeting for meeting in process.meetings.all() if meeting not in held]}


def closed(process: Process, numbers: figures.Figures) -> dict:
    """What a reader of a process that is over wants first: what was said, what was answered, what is owed and when."""
    owed = owing.contributions().filter(process=process).count()
    return {
        "contributions": numbers.contributions,
        "answers": Answer.objects.of(process).in_force().count(),
        "answered": Outcome.objects.filter(contribution__in=process.contributions.visible()).count(),
        "synthesis": Synthesis.objects.filter(process=process, published_at__isnull=False).first(),
        "owed": owed,
        "by": owing.promised_by(process) if owed else None,
    }


def fair_draw(process: Process) -> tuple[list[Contribution], int]:
    """Some articles, else some proposals, drawn at random; and among how many.

    The draw starts at a random rank and goes round: every one has the same chance to be shown.
    """
    for kind in (Kind.ARTICLE, Kind.PROPOSAL, Kind.EXPERIENCE):
        shown = Contribution.objects.filter(process=process, kind=kind).visible().in_force()
        if total := shown.count():
            start = secrets.randbelow(RANKS)
            cards = shown.select_related("heading", *(["article"] if kind == Kind.ARTICLE else [])).order_by("draw_a")
            drawn = list(cards.filter(draw_a__gte=start)[:CARDS])
            if len(drawn) < min(CARDS, total):
                drawn += cards.filter(draw_a__lt=start)[: CARDS - len(drawn)]
            return drawn, total
    return [], 0
