"""Article -> Mention: which words name a place, and in what role."""

from __future__ import annotations

from geomap.mentions.find import (
    find_mentions,
    find_names,
    given_mentions,
    with_doubtful,
    with_roles,
)

__all__ = ["find_mentions", "find_names", "given_mentions", "with_doubtful", "with_roles"]
