"""The map pages: one template of ours, one block of data, one folium frame."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from geomap.layers import records
from geomap.layers.basemap import around, base_map, regions_around
from geomap.maps.assets import app_script, own, script, style
from geomap.maps.book import block_of, cards_of, pieces_of, runs
from geomap.maps.frame import page
from geomap.maps.head import Around, View, head
from geomap.maps.outlines import ground_data
from geomap.maps.reading import text_data
from geomap.maps.text import clean, data_block
from geomap.maps.tiles import tiles
from geomap.maps.trees import type_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geopandas import GeoDataFrame

    from geomap.config import Config
    from geomap.layers import Layers
    from geomap.layers.basemap import BaseMap
    from geomap.maps.book import Book, Stretch

#: Who made what the pages show and use, and what borders on them mean.
CREDIT = (
    "Natural Earth · GeoNames, CC BY 4.0 · Leaflet, folium · "
    "Borders imply no opinion; disputed ones are dashed"
)
HEADINGS = {
    "actor": {"title": "By actor", "layers_heading": "Actors by side", "colour_by": "Side"},
    "article": {
        "title": "By article", "layers_heading": "Articles by outlet", "colour_by": "Article",
    },
}  # fmt: skip


#: Length from which the base map, in which nobody searches, is packed, characters.
PACKED_GROUND = 50_000
#: Where the data of a page go, which are no part of what its policy says.
_PIECES = "<!--pieces-->"
#: What is wider asks for no details around its middle, km.
WIDEST = 500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the pages hold alike, worked out once."""

    ground: str
    """The base map as a script element."""
    credit: str
    """Who made what the pages show."""


def shared(places: GeoDataFrame, base: BaseMap) -> Shared:
    """What every page of these places holds, on their base map."""
    return Shared(ground=ground_block(base), credit=credit(places))


def ground(places: GeoDataFrame, config: Config) -> BaseMap:
    """The base map around places."""
    return base_map(_points(places), config, _units(places))


def ground_block(base: BaseMap) -> str:
    """A base map as a script element."""
    return data_block("geomap-ground", ground_data(base), PACKED_GROUND)


def ground_key(places: GeoDataFrame) -> str:
    """What the base map around places depends on, beside the gazetteer."""
    return f"ground {regions_around(_points(places))} {sorted(map(str, _units(places)))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A map page that is made when it is written."""

    end: str
    """Of its name; "" for the page of the newest."""
    key: str
    """Pages of one key are the same, where the pieces of the book have keys."""
    text: Callable[[], Iterator[str]]
    """Piece by piece."""


def map_pages(book: Book, view: View, config: Config, common: Shared) -> Iterator[Page]:
    """The pages that show a book by actor or by article: several where one would be too large.

    Args:
        book: what was found.
        view: which tree the layers hang on.
        config: title of the pages, online base map, pages for articles.
        common: what `shared` makes of the same places.

    Raises:
        AssetMissing: a script or style is not built.
        BasemapUnknown: the settings name an online base map that cannot be had.
    """
    chosen = runs(book, view)
    for number, run in enumerate(chosen, 1):
        pieces = pieces_of(book, view, run, whole_book=len(chosen) == 1)
        part = f" ({number} of {len(chosen)})" if len(chosen) > 1 else ""
        heading = f"{HEADINGS[view]['title']}{part} – {clean(config.maps.title)}"
        yield Page(
            end="" if number == len(chosen) else f"-{number}",
            key=_page_key(book, view, pieces, (heading, config.maps, common)),
            text=partial(_map_page, book, view, run, config, common, pieces, heading),
        )


def _map_page(
    book: Book,
    view: View,
    run: slice,
    config: Config,
    common: Shared,
    pieces: Sequence[Stretch],
    heading: str,
) -> Iterator[str]:
    names = [piece.names() for piece in pieces]
    articles = cards_of(book, view, run, names)
    around = Around(
        places=book.places, articles=articles, actors=book.actors, types=_types(book, view)
    )
    data = head(view, config.maps.title, names, around, pages=config.maps.article_pages)
    return _document(data, config, common, pieces, heading=heading)


