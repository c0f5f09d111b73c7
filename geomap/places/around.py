"""Where a name that the gazetteer lacks may be: around where the rest of the article is.

A street, a farm, a hamlet: texts name more than any gazetteer has. What they name is mostly near
the other places they name, so a circle there is a better answer than none, as long as it says
that it is one: such a mention is ambiguous, never drawn, and its place has an id of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km
from geomap.places.picture import WIDE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.gazetteer import Entry, Gazetteer
    from geomap.model import Place

#: Votes from which on a candidate is where its name is.
_LIKELY = 0.5
#: Distance at which another name pulls half, km.
_PULL_KM = 40.0
#: Ranges and deserts wider than this are in the middle of nothing, km.
_WIDEST_KM = 150.0
#: Radius of "around", km: two thirds of what a local text names lies within it.
RADIUS_KM = 50.0


@dataclass(frozen=True, slots=True)
class Focus:
    """The middle of what an article names."""

    entry: Entry
    share: float
    """Share of the other places of the article that lie around it, 0-1."""
    spots: tuple[tuple[str, Entry], ...]
    """The names that likely mean a place of one point, with it."""

    def farther_from_all(self, entry: Entry, name: str, km: float) -> bool:
        """Whether a place is farther than that from all that other names mean."""
        apart = [_apart(entry, one) - one.radius_km for other, one in self.spots if other != name]
        return bool(apart) and min(apart) > km


def focus_of(votes: Mapping[str, Sequence[tuple[Entry, float]]]) -> Focus | None:
    """The place that most other places of the article lie around; None where there is none.

    Args:
        votes: the candidates of each name with their probabilities.
    """
    spots = []
    for name, found in votes.items():
        entry, vote = max(found, key=lambda one: (one[1], -one[0].row))
        if vote >= _LIKELY and entry.kind not in WIDE and entry.radius_km <= _WIDEST_KM:
            spots.append((name, entry, vote))
    if not spots:
        return None
    pull = {
        entry.row: sum(
            vote / (1 + (_apart(entry, other) / _PULL_KM) ** 2) for _name, other, vote in spots
        )
        for _name, entry, _vote in spots
    }
    middle = max(
        (entry for _name, entry, _vote in spots), key=lambda one: (pull[one.row], -one.row)
    )
    around = sum(vote for _name, other, vote in spots if _apart(middle, other) <= 2 * RADIUS_KM)
    return Focus(
        middle,
        around / (sum(vote for _name, _entry, vote in spots) + _LIKELY),
        tuple((name, entry) for name, entry, _vote in spots),
    )


def around(focus: Focus, gazetteer: Gazetteer) -> Place:
    """A circle around the focus, which is not the place it is named for."""
    place = gazetteer.to_place(focus.entry, precision="near")
    radius = max(RADIUS_KM, place.radius_km)
    return replace(
        place, id=f"around:{place.id}", kind="area", geonameid=None, radius_km=radius, geometry=None
    )


def _apart(one: Entry, other: Entry) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)
