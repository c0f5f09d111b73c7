"""The command line: one file a command; stdout is data, stderr is talk.

Exit status: 0 done, 1 some inputs were skipped, 2 the request cannot be met, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from geomap import __version__
from geomap.cli.annotate import annotate
from geomap.cli.build import build
from geomap.cli.diff import diff
from geomap.cli.evaluate import evaluate
from geomap.cli.explain import explain
from geomap.cli.export import export
from geomap.cli.gazetteer import app as gazetteer_app
from geomap.cli.review import review
from geomap.cli.train import train
from geomap.cli.watch import watch
from geomap.errors import GeomapError

app = typer.Typer(
    name="geomap",
    help="Turn news articles about armed conflict into maps that can be trusted.",
    epilog="Begin with `geomap build --samples`, and open outputs/index.html.",
    rich_markup_mode="markdown",  # "[online]" in a sentence is no style
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"geomap {__version__}")
        raise typer.Exit


@app.callback()
def _geomap(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Say which geomap this is."
        ),
    ] = False,
) -> None:
    pass


for command in (build, annotate, explain, diff, watch, export, review, evaluate, train):
    app.command()(command)
app.add_typer(
    gazetteer_app, name="gazetteer", help="Compile, describe, search and extend the gazetteer."
)


def main() -> None:
    """Run the command line; a `GeomapError` is one sentence on stderr and exit status 2."""
    # One process is one core: `--workers` makes more, and threads of theirs would be in the way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except GeomapError as error:
        typer.echo(f"geomap: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our stdout (head, less) has gone: nothing is left to say.
        sys.stderr.close()
        sys.exit(0)
