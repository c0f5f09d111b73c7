"""What can go wrong: `SkipArticle` loses one input, `StopRun` ends the run.

An error is named after its condition, is built from objects, and its sentence ends with
what to do next. The command line prints the sentence and nothing else; exit status is 1
when inputs were skipped and 2 when the request cannot be met at all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


class GeomapError(Exception):
    """Base of every error that geomap raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel between processes as their sentence: what they were built from stays.
        return _again, (type(self), str(self))


def _again(kind: type[GeomapError], sentence: str) -> GeomapError:
    error = kind.__new__(kind)
    Exception.__init__(error, sentence)
    return error


class SkipArticle(GeomapError):
    """One input cannot be used; the others can."""


class StopRun(GeomapError):
    """The request cannot be met; nothing was written."""


class ArticleUnreadable(SkipArticle, ValueError):
    """An input is there but holds no readable text."""

    def __init__(self, name: str, why: str, todo: str) -> None:
        super().__init__(f"{name}: {why}; {todo}.")


class InputNotFound(StopRun, FileNotFoundError):
    """A file or folder named on the command line or in the settings does not exist."""

    def __init__(self, path: Path | str, todo: str = "check the path") -> None:
        super().__init__(f"{path} does not exist; {todo}.")


class NoArticles(StopRun, ValueError):
    """Nothing readable was found in what was named."""

    def __init__(self, names: str) -> None:
        super().__init__(
            f"no readable article in {names}; give .txt, .md, .html, .jsonl or .csv files."
        )


class OutputNotWritable(StopRun, OSError):
    """The output folder, or a file in it, cannot be written."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"cannot write {path}: {why}; choose another folder with -o.")


class SystemRefused(StopRun, OSError):
    """The system denies what work on any article needs, such as room for temporary files."""

    def __init__(self, why: object) -> None:
        super().__init__(
            f"the system does not let geomap work ({why}); free memory or disk space, "
            "that for temporary files too, and run the same command again."
        )


class ClusterUnreachable(StopRun, ConnectionError):
    """No Dask scheduler with workers answers."""

    def __init__(self, address: str, why: object) -> None:
        super().__init__(
            f"no Dask cluster at {address} ({why}); start `dask scheduler` and `dask worker`, "
            "or use --dask local."
        )


class ClusterDiffers(StopRun, RuntimeError):
    """A worker would find something else than this machine."""

    def __init__(self) -> None:
        super().__init__(
            "a worker of the Dask cluster has another geomap, language model, gazetteer or "
            "Python than this machine; install the same on all of them."
        )


class OutputInUse(StopRun, BlockingIOError):
    """Another run of geomap is writing into the output folder."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"another run of geomap is writing to {path}; wait for it to end, "
            "or choose another folder with -o."
        )


class OutputAmongArticles(StopRun, ValueError):
    """The output folder is a folder of articles."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"{path} holds the articles, and the next build would read what this one writes; "
            "choose another folder with -o."
        )


class ConfigInvalid(StopRun, ValueError):
    """geomap.toml has an unknown key or a value of the wrong type or range."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"{path}: {why}; see the table of settings in README.md.")


class SeedMissing(StopRun, ValueError):
    """Coordinates are to be moved, and nothing that only their maker knows decides how."""

    def __init__(self) -> None:
        super().__init__(
            "places moved without a secret can be moved back by anyone; give --jitter-seed SECRET, "
            "or set seed under [protect]."
        )


class GazetteerInvalid(StopRun, ValueError):
    """A gazetteer table has a row that cannot be used."""

    def __init__(self, path: Path | str, line: int | None, why: str) -> None:
        where = f"{path}, line {line}" if line is not None else str(path)
        super().__init__(f"{where}: {why}; mend it and run `geomap gazetteer check`.")


class GazetteerMissing(StopRun, FileNotFoundError):
    """The gazetteer's source tables are not where they should be."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"no gazetteer tables in {path}; reinstall geomap or set gazetteer.path.")


class ExtraMissing(StopRun, ImportError):
    """A feature needs an optional package."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra; run: pip install 'geomap[{extra}]'.")


