"""An analyst's corrections: a worksheet out, corrections in, and every rebuild keeps them."""

from __future__ import annotations

from geomap.review.apply import Reviews
from geomap.review.check import read_worksheet
from geomap.review.corrections import Correction, merged, read_corrections, write_corrections
from geomap.review.sheet import write_worksheet

__all__ = [
    "Correction", "Reviews", "merged", "read_corrections", "read_worksheet", "write_corrections",
    "write_worksheet",
]  # fmt: skip
