"""Article -> Mention: which words name a place, and in what role."""

from __future__ import annotations

from geomap.mentions.find import find_mentions, given_mentions

__all__ = ["find_mentions", "given_mentions"]
