"""What waits for someone: for the whole instance, or for one process."""

from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from parvis.channels.models import Sheet
from parvis.contributions.models import Report
from parvis.decisions import owing
from parvis.moderation.models import Contest
from parvis.people.models import Organisation
from parvis.processes.models import Process, Promise
from parvis.synthesis.models import Dispute
from parvis.texts.models import Anchor
from parvis.ui.translated import as_translated

SOON_DAYS = 14


def waiting(day: date, process: Process | None = None) -> list[dict]:
    """Each thing that waits: label, count from one, and the name and rule of its page, with the slug it
    takes if any, or its anchor on the same one.

    Organisations belong to no process.
    """
    of = {"process": process} if process else {}
    about = {"contribution__process": process} if process else {}
    contested = {"decision__contribution__process": process} if process else {}
    reported = Report.objects.filter(settled_at=None, **about).values("contribution").distinct().count()
    contests = Contest.objects.filter(answered_at=None, **contested).count()
    owed = Promise.objects.public().owed().filter(**of)
    near = Q(new_due_on=None, due_on__lte=day + timedelta(days=SOON_DAYS)) | Q(
        new_due_on__lte=day + timedelta(days=SOON_DAYS)
    )
    queue = {"name": "moderation:queue", "rule": "moderation.queue"}
    rows = [
        {
            "label": _("Contributions owed an answer"),
            "count": owing.contributions().filter(**of).count(),
            "name": "decisions:owed",
            "rule": "decisions.owe",
        },
        {
            "label": _("Promises due within two weeks, or late"),
            "count": owed.filter(near).count(),
            "anchor": "#promises",
        },
        {
            "label": _("Authors who do not recognise their words in a synthesis"),
            "count": Dispute.objects.filter(answered_at=None, **about).count(),
            "name": "synthesis:disputes",
            "rule": "synthesis.work",
        },
        {"label": _("Reported contributions to look at"), "count": reported, **queue},
        {"label": _("Hidden contributions contested by their author"), "count": contests, **queue},
        {
            "label": _("Sheets printed and not entered yet"),
            "count": Sheet.objects.filter(entered_at=None, **of).count(),
            "name": "channels:counter",
            "rule": "channels.counter",
        },
    ]
    anchors = {"amendment__process": process} if process else {"amendment__process__published_at__isnull": False}
    placing = Anchor.objects.waiting().in_force().filter(**anchors)
    counts = (
        placing.order_by().values_list("amendment__process__slug", "amendment__process__title").annotate(Count("pk"))
    )
    for slug, title, count in counts:
        label = _("Modifications to place in the new version of a text")
        rows.append(
            {
                "label": label if process else f"{label} – {as_translated(title)}",
                "count": count,
                "name": "texts:anchors",
                "slug": slug,
                "rule": "texts.anchor",
            }
        )
    if process is None:
        unchecked = Organisation.objects.filter(checked_at=None, refused_at=None).count()
        rows.append(
            {"label": _("Organisations to check"), "count": unchecked, **queue, "name": "moderation:organisations"}
        )
    return [row for row in rows if row["count"]]
