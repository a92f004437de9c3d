"""Help for the synthesis on real answers: copies found again, themes, time and memory. Each figure in a fresh process.

`python -m benchmarks.texts copies | themes | all` prints one line of tab-separated figures.
Data: answers to the Grand Débat national of 2019 (Licence Ouverte), kept beside the repository.
"""

import csv
import gzip
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from analysis.copies import Copies, copies
from analysis.themes import themes

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "grand-debat-answers"
CAMPAIGNS, MOST = 20, 400
GREETINGS = ["Bonjour, ", "Madame, Monsieur, ", "Je pense que ", "", "", ""]
ENDINGS = [" Merci de nous lire.", " Cordialement.", " Un habitant du quartier", "", "", ""]


def answers(count: int | None = None) -> list[str]:
    """Answers, in an order that the seed draws; all when no count is given."""
    texts = []
    for name in ("fiscalite", "transition", "organisation", "democratie"):
        with gzip.open(FOLDER / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
            texts += [row["answer"] for row in csv.DictReader(file)]
    random.Random(1).shuffle(texts)
    return texts[:count]


def edited(text: str, draw: random.Random) -> str:
    """As people edit what they are sent: a greeting, an ending, up to two words dropped or changed, some typing."""
    words = text.split()
    for _ in range(draw.randint(0, 2)):
        at = draw.randrange(len(words))
        words[at : at + 1] = draw.choice([[], ["vraiment", words[at]], [draw.choice(words)]])
    text = draw.choice(GREETINGS) + " ".join(words) + draw.choice(ENDINGS)
    return draw.choice([text, text, text.lower(), text.replace(",", ""), text.replace("é", "e")])


def with_campaigns(texts: list[str]) -> tuple[list[str], list[int]]:
    """The same number of texts, with lightly edited copies of CAMPAIGNS of them; for each text its campaign, or -1."""
    draw = random.Random(2)
    models = draw.sample([text for text in texts if 25 <= len(text.split()) <= 120], CAMPAIGNS)
    sent = [(edited(model, draw), n) for n, model in enumerate(models) for _ in range(draw.randint(20, MOST))]
    mixed = sent + [(text, -1) for text in texts[: len(texts) - len(sent)]]
    draw.shuffle(mixed)
    return [text for text, _ in mixed], [campaign for _, campaign in mixed]


def measure_copies(count: int) -> list[float]:
    """Seconds, MB, recall (injected copies found in the largest group of their campaign), precision of these groups."""
    texts, campaigns = with_campaigns(answers(count))
    start = time.perf_counter()
    found = copies(texts)
    seconds = time.perf_counter() - start
    recalled, grouped = recovered(found, campaigns)
    return [seconds, memory(), recalled / sum(campaign >= 0 for campaign in campaigns), recalled / grouped]


def recovered(found: list[Copies], campaigns: list[int]) -> tuple[int, int]:
    """Injected copies in the group that holds most of their campaign; texts in these groups."""
    best: dict[int, tuple[int, int]] = {}
    for group in found:
        for campaign, injected in Counter(campaigns[n] for n in group.members).items():
            best[campaign] = max(best.get(campaign, (0, 0)), (injected, len(group.members)))
    best.pop(-1, None)
    recalled, grouped = (sum(column) for column in zip(*best.values(), strict=True))
    return recalled, grouped


def measure_themes(count: int | None) -> list[float]:
    """Seconds, MB, number of texts, of themes, of texts in a theme."""
    texts = answers(count)
    start = time.perf_counter()
    found = themes(texts)
    seconds = time.perf_counter() - start
    return [seconds, memory(), len(texts), len(found), sum(len(theme.members) for theme in found)]


def memory() -> float:
    """MB at most, the texts included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    wanted = sys.argv[1]
    figures = measure_copies(100_000) if wanted == "copies" else measure_themes(None if wanted == "all" else 10_000)
    print("\t".join(map(str, figures)))
