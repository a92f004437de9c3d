"""Real amendments read and applied: how many are understood, how many articles become what was adopted.

`python -m benchmarks.legistics` prints the figures; with `mismatches`, the articles that differ from the one adopted
and whose it is; with `unread`, the wordings not understood.
Data: cases of La Fabrique de la Loi (ODbL), open data of the Sénat and of the Assemblée (Licence Ouverte), kept beside
the repository.
"""

import csv
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path

from analysis.legistics import Applied, NotUnderstood, apply_amendments
from analysis.legistics.operations import Operation
from analysis.legistics.reading import read
from analysis.legistics.sentences import plain

from .figures import figure

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SENATE = ("senat-amendments/plfss-2018_seance_2017-2018-63.csv", "senat-amendments/commission_2013-2014-310.csv")
OURS = {"not understood", "conflict", "no such place", "several", "table"}
BLANK = re.compile(r"^[\s«\"]*(?:…|\.{2,})[\s°).–-]*")
REST = re.compile(r"[\s.…]*\(?\s*le reste sans changement.*$", re.DOTALL)
ENOUGH, RUN = 2 / 3, 3  # an operation is found when two words in three stand in the article, in runs of three


@dataclass(frozen=True)
class Case:
    name: str
    before: str
    after: str
    amendments: list[str]

    @property
    def outcome(self) -> Applied:
        return apply_amendments(self.before, self.amendments)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


def run(text: str) -> str:
    return f" {' '.join(words(text)).casefold()} "


def senate() -> list[dict[str, str]]:
    """The amendments of the Sénat that have a wording."""
    rows = []
    for name in SENATE:
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            rows += [row for row in csv.DictReader(file) if row["dispositif"].strip()]
    return rows


def assembly() -> list[tuple[str, str]]:
    """Where each amendment of the Assemblée goes, and its wording, as HTML."""
    found = []
    for path in sorted((FOLDER / "an-amendments").glob("*/*.xml")):
        text = path.read_text(encoding="utf-8")
        wording = re.search(r"<dispositif>(?:<!\[CDATA\[)?(.+?)(?:\]\]>)?</dispositif>", text, re.DOTALL)
        place = re.search(r"<divisionRattache>(.*?)</divisionRattache>", text, re.DOTALL)
        if wording and place:
            found.append((unescape(place[1]), wording[1]))
    return found


def cases() -> list[Case]:
    lines = (FOLDER / "amendments-application" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Case(row["case"], row["article_before"], row["article_after"], [one["text"] for one in row["amendments"]])
        for row in map(json.loads, lines)
    ]


