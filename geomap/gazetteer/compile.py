"""Source tables -> the static index: tries over names, columns and geometries to map into memory.

Places are streamed: what grows with them in memory is some twenty bytes a place, eight a name,
and the trie builder's own copy of the names. The index is written under another name and
renamed when it is whole, so that several processes may compile it at the same time.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.gazetteer import parents, words
from geomap.gazetteer.intact import seal
from geomap.gazetteer.layout import NAMES, NONE, ROW, SOUNDS
from geomap.gazetteer.names import normalise
from geomap.gazetteer.prominence import prominence
from geomap.gazetteer.romanise import key as romanised
from geomap.gazetteer.romanise import sounds
from geomap.gazetteer.sources import FORMAT, WORDS, geonames_number, merged
from geomap.gazetteer.tries import Postings
from geomap.model import PLACE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer.tables import Record

_KIND_NUMBERS = {kind: number for number, kind in enumerate(PLACE_KINDS)}
#: Rows collected before they are written.
_BATCH = 1 << 15
#: Radius of a place whose table gives none, km: what is usual among those whose tables do.
_USUAL_KM: dict[str, float] = {
    "country": 300, "admin1": 75, "admin2": 25, "city": 2, "neighbourhood": 1.5, "facility": 3,
    "river": 100, "lake": 50, "sea": 300, "mountain": 20, "island": 50, "region": 100,
    "continent": 4000, "border": 85, "area": 20,
}  # fmt: skip
#: Longer names are descriptions.
_LONGEST = 100


def compile_index(paths: Sequence[Path], target: Path) -> None:
    """Compile the tables into the folder `target`; it appears whole or not at all.

    Raises:
        GazetteerInvalid: a table has a row that cannot be used.
        OSError: the folder cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _write(paths, stage)
        seal(stage)
        stage.chmod(0o755)
        try:
            stage.rename(target)
        except OSError:
            # Either another process was quicker, and its index is the same, or a damaged one
            # is in the way; processes that have that one open keep it.
            retired = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
            with contextlib.suppress(OSError):
                target.rename(retired / "old")
            stage.rename(target)
            shutil.rmtree(retired, ignore_errors=True)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(paths: Sequence[Path], stage: Path) -> None:
    with contextlib.ExitStack() as files:
        writer = _Writer(stage, files)
        for record in merged(paths):
            writer.add(record)
        writer.flush()
    rows: Any = np.empty(0, ROW)
    if writer.count:
        rows = np.memmap(stage / "rows.bin", ROW, "r+", shape=(writer.count,))
    areas = parents.Areas(rows, writer.geometries(rows))
    parents.link(rows, writer.units, areas, stage / "strings.bin")
    areas.table().tofile(stage / "areas.bin")
    weight = rows["prominence"]
    tables = {path.name: path for path in paths if path.name in WORDS}
    found = words.read(tables, writer.row_of, areas.countries)
    keys = writer.postings[NAMES].write(weight, extra=found.keys())
    writer.postings[SOUNDS].write(weight)
    found.write(stage, keys)
    writer.write_ids(rows)
    meta = {
        "format": FORMAT,
        "rows": writer.count,
        "names": writer.postings[NAMES].count,
        "features": list(writer.features),
        "countries": areas.countries,
        "capitals": parents.capitals(rows, writer.features),
        "neighbours": areas.neighbours(),
        "abbreviations": found.abbreviations,
        "postal": sorted(found.postal),
    }
    if isinstance(rows, np.memmap):
        rows.flush()
    meta["sizes"] = {path.name: path.stat().st_size for path in sorted(stage.iterdir())}
    text = json.dumps(meta, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (stage / "meta.json").write_text(text, encoding="utf-8")


class _Writer:
    """Rows, texts and geometries as they stream by, and what later steps must know of them."""

    def __init__(self, stage: Path, files: contextlib.ExitStack) -> None:
        self._stage = stage
        self._rows, self._strings, self._geometry = (
            files.enter_context((stage / f"{name}.bin").open("wb"))
            for name in ("rows", "strings", "geometry")
        )
        self._string_at = self._geometry_at = 0
        self._pending: list[tuple[object, ...]] = []
        self._shared: dict[str, int] = {}
        self._by_id: dict[str, int] = {}
        self._by_geonameid = array("I")
        self._with_geometry: list[int] = []
        self.count = 0
        self.features: dict[str, int] = {"": 0}
        self.postings = {name: Postings(stage, name, files) for name in (NAMES, SOUNDS)}
        self.units: dict[str, dict[tuple[str, str], int]] = {"admin1": {}, "admin2": {}}
        """Rows of first and second level units by (country, normal form of a name)."""

    def add(self, record: Record) -> None:
        known = self.row_of(record.id)
        if known is not None:
            # Another bulk table speaks of the place again: it gives its names.
            self._name(known, record)
        elif not record.missing():
            self._remember(record)
            self._name(self.count, record)
            self._pending.append(self._row(record))
            self.count += 1
            if len(self._pending) == _BATCH:
                self.flush()

    def row_of(self, place_id: str) -> int | None:
        """Row of an id; None for one that no table has."""
        number = geonames_number(place_id)
        if number:
            row = self._by_geonameid[number] if number < len(self._by_geonameid) else 0
            return row - 1 if row else None
        return self._by_id.get(place_id)

    def _remember(self, record: Record) -> None:
        if record.id == f"geonames:{record.geonameid}":
            number = int(record.id[9:])
            missing = number + 1 - len(self._by_geonameid)
            if missing > 0:
                self._by_geonameid.frombytes(bytes(4 * (missing + len(self._by_geonameid) // 4)))
            self._by_geonameid[number] = self.count + 1
        else:
            self._by_id[record.id] = self.count
        if record.kind in self.units:
            for name in (record.name, *record.names):
                unit = (record.country, normalise(name))
                self.units[record.kind].setdefault(unit, self.count)

    def _row(self, record: Record) -> tuple[object, ...]:
        record.names = tuple(dict.fromkeys(n for n in record.names if n != record.name))
        own_id = record.id not in (f"geonames:{record.geonameid}", "")
        place_id = self._text(record.id) if own_id else NONE
        name_at = self._text("\n".join((record.name, *record.names)))
        lat, lon = _point(record)
        radius = _USUAL_KM[record.kind] if record.radius_km is None else record.radius_km
        n_names = min(len(record.names), 0xFFFF)
        geometry_at = self._geometry_at
        if record.geometry:
            self._with_geometry.append(self.count)
            self._geometry_at += self._geometry.write(record.geometry)
        return (
            place_id, name_at, self._share(record.admin1), self._share(record.admin2),
            self._share(record.type_word), NONE, NONE, record.geonameid or 0,
            round(lat * 1e6), round(lon * 1e6), radius,
            prominence(
                record.kind, record.population or 0, n_names, record.feature_code,
                edited=record.edited,
            ),
            record.population or 0, geometry_at, len(record.geometry or b""), n_names,
            self.features.setdefault(record.feature_code, len(self.features)),
            record.country.encode(), _KIND_NUMBERS[record.kind], record.edited,  # type: ignore[index]
        )  # fmt: skip

    def _name(self, row: int, record: Record) -> None:
        forms = dict.fromkeys(normalise(name) for name in (record.name, *record.names))
        heard: dict[str, None] = {}
        for form in forms:
            if form and len(form) < _LONGEST:
                self.postings[NAMES].add(form, row)
                if sounds(form, record.country):
                    heard[romanised(tuple(form.split(" ")))] = None
        for form in heard:
            # A key of one or two sounds says nothing.
            if len(form) > 2:
                self.postings[SOUNDS].add(form, row)

    def _text(self, text: str) -> int:
        at = self._string_at
        self._string_at += self._strings.write(text.encode() + b"\n")
        return at

    def _share(self, text: str) -> int:
        """Offset of a text that many rows have, written once."""
        if not text:
            return NONE
        at = self._shared.get(text)
        if at is None:
            at = self._shared[text] = self._text(text)
        return at

    def flush(self) -> None:
        """Write the rows collected."""
        np.array(self._pending, ROW).tofile(self._rows)
        self._pending.clear()

    def geometries(self, rows: Any) -> Iterable[tuple[int, bytes]]:
        """(row, WKB) of every place that has a geometry."""
        with (self._stage / "geometry.bin").open("rb") as file:
            for number in self._with_geometry:
                yield number, file.read(int(rows[number]["geometry_size"]))

    def write_ids(self, rows: Any) -> None:
        """The ways from an id to a row."""
        import marisa_trie

        trie = marisa_trie.Trie(self._by_id)
        numbers = np.zeros(len(self._by_id), "<u4")
        for place_id, row in self._by_id.items():
            numbers[trie[place_id]] = row
        trie.save(str(self._stage / "ids.marisa"))
        numbers.tofile(self._stage / "ids.rows.bin")
        known = np.flatnonzero(rows["geonameid"])
        order = known[np.argsort(rows["geonameid"][known], kind="stable")]
        order.astype("<u4").tofile(self._stage / "geonameids.bin")


def _point(record: Record) -> tuple[float, float]:
    """Latitude and longitude; a point inside the geometry where the table gives none."""
    if record.lat is None or record.lon is None:
        import shapely

        point = shapely.point_on_surface(shapely.from_wkb(record.geometry))
        return float(shapely.get_y(point)), float(shapely.get_x(point))
    return record.lat, record.lon
