"""``geomap gazetteer``: compile, describe, search and check the gazetteer."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from geomap.cli.options import ConfigFile

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
def build(config: ConfigFile = None) -> None:
    """Compile the source tables into the cache, where that has not been done yet."""
    from geomap.config import read_config
    from geomap.gazetteer import open_gazetteer

    opened = open_gazetteer(read_config(config))
    typer.echo(f"{len(opened)} places", err=True)
    typer.echo(opened.id)


@app.command()
def info(config: ConfigFile = None) -> None:
    """Say what the gazetteer holds and where it is, as JSON."""
    from geomap.config import gazetteer_folder, read_config
    from geomap.gazetteer import open_gazetteer

    settings = read_config(config)
    opened = open_gazetteer(settings)
    typer.echo(
        json.dumps(
            {
                "id": opened.id,
                "places": len(opened),
                "names": opened.n_names,
                "kinds": opened.kinds(),
                "tables": str(gazetteer_folder(settings)),
                "index": str(opened.folder),
            },
            ensure_ascii=False,
            indent=2,
        )
    )


@app.command()
def search(
    name: Annotated[str, typer.Argument(help="A place name, in any script or spelling.")],
    config: ConfigFile = None,
) -> None:
    """Show the places that a name may mean, the most prominent first, as JSON lines."""
    from geomap.config import read_config
    from geomap.gazetteer import open_gazetteer

    opened = open_gazetteer(read_config(config))
    hits = opened.lookup(name, fuzzy=True)
    ranked = sorted(hits, key=lambda hit: (-opened.entry(hit.row).prominence, hit.row))
    for hit in ranked:
        entry = opened.entry(hit.row)
        typer.echo(
            json.dumps(
                {
                    "id": entry.id,
                    "name": entry.name,
                    "kind": entry.kind,
                    "country": entry.country,
                    "admin1": entry.admin1,
                    "lat": entry.lat,
                    "lon": entry.lon,
                    "population": entry.population,
                    "radius_km": round(entry.radius_km, 3),
                    "matched": hit.how,
                    "prominence": round(entry.prominence, 3),
                },
                ensure_ascii=False,
            )
        )
    if not ranked:
        typer.echo(f"no place is called {name!r}; add one with an overrides.csv", err=True)
        sys.exit(1)


@app.command()
def check(config: ConfigFile = None) -> None:
    """Validate every row of every table, with line numbers."""
    from pathlib import Path

    from geomap.config import gazetteer_folder, read_config
    from geomap.gazetteer.checks import problems

    settings = read_config(config)
    overrides = settings.gazetteer.overrides
    found = list(problems(gazetteer_folder(settings), Path(overrides) if overrides else None))
    for line in found:
        typer.echo(line)
    typer.echo(f"{len(found)} problems", err=True)
    if found:
        sys.exit(1)


@app.command()
def add(
    table: Annotated[str, typer.Argument(help="A GeoNames dump, CSV or GeoJSON.")],
    to: Annotated[str, typer.Option("--to", help="Gazetteer folder to add it to.")],
) -> None:
    """Add a table to a gazetteer folder of your own; malformed lines are reported and skipped."""
    from pathlib import Path

    from geomap.gazetteer.adding import add_table

    count = 0

    def report(line: str) -> None:
        nonlocal count
        count += 1
        typer.echo(f"skipped {line}", err=True)

    path, rows = add_table(Path(table), Path(to), report)
    typer.echo(f"{rows} rows added, {count} lines skipped", err=True)
    typer.echo(path)
    if count:
        sys.exit(1)
