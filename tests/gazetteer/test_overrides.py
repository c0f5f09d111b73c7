"""A project's corrections: pin, add, rename, block."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.config import Config, GazetteerConfig
from geomap.errors import GazetteerInvalid, InputNotFound
from geomap.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.gazetteer import Gazetteer

ROWS = """name,id,action,reason
Idlib,geonames:169577,pin,here it is always the city
The Reed Town,geonames:2,add,pen name of the corpus
Hamath,geonames:2,rename,older name wanted
Nice,,block,an adjective in this corpus
Damascus,admin1:SY/damascus,block,never the governorate
"""


@pytest.fixture
def corrected(opened: Callable[..., Gazetteer], tmp_path: Path) -> Gazetteer:
    """The fixture's gazetteer with the overrides above."""
    path = tmp_path / "mine.csv"
    path.write_text(ROWS, encoding="utf-8")
    return opened(path)


def ids(gazetteer: Gazetteer, name: str) -> list[str]:
    """What a name means, looked up."""
    return [gazetteer.entry(hit.row).id for hit in gazetteer.lookup(name)]


def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    """The example of gazetteer/README.md, with the gazetteer that comes with geomap."""
    page = (Path(__file__).resolve().parents[2] / "gazetteer" / "README.md").read_text("utf-8")
    (rows,) = re.findall(r"```csv\n(name,id,action,reason\n.*?)```", page, re.DOTALL)
    path = tmp_path / "overrides.csv"
    path.write_text(rows, encoding="utf-8")
    gazetteer = open_gazetteer(Config(gazetteer=GazetteerConfig(overrides=str(path))))
    city, hama = gazetteer.by_id("geonames:169389"), gazetteer.by_id("geonames:170017")

    assert city is not None
    assert hama is not None
    assert ("Idlib", "city", "Hamath") == (city.name, city.kind, hama.name)
    assert ["geonames:169389"] == ids(gazetteer, "Idlib")
    assert ["geonames:170017"] == ids(gazetteer, "The Waterwheel Town")
    assert [] == ids(gazetteer, "Nice")
    assert "geonames:170017" in ids(gazetteer, "Hama")


def test_a_pinned_name_means_one_place(corrected: Gazetteer) -> None:
    """Text and lookup agree."""
    (match,) = corrected.match("in Idlib")

    assert ["geonames:169577"] == ids(corrected, "IDLIB")
    assert ["geonames:169577"] == [corrected.entry(row).id for row in match.rows]


def test_an_added_name_is_found_in_text(corrected: Gazetteer) -> None:
    """Names of several words too, though the index lacks them."""
    text = "in The Reed Town again"

    assert ["The Reed Town"] == [text[m.start : m.end] for m in corrected.match(text)]
    assert ["geonames:2"] == ids(corrected, "the reed town")


def test_a_renamed_place_keeps_its_old_names(corrected: Gazetteer) -> None:
    """It is called anew and found by both."""
    entry = corrected.by_id("geonames:2")

    assert entry is not None
    assert "Hamath" == entry.name
    assert ids(corrected, "Hama") == ids(corrected, "Hamath") == ["geonames:2"]


def test_a_blocked_name_is_no_place(corrected: Gazetteer) -> None:
    """With an id, only that place is not meant."""
    assert [] == corrected.match("Nice")
    assert [] == corrected.lookup("Nice", fuzzy=True)
    assert ["geonames:170654"] == ids(corrected, "Damascus")


def test_overrides_are_part_of_the_id(
    corrected: Gazetteer, opened: Callable[..., Gazetteer]
) -> None:
    """The same tables with other corrections are another gazetteer, without compiling again."""
    assert corrected.folder == opened().folder
    assert corrected.id != opened().id
    assert corrected.id.startswith(opened().id)


WRONG = {
    "Idlib,geonames:169577,pinn,x": "action 'pinn'",
    "Idlib,geonames:169577,pin,": "give a reason",
    "Idlib,,pin,x": "give an id",
    "-,geonames:169577,pin,x": "give a name",
    "Idlib,geonames:5555,pin,x": "no place has the id 'geonames:5555'",
}


@pytest.mark.parametrize(("row", "words"), WRONG.items())
def test_a_bad_override_is_named_with_its_line(
    opened: Callable[..., Gazetteer], tmp_path: Path, row: str, words: str
) -> None:
    """Nothing is ignored in silence."""
    path = tmp_path / "mine.csv"
    path.write_text(f"name,id,action,reason\n{row}\n", encoding="utf-8")

    with pytest.raises(GazetteerInvalid, match=f"line 2: {words}"):
        opened(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,id,action,reason\nAlépo,geonames:2,add,x\n".encode("cp1252"), "it is not UTF-8"),
        (b'name,id,action,reason\n"Halab" city,geonames:2,add,x\n', "line 2: "),
    ],
)
def test_overrides_of_a_spreadsheet_that_cannot_be_read_are_an_error(
    opened: Callable[..., Gazetteer], tmp_path: Path, content: bytes, words: str
) -> None:
    """Another encoding or a stray quote is said in a sentence, not as a fault of geomap's."""
    path = tmp_path / "mine.csv"
    path.write_bytes(content)

    with pytest.raises(GazetteerInvalid, match=words):
        opened(path)


def test_overrides_must_be_there(opened: Callable[..., Gazetteer], tmp_path: Path) -> None:
    """A file or column that is missing is an error."""
    with pytest.raises(InputNotFound):
        opened(tmp_path / "none.csv")
    (tmp_path / "mine.csv").write_text("name,id\nHama,geonames:2\n", encoding="utf-8")
    with pytest.raises(GazetteerInvalid, match="no column 'action'"):
        opened(tmp_path / "mine.csv")
