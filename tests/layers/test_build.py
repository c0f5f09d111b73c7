"""Layers hold every finding, say where it comes from, and draw only what may be drawn."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geomap.errors import LayersOutdated, NothingBuilt
from geomap.layers import (
    SCHEMA,
    SPATIAL,
    build_layers,
    read_layers,
    write_layers,
    write_rows,
    write_table,
)
from geomap.layers.geoparquet import read_geoparquet, write_geoparquet
from geomap.layers.parts import as_table
from geomap.layers.schema import DTYPES
from geomap.model import When

if TYPE_CHECKING:
    from geomap.layers import Layers


def test_columns_are_the_declared_ones(layers: Layers) -> None:
    """Every layer has the columns of the schema, in order, of their types."""
    for name, columns in SCHEMA.items():
        frame = getattr(layers, name)
        expected = [column.name for column in columns]
        expected += ["geometry"] if name in SPATIAL else []

        assert expected == list(frame.columns)
        for column in columns:
            assert DTYPES[column.type] == str(frame[column.name].dtype), f"{name}.{column.name}"


def test_every_mention_is_kept_and_few_are_drawn(layers: Layers) -> None:
    """Metonyms, unresolved names and boilerplate are rows, and are not drawn."""
    mentions = layers.mentions.set_index("mention_id")

    assert 11 == len(mentions)
    assert {"copy/m1", *(f"report/m{n}" for n in (1, 3, 4, 5, 6, 8))} == set(
        mentions.index[mentions["drawn"]]
    )
    assert mentions.geometry["report/m7"] is None
    assert "unknown_name" == mentions["reason"]["report/m7"]


def test_geometry_says_how_exact_a_place_is(layers: Layers) -> None:
    """A province is an area, a river a line, a town a point; longitude comes first."""
    shapes = layers.mentions.set_index("mention_id").geometry

    assert "Polygon" == shapes["report/m5"].geom_type
    assert "LineString" == shapes["report/m6"].geom_type
    assert [(36.87, 36.51)] == list(shapes["report/m3"].coords)


def test_quotes_hold_their_words(layers: Layers, made_up: dict[str, Any]) -> None:
    """Quote, offsets and marked stretches all give back the words of the article."""
    texts = {found.article.id: found.article.text for found in made_up["corpus"]()}
    for row in layers.mentions.to_dict("records"):
        text = texts[row["article_id"]]
        start = row["start"] - row["quote_start"]

        assert row["quote"] == text[row["quote_start"] : row["quote_start"] + len(row["quote"])]
        assert row["text"] == row["quote"][start : start + len(row["text"])]
    claim = layers.claims.set_index("claim_id").loc["report/c1"]
    marked = {
        kind: claim["quote"][int(start) : int(end)]
        for kind, start, end in (span.split() for span in claim["spans"].split("; "))
    }

    assert {
        "trigger": "bombed",
        "place": "Jisr al-Shughour",
        "actor": "Government",
        "target": "a village",
    } == marked


def test_events_carry_the_contract(layers: Layers) -> None:
    """An event says who, when, how sure and how often; its place has a precision."""
    event = layers.events.set_index("event_id").loc["event-c1"]

    assert ("airstrike", "Syrian government", "a village") == tuple(
        event[["event_type", "actors", "targets"]]
    )
    assert pd.Timestamp("2018-09-04") == event["event_date"]
    assert (2, 9) == (event["n_claims"], event["fatalities_best"])
    assert ("near", 8.0, "literal") == tuple(event[["precision", "radius_km", "role"]])
    assert "copy; report" == "; ".join(sorted(event["article_ids"].split("; ")))


def test_event_without_a_place_is_kept(layers: Layers) -> None:
    """No place is an answer: the row stays, the geometry is null."""
    event = layers.events.set_index("event_id").loc["event-c7"]

    assert event["geometry"] is None
    assert not event["drawn"]
    assert "SYR-GOV" not in str(event["actor_ids"])


def test_undated_events_are_not_dated_by_guess(layers: Layers) -> None:
    """`date_start` stays empty; `event_date`, for time lines, is the day of publication."""
    event = layers.events.set_index("event_id").loc["event-c4"]

    assert pd.isna(event["date_start"])
    assert pd.Timestamp("2018-09-04") == event["event_date"]


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2018, 8, 1), date(2018, 8, 31), ("2018-08-01", "2018-08-31")),
        (date(2018, 8, 1), None, ("2018-08-01", "2018-08-01")),
        (None, date(2018, 8, 31), ("2018-08-31", "2018-08-31")),
        (None, None, ("2018-09-04", "2018-09-04")),
    ],
)
def test_the_time_line_has_the_days_of_an_event(
    start: date | None, end: date | None, shown: tuple[str, str], made_up: dict[str, Any]
) -> None:
    """An interval lasts to its end; what is open on one side is the other day."""
    found = made_up["corpus"]()
    first = replace(made_up["events"](found)[0], when=When(start=start, end=end))
    event = build_layers(found, [first], made_up["Actors"](str), {}).events.iloc[0]

    assert tuple(map(pd.Timestamp, shown)) == tuple(event[["event_start", "event_end"]])


def test_actors_are_counted_once_an_event(layers: Layers) -> None:
    """An actor's events are distinct; metonyms count as mentions of it."""
    actors = layers.actors.set_index("actor_id")

    assert (1, 2, "Syrian government and allies") == tuple(
        actors.loc["RUS", ["n_events", "n_mentions", "side"]]
    )
    assert (2, 0) == tuple(actors.loc["HTS", ["n_events", "n_mentions"]])
    assert "a village" == actors.loc["text:a village", "actor"]


