"""The opened gazetteer: rows by number, id and name, parents, and geometry on demand."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.matching import NameMatch, find_names
from geomap.gazetteer.names import normalise, romanised_key
from geomap.model import PLACE_KINDS, Place, PlaceKind, Precision

if TYPE_CHECKING:
    from pathlib import Path

#: Precision that a place of each kind has when a text names it and nothing more.
PRECISION: dict[PlaceKind, Precision] = {
    "country": "country",
    "admin1": "province",
    "admin2": "district",
    "city": "exact",
    "neighbourhood": "exact",
    "facility": "exact",
    "island": "region",
    "mountain": "near",
    "river": "linear",
    "border": "linear",
    "lake": "region",
    "sea": "region",
    "region": "region",
    "continent": "region",
    "area": "region",
}
#: Bounds of the edit similarity at which a fuzzy match is still one, per cent.
FUZZY_CUTOFF = 88.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the gazetteer; equality is by all fields of the same compiled index."""

    row: int
    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    """Degrees, WGS 84."""
    lon: float
    """Degrees, WGS 84."""
    radius_km: float
    population: int
    geonameid: int | None
    feature_code: str | None
    type_word: str | None
    prominence: float
    """How likely a text means this place when nothing else is known, 0-1."""
    n_names: int
    edited: bool
    """Whether its table is one that people edit: such a place is one that news speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A row that a name may mean, and how the name matched it."""

    row: int
    how: str
    """exact, normalised, romanised, or fuzzy."""
    matched_name: str
    similarity: float
    """Edit similarity of the names, 0-1; 1 where they are equal."""


