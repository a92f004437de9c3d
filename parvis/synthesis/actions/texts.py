"""The text of an idea: signed, versioned, every quotation checked against the words it quotes."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from analysis.quotations import SHORTEST, Sentence, is_exact, nearest, sentences
from parvis.contributions.actions.publishing import words
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.people.models import Person
from parvis.processes.models import Process

from ..models import Citation, Node, NodeVersion
from .tree import Overtaken, Refused, hold, record

QUOTED_WITH = {"fr": ("«\u202f", "\u202f»"), "en": ("“", "”")}


@dataclass(frozen=True)
class Problem:
    """What stops a text. kind: unknown, ambiguous (a mark), open, uncited or inexact (a quotation).

    about: the mark or the quoted words; nearest: the real words most like them, when there are some.
    """

    kind: str
    sentence: Sentence
    about: str = ""
    nearest: str = ""


class Inexact(Refused):
    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(f"{problem.kind}: {problem.about}" for problem in problems))
        self.problems = problems


@transaction.atomic
def write(
    *, node: Node, body: str, author: Person | None, author_name: str, seen: int = 0, language: str = "fr"
) -> NodeVersion:
    """A new version of the text of an idea. seen: number of the version its author started from, 0 for none.

    The same words twice make one version. Raises Overtaken when another version was written meanwhile, Inexact when a
    mark leads nowhere or a quotation is not exact.
    """
    hold(node.process)
    current = node.versions.first()
    if current and (current.body, current.language) == (body, language):
        return current
    if (current.number if current else 0) != seen:
        raise Overtaken(current)
    citations, problems = check(body, node.process, language)
    if problems:
        raise Inexact(problems)
    version = NodeVersion.objects.create(
        node=node, number=seen + 1, body=body, language=language, author=author, author_name=author_name
    )
    for citation in citations:
        citation.version = version
    Citation.objects.bulk_create(citations)
    told = {
        "version": version.number,
        "language": language,
        "author": author_name,
        "sha256": hashlib.sha256(body.encode()).hexdigest(),  # not the words: a quotation goes when its author says so
        "cites": sorted({citation.contribution.public_id for citation in citations}),
    }
    record("synthesis.node_written", node.process, node.public_id, told)
    return version


def check(body: str, process: Process, language: str) -> tuple[list[Citation], list[Problem]]:
    """The citations of a text, not saved, and what is wrong with it. One query a mark that differs."""
    found: dict[str, list[Contribution]] = {}
    citations: dict[tuple, Citation] = {}
    problems: list[Problem] = []
    for sentence in sentences(body):
        cited: list[Contribution] = []
        for mark in sentence.marks:
            if mark not in found:
                found[mark] = called(mark, process)
            if len(found[mark]) == 1:
                cited += found[mark]
            else:
                problems.append(Problem("ambiguous" if found[mark] else "unknown", sentence, mark))
        if sentence.never_closes:
            problems.append(Problem("open", sentence))
        said = sentence.said(QUOTED_WITH.get(language, QUOTED_WITH["en"]))
        quoting = dict.fromkeys(contribution.pk for contribution in cited)
        for quote in sentence.quotes:
            source = next((one for one in cited if is_exact(quote, words(one))), None)
            if source is None:
                kind = "inexact" if cited else "uncited"
                problems.append(Problem(kind, sentence, quote, nearest(quote, map(words, cited))))
                continue
            quoting.pop(source.pk, None)
            citations[sentence.position, source.pk, quote] = _citation(source, sentence, said, quote)
        for one in cited:
            if one.pk in quoting:
                citations[sentence.position, one.pk, ""] = _citation(one, sentence, said, "")
    return list(citations.values()), problems


def called(mark: str, process: Process) -> list[Contribution]:
    """The contributions a mark may name: none when it is too short or what it names is no longer shown; two at most."""
    if len(mark) < SHORTEST:
        return []
    shown = Contribution.objects.visible().filter(process=process).exclude(kind=Kind.ARTICLE)
    return list(shown.filter(public_id__startswith=mark)[:2])


def _citation(contribution: Contribution, sentence: Sentence, said: str, quote: str) -> Citation:
    return Citation(contribution=contribution, position=sentence.position, sentence=said, quote=quote)
