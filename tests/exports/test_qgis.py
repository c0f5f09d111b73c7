"""QGIS itself opens the GeoPackage with types, styles and times, and draws it."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from geomap.exports import FORMATS

if TYPE_CHECKING:
    from geomap.layers import Layers

PYTHON = "/usr/bin/python3"
#: Run by the system's Python, which has PyQGIS; says what QGIS makes of each layer.
SCRIPT = """
import json, sys
from qgis.core import QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsVectorLayer
from qgis.core import QgsExpressionContext, QgsExpressionContextUtils
from qgis.PyQt.QtCore import QSize
application = QgsApplication([], False)
application.initQgis()
found = {}
for name in sys.argv[3:]:
    address = name if name.endswith(".geojson") else f"{sys.argv[1]}|layername={name}"
    layer = QgsVectorLayer(address, name, "ogr")
    renderer, time = layer.renderer(), layer.temporalProperties()
    settings = QgsMapSettings()
    settings.setDestinationCrs(layer.crs())
    settings.setLayers([layer])
    settings.setOutputSize(QSize(200, 200))
    settings.setExtent(layer.extent().buffered(1))
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    colours = {image.pixel(x, y) for x in range(200) for y in range(200)}
    found[name] = {
        "valid": layer.isValid(), "crs": layer.crs().authid(), "renderer": renderer.type(),
        "values": sorted(c.value() for c in renderer.categories())
        if renderer.type() == "categorizedSymbol" else [],
        "types": {field.name(): field.typeName() for field in layer.fields()},
        "time": [time.startField(), time.endField()], "colours": len(colours),
        "tip": layer.mapTipTemplate(),
    }
with open(sys.argv[2], "w") as file:
    json.dump(found, file)
"""
LAYERS = ("mentions", "claims", "events", "places", "place_areas", "place_lines")


@pytest.fixture(scope="module")
def opened(layers: Layers, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What QGIS says of each layer of the GeoPackage, and of the GeoJSON of events."""
    has_qgis = subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, check=False)
    if has_qgis.returncode:
        pytest.skip("PyQGIS is not installed: run `make qgis`")
    home = tmp_path_factory.mktemp("qgis")
    (package,) = FORMATS["gpkg"](layers, home)
    geojson = FORMATS["geojson"](layers, home)
    (home / "open.py").write_text(SCRIPT, encoding="utf-8")
    names = [*LAYERS, *(str(path) for path in geojson if path.name == "events.geojson")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [PYTHON, home / "open.py", package, home / "said.json", *names],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    said = home / "said.json"
    assert said.is_file(), done.stderr
    found: dict[str, Any] = json.loads(said.read_text(encoding="utf-8"))
    return {("geojson" if name.endswith(".geojson") else name): one for name, one in found.items()}


@pytest.mark.parametrize("name", LAYERS)
def test_layers_open_styled(opened: dict[str, Any], name: str) -> None:
    """Each layer is valid, in WGS 84, sorted into our categories, and draws something."""
    layer = opened[name]

    assert layer["valid"]
    assert "EPSG:4326" == layer["crs"]
    assert "categorizedSymbol" == layer["renderer"]
    assert layer["values"]
    assert layer["colours"] > 1
    assert "[%" in layer["tip"]


def test_categories_are_what_is_drawn(opened: dict[str, Any], layers: Layers) -> None:
    """A category for each event type on the map; the GeoJSON's style file says the same."""
    drawn = layers.events[layers.events["drawn"]]

    assert sorted(set(drawn["event_type"])) == opened["events"]["values"]
    assert opened["events"]["values"] == opened["geojson"]["values"]


def test_time_is_known(opened: dict[str, Any]) -> None:
    """Days are dates, and QGIS has them for the ends of its time line."""
    events = opened["events"]

    assert ["event_start", "event_end"] == events["time"]
    assert "Date" == events["types"]["event_start"]
    assert "Date" == opened["geojson"]["types"]["event_start"]
    assert "Integer64" == events["types"]["n_claims"]
