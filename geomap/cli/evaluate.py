"""``geomap evaluate``: figures against annotated corpora."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import ConfigFile

if TYPE_CHECKING:
    from geomap.evaluate import Report


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(help="Annotated corpora or events, JSON lines; phrases or times, JSON."),
    ],
    config: ConfigFile = None,
    limit: Annotated[int | None, typer.Option(help="Texts of each corpus, at most.")] = None,
    errors: Annotated[int, typer.Option(help="List so many of the worst errors.")] = 0,
) -> None:
    """Score geomap: JSON lines on stdout, a Markdown table on stderr."""
    from itertools import islice

    from geomap.config import read_config
    from geomap.evaluate import read_gold, score_corpus
    from geomap.evaluate.kinds import score_events
    from geomap.evaluate.precision import read_phrases, score_phrases
    from geomap.flow import open_tools

    tools = open_tools(read_config(config))
    reports = []
    for path in gold:
        events = score_events(path, tools, limit)
        if events is not None:
            typer.echo(json.dumps(events.figures, ensure_ascii=False))
            for line in events.wrong[:errors]:
                typer.echo(f"{path.stem}: {line}", err=True)
            continue
        if path.suffix == ".json":
            coded = score_phrases(path.stem, read_phrases(path), tools)
            typer.echo(json.dumps(coded.as_dict(), ensure_ascii=False))
            for phrase, expected, given in coded.wrong:
                typer.echo(f"{path.stem}: {phrase}: {given} in place of {expected}", err=True)
            continue
        report = score_corpus(path.stem, islice(read_gold(path), limit), tools)
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False))
        reports.append(report)
        for title, counts in (
            ("missed", report.missed),
            ("invented", report.invented),
            ("misplaced", report.misplaced),
        ):
            for words, count in counts.most_common(errors):
                typer.echo(f"{path.stem} {title}: {words} ({count})", err=True)
    for line in table(reports) if reports else ():
        typer.echo(line, err=True)


def table(reports: list[Report]) -> list[str]:
    """The figures as a Markdown table."""
    lines = [
        (
            "| corpus | recognition P / R / F1 | end to end F1 10 / 161 km | given 10 / 161 km "
            "| floor 10 / 161 km | role |"
        ),
        "|---|---|---|---|---|---|",
    ]
    for report in reports:
        row = report.as_dict()
        found = row["recognition"]
        assert isinstance(found, dict)  # noqa: S101 - narrows the type for mypy
        cells = [report.corpus, " / ".join(f"{found[key]:.3f}" for key in found)]
        for key in ("end_to_end_f1", "given_mentions", "floor"):
            shares = row.get(key)
            cells.append(
                f"{shares['10 km']:.3f} / {shares['161 km']:.3f}"
                if isinstance(shares, dict)
                else ""
            )
        cells.append(str(row.get("role_accuracy", "")))
        lines.append("| " + " | ".join(cells) + " |")
    return lines
