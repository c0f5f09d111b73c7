"""A worksheet goes out, comes back edited, and nothing in it is lost or misread."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from geomap.errors import InputNotFound, WorksheetInvalid
from geomap.review import write_worksheet
from geomap.review.corrections import EDITABLE
from geomap.review.sheet import COLUMNS, read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.review.sheet import Row

Desk = Any


def test_least_certain_claims_come_first(desk: Desk) -> None:
    """Each claim has its quote, place, alternatives with ids, and scores."""
    first, second = desk.written()

    assert ("bombed", "0.55") == (first["trigger"], first["confidence"])
    assert ("killed", "0.9") == (second["trigger"], second["confidence"])
    assert "Jets bombed Idlib on Tuesday." == first["quote"]
    assert ("geonames:173811", "Idlib") == (first["place_id"], first["place_text"])
    assert "admin1:SY/idlib" == first["alternative_ids"]
    assert ("2018-09-04", "2018-09-04") == (first["date_start"], first["date_end"])


def test_unedited_worksheet_says_nothing(desk: Desk) -> None:
    """Rows that were left as they are make no corrections."""
    desk.save(desk.written())
    decisions = desk.read()

    assert [] == decisions.corrections
    assert [] == decisions.undone


def test_edits_are_corrections(desk: Desk) -> None:
    """Only what was edited is the analyst's; the rest of the row goes along."""
    first, second = desk.written()
    first |= {"place_id": "admin1:SY/idlib", "fatalities_best": "9", "note": "the province"}
    second["action"] = "Drop"
    desk.save([first, second])
    edited, dropped = desk.read().corrections

    assert ("correct", ("place_id", "fatalities_best")) == (edited.action, edited.changed)
    assert "airstrike" == edited.values["event_type"]
    assert "the province" == edited.note
    assert "drop" == dropped.action


def test_a_worksheet_outlives_the_build(desk: Desk) -> None:
    """Edits are told from the values that were written, not from those of a later build."""
    first, second = desk.written()
    second["actors"] = "Jets; a second actor"
    desk.save([first, second])

    assert [("actors",)] == [one.changed for one in desk.read().corrections]


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ({"action": "delete"}, "action 'delete' is none of"),
        ({"event_type": "airstrik"}, "event_type 'airstrik'"),
        ({"place_id": "geonames:0"}, "geomap gazetteer search"),
        ({"place_id": "95.0, 36.0"}, "no place has the id"),
        ({"date_start": "4/9/2018"}, "date_start '4/9/2018' is not a day"),
        ({"date_start": "2018-09-05"}, "date_end is before date_start"),
        ({"modality": "maybe"}, "modality 'maybe' is none of occurred"),
        ({"polarity": "no"}, "polarity 'no' is none of affirmed, denied"),
        ({"fatalities_best": "many"}, "fatalities_best 'many' is not a whole number"),
        ({"fatalities_low": "9", "fatalities_high": "3"}, "rise from low to high"),
        ({"original": "{"}, "original was changed"),
        ({"key": "abc"}, "key 'abc' is not one of a worksheet"),
    ],
)
def test_bad_rows_are_named(desk: Desk, edits: Row, words: str) -> None:
    """The error says which row of the spreadsheet and what is wrong in it."""
    first, second = desk.written()
    desk.save([first, second | edits])

    with pytest.raises(WorksheetInvalid) as caught:
        desk.read()
    assert "row 3: " in str(caught.value)
    assert words in str(caught.value)


def test_all_faults_are_said_at_once(desk: Desk) -> None:
    """One reading is enough to mend a worksheet."""
    first, second = desk.written()
    desk.save([first | {"polarity": "x"}, second | {"modality": "y", "polarity": "z"}, first])

    with pytest.raises(WorksheetInvalid) as caught:
        desk.read()
    said = str(caught.value)
    assert 2 == said.count("row 3: ")
    assert "row 4: the claim stands in row 2 already" in said
    assert "Nothing was taken" in said


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ({"article_id": "nowhere"}, "no article of the build has the id 'nowhere'"),
        ({"trigger": ""}, "needs a trigger"),
        ({"event_type": ""}, "needs an event_type"),
    ],
)
def test_added_claims_must_be_whole(desk: Desk, blank: Row, edits: Row, words: str) -> None:
    """An added claim says in which article, at which word, and what happened."""
    row = {"action": "add", "article_id": "raid", "trigger": "blocked", "event_type": "protest"}
    desk.save([*desk.written(), blank | row | edits])

    with pytest.raises(WorksheetInvalid, match="row 4: .*" + words):
        desk.read()


def test_spreadsheets_of_many_countries(desk: Desk, tmp_path: Path) -> None:
    """Semicolons and a byte order mark are read; another encoding is named."""
    if desk.suffix != ".csv":
        pytest.skip("only text has separators")
    desk.written()
    lines = desk.sheet.read_text(encoding="utf-8")
    header, *_rows = lines.splitlines()
    cells = {"key": "0" * 16 + ":1-2", "action": "drop", "original": "{}"}
    row = ";".join(cells.get(name, "") for name in header.split(","))
    desk.sheet.write_text(f"{header.replace(',', ';')}\n{row}\n", encoding="utf-8-sig")

    assert ["drop"] == [one.action for one in desk.read().corrections]
    desk.sheet.write_bytes("key,action,original\né".encode("latin-1"))
    with pytest.raises(WorksheetInvalid, match="UTF-8"):
        desk.read()
    (tmp_path / "review.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(WorksheetInvalid, match="no column 'key'"):
        desk.read()
    desk.sheet.unlink()
    with pytest.raises(InputNotFound):
        desk.read()


def test_cells_that_look_like_formulas_come_back(desk: Desk) -> None:
    """The apostrophe that keeps a spreadsheet from running a cell is no edit."""
    first, second = desk.written()
    desk.save([first | {"note": "=1+1", "action": "confirm"}, second])

    assert ["=1+1"] == [one.note for one in desk.read().corrections]


def test_no_cell_of_a_workbook_is_a_formula(desk: Desk) -> None:
    """An actor that a text calls "=1+1" is text to a spreadsheet."""
    if desk.suffix != ".xlsx":
        pytest.skip("cells of CSV have no types")
    from openpyxl import load_workbook

    desk.layers.claims.loc[0, "actors"] = "=1+1"
    write_worksheet(desk.layers, desk.sheet)
    cells = [cell for row in load_workbook(desk.sheet).worksheets[0] for cell in row]

    assert "'=1+1" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("how", ["cut", "bomb"])
def test_a_workbook_that_is_damaged_or_a_bomb_is_told(tmp_path: Path, part: str, how: str) -> None:
    """Whichever part it is, however far it was read before; nothing is unpacked to tell."""
    pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")
    from openpyxl import Workbook

    book, sheet = Workbook(), tmp_path / "sheet.xlsx"
    for _row in range(9):
        book.worksheets[0].append(list(COLUMNS))
    book.save(sheet)
    with zipfile.ZipFile(sheet) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[part] = parts[part][:-40] if how == "cut" else parts[part] + b" " * 300_000_000
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, body in parts.items():
            packed.writestr(name, body)

    with pytest.raises(WorksheetInvalid, match="bytes" if how == "bomb" else "cannot be read"):
        list(read_rows(sheet))


def test_every_editable_column_is_in_the_sheet(desk: Desk) -> None:
    """What can be corrected stands in each row."""
    (first, _second) = desk.written()

    assert set(EDITABLE) <= set(first)
