"""What can be put right in a public process, and what was.

The link to the decision, who decides, the rule of the answers, thresholds, delays, promises and the signature are never
touched (rule L05). The rest of what was signed changes by its spelling only; what is practical can be said anew.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.redline import Piece, compare
from analysis.spelling import same_but_spelling
from parvis.ui.translated import Translated, as_translated

from .kinds import CLAUSES
from .models import Correction, Pact, Process
from .stages import LABELS

SIGNED = ("decision_object", "negotiable", "non_negotiable", "audience", "guarantor")
SPELLING_ONLY = gettext_lazy(
    "This was signed: only its spelling can be put right. Keep the same words, the same figures and the same lines; "
    "if they no longer hold, stop the process with a public reason, then open another (rule L05)."
)


@dataclass(frozen=True)
class Passage:
    """Words that can be put right. name: in addresses and in the record; clause: its name, in the clauses of a pact.

    long: several lines; signed: only its spelling; is_address: one web address, the same in every language.
    """

    name: str
    label: Any
    process: Process
    row: Model
    field: str
    clause: str = ""
    long: bool = True
    signed: bool = False
    is_address: bool = False

    @property
    def words(self) -> Translated:
        value = getattr(self.row, self.field)
        if self.is_address:
            return Translated({self.process.language: value} if value else {})
        return as_translated(value.get(self.clause) if self.clause else value)

    def now(self) -> Translated:
        """The words as the database has them now."""
        self.row.refresh_from_db(fields=[self.field])
        return self.words

    def may_become(self, words: Translated) -> bool:
        return not self.signed or all(
            same_but_spelling(self.words.get(code, ""), words.get(code, "")) for code in {*self.words, *words}
        )

    def write(self, words: Translated) -> None:
        value: Any = str(words) if self.is_address else words
        if self.clause:
            value = getattr(self.row, self.field) | {self.clause: dict(words)}
        setattr(self.row, self.field, value)
        self.row.save(update_fields=[self.field])


def passages(process: Process) -> list[Passage]:
    """Every passage that has words, in the order people read them."""
    pact = process.pact
    found = [
        Passage("title", _("Title"), process, process, "title", long=False),
        Passage("summary", _("Summary"), process, process, "summary"),
        *(Passage(name, _label(name), process, pact, name, signed=True) for name in SIGNED),
        *(
            Passage(f"clause-{clause.name}", clause.label, process, pact, "clauses", clause=clause.name, signed=True)
            for clause in CLAUSES.get(pact.link, ())
        ),
        Passage("legal_basis", _label("legal_basis"), process, pact, "legal_basis"),
    ]
    for phase in process.phases.in_order():
        label = _("A word about: %(phase)s") % {"phase": LABELS[phase.kind]}
        found.append(Passage(f"phase-{phase.kind}", label, process, phase, "note", long=False))
    for number, question in enumerate(process.questions.all(), start=1):
        label = _("Question %(number)d") % {"number": number}
        found.append(Passage(f"question-{question.public_id}", label, process, question, "text", long=False))
    for number, paper in enumerate(process.documents.all(), start=1):
        name, place = f"document-{paper.pk}", {"number": number}
        found += [
            Passage(f"{name}-title", _("Document %(number)d: title") % place, process, paper, "title", long=False),
            Passage(f"{name}-url", _("Document %(number)d: address") % place, process, paper, "url", is_address=True),
            Passage(f"{name}-body", _("Document %(number)d: text") % place, process, paper, "body"),
        ]
    return [passage for passage in found if passage.words]


def _label(field: str) -> Any:
    column: Any = Pact._meta.get_field(field)
    return column.verbose_name


@dataclass(frozen=True)
class Told:
    """A correction as it is shown. changes: (code of the language, pieces), the language of the page first."""

    correction: Correction
    label: Any
    changes: list[tuple[str, list[Piece]]]


def told(process: Process) -> list[Told]:
    """What was put right, the latest first."""
    done = list(process.corrections.select_related("corrected_by"))
    labels = {passage.name: passage.label for passage in passages(process)} if done else {}
    return [Told(one, labels.get(one.of, one.of), _changes(one)) for one in done]


def _changes(correction: Correction) -> list[tuple[str, list[Piece]]]:
    shown = correction.after.language
    codes = [shown, *(code for code, _name in settings.LANGUAGES if code != shown)]
    before, after = ({code: words.get(code, "") for code in codes} for words in (correction.before, correction.after))
    return [(code, compare(before[code], after[code])) for code in codes if before[code] != after[code]]
