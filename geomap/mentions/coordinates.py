"""Coordinates written in a text: degrees, MGRS, UTM and plus codes, read as points.

Bare numbers are coordinates only where something says so: a degree sign, a letter of the
compass, a word such as "coordinates" or "geolocated", or brackets around a pair of at least
four decimals. Dates, scores, prices, telephone numbers and exchange rates have none of these.
Grids: MGRS by NGA's GEOTRANS (``mgrs``), UTM by PROJ (``pyproj``), Open Location Code by
``openlocationcode``; all on WGS 84.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

#: Length of a degree of latitude, km.
DEGREE_KM = 111.2
#: No text says where something is more exactly than this, km.
_FINEST_KM = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Coordinates as they stand in a text, and the point they give."""

    start: int
    end: int
    lat: float
    """Degrees, WGS 84."""
    lon: float
    """Degrees, WGS 84."""
    radius_km: float
    """What the last digit leaves open, km."""
    system: str
    """degrees, mgrs, utm, or plus-code."""


_Point = tuple[float, float, float]
_EDGE = r"(?<![\w.,+-])"
_SEPARATOR = r"(?:\s*[,;/]\s*|\s+(?:and\s+|by\s+)?)"
_DEGREE = r"\s?(?:°|º|˚|deg(?:rees?)?\b)\s?"
_MINUTE = r"\s?(?:['′’´ʹ]|min(?:utes?)?\b)\s?"
_SECOND = r"\s?(?:[\"″”]|''|′′|’’|sec(?:onds?)?\b)\s?"
_HEMISPHERES = {"n": 1, "s": -1, "e": 1, "w": -1}


def _angle(n: int) -> str:
    """One angle with degree signs; a letter of the compass before or behind it."""
    return (
        rf"(?:(?P<before{n}>[NSEW])\s?)?(?P<degrees{n}>[-−]?\d{{1,3}}(?:[.,]\d{{1,10}})?){_DEGREE}"
        rf"(?:(?P<minutes{n}>\d{{1,2}}(?:[.,]\d{{1,8}})?){_MINUTE}"
        rf"(?:(?P<seconds{n}>\d{{1,2}}(?:[.,]\d{{1,8}})?){_SECOND})?)?"
        rf"(?P<after{n}>[NSEW](?!\w)|(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?!\w))?"
    )


def _number(n: int) -> str:
    """A decimal number with a letter of the compass and no degree sign."""
    return (
        rf"(?:(?P<before{n}>[NSEW])\s?(?P<one{n}>\d{{1,3}}[.,]\d{{2,10}})"
        rf"|(?P<two{n}>\d{{1,3}}[.,]\d{{2,10}})\s?(?P<after{n}>[NSEW])(?!\w))"
    )


_WITH_DEGREES = re.compile(_EDGE + _angle(1) + _SEPARATOR + _angle(2))
_WITH_LETTERS = re.compile(_EDGE + _number(1) + _SEPARATOR + _number(2))
_COMPACT = re.compile(r"(?<!\w)(\d{4}|\d{6})([NS])\s?(\d{5}|\d{7})([EW])(?!\w)")
_BARE = re.compile(
    r"(?<![\w.,+−-])(?P<lat>[-−+]?\d{1,2}\.\d{2,10})(?P<gap>\s*[,;]\s*|\s+(?:and\s+)?)"
    r"(?:(?:lon|lng|long|longitude)[\s:=]{1,3})?"
    r"(?P<lon>[-−+]?\d{1,3}\.\d{2,10})(?![\w%‰°]|[.,]\d|\s?(?:%|per\s?cent|million|billion|points))"
)
_CUE = re.compile(
    r"(?:\bco-?ordinates?|\bgeo-?locat\w+|\bgps|\blat(?:itude)?(?:\s?/\s?\w+)?|\blat-?lon\w*"
    r"|\bgrid\s+reference|\bgeo)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:at|near|around)\s$")
