"""Which articles are copies of one another: syndicated, shortened, or with another headline.

Candidates are those whose MinHash signatures agree in a whole band; each is then checked
exactly. The measure is containment, |A ∩ B| / min(|A|, |B|) over runs of five
words, because an outlet that prints the first half of a dispatch has copied it. Boilerplate,
repeats and headlines are left out: sites share the first among unrelated articles, and write
the last anew (Broder 1997, "On the resemblance and containment of documents").
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import chain, combinations
from typing import Any, Generic, TypeVar

from geomap.model import Article

Name = TypeVar("Name", str, bytes)
_WORD = re.compile(r"\w+")
#: Words in a run.
SHINGLE = 5
#: Runs below which a text is too short to tell a copy from a common phrase, unless all agree.
_FEWEST_RUNS = 12
#: 64 bands of 2 rows: a quarter-length excerpt (resemblance 0.25) is found with 98 %
#: probability, 1 - (1 - 0.25²)^64; what is found needlessly, the exact check turns away.
BANDS, _ROWS = 64, 2
#: Pairs that are not compared again.
_REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPrint:
    """What of a text tells copies of it; made once an article."""

    runs: bytes
    """Sorted 64-bit hashes of its runs of words, in the machine's byte order."""
    signature: bytes
    """MinHash signature of the runs, `BANDS * _ROWS` unsigned 64-bit numbers; empty for none."""

    @classmethod
    def of(cls, article: Article) -> TextPrint:
        """The print of an article's body."""
        runs = _runs(article)
        return cls(
            runs=array("Q", sorted(runs)).tobytes(), signature=_signature(runs) if runs else b""
        )


def copies_among(articles: Iterable[Article], threshold: float) -> dict[str, str]:
    """The group of each article: the smallest id, by code points, of those it is a copy of.

    Keeps eight bytes per word of an article beside its signature.
    """
    import numpy as np

    prints = {article.id: TextPrint.of(article) for article in articles}
    ids = sorted(name for name, one in prints.items() if one.signature)
    joined: Joined[str] = Joined()
    if ids:
        bands = band_keys([prints[name].signature for name in ids])
        new = np.ones(len(ids), dtype=bool)
        join_copies(joined, bands, new, ids.__getitem__, lambda one: prints[one].runs, threshold)
    return {name: joined.root(name) for name in prints}


class Joined(Generic[Name]):
    """Sets of names that grow together; each is known by its smallest name."""

    def __init__(self) -> None:
        self._parents: dict[Name, Name] = {}

    def root(self, name: Name) -> Name:
        """The smallest name of the set that a name is in."""
        while (parent := self._parents.get(name, name)) != name:
            self._parents[name] = name = self._parents.get(parent, parent)
        return name

    def others(self) -> list[Name]:
        """The names that are not the smallest of their set."""
        return sorted(self._parents)

    def join(self, one: Name, other: Name) -> None:
        """Make one set of two."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._parents[second] = first


def band_keys(signatures: Sequence[bytes]) -> Any:
    """A number for each band of n signatures, equal if they are: 64-bit, shape (`BANDS`, n)."""
    import numpy as np

    values = np.frombuffer(b"".join(signatures), dtype="Q").reshape(-1, BANDS, _ROWS)
    return ((values[..., 0] << np.uint64(32)) | values[..., 1]).T  # each has 32 bits


def join_copies(
    joined: Joined[Name],
    bands: Iterable[Any],
    new: Any,
    name: Callable[[int], Name],
    runs: Callable[[Name], bytes],
    threshold: float,
) -> None:
    """Join texts that are copies, one of each two new; what is known of others stays.

    Args:
        joined: what is known; grows.
        bands: the rows of `band_keys` of n texts, one at a time.
        new: which texts are new, n booleans.
        name: of a text, by its number.
        runs: `TextPrint.runs` of a name.
        threshold: as for `are_copies`.
    """

    @lru_cache(maxsize=_REMEMBERED)  # many pairs agree in more than one band
    def alike(one: Name, other: Name) -> bool:
        return are_copies(runs(one), runs(other), threshold)

    for group in chain.from_iterable(_agreeing(band, new) for band in bands):
        named = [(name(number), bool(new[number])) for number in group]
        for (one, fresh), (other, newer) in combinations(named, 2):
            if (fresh or newer) and joined.root(one) != joined.root(other) and alike(one, other):
                joined.join(one, other)


def _agreeing(band: Any, new: Any) -> Iterator[list[int]]:
    """Texts of the same key in a band, some of them new."""
    import numpy as np

    looked_for = np.unique(band[new])
    if not len(looked_for):
        return
    at = np.searchsorted(looked_for, band).clip(max=len(looked_for) - 1)
    numbers = np.flatnonzero(looked_for[at] == band)
    order = np.argsort(band[numbers], kind="stable")
    numbers = numbers[order]
    ends = np.flatnonzero(np.diff(band[numbers])) + 1
    starts = np.concatenate(([0], ends))
    several = np.flatnonzero(np.diff(np.concatenate((starts, [len(numbers)]))) > 1)
    for group in several.tolist():
        end = ends[group] if group < len(ends) else len(numbers)
        yield numbers[starts[group] : end].tolist()


def are_copies(one: bytes, other: bytes, threshold: float) -> bool:
    """Whether enough of the shorter text stands in the longer.

    Args:
        one: `TextPrint.runs` of a text.
        other: that of another.
        threshold: share of the runs of the shorter, 0-1.
    """
    import numpy as np

    mine, theirs = np.frombuffer(one, dtype="Q"), np.frombuffer(other, dtype="Q")
    fewest = min(len(mine), len(theirs))
    shared = len(np.intersect1d(mine, theirs, assume_unique=True))
    if fewest < _FEWEST_RUNS:
        return shared == len(mine) == len(theirs)
    return shared >= threshold * fewest and shared > 0


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
    """The smallest of the runs in each of many orders, MinHash.

    Each order comes of a multiplication whose upper half counts (multiply-add-shift,
    Dietzfelbinger 1996, "Universal hashing and k-wise independent random variables").
    """
    import numpy as np

    hashes = np.fromiter(runs, dtype="Q", count=len(runs))
    half = np.uint64(32)
    smallest = [(hashes * factor + term).min() >> half for factor, term in _orders()]
    return np.array(smallest, dtype="Q").tobytes()


@cache
def _orders() -> list[tuple[Any, Any]]:
    """An odd factor and a term for each row of a signature, 64 bits each."""
    import numpy as np

    drawn = [np.uint64(_hash(f"order {number}")) for number in range(2 * BANDS * _ROWS)]
    one = np.uint64(1)
    return [(factor | one, term) for factor, term in zip(drawn[::2], drawn[1::2], strict=True)]
