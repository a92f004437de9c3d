"""The answers owed to those who took part without internet: by receipt code, for who hands or reads them out."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from parvis.contributions.kinds import Channel
from parvis.contributions.models import Contribution, Receipt
from parvis.decisions.models import Answer
from parvis.follow_up import asking
from parvis.follow_up.models import Milestone
from parvis.processes.models import Process
from parvis.synthesis.models import Attachment

ONLINE = {Channel.WEB, Channel.MAIL, Channel.SMS}
CHANNELS = [channel for channel in Channel if channel not in ONLINE]
ON_A_PAGE = 100  # receipts


@dataclass(frozen=True)
class Line:
    """What became of one contribution. answers: its own, else those to its ideas; asked: was it really done?"""

    contribution: Contribution
    answers: list[Answer]
    asked: list[Milestone]


def receipts(process: Process, channel: str) -> QuerySet[Receipt]:
    """Those by which something was said and came by this channel. Opinions have no answer of their own."""
    rows = process.receipts.filter(channel=channel, contributions__published_at__isnull=False)
    return rows.distinct().order_by("pk")


def listed(found: list[Receipt]) -> list[tuple[Receipt, list[Line]]]:
    """Each receipt with its contributions and their answers, in a few queries whatever their number."""
    said: dict[int, list[Contribution]] = defaultdict(list)
    of_receipt = Receipt.contributions.through.objects.filter(receipt__in=found).order_by("contribution")
    for link in of_receipt.select_related("contribution"):
        said[link.receipt_id].append(link.contribution)
    of_all = [one for some in said.values() for one in some]
    answers = standing({one.pk for one in of_all})
    asked = asking.of_contributions({one.pk for one in of_all if one.state == "published"})
    return [(receipt, [Line(one, answers[one.pk], asked[one.pk]) for one in said[receipt.pk]]) for receipt in found]


def standing(contributions: set[int]) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = defaultdict(list)
    rows = Answer.objects.filter(replaced_at=None).select_related("office", "node")
    for answer in rows.filter(contribution__in=contributions):
        if answer.contribution_id:
            found[answer.contribution_id].append(answer)
    attached = Attachment.objects.filter(contribution__in=contributions, announced__isnull=False)
    ideas = list(attached.order_by("pk").values_list("contribution", "node"))
    of_ideas = {answer.node_id: answer for answer in rows.filter(node__in={node for _said, node in ideas})}
    own = set(found)
    for contribution, node in ideas:
        if node in of_ideas and contribution not in own:
            found[contribution].append(of_ideas[node])
    return found
