"""Annotations -> JSON lines, the contract of ``geomap annotate``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geomap.serialise import annotation_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geomap.model import Annotation


def write_annotations(annotations: Iterable[Annotation], path: Path) -> Path:
    """One JSON object a line an article, UTF-8; the articles' texts are not repeated."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for annotation in annotations:
            # Not json.dump: to write piece by piece takes five times as long.
            file.write(json.dumps(annotation_to_json(annotation), ensure_ascii=False) + "\n")
    return path
