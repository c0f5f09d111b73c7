"""How right geomap is: scores against annotated corpora."""

from __future__ import annotations

from geomap.evaluate.gold import GoldArticle, read_gold
from geomap.evaluate.report import Report
from geomap.evaluate.score import score_corpus

__all__ = ["GoldArticle", "Report", "read_gold", "score_corpus"]
