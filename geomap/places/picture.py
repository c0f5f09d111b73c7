"""What the names of an article say together: which countries and units it is about, and where.

Every name votes for each of its candidates with the probability it has so far. A candidate is
seen amid the votes of the *other* names, so nothing speaks for itself, and the order of the
names does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geomap.gazetteer import Entry

    Votes = Mapping[str, Sequence[tuple[Entry, float]]]
    Floats = NDArray[np.float64]

#: Distances at which another place counts half, km: the next village, the same part of a country.
_NEXT_KM, _NEAR_KM = 25.0, 120.0
#: Votes below this say nothing.
_LEAST_VOTE = 0.02
#: Votes for something else that nobody cast: one other name is no certainty.
_DOUBT = 0.5
#: Names in all scripts from which a town is one that the world speaks of: Geneva has 46.
WORLD_FAME = 40
#: What the vote of such a town counts for: articles anywhere name it.
_WORLD_VOTE = 0.3
#: Kinds whose point says little about where things happen.
WIDE = frozenset({"country", "continent", "sea", "admin1", "region", "river"})
_EARTH_KM = 6371.0088


class Surroundings(NamedTuple):
    """How a candidate stands amid the other names of the article, each 0-1."""

    country: float = 0.0
    """Share of the votes for its country."""
    admin1: float = 0.0
    """Share of the votes for its first-level unit."""
    peers: float = 0.0
    """Share of the votes for places of its rank: countries, or units of one country."""
    next: float = 0.0
    """Probability that another name is next to it."""
    near: float = 0.0
    """Probability that another name is near it."""


#: Nothing is known of the other names.
ALONE = Surroundings()


def paint(votes: Votes) -> dict[tuple[str, int], Surroundings]:
    """The surroundings of each candidate, by name and row of the gazetteer.

    Args:
        votes: the candidates of each name with their probabilities.
    """
    import numpy as np

    flat = [vote for found in votes.values() for vote in found]
    if not flat:
        return {}
    entries = [entry for entry, _vote in flat]
    owners = [number for number, found in enumerate(votes.values()) for _vote in found]
    local = [vote * _local(entry) for entry, vote in flat]
    narrow = [at for at, entry in enumerate(entries) if entry.kind not in WIDE]
    company = np.zeros((2, len(flat)))
    company[:, narrow] = _company(
        np.radians([(entries[at].lat, entries[at].lon) for at in narrow]),
        np.array([owners[at] for at in narrow]),
        np.array([flat[at][1] if flat[at][1] >= _LEAST_VOTE else 0.0 for at in narrow]),
    )
    columns = (
        _shares(owners, local, [entry.country for entry in entries]),
        _shares(owners, local, [entry.admin1_row for entry in entries]),
        _shares(owners, local, [_rank(entry) for entry in entries]),
        *company.tolist(),
    )
    keys = [(name, entry.row) for name, found in votes.items() for entry, _vote in found]
    painted = dict(zip(keys, map(Surroundings._make, zip(*columns, strict=True)), strict=True))
    for key, entry in zip(keys, entries, strict=True):
        if entry.kind == "city" and (key[0], entry.admin1_row or -1) in painted:
            _lend(painted, key, (key[0], entry.admin1_row or -1))
    return painted


def _rank(entry: Entry) -> Hashable | None:
    """What a place is named alongside; None for towns, which are named alongside anything."""
    if entry.kind == "country":
        return "country"
    return entry.country if entry.kind == "admin1" else None


def _lend(
    painted: dict[tuple[str, int], Surroundings], seat: tuple[str, int], unit: tuple[str, int]
) -> None:
    """A unit is as near to the other names as the town of its name: nearness decides neither."""
    town, around = painted[seat], painted[unit]
    painted[unit] = around._replace(
        next=max(around.next, town.next), near=max(around.near, town.near)
    )


def _shares(
    owners: Sequence[int], votes: Sequence[float], areas: Sequence[Hashable | None]
) -> list[float]:
    """Share of the votes of all other names for the area of each candidate; 0 without an area."""
    own: dict[tuple[int, Hashable], float] = defaultdict(float)
    total: dict[Hashable, float] = defaultdict(float)
    cast: dict[int, float] = defaultdict(float)
    for name, area, vote in zip(owners, areas, votes, strict=True):
        if area is not None:
            own[name, area] += vote
            total[area] += vote
            cast[name] += vote
    everything = sum(cast.values())
    return [
        0.0 if area is None
        else (total[area] - own[name, area]) / (everything - cast[name] + _DOUBT)
        for name, area in zip(owners, areas, strict=True)
    ]  # fmt: skip


def _local(entry: Entry) -> float:
    """How much a place says of where an article is: world cities are spoken of everywhere."""
    return _WORLD_VOTE if entry.kind == "city" and entry.n_names >= WORLD_FAME else 1.0


def _company(spots: Floats, owners: NDArray[np.int64], weights: Floats) -> Floats:
    """Probability that some other name lies next to (first row), and near, each candidate."""
    import numpy as np

    voting, found = np.flatnonzero(weights), np.zeros((2, len(spots)))
    if not len(voting):
        return found
    # The chord between two points of the unit sphere tells the angle, and no sine is needed.
    lat, lon = spots.T
    points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    half = (1 - points @ points[voting].T) / 2
    km = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(np.maximum(half, 0.0), 1.0)))
    names = owners[voting]
    first = np.flatnonzero(np.append(True, names[1:] != names[:-1]))
    other = owners[:, None] != names[first]
    for row, scale in enumerate((_NEXT_KM, _NEAR_KM)):
        closeness = weights[voting] / (1 + (km / scale) ** 2)
        of_name = np.minimum(1.0, np.add.reduceat(closeness, first, axis=1)) * other
        found[row] = 1 - np.multiply.reduce(1 - of_name, axis=1)
    return found
