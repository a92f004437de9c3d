"""What was decided in the end, beside what was asked, and what was then done."""

from parvis.contributions.models import Contribution, Participant
from parvis.contributions.stances import Value
from parvis.follow_up import actions
from parvis.follow_up.models import MindChange, RealityCheck, Report
from parvis.processes.models import Process
from parvis.synthesis.models import Node
from parvis.ui.translated import Translated

from ..bulk import Draft
from .content import Days
from .places import Cast


def decision(told: dict, spoken: dict, process: Process, drafts: dict[str, Draft], cast: Cast, days: Days) -> None:
    """told: the file of what was decided; spoken: the file of what was said, with ideas and commitments."""
    nodes = _nodes(spoken, process)
    said = told["decision"]
    votes = dict(zip(("votes_for", "votes_against", "abstentions"), said["votes"], strict=True))
    published = actions.publish_decision(
        process,
        office=cast.offices[said["office"]],
        title=Translated(said["title"]),
        url=said["url"],
        decided_on=days.date(said["day"]),
        takes_account=said["takes_account"],
        **votes,
    )
    asked = {one["key"]: Translated(one["text"]) for one in spoken["synthesis"]}
    for row in told["compared"]:
        actions.compare(
            published,
            nodes[row["idea"]],
            asked=asked[row["idea"]],
            decided=Translated(row["decided"]),
            status=row["status"],
            place=row["place"],
        )
    for step, more in zip(spoken["milestone"], told["commitment"], strict=True):
        _commitment(step, more, process, nodes[more["idea"]], cast, days)
    _report(told["report"], process, cast, days)
    _mind(told["mind"], process, drafts, cast, days)


def _nodes(spoken: dict, process: Process) -> dict[str, Node]:
    by_title = {str(node.title): node for node in Node.objects.filter(process=process)}
    return {one["key"]: by_title[str(Translated(one["title"]))] for one in spoken["synthesis"]}


def _commitment(step: dict, more: dict, process: Process, node: Node, cast: Cast, days: Days) -> None:
    office, title, due = cast.offices[step["office"]], Translated(step["title"]), days.date(step["due"])
    made = actions.add_milestone(process, office=office, title=title, due_on=due, node=node)
    if step["state"] == "done":
        actions.mark_done(made, done_on=days.date(step["done"]))
    if "percent" in more:
        actions.say_progress(made, percent=more["percent"], basis=Translated(more["basis"]))
    for figure in more.get("figure", []):
        shown, unit = Translated(figure["words"]), figure["unit"][process.language]
        actions.add_evidence(
            made, kind="figure", words=shown, value=figure["value"], unit=unit, source=figure["source"]
        )
    if place := more.get("place"):
        where = {"latitude": place["latitude"], "longitude": place["longitude"]}
        actions.add_evidence(made, kind="place", words=Translated(place["words"]), **where)
    asked = Contribution.objects.filter(attachments__node=node)
    agreed = Participant.objects.filter(stances__contribution__in=asked, stances__value=Value.AGREE)
    who = agreed.distinct().order_by("pk")
    for participant, (value, *words) in zip(who, more.get("checks", []), strict=False):
        actions.check(made, participant, value=value, words="".join(words), language=process.language)
    RealityCheck.objects.filter(milestone=made).update(given_at=days.at(step["due"] + 60))


def _report(told: dict, process: Process, cast: Cast, days: Days) -> None:
    """The row alone: its promise was kept with the others."""
    signed_by, words = cast.signature(told["signed_by"], process.language), Translated(told["words"])
    Report.objects.create(
        process=process, number=1, words=words, signed_by=signed_by, reported_on=days.date(told["day"])
    )


def _mind(told: dict, process: Process, drafts: dict[str, Draft], cast: Cast, days: Days) -> None:
    change = actions.change_mind(
        process,
        office=cast.offices[told["office"]],
        words=Translated(told["words"]),
        signed_by=cast.signature(told["signed_by"], process.language),
        contributions=[drafts[key].row for key in told["thanks"]],
    )
    MindChange.objects.filter(pk=change.pk).update(signed_at=days.some_time(told["day"]))
