"""Time expressions against the interval that UCDP's codebook gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geomap.events.when.expressions import resolve_expression


@dataclass(slots=True, kw_only=True)
class DateReport:
    """Figures of a list of expressions."""

    corpus: str
    expressions: int = 0
    inside: int = 0
    """Whose first day lies in the interval given."""
    same: int = 0
    """Whose both ends are the interval's."""
    wrong: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        """The figures as plain data."""
        return {
            "corpus": self.corpus, "expressions": self.expressions, "inside": self.inside,
            "same_interval": self.same,
        }  # fmt: skip


def score_dates(name: str, records: Iterable[dict[str, Any]]) -> DateReport:
    """Resolve each ``{"expr", "base", "start", "end"}`` and count the hits.

    Args:
        name: what to call the list.
        records: its expressions, days in ISO 8601.
    """
    report = DateReport(corpus=name)
    for record in records:
        start, end = date.fromisoformat(record["start"]), date.fromisoformat(record["end"])
        when = resolve_expression(record["expr"], date.fromisoformat(record["base"]))
        report.expressions += 1
        inside = when is not None and when.start is not None and start <= when.start <= end
        report.inside += inside
        report.same += when is not None and (when.start, when.end) == (start, end)
        if not inside:
            given = f"{when.start}..{when.end}" if when else "nothing"
            report.wrong.append(f"{record['expr']}: {given} in place of {start}..{end}")
    return report
