"""All articles together: what `geomap build` does between the store and the outputs.

`run` has the whole of it. `workers` annotate what the store lacks; `blocks` makes what each
stretch of articles adds to the outputs, `periods` links events week by week, `shelves` joins the
two, `made` hands them to the writers of files and maps, and `outputs` puts all in place at once.
"""

from __future__ import annotations

from geomap.corpus.outputs import LAYERS_FOLDER, locked, staged
from geomap.corpus.run import Crew, Progress, Summary, build, find_missing, take_stock

__all__ = [
    "LAYERS_FOLDER", "Crew", "Progress", "Summary", "build", "find_missing", "locked", "staged",
    "take_stock",
]  # fmt: skip
