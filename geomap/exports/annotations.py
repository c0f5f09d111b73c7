"""Annotations -> JSON lines, the contract of ``geomap annotate``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geomap.serialise import annotation_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.model import Annotation


def annotation_lines(annotations: Iterable[Annotation]) -> bytes:
    """One JSON object a line an article, UTF-8; the articles' texts are not repeated."""
    # Not json.dump: to write piece by piece takes five times as long.
    lines = (json.dumps(annotation_to_json(one), ensure_ascii=False) for one in annotations)
    return "".join(f"{line}\n" for line in lines).encode()
