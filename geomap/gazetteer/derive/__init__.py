"""How the bulk tables in ``gazetteer/`` are derived from their public sources.

Nothing here is imported at run time: a person who wants to refresh a table runs
``python -m geomap.gazetteer.derive``; `gazetteer/README.md` says which packages hold the
sources and `gazetteer/sources.toml` under which licence. One module a source, one public
``derive`` function a module; the same sources give the same bytes.
"""
