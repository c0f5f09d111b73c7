"""The first stage: files, folders and standard input to `geomap.model.Article`."""

from geomap.articles.duplicates import DuplicateGroups
from geomap.articles.read import read_articles

__all__ = ["DuplicateGroups", "read_articles"]
