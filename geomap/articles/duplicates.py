"""Which articles are copies of one another: syndicated, shortened, or with another headline.

Candidates are those whose MinHash signatures (datasketch) agree in a whole band; each is then
checked exactly. The measure is containment, |A ∩ B| / min(|A|, |B|) over runs of five
words, because an outlet that prints the first half of a dispatch has copied it. Boilerplate,
repeats and headlines are left out: sites share the first among unrelated articles, and write
the last anew (Broder 1997, "On the resemblance and containment of documents").
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

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
_SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPrint:
    """What of a text tells copies of it; made once an article."""

    runs: bytes
    """Sorted 64-bit hashes of its runs of words, in the machine's byte order."""
    signature: bytes
    """MinHash signature of the runs, `_BANDS * _ROWS` unsigned 64-bit numbers; empty for none."""

    @classmethod
    def of(cls, article: Article) -> TextPrint:
        """The print of an article's body."""
        runs = _runs(article)
        return cls(
            runs=array("Q", sorted(runs)).tobytes(), signature=_signature(runs) if runs else b""
        )


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
        self._bands: list[dict[bytes, list[int]]] = [{} for _ in range(_BANDS)]

    def add(self, article: Article) -> None:
        """Take an article in; its text is not kept."""
        self.add_print(article.id, TextPrint.of(article))

    def add_print(self, article_id: str, text_print: TextPrint) -> None:
        """Take an article in by its print, which may have been made in an earlier run."""
        number = len(self._ids)
        runs = array("Q", text_print.runs)
        self._ids.append(article_id)
        self._runs.append(runs)
        self._parents.append(number)
        size = 8 * _ROWS
        others: set[int] = set()
        for at in range(0, len(text_print.signature), size):
            band = self._bands[at // size].setdefault(text_print.signature[at : at + size], [])
            others.update(band)
            band.append(number)
        known = set(runs) if others else set()
        for other in sorted(others):
            if self._copies(known, other):
                self._join(number, other)

    def groups(self) -> dict[str, str]:
        """The group of each article added: the smallest article id in it, by code points."""
        smallest: dict[int, str] = {}
        for number, name in enumerate(self._ids):
            root = self._root(number)
            smallest[root] = min(smallest.get(root, name), name)
        return {name: smallest[self._root(number)] for number, name in enumerate(self._ids)}

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


def _signature(runs: set[int]) -> bytes:
    signature = _blank().copy()
    signature.update_batch(sorted(runs))
    return bytes(signature.hashvalues.astype("Q").tobytes())


@cache
def _blank() -> MinHash:
    """The signature of nothing: to draw its permutations takes longer than to sign a text."""
    from datasketch import MinHash

    return MinHash(num_perm=_BANDS * _ROWS, seed=_SEED, hashfunc=lambda run: run & 0xFFFFFFFF)
