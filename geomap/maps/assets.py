"""Scripts and styles of the pages: npm packages from ``vendor/``, our own from ``assets/``."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from geomap.errors import AssetMissing

HERE = Path(__file__).resolve().parent

#: What folium asks for by its own logical names; None is left out on purpose, because nothing
#: on our pages uses it. A name that is not here is an error: it would be a request.
FOLIUM_LINKS: dict[str, str | None] = {
    "leaflet": "leaflet.js",
    "leaflet_css": "leaflet.css",
    "jquery": None,
    "bootstrap": None,
    "bootstrap_css": None,
    "glyphicons_css": None,
    "awesome_markers": None,
    "awesome_markers_css": None,
    "awesome_markers_font_css": None,
    "awesome_rotate_css": None,
}

#: Our scripts, in the order in which they need each other.
SCRIPTS = (
    "dom.js", "payload.js", "filters.js", "sheet.js", "ground.js",
    "symbols.js", "looks.js", "labels.js", "gather.js", "extent.js", "marks.js", "extras.js",
    "tree.js", "timeline.js", "panel.js", "downloads.js", "legend.js", "picture.js", "measure.js",
    "text.js", "view.js", "opening.js", "permalink.js", "controls.js", "app.js",
)  # fmt: skip

_SOURCE_MAP = re.compile(r"^\s*(?://[#@]|/\*#)\s*sourceMappingURL=.*$", re.MULTILINE)
_CSS_URL = re.compile(r"url\([^)]*\)")


@cache
def vendored(name: str) -> str:
    """A file of an npm package as text, as the build brought it.

    Raises:
        AssetMissing: it is not there, or is not the file of the manifest.
    """
    folder = HERE / "vendor"
    try:
        data = (folder / name).read_bytes()
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AssetMissing(name) from error
    if hashlib.sha256(data).hexdigest() != manifest["files"].get(name):
        raise AssetMissing(name)
    # Browsers read CR LF as LF, also where they check the hash of a script or style.
    return data.decode("utf-8").replace("\r\n", "\n")


@cache
def own(name: str) -> str:
    """One of our own scripts, styles or fragments as text.

    Raises:
        AssetMissing: there is none of that name.
    """
    try:
        return (HERE / "assets" / name).read_text(encoding="utf-8")
    except OSError as error:
        raise AssetMissing(name) from error


def folium_link(name: str) -> str | None:
    """The file behind a logical link name of folium, None for one that is left out.

    Raises:
        AssetMissing: folium asks for something that the pages do not carry.
    """
    if name not in FOLIUM_LINKS:
        raise AssetMissing(name)
    return FOLIUM_LINKS[name]


def script(text: str) -> str:
    """An inline script element; nothing in the text can end it early."""
    text = _SOURCE_MAP.sub("", text)
    text = re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE).replace("<!--", "<\\!--")
    return f"<script>\n{text.strip()}\n</script>"


def style(text: str) -> str:
    """An inline style element without addresses: pictures would be requests."""
    text = _CSS_URL.sub("none", text)
    text = re.sub(r"</(style)", r"<\\/\1", text, flags=re.IGNORECASE)
    return f"<style>\n{text.strip()}\n</style>"


def app_script() -> str:
    """Our scripts as one."""
    parts = [f"// {name}\n{own(name)}" for name in SCRIPTS]
    return '"use strict";\nconst Geomap = {};\n' + "\n".join(parts)
