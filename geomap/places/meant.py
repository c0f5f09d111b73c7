"""What the places that a name may mean tell by themselves, whatever article names them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.names import normalise
from geomap.places.kinds import SMALL_TOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer import Entry, Gazetteer


class Meant(NamedTuple):
    """The places of one name."""

    likeliest: Entry | None
    main_names: frozenset[str]
    """Normal forms of their main names."""
    one_place: bool
    """Whether there is one only, and units that hold it and are named for it."""
    first_level: frozenset[int]
    """Rows of the first-level units among them."""
    units: tuple[int, ...]
    """Rows of the first- and second-level units among them."""
    around_towns: frozenset[int]
    """Rows of the units in which the towns among them lie."""
    people: int
    """How many live in these towns together."""
    nations: tuple[str, ...]
    """ISO codes of the countries among them, the most prominent first."""
    town_or_unit: bool
    """Whether the likeliest is no capital, and a town among them lies in a unit among them."""


@lru_cache(maxsize=1 << 14)
def meant_by(gazetteer: Gazetteer, rows: tuple[int, ...]) -> Meant:
    """What some rows of a gazetteer tell: articles of one corpus name the same places."""
    entries, best = [gazetteer.entry(row) for row in rows], gazetteer.likeliest(rows)
    units = [entry for entry in entries if entry.kind in ("admin1", "admin2")]
    first = frozenset(entry.row for entry in units if entry.kind == "admin1")
    towns = [entry for entry in entries if entry.kind == "city"]
    large = [entry for entry in towns if entry.population >= SMALL_TOWN]
    held = [entry.admin2_row for entry in towns] + [entry.admin1_row for entry in large]
    return Meant(
        likeliest=best,
        main_names=frozenset(normalise(entry.name) for entry in entries),
        one_place=_one_place(entries, {entry.row for entry in units}),
        first_level=first,
        units=tuple(entry.row for entry in units),
        around_towns=frozenset(row for row in held if row is not None),
        people=sum(entry.population for entry in towns),
        nations=tuple(e.country for e in entries if e.kind == "country" and e.country),
        town_or_unit=best is not None
        and best.feature_code != "PPLC"
        and any(entry.admin1_row in first for entry in large),
    )


def _one_place(entries: Sequence[Entry], units: set[int]) -> bool:
    if len(entries) <= 1:
        return len(entries) == 1
    others = [entry for entry in entries if entry.row not in units]
    return len(others) == 1 and units <= {others[0].admin1_row, others[0].admin2_row}
