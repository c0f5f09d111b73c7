"""Mention -> Place: candidates, evidence, decision, and the geometry of spatial language."""

from __future__ import annotations

from geomap.places.explain import Explanation, explain
from geomap.places.resolve import resolve

__all__ = ["Explanation", "explain", "resolve"]
