"""What the names of an article say together: which countries and units it is about, and where.

Every name votes for each of its candidates with the probability it has so far. A candidate is
seen amid the votes of the *other* names, so nothing speaks for itself, and the order of the
names does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

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

    names = list(votes)
    flat = [(number, *vote) for number, name in enumerate(names) for vote in votes[name]]
    if not flat:
        return {}
    cast = [(number, entry, vote * _local(entry)) for number, entry, vote in flat]
    country = _shares(cast, lambda entry: entry.country)
    admin1 = _shares(cast, lambda entry: entry.admin1_row)
    peers = _shares(cast, _rank)
    spots = np.radians([(entry.lat, entry.lon) for _number, entry, _vote in flat])
    owners = np.array([number for number, _entry, _vote in flat])
    narrow = np.array([entry.kind not in WIDE for _number, entry, _vote in flat])
    weights = np.array([vote if vote >= _LEAST_VOTE else 0.0 for *_rest, vote in flat]) * narrow
    beside, near = _company(spots, owners, weights)
    painted = {
        (names[number], entry.row): Surroundings(
            country.get((number, entry.country), 0.0),
            admin1.get((number, entry.admin1_row), 0.0),
            peers.get((number, _rank(entry)), 0.0),
            next_to,
            near_by,
        )
        for (number, entry, _vote), next_to, near_by in zip(
            flat, (beside * narrow).tolist(), (near * narrow).tolist(), strict=True
        )
    }
    for number, entry, _vote in flat:
        if entry.kind == "city" and (names[number], entry.admin1_row or -1) in painted:
            _lend(painted, (names[number], entry.row), (names[number], entry.admin1_row or -1))
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
    cast: Sequence[tuple[int, Entry, float]], area_of: Callable[[Entry], Hashable | None]
) -> dict[tuple[int, Hashable], float]:
    """Share of the votes of all other names for an area, by number of the name and area."""
    owns: dict[int, dict[Hashable, float]] = {}
    total: dict[Hashable, float] = defaultdict(float)
    for number, entry, vote in cast:
        area = area_of(entry)
        if area is not None:
            own = owns.setdefault(number, {})
            own[area] = own.get(area, 0.0) + vote
            total[area] += vote
    everything = sum(total.values())
    shares: dict[tuple[int, Hashable], float] = {}
    for number, own in owns.items():
        others = everything - sum(own.values()) + _DOUBT
        shares.update(((number, area), (total[area] - own[area]) / others) for area in own)
    return shares


def _local(entry: Entry) -> float:
    """How much a place says of where an article is: world cities are spoken of everywhere."""
    return _WORLD_VOTE if entry.kind == "city" and entry.n_names >= WORLD_FAME else 1.0


def _company(spots: Floats, owners: NDArray[np.int64], weights: Floats) -> tuple[Floats, Floats]:
    """Probability that some other name lies next to, and near, each candidate."""
    import numpy as np

    voting = np.flatnonzero(weights)
    alone = np.zeros(len(spots))
    if not len(voting):
        return alone, alone
    # The chord between two points of the unit sphere tells the angle, and no sine is needed.
    lat, lon = spots.T
    points = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    half = (1 - points @ points[voting].T) / 2
    km = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    first = np.flatnonzero(np.diff(owners[voting], prepend=-1))
    other = owners[:, None] != owners[voting][first][None, :]
    found = []
    for scale in (_NEXT_KM, _NEAR_KM):
        closeness = weights[voting] / (1 + (km / scale) ** 2)
        of_name = np.minimum(1.0, np.add.reduceat(closeness, first, axis=1)) * other
        found.append(1 - np.prod(1 - of_name, axis=1))
    return found[0], found[1]
