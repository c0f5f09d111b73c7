"""``geomap evaluate``: figures against annotated corpora."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import ConfigFile

if TYPE_CHECKING:
    from geomap.evaluate import Report
    from geomap.flow import Tools


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(help="Annotated corpora or events, JSON lines; phrases or times, JSON."),
    ],
    config: ConfigFile = None,
    limit: Annotated[int | None, typer.Option(help="Texts of each corpus, at most.")] = None,
    errors: Annotated[int, typer.Option(help="List so many of the worst errors.")] = 0,
    out: Annotated[
        Path | None, typer.Option(help="Folder for evaluation.json and evaluation.md.")
    ] = None,
    fit: Annotated[
        Path | None, typer.Option(help="Learn the weights of the evidence, and write them here.")
    ] = None,
) -> None:
    """Score geomap: JSON lines on stdout, a Markdown table on stderr."""
    from geomap.config import read_config
    from geomap.evaluate import read_gold, score_corpus
    from geomap.evaluate.kinds import score_events
    from geomap.evaluate.markdown import summary
    from geomap.flow import open_tools

    tools = open_tools(read_config(config))
    if fit is not None:
        _learn(gold, limit, fit, tools)
        return
    reports: list[Report] = []
    for path in gold:
        events = score_events(path, tools, limit)
        if events is not None:
            typer.echo(json.dumps(events.figures, ensure_ascii=False))
            for line in events.wrong[:errors]:
                typer.echo(f"{path.stem}: {line}", err=True)
            continue
        report = score_corpus(path.stem, islice(read_gold(path), limit), tools)
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False))
        reports.append(report)
        _list_errors(report, errors)
    if reports:
        typer.echo("\n".join(summary(reports)), err=True)
    if out is not None:
        _write(reports, out)
    if any(report.failed for report in reports):
        raise typer.Exit(1)


def _list_errors(report: Report, most: int) -> None:
    for text in report.failed:
        typer.echo(f"{report.corpus} failed: {text}", err=True)
    for title, counts in (
        ("missed", report.missed),
        ("invented", report.invented),
        ("misplaced", report.misplaced),
    ):
        for words, count in counts.most_common(most):
            typer.echo(f"{report.corpus} {title}: {words} ({count})", err=True)


def _write(reports: list[Report], folder: Path) -> None:
    from geomap.evaluate.markdown import details, summary

    folder.mkdir(parents=True, exist_ok=True)
    figures = [report.as_dict() for report in reports]
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    (folder / "evaluation.json").write_text(text, encoding="utf-8")
    lines = ["# How right geomap is", "", *summary(reports)]
    for report in reports:
        lines += ["", *details(report)]
    (folder / "evaluation.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _learn(gold: list[Path], limit: int | None, target: Path, tools: Tools) -> None:
    """Learn the weights, say how well they do on texts held out, and write them."""
    from datetime import UTC, datetime

    from geomap.errors import ExtraMissing
    from geomap.evaluate import read_gold
    from geomap.evaluate.texts import recognised
    from geomap.learn.resolving import as_toml, fit, held_out

    try:
        import scipy.optimize  # noqa: F401 - what learns
    except ImportError as error:
        raise ExtraMissing("geomap evaluate --fit", "fit") from error
    texts = [
        recognised(path.stem, item, tools)
        for path in gold
        for item in islice(read_gold(path), limit)
    ]
    lines = []
    for corpus, tally in held_out(texts, tools).items():
        typer.echo(json.dumps({"corpus": corpus, "choices": tally.n, "right": tally.right}))
        lines.append(f"{corpus}: {tally.right / (tally.n or 1):.3f} of {tally.n} mentions chosen "
                     "right, learnt without their text.")  # fmt: skip
    today = datetime.now(UTC).date()
    provenance = [
        f"Learnt by `geomap evaluate --fit` on {', '.join(path.name for path in gold)}, {today},",
        "or set by people where so marked; edit them as you like.",
        *lines,
    ]
    target.write_text(as_toml(fit(texts, tools), provenance), encoding="utf-8")
    typer.echo(f"wrote {target}", err=True)
