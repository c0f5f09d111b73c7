"""The one schema of every place table, and how a derived table is written."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

#: Columns of every place table, in order; geometry is WKB in EPSG:4326, or absent.
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("admin2", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("radius_km", pa.float32()),
        ("population", pa.int64()),
        ("geonameid", pa.int64()),
        ("feature_code", pa.string()),
        ("type_word", pa.string()),
        ("names", pa.list_(pa.string())),
        ("source", pa.string()),
        ("note", pa.string()),
    ]
)
GEOMETRY = pa.field("geometry", pa.binary())

Row = dict[str, Any]

_LATIN = re.compile(r"[A-Za-z]")
#: Letters that no decomposition brings to ASCII.
_ASCII = str.maketrans({"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
                        "ß": "ss", "æ": "ae", "Æ": "ae", "ə": "e", "Ə": "e", "ǝ": "e", "ð": "d",
                        "þ": "th", "œ": "oe", "'": "", "`": "", "’": "", "‘": ""})  # fmt: skip
_CODE = re.compile(r"[A-Z0-9]{1,3}\Z")


def write_table(rows: Sequence[Row], path: Path, *, geometry: bool = False) -> None:
    """Write `rows` as zstd Parquet at `path`, sorted by id; missing fields are null."""
    schema = SCHEMA.append(GEOMETRY) if geometry else SCHEMA
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    columns = {
        field.name: pa.array([row.get(field.name) for row in ordered], field.type)
        for field in schema
    }
    table = pa.table(columns, schema=schema)
    pq.write_table(table, path, compression="zstd", compression_level=19)


def alternates(name: str, names: Iterable[str]) -> list[str]:
    """The other names worth looking up: `names` without `name`, codes and machine romanisation.

    GeoNames carries romanisations of other scripts that nobody writes ("sheng hu li ya");
    they are in lower case throughout. Codes of up to three capitals ("LON") are airports.
    """
    kept = {
        unicodedata.normalize("NFC", alternate).strip()
        for alternate in names
        if not _CODE.match(alternate)
        and not (_LATIN.search(alternate) and alternate == alternate.lower())
        and "http" not in alternate
    }
    return sorted(kept - {name, ""})


def slug(name: str) -> str:
    """`name` as the last part of an id: ASCII lower case joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.translate(_ASCII)).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")
