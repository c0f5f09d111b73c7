"""Which articles are copies of one another: syndicated, shortened, or with another headline.

Candidates come from MinHash signatures in a locality-sensitive index (datasketch); each is
then checked exactly. The measure is containment, |A ∩ B| / min(|A|, |B|) over runs of five
words, because an outlet that prints the first half of a dispatch has copied it. Boilerplate,
repeats and headlines are left out: sites share the first among unrelated articles, and write
the last anew (Broder 1997, "On the resemblance and containment of documents").
"""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

    from geomap.config import Config
    from geomap.model import Article

_WORD = re.compile(r"\w+")
#: Words in a run.
SHINGLE = 5
#: Runs below which a text is too short to tell a copy from a common phrase, unless all agree.
_FEWEST_RUNS = 12
#: 64 bands of 2 rows: a quarter-length excerpt (resemblance 0.25) is found with 98 %
#: probability, 1 - (1 - 0.25²)^64; what is found needlessly, the exact check turns away.
_BANDS, _ROWS = 64, 2


class DuplicateGroups:
    """Groups of near-duplicates among articles added one by one; nothing is dropped.

    Keeps eight bytes per word of an article beside its signature. The result does not depend
    on the order of adding.
    """

    def __init__(self, config: Config) -> None:
        self._threshold = config.articles.duplicate_threshold
        self._ids: list[str] = []
        self._runs: list[array[int]] = []
        """Sorted 64-bit hashes of each article's runs."""
        self._parents: list[int] = []
        self._index: MinHashLSH | None = None

    def add(self, article: Article) -> None:
        """Take an article in; its text is not kept."""
        number = len(self._ids)
        runs = _runs(article)
        self._ids.append(article.id)
        self._runs.append(array("Q", sorted(runs)))
        self._parents.append(number)
        if not runs:
            return
        index, signature = self._opened(), _signature(runs)
        for other in sorted(index.query(signature)):
            if self._copies(runs, other):
                self._join(number, other)
        index.insert(number, signature, check_duplication=False)

    def groups(self) -> dict[str, str]:
        """The group of each article added: the smallest article id in it, by code points."""
        smallest: dict[int, str] = {}
        for number, name in enumerate(self._ids):
            root = self._root(number)
            smallest[root] = min(smallest.get(root, name), name)
        return {name: smallest[self._root(number)] for number, name in enumerate(self._ids)}

    def _opened(self) -> MinHashLSH:
        if self._index is None:
            from datasketch import MinHashLSH

            self._index = MinHashLSH(params=(_BANDS, _ROWS), num_perm=_BANDS * _ROWS)
        return self._index

    def _copies(self, runs: set[int], other: int) -> bool:
        """Whether enough of the shorter text stands in the longer."""
        theirs = self._runs[other]
        fewest = min(len(runs), len(theirs))
        shared = sum(run in runs for run in theirs)
        if fewest < _FEWEST_RUNS:
            return shared == len(runs) == len(theirs)
        return shared >= self._threshold * fewest and shared > 0

    def _root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first


def _runs(article: Article) -> set[int]:
    """Hashes of the runs of five words in the body; one of all words where there are fewer."""
    body = " ".join(
        article.text[part.start : part.end] for part in article.segments if part.kind == "body"
    )
    words = _WORD.findall(body.casefold())
    if not words:
        return set()
    return {
        _hash(" ".join(words[at : at + SHINGLE])) for at in range(max(1, len(words) - SHINGLE + 1))
    }


def _hash(run: str) -> int:
    # Not hash(), which differs from one Python process to the next.
    return int.from_bytes(blake2b(run.encode("utf-8"), digest_size=8).digest(), "little")


def _signature(runs: set[int]) -> MinHash:
    from datasketch import MinHash

    signature = MinHash(num_perm=_BANDS * _ROWS, seed=1, hashfunc=lambda run: run & 0xFFFFFFFF)
    signature.update_batch(sorted(runs))
    return signature
