"""``python -m geomap.gazetteer.derive --npm node_modules``: derive the bulk tables anew."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.gazetteer.derive import (
    basemap,
    common_words,
    counties,
    countries,
    extents,
    geonames,
    points,
    regions,
    units,
    waters,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = (
    "geonames", "countries", "units", "counties", "points", "extents", "waters",
    "regions", "words", "basemap",
)  # fmt: skip


def main() -> None:
    """Derive the tables named on the command line, or all of them in the order they need."""
    parser = argparse.ArgumentParser(prog="python -m geomap.gazetteer.derive", description=__doc__)
    parser.add_argument("tables", nargs="*", help=f"some of {', '.join(TABLES)}; all when none")
    parser.add_argument("--npm", type=Path, default=Path("node_modules"), help="npm packages")
    parser.add_argument("--words", type=Path, default=common_words.WORDS, help="English words")
    parser.add_argument("--into", type=Path, default=Path("gazetteer"), help="folder of tables")
    given = parser.parse_args()
    into, npm = given.into, given.npm
    steps: dict[str, Callable[[], int]] = {
        "geonames": lambda: geonames.derive(into),
        "countries": lambda: countries.derive(into, npm),
        "units": lambda: units.derive(into, npm),
        "counties": lambda: counties.derive(into, npm),
        "points": lambda: points.derive(into, npm, given.words),
        "extents": lambda: extents.derive(into),
        "waters": lambda: waters.derive(into, npm),
        "regions": lambda: regions.derive(into),
        "words": lambda: common_words.derive(into, given.words),
        "basemap": lambda: basemap.derive(into, npm),
    }
    for name in given.tables or TABLES:
        print(f"{name}: {steps[name]()} rows")  # noqa: T201 - says what it did


if __name__ == "__main__":
    main()
