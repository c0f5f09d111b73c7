"""Tables of others -> the gazetteer's schema: GeoNames dumps, CSV and GeoJSON, line by line."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerInvalid, InputNotFound, OutputNotWritable
from geomap.gazetteer.geonames import kind_of_dump, read_dump
from geomap.gazetteer.sources import NAMES_ONLY
from geomap.gazetteer.tables import COLUMNS, Record, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Report = Callable[[str], None]
    Rows = Iterator[tuple[int, dict[str, Any]]]

#: Rows written at one time.
_BATCH = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How the columns of a table become ours; GeoNames dumps need none."""

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns of the table by ours; more than one only for ``names``."""
    values: dict[str, str] = field(default_factory=dict)
    """What every row has that no column gives (``kind``, ``country``)."""
    prefix: str = ""
    """Put before each id with a colon, ``pcode`` for ``pcode:SY07``."""


@dataclass(slots=True, kw_only=True)
class Added:
    """What adding a table came to."""

    path: Path
    rows: int = 0
    skipped: int = 0


def add_table(
    table: Path,
    local: Path,
    *,
    mapping: Mapping | None = None,
    report: Report,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Added:
    """Write the rows of `table` as Parquet into the folder of a user's own tables.

    Args:
        table: a GeoNames dump (.txt), CSV or GeoJSON (WGS 84).
        local: the folder, see `geomap.gazetteer.sources.local_folder`; made if need be.
        mapping: which columns are ours, for CSV and GeoJSON with others.
        report: told of each line that cannot be used; the others are added.
        progress: told the number of rows so far, from time to time.

    Raises:
        InputNotFound: `table` does not exist.
        GazetteerInvalid: it is no table that can be read.
        OutputNotWritable: the folder cannot be written.
    """
    if not table.is_file():
        raise InputNotFound(table)
    only_names = table.suffix == ".txt" and kind_of_dump(table) == "names"
    added = Added(path=local / f"{NAMES_ONLY if only_names else ''}{table.stem}.parquet")

    def skipped(line: str) -> None:
        added.skipped += 1
        report(line)

    rows = _records(table, mapping or Mapping(), skipped)
    try:
        local.mkdir(parents=True, exist_ok=True)
        _write(added, rows, table.name, progress)
    except OSError as error:
        if isinstance(error, GazetteerInvalid):
            raise
        raise OutputNotWritable(local, error.strerror or str(error)) from error
    return added


def _write(
    added: Added, rows: Iterable[Record], source: str, progress: Callable[[int], None]
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    numbers = {
        "lat": pa.float64(), "lon": pa.float64(), "radius_km": pa.float32(),
        "population": pa.int64(), "geonameid": pa.int64(), "names": pa.list_(pa.string()),
    }  # fmt: skip
    columns = [(name, numbers.get(name, pa.string())) for name in COLUMNS]
    schema = pa.schema([*columns, ("geometry", pa.binary())])
    stage = added.path.with_suffix(".part")
    batch: list[dict[str, Any]] = []
    try:
        with pq.ParquetWriter(stage, schema, compression="zstd") as writer:
            for row in rows:
                cells = {name: getattr(row, name, None) or None for name in schema.names}
                # A latitude of 0 is a latitude.
                batch.append({**cells, "lat": row.lat, "lon": row.lon, "source": source})
                added.rows += 1
                if len(batch) == _BATCH:
                    writer.write_table(pa.Table.from_pylist(batch, schema))
                    batch.clear()
                    progress(added.rows)
            writer.write_table(pa.Table.from_pylist(batch, schema))
        stage.replace(added.path)
    finally:
        stage.unlink(missing_ok=True)
    progress(added.rows)


def _records(table: Path, mapping: Mapping, report: Report) -> Iterator[Record]:
    readers: dict[str, Callable[[Path, Report], Rows]] = {
        ".txt": read_dump, ".csv": _csv, ".geojson": _geojson, ".json": _geojson,
    }  # fmt: skip
    if table.suffix not in readers:
        raise GazetteerInvalid(table, None, f"{table.suffix!r} is not .txt, .csv or .geojson")
    ours = table.suffix == ".txt"
    for line, raw in readers[table.suffix](table, report):
        named = chain.from_iterable(mapping.columns.values()) if table.suffix == ".csv" else ()
        if missing := next((column for column in named if column not in raw), None):
            why = f"there is no column {missing!r}, only {', '.join(map(repr, raw))}"
            raise GazetteerInvalid(table, 1, why)
        try:
            row = record(raw if ours else _mapped(raw, mapping, f"local:{table.stem}/{line}"))
            lacking = "" if ours else row.missing()
            wrong = f"it has no {lacking}" if lacking else ""
        except ValueError as error:
            wrong = str(error)
        if wrong:
            report(f"{table}, line {line}: {wrong}")
        else:
            yield row


def _mapped(raw: dict[str, Any], mapping: Mapping, fallback: str) -> dict[str, Any]:
    """A row with our columns: named in the mapping, of our name, or of every row."""
    row = {name: raw[name] for name in (*COLUMNS, "geometry") if raw.get(name) not in (None, "")}
    for name, columns in mapping.columns.items():
        cells = [str(raw[column]) for column in columns if raw.get(column) not in (None, "")]
        if name == "names":
            row[name] = [part.strip() for cell in cells for part in cell.split("|")]
        elif cells:
            row[name] = cells[0]
    row = {**mapping.values, **row}
    if "id" in row and mapping.prefix:
        row["id"] = f"{mapping.prefix}:{row['id']}"
    return {"id": fallback, **row}


def _csv(table: Path, report: Report) -> Rows:
    with table.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        try:
            for row in reader:
                if None in row or None in row.values():
                    report(f"{table}, line {reader.line_num}: the number of cells is not right")
                else:
                    yield reader.line_num, row
        except (UnicodeDecodeError, csv.Error) as error:
            raise GazetteerInvalid(table, reader.line_num + 1, str(error)) from error


def _geojson(table: Path, report: Report) -> Rows:
    import shapely

    try:
        collection = json.loads(table.read_text(encoding="utf-8"))
        features = collection["features"]
    except (ValueError, TypeError, KeyError) as error:
        raise GazetteerInvalid(table, None, "it is not a GeoJSON FeatureCollection") from error
    for number, feature in enumerate(features, start=1):
        try:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            row = dict(feature["properties"] or {})
        except (shapely.errors.GEOSException, TypeError, KeyError, ValueError):
            report(f"{table}, feature {number}: it has no geometry that can be read")
            continue
        if shape.geom_type == "Point":
            row |= {"lon": shapely.get_x(shape), "lat": shapely.get_y(shape)}
        else:
            row["geometry"] = shapely.to_wkb(shape)
        yield number, row
