"""Parquet: an article a row; columns as in tables. Read where it is named, or at an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.articles.formats.table import article_of, columns_in
from geomap.errors import ArticleUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.articles.draft import Draft, Source
    from geomap.config import ArticlesConfig
    from geomap.model import Skipped

#: Rows in memory at a time.
_BATCH = 200


def read(source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:
    """The article of each row, and a report of each row without text.

    Raises:
        ArticleUnreadable: no Parquet, or without a column of text.
        OSError: the system refuses.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with source.opened() as stream:
        try:
            file = pq.ParquetFile(stream)
            columns = columns_in(file.schema_arrow.names, config.columns, source.name)
            number = 0
            for batch in file.iter_batches(_BATCH, columns=sorted(set(columns.values()))):
                for row in batch.to_pylist():
                    number += 1
                    values = {field: _told(row[column]) for field, column in columns.items()}
                    yield from article_of(values, f"{source.name}, row {number}", source, number)
        except (pa.ArrowException, UnicodeDecodeError) as error:
            why = f"is no Parquet that can be read ({type(error).__name__})"
            raise ArticleUnreadable(source.name, why, "write it again") from error


def _told(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