def test_copies_name_their_original(layers: Layers) -> None:
    """A syndicated copy says which article it repeats; the original says nothing."""
    copies = layers.articles.set_index("article_id")["copy_of"]

    assert "report" == copies["copy"]
    assert pd.isna(copies["report"])


def test_order_depends_on_content_alone(layers: Layers, made_up: dict[str, Any]) -> None:
    """Articles and events may come in any order."""
    found = made_up["corpus"]()
    events = made_up["events"](found)
    again = build_layers(found[::-1], events[::-1], made_up["Actors"](str), {"copy": "report"})

    for name in SCHEMA:
        pd.testing.assert_frame_equal(getattr(layers, name), getattr(again, name))


def test_nothing_found_gives_empty_layers(made_up: dict[str, Any]) -> None:
    """A run without findings has tables with columns and no rows."""
    empty = build_layers([], [], made_up["Actors"](str), {})

    for name in SCHEMA:
        assert 0 == len(getattr(empty, name))
    assert "EPSG:4326" == str(empty.events.crs)


def test_layers_come_back_from_files(layers: Layers, tmp_path: Path) -> None:
    """What is written is read again as it was, types included; bytes repeat."""
    write_layers(layers, tmp_path / "one")
    write_layers(layers, tmp_path / "two")
    again = read_layers(tmp_path / "one")

    for name in SCHEMA:
        pd.testing.assert_frame_equal(getattr(layers, name), getattr(again, name))
        file = f"{name}.parquet"
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_missing_layers_say_what_to_do(tmp_path: Path) -> None:
    """Reading a folder without layers names it and the command to run."""
    with pytest.raises(NothingBuilt, match="geomap build"):
        read_layers(tmp_path)


def test_layers_of_another_version_are_refused(layers: Layers, tmp_path: Path) -> None:
    """A missing column is said with what to do, not met half-way through an export."""
    write_layers(layers, tmp_path)
    layers.actors.drop(columns="side").to_parquet(tmp_path / "actors.parquet")

    with pytest.raises(LayersOutdated, match=r"'side'.*geomap build"):
        read_layers(tmp_path)


def test_shared_geometry_is_kept_once(made_up: dict[str, Any], tmp_path: Path) -> None:
    """A thousand mentions of one outline cost hardly more than one, and come back sharing it."""
    outline = shapely.Point(38, 35).buffer(3, quad_segs=2000)
    base = made_up["layers"]().mentions.iloc[:1]
    many = base.iloc[[0] * 1000].set_geometry([outline] * 999 + [None], crs="EPSG:4326")
    for name, frame in (("one", many.iloc[:1]), ("many", many)):
        write_geoparquet(frame, tmp_path / name)
    again = read_geoparquet(tmp_path / "many")

    assert (tmp_path / "many").stat().st_size < 2 * (tmp_path / "one").stat().st_size
    assert 1 == len({id(shape) for shape in again.geometry.iloc[:-1]})
    assert again.geometry.iloc[-1] is None
    assert outline.equals(again.geometry.iloc[0])


@pytest.mark.parametrize("layer", ["mentions", "claims", "articles", "events", "event_actors"])
def test_rows_are_written_as_their_frame_is(layers: Layers, layer: str) -> None:
    """What a build writes without geopandas reads as what geopandas would have written."""
    frame = getattr(layers, layer)
    shapes = {}
    if layer in SPATIAL:
        drawn = frame[frame.geometry.notna()]
        shapes = dict(zip(drawn["place_key"], drawn.geometry.to_wkb(), strict=True))
    rows, whole = io.BytesIO(), io.BytesIO()
    write_rows(layer, as_table(layer, frame), shapes, rows)
    write_table(layer, frame, whole)
    read: Any = read_geoparquet if layer in SPATIAL else pd.read_parquet

    pd.testing.assert_frame_equal(read(whole), read(rows))


def test_others_read_the_layers(layers: Layers, tmp_path: Path) -> None:
    """Geopandas reads the same rows as plain GeoParquet, and skips by the bounding boxes."""
    write_layers(layers, tmp_path)
    events = gpd.read_parquet(tmp_path / "events.parquet")
    near = gpd.read_parquet(tmp_path / "events.parquet", bbox=(36.3, 35.8, 36.4, 35.9))

    assert layers.events["event_id"].tolist() == events["event_id"].tolist()
    assert layers.events.geometry.to_wkb().tolist() == events.geometry.to_wkb().tolist()
    assert events.crs == "EPSG:4326"
    assert "event-c1" in near["event_id"].tolist()
    assert 0 < len(near) < len(events)
