"""GeoNames dumps, in the formats that their readme.txt describes, as rows of our schema.

A country's or the world's dump (``SY.txt``, ``allCountries.txt``; 19 columns), names by language
(``alternateNamesV2.txt``; 10) and codes of units (``admin1CodesASCII.txt``, ``admin2Codes.txt``;
4): tab-separated, UTF-8, without header or quotes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerInvalid

#: Places of a feature class are of this kind, unless their code says otherwise; of the other
#: classes only the codes below are taken: news does not speak of wells and hotels by name.
_CLASSES = {"P": "city"}
_CODES = {
    **dict.fromkeys(("PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "TERR"), "country"),
    **dict.fromkeys(("ADM3", "ADM4", "ADMD", "LCTY", "AREA", "PRK", "RESN", "VAL", "PLN"), "area"),
    **dict.fromkeys(("PPLX", "QTR"), "neighbourhood"),
    **dict.fromkeys(("STM", "STMI", "WAD", "CNL", "STMC"), "river"),
    **dict.fromkeys(("LK", "LKS", "LKI", "RSV", "LKN", "LGN"), "lake"),
    **dict.fromkeys(("SEA", "OCN", "GULF", "BAY", "STRT", "CHN"), "sea"),
    **dict.fromkeys(("MT", "MTS", "PK", "PKS", "VLC", "HLL", "HLLS", "PASS"), "mountain"),
    **dict.fromkeys(("ISL", "ISLS", "ISLET", "ARCH"), "island"),
    **dict.fromkeys(("RGN", "RGNE", "RGNH", "DSRT", "PEN"), "region"),
    "ADM1": "admin1", "ADM2": "admin2", "CONT": "continent",
    **dict.fromkeys(
        ("AIRB", "AIRF", "AIRP", "AIRH", "DAM", "BDG", "INSM", "MILB", "FT", "PRN", "PS", "PSN",
         "PSH", "OILR", "OILF", "OILT", "GASF", "CMPRF", "CMPMN", "CSTM", "BP", "HSP", "UNIV",
         "PRT", "HBR", "NVB", "STNM", "MSQE", "CH", "RSTN", "CAST", "ANS"), "facility",
    ),
}  # fmt: skip
#: What alternateNamesV2 lists as a language and is none.
_NO_NAMES = frozenset("link wkdt post iata icao faac tcid unlc abbr phon piny fr_1793".split())
_COLUMNS = {"dump": 19, "names": 10, "codes": 4}


def kind_of_dump(path: Path) -> str:
    """``dump``, ``names`` or ``codes``, by the number of columns of the first line.

    Raises:
        GazetteerInvalid: it is none of them.
    """
    try:
        with path.open(encoding="utf-8") as file:
            columns = file.readline().count("\t") + 1
    except UnicodeDecodeError as error:
        raise GazetteerInvalid(path, None, "it is not UTF-8") from error
    for kind, number in _COLUMNS.items():
        if columns == number:
            return kind
    raise GazetteerInvalid(path, 1, f"{columns} columns are no GeoNames dump's (19, 10 or 4)")


def read_dump(path: Path, report: Callable[[str], None]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of our schema with their line numbers, streamed.

    Args:
        path: a GeoNames dump.
        report: told of each line that is not of the format.

    Raises:
        GazetteerInvalid: it is no GeoNames dump.
    """
    kind = kind_of_dump(path)
    if kind == "names":
        yield from _names(path, report)
    elif kind == "codes":
        yield from _codes(path, report)
    else:
        yield from _places(path, report)


def _lines(
    path: Path, columns: int, report: Callable[[str], None]
) -> Iterator[tuple[int, list[str]]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                cells = line.decode("utf-8").rstrip("\r\n").split("\t")
            except UnicodeDecodeError:
                report(f"{path}, line {number}: it is not UTF-8")
                continue
            if len(cells) == columns:
                yield number, cells
            elif cells != [""]:
                report(f"{path}, line {number}: {len(cells)} columns, not {columns}")


def _places(path: Path, report: Callable[[str], None]) -> Iterator[tuple[int, dict[str, Any]]]:
    units = _units(path)
    for number, cells in _lines(path, 19, report):
        (
            geonameid, name, ascii_name, alternates, lat, lon, feature_class, code, country, _cc2,
            admin1, admin2, _admin3, _admin4, population, *_rest,
        ) = cells  # fmt: skip
        kind = _CODES.get(code) or _CLASSES.get(feature_class)
        if kind is None:
            continue
        yield (
            number,
            {
                "id": f"geonames:{geonameid}",
                "name": name,
                "kind": kind,
                "country": country,
                "admin1": units.get((country, admin1)) if kind != "admin1" else None,
                "admin2": units.get((country, admin1, admin2)) if kind != "admin2" else None,
                "lat": lat,
                "lon": lon,
                "radius_km": _radius(kind, population),
                "population": population if population != "0" else None,
                "geonameid": geonameid,
                "feature_code": code,
                "names": [other for other in (ascii_name, *alternates.split(",")) if other],
            },
        )


def _radius(kind: str, population: str) -> float | None:
    """Radius of a town at some 3,800 inhabitants a square kilometre, km, at least 1."""
    if kind != "city" or not population.isdecimal():
        return None
    return round(max(1.0, math.sqrt(int(population) / 12_000)), 1)


def _units(path: Path) -> dict[tuple[str, ...], str]:
    """Names of the units of a dump by country and codes; the dump's rows give only codes."""
    found: dict[tuple[str, ...], str] = {}
    for _number, cells in _lines(path, 19, lambda _line: None):
        if cells[7] == "ADM1":
            found[cells[8], cells[10]] = cells[1]
        elif cells[7] == "ADM2":
            found[cells[8], cells[10], cells[11]] = cells[1]
    return found


def _names(path: Path, report: Callable[[str], None]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, cells in _lines(path, 10, report):
        _id, geonameid, language, name, *_flags = cells
        if language not in _NO_NAMES and not geonameid.isdecimal():
            report(f"{path}, line {number}: geonameid {geonameid!r} is not a number")
        elif language not in _NO_NAMES:
            yield number, {"id": f"geonames:{geonameid}", "names": [name]}


def _codes(path: Path, report: Callable[[str], None]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Units without position: they give their names and numbers to the units we have."""
    for number, (code, name, ascii_name, geonameid) in _lines(path, 4, report):
        country, *levels = code.split(".")
        yield (
            number,
            {
                "id": f"geonames:{geonameid}",
                "name": name,
                "kind": f"admin{len(levels)}" if len(levels) < 3 else "area",
                "country": country,
                "geonameid": geonameid,
                "feature_code": f"ADM{len(levels)}",
                "names": [ascii_name],
            },
        )
