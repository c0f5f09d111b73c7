"""What a result depends on beside its article, as one hash: change any of it, and all is redone.

Every file of the rooms that have a part in a result counts, so that a result is never taken
for one of another version, be it of the rules, the records, the model or the tables.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.config import gazetteer_folder
from geomap.gazetteer.own import OWN, table_files
from geomap.gazetteer.sources import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.config import Config

_PACKAGE = Path(__file__).resolve().parents[1]
#: Rooms that only use results.
_AFTERWARDS = {
    "cli", "corpus", "evaluate", "exports", "layers", "maps", "review", "samples", "_gazetteer",
}  # fmt: skip
#: The table whose own rows are compared one by one (`geomap.store.added`).
_BY_ROW = "actors.csv"
#: Settings that have no part in what is found in an article.
_BESIDE = {"exports", "maps", "protect", "review"}
#: Packages whose version may change a result.
_PACKAGES = (
    "charset-normalizer", "marisa-trie", "numpy", "py3langid", "pypdf", "python-docx",
    "rapidfuzz", "shapely", "spacy", "thinc", "trafilatura",
)  # fmt: skip


def recipe_of(config: Config, gazetteer: str) -> bytes:
    """Hash of settings, code, model, tables and overrides, 16 bytes.

    Args:
        config: the settings of the run.
        gazetteer: id of the opened gazetteer, which covers a user's own tables and overrides.
    """
    return with_tables(base_of(config), config, gazetteer)


def with_tables(base: bytes, config: Config, gazetteer: str) -> bytes:
    """The recipe of a base, of own actors, and of what a gazetteer's id tells of."""
    digest = hashlib.blake2b(base + gazetteer.encode(), digest_size=16)
    for path in table_files(_BY_ROW, config)[1:]:
        digest.update(path.read_bytes())
    return digest.digest()


def base_of(config: Config) -> bytes:
    """The recipe less overrides, added tables and actors, which touch few articles, 16 bytes."""
    digest = hashlib.blake2b(digest_size=16)
    plain = replace(config, gazetteer=replace(config.gazetteer, overrides=None))
    settings = {name: part for name, part in asdict(plain).items() if name not in _BESIDE}
    digest.update(f"{settings}".encode())
    digest.update(f"{sys.version_info[:2]}".encode())
    for package in _PACKAGES:
        digest.update(f"{package} {_version(package)}\n".encode())
    digest.update(code_digest(afterwards=False))
    _add_files(digest, gazetteer_folder(config), _files(gazetteer_folder(config)))
    for name in OWN:
        for path in table_files(name, config)[: 1 if name == _BY_ROW else None]:
            digest.update(path.read_bytes())
    model = Path(config.language.model)
    if model.is_dir():
        _add_files(digest, model, _files(model))
    else:
        digest.update(_version(config.language.model).encode())
    return digest.digest()


def code_digest(*, afterwards: bool) -> bytes:
    """Hash of geomap's own files, 16 bytes.

    Args:
        afterwards: take in the rooms that make outputs of results, too.
    """
    digest = hashlib.blake2b(digest_size=16)
    skipped = {"_gazetteer"} if afterwards else _AFTERWARDS
    rooms = ((path.relative_to(_PACKAGE).parts[0], path) for path in _files(_PACKAGE))
    _add_files(digest, _PACKAGE, [path for room, path in rooms if Path(room).stem not in skipped])
    return digest.digest()


def _files(folder: Path) -> Iterable[Path]:
    passed = {"__pycache__", "node_modules", LOCAL}
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and passed.isdisjoint(path.relative_to(folder).parts)
    )


def _add_files(digest: hashlib.blake2b, root: Path, files: Iterable[Path]) -> None:
    for path in files:
        digest.update(f"{path.relative_to(root).as_posix()} {path.stat().st_size}\n".encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())


def _version(package: str) -> str:
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return ""
