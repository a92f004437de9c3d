"""People who answered, by channel: channels of fewer than 11 people are told together, or not at all (rule L14)."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from parvis.contributions import downloads, told_channels
from parvis.contributions.models import Tally
from parvis.processes.models import Process

COLUMNS = ["contribution", "channel", "value", "count"]
CHUNK = 1000


def counts(process: Process) -> Iterator[str]:
    """CSV; columns: docs/formats/open-data.md. For each contribution, its rows make the totals of its page."""
    writer = csv.writer(downloads.Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    shown = {"contribution__published_at__isnull": False, "contribution__hidden_at": None}
    rows = Tally.objects.filter(contribution__process=process, **shown, count__gt=0)
    kept = rows.order_by("contribution__public_id").values_list("contribution__public_id", "channel", "value", "count")
    for contribution, found in groupby(kept.iterator(CHUNK), key=lambda row: row[0]):
        answers: dict[str, dict[str, int]] = {}
        for _contribution, channel, value, count in found:
            answers.setdefault(channel, {})[value] = count
        for (channels, value), count in sorted(_together(answers).items()):
            yield writer.writerow([contribution, channels, value, count])


def _together(answers: told_channels.Answers) -> Counter[tuple[str, str]]:
    """(channels, value) → people; no channel when none may be told."""
    places = {name: told_channels.APART.join(one.groups) for one in told_channels.told(answers) for name in one.groups}
    totals: Counter[tuple[str, str]] = Counter()
    for channel, values in answers.items():
        for value, people in values.items():
            totals[places.get(channel, ""), value] += people
    return totals
