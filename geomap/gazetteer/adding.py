"""Tables of others -> the gazetteer's schema: GeoNames dumps, CSV and GeoJSON, streamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerInvalid, InputNotFound
from geomap.gazetteer.tables import COLUMNS, read_rows, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

#: Columns of a GeoNames dump (SY.txt, allCountries.txt), from its readme.txt.
_GEONAMES = (
    "geonameid", "name", "asciiname", "alternatenames", "lat", "lon", "feature_class",
    "feature_code", "country", "cc2", "admin1_code", "admin2_code", "admin3_code", "admin4_code",
    "population", "elevation", "dem", "timezone", "modified",
)  # fmt: skip
#: Kinds by GeoNames feature class and code; classes that news does not speak of are left out.
_KINDS = {"P": "city", "H": "river", "T": "mountain", "S": "facility", "L": "area", "R": "area"}
_CODES = {
    "ADM1": "admin1", "ADM2": "admin2", "PCLI": "country", "PPLX": "neighbourhood", "LK": "lake",
    "LKS": "lake", "RSV": "lake", "SEA": "sea", "GULF": "sea", "STRT": "sea", "ISL": "island",
    "RGN": "region", "CONT": "continent",
}  # fmt: skip
_BATCH = 50_000


def add_table(table: Path, folder: Path, report: Callable[[str], None]) -> tuple[Path, int]:
    """Write the rows of `table` to ``local/<name>.parquet`` of a gazetteer folder.

    Args:
        table: a GeoNames dump (.txt, tab-separated), or CSV or GeoJSON with our columns.
        folder: the gazetteer folder to add to.
        report: told of each line that cannot be used; the others are added.

    Returns:
        The file written and the number of its rows.

    Raises:
        InputNotFound: `table` does not exist.
        GazetteerInvalid: it is no table that can be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not table.is_file():
        raise InputNotFound(table)
    target = folder / "local" / f"{table.stem}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = target.with_suffix(".part")
    schema = _schema(pa)
    rows = 0
    with pq.ParquetWriter(stage, schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for row in _usable(table, report):
            batch.append(row)
            rows += 1
            if len(batch) == _BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch.clear()
        writer.write_table(pa.Table.from_pylist(batch, schema))
    stage.replace(target)
    return target, rows


def _schema(pa: Any) -> Any:
    numbers = {
        "lat": pa.float64(),
        "lon": pa.float64(),
        "radius_km": pa.float32(),
        "population": pa.int64(),
        "geonameid": pa.int64(),
        "names": pa.list_(pa.string()),
    }
    fields = [(name, numbers.get(name, pa.string())) for name in COLUMNS]
    return pa.schema([*fields, ("geometry", pa.binary())])


def _usable(table: Path, report: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    rows = _dump(table, report) if table.suffix == ".txt" else read_rows(table)
    for line, raw in rows:
        try:
            made = record(raw)
        except ValueError as error:
            report(f"{table}, line {line}: {error}")
            continue
        row = {name: getattr(made, name, None) for name in COLUMNS}
        yield {**row, "names": list(made.names), "geometry": made.geometry, "source": table.name}


def _dump(table: Path, report: Callable[[str], None]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with table.open(encoding="utf-8", errors="strict", newline="\n") as file:
        try:
            for line, text in enumerate(file, start=1):
                cells = text.rstrip("\r\n").split("\t")
                if len(cells) != len(_GEONAMES):
                    report(f"{table}, line {line}: {len(cells)} cells, not {len(_GEONAMES)}")
                    continue
                row = dict(zip(_GEONAMES, cells, strict=True))
                kind = _CODES.get(row["feature_code"]) or _KINDS.get(row["feature_class"])
                if kind is not None:
                    yield line, {**row, **_ours(row, kind)}
        except UnicodeDecodeError as error:
            raise GazetteerInvalid(table, None, f"it is not UTF-8, {error.reason}") from error


def _ours(row: Mapping[str, str], kind: str) -> dict[str, Any]:
    return {
        "id": f"geonames:{row['geonameid']}",
        "kind": kind,
        "names": [name for name in (row["asciiname"], *row["alternatenames"].split(",")) if name],
        "radius_km": 1.0 if kind == "city" else None,
    }
