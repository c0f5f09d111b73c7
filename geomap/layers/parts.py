"""Annotations of some articles -> what these articles add to the layers, as Arrow tables.

The layers of a corpus are put together from such parts (`geomap.layers.build`), so that a part
whose articles have not changed need not be made again.
"""

from __future__ import annotations

import contextlib
import gc
import zlib
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from geomap.layers.rows import ActorsById, Common, Row, claim_row, mention_row
from geomap.layers.schema import COMMON, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa
    from geopandas import GeoDataFrame

    from geomap.model import Annotation

#: Rows of a stretch, on average.
_STRETCH = 256
#: The layers that a part has rows of.
LAYERS = ("mentions", "claims", "articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows of some articles; what only all articles together can say is empty in them."""

    mentions: pa.Table
    claims: pa.Table
    """``event_id`` is null."""
    articles: pa.Table
    """``copy_of`` and ``n_events`` are null."""
    shapes: dict[str, bytes] = field(default_factory=dict)
    """WKB, EPSG:4326, by ``place_key``."""


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Rows hold no cycles: the collector would walk millions of them and find nothing."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


@uncollected()
def part_of(annotations: Sequence[Annotation], actors: ActorsById) -> Part:
    """The rows of annotations, in their order.

    Args:
        annotations: what was found, article by article.
        actors: the actor table (`by_id`), for names and sides.
    """
    common = Common()
    mentions = [
        mention_row(mention, annotation, common, actors)
        for annotation in annotations
        for mention in annotation.mentions
    ]
    claims = [
        claim_row(claim, annotation, common)
        for annotation in annotations
        for claim in annotation.claims
    ]
    return Part(
        mentions=table_of("mentions", mentions),
        claims=table_of("claims", claims),
        articles=table_of("articles", [_article_row(one, common) for one in annotations]),
        shapes=common.shapes(),
    )


def _article_row(annotation: Annotation, common: Common) -> Row:
    article = annotation.article
    return {
        "article": common.article(article),
        "language": article.language,
        "sha256": article.sha256,
        "n_characters": len(article.text),
        "n_mentions": len(annotation.mentions),
        "n_drawn": sum(mention.drawn for mention in annotation.mentions),
        "n_claims": len(annotation.claims),
    }


def arrow_schema(layer: str) -> pa.Schema:
    """The columns of a layer, less its geometry, as Arrow types them."""
    import pyarrow as pa

    kinds = {
        "text": pa.large_string(), "number": pa.float64(), "count": pa.int64(),
        "flag": pa.bool_(), "day": pa.date32(),
    }  # fmt: skip
    return pa.schema([(column.name, kinds[column.type]) for column in SCHEMA[layer]])


def table_of(layer: str, rows: Sequence[Row]) -> pa.Table:
    """Rows as the Arrow table of `layer`, less their geometry.

    All rows have the same keys; columns that they lack are null. What they hold under
    ``article`` and ``place`` (`Common`) is read once and spread.
    """
    import pyarrow as pa

    schema = arrow_schema(layer)
    known = rows[0] if rows else {}
    held = {part: _held(rows, part) for part in COMMON if part in known}
    columns: list[Any] = []
    for name, kind in zip(schema.names, schema.types, strict=True):
        part = next((part for part in held if name in COMMON[part]), None)
        if part:
            distinct, numbers = held[part]
            columns.append(pa.array([row[name] for row in distinct], type=kind).take(numbers))
        elif name in known:
            columns.append(pa.array([row[name] for row in rows], type=kind))
        else:
            columns.append(pa.nulls(len(rows), type=kind))
    return pa.Table.from_arrays(columns, schema=schema)


def _held(rows: Sequence[Row], part: str) -> tuple[list[Row], pa.Array]:
    """What rows hold under `part`, each once, and which of it each row holds."""
    import pyarrow as pa

    distinct: list[Row] = []
    known: dict[int, int] = {}
    numbers: list[int | None] = []
    for held in (row[part] for row in rows):
        if held is not None and id(held) not in known:
            known[id(held)] = len(distinct)
            distinct.append(held)
        numbers.append(None if held is None else known[id(held)])
    return distinct, pa.array(numbers, type=pa.int32())


def slices(
    layer: str, frame: GeoDataFrame
) -> Iterator[tuple[pa.Table, Callable[[], dict[str, bytes]]]]:
    """The rows of a layer, stretch by stretch, and what gives the WKB of their drawn places.

    A stretch ends after a row whose first column, its id, says so by its hash: so a new row
    changes the stretch that it falls in and no other.
    """
    import pandas as pd
    import pyarrow as pa

    schema = arrow_schema(layer)
    table = pa.Table.from_pandas(
        pd.DataFrame(frame.drop(columns="geometry")), schema=schema, preserve_index=False
    ).replace_schema_metadata()
    start = 0
    for end, name in enumerate(frame.iloc[:, 0], start=1):
        if end == len(frame) or zlib.crc32(name.encode()) % _STRETCH == 0:
            yield table.slice(start, end - start), partial(_shapes, frame.iloc[start:end])
            start = end


def _shapes(rows: GeoDataFrame) -> dict[str, bytes]:
    drawn = rows[rows["drawn"]].drop_duplicates("place_key")
    return dict(zip(drawn["place_key"], drawn.geometry.to_wkb(), strict=True))


def to_bytes(table: pa.Table) -> bytes:
    """A table as an Arrow stream."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def from_bytes(data: bytes) -> pa.Table:
    """The table of `to_bytes`."""
    import pyarrow as pa

    return pa.ipc.open_stream(data).read_all()
