"""How the bulk tables in ``gazetteer/`` are derived from their public sources.

No part of the package: a person who wants to refresh a table runs, in the folder above,
``python -m derive``; `gazetteer/README.md` says which packages hold the
sources and `gazetteer/sources.toml` under which licence. One module a source, one public
``derive`` function a module; the same sources give the same bytes.
"""
