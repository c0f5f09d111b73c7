"""A page's data say the same as the layers, in columns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from geomap.maps.book import Book, cards_of, pieces_of, runs
from geomap.maps.head import Around, head
from geomap.maps.outlines import STEPS, outline, paths
from geomap.maps.trees import NO_ACTOR, UNKNOWN_OUTLET

if TYPE_CHECKING:
    from geomap.layers import Layers
    from geomap.maps.head import View


def lists(column: dict[str, list[int]]) -> list[list[int]]:
    """A column of lists, or the groups of a grouped column, as lists."""
    starts = [0, *column["ends"][:-1]]
    return [column["values"][a:b] for a, b in zip(starts, column["ends"], strict=True)]


def read(layers: Layers, view: View) -> dict[str, Any]:
    """The data of a page with its first piece, in the numbers of the page."""
    book = Book.of(layers)
    (run,) = runs(book, view)
    pieces = pieces_of(book, view, run, whole_book=True)
    names = [piece.names() for piece in pieces]
    articles = cards_of(book, view, run, names)
    blocks = [re.fullmatch(r"<script[^>]*>(.*)</script>", piece.block()) for piece in pieces]
    found = [json.loads(block[1]) for block in blocks if block]
    types = book.totals.types if view == "actor" else book.totals.claim_types
    around = Around(places=book.places, articles=articles, actors=book.actors, types=types)
    data = head(view, "A war", names, around)
    return {**data, "blocks": found}


def first(data: dict[str, Any], kind: str, name: str) -> list[Any]:
    """A column of the first piece's items, in the numbers of the page."""
    column: list[int] = data["blocks"][0]["items"][name]
    return [data["pieces"][0][kind][n] if n >= 0 else None for n in column]


@pytest.fixture(scope="module")
def by_actor(layers: Layers) -> dict[str, Any]:
    """The data of the page by actor."""
    return read(layers, "actor")


@pytest.fixture(scope="module")
def by_article(layers: Layers) -> dict[str, Any]:
    """The data of the page by article."""
    return read(layers, "article")


def test_an_item_an_event_by_actor_a_claim_by_article(
    by_actor: dict[str, Any], by_article: dict[str, Any]
) -> None:
    """Two reports of one raid are one mark by actor and two by article."""
    events, mentions = (block["items"] for block in by_actor["blocks"])
    claims = by_article["blocks"][0]["items"]

    assert [0] * 7 == events["kind"]
    assert [0] * 8 == claims["kind"]
    assert mentions == by_article["blocks"][1]["items"]
    assert [2, *[1] * 6] == sorted(map(len, lists(events["said"])), reverse=True)


def test_tree_counts_every_event_somewhere(by_actor: dict[str, Any]) -> None:
    """Each event hangs on its actors and targets, or on 'no actor named'."""
    leaves = {leaf["leaf"]: leaf["label"] for group in by_actor["tree"] for leaf in group["leaves"]}
    column, numbers = by_actor["blocks"][0]["items"]["leaves"], by_actor["pieces"][0]["leaf"]
    groups = lists(column)
    hung = [sorted(leaves[numbers[leaf]] for leaf in groups[code]) for code in column["codes"]]
    types = [by_actor["types"][n]["id"] for n in first(by_actor, "type", "type")]

    assert ["Syrian government", "a village"] == dict(zip(types, hung, strict=True))["airstrike"]
    assert [NO_ACTOR] == dict(zip(types, hung, strict=True))["meeting"]
    assert all(hung)


def test_sides_differ_in_hue_and_name_metonyms(by_actor: dict[str, Any]) -> None:
    """Sides have hues of their own; mentions that stand for an actor are told beside it."""
    sides = {group["label"]: group for group in by_actor["tree"]}
    allies = sides["Syrian government and allies"]

    assert sides["Opposition"]["hue"] != allies["hue"]
    assert {"Russia": 2, "Syrian government": 0} == {
        leaf["label"]: leaf["named"] for leaf in allies["leaves"]
    }


def test_metonyms_and_boilerplate_are_not_drawn(by_actor: dict[str, Any]) -> None:
    """Moscow stands for a government: it is nowhere among the places."""
    assert "Moscow" not in by_actor["places"]["name"]
    assert {"Afrin", "Euphrates", "Idlib", "Jisr al-Shughour", "Syria", "Tehran"} == set(
        by_actor["places"]["name"]
    )


