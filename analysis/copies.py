"""Near-identical texts, as campaigns and copied answers leave them.

MinHash over shingles of three words: 64 permutations, 16 bands of 4 (A. Z. Broder, "On the resemblance and containment
of documents", 1997). Case, accents and punctuation do not count. One word turns "I am for it" around: texts under SHORT
words are copies only when their words are the same, those under LONG must be nearer. No randomness but a fixed seed, no
hash of the process: the same texts give the same groups everywhere. numpy is loaded at the first use.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from .stems import fold

if TYPE_CHECKING:
    import numpy as np

VERSION = "1"
ALIKE, NEARER = 0.45, 0.55  # least estimated share of common shingles; between texts under LONG words
SHORT, LONG = 12, 20  # words
PERMUTATIONS, BANDS = 64, 16
NEIGHBOURS = 8  # texts compared with each one inside a bucket: a bucket of any size costs the same per text
AT_ONCE = 2_000_000  # shingles hashed together, 16 MB each array
SEED = 20_190_318

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Copies:
    """One text as several sent it.

    text: position of its most repeated wording (of the earliest, when several are); members: positions in rising order,
    text among them, two at least; likeness: of each to text, in [ALIKE, 1], 1.0 for the same words.
    """

    text: int
    members: tuple[int, ...]
    likeness: tuple[float, ...]


def copies(texts: Sequence[str]) -> list[Copies]:
    """Groups of near-identical texts, the largest first; a text stands in one at most, one without words in none.

    Time and memory grow as the number of words: about 10 s and 0.6 GB for 100,000 short texts.
    """
    wordings, sent = _wordings(texts)
    long = [n for n, words in enumerate(wordings) if len(words) >= SHORT]
    grouped = [[(one, 1.0)] for one, words in enumerate(wordings) if len(words) < SHORT]
    if long:
        repeated = [len(sent[n]) for n in long]
        stars = _stars([wordings[n] for n in long], repeated)
        grouped += [[(long[n], share) for n, share in star] for star in stars]
    found = []
    for star in grouped:
        likeness = {position: share for one, share in star for position in sent[one]}
        if len(likeness) > 1:
            members = tuple(sorted(likeness))
            found.append(Copies(sent[star[0][0]][0], members, tuple(likeness[n] for n in members)))
    return sorted(found, key=lambda one: (-len(one.members), one.text))


def _wordings(texts: Sequence[str]) -> tuple[list[list[int]], list[list[int]]]:
    """Each different sequence of words, as numbers of 64 bits, and the positions of the texts that say it."""
    known: dict[bytes, int] = {}
    wordings: list[list[int]] = []
    sent: list[list[int]] = []
    for position, text in enumerate(texts):
        words = _WORD.findall(fold(text))
        if not words:
            continue
        key = blake2b(" ".join(words).encode(), digest_size=16).digest()
        if (one := known.setdefault(key, len(wordings))) == len(wordings):
            wordings.append([_number(word) for word in words])
            sent.append([])
        sent[one].append(position)
    return wordings, sent


@lru_cache(200_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def _signatures(wordings: list[list[int]]) -> "np.ndarray":
    """Minima of the shingles of each wording: uint32, shape (len(wordings), PERMUTATIONS)."""
    import numpy as np

    draw = np.random.default_rng(SEED)
    factors = draw.integers(0, 2**63, PERMUTATIONS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    shifts = draw.integers(0, 2**63, PERMUTATIONS, dtype=np.uint64)
    signatures = np.empty((len(wordings), PERMUTATIONS), np.uint32)
    for start, end in _slices([len(words) - 2 for words in wordings]):
        words = np.concatenate([np.array(words, np.uint64) for words in wordings[start:end]])
        lengths = np.array([len(words) for words in wordings[start:end]])
        ends = np.cumsum(lengths)
        inside = np.ones(len(words), bool)
        inside[ends - 1] = inside[ends - 2] = False  # no shingle begins at the last two words of a text
        first = np.flatnonzero(inside)
        shingles = _mixed(_mixed(_mixed(words[first]) + words[first + 1]) + words[first + 2])
        begins = np.concatenate([[0], np.cumsum(lengths - 2)[:-1]])
        for n in range(PERMUTATIONS):
            hashed = ((shingles * factors[n] + shifts[n]) >> np.uint64(32)).astype(np.uint32)
            signatures[start:end, n] = np.minimum.reduceat(hashed, begins)
    return signatures


def _mixed(numbers: "np.ndarray") -> "np.ndarray":
    """SplitMix64 (S. Vigna, 2015): each bit of the result depends on all bits."""
    import numpy as np

    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _slices(sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Consecutive slices whose sizes sum to some AT_ONCE."""
    cuts, total = [0], 0
    for n, size in enumerate(sizes):
        if total > AT_ONCE:
            cuts.append(n)
            total = 0
        total += size
    return pairwise([*cuts, len(sizes)])


def _pairs(signatures: "np.ndarray", floors: "np.ndarray") -> "np.ndarray":
    """Pairs that share a band and are estimated alike: shape (pairs, 2), the lower first."""
    import numpy as np

    count, rows = len(signatures), PERMUTATIONS // BANDS
    found = [np.empty(0, np.int64)]
    for band in range(BANDS):
        key = np.zeros(count, np.uint64)
        for row in range(rows):
            key = _mixed(key + signatures[:, band * rows + row])
        order = np.argsort(key, kind="stable")
        key = key[order]
        for step in range(1, min(NEIGHBOURS, count - 1) + 1):
            same = np.flatnonzero(key[:-step] == key[step:])
            found.append(order[same] * count + order[same + step])  # a stable sort: the lower position first
    both = np.unique(np.concatenate(found))
    pairs = np.stack([both // count, both % count], axis=1)
    return pairs[_estimates(signatures, pairs[:, 0], pairs[:, 1]) >= floors[pairs].max(axis=1)]


def _estimates(signatures: "np.ndarray", some: "np.ndarray", others: "np.ndarray") -> "np.ndarray":
    """Estimated shares of common shingles, in [0, 1], of wordings taken two by two."""
    import numpy as np

    found = np.empty(len(some))
    for start in range(0, len(some), 100_000):
        part = slice(start, start + 100_000)
        found[part] = (signatures[some[part]] == signatures[others[part]]).mean(axis=1)
    return found


def _stars(wordings: list[list[int]], repeated: list[int]) -> list[list[tuple[int, float]]]:
    """Wordings around the most repeated one of their component, then, of what is not like it, around the next.

    Pairs alone would chain texts which have nothing in common: each member is like the wording that is shown.
    repeated: texts that say each one. Gives (wording, likeness), the centre first; a wording like no other is alone.
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count = len(wordings)
    signatures = _signatures(wordings)
    floors = np.array([NEARER if len(words) < LONG else ALIKE for words in wordings])
    pairs = _pairs(signatures, floors)
    links = np.bincount(pairs.ravel(), minlength=count)
    graph = coo_array((np.ones(len(pairs), bool), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, label = connected_components(graph, directed=False)
    order = np.lexsort((np.arange(count), -links, -np.array(repeated), label))
    stars = []
    for rest in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        while len(rest):
            shares = _estimates(signatures, np.repeat(rest[0], len(rest)), rest)
            near = shares >= np.maximum(floors[rest], floors[rest[0]])
            shares[1:] = np.minimum(shares[1:], 1 - 1 / PERMUTATIONS)  # other words, whatever the estimate
            stars.append(list(zip(rest[near].tolist(), shares[near].tolist(), strict=True)))
            rest = rest[~near]
    return stars
