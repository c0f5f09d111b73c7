"""The charts of the index, as elements of a page without scripts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.layers.style import event_label
from geomap.maps.text import tag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree import ElementTree as ET

    from geomap.maps.book import Book

#: Rows of a chart.
_MOST_BARS = 12
#: Weeks of a chart: two years.
_MOST_WEEKS = 104


def charts(book: Book) -> list[ET.Element]:
    """Events by week, by type and by actor, as sections.

    Args:
        book: what was found.
    """
    told = book.totals
    weeks: Counter[date] = Counter()
    for name, number in told.days.items():
        day = date.fromisoformat(name)
        weeks[day - timedelta(days=day.weekday())] += number
    types: Counter[str] = Counter()
    for event_type, number in told.types.items():
        types[event_label(event_type)] += number
    actors = [(told.actor_names[one], number) for one, number in told.actor_events.items()]
    actors.sort(key=lambda pair: (-pair[1], pair[0]))
    notes = [
        "weeks begin on Monday",
        f"{told.rough} dated to a month or year only" if told.rough else None,
        f"{told.undated} undated" if told.undated else None,
    ]
    note = "; ".join(filter(None, notes))
    return [
        _weeks(weeks, note),
        _chart("Events by type", sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))),
        _chart("Events by actor", actors, "an event counts for each of its actors"),
    ]


def _weeks(weeks: Mapping[date, int], note: str) -> ET.Element:
    """Columns, one a week, with the empty weeks between, which a list would hide."""
    title = tag("h3", "Events by week")
    if not weeks:
        return tag("section", title, tag("p", note or "none found"))
    first, last, most = min(weeks), max(weeks), max(weeks.values())
    first = max(first, last - timedelta(weeks=_MOST_WEEKS - 1))
    wide = 100 / ((last - first).days // 7 + 1)
    columns = [
        tag(
            "rect", tag("title", f"{week:%-d %b %Y}: {weeks[week]:,}"),
            x=f"{(week - first).days // 7 * wide:.2f}", width=f"{min(wide * 0.84, 9):.2f}",
            y=f"{40 - 40 * weeks[week] / most:.2f}", height=f"{40 * weeks[week] / most:.2f}",
        )
        for week in sorted(weeks) if week >= first
    ]  # fmt: skip
    peak = max(weeks, key=lambda week: (weeks[week], week))
    plural = "s" if len(weeks) > 1 else ""
    said = f"{len(weeks):,} week{plural} with events, most in that of {peak:%-d %b %Y}: {most:,}"
    earlier = sum(week < first for week in weeks)
    notes = [said, f"{earlier} earlier ones are not drawn" if earlier else None, note]
    ends = [tag("span", f"{first:%-d %b %Y}"), tag("span", f"{last:%-d %b %Y}")]
    return tag(
        "section", title,
        tag("svg", *columns, viewBox="0 0 100 40", preserveAspectRatio="none", role="img",
            aria_label=said, class_="weeks"),
        tag("p", *ends[: 1 + (first < last)], class_="ends"),
        tag("p", "; ".join(filter(None, notes))),
    )  # fmt: skip


def _chart(title: str, bars: list[tuple[str, int]], note: str | None = None) -> ET.Element:
    """Bars with their numbers, as a table that reads aloud."""
    most = max((number for _name, number in bars), default=1)
    lines = [
        tag(
            "tr",
            tag("th", tag("bdi", name, dir="auto"), scope="row"),
            tag("td", _bar(number / most)),
            tag("td", f"{number:,}"),
        )
        for name, number in bars[:_MOST_BARS]
    ]
    rest = len(bars) - _MOST_BARS
    notes = [note, f"and {rest} more" if rest > 0 else None, None if bars else "none found"]
    return tag(
        "section",
        tag("h3", title),
        tag("table", *lines) if lines else None,
        tag("p", "; ".join(filter(None, notes))),
    )


def _bar(share: float) -> ET.Element:
    bar = tag("rect", width=f"{max(1.5, 100 * share):.1f}", height="10", rx="1.5")
    return tag(
        "svg", bar, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )  # fmt: skip
