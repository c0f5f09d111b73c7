"""Checking the tables: every problem with its line, not only the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.gazetteer.checks import problems
from geomap.gazetteer.sources import source_files

if TYPE_CHECKING:
    from pathlib import Path


def append(path: Path, *lines: str) -> int:
    """Add lines to a table; gives the number of the first."""
    text = path.read_text("utf-8")
    path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    return text.count("\n") + 1


def test_every_bad_row_is_listed(tables: Path) -> None:
    """Several problems of several tables come in one go."""
    theatre, countries = tables / "theatre" / "syria.csv", tables / "countries.csv"
    at = append(
        theatre,
        "geomap:sy/a,A,village,SY,,,35,36,,,,,,,,",
        "geomap:sy/city/saraqib,Saraqib,city,SY,,,35,36,,,,,,,,",
    )
    other = append(countries, "country:XX,Nowhere,country,x,,,1,1,,,,,,,,")
    found = sorted(problems(source_files(tables)))

    assert 3 == len(found)
    assert found[0].startswith(f"{countries}, line {other}: country 'x'")
    assert found[1].startswith(f"{theatre}, line {at}: kind 'village'")
    assert f"line {at + 1}: geomap:sy/city/saraqib stands in line 4 already" in found[2]


def test_words_of_no_place_are_listed(tables: Path) -> None:
    """The fixture's Martians have no country."""
    (found,) = problems(source_files(tables))

    assert "demonyms.csv, line 6: no place has the id 'country:MARS'" in found


def test_unknown_reasons_and_forms_are_listed(tables: Path) -> None:
    """What compiling would refuse is found by checking."""
    reason = append(tables / "common_words.csv", "Hit,verb")
    form = append(tables / "demonyms.csv", "Turks,TR,tribe")
    found = "\n".join(problems(source_files(tables)))

    assert f"common_words.csv, line {reason}: why 'verb'" in found
    assert f"demonyms.csv, line {form}: form 'tribe'" in found


def test_overrides_are_checked_too(tables: Path, tmp_path: Path) -> None:
    """Each row needs an action, a place that exists, and a reason."""
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,id,action,reason\nHama,geonames:2,pin,x\nHama,geonames:77,pin,x\nHama,,drop,x\n",
        encoding="utf-8",
    )
    found = [line for line in problems(source_files(tables), path) if "mine.csv" in line]

    assert 2 == len(found)
    assert "line 3: no place has the id 'geonames:77'" in found[0]
    assert "line 4: action 'drop'" in found[1]


def test_a_place_that_nothing_locates_is_listed(tables: Path) -> None:
    """This shows only when all tables have been read."""
    at = append(tables / "theatre" / "syria.csv", "geomap:sy/lost,Lost,city,SY,,,,,,,,,,,,")
    (found,) = problems(source_files(tables))

    assert f"line {at}: geomap:sy/lost has no point or geometry" in found