class Gazetteer:
    """A compiled gazetteer, opened from its folder; nothing is parsed but a small JSON file."""

    def __init__(self, folder: Path) -> None:
        import marisa_trie
        import numpy as np

        self.folder = folder
        self.id = folder.name
        self._meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
        self._names = marisa_trie.RecordTrie("<I").mmap(str(folder / "names.trie"))
        self._romanised = marisa_trie.RecordTrie("<I").mmap(str(folder / "romanised.trie"))
        self._columns = {
            name: np.load(folder / f"{name}.npy", mmap_mode="r")
            for name in (
                "lat", "lon", "radius", "population", "geonameid", "kind", "names", "edited",
                "text", "geometry",
            )
        }  # fmt: skip
        self._blobs = {
            name: np.memmap(folder / f"{name}.blob", mode="r") if self._size(name) else b""
            for name in ("text", "geometry")
        }
        self.demonyms: dict[str, list[list[int]]] = self._meta["demonyms"]
        self.abbreviations: dict[str, list[int]] = self._meta["abbreviations"]
        self.postal = frozenset(self._meta["postal"])
        self.common: dict[str, list[str]] = self._meta["common"]
        self.pins: dict[str, int] = self._meta["pins"]
        self.blocked = frozenset(self._meta["blocked"])
        self.entry = lru_cache(maxsize=1 << 16)(self._entry)

    def __len__(self) -> int:
        return int(self._meta["rows"])

    @property
    def n_names(self) -> int:
        """How many (name, place) pairs can be looked up."""
        return int(self._meta["names"])

    def kinds(self) -> dict[str, int]:
        """How many places there are of each kind."""
        import numpy as np

        counts = np.bincount(self._columns["kind"], minlength=len(PLACE_KINDS))
        return {kind: int(n) for kind, n in zip(PLACE_KINDS, counts, strict=True) if n}

    def _size(self, name: str) -> int:
        return (self.folder / f"{name}.blob").stat().st_size

    def _blob(self, name: str, row: int) -> bytes:
        offsets = self._columns[name]
        return bytes(self._blobs[name][int(offsets[row]) : int(offsets[row + 1])])

    def _entry(self, row: int) -> Entry:
        """The row with this number."""
        column = self._columns
        place_id, name, country, admin1, admin2, feature, type_word = (
            self._blob("text", row).decode().split("\t")
        )
        geonameid = int(column["geonameid"][row])
        kind = PLACE_KINDS[int(column["kind"][row])]
        population = int(column["population"][row])
        n_names, edited = int(column["names"][row]), bool(column["edited"][row])
        return Entry(
            row=row,
            id=place_id,
            name=name,
            kind=kind,
            country=country or None,
            admin1=admin1 or None,
            admin2=admin2 or None,
            lat=float(column["lat"][row]),
            lon=float(column["lon"][row]),
            radius_km=float(column["radius"][row]),
            population=population,
            geonameid=None if geonameid < 0 else geonameid,
            feature_code=feature or None,
            type_word=type_word or None,
            prominence=prominence(kind, population, n_names, feature, edited=edited),
            n_names=n_names,
            edited=edited,
        )

    def names_of(self, key: str) -> list[int]:
        """Rows that have a name with this normal form."""
        return [value for (value,) in self._names.get(key, ())]

    def begins(self, key: str) -> bool:
        """Whether a longer name begins with this normal form and a space."""
        return bool(self._names.has_keys_with_prefix(key + " "))

    def romanised(self, key: str) -> list[int]:
        """Rows that have a name with this romanised key."""
        return [value for (value,) in self._romanised.get(key, ())]

    def match(self, text: str) -> list[NameMatch]:
        """All names of the gazetteer in running text, longest first, without overlap."""
        return find_names(self, text)

    def lookup(self, name: str, *, fuzzy: bool = False) -> list[Hit]:
        """The rows a name may mean: by normal form, else by romanised key, else by likeness."""
        key = normalise(name)
        if key in self.blocked:
            return []
        if key in self.pins:
            return [Hit(row=self.pins[key], how="exact", matched_name=name, similarity=1.0)]
        hits = [
            Hit(row=row, how="exact" if name == self.entry(row).name else "normalised",
                matched_name=name, similarity=1.0)
            for row in self.names_of(key)
        ]  # fmt: skip
        if hits:
            return hits
        hits = [
            Hit(row=row, how="romanised", matched_name=self.entry(row).name, similarity=0.9)
            for row in self.romanised(romanised_key(name))
        ]
        return hits or (self._alike(key) if fuzzy else [])

    def _alike(self, key: str) -> list[Hit]:
        """Rows with a name of the same beginning and nearly the same letters."""
        from rapidfuzz import fuzz, process

        if len(key) < 6:
            return []
        pool = sorted({found for found, _row in self._names.iteritems(key[:3])})
        best = process.extract(key, pool, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=5)
        return [
            Hit(row=row, how="fuzzy", matched_name=found, similarity=score / 100)
            for found, score, _index in best
            for row in self.names_of(found)
        ]

    def by_id(self, place_id: str) -> Entry | None:
        """The entry with this id; None where there is none."""
        row = self._rows_by_id.get(place_id)
        return None if row is None else self.entry(row)

    @cached_property
    def _rows_by_id(self) -> dict[str, int]:
        numbers = self._columns["geonameid"]
        rows = {f"geonames:{number}": row for row, number in enumerate(numbers) if number >= 0}
        return {**rows, **self._meta["ids"]}

    def geometry(self, row: int) -> bytes | None:
        """WKB of the area or line of a row, EPSG:4326; None for a point."""
        return self._blob("geometry", row) or None

    @cached_property
    def _of_kind(self) -> dict[str, list[int]]:
        import numpy as np

        kinds = self._columns["kind"]
        return {
            kind: np.flatnonzero(kinds == PLACE_KINDS.index(kind)).tolist()
            for kind in ("country", "admin1")
        }

    @cached_property
    def _countries(self) -> dict[str, Entry]:
        entries = (self.entry(row) for row in self._of_kind["country"])
        return {entry.country: entry for entry in entries if entry.country}

    def country(self, iso2: str | None) -> Entry | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return self._countries.get(iso2 or "")

    def admin1(self, iso2: str | None, name: str | None) -> Entry | None:
        """The first-level unit of a country by its canonical name."""
        return self._admin1s.get((iso2, name))

    @cached_property
    def _admin1s(self) -> dict[tuple[str | None, str | None], Entry]:
        entries = (self.entry(row) for row in self._of_kind["admin1"])
        return {(entry.country, entry.name): entry for entry in entries}

    def _tree(self, kind: str) -> tuple[Any, list[int]]:
        import shapely

        rows = [row for row in self._of_kind[kind] if self.geometry(row)]
        return shapely.STRtree(shapely.from_wkb([self.geometry(row) for row in rows])), rows

    @cached_property
    def _trees(self) -> dict[str, tuple[Any, list[int]]]:
        return {kind: self._tree(kind) for kind in ("country", "admin1")}

    def _at(self, kind: str, lat: float, lon: float) -> Entry | None:
        import shapely

        tree, rows = self._trees[kind]
        inside = tree.query(shapely.Point(lon, lat), predicate="within")
        return self.entry(rows[int(min(inside))]) if len(inside) else None

    def country_at(self, lat: float, lon: float) -> Entry | None:
        """The country whose polygon holds a point (degrees, WGS 84)."""
        return self._at("country", lat, lon)

    def admin1_at(self, lat: float, lon: float) -> Entry | None:
        """The first-level unit whose polygon holds a point (degrees, WGS 84)."""
        return self._at("admin1", lat, lon)

    def contains(self, row: int, lat: float, lon: float) -> bool:
        """Whether a place holds a point: by its geometry, else by its radius."""
        wkb = self.geometry(row)
        if wkb is not None:
            import shapely

            return bool(shapely.intersects_xy(shapely.from_wkb(wkb), lon, lat))
        entry = self.entry(row)
        return distance_km(entry.lat, entry.lon, lat, lon) <= entry.radius_km

    def capital_of(self, iso2: str | None) -> Entry | None:
        """The seat of government of a country."""
        capital = self._capitals.get(iso2 or "")
        return None if capital is None else self.entry(capital)

    @cached_property
    def _capitals(self) -> dict[str, int]:
        import numpy as np

        found: dict[str, int] = {}
        towns = np.flatnonzero(self._columns["kind"] == PLACE_KINDS.index("city"))
        for row in towns:
            if b"\tPPLC\t" in self._blob("text", int(row)):
                entry = self.entry(int(row))
                if entry.country:
                    found.setdefault(entry.country, entry.row)
        return found

    @lru_cache  # noqa: B019 - a gazetteer lives as long as the run
    def neighbours(self, iso2: str) -> tuple[str, ...]:
        """Codes of the countries whose polygons touch a country's, sorted."""
        import shapely

        tree, rows = self._trees["country"]
        entry = self.country(iso2)
        wkb = self.geometry(entry.row) if entry else None
        if wkb is None:
            return ()
        near = tree.query(shapely.from_wkb(wkb).buffer(0.01), predicate="intersects")
        codes = {self.entry(rows[int(i)]).country for i in near}
        return tuple(sorted(code for code in codes if code and code != iso2))

    def to_place(self, entry: Entry, *, precision: Precision | None = None) -> Place:
        """The place of an entry as a text names it, with its geometry."""
        return Place(
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            lat=entry.lat,
            lon=entry.lon,
            country=entry.country,
            admin1=entry.admin1,
            geonameid=entry.geonameid,
            radius_km=entry.radius_km,
            precision=precision or PRECISION[entry.kind],
            geometry=self.geometry(entry.row),
        )


def prominence(
    kind: PlaceKind, population: int, n_names: int, feature_code: str, *, edited: bool
) -> float:
    """How likely a text means a place when nothing else is known, 0-1.

    Grows with the logarithm of the population (10 million is 1) and a little with the number
    of names, which counts languages that speak of the place; countries and capitals lead.
    """
    people = min(1.0, math.log10(max(population, 1)) / 7)
    fame = min(1.0, math.log1p(n_names) / 5)
    value = 0.7 * people + 0.2 * fame
    if kind in ("country", "continent", "sea", "region"):
        value = max(value, 0.75) + 0.2
    elif kind == "admin1":
        value = max(value, 0.6)
    elif feature_code == "PPLC":
        value += 0.1
    if edited:
        value = max(value, 0.35)
    return min(1.0, value)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance between two points in degrees, km (haversine, radius 6371.0088)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))
