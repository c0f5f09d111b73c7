"""``index.html``: what was read, what was found, where the maps are, what to be wary of.

A page without scripts, built as a tree of elements that escapes every text by itself.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Protocol
from xml.etree import ElementTree as ET

from geomap.layers import records
from geomap.maps.assets import own, style
from geomap.maps.charts import charts
from geomap.maps.reading import FOLDER, page_name
from geomap.maps.text import safe_url, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geomap.config import Config
    from geomap.maps.book import Book
    from geomap.model import Skipped

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
#: What is offered for download, by the end of the name.
DOWNLOADS = {
    ".geojson": "GeoJSON, for QGIS, ArcGIS, kepler.gl and scripts",
    ".jsonl": "everything found, one JSON object an article",
    ".gpkg": "GeoPackage, styled for QGIS",
    ".csv": "tables for spreadsheets",
    ".kml": "for Google Earth",
    ".fgb": "FlatGeobuf",
    ".parquet": "GeoParquet, for pandas, DuckDB and R",
    "layers/": "the same as GeoParquet, for pandas, DuckDB and R",
    "README.md": "what every column means",
    "datapackage.json": "the same for programs, as Table Schema",
}
#: Rows of the table of articles.
MOST_ARTICLES = 300
#: Skipped inputs that are listed without being asked for.
MOST_SKIPPED = 10
#: A file of many that are listed as their folder.
_PARTS = re.compile(r"(layers)/.*")


class Run(Protocol):
    """What the index says of a run."""

    @property
    def articles(self) -> int:
        """Articles read."""

    @property
    def skipped(self) -> Sequence[Skipped]:
        """Inputs that were not."""

    @property
    def roles(self) -> Mapping[str, int]:
        """Mentions by role."""

    @property
    def statuses(self) -> Mapping[str, int]:
        """Mentions by status."""

    @property
    def gazetteer(self) -> str:
        """Content hash of the gazetteer."""


def index_page(book: Book, config: Config, summary: Run, files: Sequence[str]) -> str:
    """The overview as a whole document.

    Args:
        book: what was found.
        config: title of the pages.
        summary: what was read and skipped.
        files: names of the other outputs, relative to the page.
    """
    title = config.maps.title
    main = tag(
        "main",
        tag("h1", title),
        _figures(book, summary),
        _maps(files),
        tag("h2", "What is in the articles"),
        tag("div", *charts(book), class_="charts"),
        *_mentions(summary),
        tag("h2", "Articles"),
        _articles(book, summary.articles, pages=config.maps.article_pages),
        *_skipped(summary.skipped),
        tag("h2", "Files"),
        _files(files),
        *_method(summary),
    )
    body = ET.tostring(main, encoding="unicode", method="html", short_empty_elements=True)
    head = ET.tostring(tag("title", title), encoding="unicode", method="html")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"{head}\n{style(own('index.css'))}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _figures(book: Book, summary: Run) -> ET.Element:
    told = book.totals
    figures = (
        (summary.articles, "articles read", f"{len(summary.skipped)} skipped"),
        (told.mentions, "place names found", f"{told.drawn} drawn as places"),
        (told.claims, "claims of events", "who, what, where, when, said by whom"),
        (told.events, "events", f"{told.placed} with a place on the map"),
        (len(book.places), "places", "points, areas and lines"),
    )
    return tag(
        "ul",
        *(
            tag("li", tag("b", f"{number:,}"), tag("span", name), tag("small", note))
            for number, name, note in figures
        ),
        class_="figures",
    )


def _maps(files: Sequence[str]) -> ET.Element:
    links = (
        ("by-actor", "Map by actor", "Who did what, where: sides and actors as layers."),
        ("by-article", "Map by article", "What each article places where, outlet by outlet."),
    )
    return tag(
        "ul",
        *(
            tag(
                "li",
                tag("a", tag("b", name), tag("span", text), href=f"{page}.html"),
                *_earlier(page, files),
            )
            for page, name, text in links
        ),
        class_="maps",
    )


def _earlier(page: str, files: Sequence[str]) -> list[ET.Element]:
    """Links to the pages that hold what does not fit the one of the newest."""
    numbered = re.compile(rf"{page}-(\d+)\.html")
    found = sorted(int(one[1]) for one in map(numbered.fullmatch, files) if one)
    if not found:
        return []
    note = f"This page holds the last of {len(found) + 1} parts, in the order of "
    note += "time: " if page == "by-actor" else "article ids: "
    links: list[ET.Element | str] = [note]
    for number in found:
        links += [tag("a", f"part {number}", href=f"{page}-{number}.html"), " "]
    return [tag("small", *links)]


def _mentions(summary: Run) -> list[ET.Element]:
    meanings = {
        "literal": "the place is meant",
        "metonym": "a government or actor is meant; counts for actors, never a dot",
        "demonym": "an adjective or a people; never a dot",
        "embedded": "part of a name of something else; never a dot",
        "unknown": "undecided; never a dot",
        "resolved": "found in the gazetteer with enough certainty",
        "ambiguous": "several places fit; not drawn",
        "unresolved": "no place of the gazetteer fits; not drawn",
        "filtered": "set aside, with a reason",
    }

    def table(title: str, counts: Mapping[str, int]) -> ET.Element:
        lines = [
            tag("tr", tag("th", name, scope="row"), tag("td", f"{number:,}"),
                tag("td", meanings.get(name, "")))
            for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        ]  # fmt: skip
        return tag("section", tag("h3", title), tag("table", *lines, class_="counts"))

    both = (
        table("Place names by role", summary.roles),
        table("Place names by outcome", summary.statuses),
    )
    return [tag("div", *both, class_="charts two")]


def _articles(book: Book, articles: int, *, pages: bool) -> ET.Element:
    heads = ("Article", "Outlet", "Published", "Place names", "Drawn", "Claims", "Events")
    texts = [tag("th", head, scope="col") for head in heads[:3]]
    numbers = [tag("th", head, scope="col", class_="number") for head in heads[3:]]
    lines = [tag("tr", *texts, *numbers)]
    found = (row for frame in book.articles() for row in records(frame))
    for row in itertools.islice(found, MOST_ARTICLES):
        title, url = row["article_title"] or row["article_id"], safe_url(row["url"])
        name = (
            tag("a", title, href=url, rel="noopener noreferrer", dir="auto")
            if url
            else tag("bdi", title, dir="auto")
        )
        page = f"{FOLDER}/{page_name(row['article_id'])}"
        own = [tag("small", " · ", tag("a", "text and map", href=page))] if pages else []
        published = row["published"]
        counts = (row["n_mentions"], row["n_drawn"], row["n_claims"], row["n_events"])
        lines.append(
            tag(
                "tr",
                tag("td", name, *_copy_note(row["copy_of"]), *own),
                tag("td", tag("bdi", row["source"] or "unknown", dir="auto")),
                tag("td", f"{published:%Y-%m-%d}" if published is not None else "unknown"),
                *(tag("td", f"{number:,}", class_="number") for number in counts),
            )
        )
    table = tag("div", tag("table", *lines, class_="articles"), class_="scroll")
    rest = articles - MOST_ARTICLES
    if rest > 0:
        table.append(tag("p", f"and {rest:,} more, on the map by article"))
    return table


def _copy_note(original: str | None) -> list[ET.Element]:
    return [tag("small", " copy of ", tag("bdi", original))] if original else []


def _skipped(skipped: Sequence[Skipped]) -> list[ET.Element]:
    if not skipped:
        return []
    lines = [tag("li", tag("bdi", one.reason, dir="auto")) for one in skipped]
    found = [tag("h2", f"Skipped inputs ({len(skipped)})")]
    found.append(tag("ul", *lines[:MOST_SKIPPED], class_="skipped"))
    if rest := lines[MOST_SKIPPED:]:
        found.append(tag("details", tag("summary", f"{len(rest)} more"), tag("ul", *rest)))
    return found


def _files(files: Iterable[str]) -> ET.Element:
    lines = []
    for name in dict.fromkeys(_PARTS.sub(r"\1/", name) for name in files):
        meaning = next((text for end, text in DOWNLOADS.items() if name.endswith(end)), None)
        if meaning is not None:
            lines.append(tag("li", tag("a", name, href=name), f" – {meaning}"))
    return tag("ul", *lines, class_="files")


#: What readers must know before they trust a mark.
_LIMITS = (
    (
        "Everything here is what articles say, read by rules and a language model. It is not "
        "a record of what happened, and it is never complete."
    ),
    (
        "A mark is only as exact as the text: a province is hatched, a river is a line, "
        "“near” is a circle, and a whole country is a name plate, never a point."
    ),
    (
        "Names of governments (“Moscow said”), adjectives (“Syrian”) and names "
        "of other things are counted and kept in the files, but are not drawn as places."
    ),
    (
        "A percentage beside a place is the estimated probability that the right place was "
        "chosen, not that the event took place."
    ),
    (
        "Planned, threatened, alleged and denied events are drawn in another way than reported "
        "ones; the legend of each map shows how."
    ),
    (
        "Several reports are joined into one event when who, what, where and when agree; "
        "the panel of each mark lists all of them, so that a wrong join can be seen."
    ),
    "Where a text gives no date, time lines use the day of publication, and say so.",
    (
        "Borders and names follow Natural Earth and GeoNames; none of them is an opinion "
        "on the status of a territory."
    ),
)


def _method(summary: Run) -> list[ET.Element]:
    """How the marks came about, and what they cannot say."""
    correct = (
        "Every mark names its words, its article and its gazetteer id. To see why a place was "
        "chosen, run geomap explain ARTICLE START. To correct one, add a line to the table of "
        "overrides or to the gazetteer (gazetteer.overrides in geomap.toml), and build again. "
        "To correct events, run geomap review: it writes the claims into a worksheet, the least "
        "certain first, and every later build keeps what you put there."
    )
    return [
        tag("h2", "Method and limits"),
        tag("ul", *(tag("li", text) for text in _LIMITS), class_="limits"),
        tag("h2", "How to correct"),
        tag("p", correct),
        tag(
            "p",
            f"Gazetteer {summary.gazetteer}. " if summary.gazetteer else None,
            "Made with Natural Earth (public domain) and GeoNames (CC BY 4.0). "
            "The maps use Leaflet (BSD 2-Clause) and folium (MIT).",
            class_="credit",
        ),
    ]
