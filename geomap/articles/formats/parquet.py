"""Parquet: an article a row; columns as in tables. Read where it is named, or at an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.articles.formats.table import article_of, columns_in
from geomap.errors import ArticleUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.articles.draft import Draft, Source
    from geomap.config import ArticlesConfig
    from geomap.model import Skipped

#: Rows in memory at a time.
_BATCH = 200
#: How many times its size a column of texts unpacks to at most; a bomb's does to thousands.
_MOST_PACKED = 100


def read(source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:
    """The article of each row, and a report of each row without text.

    Raises:
        ArticleUnreadable: no Parquet, too large once unpacked, or without a column of text.
        OSError: the system refuses.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with source.opened() as stream:
        try:
            names = pq.read_schema(stream).names
            columns = columns_in(names, config.columns, source.name)
            wanted = sorted(set(columns.values()))
            # What a column repeats is held once, as in the file; a row of it is taken at a time.
            file = pq.ParquetFile(stream, read_dictionary=wanted)
            if _is_bomb(file.metadata, source.most_unpacked):
                raise source.too_large(source.name)
            number = 0
            for batch in file.iter_batches(_BATCH, columns=wanted):
                for at in range(len(batch)):
                    (row,) = batch.slice(at, 1).to_pylist()
                    number += 1
                    values = {field: _told(row[column]) for field, column in columns.items()}
                    yield from article_of(values, f"{source.name}, row {number}", source, number)
        except (pa.ArrowException, UnicodeDecodeError) as error:
            why = f"is no Parquet that can be read ({type(error).__name__})"
            raise ArticleUnreadable(source.name, why, "write it again") from error


def _is_bomb(told: Any, most: int) -> bool:
    """Whether a column is packed as no texts are, by what the file says of its pieces."""
    pieces = (
        told.row_group(group).column(column)
        for group in range(told.num_row_groups)
        for column in range(told.num_columns)
    )
    return any(
        one.total_uncompressed_size > max(most, _MOST_PACKED * one.total_compressed_size)
        for one in pieces
    )


def _told(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
