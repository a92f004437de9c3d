"""The comparison of two texts, on real ones: the time it takes, the moves it recognises, where words came from.

`python -m benchmarks.redline` prints one line of tab-separated figures.
Data: published bills, the civil code and its history, amendments adopted; kept beside the repository.
"""

import json
import random
import re
import time
from pathlib import Path

from analysis.bills_html import read_html
from analysis.legistics import apply_amendments
from analysis.provenance import Adopted, History, Version
from analysis.redline import compare, compare_paragraphs
from analysis.words import count_words, tokens

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SIZE = 20_000  # signs
BILLS = ("pl0269", "r0575-a0", "pjl17-063", "pjl18-106", "pjl18-218")


def history() -> list[dict]:
    with (FOLDER / "code-civil" / "amendment_history.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def cases() -> list[dict]:
    with (FOLDER / "amendments-application" / "cases.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def paragraphs(text: str) -> list[str]:
    """Of an article of the civil code."""
    parts = re.split(r"\n\s*\n", text.split("----\n", 1)[-1])
    return [" ".join(part.split()) for part in parts if part.strip()]


def long_articles() -> list[list[str]]:
    """Of at least SIZE signs: those of bills, and articles of the code put end to end."""
    found = []
    for name in BILLS:
        bill = read_html((FOLDER / "bills-html" / f"{name}.html").read_text(encoding="utf-8"))
        found += [article.paragraphs for article in bill.articles if sum(map(len, article.paragraphs)) >= SIZE - 500]
    code = [paragraphs(row["after"]) for row in history()]
    found += [[line for article in code[start:] for line in article] for start in range(0, 400, 25)]
    return [_first(article) for article in found]


def _first(article: list[str]) -> list[str]:
    size, kept = 0, []
    for line in article:
        kept.append(line[: SIZE - size])
        size += len(line) + 1
        if size >= SIZE:
            break
    return kept


def edited(article: list[str], share: float, draw: random.Random, pool: list[str]) -> list[str]:
    """A share of the words dropped, changed or added to; some paragraphs gone, some new, one moved."""
    result = []
    for line in article:
        if draw.random() < share / 4:
            continue
        words = []
        for word in line.split(" "):
            change = draw.random() / share
            words += [] if change < 1 / 3 else [draw.choice(pool)] if change < 2 / 3 else [word]
            if 2 / 3 <= change < 1:
                words.append(draw.choice(pool))
        result.append(" ".join(words))
        if draw.random() < share / 4:
            result.append(" ".join(draw.choices(pool, k=40)))
    result.insert(draw.randrange(len(result)), result.pop(draw.randrange(len(result))))
    return result


def measure_speed() -> tuple[float, float]:
    """Milliseconds of processor for an article of SIZE signs with half of its words changed: the median, the longest.

    The best of three for each article; the slower of compare and compare_paragraphs.
    """
    draw, articles = random.Random(4), long_articles()
    pool = [word for article in articles[:4] for line in article for word in line.split()]
    took = []
    for article in articles:
        other = edited(article, 0.5, draw, pool)
        whole = min(_seconds(compare, "\n".join(article), "\n".join(other)) for _ in range(3))
        took.append(max(whole, min(_seconds(compare_paragraphs, article, other) for _ in range(3))))
    return sorted(took)[len(took) // 2] * 1000, max(took) * 1000


def _seconds(work, *arguments) -> float:
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def measure_moves() -> tuple[int, int]:
    """Articles of the code with one sentence or paragraph moved: how many are told as that and nothing else, of all."""
    draw, good, tried = random.Random(5), 0, 0
    for row in history():
        article = paragraphs(row["after"])
        units = re.split(r"(?<=[^LRD][.;])\s+", " ".join(article))
        if not 3 <= len(units) <= 40 or len(set(units)) < len(units):
            continue
        other = units.copy()
        moved = draw.choice([unit for unit in units if count_words(tokens(unit)) >= 3] or units)
        other.remove(moved)
        other.insert(draw.choice([place for place in range(len(units)) if place != units.index(moved)]), moved)
        pieces = compare(" ".join(units), " ".join(other))
        tried += 1
        good += all(piece.op == "=" or piece.move or not piece.text.strip() for piece in pieces)
    return good, tried


def measure_sources() -> tuple[int, int, float]:
    """New words of the articles after their amendments were adopted: those whose amendment is proven, all; seconds."""
    proven = new = 0
    start = time.process_time()
    for case in cases():
        texts = [amendment["text"] for amendment in case["amendments"]]
        done = apply_amendments(case["article_before"], texts)
        operations: dict[int, list] = {}
        for index, operation in done.operations:
            operations.setdefault(index, []).append(operation)
        adopted = tuple(Adopted(str(index), tuple(made)) for index, made in operations.items())
        before, after = (
            tuple(line.strip() for line in re.split(r"\n\s*\n", case[side]) if line.strip())
            for side in ("article_before", "article_after")
        )
        followed = History([Version("before", before, "bill"), Version("after", after, "", adopted)])
        for passage in followed.passages():
            count = count_words(tokens(after[passage.paragraph][passage.start : passage.end]))
            new += count * (passage.kind != "first")
            proven += count * (passage.kind == "amendment")
    return proven, new, time.process_time() - start


if __name__ == "__main__":
    print("\t".join(map(str, (*measure_speed(), *measure_moves(), *measure_sources()))))
