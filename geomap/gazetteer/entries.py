"""What the gazetteer answers with: an entry for a place, a hit for a name."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model import PlaceKind, Precision

#: Precision that a place of each kind has when a text names it and nothing more.
PRECISION: dict[PlaceKind, Precision] = {
    "country": "country", "admin1": "province", "admin2": "district", "city": "exact",
    "neighbourhood": "exact", "facility": "exact", "island": "region", "mountain": "near",
    "river": "linear", "border": "linear", "lake": "region", "sea": "region", "region": "region",
    "continent": "region", "area": "region",
}  # fmt: skip

#: GeoNames feature codes of facilities that are lines: roads, railways, canals, pipelines.
LINES = frozenset({"RD", "RR", "CNL", "OILP", "GASF", "WALL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the gazetteer; equality is by all fields of the same compiled index."""

    row: int
    id: str
    name: str
    kind: PlaceKind
    country: str | None
    """ISO 3166-1 alpha-2 code."""
    admin1: str | None
    """Canonical name of the first-level unit that holds it, or its own for such a unit."""
    admin2: str | None
    lat: float
    """Degrees, WGS 84."""
    lon: float
    """Degrees, WGS 84."""
    radius_km: float
    population: int
    """0 for unknown."""
    geonameid: int | None
    feature_code: str | None
    """GeoNames feature code, e.g. PPLC."""
    type_word: str | None
    """Governorate, Oblast, County ..."""
    prominence: float
    """How likely a text means this place when nothing else is known, 0-1."""
    n_names: int
    """How many names it has beside its canonical one."""
    edited: bool
    """Whether its table is one that people edit: such a place is one that news speaks of."""
    admin1_row: int | None = None
    """Row of the first-level unit that holds it; its own for such a unit."""
    admin2_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A row that a name may mean, and how the name matched it."""

    row: int
    how: str
    """exact (as the gazetteer writes it), normalised, romanised, or fuzzy."""
    matched_name: str
    """The gazetteer's spelling that matched."""
    similarity: float
    """Edit similarity of the normal forms, 0-1; 1 where they are equal."""