def _types(book: Book, view: View) -> dict[str, int]:
    return book.totals.types if view == "actor" else book.totals.claim_types


def _page_key(book: Book, view: View, pieces: Sequence[Stretch], about: object) -> str:
    """What a page depends on: its pieces, and what of the whole book its head tells."""
    used = dict.fromkeys(place for piece in pieces for place in piece.names().places)
    rows: Any = book.places.set_index("place_key").loc[list(used)]
    told: list[object] = [view, about, type_rows(_types(book, view)), [one.key for one in pieces]]
    told.append(records(rows.drop(columns=["geometry", "n_mentions", "n_events"])))
    if view == "actor":
        told.append(records(book.actors))
    return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()


def article_page(text: str, layers: Layers, config: Config, base: BaseMap) -> str:
    """The page of one article: its text beside its map.

    Args:
        text: the text as read.
        layers: the layers of this article alone.
        config: as for `map_pages`.
        base: the base map of the build, of which the page gets the part around its places.
    """
    own = layers.places
    common = shared(own, around(base, _points(own), _units(own)))
    block = block_of(layers)
    pieces = [block.claims, block.mentions]
    data = head(
        "article",
        config.maps.title,
        [piece.names() for piece in pieces],
        Around(
            places=own,
            articles=block.cards(),
            actors=layers.actors,
            types=Counter(layers.claims["event_type"].tolist()),
        ),
    )
    texts = [data_block("geomap-text", text_data(text, layers))]
    heading = data["articles"]["title"][0]
    return "".join(_document(data, config, common, pieces, heading=heading, texts=texts))


def _document(
    data: Any,
    config: Config,
    common: Shared,
    pieces: Sequence[Stretch],
    *,
    heading: str,
    texts: Sequence[str] = (),
) -> Iterator[str]:
    """A map page of its data; with the texts of an article, the page of that article."""
    online = tiles(config.maps.basemap) if config.maps.basemap else None
    if online:
        data["tiles"] = {
            "url": online.url, "zoom": online.max_zoom, "credit": clean(online.attribution)
        }  # fmt: skip
    here = ' aria-current="page"'
    view: View = data["view"]
    words = {
        **{name: escape(words) for name, words in HEADINGS[view].items()},
        "title": escape(clean(config.maps.title)),
        "credit": escape(common.credit),
        "actor_here": here if view == "actor" else "",
        "article_here": here if view == "article" and not texts else "",
        "up": "../" if texts else "",
        "text": '<article id="text" dir="auto" aria-label="Text of the article"></article>'
        if texts
        else "",
    }
    body = re.sub(r"\{(\w+)\}", lambda found: words[found[1]], own("app.html"))
    before, after = page(
        head=[f"<title>{escape(heading)}</title>", style(own("app.css")), script(app_script())],
        body=[body, _PIECES],
        location=(35.0, 38.5),
        zoom=6,
        image_host=online.host if online else None,
    ).split(_PIECES)
    yield before
    yield data_block("geomap-data", data)
    for piece in pieces:
        yield piece.block()
    yield common.ground
    yield from texts
    yield after


def credit(places: GeoDataFrame) -> str:
    """Who made what the pages show, with whose data places are that are not the gazetteer's."""
    return clean(" · ".join([CREDIT, *sorted(places["attribution"].dropna().unique())]))


def _points(places: GeoDataFrame) -> list[tuple[float, float]]:
    """Places whose surroundings matter: a country or a sea needs no detail."""
    near = places[(places["precision"] != "country") & (places["radius_km"] < WIDEST)]
    chosen = near if len(near) else places
    return list(zip(chosen["lon"], chosen["lat"], strict=True))


def _units(places: GeoDataFrame) -> frozenset[tuple[str, str]]:
    """The first-level units that hold a place: (country, name)."""
    return frozenset(zip(places["country"], places["admin1"], strict=True))
