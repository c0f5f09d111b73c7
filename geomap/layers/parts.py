"""Annotations of some articles -> what these articles add to the layers, as Arrow tables.

The layers of a corpus are put together from such parts (`geomap.layers.build`), so that a part
whose articles have not changed need not be made again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geomap.layers.rows import ActorsById, Places, Row, article_row, claim_row, mention_row
from geomap.layers.schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from geomap.model import Annotation

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


def part_of(annotations: Sequence[Annotation], actors: ActorsById) -> Part:
    """The rows of annotations, in their order.

    Args:
        annotations: what was found, article by article.
        actors: the actor table (`by_id`), for names and sides.
    """
    places = Places()
    mentions = [
        mention_row(mention, annotation, places, actors)
        for annotation in annotations
        for mention in annotation.mentions
    ]
    claims = [
        claim_row(claim, annotation, None, places)
        for annotation in annotations
        for claim in annotation.claims
    ]
    return Part(
        mentions=table_of("mentions", mentions),
        claims=table_of("claims", claims),
        articles=table_of("articles", [_article_row(one) for one in annotations]),
        shapes=places.shapes(),
    )


def _article_row(annotation: Annotation) -> Row:
    article = annotation.article
    return {
        **article_row(article),
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
    """Rows as the Arrow table of `layer`, less their geometry."""
    import pyarrow as pa

    schema = arrow_schema(layer)
    columns: list[Any] = [
        pa.array([row.get(name) for row in rows], type=kind)
        for name, kind in zip(schema.names, schema.types, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


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