def unread(wordings: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names of the wordings not understood, and from where."""
    for name, wording in wordings:
        try:
            read(wording)
        except NotUnderstood as error:
            yield name, error.rest


def is_found(operation: Operation, case: Case) -> bool:
    """The words an operation brings stand in the article adopted: two in three at least, since the services of the
    chambers rewrite; those it takes away stand there less often."""
    after = run(case.after)
    if operation.new:
        lines = [REST.sub("", BLANK.sub("", line)) for line in operation.new]
        brought = run(" ".join(lines)).split()
        if all(run(line) in after for line in lines) or not brought:
            return True
        matcher = SequenceMatcher(None, brought, after.split(), autojunk=False)
        least = min(RUN, len(brought))
        return sum(one.size for one in matcher.get_matching_blocks() if one.size >= least) >= ENOUGH * len(brought)
    if operation.unit == "article":
        return not case.after.strip()
    if not operation.words:
        return _is_gone(operation, case)
    said = run(operation.words.text)
    return bool(operation.until) or after.count(said) < run(case.before).count(said)


def _is_gone(operation: Operation, case: Case) -> bool:
    place = operation.place
    if operation.unit != "paragraphs" or place.first < 1:
        return True  # a sentence: its words are compared with the whole article, not here
    paragraphs = re.split(r"\n\s*\n", case.before.strip())[place.first - 1 : place.last]
    after = run(case.after)
    return not any(run(one) in after for one in paragraphs if len(one.split()) > 8)


def hunks(case: Case, text: str) -> list[tuple[str, str]]:
    """Where our article and the one adopted differ: our words, theirs."""
    ours, theirs = words(text), words(case.after)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return [(" ".join(ours[a:b]), " ".join(theirs[c:d])) for op, a, b, c, d in matcher.get_opcodes() if op != "equal"]


def whose(case: Case, outcome: Applied) -> str:
    """Whose a mismatch is.

    Ours: an amendment was not understood or met another; words it names stand in the article and were not changed; or
    the article adopted holds, where it differs, three words in a row that an amendment brings and ours does not hold.
    The source's: all else. The article adopted then holds words that no amendment listed brings, or lacks words that
    none takes away; or an amendment quotes words that stand nowhere in the article discussed.
    """
    for doubt in outcome.doubts:
        if doubt.applied:
            continue
        if doubt.reason in OURS or (doubt.reason == "absent" and run(doubt.words) in run(case.before)):
            return "ours"
    brought, ours = [run(amendment) for amendment in case.amendments], run(outcome.text)
    for _mine, theirs in hunks(case, outcome.text):
        said = run(theirs)
        if theirs.count(" ") >= RUN - 1 and said not in ours and any(said in text for text in brought):
            return "ours"
    return "the source"


def readings() -> None:
    rows = [(row["number"], row["dispositif"]) for row in senate()]
    start = time.process_time()
    left = list(unread(rows))
    seconds = time.process_time() - start
    detail = f"{len(rows) - len(left)} of {len(rows)}; {len(rows) / seconds:,.0f}/s"
    figure("amendments of the Sénat understood whole", 1 - len(left) / len(rows), "share", limit=0.85, detail=detail)
    ordinary = [(place, wording) for place, wording in assembly() if "insérer" not in place]
    left = list(unread(ordinary))
    detail = f"{len(ordinary) - len(left)} of {len(ordinary)}; an additional article is its text"
    figure(
        "amendments of the Assemblée understood whole", 1 - len(left) / len(ordinary), "share", limit=1, detail=detail
    )


def applications() -> None:
    known = cases()
    equal = attempted = right = found = done = 0
    mismatches: Counter[str] = Counter()
    start = time.process_time()
    outcomes = [case.outcome for case in known]
    seconds = time.process_time() - start
    for case, outcome in zip(known, outcomes, strict=True):
        same = words(outcome.text) == words(case.after)
        equal += same
        attempted += outcome.complete
        right += outcome.complete and same
        if not same:
            mismatches[whose(case, outcome)] += 1
        if case.after.strip() or not outcome.text:  # an article the chamber then rejected has no text to compare
            done += len(outcome.operations)
            found += sum(is_found(operation, case) for _amendment, operation in outcome.operations)
    detail = f"{equal} of {len(known)}, in {seconds:.1f} s; {right} of the {attempted} complete ones"
    figure("articles that become the one adopted", equal / len(known), "share", limit=0.40, aim=0.46, detail=detail)
    detail = f"{found} of {done}"
    figure("operations found in the article adopted", found / done, "share", limit=0.97, detail=detail)
    figure("mismatches that are ours", mismatches["ours"], "", detail=f"the source’s: {mismatches['the source']}")


def main() -> None:
    if not FOLDER.exists():
        print(f"legistics: not measured, the amendments are not in {FOLDER}")
        return
    readings()
    applications()


def tell_mismatches() -> None:
    for case in cases():
        outcome = case.outcome
        if words(outcome.text) != words(case.after):
            print(f"== {case.name}: {whose(case, outcome)}")
            for doubt in outcome.doubts:
                print(f"   {doubt.reason}{' (applied)' if doubt.applied else ''}: {doubt.words[:100]!r}")
            for mine, theirs in hunks(case, outcome.text)[:12]:
                print(f"   {mine[:100]!r} is {theirs[:100]!r}")


def tell_unread() -> None:
    for name, rest in unread([(row["number"], row["dispositif"]) for row in senate()] + assembly()):
        print(f"== {name}: {rest[:200]!r}")


if __name__ == "__main__":
    {"mismatches": tell_mismatches, "unread": tell_unread}.get(sys.argv[1] if len(sys.argv) > 1 else "", main)()
