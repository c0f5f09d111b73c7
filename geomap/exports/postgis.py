"""Layers -> tables of a PostgreSQL database with PostGIS, in one transaction.

A second export replaces the rows and keeps the tables, so that views upon them live on; whoever
reads meanwhile sees the old rows or the new ones. Every table and column carries its meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import DatabaseRefused, ExtraMissing
from geomap.exports.gdal import clean
from geomap.layers import SCHEMA, SPATIAL
from geomap.layers.schema import ROWS

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from geomap.layers import Layers

#: Columns that questions are asked by, beside geometry and key.
_ASKED = ("event_type", "event_date", "article_id", "place_id", "country", "event_id", "actor_id")


def write_postgis(layers: Layers, url: str, schema: str = "geomap") -> list[str]:
    """Write every layer as a table of `schema`, with keys, indexes and comments.

    Args:
        layers: what was built.
        url: ``postgresql://user@host/database``.
        schema: made if it does not exist.

    Returns:
        Names of the tables.

    Raises:
        ExtraMissing: SQLAlchemy, GeoAlchemy2 or psycopg is not installed.
        DatabaseRefused: the database cannot be reached, or refuses; it is as it was.
    """
    try:
        import geoalchemy2  # noqa: F401 - teaches SQLAlchemy geometry
        import psycopg
        import sqlalchemy as sa
    except ImportError as error:
        raise ExtraMissing("PostGIS", "postgis") from error
    try:
        address = sa.make_url(url)
        address = address.set(drivername="postgresql+psycopg")
        engine = sa.create_engine(address, poolclass=sa.pool.NullPool)
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS postgis"))
            connection.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
            for name in SCHEMA:
                _replace(connection, _table(name, schema), getattr(layers, name))
    except (sa.exc.SQLAlchemyError, psycopg.Error) as error:
        said = str(getattr(error, "orig", error)).strip().splitlines()
        raise DatabaseRefused(said[0] if said else type(error).__name__) from error
    return [f"{schema}.{name}" for name in SCHEMA]


def _table(layer: str, schema: str) -> Any:
    """The table of a layer: columns by type with their meaning, key, indexes."""
    import sqlalchemy as sa
    from geoalchemy2 import Geometry

    kinds: dict[str, Any] = {
        "text": sa.Text, "number": sa.Float, "count": sa.BigInteger, "flag": sa.Boolean,
        "day": sa.Date,
    }  # fmt: skip
    columns = SCHEMA[layer]
    keyed = layer != "event_actors"
    made = [
        sa.Column(
            column.name, kinds[column.type], primary_key=keyed and column is columns[0],
            index=column.name in _ASKED and column is not columns[0],
            comment=f"{column.meaning} {column.unit}".strip(),
        )
        for column in columns
    ]  # fmt: skip
    if layer in SPATIAL:
        made.append(sa.Column("geometry", Geometry("GEOMETRY", 4326), comment="Where it is drawn."))
    return sa.Table(layer, sa.MetaData(), *made, schema=schema, comment=ROWS[layer])


def _replace(connection: Any, table: Any, frame: DataFrame) -> None:
    """The table with the rows of `frame` and no others; made anew if its columns differ."""
    import sqlalchemy as sa

    inspector = sa.inspect(connection)
    if inspector.has_table(table.name, table.schema):
        known = [column["name"] for column in inspector.get_columns(table.name, table.schema)]
        if known != [column.name for column in table.columns]:
            table.drop(connection)
    table.create(connection, checkfirst=True)
    connection.execute(table.delete())
    rows = _clean(table.name, frame)
    where = {"schema": table.schema, "if_exists": "append", "index": False, "chunksize": 5000}
    if table.name in SPATIAL:
        spatial: GeoDataFrame = rows  # type: ignore[assignment]
        if "drawn" in rows:
            spatial = spatial.set_geometry(spatial.geometry.where(spatial["drawn"]))
        spatial.to_postgis(table.name, connection, **where)
    else:
        rows.to_sql(table.name, connection, method="multi", **where)


def _clean(layer: str, frame: DataFrame) -> DataFrame:
    """The rows without control characters, which PostgreSQL refuses, and with plain days."""
    rows = frame.copy()
    for column in SCHEMA[layer]:
        values: Any = rows[column.name]
        if column.type == "text":
            rows[column.name] = [clean(value) for value in values]
        elif column.type == "day":
            rows[column.name] = values.dt.date.astype(object).where(values.notna(), None)
    return rows
