"""Source tables -> the static index: tries over names, columns and geometries to map into memory.

The index is a folder of plain files that are opened without parsing. It is compiled once into
a cache folder whose name is the content of its sources, written under another name first and
renamed when it is whole, so that several processes may ask for it at the same time.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerInvalid
from geomap.gazetteer.names import normalise, romanised_key
from geomap.gazetteer.romanise import ROMANISED_COUNTRIES
from geomap.gazetteer.tables import Record, read_csv, read_table
from geomap.model import PLACE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Changes when the files of an index change their meaning.
FORMAT = "1"
#: Tables in order: a later table adds names and values to the rows of an earlier one.
BULK = ("geonames.parquet", "admin2.parquet")
FIRST = ("countries.csv", "countries.parquet", "admin1.parquet")
LAST = ("waters.parquet", "regions.geojson")
#: Tables that are not places.
WORDS = ("demonyms.csv", "abbreviations.csv", "common_words.csv")
DEMONYM_FORMS = ("adjective", "person", "people")
COMMON = ("common-word", "person-name", "month", "day")


def source_files(folder: Path, overrides: Path | None = None) -> list[Path]:
    """The tables of a gazetteer in the order in which they are read."""
    named = [folder / name for name in (*FIRST, *BULK, *LAST)]
    theatre = sorted((folder / "theatre").glob("*.csv"))
    local = sorted((folder / "local").glob("*.parquet"))
    found = [path for path in (*named, *theatre, *local) if path.is_file()]
    found += [folder / name for name in WORDS if (folder / name).is_file()]
    if overrides is not None:
        found.append(overrides)
    return found


def content_id(paths: Iterable[Path]) -> str:
    """Twelve hexadecimal digits that name the content of the tables and the index format."""
    digest = hashlib.sha256(FORMAT.encode())
    for path in paths:
        digest.update(path.name.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]


def compile_index(paths: list[Path], target: Path) -> None:
    """Compile the tables into the folder `target`; it appears whole or not at all.

    Raises:
        GazetteerInvalid: a table has a row that cannot be used.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        tables = [path for path in paths if path.name not in WORDS and path.name != "overrides.csv"]
        rows = merge(tables)
        link_parents(rows)
        write_columns(rows, stage)
        by_id = {row.id: number for number, row in enumerate(rows)}
        write_tries(rows, by_id, paths, stage)
        try:
            stage.rename(target)
        except OSError:
            # Another process was quicker: its index is the same.
            if not (target / "meta.json").is_file():
                shutil.rmtree(target, ignore_errors=True)
                stage.rename(target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def merge(tables: Iterable[Path]) -> list[Record]:
    """The records of all tables, one an id; later tables add to earlier ones."""
    merged: dict[str, Record] = {}
    for path in tables:
        for line, row in read_table(path):
            known = merged.get(row.id)
            if known is not None:
                if row.edited and row.kind:
                    # What people edit overrules what was derived in bulk.
                    row.absorb(known)
                    merged[row.id] = row
                else:
                    known.absorb(row)
            elif row.kind and row.name:
                if row.lat is None and row.geometry is None:
                    raise GazetteerInvalid(path, line, f"{row.id} has neither point nor geometry")
                merged[row.id] = row
    return [_pointed(row) for row in merged.values()]


def _pointed(row: Record) -> Record:
    """The row with a representative point, taken inside its geometry where none is given."""
    if row.lat is None:
        import shapely

        point = shapely.point_on_surface(shapely.from_wkb(row.geometry))
        row.lon, row.lat = float(shapely.get_x(point)), float(shapely.get_y(point))
    return row


def link_parents(rows: list[Record]) -> None:
    """Fill the admin1 of places that do not name one, by containment in admin1 polygons."""
    import numpy as np
    import shapely

    units = [row for row in rows if row.kind == "admin1" and row.geometry is not None]
    orphans = [
        row
        for row in rows
        if not row.admin1 and row.kind not in ("country", "continent", "sea", "region", "admin1")
    ]
    for unit in units:
        unit.admin1 = unit.admin1 or unit.name
    if not units or not orphans:
        return
    tree = shapely.STRtree(shapely.from_wkb([unit.geometry for unit in units]))
    points = shapely.points(np.array([(row.lon, row.lat) for row in orphans]))
    for point, unit in zip(*tree.query(points, predicate="within"), strict=True):
        row, parent = orphans[point], units[unit]
        if not row.country or row.country == parent.country:
            row.admin1, row.country = parent.name, parent.country


def write_columns(rows: list[Record], stage: Path) -> None:
    """Numbers as ``.npy``, texts and geometries as blobs with offsets."""
    import numpy as np

    kinds = {kind: number for number, kind in enumerate(PLACE_KINDS)}
    columns = {
        "lat": np.array([row.lat for row in rows], "f8"),
        "lon": np.array([row.lon for row in rows], "f8"),
        "radius": np.array([row.radius_km or 0.0 for row in rows], "f4"),
        "population": np.array([row.population or 0 for row in rows], "i8"),
        "geonameid": np.array([row.geonameid or -1 for row in rows], "i8"),
        "kind": np.array([kinds[row.kind] for row in rows], "u1"),  # type: ignore[index]
        "names": np.array([min(len(row.names), 65535) for row in rows], "u2"),
        "edited": np.array([row.edited for row in rows], "?"),
    }
    for name, column in columns.items():
        np.save(stage / f"{name}.npy", column)
    texts = ("id", "name", "country", "admin1", "admin2", "feature_code", "type_word")
    _write_blob(
        stage, "text",
        ("\t".join(str(getattr(row, name)) for name in texts).encode() for row in rows),
    )  # fmt: skip
    _write_blob(stage, "geometry", (row.geometry or b"" for row in rows))


def _write_blob(stage: Path, name: str, parts: Iterable[bytes]) -> None:
    import numpy as np

    offsets = [0]
    with (stage / f"{name}.blob").open("wb") as file:
        for part in parts:
            file.write(part)
            offsets.append(offsets[-1] + len(part))
    np.save(stage / f"{name}.npy", np.array(offsets, "i8"))


def write_tries(rows: list[Record], by_id: dict[str, int], paths: list[Path], stage: Path) -> None:
    """The tries over normal forms and romanised keys, and the small tables as JSON."""
    import marisa_trie

    words = {path.name: path for path in paths if path.name in WORDS}
    actions = _overrides(paths)
    country = {row.country: row.id for row in rows if row.kind == "country"}
    demonyms: dict[str, list[list[int]]] = {}
    for row in _rows(words.get("demonyms.csv")):
        owner = row["country_or_id"]
        number = by_id.get(country.get(owner, owner))
        if number is not None and row["form"] in DEMONYM_FORMS:
            form = DEMONYM_FORMS.index(row["form"])
            demonyms.setdefault(normalise(row["word"]), []).append([number, form])
    abbreviations: dict[str, list[int]] = {}
    postal: set[str] = set()
    for row in _rows(words.get("abbreviations.csv")):
        number = by_id.get(row["id_or_country"])
        if number is not None:
            abbreviations.setdefault(row["abbreviation"], []).append(number)
            if row["note"] == "postal":
                postal.add(row["abbreviation"])
    common: dict[str, list[str]] = {}
    for row in _rows(words.get("common_words.csv")):
        common.setdefault(normalise(row["name"]), []).append(row["why"])
    names = marisa_trie.RecordTrie("<I", _keys(rows, by_id, actions, normalise))
    names.save(str(stage / "names.trie"))
    latin = marisa_trie.RecordTrie("<I", _romanised(rows))
    latin.save(str(stage / "romanised.trie"))
    meta = {
        "format": FORMAT,
        "rows": len(rows),
        "names": len(names),
        "demonyms": demonyms,
        "abbreviations": abbreviations,
        "postal": sorted(postal),
        "common": common,
        "ids": {row.id: by_id[row.id] for row in rows if not row.id.startswith("geonames:")},
        "pins": {
            normalise(action["name"]): by_id[action["id"]]
            for action in actions
            if action["action"] == "pin" and action["id"] in by_id
        },
        "blocked": sorted(normalise(a["name"]) for a in actions if a["action"] == "block"),
    }  # fmt: skip
    (stage / "meta.json").write_text(json.dumps(meta, sort_keys=True), encoding="utf-8")
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(stage.iterdir())}
    (stage / "digests.json").write_text(json.dumps(digests), encoding="utf-8")


def _rows(path: Path | None) -> Iterator[dict[str, str]]:
    if path is not None:
        for _line, row in read_csv(path):
            yield row


def _overrides(paths: list[Path]) -> list[dict[str, str]]:
    return [row for path in paths if path.name == "overrides.csv" for row in _rows(path)]


def _keys(
    rows: list[Record], by_id: dict[str, int], actions: list[dict[str, str]], normal: Any
) -> Iterator[tuple[str, tuple[int]]]:
    for number, row in enumerate(rows):
        for name in dict.fromkeys(normal(name) for name in (row.name, *row.names)):
            if name and len(name) < 100:
                yield name, (number,)
    for action in actions:
        if action["action"] in ("add", "pin") and action["id"] in by_id:
            yield normal(action["name"]), (by_id[action["id"]],)


def _romanised(rows: list[Record]) -> Iterator[tuple[str, tuple[int]]]:
    for number, row in enumerate(rows):
        names = (row.name, *row.names)
        latin_too = row.country in ROMANISED_COUNTRIES
        keys = {romanised_key(name) for name in names if name and (latin_too or not name.isascii())}
        for key in sorted(keys):
            # A key of one or two sounds says nothing.
            if len(key) > 2:
                yield key, (number,)
