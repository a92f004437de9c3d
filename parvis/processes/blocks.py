"""What a process may never do: one table, L01 to L19. Pages and commands ask the same and get the same answer.

`refuse(code, process, **facts)` raises Blocked when the facts do not allow the act; `ask` only tells. The facts of a
rule are the arguments of its function, in block_checks.py.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.ledger import actions as ledger

from .block_table import TABLE


class Forbidden(Exception):
    """What was asked would go back on what was announced; the text is a sentence for who asked."""


@dataclass(frozen=True)
class Block:
    """action: what is blocked; unless: what would allow it; sentence: why, in plain words; way_out: what to do instead.

    page: name of the address where the way out begins, "" when there is none; details: what lacks here, in sentences.
    """

    code: str
    action: Any
    unless: Any
    sentence: Any
    way_out: Any
    page: str = ""
    details: tuple = ()


BLOCKS: dict[str, Block] = {
    code: Block(code, gettext_lazy(action), gettext_lazy(unless), gettext_lazy(why), gettext_lazy(way_out), page)
    for code, (action, unless, why, way_out, page) in TABLE.items()
}


class Blocked(Forbidden):
    """An act that the rules of participation forbid. Whoever shows it calls record(), once nothing is rolled back."""

    def __init__(self, block: Block, process):
        super().__init__(_("%(code)s: %(sentence)s") % {"code": block.code, "sentence": block.sentence})
        self.block, self.process = block, process

    @property
    def code(self) -> str:
        return self.block.code

    def told(self) -> str:
        """The refusal as a command prints it: code and reason, what lacks, the way out."""
        return "\n".join([str(self), *(f"- {detail}" for detail in self.block.details), str(self.block.way_out)])

    @transaction.atomic
    def record(self) -> None:
        """Keep in the public record that the act was asked for and blocked, never who asked."""
        body = {"code": self.code, "action": TABLE[self.code][0]}
        ledger.record("action.blocked", process=self.process.public_id, body=body)


def ask(code: str, process, **facts) -> Block | None:
    """The block that stands against an act, with what lacks; None when nothing does."""
    from .block_checks import CHECKS  # it reads pacts, which acts on processes read too

    lacks = CHECKS[code](process, **facts)
    return None if lacks is None else replace(BLOCKS[code], details=tuple(lacks))


def refuse(code: str, process, **facts) -> None:
    """Go on when the facts allow the act; raise Blocked otherwise."""
    if block := ask(code, process, **facts):
        raise Blocked(block, process)
