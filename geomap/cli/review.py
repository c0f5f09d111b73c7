"""``geomap review``: a worksheet of claims for an analyst, and its corrections back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import ConfigFile, Output

if TYPE_CHECKING:
    from geomap.config import Config


def review(
    sheet: Annotated[
        Path | None,
        typer.Argument(help="Worksheet, .csv or .xlsx; review.csv in the output folder."),
    ] = None,
    output: Output = Path("outputs"),
    config: ConfigFile = None,
    read: Annotated[
        bool, typer.Option("--read", help="Read the edited worksheet back into the corrections.")
    ] = False,
) -> None:
    """Write the claims of a build into a worksheet, the least certain first; read it back.

    Edit its cells (those of XLSX that are yellow), or write confirm, drop, add or undo under
    action; `--read` takes it all, and every later build into the output folder keeps it.
    """
    from geomap.config import read_config
    from geomap.corpus import LAYERS_FOLDER
    from geomap.errors import WorksheetExists
    from geomap.layers import read_layers
    from geomap.review import write_worksheet

    settings = read_config(config)
    path = sheet or output / "review.csv"
    if read:
        _read_back(path, output, settings)
        return
    layers = read_layers(output / LAYERS_FOLDER)
    if path.exists():
        raise WorksheetExists(path)
    typer.echo(write_worksheet(layers, path))


def _read_back(path: Path, output: Path, settings: Config) -> None:
    from geomap.corpus import LAYERS_FOLDER
    from geomap.events.what.vocabulary import event_types
    from geomap.gazetteer import open_gazetteer
    from geomap.gazetteer.own import use_tables
    from geomap.layers import read_layers
    from geomap.review import merged, read_corrections, read_worksheet, write_corrections
    from geomap.review.corrections import corrections_file

    use_tables(settings)
    articles = read_layers(output / LAYERS_FOLDER).articles
    texts = dict(zip(articles["article_id"], articles["sha256"], strict=True))
    found = read_worksheet(path, open_gazetteer(settings), event_types(), texts)
    target = corrections_file(settings, output)
    everything = merged(read_corrections(target), found.corrections, found.undone)
    write_corrections(everything, target)
    counted = Counter(one.action for one in found.corrections)
    counted["undo"] = len(found.undone)
    said = ", ".join(f"{number} {action}" for action, number in counted.items() if number)
    todo = f"taken: {said}; run geomap build again to see it." if said else "nothing was edited."
    typer.echo(todo, err=True)
    typer.echo(target)
