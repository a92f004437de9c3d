"""What a contribution said before, and what each edit changed, word by word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from analysis.redline import Piece, compare

from .actions.publishing import KEPT_IN_VERSIONS
from .models import Contribution


@dataclass(frozen=True)
class Edit:
    """number: of the version it made, from 2; changes: [(name of the field, pieces)]."""

    number: int
    at: datetime
    changes: list[tuple[str, list[Piece]]]


def history(contribution: Contribution) -> list[Edit]:
    """Edits, the latest first."""
    edits = []
    after: Any = contribution
    for before in contribution.versions.order_by("-number"):
        changes = [
            (label, compare(getattr(before, name), getattr(after, name)))
            for name, label in labels().items()
            if getattr(before, name) != getattr(after, name)
        ]
        edits.append(Edit(before.number + 1, before.replaced_at, changes))
        after = before
    return edits


def labels() -> dict[str, str]:
    return dict(
        zip(
            KEPT_IN_VERSIONS,
            (_("Title"), _("Text"), _("Reasons"), _("What should change"), _("Place"), _("Link"), _("Category")),
            strict=True,
        )
    )
