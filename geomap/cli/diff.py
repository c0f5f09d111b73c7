"""``geomap diff``: the events that differ between the last two builds."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import Output

if TYPE_CHECKING:
    from geomap.store import EventChange, EventNote


def diff(
    output: Output = Path("outputs"),
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line instead of a sentence.")
    ] = False,
) -> None:
    """List the events that are new, gone, moved or changed since the build before the last."""
    from geomap.store import changed_events

    for change in changed_events(output):
        if as_json:
            typer.echo(json.dumps(asdict(change), ensure_ascii=False))
        else:
            typer.echo(sentence(change))


def sentence(change: EventChange) -> str:
    """A change as a line for people."""
    line = f"{change.change:8}{change.id}  {described(change.event)}"
    return f"{line}  (was: {described(change.before)})" if change.before else line


def described(event: EventNote) -> str:
    """An event in a few words."""
    where = f"at {event.place} ({event.lat}, {event.lon})" if event.place else "without a place"
    actors = f" by {', '.join(event.actors)}" if event.actors else ""
    return f"{event.start or 'undated'} {event.type} {where}{actors}"
