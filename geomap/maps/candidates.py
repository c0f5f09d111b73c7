"""A small page with the places that one mention may mean, for ``geomap explain --map``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geomap.config import Config
from geomap.layers.basemap import base_map
from geomap.maps.assets import own, script, style
from geomap.maps.frame import page
from geomap.maps.outlines import ground_data, outline
from geomap.maps.text import clean, data_block
from geomap.maps.write import write_page
from geomap.model import Candidate, Mention, Place

#: Candidates that are shown; the others are less likely still.
SHOWN = 12
_SCRIPTS = ("dom.js", "payload.js", "sheet.js", "ground.js", "candidates.js")


def write_candidates(
    mention: Mention, candidates: Sequence[Candidate], path: Path, config: Config
) -> Path:
    """Write the page of a mention's candidates to `path`, whole or not at all.

    Raises:
        AssetMissing: a script or style is not built.
        GazetteerMissing: the gazetteer, from which the base map comes, is not there.
        OutputNotWritable: `path` cannot be written.
    """
    from geomap.errors import OutputNotWritable

    html = candidates_page(mention, candidates, config)
    try:
        return write_page(path, [html])
    except OSError as error:
        raise OutputNotWritable(path, str(error)) from error


def candidates_page(mention: Mention, candidates: Sequence[Candidate], config: Config) -> str:
    """The page: a list of the candidates with their reasons, and a mark for each on the map.

    Texts reach it in a data block alone, which our script writes with ``textContent``.
    """
    shown = candidates[:SHOWN]
    places = [one.place for one in shown] + ([mention.area] if mention.area else [])
    code = "\n".join(f"// {name}\n{own(name)}" for name in _SCRIPTS)
    data = {
        "words": clean(mention.text),
        "status": mention.status,
        "candidates": [_candidate(one) for one in shown],
        "area": None if mention.area is None else _drawn(mention.area),
        "more": len(candidates) - len(shown),
    }
    points = [(place.lon, place.lat) for place in places]
    return page(
        head=[
            "<title>Candidates of a place name</title>",
            style(own("candidates.css")),
            script('"use strict";\nconst Geomap = {};\n' + code),
        ],
        body=[
            data_block("geomap-data", data),
            data_block("geomap-ground", ground_data(base_map(points, config))),
        ],
        location=(places[0].lat, places[0].lon) if places else (20.0, 0.0),
        zoom=6 if places else 2,
    )


def _candidate(one: Candidate) -> dict[str, Any]:
    ordered = sorted(one.evidence, key=lambda reason: -abs(reason.value * reason.weight))
    return {
        **_drawn(one.place),
        "score": round(one.score, 4),
        "matched": clean(one.matched_name or one.match),
        "reasons": [
            [round(reason.value * reason.weight, 2), clean(reason.sentence)] for reason in ordered
        ],
    }


def _drawn(place: Place) -> dict[str, Any]:
    """A place as the script draws it: degrees, km, and an outline where it has one."""
    import shapely

    shape = None if place.geometry is None else shapely.from_wkb(place.geometry)
    return {
        "name": clean(place.name),
        "id": clean(place.id),
        "kind": place.kind,
        "within": clean(", ".join(part for part in (place.admin1, place.country) if part)),
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "radius": round(place.radius_km, 3),
        "precision": place.precision,
        "outline": outline(shape),
    }
