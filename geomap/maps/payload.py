"""Layers -> the columnar data of a map page, in the shape that ``assets/payload.js`` reads.

An *item* is what a page marks, counts and filters: an event (by actor), a claim (by article),
or a mention of a place without an event. A *statement* is what an article says of an item. A
*leaf* of the tree is an actor or an article; an item hangs on one or more. Columns refer to
each other by row number; -1 is none. Texts are as in the layers, through `clean`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from geomap.layers import SEPARATOR, Layers
from geomap.layers.style import CERTAINTIES, NEUTRAL, SHAPES, certainty, label, symbols
from geomap.maps.text import clean, safe_url, utf16

if TYPE_CHECKING:
    from collections.abc import Iterable

View = Literal["actor", "article"]
Row = dict[str, Any]

NO_ACTOR = "No actor named"
UNKNOWN_SIDE = "Others and unknown"
UNKNOWN_OUTLET = "Outlet unknown"
EVENT, MENTION = 0, 1


@dataclass(slots=True)
class Numbers:
    """Row numbers of distinct values, in the order in which they are first asked for."""

    of: dict[Any, int] = field(default_factory=dict)

    def __call__(self, value: Any) -> int:
        """The number of a value; -1 for None."""
        return -1 if value is None else self.of.setdefault(value, len(self.of))


@dataclass(slots=True)
class Lists:
    """A column of lists: all values in one row, and where each list ends."""

    values: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, values: Iterable[int]) -> None:
        """Append one list."""
        self.values.extend(values)
        self.ends.append(len(self.values))

    def data(self) -> dict[str, list[int]]:
        """As JSON data."""
        return {"values": self.values, "ends": self.ends}


def rows(frame: Any) -> list[Row]:
    """The rows of a layer with None for whatever is missing."""
    import pandas as pd

    plain = pd.DataFrame(frame).astype(object)
    found: Any = plain.where(plain.notna(), None).to_dict("records")
    return list(found)


def split(cell: str | None) -> list[str]:
    """The values of a cell that holds several."""
    return cell.split(SEPARATOR) if cell else []


def day(value: Any) -> int | None:
    """A date as days since 1970-01-01."""
    return None if value is None else int(value.timestamp() // 86400)


def said(value: str | None) -> str | None:
    """Text for the page."""
    return None if value is None else clean(value)


def payload(layers: Layers, view: View, title: str) -> Row:
    """The data of the page that shows `layers` by actor or by article."""
    mentions, claims = rows(layers.mentions), rows(layers.claims)
    events, articles = rows(layers.events), rows(layers.articles)
    spoken = {row["mention_id"]: row for row in mentions}
    table = Items(article={row["article_id"]: n for n, row in enumerate(articles)}, spoken=spoken)
    if view == "actor":
        tree, hang = _actor_tree(rows(layers.actors))
        by_id = {row["claim_id"]: row for row in claims}
        for event in events:
            statements = [by_id[name] for name in split(event["claim_ids"]) if name in by_id]
            table.add(EVENT, event, hang(event), statements)
    else:
        tree, hang = _article_tree(articles)
        linked = {row["event_id"]: row for row in events}
        for claim in claims:
            table.add(EVENT, {**claim, "n_sources": _sources(claim, linked)}, hang(claim), [claim])
    told = {row["mention_id"] for row in claims if row["drawn"]}
    for mention in mentions:
        if mention["drawn"] and mention["mention_id"] not in told:
            leaves = hang(mention) if view == "article" else []
            table.add(MENTION, {**mention, "event_date": mention["published"]}, leaves, [mention])
    return {
        "view": view,
        "title": clean(title),
        "tree": tree,
        **table.data(),
        "places": _places(layers, table.places),
        "articles": _articles(articles),
        "style": {
            "neutral": NEUTRAL,
            "shapes": SHAPES,
            "certainties": [
                {"id": degree.id, "label": degree.label, "hue": degree.hue}
                for degree in CERTAINTIES
            ],
        },
    }


def _sources(claim: Row, linked: dict[str, Row]) -> int:
    event = linked.get(claim["event_id"])
    return int(event["n_sources"]) if event else 1


@dataclass(slots=True)
class Items:
    """Collects items and their statements, column by column."""

    article: dict[str, int]
    spoken: dict[str, Row]
    places: Numbers = field(default_factory=Numbers)
    types: Numbers = field(default_factory=Numbers)
    modalities: Numbers = field(default_factory=Numbers)
    actors: Numbers = field(default_factory=Numbers)
    quotes: Numbers = field(default_factory=Numbers)
    items: dict[str, list[Any]] = field(default_factory=dict)
    statements: dict[str, list[Any]] = field(default_factory=dict)
    lists: dict[str, Lists] = field(
        default_factory=lambda: {name: Lists() for name in ("leaves", "actors", "targets")}
    )

    def add(self, kind: int, row: Row, leaves: Iterable[int], statements: list[Row]) -> None:
        """One item with what is said of it."""
        degrees = [degree.id for degree in CERTAINTIES]
        modality = row.get("modality")
        score = row["score"]
        values = {
            "kind": kind,
            "id": said(row.get("event_id") if kind == EVENT else row["mention_id"]),
            "place": self.places(row["place_key"] if row["drawn"] else None),
            "type": self.types(row.get("event_type")),
            "modality": self.modalities(modality),
            "certainty": degrees.index(certainty(modality, row["polarity"])) if modality else -1,
            "day": day(row["event_date"]),
            "start": day(row.get("date_start")),
            "end": day(row.get("date_end")),
            "dating": row.get("date_precision"),
            "score": None if score is None else round(100 * score),
            "sources": row.get("n_sources"),
            "deaths": row.get("fatalities_best"),
            "deaths_low": row.get("fatalities_low"),
            "deaths_high": row.get("fatalities_high"),
        }
        _append(self.items, values)
        self.lists["leaves"].add(leaves)
        self.lists["actors"].add(self.actors(clean(name)) for name in split(row.get("actors")))
        self.lists["targets"].add(self.actors(clean(name)) for name in split(row.get("targets")))
        for statement in statements:
            self._state(statement)
        self.items.setdefault("said", []).append(len(self.statements.get("article", ())))

    def _state(self, row: Row) -> None:
        """One statement: a claim, or a mention."""
        claim = "claim_id" in row
        mention = self.spoken.get(row["mention_id"]) if claim else row
        quote = row["quote"] or ""
        marks = row["spans"] if claim else _mark(row)
        values = {
            "article": self.article[row["article_id"]],
            "quote": self.quotes(clean(quote)),
            "marks": [_in_units(mark, quote) for mark in split(marks)],
            "source": said(row.get("attributed_to")),
            "cue": said(row.get("attribution_cue")),
            "modality": self.modalities(row.get("modality")),
            "denied": int(row.get("polarity") == "denied"),
            "when": said(row.get("date_text")),
            "why_place": said(row.get("place_reason")),
            "word": said(mention["text"]) if mention else None,
            "relation": said(mention["relation"]) if mention else None,
            "score": None if row["score"] is None else round(100 * row["score"]),
            "others": said(row["alternatives"]),
        }
        _append(self.statements, values)

    def data(self) -> Row:
        """As JSON data."""
        return {
            "items": {
                **self.items,
                **{name: column.data() for name, column in self.lists.items()},
            },
            "statements": self.statements,
            "types": [
                {"id": clean(name), "label": clean(label(name)), **_symbol(symbol)}
                for name, symbol in symbols(list(self.types.of)).items()
            ],
            "modalities": list(self.modalities.of),
            "actors": list(self.actors.of),
            "quotes": list(self.quotes.of),
        }


def _append(columns: dict[str, list[Any]], values: Row) -> None:
    for name, value in values.items():
        columns.setdefault(name, []).append(value)


def _mark(mention: Row) -> str:
    start = mention["start"] - mention["quote_start"]
    return f"place {start} {start + len(mention['text'])}"


def _in_units(mark: str, quote: str) -> list[str | int]:
    """``kind start end`` with offsets as browsers count."""
    kind, start, end = mark.split()
    return [kind, utf16(quote, int(start)), utf16(quote, int(end))]


def _symbol(symbol: Any) -> Row:
    return {"hue": symbol.hue, "shape": SHAPES.index(symbol.shape)}


def _actor_tree(actors: list[Row]) -> tuple[list[Row], Any]:
    """Side -> actor, the sides and actors of most events first; a hue a side."""
    sides: dict[str, list[Row]] = {}
    for actor in actors:
        sides.setdefault(actor["side"] or UNKNOWN_SIDE, []).append(actor)
    order = sorted(sides, key=lambda side: (side == UNKNOWN_SIDE, -_events(sides[side]), side))
    styles = symbols([side for side in order if side != UNKNOWN_SIDE])
    tree, numbers = [], Numbers()
    for side in order:
        members = sorted(
            sides[side], key=lambda row: (-row["n_events"], -row["n_mentions"], row["actor_id"])
        )
        look = _symbol(styles[side]) if side in styles else {"hue": NEUTRAL, "shape": 0}
        leaves = [
            {
                "leaf": numbers(actor["actor_id"]),
                "label": clean(actor["actor"]),
                "named": int(actor["n_mentions"]),
            }
            for actor in members
        ]
        group = {"label": clean(label(side)), **look, "leaves": leaves}
        tree.append({**group, "events": _events(members), "unknown": side == UNKNOWN_SIDE})
    nobody = numbers(("nobody",))
    tree.append(
        {"label": NO_ACTOR, "hue": NEUTRAL, "shape": 0,
         "leaves": [{"leaf": nobody, "label": NO_ACTOR}]}
    )  # fmt: skip

    def hang(event: Row) -> list[int]:
        ids = dict.fromkeys([*split(event["actor_ids"]), *split(event["target_ids"])])
        return [numbers.of[name] for name in ids if name in numbers.of] or [nobody]

    return tree, hang


def _events(actors: list[Row]) -> int:
    return sum(int(row["n_events"]) for row in actors)


def _article_tree(articles: list[Row]) -> tuple[list[Row], Any]:
    """Outlet -> article by day; a hue an article while hues suffice, else a hue an outlet."""
    outlets: dict[str, list[Row]] = {}
    for row in articles:
        outlets.setdefault(row["source"] or UNKNOWN_OUTLET, []).append(row)
    order = sorted(outlets, key=lambda name: (name == UNKNOWN_OUTLET, -len(outlets[name]), name))
    ids = [row["article_id"] for name in order for row in outlets[name]]
    each = symbols(ids) if len(ids) <= 8 else {}  # no more articles than hues
    shared = symbols(order)
    number = {row["article_id"]: index for index, row in enumerate(articles)}
    tree = []
    for name in order:
        members = sorted(outlets[name], key=lambda row: (str(row["published"]), row["article_id"]))
        leaves = [
            {
                "leaf": number[row["article_id"]],
                "label": clean(row["article_title"] or row["article_id"]),
                "day": day(row["published"]),
                **(_symbol(each[row["article_id"]]) if each else {}),
            }
            for row in members
        ]
        tree.append({"label": clean(name), **_symbol(shared[name]), "leaves": leaves})
    return tree, lambda row: [number[row["article_id"]]]


def _articles(articles: list[Row]) -> Row:
    return {
        "id": [clean(row["article_id"]) for row in articles],
        "title": [clean(row["article_title"] or row["article_id"]) for row in articles],
        "day": [day(row["published"]) for row in articles],
        "outlet": [said(row["source"]) for row in articles],
        "url": [safe_url(row["url"]) for row in articles],
        "mentions": [int(row["n_mentions"]) for row in articles],
        "drawn": [int(row["n_drawn"]) for row in articles],
    }


def _places(layers: Layers, numbers: Numbers) -> Row:
    """The places that items are at, with their outlines."""
    from geomap.maps.outlines import outline

    columns: dict[str, list[Any]] = {}
    frame = layers.places.set_index("place_key")
    wanted = frame.loc[list(numbers.of)]
    for row, shape in zip(rows(wanted.drop(columns="geometry")), wanted.geometry, strict=True):
        _append(
            columns,
            {
                "name": clean(row["place_name"]),
                "id": clean(row["place_id"]),
                "kind": row["place_kind"],
                "country": said(row["country"]),
                "admin1": said(row["admin1"]),
                "lat": round(row["lat"], 5),
                "lon": round(row["lon"], 5),
                "precision": row["precision"],
                "radius": round(row["radius_km"] or 0.0, 2),
                "outline": outline(shape),
            },
        )
    return columns
