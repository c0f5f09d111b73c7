"""A page an article: its text, with what was found in it marked, beside its map."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from geomap.layers import Layers, records
from geomap.maps.columns import Row, split
from geomap.maps.pieces import bare
from geomap.maps.text import clean

#: Folder of these pages, beside the maps.
FOLDER = "articles"
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST = 60


def page_name(article_id: str) -> str:
    """A file name for the page of an article: letters and digits, one for each id."""
    plain = _UNSAFE.sub("-", article_id).strip("-")[:_LONGEST]
    if plain == article_id:
        return f"{plain}.html"
    return f"{plain}-{hashlib.sha256(article_id.encode()).hexdigest()[:8]}.html"


def by_article(layers: Layers) -> Iterator[tuple[str, Layers]]:
    """The layers of each article alone, with its id; events are all there, for their sources."""
    names = ("mentions", "claims", "articles")
    parts = {name: dict(iter(getattr(layers, name).groupby("article_id"))) for name in names}
    whole = {field.name: getattr(layers, field.name) for field in fields(layers)}
    places: Any = layers.places.set_index("place_key", drop=False)
    for article_id in parts["articles"]:
        own = {name: parts[name].get(article_id, whole[name].iloc[:0]) for name in names}
        marks = (own[name]["place_key"][own[name]["drawn"]] for name in ("mentions", "claims"))
        keys = sorted({key for column in marks for key in column})
        kept = {"places": places.loc[keys].reset_index(drop=True)}
        yield article_id, Layers(**whole | own | kept)


def text_data(text: str, layers: Layers) -> Row:
    """The text of one article as JSON data: what to mark in it, and which item a mark opens.

    Args:
        text: the text as read.
        layers: the layers of this article alone; the items of its page are its claims, then
            the mentions without one.

    Returns:
        ``text``, and ``marks``: [kind, start, end, item or -1, note], offsets in UTF-16 units,
        by start, longest first.
    """
    mentions, told = (layers.mentions.drop(columns="geometry"), layers.claims)
    claims = records(told.drop(columns="geometry"))
    item = {row["mention_id"]: n for n, row in enumerate(claims) if row["mention_id"]}
    item |= {one: len(claims) + n for n, one in enumerate(bare(mentions, told)["mention_id"])}
    marks = [*_claims(claims), *_mentions(records(mentions), item)]
    units = _units(text)
    return {
        "text": clean(text),
        "marks": [
            [kind, units[start], units[end], number, note]
            for kind, start, end, number, note in sorted(marks, key=lambda m: (m[1], -m[2], m[0]))
        ],
    }


def _claims(claims: list[Row]) -> Iterator[tuple[str, int, int, int, str]]:
    """What names an event, who did it, and who says so."""
    for number, row in enumerate(claims):
        for span in split(row["spans"]):
            kind, start, end = span.split()
            if kind != "place":
                at = row["quote_start"]
                yield kind, at + int(start), at + int(end), number, ""


def _mentions(
    mentions: list[Row], item: dict[str, int]
) -> Iterator[tuple[str, int, int, int, str]]:
    """Place names: those that are drawn, and those that are not, with why."""
    for row in mentions:
        span = (int(row["start"]), int(row["end"]))
        if row["drawn"]:
            yield "place", *span, item.get(row["mention_id"], -1), clean(row["place_name"] or "")
        else:
            why = [row["role"], row["status"], row["reason"]]
            yield "undrawn", *span, -1, clean(", ".join(str(part) for part in why if part))


def _units(text: str) -> Any:
    """For each offset of the text, and its end, the offset as browsers count."""
    if not text or max(text) <= "\uffff":
        return range(len(text) + 1)
    return [0, *itertools.accumulate(1 + (char > "\uffff") for char in text)]
