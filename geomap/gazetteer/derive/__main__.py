"""``python -m geomap.gazetteer.derive``: derive tables anew from the installed sources."""
