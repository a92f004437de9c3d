"""Drafting on real paragraphs: random edits, each read back and applied; the figures of speed and of fallback.

`python -m benchmarks.drafting [count]` prints one line a convention, tab-separated.
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
from analysis.legistics import draft_amendment

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


def measure(convention: str, count: int) -> tuple[float, int, int, int]:
    """Amendments a second of processor time, how many were drafted, failed, and fell back."""
    drawn = list(edits(count))
    drafted = failed = fallen = 0
    start = time.process_time()
    for original, edited, locator, _kind in drawn:
        try:
            amendment = draft_amendment(original, edited, locator, convention)
        except ValueError:
            failed += 1
            continue
        drafted += bool(amendment.wording)
        fallen += amendment.fallback
    seconds = time.process_time() - start
    return drafted / seconds, drafted, failed, fallen


if __name__ == "__main__":
    for convention in ("fr-an", "fr-senat"):
        rate, drafted, failed, fallen = measure(convention, int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
        print(convention, f"{rate:.0f}", drafted, failed, fallen, sep="\t")
