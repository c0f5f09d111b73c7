"""What a name may mean: as written, written out, without its type word, or in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.model import Mention
from geomap.places.candidates import candidates

if TYPE_CHECKING:
    from geomap.flow import Tools


def found(name: str, tools: Tools, by: str = "given") -> set[tuple[str, str]]:
    """Name and how of the candidates of a mention."""
    mention = Mention(id="m1", start=0, end=len(name), text=name, role="literal", recognised_by=by)
    hits = candidates(mention, tools.gazetteer)
    return {(tools.gazetteer.entry(hit.row).name, hit.how) for hit in hits}


@pytest.mark.parametrize(
    ("name", "place", "part"),
    [
        ("Damascus", "Damascus", False),
        ("Mt. Vernon", "Mount Vernon", False),
        ("Aleppo Township", "Aleppo", False),
        ("Damascus International School", "Damascus", True),
    ],
)
def test_readings(name: str, place: str, part: bool, tools: Tools) -> None:
    """The closest reading that finds anything counts, and a part says that it is one."""
    ways = {how for one, how in found(name, tools) if one == place}

    assert ways
    assert part == (ways == {"part"})


def test_an_adjective_is_no_part_of_a_name(tools: Tools) -> None:
    """The British International School may be anywhere."""
    assert set() == {
        one for one in found("British International School", tools) if one[1] == "part"
    }


def test_parts_are_read_only_where_a_place_is_sure_to_be_meant(tools: Tools) -> None:
    """What the gazetteer alone recognised is not taken apart."""
    assert set() == found("Damascus International School", tools, by="gazetteer")