def test_articles_hang_under_their_outlets(by_article: dict[str, Any]) -> None:
    """An article without an outlet is listed last, by its id where it has no title."""
    tree = [(g["label"], [leaf["label"] for leaf in g["leaves"]]) for g in by_article["tree"]]

    assert [("The Levant Courier", ["A week of raids"]), (UNKNOWN_OUTLET, ["copy"])] == tree


def test_certainty_follows_modality_and_denial(by_actor: dict[str, Any]) -> None:
    """A denied shelling, a planned meeting and an alleged flight are not reported as fact."""
    degrees = [degree["id"] for degree in by_actor["style"]["certainties"]]
    told = zip(
        first(by_actor, "type", "type"), by_actor["blocks"][0]["items"]["certainty"], strict=True
    )
    found = {by_actor["types"][kind]["id"]: degrees[degree] for kind, degree in told}

    assert "denied" == found["shelling"]
    assert "foreseen" == found["meeting"]
    assert "alleged" == found["displacement"]
    assert "happened" == found["airstrike"]


def test_article_without_events_still_shows_its_places(layers: Layers) -> None:
    """Places mentioned without an event are items of their own kind."""
    bare = type(layers)(
        **{
            name: getattr(layers, name).iloc[:0]
            if name in {"claims", "events", "event_actors"}
            else getattr(layers, name)
            for name in type(layers).__dataclass_fields__
        }
    )
    data = read(bare, "article")

    claims, mentions = data["blocks"]

    assert 0 == claims["size"]
    assert [1] * 7 == mentions["items"]["kind"]
    assert all(place >= 0 for place in mentions["items"]["place"])
    assert ["place"] * 7 == [marks.split()[0] for marks in mentions["statements"]["marks"]]


def test_marks_point_at_the_words_as_browsers_count(war: Callable[..., Layers]) -> None:
    """Offsets into quotes hold behind characters that browsers count twice."""
    data = read(war(lambda text: text.replace("aircraft", "air😀craft")), "actor")
    airstrike = next(n for n, one in enumerate(data["types"]) if one["id"] == "airstrike")
    statements, items = data["blocks"][0]["statements"], data["blocks"][0]["items"]
    number = lists(items["said"])[first(data, "type", "type").index(airstrike)][0]
    said = statements["quote"]
    quote = said["values"][said["codes"][number]].encode("utf-16-le")
    spans = [span.split() for span in statements["marks"][number].split("; ")]
    marked = {
        kind: quote[2 * int(start) : 2 * int(end)].decode("utf-16-le") for kind, start, end in spans
    }

    assert "bombed" == marked["trigger"]
    assert "Jisr al-Shughour" == marked["place"]


def test_outlines_are_steps_from_the_first_point() -> None:
    """Coordinates are whole steps; standing still costs nothing."""
    assert [[10_000, 20_000, 5_000, 0, 0, -5_000]] == paths(
        [[(1.0, 2.0), (1.5, 2.0), (1.5, 2.0), (1.5, 1.5)]]
    )
    assert [] == paths([[(1.0, 2.0), (1.0, 2.0)]])


def test_outline_knows_points_lines_and_areas() -> None:
    """A point has no outline, a line no inside; an islet is left out of a large area."""
    area = shapely.union_all([shapely.box(0, 0, 2, 2), shapely.box(5, 5, 5.001, 5.001)])
    line = outline(shapely.LineString([(0, 0), (1, 1)]))
    shape = outline(area)

    assert outline(shapely.Point(1, 2)) is None
    assert line is not None
    assert {"line": [[0, 0, STEPS, STEPS]]} == line
    assert shape is not None
    assert 1 == len(shape["area"])


def test_what_does_not_fit_a_page_is_on_others(
    layers: Layers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stretches fill the last page first, and no mention is on two pages by article."""
    monkeypatch.setattr("geomap.maps.book.MOST", 16)
    book = Book.of(layers)
    (one,) = book.blocks
    many = replace(book, blocks=[one] * 5, events=list(book.events) * 9)
    by_article, by_actor = runs(many, "article"), runs(many, "actor")
    pieces = pieces_of(many, "actor", by_actor[0], whole_book=False)

    assert 8 == one.items
    assert [slice(0, 1), slice(1, 3), slice(3, 5)] == by_article
    assert [slice(n, n + 1 + (n > 0)) for n in (0, 1, 3, 5, 7)] == by_actor
    assert list(book.events) == pieces
