"""How SQLite goes about what is asked page by page: never through everything for each page."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.store import Store, schema
from geomap.store.connection import bound

PAGED = ("FOUND", "FRESH", "ITEMS", "PREVIOUS", "REPORTS", "RESULTS", "RESULTS_BETWEEN", "WAITING")


@pytest.mark.parametrize("name", PAGED)
def test_a_page_is_found_without_sorting_all(tmp_path: Path, name: str) -> None:
    """Its rows lie in an index in the order that they are asked for in."""
    sql = getattr(schema, name)
    with Store(tmp_path, b"recipe") as store:
        values = bound(sql, *[""] * sql.count("?"))
        rows = store._db.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        steps = [step for *_, step in rows]

    assert [] == [step for step in steps if "TEMP B-TREE" in step or step.startswith("SCAN")]
