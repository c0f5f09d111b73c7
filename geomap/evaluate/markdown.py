"""The figures as Markdown for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.evaluate.report import Report

#: Countries shown for each corpus: those with the most mentions.
_COUNTRIES = 12
_KM = ("5 km", "10 km", "20 km", "161 km")


def summary(reports: Sequence[Report]) -> Iterator[str]:
    """One table with a row a corpus."""
    yield (
        "| corpus | recognition P / R / F1 | names alone F1 | literal F1, spans / names "
        "| end to end F1 10 / 161 km | its names alone | given 10 / 161 km | floor 10 / 161 km "
        "| role |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for report in reports:
        row: dict[str, Any] = report.as_dict()
        cells = [report.corpus, " / ".join(f"{value:.3f}" for value in row["recognition"].values())]
        cells.append(f"{row['recognition_names']['f1']:.3f}")
        literal = [row[key]["f1"] for key in ("literal", "literal_names") if key in row]
        cells.append(" / ".join(f"{value:.3f}" for value in literal))
        for key in ("end_to_end_f1", "end_to_end_f1_names", "given_mentions", "floor"):
            shares = row.get(key)
            cells.append(f"{shares['10 km']:.3f} / {shares['161 km']:.3f}" if shares else "")
        cells.append(str(row.get("role_accuracy", "")))
        yield _row(*cells)


def details(report: Report) -> Iterator[str]:
    """What one corpus shows: accuracy by distance, kind and country, and whether chances hold."""
    row: dict[str, Any] = report.as_dict()
    yield f"## {report.corpus}"
    yield ""
    yield f"{report.articles} texts, {report.gold} mentions, {report.given.n} with coordinates."
    yield from (f"- geomap failed on {text}" for text in report.failed)
    if not report.given.n:
        return
    yield from ("", "Mentions given, share placed within a distance:", "")
    yield from _head("", "n", *_KM)
    yield _tally("geomap", {"n": report.given.n, **row["given_mentions"]})
    yield _tally("largest place of the name", {"n": report.floor.n, **row["floor"]})
    yield from _parts("kind of place", row["by_kind"])
    yield from _parts("country", dict(list(row["by_country"].items())[:_COUNTRIES]))
    yield from ("", "Do chances come true (right within 161 km)?", "")
    yield from _head("probability", "n", "mean", "right")
    for one in row["calibration"]:
        mean, right = f"{one['mean']:.3f}", f"{one['right']:.3f}"
        yield _row(one["probability"], str(one["n"]), mean, right)
    yield ""
    lands = row["calibration_error_of_lands"]
    yield f"Expected calibration error {row['calibration_error']:.3f}; {lands:.3f} where a country"
    yield "is right wherever in it the corpus has its point."
    if "exact_id" in row:
        yield f"The very GeoNames id: {row['exact_id']:.3f} of {report.with_id}."


def _parts(title: str, parts: dict[str, dict[str, float]]) -> Iterator[str]:
    yield ""
    yield from _head(title, "n", *_KM)
    yield from (_tally(name, shares) for name, shares in parts.items())


def _tally(name: str, shares: dict[str, float]) -> str:
    return _row(name, str(int(shares["n"])), *(f"{shares[km]:.3f}" for km in _KM))


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield "|---" * len(cells) + "|"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
