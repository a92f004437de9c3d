"""Drafting on real paragraphs: random edits, each read back and applied; the figures of speed and of fallback.

`python -m benchmarks.drafting [count]` prints the figures.
Data: published bills and the civil code, kept beside the repository.
"""

import csv
import random
import re
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

from analysis.bills_html import read_html
from analysis.legistics import Amendment, NotDrafted, NotUnderstood, apply_amendment, draft_amendment
from analysis.legistics.applying import apply_operations
from analysis.legistics.reading import read

from .figures import figure

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
BILLS = ("pl0269", "r0575-a0", "pjl17-063", "pjl18-106", "pjl18-218")
LARGEST = 30  # paragraphs taken of an article at most


@cache
def bills() -> list[list[str]]:
    """The paragraphs of each article with words, of published bills."""
    found = []
    for name in BILLS:
        bill = read_html((FOLDER / "bills-html" / f"{name}.html").read_text(encoding="utf-8"))
        found += [article.paragraphs for article in bill.articles if len(article.paragraphs[0].split()) > 4]
    return found


@cache
def code() -> list[list[str]]:
    """The paragraphs of each article of the civil code."""
    found = []
    with (FOLDER / "code-civil" / "articles_2015.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = row["text"].split("----\n", 1)[-1]
            found.append([" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()])
    return [paragraphs for paragraphs in found if paragraphs]


def articles() -> list[list[str]]:
    return bills() + code()


@cache
def vocabulary() -> list[str]:
    words = Counter(word for article in articles() for text in article for word in re.findall(r"[^\W\d_]{2,}", text))
    return [word for word, _count in words.most_common(3_000)]


@cache
def some_sentences() -> list[str]:
    texts = [text for article in articles() for text in article if text.endswith(".") and 30 < len(text) < 300]
    return [text for text in texts if text[0].isalpha()]


def edits(count: int, seed: int = 4):
    """(original, edited, locator, kind of edit): real paragraphs, an edit drawn at random."""
    draw = random.Random(seed)
    for _ in range(count):
        article = draw.choice(draw.choice([bills(), code()]))
        start = draw.randrange(max(1, len(article) - LARGEST + 1))
        original = article[start : start + LARGEST]
        whole = len(original) == len(article)
        kind = draw.choice(KINDS)
        edited = kind(list(original), draw)
        locator = {"article": "3", "first_alinea": start + 1, "whole_article": whole}
        yield original, edited, locator, kind.__name__


def _words(text: str) -> list[re.Match]:
    return list(re.finditer(r"[^\W_]+(?:-\w+)*", text))


def _longest(paragraphs: list[str], draw: random.Random) -> int:
    """Any paragraph, one with words rather."""
    return max((draw.randrange(len(paragraphs)) for _ in range(3)), key=lambda at: min(len(paragraphs[at]), 150))


def replaced(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = _longest(paragraphs, draw)
    words = _words(paragraphs[at])
    if words:
        word, new = draw.choice(words), " ".join(draw.choices(vocabulary(), k=draw.choice([1, 1, 2, 3])))
        paragraphs[at] = paragraphs[at][: word.start()] + new + paragraphs[at][word.end() :]
    return paragraphs


def inserted(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = _longest(paragraphs, draw)
    words = _words(paragraphs[at])
    if words:
        word, new = draw.choice(words), " ".join(draw.choices(vocabulary(), k=draw.choice([1, 2, 4])))
        paragraphs[at] = f"{paragraphs[at][: word.end()]} {new}{paragraphs[at][word.end() :]}"
    return paragraphs


def removed(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = _longest(paragraphs, draw)
    words = _words(paragraphs[at])
    if len(words) > 3:
        first = draw.randrange(1, len(words))
        last = min(len(words) - 1, first + draw.choice([0, 0, 1, 3]))
        paragraphs[at] = paragraphs[at][: words[first].start()] + paragraphs[at][words[last].end() :].lstrip()
    return paragraphs


def tokens_changed(paragraphs: list[str], draw: random.Random) -> list[str]:
    """What stands between two blanks, guillemets and marks included, goes, changes or comes."""
    at = _longest(paragraphs, draw)
    found = paragraphs[at].split(" ")
    first = draw.randrange(len(found))
    last = first + draw.choice([0, 1, 1, 1, 2, 5])
    other = draw.choice(draw.choice(draw.choice([bills(), code()]))).split()
    start = draw.randrange(len(other))
    found[first:last] = other[start : start + draw.choice([0, 1, 1, 3])]
    paragraphs[at] = " ".join(found)
    return [text for text in paragraphs if text.strip()]


def several(paragraphs: list[str], draw: random.Random) -> list[str]:
    for _ in range(draw.randint(2, 4)):
        paragraphs = draw.choice([replaced, inserted, removed])(paragraphs, draw)
    return paragraphs


def sentence_added(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = _longest(paragraphs, draw)
    paragraphs[at] = f"{paragraphs[at]} {draw.choice(some_sentences())}"
    return paragraphs


def sentence_removed(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = _longest(paragraphs, draw)
    found = re.split(r"(?<=\.)\s+(?=[A-ZÀÉ])", paragraphs[at])
    if len(found) > 1:
        found.pop(draw.randrange(len(found)))
        paragraphs[at] = " ".join(found)
    return paragraphs


def ending_rewritten(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = _longest(paragraphs, draw)
    words = _words(paragraphs[at])
    if len(words) > 9:
        word = words[draw.randrange(3, len(words) - 5)]
        new = " ".join(draw.choices(vocabulary(), k=draw.choice([0, 3, 6])))
        paragraphs[at] = f"{paragraphs[at][: word.end()]} {new}".strip() + "."
    return paragraphs


def number_changed(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = _longest(paragraphs, draw)
    numbers = list(re.finditer(r"\d+", paragraphs[at]))
    if not numbers:
        return replaced(paragraphs, draw)
    number = draw.choice(numbers)
    paragraphs[at] = paragraphs[at][: number.start()] + str(draw.randrange(1, 3_000)) + paragraphs[at][number.end() :]
    return paragraphs


def paragraph_added(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = draw.randint(0, len(paragraphs))
    new = [
        draw.choice([draw.choice(some_sentences()), draw.choice(draw.choice(bills()))])
        for _ in range(draw.randint(1, 3))
    ]
    return [*paragraphs[:at], *new, *paragraphs[at:]]


def paragraph_removed(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = draw.randrange(len(paragraphs))
    return paragraphs[:at] + paragraphs[at + draw.choice([1, 1, 2, 3]) :]


def paragraph_replaced(paragraphs: list[str], draw: random.Random) -> list[str]:
    at = draw.randrange(len(paragraphs))
    new = [
        draw.choice([draw.choice(some_sentences()), draw.choice(draw.choice(bills()))])
        for _ in range(draw.randint(1, 2))
    ]
    return [*paragraphs[:at], *new, *paragraphs[at + draw.choice([1, 2]) :]]


def paragraph_moved(paragraphs: list[str], draw: random.Random) -> list[str]:
    moved = paragraphs.pop(draw.randrange(len(paragraphs)))
    paragraphs.insert(draw.randint(0, len(paragraphs)), moved)
    return paragraphs


KINDS = (
    replaced,
    inserted,
    removed,
    tokens_changed,
    several,
    sentence_added,
    sentence_removed,
    ending_rewritten,
    number_changed,
    paragraph_added,
    paragraph_removed,
    paragraph_replaced,
    paragraph_moved,
)


def bare(paragraphs: list[str]) -> list[str]:
    """Blanks and last punctuation aside, as rule N2 has it."""
    return ["".join(text.split()).rstrip(".;,") for text in paragraphs]


def measure(convention: str, count: int) -> None:
    drawn = list(edits(count))
    drafted: list[Amendment | None] = []
    start = time.process_time()
    for original, edited, locator, _kind in drawn:
        try:
            drafted.append(draft_amendment(original, edited, locator, convention))
        except NotDrafted:
            drafted.append(None)
    seconds = time.process_time() - start
    identical = fallen = rewritten = of_words = general = 0
    for (original, edited, locator, kind), amendment in zip(drawn, drafted, strict=True):
        if amendment is None:
            continue
        done = apply_amendment(original, amendment.wording, locator, convention) if amendment.wording else original
        identical += bare(done) == bare(edited)
        fallen += amendment.fallback
        if not kind.startswith("paragraph"):
            of_words += 1
            rewritten += bool({"A4", "A7"} & set(amendment.codes))
        general += _is_read_by_the_grammar(original, edited, locator, amendment)
    figure(
        f"random edits drafted and read back, {convention}", identical / count, "share", limit=1, detail=f"{count:,}"
    )
    detail = f"{fallen} fell back; {rewritten / of_words:.1%} of the edits of words rewrite a paragraph by rule"
    figure(
        f"fell back on a wider wording, {convention}",
        fallen / count,
        "share",
        limit=0.1,
        higher_is_better=False,
        detail=detail,
    )
    figure(f"the same by the grammar of real ones, {convention}", general / count, "share")
    figure(
        f"amendments drafted and checked, {convention}", count / seconds, "/s", limit=2_000, detail="of one processor"
    )


def _is_read_by_the_grammar(original: list[str], edited: list[str], locator: dict, amendment: Amendment) -> bool:
    """Whether the reader made for published amendments, which looks at no layout, gives the edit too."""
    if not amendment.wording:
        return True
    try:
        outcome = apply_operations(original, read(amendment.wording), first=locator["first_alinea"])
    except NotUnderstood:
        return False
    return not outcome.refused and bare(outcome.paragraphs) == bare(edited)


def main(count: int = 20_000) -> None:
    if not FOLDER.exists():
        print(f"drafting: not measured, bills and the civil code are not in {FOLDER}")
        return
    for convention in ("fr-an", "fr-senat"):
        measure(convention, count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
