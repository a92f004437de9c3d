"""The answers owed to those who took part without internet: by receipt code, for who hands or reads them out."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from parvis.contributions.kinds import Channel
from parvis.contributions.models import Contribution, Receipt
from parvis.decisions.models import Answer
from parvis.processes.models import Process
from parvis.synthesis.models import Attachment

ONLINE = {Channel.WEB, Channel.MAIL, Channel.SMS}
CHANNELS = [channel for channel in Channel if channel not in ONLINE]
ON_A_PAGE = 100  # receipts


@dataclass(frozen=True)
class Line:
    """What became of one contribution; answers: those that stand, its own first, then those to the ideas it is in."""

    contribution: Contribution
    answers: list[Answer]


def receipts(process: Process, channel: str) -> QuerySet[Receipt]:
    """Those by which something was said and came by this channel. Opinions have no answer of their own."""
    rows = process.receipts.filter(channel=channel, contributions__published_at__isnull=False)
    return rows.distinct().order_by("pk")


def listed(found: list[Receipt]) -> list[tuple[Receipt, list[Line]]]:
    """Each receipt with its contributions and their answers, in five queries whatever their number."""
    said: dict[int, list[Contribution]] = defaultdict(list)
    of_receipt = Receipt.contributions.through.objects.filter(receipt__in=found).order_by("contribution")
    for link in of_receipt.select_related("contribution"):
        said[link.receipt_id].append(link.contribution)
    answers = standing({one.pk for some in said.values() for one in some})
    return [(receipt, [Line(one, answers[one.pk]) for one in said[receipt.pk]]) for receipt in found]


def standing(contributions: set[int]) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = defaultdict(list)
    rows = Answer.objects.filter(replaced_at=None).select_related("office")
    for answer in rows.filter(contribution__in=contributions):
        if answer.contribution_id:
            found[answer.contribution_id].append(answer)
    attached = Attachment.objects.filter(
        contribution__in=contributions, node__process__synthesis__published_at__isnull=False
    )
    ideas = list(attached.order_by("pk").values_list("contribution", "node"))
    of_ideas = {answer.node_id: answer for answer in rows.filter(node__in={node for _said, node in ideas})}
    for contribution, node in ideas:
        if node in of_ideas:
            found[contribution].append(of_ideas[node])
    return found
