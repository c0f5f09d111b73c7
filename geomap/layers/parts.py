"""Annotations of some articles -> what these articles add to the layers, as Arrow tables.

The layers of a corpus are put together from such parts (`geomap.layers.build`), so that a part
whose articles have not changed need not be made again.
"""

from __future__ import annotations

import contextlib
import gc
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geomap.layers.rows import ActorsById, Common, Row, claim_row, mention_row
from geomap.layers.schema import COMMON, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    from pandas import DataFrame

    from geomap.model import Annotation

#: What the rows of claims in a part tell beside the layer: of the mention they are put at.
OF_PLACE = ("place_role", "place_status", "relation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows of some articles; what only all articles together can say is empty in them."""

    mentions: pa.Table
    claims: pa.Table
    """``event_id`` is null; after the columns of the layer come `OF_PLACE`."""
    articles: pa.Table
    """``copy_of`` and ``n_events`` are null."""
    places: dict[str, tuple[Row, bytes]] = field(default_factory=dict)
    """By ``place_key``: columns of the layer, and WKB, EPSG:4326."""

    @property
    def shapes(self) -> dict[str, bytes]:
        """WKB by ``place_key``."""
        return {key: wkb for key, (_row, wkb) in self.places.items()}


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
        claims=table_of("claims", claims, OF_PLACE),
        articles=table_of("articles", [_article_row(one, common) for one in annotations]),
        places=common.places(),
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


def table_of(layer: str, rows: Sequence[Row], beside: Sequence[str] = ()) -> pa.Table:
    """Rows as the Arrow table of `layer`, less their geometry, then the texts `beside` it.

    All rows have the same keys; columns that they lack are null. What they hold under
    ``article`` and ``place`` (`Common`) is read once and spread.
    """
    import pyarrow as pa

    schema = arrow_schema(layer)
    for name in beside:
        schema = schema.append(pa.field(name, pa.large_string()))
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


def as_table(layer: str, frame: DataFrame) -> pa.Table:
    """A layer, less its geometry, as Arrow types it."""
    import pandas as pd
    import pyarrow as pa

    schema = arrow_schema(layer)
    plain = pd.DataFrame(frame)[schema.names]
    table = pa.Table.from_pandas(plain, schema=schema, preserve_index=False)
    return table.replace_schema_metadata()


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
