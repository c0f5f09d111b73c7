"""The source tables as records: one schema for CSV, GeoJSON and Parquet, checked row by row.

Columns: ``id, name, kind, country, admin1, admin2, lat, lon, radius_km, population, geonameid,
feature_code, type_word, names, source, note`` (gazetteer/README.md says what each means).
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerInvalid
from geomap.model import PLACE_KINDS

COLUMNS = (
    "id", "name", "kind", "country", "admin1", "admin2", "lat", "lon", "radius_km", "population",
    "geonameid", "feature_code", "type_word", "names", "source", "note",
)  # fmt: skip
_KINDS = frozenset(PLACE_KINDS)
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(slots=True)
class Record:
    """One row of a source table; None or "" where the table says nothing."""

    id: str
    name: str = ""
    kind: str = ""
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    population: int | None = None
    geonameid: int | None = None
    feature_code: str = ""
    type_word: str = ""
    names: tuple[str, ...] = ()
    geometry: bytes | None = None
    """WKB, EPSG:4326."""
    edited: bool = False
    """Whether people edit its table (CSV, GeoJSON): such a place is one that news speaks of."""

    def absorb(self, other: Record) -> None:
        """Take over the names of `other`, and whatever this record does not know itself."""
        for field in Record.__slots__:
            if getattr(self, field) in ("", None):
                setattr(self, field, getattr(other, field))
        known = {self.name, *self.names}
        extra = dict.fromkeys(name for name in (other.name, *other.names) if name)
        self.names += tuple(name for name in extra if name not in known)
        self.edited |= other.edited

    def missing(self) -> str:
        """What the record lacks to be a place, in words; "" when nothing."""
        if not self.name or not self.kind:
            return "kind, and no table knows its id" if self.name else "name"
        return "" if self.lat is not None or self.geometry is not None else "point or geometry"


def read_table(path: Path) -> Iterator[tuple[int, Record]]:
    """The records of one table with their line numbers (features or rows from 1 elsewhere).

    Raises:
        GazetteerInvalid: the file is not what its suffix says, or a row cannot be used.
    """
    for line, row in read_rows(path):
        try:
            yield line, record(row, edited=path.suffix != ".parquet")
        except ValueError as error:
            raise GazetteerInvalid(path, line, str(error)) from None


def read_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The raw rows of one table with their line numbers.

    Raises:
        GazetteerInvalid: the file is not what its suffix says.
    """
    readers = {".csv": read_csv, ".geojson": _read_geojson, ".parquet": _read_parquet}
    try:
        yield from readers[path.suffix](path)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GazetteerInvalid(path, getattr(error, "lineno", None), str(error)) from error


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV with a header, and the line each ends on; blank lines are skipped.

    Raises:
        GazetteerInvalid: it is not UTF-8, is badly quoted, or a row has more or fewer cells than
            the header.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            for row in reader:
                if None in row or None in row.values():
                    raise GazetteerInvalid(
                        path, reader.line_num, "the number of cells is not right"
                    )
                yield reader.line_num, row
        except UnicodeDecodeError as error:
            raise GazetteerInvalid(path, None, "it is not UTF-8") from error
        except csv.Error as error:
            raise GazetteerInvalid(path, reader.line_num + 1, str(error)) from error


def _read_geojson(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    import shapely

    collection = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise GazetteerInvalid(path, None, "it is not a GeoJSON FeatureCollection")
    for number, feature in enumerate(collection.get("features", ()), start=1):
        row = dict(feature.get("properties") or {})
        if feature.get("geometry"):
            try:
                shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            except shapely.errors.GEOSException as error:
                raise GazetteerInvalid(path, number, f"bad geometry, {error}") from error
            row["geometry"] = shapely.to_wkb(shape)
        yield number, row


def _read_parquet(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            wanted = [name for name in file.schema_arrow.names if name not in ("source", "note")]
            number = 0
            for batch in file.iter_batches(8192, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except pa.ArrowException as error:
        raise GazetteerInvalid(path, None, str(error)) from error


def record(row: Mapping[str, Any], *, edited: bool = False) -> Record:
    """The checked record of a raw row.

    Raises:
        ValueError: with what is wrong, in words.
    """
    names = row.get("names") or ()
    if isinstance(names, str):
        names = [name.strip() for name in names.split("|")]
    made = Record(
        id=_text(row, "id"),
        name=_text(row, "name"),
        kind=_text(row, "kind"),
        country=_text(row, "country"),
        admin1=_text(row, "admin1"),
        admin2=_text(row, "admin2"),
        lat=_number(row, "lat", -90, 90),
        lon=_number(row, "lon", -180, 180),
        radius_km=_number(row, "radius_km", 0, 20_100),
        population=_whole(row, "population"),
        geonameid=_whole(row, "geonameid"),
        feature_code=_text(row, "feature_code"),
        type_word=_text(row, "type_word"),
        names=tuple(name for name in names if name),
        geometry=row.get("geometry"),
        edited=edited,
    )
    _check(made)
    return made


def _check(row: Record) -> None:
    if not row.id or not row.id.isprintable() or " " in row.id:
        raise ValueError(f"id {row.id!r} must be given, without spaces")
    if row.kind and row.kind not in _KINDS:
        raise ValueError(f"kind {row.kind!r} is none of {', '.join(PLACE_KINDS)}")
    if row.country and not _COUNTRY.fullmatch(row.country):
        raise ValueError(f"country {row.country!r} is not an ISO 3166-1 alpha-2 code")
    if (row.lat is None) != (row.lon is None):
        raise ValueError("lat and lon must be given together")
    if row.geonameid is not None and not 0 < row.geonameid < 1 << 26:
        raise ValueError(f"geonameid {row.geonameid} is not one of GeoNames")
    if any("\n" in name for name in (row.name, *row.names)):
        raise ValueError("a name runs over two lines")


def _text(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _number(row: Mapping[str, Any], column: str, low: float, high: float) -> float | None:
    value = row.get(column)
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{column} {value!r} is not a number") from None
    if math.isnan(number):
        return None
    if not low <= number <= high:
        raise ValueError(f"{column} {value!r} is not between {low} and {high}")
    return number


def _whole(row: Mapping[str, Any], column: str) -> int | None:
    value = row.get(column)
    if isinstance(value, int) and 0 <= value < 1 << 40:
        return value
    number = _number(row, column, 0, 1 << 40)
    if number is not None and not number.is_integer():
        raise ValueError(f"{column} {value!r} is not a whole number")
    return None if number is None else int(number)
