"""geomap: maps that can be trusted from news articles about armed conflict."""

__version__ = "0.1.0"
