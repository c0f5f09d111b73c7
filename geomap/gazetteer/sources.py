"""Which files a gazetteer is made of, and how their records come together, one a place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from geomap.errors import GazetteerInvalid
from geomap.gazetteer.names import normalise
from geomap.gazetteer.tables import Record, read_table

#: Changes when the files of an index change their meaning.
FORMAT = "5"
#: The table too large to be held in memory; so are those that a user adds.
BULK = "geonames.parquet"
#: Tables of places in order: later ones add names and values to the places of earlier ones,
#: and what people edit (CSV, GeoJSON) overrules what was derived.
PLACES = (
    "countries.csv", "countries.parquet", "admin1.parquet", "admin2.parquet", "waters.parquet",
    "regions.geojson",
)  # fmt: skip
#: Tables that are not places.
WORDS = ("demonyms.csv", "abbreviations.csv", "common_words.csv")
#: Folder of the tables that a user adds.
LOCAL = "local"
#: Added tables whose rows are only further names of known places begin with this.
NAMES_ONLY = "names-"


def local_folder(configured: str | None) -> Path:
    """Where a user's own tables are kept: beside the configured gazetteer, or the user's data."""
    if configured:
        return Path(configured) / LOCAL
    import platformdirs

    data = os.environ.get("GEOMAP_DATA") or platformdirs.user_data_dir("geomap", appauthor=False)
    return Path(data) / "gazetteer" / LOCAL


def source_files(folder: Path, local: Path | None = None) -> list[Path]:
    """The tables of a gazetteer in the order in which they are read.

    Args:
        folder: the source tables.
        local: tables that a user added; ``folder/local`` where it is None.
    """
    named = [folder / name for name in (BULK, *PLACES)]
    theatre = sorted((folder / "theatre").glob("*.csv"))
    added = sorted(
        (local or folder / LOCAL).glob("*.parquet"),
        key=lambda path: (path.name.startswith(NAMES_ONLY), path.name),
    )
    words = [folder / name for name in WORDS]
    return [path for path in (*named, *theatre, *added, *words) if path.is_file()]


def content_id(paths: Iterable[Path]) -> str:
    """Twelve hexadecimal digits that name the content of the tables and the index format."""
    digest = hashlib.sha256(FORMAT.encode())
    for path in paths:
        digest.update(path.name.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]


def merged(paths: Iterable[Path]) -> Iterator[Record]:
    """The records of all tables of places, streamed; small tables are held in memory.

    A bulk record that a small table also has is not given by itself: the small one takes it
    in and comes last. Bulk tables may repeat an id, and a record without a kind holds nothing
    but further names of the id; the reader adds the names to the place it has already.

    Raises:
        GazetteerInvalid: a row cannot be used, or a place ends without name, kind or position.
    """
    tables = [path for path in paths if path.name not in WORDS]
    bulk = [path for path in tables if path.name == BULK or path.parent.name == LOCAL]
    small = _Small()
    for path in tables:
        if path not in bulk:
            for line, row in read_table(path):
                small.add(row, path, line)
    for path in bulk:
        for _line, row in read_table(path):
            known = small.find(row)
            if known is None:
                yield row
            else:
                known.absorb(row)
    yield from small.complete()


def geonames_number(place_id: str) -> int:
    """N of an id ``geonames:N``; 0 for other ids."""
    number = place_id.removeprefix("geonames:")
    return int(number) if number != place_id and number.isdecimal() else 0


class _Small:
    """The records of the small tables by id, GeoNames id, and name of unit."""

    def __init__(self) -> None:
        self._by_id: dict[str, Record] = {}
        self._origin: dict[str, tuple[Path, int]] = {}
        self._by_geonameid: dict[int, str] = {}
        self._by_unit: dict[tuple[str, str, str], str] = {}

    def add(self, row: Record, path: Path, line: int) -> None:
        known = self._by_id.get(row.id)
        if known is not None and row.edited:
            row.absorb(known)
        elif known is not None:
            known.absorb(row)
            row = known
        self._by_id[row.id] = row
        self._origin[row.id] = path, line
        if row.geonameid is not None:
            self._by_geonameid.setdefault(row.geonameid, row.id)
        if row.kind in ("country", "admin1"):
            for name in (row.name, *row.names):
                self._by_unit.setdefault((row.country, row.kind, normalise(name)), row.id)

    def find(self, row: Record) -> Record | None:
        """The record that speaks of the same place as a bulk row: same id, or the same unit."""
        found: str | None = row.id if row.id in self._by_id else None
        if found is None:
            found = self._by_geonameid.get(row.geonameid or geonames_number(row.id))
        if found is None and row.kind in ("country", "admin1"):
            units = (
                self._by_unit.get((row.country, row.kind, normalise(name)))
                for name in (row.name, *row.names)
            )
            found = next((unit for unit in units if unit is not None), None)
            if found is not None and row.geonameid is not None:
                # Rows that only carry names find the unit by this number from now on.
                self._by_geonameid[row.geonameid] = found
        return None if found is None else self._by_id[found]

    def complete(self) -> Iterator[Record]:
        for row in self._by_id.values():
            wrong = row.missing()
            if wrong:
                raise GazetteerInvalid(*self._origin[row.id], f"{row.id} has no {wrong}")
            yield row
