"""Many amendments to one bill: the time to merge them, and the order of discussion beside the one published.

`python -m benchmarks.merging` prints one line of tab-separated figures.
Data, kept beside the repository: a published bill with random edits; amendments of the Senate, its list of discussion.
"""

import csv
import json
import random
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

from analysis.bills_html import read_html
from analysis.legistics import NotUnderstood
from analysis.legistics.reading import read
from analysis.merging import Tabled, if_adopted, in_order, merge

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
COUNT = 1_040  # amendments of one bill, as the Republic digital bill had contributions to its most amended title
PEOPLE = 5_000
POOL = "six mois communes trois public exceptionnel chaque année gratuit le conseil".split()
REPORT = "« Le Gouvernement remet au Parlement un rapport sur l’application du présent article avant le {} juin 2020. »"


def bill() -> dict[str, list[str]]:
    """The articles of a finance bill which have some length."""
    read_bill = read_html((FOLDER / "bills-html" / "pjl18-218.html").read_text(encoding="utf-8"))
    return {one.number: one.paragraphs for one in read_bill.articles if sum(map(len, one.paragraphs)) > 1_500}


def edit(paragraphs: list[str], draw: random.Random) -> tuple[str, ...]:
    """A paragraph removed, one added, or some words changed."""
    result, place, chance = paragraphs.copy(), draw.randrange(len(paragraphs)), draw.random()
    if chance < 0.12:
        del result[place]
    elif chance < 0.3:
        result.insert(place + 1, REPORT.format(draw.randrange(1, 28)))
    else:
        words = result[place].split(" ")
        start = draw.randrange(len(words))
        words[start : start + draw.randrange(3)] = draw.choices(POOL, k=draw.randrange(1, 4))
        result[place] = " ".join(words)
    return tuple(result)


def tabled(texts: dict[str, list[str]], count: int = COUNT) -> list[Tabled]:
    """One in five copies another; a few ask to remove the article."""
    draw, found = random.Random(6), []
    articles = list(texts)[:60]
    for number in range(1, count + 1):
        article = draw.choice(articles)
        edited = () if draw.random() < 0.03 else edit(texts[article], draw)
        if found and draw.random() < 0.2:
            copied = draw.choice(found)
            article, edited = copied.article, copied.edited
        people = frozenset(str(draw.randrange(PEOPLE)) for _ in range(draw.randrange(1, 30)))
        found.append(Tabled(str(number), article, edited=edited, participants=people, declared=draw.randrange(400)))
    return found


def measure_merge() -> tuple[float, int, int, float]:
    """Seconds to merge COUNT edits and find their conflicts, groups of the same, conflicts; seconds to try them all."""
    texts = bill()
    amendments = tabled(texts)
    start = time.process_time()
    found = merge(amendments, texts)
    merged = time.process_time()
    for article in texts:
        if_adopted(texts[article], [one for one in amendments if one.article == article])
    return merged - start, len(found.same), len(found.conflicts), time.process_time() - merged


def published() -> dict[str, list[dict]]:
    """The amendments of each subdivision of the list of discussion, in its order."""
    listed = json.loads((FOLDER / "senat-amendments" / "raw" / "liste_discussion_63.json").read_text(encoding="utf-8"))
    return {one["libelle_subdivision"]: one["Amendements"] for one in listed["Subdivisions"] if one["Amendements"]}


def wordings() -> dict[str, dict]:
    name = FOLDER / "senat-amendments" / "plfss-2018_seance_2017-2018-63.csv"
    with name.open(encoding="utf-8", newline="") as file:
        return {row["number"].split()[0]: row for row in csv.DictReader(file)}


def as_tabled(listed: list[dict], article: str, rows: dict[str, dict]) -> list[Tabled]:
    found = []
    for one in listed:
        row = rows[one["num"].split()[0]]
        try:
            operations = tuple(read(row["dispositif"]))
        except NotUnderstood:
            operations = ()
        where = row["subdivision"]
        side = "" if "add." not in where else "before" if "avant" in where else "after"
        found.append(Tabled(one["num"], article, operations, side=side))
    return found


def measure_order() -> Counter:
    """Pairs of amendments of a subdivision: all, in the published order; of these, on the article itself, or not."""
    rows, count = wordings(), Counter[str]()
    for article, listed in published().items():
        amendments = as_tabled(listed, article, rows)
        sides = {one.id: one.side for one in amendments}
        place = {name: rank for rank, name in enumerate(in_order(amendments))}
        pairs = [(one["num"], other["num"]) for one, other in combinations(listed, 2)]
        wrong = [pair for pair in pairs if place[pair[0]] > place[pair[1]]]
        count.update(subdivisions=1, right=not wrong, pairs=len(pairs), good=len(pairs) - len(wrong))
        for found, name in ((pairs, "pairs"), (wrong, "wrong")):
            count[f"article {name}"] += sum(not sides[one] and not sides[other] for one, other in found)
    return count


def measure_same() -> tuple[int, int, int]:
    """Pairs the Senate says identical, pairs told the same, pairs in both."""
    rows, theirs, ours = wordings(), set(), set()
    for article, listed in published().items():
        told: dict[str, list[str]] = {}
        for one in listed:
            if one["isIdentique"] == "true":
                told.setdefault(one["idIdentique"], []).append(one["num"])
        theirs |= {pair for names in told.values() for pair in combinations(sorted(names), 2)}
        found = merge(as_tabled(listed, article, rows), {})
        ours |= {pair for group in found.same for pair in combinations(sorted(group.ids), 2)}
    return len(theirs), len(ours), len(theirs & ours)


if __name__ == "__main__":
    order = measure_order()
    figures = [order[name] for name in ("pairs", "good", "article pairs", "article wrong", "subdivisions", "right")]
    print("\t".join(map(str, (*measure_merge(), *figures, *measure_same()))))
