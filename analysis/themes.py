"""Texts that speak of the same thing: suggestions for who reads them all, never a decision.

TF-IDF of characters (runs of 3 to 5 inside words: misspelt words stay near, French and English alike), reduced to
DIMENSIONS by LSA, grouped by mini-batch k-means; names by class-based TF-IDF of words (M. Grootendorst, "BERTopic",
arXiv 2203.05794, section 3.3, without its language model). Seeds are fixed: the same texts give the same themes on the
same machine. Processor only, nothing is fetched. scikit-learn is loaded at the first use.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING

from .stems import fold, stems
from .stop_words import STOP_WORDS

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

VERSION = "1"
PER_THEME = 25  # texts, on average
FEWEST = 10  # texts under which a group is no theme
CENTRAL = 3  # texts shown verbatim
NAMED_BY, SAID_BY = 4, 3  # words; texts that say each one, so that no one person names a theme
DIMENSIONS = 150
FEATURES = 60_000  # runs of characters kept, the most frequent
READ = 2_000  # characters of a text that count
SEED = 0

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = """
afin ainsi alors apres aucun aucune aussi autre autres avant beaucoup bien chaque chez comment contre depuis deux doit
doivent encore entre etc faire falloir faudrait faut fois jamais jour jours moins non peu peut peuvent plus
plutot pouvoir quand rien surtout toujours tous tout toute toutes tres trop
after again all also always any because before both each every few just less like many more most much must need never
one only other over same some still there through too two under until very way well
"""  # said of everything: they set no theme apart
_GRAMMAR = frozenset(_COMMON.split()).union(*STOP_WORDS.values())


@dataclass(frozen=True)
class Theme:
    """words: what sets it apart, the most telling first, each said by SAID_BY of its texts at least, so maybe none.

    members: positions of its texts, nearest the centre first; nearness: of each to the centre, a cosine in [-1, 1]. The
    first CENTRAL members are shown verbatim.
    """

    words: tuple[str, ...]
    members: tuple[int, ...]
    nearness: tuple[float, ...]

    @property
    def central(self) -> tuple[int, ...]:
        return self.members[:CENTRAL]


def themes(texts: Sequence[str]) -> list[Theme]:
    """Themes of FEWEST texts at least, the largest first. A text stands in one at most; many stand in none.

    Gives nothing under 2 * FEWEST texts: they are sooner read.
    """
    if len(texts) < 2 * FEWEST:
        return []
    import numpy as np
    from sklearn.cluster import MiniBatchKMeans
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # threads that wait for each other on a busy machine made it twenty times slower
        space = _reduced(_characters(texts)[1])
        count = max(2, len(texts) // PER_THEME)
        means = MiniBatchKMeans(count, random_state=SEED, n_init=1, batch_size=4096, max_no_improvement=5)
        label = means.fit_predict(space)
    centres = _unit(means.cluster_centers_)
    nearness = np.einsum("ij,ij->i", space, centres[label])
    alone = np.linalg.norm(space, axis=1) == 0  # nothing in common with any other text
    order = np.lexsort((np.arange(len(texts)), -nearness, label))
    order = order[~alone[order]]
    groups = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    groups = [group for group in groups if len(group) >= FEWEST]
    names = _names(texts, groups)
    found = [
        Theme(name, tuple(group.tolist()), tuple(nearness[group].tolist()))
        for name, group in zip(names, groups, strict=True)
    ]
    return sorted(found, key=lambda theme: (-len(theme.members), theme.members))


def nearest(sentences: Sequence[str], texts: Sequence[str], *, count: int = 10) -> list[list[tuple[int, float]]]:
    """For each sentence, positions of the nearest texts and their cosine in ]0, 1], the nearest first."""
    import numpy as np

    if not texts or not sentences:
        return [[] for _ in sentences]
    vectoriser, rows = _characters(texts)
    if vectoriser is None:
        return [[] for _ in sentences]
    asked = vectoriser.transform([_read(sentence) for sentence in sentences])
    found = []
    for n in range(len(sentences)):
        scores = (rows @ asked[n].T).toarray().ravel()
        best = np.lexsort((np.arange(len(texts)), -scores))[:count]
        found.append([(int(at), min(1.0, float(scores[at]))) for at in best if scores[at] > 0])
    return found


def _read(text: str) -> str:
    return fold(text[:READ])


def _characters(texts: Sequence[str]):
    """A vectoriser and its rows, float32, shape (len(texts), up to FEATURES), of length 1; None when nothing recurs."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        min_df=2 if len(texts) > 50 else 1,
        max_features=FEATURES,
        sublinear_tf=True,
        lowercase=False,
        dtype=np.float32,
    )
    try:
        return vectoriser, vectoriser.fit_transform(_read(text) for text in texts)
    except ValueError:  # no run of characters in common
        return None, csr_matrix((len(texts), 1), dtype=np.float32)


def _reduced(rows: "csr_array") -> "np.ndarray":
    """LSA: shape (texts, at most DIMENSIONS), each row of length 1, or 0 when nothing is left of it."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD

    dimensions = min(DIMENSIONS, min(rows.shape) - 1)
    if dimensions < 1:
        return _unit(rows.toarray())
    with np.errstate(invalid="ignore"):  # the same text everywhere has no variance to explain
        return _unit(TruncatedSVD(dimensions, n_iter=2, random_state=SEED).fit_transform(rows))


def _unit(rows: "np.ndarray") -> "np.ndarray":
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)


def _names(texts: Sequence[str], groups: list["np.ndarray"]) -> list[tuple[str, ...]]:
    """Words said by more texts of a group than elsewhere: texts of the group times log(1 + mean / texts in all).

    Words of one stem count together, under the form most written in the group.
    """
    forms: list[dict[str, Counter[str]]] = []
    everywhere: Counter[str] = Counter()
    for group in groups:
        said: dict[str, Counter[str]] = defaultdict(Counter)
        for n in group:
            written = {stem: word for word in _WORD.findall(texts[n][:READ].lower()) if (stem := _telling(word))}
            for stem, word in written.items():
                said[stem][word] += 1
        forms.append(said)
        everywhere.update({stem: counts.total() for stem, counts in said.items()})
    mean = everywhere.total() / max(1, len(groups))
    names = []
    for said in forms:
        common = {stem: counts.total() for stem, counts in said.items() if counts.total() >= SAID_BY}
        weights = {stem: count * log1p(mean / everywhere[stem]) for stem, count in common.items()}
        ranked = sorted(weights, key=lambda stem: (-weights[stem], stem))[:NAMED_BY]
        names.append(tuple(min(said[stem], key=lambda word: (-said[stem][word], word)) for stem in ranked))
    return names


@lru_cache(200_000)
def _telling(word: str) -> str:
    """The stem under which a word counts, "" for a word of grammar of either language."""
    if fold(word) in _GRAMMAR:
        return ""
    return next(iter(stems(word, "fr")), "")  # its rules make English plurals singular too
