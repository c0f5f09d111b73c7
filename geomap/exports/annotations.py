"""Annotations -> JSON lines, the contract of ``geomap annotate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from geomap.serialise import annotation_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.model import Annotation


def annotation_lines(annotations: Iterable[Annotation]) -> bytes:
    """One JSON object a line an article, UTF-8; the articles' texts are not repeated."""
    return b"".join(msgspec.json.encode(annotation_to_json(one)) + b"\n" for one in annotations)
