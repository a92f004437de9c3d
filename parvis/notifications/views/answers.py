"""The list of answers to print for those who took part on paper, at the counter or by telephone."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvis import access
from parvis.channels import paper
from parvis.contributions.kinds import Channel
from parvis.contributions.views.finding import process_or_404

from .. import on_paper


@access.door("notifications.answer_list")
@require_safe
def on_paper_page(request, slug):
    """?channel=paper, ?after=pk of the last receipt of the page before."""
    process = process_or_404(slug)
    access.require(request, "processes.read", process)
    asked, after = request.GET.get("channel", ""), request.GET.get("after", "")
    channel = Channel(asked) if asked in on_paper.CHANNELS else Channel.PAPER
    rows = on_paper.receipts(process, channel)
    found = list(
        rows.filter(pk__gt=int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else 0)[
            : on_paper.ON_A_PAGE + 1
        ]
    )
    shown, more = found[: on_paper.ON_A_PAGE], len(found) > on_paper.ON_A_PAGE
    here = reverse("notifications:answers_on_paper", args=[slug])
    context = {
        "process": process,
        "channels": on_paper.CHANNELS,
        "channel": channel,
        "receipts": on_paper.listed(shown),
        "count": rows.count(),
        "next_url": f"{here}?channel={channel}&after={shown[-1].pk}" if more else "",
        "short_address": paper.short_address(),
    }
    return render(request, "notifications/answers.html", context)