_RATES = re.compile(
    r"[$€£¥%]|\b(?:rates?|dollars?|euros?|pounds?|yen|liras?|rubles?|roubles?|index|shares?|stocks?"
    r"|trad\w+|per\s?cent|points)\b",
    re.IGNORECASE,
)
#: Cheap test that keeps most texts from the patterns: one of these is in all that they read.
_ANY = re.compile(
    r"\d(?:\s?(?:[°º˚]|deg)|\.\d\d|,\d{2,10}\s?[NSEW]|\d{3}[NS]|\d{5}|\s?[C-X]\s?[A-Z]{2}\s?\d\d)"
    r"|[NSEW]\s?\d{1,3},\d\d|\+"
)
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
#: Furthest from the middle of its zone that a grid is used, degrees (zone 32V, Svalbard).
_ZONE_REACH = 6.5
_GRID = re.compile(r"\b(?:MGRS|grid|UTM|square)\b[^.\n]{0,20}$", re.IGNORECASE)
_MONTHS = frozenset("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())
_BAND, _ROW = "C-HJ-NP-X", "A-HJ-NP-V"
_MGRS = re.compile(
    rf"(?<![\w.,-])(?P<zone>0?[1-9]|[1-5]\d|60)\s?(?P<band>[{_BAND}])\s?"
    rf"(?P<square>[A-HJ-NP-Z][{_ROW}])\s?"
    r"(?:(?P<east>\d{2,5})\s(?P<north>\d{2,5})|(?P<digits>\d{4,10}))(?![\w-]|[.,]\d)"
)
_UTM = re.compile(
    rf"(?<![\w.,-])(?:UTM\s+)?(?:[Zz]one\s+)?(?P<zone>0?[1-9]|[1-5]\d|60)\s?(?P<band>[{_BAND}])"
    r"[\s,:]{1,2}(?:E\s?)?(?P<east>[1-8]\d{5})(?:\.\d{1,3})?\s?m?\s?E?[\s,]{1,2}"
    r"(?:N\s?)?(?P<north>\d{6,7})(?:\.\d{1,3})?(?:\s?m?\s?N)?(?![\w-]|[.,]\d)"
)
_DIGITS = "23456789CFGHJMPQRVWX"
_PLUS_CODE = re.compile(
    rf"(?<![\w+])[23456789C][23456789CFGHJMPQRV](?:[{_DIGITS}]{{6}}\+(?:[{_DIGITS}]{{2,7}})?"
    rf"|[{_DIGITS}]{{2}}(?:0000|[{_DIGITS}]{{2}}00)\+)(?![\w+])"
)


def find_coordinates(text: str) -> list[Written]:
    """All coordinates of a text, in order, without overlap; what is out of range is none."""
    found: list[Written] = []
    if not _ANY.search(text):
        return found
    for system, pattern, read in _SYSTEMS:
        for match in pattern.finditer(text):
            point = read(match, text)
            start, end = match.span()
            taken = any(one.start < end and start < one.end for one in found)
            if point is None or taken or abs(point[0]) > 90 or abs(point[1]) > 180:
                continue
            radius = round(max(point[2], _FINEST_KM), 3)
            found.append(
                Written(
                    start=start, end=end, lat=point[0], lon=point[1], radius_km=radius,
                    system=system,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: one.start)


def read_coordinates(words: str) -> Written | None:
    """The point that these words as a whole give; None where they are no coordinates."""
    words = words.strip()
    # Somebody has marked the words as a mention, so a bare pair needs no other cue.
    cue = "coordinates "
    whole = (len(cue), len(cue) + len(words))
    found = find_coordinates(cue + words)
    return next((one for one in found if (one.start, one.end) == whole), None)


def _float(digits: str) -> float:
    return float(digits.replace(",", ".").replace("−", "-"))


def _decimals(digits: str) -> int:
    return len(re.split("[.,]", digits)[1]) if re.search("[.,]", digits) else 0


def _ordered(one: tuple[float, str], two: tuple[float, str]) -> tuple[float, float] | None:
    """Latitude and longitude by their letters, whichever is written first; None for two alike."""
    axes = ["lat" if letter in "ns" else "lon" for _value, letter in (one, two)]
    if axes[0] == axes[1]:
        return None
    values = [value * _HEMISPHERES[letter] for value, letter in (one, two)]
    return (values[0], values[1]) if axes[0] == "lat" else (values[1], values[0])


def _from_degrees(match: re.Match[str], _text: str) -> _Point | None:
    values, letters, steps = [], [], []
    for n in (1, 2):
        degrees, minutes, seconds = (match[f"{part}{n}"] for part in _PARTS)
        letter = (match[f"before{n}"] or match[f"after{n}"] or "")[:1].lower()
        if (match[f"before{n}"] and match[f"after{n}"]) or _over_sixty(minutes, seconds):
            return None
        value = _float(degrees)
        value += _float(minutes or "0") / 60 + _float(seconds or "0") / 3600
        values.append(value)
        letters.append(letter)
        last, unit = next(
            (written, size)
            for written, size in ((seconds, 1 / 3600), (minutes, 1 / 60), (degrees, 1.0))
            if written
        )
        steps.append(unit / 10 ** _decimals(last))
    radius = max(steps) * DEGREE_KM
    if not any(letters):
        # Two temperatures or angles have no minutes and few decimals.
        exact = all(match[f"minutes{n}"] or _decimals(match[f"degrees{n}"]) > 2 for n in (1, 2))
        return (values[0], values[1], radius) if exact else None
    if not all(letters) or min(values) < 0:
        return None
    point = _ordered((values[0], letters[0]), (values[1], letters[1]))
    return None if point is None else (*point, radius)


_PARTS = ("degrees", "minutes", "seconds")


def _over_sixty(*parts: str | None) -> bool:
    return any(part is not None and _float(part) >= 60 for part in parts)


def _from_letters(match: re.Match[str], _text: str) -> _Point | None:
    pairs, digits = [], 10
    for n in (1, 2):
        written = match[f"one{n}"] or match[f"two{n}"]
        letter = (match[f"before{n}"] or match[f"after{n}"]).lower()
        pairs.append((_float(written), letter))
        digits = min(digits, _decimals(written))
    point = _ordered(*pairs)
    return None if point is None else (*point, DEGREE_KM / 10**digits)


def _from_compact(match: re.Match[str], _text: str) -> _Point | None:
    """As aviators write them: 355550N 0363802E, 3555N 03638E."""
    if len(match[1]) + 1 != len(match[3]):
        return None
    values = []
    for digits, letter in ((match[1], match[2]), (match[3], match[4])):
        whole = 2 if letter in "NS" else 3
        parts = [digits[:whole], digits[whole : whole + 2], digits[whole + 2 :] or "0"]
        if _over_sixty(*parts[1:]):
            return None
        value = int(parts[0]) + int(parts[1]) / 60 + int(parts[2]) / 3600
        values.append(value * _HEMISPHERES[letter.lower()])
    return values[0], values[1], DEGREE_KM / (3600 if len(match[1]) == 6 else 60)


def _from_bare(match: re.Match[str], text: str) -> _Point | None:
    digits = min(_decimals(match["lat"]), _decimals(match["lon"]))
    line = text.rfind("\n", 0, match.start()) + 1
    cued = _CUE.search(text, max(line, match.start() - 80), match.start()) is not None
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    alone = not text[line : match.start()].strip() and text[match.end() :][:1] in ("", "\n", "\r")
    stands = _AT.search(text, line, match.start()) is not None and not _money(text, match)
    marked = around in ("()", "[]") or alone or stands
    if not cued and not (marked and "," in match["gap"] and digits >= 4):
        return None
    return _float(match["lat"]), _float(match["lon"]), DEGREE_KM / 10**digits


def _money(text: str, match: re.Match[str]) -> bool:
    """Whether the line speaks of rates and prices."""
    end = text.find("\n", match.end())
    start = text.rfind("\n", 0, match.start()) + 1
    return _RATES.search(text, start, len(text) if end < 0 else end) is not None


def _from_mgrs(match: re.Match[str], text: str) -> _Point | None:
    east, north = match["east"], match["north"]
    if match["digits"]:
        half, odd = divmod(len(match["digits"]), 2)
        east, north = match["digits"][:half], match["digits"][half:]
        if odd:
            return None
    cued = _GRID.search(text, max(0, match.start() - 30), match.start()) is not None
    if len(east) != len(north) or not (cued or len(east) > 2) or (len(east) < 4 and _month(match)):
        return None
    square = f"{int(match['zone'])}{match['band']}{match['square']}"
    # The middle of the cell, not its corner.
    middle = "" if len(east) == 5 else "5"
    grid = _mgrs()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            lat, lon = grid.toLatLon(f"{square}{east}{middle}{north}{middle}")
        except Exception:  # noqa: BLE001 - GEOTRANS' word for a square that is not on Earth
            return None
    if not _in_band(lat, match["band"]) or abs(lon - (6 * int(match["zone"]) - 183)) > _ZONE_REACH:
        return None
    return float(lat), float(lon), 100 / 10 ** len(east) * 0.71


@cache
def _mgrs() -> Any:
    import mgrs

    return mgrs.MGRS()


def _from_utm(match: re.Match[str], _text: str) -> _Point | None:
    """A point of a zone; its letter is a band of latitude, or (N, S) a hemisphere."""
    zone, band = int(match["zone"]), match["band"]
    lat, lon = _unproject(zone, match["east"], match["north"], northern=band >= "N")
    if _in_band(lat, band):
        return lat, lon, _FINEST_KM
    if band not in "NS":
        return None
    return (*_unproject(zone, match["east"], match["north"], northern=band == "N"), _FINEST_KM)


def _month(match: re.Match[str]) -> bool:
    """Whether it may be a day, a month and a year: 18 JUL 2021."""
    return match["band"] + match["square"] in _MONTHS


def _in_band(lat: float, band: str) -> bool:
    """Whether a latitude lies in the band of eight degrees (X: twelve) of a letter, or nearly."""
    south = -80 + 8 * _BANDS.index(band)
    return south - 0.5 <= lat <= south + (12.5 if band == "X" else 8.5)


def _unproject(zone: int, east: str, north: str, *, northern: bool) -> tuple[float, float]:
    lon, lat = _zone(zone, northern).transform(float(east), float(north))
    return float(lat), float(lon)


@cache
def _zone(zone: int, northern: bool) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs((32600 if northern else 32700) + zone, 4326, always_xy=True)


def _from_plus_code(match: re.Match[str], _text: str) -> _Point | None:
    from openlocationcode import openlocationcode

    code = match[0]
    if not openlocationcode.isFull(code):
        return None
    area = openlocationcode.decode(code)
    half = (area.latitudeHi - area.latitudeLo) / 2
    return area.latitudeCenter, area.longitudeCenter, half * DEGREE_KM * 1.42


#: The surest first: what one reads, the next does not.
_SYSTEMS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str], str], _Point | None]], ...] = (
    ("degrees", _WITH_DEGREES, _from_degrees),
    ("degrees", _WITH_LETTERS, _from_letters),
    ("degrees", _COMPACT, _from_compact),
    ("plus-code", _PLUS_CODE, _from_plus_code),
    ("utm", _UTM, _from_utm),
    ("mgrs", _MGRS, _from_mgrs),
    ("degrees", _BARE, _from_bare),
)
