"""Tables -> columns of JSON: whole numbers, and texts by number; what repeats is written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.layers import SEPARATOR
from geomap.maps.text import clean, cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pandas import Series

Row = dict[str, Any]


def split(cell: str | None) -> list[str]:
    """The values of a cell that holds several."""
    return cell.split(SEPARATOR) if cell else []


def said(value: str | None) -> str | None:
    """Text for the page."""
    return None if value is None else clean(value)


def days(dates: Series[Any]) -> list[int | None]:
    """Dates as days since 1970-01-01; None where there is none."""
    return whole(dates.astype("datetime64[s]").astype("int64").where(dates.notna()) // 86400)


def whole(numbers: Series[Any], scale: int = 1) -> list[int | None]:
    """Numbers times `scale` as whole ones, None for missing; an empty list when all are missing."""
    there = numbers.notna()
    if not there.any():
        return []
    cells = (numbers.where(there, 0).astype("float64") * scale).round().astype("int64")
    return cells.astype(object).where(there, None).tolist()


def coded(texts: Series[Any]) -> Row:
    """Texts as numbers of distinct texts, -1 for missing; no numbers when all are missing."""
    import pandas as pd

    codes, values = pd.factorize(texts)
    return {"codes": codes.tolist() if len(values) else [], "values": cleaned(values.tolist())}


def grouped(cells: Series[Any], members: Callable[[str], Iterable[int]]) -> Row:
    """Cells of several values as numbers of distinct cells, and the members of each of those."""
    import pandas as pd

    codes, distinct = pd.factorize(cells)
    values: list[int] = []
    ends: list[int] = []
    for cell in distinct:
        values.extend(members(cell))
        ends.append(len(values))
    return {"codes": codes.tolist(), "values": values, "ends": ends}
