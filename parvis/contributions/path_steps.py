"""What the five-minute path asks about: every article of a short bill, else a fair draw, the same for a whole visit."""

from dataclasses import dataclass

from parvis.processes.models import Process

from .kinds import Kind, Side
from .models import Contribution
from .orders import starting_point

WHOLE = 12  # a bill of that many articles is gone through from end to end
DRAWN = 8  # else that many are drawn
COLUMNS = ("pk", "public_id", "title", "article__number")


@dataclass(frozen=True)
class Steps:
    """The contributions asked about, in order. ids: public ids; out_of: how many there are in all."""

    kind: str
    ids: list[str]
    labels: dict[str, tuple[str, str]]  # public id: (number of the article or "", title)
    out_of: int

    def place(self, public_id: str) -> int | None:
        """From 1; None for a contribution the path does not ask about."""
        return self.ids.index(public_id) + 1 if public_id in self.ids else None

    def beside(self, public_id: str, step: int) -> str | None:
        """The one before (-1) or after (+1); after one met elsewhere comes the first."""
        if public_id not in self.ids:
            return self.ids[0] if self.ids and step > 0 else None
        place = self.ids.index(public_id) + step
        return self.ids[place] if 0 <= place < len(self.ids) else None


def steps(process: Process, start: str) -> Steps:
    """start: as orders.random_start gives it. Raises ValueError when it is not one."""
    column, rank = starting_point(start)
    visible = Contribution.objects.visible().in_force().filter(process=process)
    for kind, reading_order in ((Kind.ARTICLE, "article__position"), (Kind.PROPOSAL, None)):
        rows = visible.of_kind(kind)
        if not (total := rows.count()):
            continue
        if kind == Kind.ARTICLE and total <= WHOLE:
            chosen = list(rows.order_by(reading_order, "pk").values_list(*COLUMNS))
        else:
            chosen = _draw(rows, column, rank)
            if reading_order:
                keys = [row[0] for row in chosen]
                chosen = list(rows.filter(pk__in=keys).order_by(reading_order, "pk").values_list(*COLUMNS))
        labels = {public_id: (number or "", title) for _pk, public_id, title, number in chosen}
        return Steps(kind, list(labels), labels, total)
    return Steps(Kind.PROPOSAL, [], {}, 0)


def _draw(rows, column: str, rank: int) -> list[tuple]:
    """The next ones of the fair order from a rank, going round."""
    after = list(rows.filter(**{f"{column}__gte": rank}).order_by(column, "pk").values_list(*COLUMNS)[:DRAWN])
    if len(after) < DRAWN:
        before = rows.filter(**{f"{column}__lt": rank}).order_by(column, "pk")
        after += before.values_list(*COLUMNS)[: DRAWN - len(after)]
    return after


def one_argument_each(contribution: Contribution) -> list[tuple[str, Contribution | None]]:
    """The argument found most useful on each side: [(side, argument or None)]."""
    arguments = Contribution.objects.visible().filter(parent=contribution, kind=Kind.ARGUMENT, missing="")
    most_useful = arguments.order_by("-useful", "-id").only("title", "body", "language", "useful", "side")
    return [(side, most_useful.filter(side=side).first()) for side in (Side.FOR, Side.AGAINST)]
