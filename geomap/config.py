"""One frozen `Config`, read from ``geomap.toml``; every knob has a type, a range and a reason.

Tables in the file are the field groups below: ``[language]``, ``[gazetteer]``, ``[places]``
and so on. An unknown key is an error, so that a misspelt setting is never silently ignored.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

from geomap.errors import ConfigInvalid, GazetteerMissing, InputNotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesConfig:
    """How files become articles."""

    max_bytes: int = 20_000_000
    """Largest file read as one article, bytes; larger ones are skipped with a message."""
    max_characters: int = 1_000_000
    """Longest text of one article, characters; longer ones are skipped with a message. A book
    has about a million; what is longer is an archive that wants splitting."""
    duplicate_threshold: float = 0.5
    """Containment of 5-word shingles, 0-1, above which two articles are copies of one."""
    columns: dict[str, str] = field(default_factory=dict)
    """CSV column names by field (text, title, published, source, url, id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageConfig:
    """Which pipeline reads the text."""

    model: str = "embedded"
    """``embedded``, ``fast`` (gazetteer and rules, no parser), or any spaCy pipeline's name."""
    spans: str = "auto"
    """``names`` ("Kandahar"), ``phrases`` ("northern Kandahar province"), or ``auto``: phrases in
    bulletins of aid work, names elsewhere, as the readers of each mark them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerConfig:
    """Which gazetteer names are looked up in."""

    path: str | None = None
    """Folder of source tables; None for the one that comes with geomap."""
    overrides: str | None = None
    """CSV of pins, additions, renames and blocks for this project."""
    own: str | None = None
    """Folder with this project's own rows of actors.csv, event_types.csv, triggers.csv."""
    cache: str | None = None
    """Folder for the compiled index; None for the user's cache folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesConfig:
    """How candidates are weighed."""

    theatre: tuple[str, ...] = ()
    """What the corpus is about, a soft prior: ISO 3166-1 alpha-2 codes of countries, ids of the
    gazetteer (``geomap:region/sahel``), or polygons as WKT, EPSG:4326."""
    outlets: tuple[str, ...] = ()
    """What an outlet writes about, the same prior for its articles: ``"Orontes Post: SY"``."""
    min_score: float = 0.5
    """Probability below which a place counts as ambiguous and is not drawn, 0-1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineConfig:
    """Which geocoder is asked for names that the gazetteer lacks; none unless `enabled`."""

    enabled: bool = False
    """Whether names may leave the machine; ``--online`` turns it on for one run."""
    geocoder: str = "nominatim"
    """Geocoder of geopy: nominatim, photon, geonames, arcgis, pelias ..."""
    user_agent: str = ""
    """Who asks, as the terms of the services demand: a project and an address."""
    key: str = ""
    """User name (GeoNames) or API key, for services that want one."""
    domain: str = ""
    """Host of your own server; the public one of the service when empty."""
    scheme: str = "https"
    """``https``, or ``http`` for a server of your own."""
    delay_s: float = 1.1
    """Least time between two requests of all processes, seconds."""
    timeout_s: float = 10.0
    """Longest wait for an answer, seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewConfig:
    """Where an analyst's corrections are kept."""

    corrections: str | None = None
    """CSV that `geomap review` writes; None for ``corrections.csv`` in the output folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectConfig:
    """How coordinates are blurred in every output, to protect people."""

    round_coords: int = 6
    """Decimals of degrees that are kept, 0-6; 2 is about 1 km."""
    jitter_km: float = 0.0
    """Longest random distance that exact and near places are moved, km, 0-100."""
    seed: str = ""
    """Decides the moves: choose one and keep it to yourself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapsConfig:
    """What the pages show."""

    title: str = "geomap"
    """Heading of the pages."""
    article_pages: bool = False
    """Whether each article gets a page of its own: its text beside its map."""
    basemap: str | None = None
    """Online base map, ``osm`` or a name of xyzservices; None draws geomap's own, offline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsConfig:
    """What a build writes beside GeoJSON."""

    formats: tuple[str, ...] = ()
    """Formats of `geomap export` that every build writes, too: gpkg, csv, kml ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of a run."""

    articles: ArticlesConfig = field(default_factory=ArticlesConfig)
    language: LanguageConfig = field(default_factory=LanguageConfig)
    gazetteer: GazetteerConfig = field(default_factory=GazetteerConfig)
    places: PlacesConfig = field(default_factory=PlacesConfig)
    maps: MapsConfig = field(default_factory=MapsConfig)
    exports: ExportsConfig = field(default_factory=ExportsConfig)
    online: OnlineConfig = field(default_factory=OnlineConfig)
    review: ReviewConfig = field(default_factory=ReviewConfig)
    protect: ProtectConfig = field(default_factory=ProtectConfig)


#: Settings that are shares or probabilities, and so must lie in 0-1.
_UNIT_RANGE = {"duplicate_threshold", "min_score"}
#: Settings with a least and a greatest value.
_RANGES = {
    "round_coords": (0, 6), "jitter_km": (0, 100), "delay_s": (0, 3600), "timeout_s": (0.1, 600),
}  # fmt: skip
#: Settings that are one of a few words.
_CHOICES = {"spans": ("auto", "names", "phrases")}
#: Settings that count something.
_POSITIVE = {"max_bytes", "max_characters"}


def read_config(path: Path | None) -> Config:
    """The settings in the TOML file at `path`, or the defaults when it is None.

    Raises:
        InputNotFound: there is no such file.
        ConfigInvalid: the file is not TOML, or has an unknown key or a value of the wrong type
            or range.
    """
    if path is None:
        return Config()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputNotFound(path) from error
    except OSError as error:
        raise ConfigInvalid(path, f"cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigInvalid(path, str(error)) from error
    config = _build(Config, data, path, "")
    assert isinstance(config, Config)  # noqa: S101 - narrows the type for mypy
    return config


def _build(kind: type[Any], data: dict[str, Any], path: Path, prefix: str) -> object:
    known = {item.name: item for item in fields(kind)}
    default = kind()
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = f"{prefix}{key}"
        if key not in known:
            raise ConfigInvalid(path, f"there is no setting {name!r} among {', '.join(known)}")
        was = getattr(default, key)
        if is_dataclass(was):
            if not isinstance(value, dict):
                raise ConfigInvalid(path, f"{name} must be a table, [{name}]")
            values[key] = _build(type(was), value, path, f"{name}.")
        else:
            values[key] = _checked(key, value, was, path, name)
    return kind(**values)


def _checked(key: str, value: object, was: object, path: Path, name: str) -> object:
    if isinstance(was, tuple) and isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(was, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    wanted = str if was is None else type(was)
    if not isinstance(value, wanted) or isinstance(value, bool) != isinstance(was, bool):
        raise ConfigInvalid(path, f"{name} must be {wanted.__name__}, not {value!r}")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ConfigInvalid(path, f"{name} must be {', '.join(_CHOICES[key])}, not {value!r}")
    if key in _UNIT_RANGE and isinstance(value, float) and not 0.0 <= value <= 1.0:
        raise ConfigInvalid(path, f"{name} must be between 0 and 1, not {value}")
    low, high = _RANGES.get(key, (-math.inf, math.inf))
    if isinstance(value, int | float) and not low <= value <= high:
        raise ConfigInvalid(path, f"{name} must be between {low} and {high}, not {value}")
    if key in _POSITIVE and isinstance(value, int) and value <= 0:
        raise ConfigInvalid(path, f"{name} must be positive, not {value}")
    return value


def gazetteer_folder(config: Config) -> Path:
    """Folder of the gazetteer's source tables: configured, installed, or the repository's.

    Raises:
        GazetteerMissing: there is none.
    """
    here = Path(__file__).resolve().parent
    options = (
        [Path(config.gazetteer.path)]
        if config.gazetteer.path
        else [here / "_gazetteer", here.parent / "gazetteer"]
    )
    for folder in options:
        if (folder / "sources.toml").is_file():
            return folder
    raise GazetteerMissing(options[-1])


def samples_folder() -> Path:
    """Folder of the sample articles that come with geomap."""
    return Path(__file__).resolve().parent / "samples"
