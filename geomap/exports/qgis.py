"""How QGIS shows the layers: categories with the hues of the maps, a time field, a map tip.

`style_of` gives the XML of a ``.qml`` file, which QGIS reads beside a GeoJSON file and from the
table ``layer_styles`` of a GeoPackage. Marks of exact places keep their size on the screen; a
district or a country is a pale circle of its radius on the ground, so that it is never a pin.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from geomap.layers.style import SHAPES, Symbol, label, symbols, type_symbols

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pandas import DataFrame

#: What sorts the rows of a layer, and what its map tip shows.
CATEGORY = {
    "mentions": "precision", "claims": "event_type", "events": "event_type",
    "event_actors": "part", "places": "precision", "place_areas": "precision",
    "place_lines": "precision",
}  # fmt: skip
_TIPS = {
    "mentions": ("place_name", "quote", "article_title"),
    "claims": ("event_type", "actors", "targets", "place_name", "quote", "article_title"),
    "events": ("event_type", "actors", "targets", "place_name", "event_date", "quote"),
    "event_actors": ("actor", "part", "event_type", "place_name"),
}
#: What QGIS calls the shapes; it has no triangle that stands on its tip.
_QGIS = ("circle", "square", "diamond", "triangle", "pentagon", "star", "cross_fill", "hexagon")
_SHAPES = dict(zip(SHAPES, _QGIS, strict=True))
_POINTS = "\"precision\" IN ('exact', 'near')"
#: Diameter of a mark: 2.6 mm on the screen, or of the circle that holds the place; metres.
_SIZE = f'CASE WHEN {_POINTS} THEN 0.0026 * @map_scale ELSE 2000 * "radius_km" END'
_PAINT = {
    "size": _SIZE,
    "fillColor": f"CASE WHEN {_POINTS} THEN @value ELSE set_color_part(@value, 'alpha', 20) END",
    "outlineColor": f"CASE WHEN {_POINTS} THEN @value ELSE @symbol_color END",
    "name": f"CASE WHEN {_POINTS} THEN @value ELSE 'circle' END",
}
#: Kinds of geometry: name of the symbol, number that QGIS gives it.
_MARKER, _LINE, _FILLED = ("marker", 0), ("line", 1), ("fill", 2)


def style_of(layer: str, columns: Collection[str], counted: Mapping[str, int]) -> str:
    """The QGIS style of a layer as XML, with a category for each value that occurs.

    Args:
        layer: one of `CATEGORY`.
        columns: those that it has.
        counted: how often each value of its category is drawn (`drawn_values`); those that occur
            most take the first hues.
    """
    kind = {"place_areas": _FILLED, "place_lines": _LINE}.get(layer, _MARKER)
    root = ET.Element(
        "qgis", {"version": "3.22.0", "styleCategories": "Symbology|MapTips|Temporal"}
    )
    if "event_start" in columns:
        root.append(_temporal())
    attribute = CATEGORY[layer]
    classes = sorted(counted, key=lambda value: (-counted[value], value))
    renderer = ET.SubElement(
        root,
        "renderer-v2",
        {"type": "categorizedSymbol", "attr": attribute, "symbollevels": "0", "forceraster": "0"},
    )
    categories = ET.SubElement(renderer, "categories")
    drawn = ET.SubElement(renderer, "symbols")
    styled = (type_symbols if attribute == "event_type" else symbols)(classes)
    for number, (value, symbol) in enumerate(styled.items()):
        ET.SubElement(
            categories,
            "category",
            {"render": "true", "symbol": str(number), "value": value, "label": label(value)},
        )
        drawn.append(_symbol(str(number), symbol, kind[0]))
    ET.SubElement(root, "mapTip").text = "".join(_tip(layer, columns))
    ET.SubElement(root, "layerGeometryType").text = str(kind[1])
    ET.indent(root)
    doctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    return doctype + ET.tostring(root, encoding="unicode") + "\n"


def drawn_values(layer: str, frame: DataFrame) -> dict[str, int]:
    """How often each value of the category of a layer is drawn."""
    shown = frame[frame["drawn"].astype(bool)] if "drawn" in frame else frame
    return dict(Counter(str(value) for value in shown[CATEGORY[layer]].dropna()))


def _temporal() -> ET.Element:
    """The days of a row are its time, last day included."""
    element = ET.Element(
        "temporal",
        {
            "enabled": "1", "mode": "2", "startField": "event_start", "endField": "event_end",
            "fixedDuration": "0", "durationField": "", "durationUnit": "days",
            "startExpression": "", "endExpression": "", "accumulate": "0", "limitMode": "1",
        },
    )  # fmt: skip
    fixed = ET.SubElement(element, "fixedRange")
    ET.SubElement(fixed, "start")
    ET.SubElement(fixed, "end")
    return element


def _tip(layer: str, columns: Collection[str]) -> Iterator[str]:
    """Expressions of QGIS; the values are escaped, since the tip is a web page."""
    for name in _TIPS.get(layer, ("place_name", "precision", "radius_km")):
        if name in columns:
            safe = f"replace(coalesce(\"{name}\", ''), map('&', '&amp;', '<', '&lt;'))"
            yield f"<p>[% {safe} %]</p>"


def _symbol(name: str, symbol: Symbol, kind: str) -> ET.Element:
    element = ET.Element(
        "symbol",
        {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"},
    )
    red, green, blue = (int(symbol.hue[at : at + 2], 16) for at in (1, 3, 5))
    colour = f"{red},{green},{blue}"
    if kind == "marker":
        layer = _layer(
            element,
            "SimpleMarker",
            name=_SHAPES[symbol.shape], color=f"{colour},255", outline_color="255,255,255,255",
            outline_width="0.3", outline_width_unit="MM", size="2.6",
            size_unit="RenderMetersInMapUnits",
        )  # fmt: skip
        layer.append(_data_defined(_PAINT))
    elif kind == "fill":
        _layer(
            element,
            "SimpleFill",
            color=f"{colour},45", outline_color=f"{colour},255", outline_width="0.4",
            outline_width_unit="MM", outline_style="dash", style="solid",
        )  # fmt: skip
    else:
        _layer(
            element, "SimpleLine", line_color=f"{colour},255", line_width="0.8",
            line_width_unit="MM", line_style="solid",
        )  # fmt: skip
    return element


def _layer(symbol: ET.Element, kind: str, **options: str) -> ET.Element:
    """A symbol layer; its options as QGIS 3.0 and as QGIS 3.26 read them."""
    layer = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0"})
    group = ET.SubElement(layer, "Option", {"type": "Map"})
    for name, value in options.items():
        ET.SubElement(group, "Option", {"name": name, "type": "QString", "value": value})
    for name, value in options.items():
        ET.SubElement(layer, "prop", {"k": name, "v": value})
    return layer


def _data_defined(expressions: dict[str, str]) -> ET.Element:
    element = ET.Element("data_defined_properties")
    whole = ET.SubElement(element, "Option", {"type": "Map"})
    ET.SubElement(whole, "Option", {"name": "name", "type": "QString", "value": ""})
    properties = ET.SubElement(whole, "Option", {"name": "properties", "type": "Map"})
    for name, expression in expressions.items():
        one = ET.SubElement(properties, "Option", {"name": name, "type": "Map"})
        ET.SubElement(one, "Option", {"name": "active", "type": "bool", "value": "true"})
        ET.SubElement(one, "Option", {"name": "expression", "type": "QString", "value": expression})
        ET.SubElement(one, "Option", {"name": "type", "type": "int", "value": "3"})
    ET.SubElement(whole, "Option", {"name": "type", "type": "QString", "value": "collection"})
    return element
