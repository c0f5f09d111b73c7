"""The opened gazetteer: rows by number, id and name, parents, and geometry on demand."""

from __future__ import annotations

import json
import math
import mmap
from functools import lru_cache
from pathlib import Path
from typing import Any

from geomap.gazetteer.entries import LINES, PRECISION, Entry, Hit
from geomap.gazetteer.lookup import look_up
from geomap.gazetteer.matching import DEMONYM, NameMatch, find_names
from geomap.gazetteer.names import by_first_word, normalise
from geomap.gazetteer.overrides import Overrides
from geomap.gazetteer.romanise import word_key
from geomap.gazetteer.sources import FORMAT, geonames_number
from geomap.model import PLACE_KINDS, Place, PlaceKind, Precision

#: Sounds that a romanised key must have to say something.
_LEAST_SOUNDS = 4


class Gazetteer:
    """A compiled gazetteer, mapped into memory from its folder; see `geomap.gazetteer.layout`.

    Rows are numbers from 0, valid for one index only; ids last. Raises what the operating
    system, numpy or marisa raise, or ValueError, when the folder is not a whole index.
    """

    def __init__(self, folder: Path, overrides: Overrides | None = None) -> None:
        import marisa_trie
        import numpy as np

        from geomap.gazetteer import layout

        self.folder = folder
        self._meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
        sizes = {name: (folder / name).stat().st_size for name in self._meta["sizes"]}
        if self._meta["format"] != FORMAT or sizes != self._meta["sizes"]:
            raise ValueError(f"{folder} is not a whole index")

        def column(name: str, kind: Any) -> Any:
            if not sizes[name]:
                return np.empty(0, kind)
            return np.memmap(folder / name, kind, "r").view(np.ndarray)

        def blob(name: str) -> Any:
            if not sizes[name]:
                return b""
            with (folder / name).open("rb") as file:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

        def trie(name: str) -> Any:
            return marisa_trie.Trie().mmap(str(folder / f"{name}.marisa"))

        self._rows = column("rows.bin", layout.ROW)
        self._strings, self._geometry = blob("strings.bin"), blob("geometry.bin")
        self.names, self.sounds, self._ids = trie("names"), trie("sounds"), trie("ids")
        self._starts = {name: column(f"{name}.starts.bin", "<u4") for name in ("names", "sounds")}
        self._listed = {name: column(f"{name}.rows.bin", "<u4") for name in ("names", "sounds")}
        self._key_flags = column("names.flags.bin", "u1")
        self._demonyms = column("demonyms.bin", layout.DEMONYM)
        self._id_rows = column("ids.rows.bin", "<u4")
        self._geonameids = column("geonameids.bin", "<u4")
        self._areas = column("areas.bin", layout.AREA)
        self.abbreviations: dict[str, list[int]] = self._meta["abbreviations"]
        self.abbreviations_by_word = by_first_word(self.abbreviations)
        self.postal = frozenset(self._meta["postal"])
        self.overrides = overrides or Overrides()
        self.entry = lru_cache(maxsize=1 << 16)(self._entry)
        self._shape = lru_cache(maxsize=256)(self._prepared)
        # Articles of one corpus name the same places over and over.
        self._looked_up = lru_cache(maxsize=1 << 15)(look_up)
        self._posted = lru_cache(maxsize=1 << 15)(self._rows_of)
        self.geometry = lru_cache(maxsize=256)(self._geometry_of)
        self._place = lru_cache(maxsize=1 << 13)(self._place_of)
        self.reach = lru_cache(maxsize=1 << 15)(self._reach_of)
        self._begun = lru_cache(maxsize=1 << 15)(self._names_begun)
        self.sounds_within = lru_cache(maxsize=1 << 15)(self._sounds_begun)
        self.flags_of = lru_cache(maxsize=1 << 15)(self._flags_of)
        self.likeliest = lru_cache(maxsize=1 << 15)(self._likeliest_of)

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits of the tables' content, and six more with overrides."""
        digest = self.overrides.digest
        return self.folder.name.rpartition("-")[2] + (f"+{digest[:6]}" if digest else "")

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def n_names(self) -> int:
        """How many (name, place) pairs can be looked up."""
        return int(self._meta["names"])

    def kinds(self) -> dict[str, int]:
        """How many places there are of each kind."""
        import numpy as np

        counts = np.bincount(self._rows["kind"], minlength=len(PLACE_KINDS))
        return {kind: int(n) for kind, n in zip(PLACE_KINDS, counts, strict=True) if n}

    def _text(self, at: int) -> str | None:
        """The text at an offset; None for the offset that means none."""
        if at == 0xFFFFFFFF:
            return None
        return bytes(self._strings[at : self._strings.find(b"\n", at)]).decode()

    def _entry(self, row: int) -> Entry:
        """The row with this number."""
        (
            own_id, name, admin1, admin2, type_word, admin1_row, admin2_row, geonameid, lat, lon,
            radius, prominence, population, _at, _size, n_names, feature, country, kind, edited,
        ) = self._rows[row].item()  # fmt: skip
        return Entry(
            row=row,
            id=self._text(own_id) or f"geonames:{geonameid}",
            name=self.overrides.names.get(row) or self._text(name) or "",
            kind=PLACE_KINDS[kind],
            country=country.decode() or None,
            admin1=self._text(admin1),
            admin2=self._text(admin2),
            lat=lat / 1e6,
            lon=lon / 1e6,
            radius_km=radius,
            population=population,
            geonameid=geonameid or None,
            feature_code=self._meta["features"][feature] or None,
            type_word=self._text(type_word),
            prominence=prominence,
            n_names=n_names,
            edited=bool(edited),
            admin1_row=None if admin1_row == 0xFFFFFFFF else admin1_row,
            admin2_row=None if admin2_row == 0xFFFFFFFF else admin2_row,
        )

    def _likeliest_of(self, rows: tuple[int, ...]) -> Entry | None:
        """The most prominent of some rows, of two alike the lower; None of none."""
        entries = map(self.entry, rows)
        return max(entries, key=lambda entry: (entry.prominence, -entry.row), default=None)

    def spellings(self, row: int) -> tuple[str, ...]:
        """All names of a row as its tables write them, the canonical one first."""
        at = int(self._rows["name"][row])
        found = []
        for _ in range(int(self._rows["n_names"][row]) + 1):
            end = self._strings.find(b"\n", at)
            found.append(bytes(self._strings[at:end]).decode())
            at = end + 1
        return tuple(found)

    def _rows_of(self, table: str, key: str) -> tuple[int, ...]:
        number = (self.names if table == "names" else self.sounds).get(key)
        if number is None:
            return ()
        starts = self._starts[table]
        return tuple(self._listed[table][starts[number] : starts[number + 1]].tolist())

    def _reach_of(self, word: str) -> int:
        """How many words the longest name has that begins with this one; 1 for no longer one."""
        return max((key.count(" ") for key in self.names.iterkeys(f"{word} ")), default=0) + 1

    def names_within(self, words: str) -> tuple[int, ...]:
        """Of how many of these words, from the first on, there are names; the longest first."""
        return self._begun(words, id(self.overrides))

    def _names_begun(self, words: str, _overrides: int) -> tuple[int, ...]:
        """The same; the number of the overrides keeps cached answers apart."""
        parts, listed = words.split(" "), set(self.names.prefixes(words))
        forms = (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
        return tuple(
            form.count(" ") + 1
            for form in forms
            if (form in listed or form in self.overrides.added) and self._has_meaning(form)
        )

    def _has_meaning(self, key: str) -> bool:
        if self.overrides.blocked.get(key, ()) is None:
            return False
        return bool(self.names_of(key)) or bool(self.flags_of(key) & DEMONYM)

    def _sounds_begun(self, words: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        """Of how many words, from the first on, the sounds are a name's, and its romanised key."""
        ends: dict[int, int] = {}
        joined = ""
        for count, word in enumerate(words, start=1):
            joined += word_key(word)
            # An article at the end adds no sound: the shorter reading stands.
            ends.setdefault(len(joined), count)
        return tuple(
            (ends[len(prefix)], prefix)
            for prefix in reversed(self.sounds.prefixes(joined))
            if len(prefix) >= _LEAST_SOUNDS and len(prefix) in ends
        )

    def names_of(self, key: str) -> tuple[int, ...]:
        """Rows that have a name with this normal form, the most prominent first."""
        return self.overrides.applied(key, self._posted("names", key))

    def romanised(self, key: str) -> tuple[int, ...]:
        """Rows that have a name with this romanised key, the most prominent first."""
        return self._posted("sounds", key)

    def _flags_of(self, key: str) -> int:
        """Bits of `geomap.gazetteer.matching.FLAGS` that are set for a normal form."""
        number = self.names.get(key)
        return 0 if number is None else int(self._key_flags[number])

    def demonyms_of(self, key: str) -> list[tuple[int, int]]:
        """(row, number of the form) of the places that a demonym, in normal form, belongs to."""
        number = self.names.get(key)
        if number is None:
            return []
        owners = self._demonyms
        first, last = (owners["key"].searchsorted(number, side) for side in ("left", "right"))
        return [(row, form) for _key, row, form in owners[first:last].tolist()]

    def match(self, text: str) -> list[NameMatch]:
        """All names of the gazetteer in running text, longest first, without overlap.

        Offsets are into `text` as given. The normal form is asked first, the romanised key
        only where it finds a longer name or the normal form finds none.
        """
        return find_names(self, text)

    def lookup(self, name: str, *, fuzzy: bool = False) -> list[Hit]:
        """The places a name may mean: by normal form, else by romanised key, else by likeness.

        Within a level the most prominent place comes first. Likeness (edit similarity of at
        least `lookup.FUZZY_CUTOFF`, same first letters) is asked only with `fuzzy`.
        """
        return list(self._looked_up(self, name, id(self.overrides), fuzzy=fuzzy))

    def row_of(self, place_id: str) -> int | None:
        """The row with this id; None where there is none."""
        number = self._ids.get(place_id)
        if number is not None:
            return int(self._id_rows[number])
        wanted = geonames_number(place_id)
        if not wanted:
            return None
        # Sorted by GeoNames id: a binary search that touches some twenty rows.
        low, high = 0, len(self._geonameids)
        while low < high:
            middle = (low + high) // 2
            if self._rows["geonameid"][self._geonameids[middle]] < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(self._geonameids):
            row = int(self._geonameids[low])
            return row if self._rows["geonameid"][row] == wanted else None
        return None

    def by_id(self, place_id: str) -> Entry | None:
        """The entry with this id, or with this ``geonames:`` number; None where there is none."""
        row = self.row_of(place_id)
        return None if row is None else self.entry(row)

    def names_by_id(self, place_id: str) -> tuple[str, ...]:
        """Every name of the place of an id; none where no place has it."""
        row = self.row_of(place_id)
        return () if row is None else self.spellings(row)

    def _geometry_of(self, row: int) -> bytes | None:
        """WKB of the area or line of a row, EPSG:4326; None for a point."""
        at, size = int(self._rows["geometry"][row]), int(self._rows["geometry_size"][row])
        return bytes(self._geometry[at : at + size]) or None

    def country(self, iso2: str | None) -> Entry | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        row = self._meta["countries"].get(iso2)
        return None if row is None else self.entry(row)

    def admin1(self, iso2: str | None, name: str | None) -> Entry | None:
        """The first-level unit of a country by one of its names."""
        entries = (self.entry(row) for row in self.names_of(normalise(name or "")))
        return next((e for e in entries if e.kind == "admin1" and e.country == iso2), None)

    def admin1s_of(self, iso2: str) -> list[Entry]:
        """The first-level units of a country that have a polygon."""
        areas = self._areas
        rows = areas["row"][areas["kind"] == PLACE_KINDS.index("admin1")]
        own = rows[self._rows["country"][rows] == iso2.encode()]
        return [self.entry(row) for row in own.tolist()]

    def rows_of_feature(self, code: str) -> list[int]:
        """Rows with a GeoNames feature code, e.g. RD."""
        import numpy as np

        features: list[str] = self._meta["features"]
        if code not in features:
            return []
        return list(np.flatnonzero(self._rows["feature"] == features.index(code)).tolist())

    def countries_within(self, bounds: tuple[float, ...]) -> list[Entry]:
        """The countries whose extent meets (west, south, east, north), degrees."""
        west, south, east, north = bounds
        areas = self._areas
        near = (areas["kind"] == PLACE_KINDS.index("country")) & (areas["west"] <= east)
        near &= (areas["east"] >= west) & (areas["south"] <= north) & (areas["north"] >= south)
        return [self.entry(row) for row in areas["row"][near].tolist()]

    def largest_city(self, admin1_row: int) -> Entry | None:
        """The most populous town of a first-level unit; None where none is known."""
        import numpy as np

        rows = self._rows
        inside = (rows["admin1_row"] == admin1_row) & (rows["kind"] == PLACE_KINDS.index("city"))
        found = np.flatnonzero(inside)
        if not len(found):
            return None
        return self.entry(int(found[np.argmax(rows["population"][found])]))

    def capital_of(self, iso2: str | None) -> Entry | None:
        """The seat of government of a country."""
        row = self._meta["capitals"].get(iso2)
        return None if row is None else self.entry(row)

    def neighbours(self, iso2: str) -> tuple[str, ...]:
        """Codes of the countries whose polygons touch a country's, sorted."""
        return tuple(self._meta["neighbours"].get(iso2, ()))

    def country_at(self, lat: float, lon: float) -> Entry | None:
        """The country whose polygon holds a point (degrees, WGS 84)."""
        return self._at("country", lat, lon)

    def admin1_at(self, lat: float, lon: float) -> Entry | None:
        """The first-level unit whose polygon holds a point (degrees, WGS 84)."""
        return self._at("admin1", lat, lon)

    def _at(self, kind: PlaceKind, lat: float, lon: float) -> Entry | None:
        areas = self._areas
        near = (areas["kind"] == PLACE_KINDS.index(kind)) & (areas["west"] <= lon)
        near &= (areas["east"] >= lon) & (areas["south"] <= lat) & (areas["north"] >= lat)
        inside = (row for row in areas["row"][near].tolist() if self.contains(row, lat, lon))
        row = next(inside, None)
        return None if row is None else self.entry(row)

    def _prepared(self, row: int) -> Any:
        import shapely

        shape = shapely.from_wkb(self.geometry(row))
        shapely.prepare(shape)
        return shape

    def contains(self, row: int, lat: float, lon: float) -> bool:
        """Whether a place holds a point: by its area, else by its radius."""
        size = int(self._rows["geometry_size"][row])
        if size:
            shape = self._shape(row)
            if shape.area > 0:
                import shapely

                return bool(shapely.intersects_xy(shape, lon, lat))
        entry = self.entry(row)
        return distance_km(entry.lat, entry.lon, lat, lon) <= entry.radius_km

    def to_place(
        self, entry: Entry, *, precision: Precision | None = None, shape: bool = True
    ) -> Place:
        """The place of an entry as a text names it, with its geometry unless `shape` is False."""
        return self._place(entry.row, precision, shape)

    def _place_of(self, row: int, precision: Precision | None, shape: bool) -> Place:
        entry = self.entry(row)
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
            precision=precision
            or ("linear" if entry.feature_code in LINES else PRECISION[entry.kind]),
            geometry=self.geometry(entry.row) if shape else None,
        )


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance between two points in degrees, km (haversine, radius 6371.0088)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))
