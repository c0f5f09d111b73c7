"""``geomap gazetteer``: compile, describe, search, check and extend the gazetteer."""

from __future__ import annotations

import contextlib
import json
import sys
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import ConfigFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geomap.config import Config
    from geomap.gazetteer.adding import Added, Mapping

app = typer.Typer(no_args_is_help=True, add_completion=False)

To = Annotated[
    Path | None,
    typer.Option(help="Folder to add to; your own tables by default.", show_default=False),
]


@app.command()
def build(config: ConfigFile = None) -> None:
    """Compile the source tables into the cache anew, and print the id of their content."""
    from geomap.config import read_config
    from geomap.gazetteer import open_gazetteer

    opened = open_gazetteer(read_config(config), afresh=True)
    typer.echo(f"{len(opened)} places, {opened.n_names} names in {opened.folder}", err=True)
    typer.echo(opened.id)


@app.command()
def info(config: ConfigFile = None) -> None:
    """Say what the gazetteer holds and where it is, as JSON."""
    from geomap.config import gazetteer_folder, read_config
    from geomap.gazetteer import open_gazetteer
    from geomap.gazetteer.sources import local_folder

    settings = read_config(config)
    opened = open_gazetteer(settings)
    found = {
        "id": opened.id,
        "places": len(opened),
        "names": opened.n_names,
        "kinds": opened.kinds(),
        "tables": str(gazetteer_folder(settings)),
        "own_tables": str(local_folder(settings.gazetteer.path)),
        "index": str(opened.folder),
    }
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


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
    for hit in hits:
        entry = opened.entry(hit.row)
        found = {
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
            "matched_name": hit.matched_name,
            "prominence": round(entry.prominence, 3),
        }
        typer.echo(json.dumps(found, ensure_ascii=False))
    if not hits:
        typer.echo(
            f"no place is called {name!r}; `geomap gazetteer add TABLE` adds places, "
            "and an overrides.csv further names of known ones",
            err=True,
        )
        sys.exit(1)


@app.command()
def check(config: ConfigFile = None) -> None:
    """Validate every row of every table, with line numbers."""
    from geomap.config import read_config
    from geomap.gazetteer.checks import problems
    from geomap.gazetteer.opening import tables_of

    settings = read_config(config)
    overrides = settings.gazetteer.overrides
    places = problems(tables_of(settings), Path(overrides) if overrides else None)
    count = 0
    for line in chain(places, _deed_problems(settings)):
        typer.echo(line)
        count += 1
    typer.echo(f"{count} problems", err=True)
    if count:
        sys.exit(1)


def _all(read: Callable[[Path], Iterable[object]], path: Path) -> None:
    """Read every row of a table."""
    for _row in read(path):
        pass


def _deed_problems(settings: Config) -> Iterator[str]:
    """The first row that cannot be used of the tables of actors, event types and triggers."""
    from geomap.errors import GazetteerInvalid
    from geomap.events.what.vocabulary import event_types, trigger_table
    from geomap.gazetteer.actors import read_actors
    from geomap.gazetteer.own import table_files, use_tables

    use_tables(settings)
    files = table_files("actors.csv", settings)
    checks: list[Callable[[], object]] = [partial(_all, read_actors, path) for path in files]
    for opened in (*checks, event_types, trigger_table):
        try:
            opened()
        except GazetteerInvalid as error:
            yield str(error)


@app.command()
def add(
    table: Annotated[Path, typer.Argument(help="A GeoNames dump (.txt), CSV or GeoJSON.")],
    column: Annotated[
        list[str] | None,
        typer.Option(help="OURS=THEIRS, e.g. name=ADM3_EN; names=A,B.", show_default=False),
    ] = None,
    kind: Annotated[str, typer.Option(help="Kind of every row without one.")] = "",
    country: Annotated[str, typer.Option(help="Country code of every row without one.")] = "",
    prefix: Annotated[str, typer.Option(help="Put before each id, e.g. pcode.")] = "",
    to: To = None,
    config: ConfigFile = None,
) -> None:
    """Add a table to the gazetteer; malformed lines are reported and skipped."""
    from geomap.gazetteer.adding import Mapping

    mapping = Mapping(
        columns=_columns(column or []),
        values={name: value for name, value in (("kind", kind), ("country", country)) if value},
        prefix=prefix,
    )
    _finish(_add(table, _local(to, config), mapping))


@app.command()
def download(
    source: Annotated[str, typer.Argument(help="Where from: geonames.")],
    country: Annotated[str, typer.Option(help="Country code, or a dump such as allCountries.")],
    url: Annotated[
        str | None, typer.Option(help="Mirror of the dumps.", show_default=False)
    ] = None,
    to: To = None,
    config: ConfigFile = None,
) -> None:
    """Fetch a GeoNames dump over the network and add it to the gazetteer."""
    from geomap.gazetteer.downloading import GEONAMES, downloaded

    if source != "geonames":
        raise typer.BadParameter(f"source {source!r} is not known; know geonames.")
    with downloaded(country, url or GEONAMES) as dump:
        added = _add(dump, _local(to, config), None)
    _finish(added)


def _columns(pairs: list[str]) -> dict[str, tuple[str, ...]]:
    from geomap.gazetteer.tables import COLUMNS

    found = {}
    for pair in pairs:
        ours, _sign, theirs = pair.partition("=")
        if ours not in COLUMNS or not theirs:
            raise typer.BadParameter(
                f"{pair!r} is not OURS=THEIRS with one of {', '.join(COLUMNS)}."
            )
        found[ours] = tuple(theirs.split(","))
    return found


def _local(to: Path | None, config: Path | None) -> Path:
    from geomap.config import read_config
    from geomap.gazetteer.sources import local_folder

    return local_folder(str(to) if to else read_config(config).gazetteer.path)


def _add(table: Path, local: Path, mapping: Mapping | None) -> Added:
    from geomap.gazetteer.adding import add_table

    def report(line: str) -> None:
        typer.echo(f"skipped {line}", err=True)

    with _counter(table.name) as progress:
        return add_table(table, local, mapping=mapping, report=report, progress=progress)


def _finish(added: Added) -> None:
    typer.echo(f"{added.rows} rows added, {added.skipped} lines skipped", err=True)
    typer.echo(added.path)
    if added.skipped:
        sys.exit(1)


@contextlib.contextmanager
def _counter(name: str) -> Iterator[Callable[[int], None]]:
    """A running count of rows on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _rows: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name)
        yield lambda rows: bar.update(task, description=f"{name}: {rows} rows")