class LanguageModelMissing(StopRun, OSError):
    """The spaCy pipeline named in the settings cannot be loaded."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"the language model {name!r} cannot be loaded ({why}); "
            "install it or set language.model in geomap.toml."
        )


class AssetMissing(StopRun, FileNotFoundError):
    """A script or style that a map needs was not built."""

    def __init__(self, name: str) -> None:
        super().__init__(f"map asset {name!r} is not built; run: make assets.")


class UnknownFormat(StopRun, ValueError):
    """An export format that geomap does not write."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no export format {name!r}; choose one of: {', '.join(known)}.")


class NothingBuilt(StopRun, FileNotFoundError):
    """The output folder holds no layers of an earlier build."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"nothing was built in {path}; run `geomap build` first.")


class LayersOutdated(StopRun, ValueError):
    """The layers in the output folder are those of another version of geomap."""

    def __init__(self, path: Path | str, missing: str) -> None:
        super().__init__(
            f"{path} has no column {missing!r}: another version of geomap built it; "
            "run `geomap build` again."
        )


class TreebankMissing(StopRun, FileNotFoundError):
    """A corpus that training needs is not in the folder given."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"no training corpus {path}; geomap/language/MODEL_CARD.md says where each comes from."
        )


class VectorsMissing(StopRun, ValueError):
    """The file of word vectors that training was given cannot be read as one."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(
            f"no word vectors in {path}: {why}. geomap/language/MODEL_CARD.md says where they "
            "come from; without --vectors training leaves them out."
        )


class NoMention(StopRun, ValueError):
    """No mention holds the character that was asked about."""

    def __init__(self, name: str, start: int, mentions: list[tuple[int, str]]) -> None:
        near = sorted(mentions, key=lambda one: abs(one[0] - start))[:5]
        known = ", ".join(f"{at} is in {text!r}" for at, text in sorted(near))
        todo = f"choose one that does: {known}" if known else "no name of a place was found in it"
        super().__init__(f"{name}: no mention or trigger holds character {start}; {todo}.")


class NoEvent(StopRun, ValueError):
    """The output folder has no event of the id that was asked about."""

    def __init__(self, event_id: str, folder: Path | str) -> None:
        super().__init__(
            f"{folder} has no event {event_id!r}; give an event_id of its events.geojson, or an "
            "article and the offset of a mention or trigger."
        )


class BasemapUnknown(StopRun, ValueError):
    """An online base map was asked for that cannot be had."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"no base map {name!r}: {hint}.")


class CacheNotWritable(StopRun, OSError):
    """The gazetteer must be compiled, and the folder for it cannot be written."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"cannot write {path}: {why}; set gazetteer.cache or GEOMAP_CACHE.")


class OnlineUnusable(StopRun, ValueError):
    """The geocoder of the settings cannot be used as they stand."""

    def __init__(self, geocoder: str, why: str, todo: str) -> None:
        super().__init__(f"the geocoder {geocoder!r} cannot be used: {why}; {todo}.")


class DownloadFailed(StopRun, OSError):
    """A file could not be fetched."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"cannot fetch {address}: {why}; fetch it by hand and add the file.")


class WorksheetInvalid(StopRun, ValueError):
    """A worksheet of claims has rows that cannot be used; nothing of it was taken."""

    def __init__(self, path: Path | str, faults: list[str]) -> None:
        listed = "\n  ".join(faults)
        super().__init__(
            f"{path}:\n  {listed}\nNothing was taken; mend the rows and run "
            "`geomap review --read` again."
        )


class WorksheetExists(StopRun, FileExistsError):
    """A worksheet would be written over one that may hold somebody's work."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"{path} is there already and may hold edits; read it with `geomap review --read`, "
            "or name another file."
        )


class CorrectionsInvalid(StopRun, ValueError):
    """The file of corrections cannot be read."""

    def __init__(self, path: Path | str, faults: list[str]) -> None:
        super().__init__(
            f"{path}: {'; '.join(faults)}; restore it from a copy, or move it away and run "
            "`geomap review --read` on your worksheets again."
        )


class DatabaseRefused(StopRun, ConnectionError):
    """A database cannot be reached, or refuses what is asked of it."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the database refused: {why}; give --url postgresql://USER@HOST/DATABASE of a "
            "database with PostGIS where you may make tables."
        )


class DatabaseUnnamed(StopRun, ValueError):
    """An export into a database does not say into which."""

    def __init__(self) -> None:
        super().__init__(
            "which database? give --url postgresql://USER@HOST/DATABASE or set GEOMAP_POSTGIS_URL."
        )
