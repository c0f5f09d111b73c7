"""Layers -> KML: one file a layer, marks only, with the hues of the maps and times to play."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.exports.files import DRAWN
from geomap.exports.gdal import GEOMETRY, arrow_table, drawn_only, write_table
from geomap.layers.style import FAMILY_HUES, NEUTRAL, event_label, type_symbols

if TYPE_CHECKING:
    import pyarrow as pa
    from pandas import DataFrame

    from geomap.layers import Layers

#: GDAL takes a column of this name for the style of a feature; ``@name`` is one of the file.
_STYLE = "OGR_STYLE"
_HUES = sorted({*FAMILY_HUES.values(), NEUTRAL})
#: Marks of points keep the viewer's own icon: any other would be a request.
_LOOK = """\
<Style id="{name}"><IconStyle><color>ff{colour}</color></IconStyle>\
<LineStyle><color>ff{colour}</color><width>2</width></LineStyle>\
<PolyStyle><color>40{colour}</color></PolyStyle></Style>
"""


def write_kml(layers: Layers, folder: Path) -> list[Path]:
    """``mentions.kml`` and ``events.kml``: events have the hue of their family, mentions grey."""
    paths = []
    for name in DRAWN:
        frame = drawn_only(getattr(layers, name))
        path = folder / f"{name}.kml"
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            plain = Path(scratch) / path.name
            table = _placemarks(name, frame)
            write_table(table, plain, driver="LIBKML", layer=name, geometry_type="Unknown")
            _styled(plain, path)
        paths.append(path)
    return paths


def _styled(plain: Path, path: Path) -> None:
    """The file with its styles, and without the column that named them."""
    told = {f'<SimpleData name="{_STYLE}">@{_named(hue)}</SimpleData>' for hue in _HUES}
    told.add(f'<SimpleField name="{_STYLE}" type="string"/>')
    looks = "".join(_LOOK.format(name=_named(hue), colour=_abgr(hue)) for hue in _HUES)
    with (
        plain.open(encoding="utf-8", newline="") as lines,
        path.open("w", encoding="utf-8", newline="") as file,
    ):
        for line in lines:
            if line.strip() not in told:
                file.write(line)
            if line.strip() == '<Document id="root_doc">':
                file.write(looks)


def _named(hue: str) -> str:
    return f"hue-{hue[1:]}"


def _abgr(hue: str) -> str:
    """``#rrggbb`` in the order of KML."""
    return hue[5:7] + hue[3:5] + hue[1:3]


def _placemarks(layer: str, frame: DataFrame) -> pa.Table:
    """The rows with the columns that LIBKML makes names, balloons, times and styles of."""
    import pyarrow as pa

    table = arrow_table(layer, frame, list(frame.geometry))
    # LIBKML takes any column called "end" for a time.
    offsets = {"start": "text_start", "end": "text_end"}
    table = table.rename_columns([offsets.get(name, name) for name in table.column_names])
    rows = table.drop_columns([GEOMETRY]).to_pylist()
    first, last = ("event_start", "event_end") if layer == "events" else ("published", "published")
    types = sorted({row["event_type"] for row in rows if "event_type" in row})
    hues = {name: symbol.hue for name, symbol in type_symbols(types).items()}
    made: dict[str, list[Any]] = {
        "Name": [_title(row) for row in rows],
        "description": [_balloon(row) for row in rows],
        # As text, because GDAL would make the first second of the last day of a date.
        "begin": [row[first] and row[first].isoformat() for row in rows],
        "end": [row[last] and row[last].isoformat() for row in rows],
        _STYLE: [f"@{_named(hues.get(row.get('event_type', ''), NEUTRAL))}" for row in rows],
    }
    for name, values in reversed(made.items()):
        table = table.add_column(0, name, pa.array(values, type=pa.string()))
    return table


def _title(row: dict[str, Any]) -> str:
    """``Air strike: Jisr al-Shughour``; the words of a mention."""
    if "event_type" in row:
        return f"{event_label(row['event_type'])}: {row['place_name']}"
    return str(row["text"])


def _balloon(row: dict[str, Any]) -> str:
    """What a click shows; HTML in KML, so the words of articles are escaped."""
    lines = [
        row["quote"],
        " > ".join(filter(None, (row.get("actors"), row.get("targets")))),
        f"{row['precision']}, within {row['radius_km']:g} km",
        ", ".join(filter(None, (row["article_title"], row["source"]))),
    ]
    return "<br/>".join(html.escape(line) for line in lines if line)
