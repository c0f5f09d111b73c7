"""Exports in the layouts of ACLED, UCDP and GDELT: their columns, codes and limits."""

from __future__ import annotations

import csv
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geomap.config import Config, gazetteer_folder
from geomap.exports import CODED, acled, gdelt, ucdp
from geomap.exports.coded import Country, Happening, countries, opposed
from geomap.exports.ucdp import priogrid

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.layers import Layers

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale "
    "notes fatalities tags timestamp"
).split()
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a "
    "side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region "
    "event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
    "deaths_unknown best high low gwnoa gwnob"
).split()
GDELT = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName "
    "MentionIdentifier SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText "
    "Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
).split()


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV or, by its suffix, tab-separated table."""
    delimiter = "\t" if path.suffix == ".tsv" else ","
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def exported(name: str, layers: Layers, folder: Path, **options: Any) -> list[dict[str, str]]:
    """The rows that an export wrote."""
    return read(CODED[name](layers, folder, **options)[0])


@pytest.mark.parametrize(
    ("module", "columns", "count"), [(acled, ACLED, 31), (ucdp, UCDP, 49), (gdelt, GDELT, 16)]
)
def test_columns_are_those_of_the_layout(module: Any, columns: list[str], count: int) -> None:
    """Names, number and order are the layout's; each says what geomap puts there."""
    assert count == len(columns)
    assert columns == [field.name for field in module.COLUMNS]
    assert all(field.meaning.endswith((".", "-1 for nowhere.")) for field in module.COLUMNS)


def test_an_air_strike_in_acled(layers: Layers, tmp_path: Path) -> None:
    """Type, actors, codes, place, precision and toll are ACLED's; certainty is in the tags."""
    raid = next(row for row in exported("acled-csv", layers, tmp_path) if row["fatalities"] == "9")

    assert "SYRevent-c1" == raid["event_id_cnty"]
    assert ("2018-09-04", "2018", "1") == (raid["event_date"], raid["year"], raid["time_precision"])
    assert "Political violence" == raid["disorder_type"]
    assert "Explosions/Remote violence" == raid["event_type"]
    assert "Air/drone strike" == raid["sub_event_type"]
    assert ("Syrian government", "1") == (raid["actor1"], raid["inter1"])
    assert ("a village", "", "10") == (raid["actor2"], raid["inter2"], raid["interaction"])
    assert ("760", "Syria", "Middle East") == (raid["iso"], raid["country"], raid["region"])
    assert ("Jisr al-Shughour", "2") == (raid["location"], raid["geo_precision"])
    assert ("35.81", "36.32") == (raid["latitude"], raid["longitude"])
    assert "modality=occurred; polarity=affirmed; claims=2" == raid["tags"]


def test_what_has_not_happened_is_left_out_and_counted(
    layers: Layers, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A denied shelling and a planned meeting are in no data set of incidents, nor in silence."""
    with caplog.at_level(logging.WARNING):
        rows = exported("ucdp-csv", layers, tmp_path)
    everything = exported("ucdp-csv", layers, tmp_path, everything=True)

    assert ["event-c1"] == [row["id"] for row in rows]
    assert {"event-c1", "event-c2"} == {row["id"] for row in everything}
    assert "1 denied" in caplog.text
    assert "1 planned" in caplog.text


@pytest.mark.parametrize(("basis", "expected"), [("publication", ["2"]), ("unknown", [])])
def test_undated_news_are_of_that_week_and_undated_background_of_no_day(
    basis: str, expected: list[str], layers: Layers, tmp_path: Path
) -> None:
    """ACLED codes news without a day to the week of its publication, and background not at all."""
    undated = layers.events.assign(date_start=None, date_precision="unknown", date_basis=basis)
    raids = undated[undated["event_id"] == "event-c1"]
    rows = exported("acled-csv", replace(layers, events=raids), tmp_path)

    assert expected == [row["time_precision"] for row in rows]


@pytest.mark.parametrize(
    ("precision", "acled_code", "ucdp_code"),
    [("day", "1", "1"), ("days", "2", "2"), ("week", "2", "3"), ("month", "3", "4"),
     ("year", "3", "5")],
)  # fmt: skip
def test_days_are_coded_as_precisely_as_they_are_known(
    precision: str, acled_code: str, ucdp_code: str, layers: Layers, tmp_path: Path
) -> None:
    """ACLED has three degrees (day, week, month) and UCDP five; neither makes a week a day."""
    told = replace(layers, events=layers.events.assign(date_precision=precision))
    acled_rows = exported("acled-csv", told, tmp_path)
    ucdp_rows = exported("ucdp-csv", told, tmp_path)

    assert {acled_code} == {row["time_precision"] for row in acled_rows}
    assert {ucdp_code} == {row["date_prec"] for row in ucdp_rows}


def test_gdelt_counts_each_claim_that_it_leaves_out(
    layers: Layers, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The count is that of the claims, not of what else the article says."""
    denied = replace(layers, claims=layers.claims.assign(polarity="denied", review=None))
    with caplog.at_level(logging.WARNING):
        rows = exported("gdelt-mentions", denied, tmp_path)

    assert [] == rows
    assert f"left out {len(denied.claims)}: {len(denied.claims)} denied" in caplog.text


def test_acled_leaves_out_what_is_known_to_the_country_only(
    layers: Layers, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """ACLED has no precision for a country, so a dot in its middle would be false."""
    events = layers.events.assign(precision="country")
    with caplog.at_level(logging.WARNING):
        rows = exported("acled-csv", replace(layers, events=events), tmp_path)

    assert [] == rows
    assert "known to the country only" in caplog.text


def test_the_page_beside_says_what_was_left_out(layers: Layers, tmp_path: Path) -> None:
    """Every mapping is written down, with the count of what is missing."""
    table, page = CODED["acled-csv"](layers, tmp_path)
    text = page.read_text(encoding="utf-8")

    assert ("acled.csv", "acled.md") == (table.name, page.name)
    assert "1 denied" in text
    assert all(f"| `{name}` | " in text for name in ACLED)


def test_an_air_strike_in_ucdp(layers: Layers, tmp_path: Path) -> None:
    """Sides, sources, precisions, grid cell and toll follow the codebook."""
    (raid,) = exported("ucdp-csv", layers, tmp_path)

    assert "1" == raid["type_of_violence"]
    assert "Syrian government - a village" == raid["dyad_name"]
    assert (
        '"The Levant Courier,2018-09-04,A week of raids";",2018-09-05,"' == (raid["source_article"])
    )
    assert ("2", "1", "1") == (raid["where_prec"], raid["date_prec"], raid["event_clarity"])
    assert ("9", "9", "9") == (raid["low"], raid["best"], raid["high"])
    assert ("0", "9") == (raid["deaths_civilians"], raid["deaths_unknown"])
    assert "POINT (36.320000 35.810000)" == raid["geom_wkt"]
    assert "" == raid["gwnoa"]


def test_cells_of_the_grid() -> None:
    """PRIO-GRID counts half degrees from the south-west corner, from 1 to 259200."""
    assert 1 == priogrid(-90, -180)
    assert 720 == priogrid(-89.9, 179.9)
    assert 259200 == priogrid(90, 180)


def test_gdelt_offsets_point_into_the_article(
    made_up: dict[str, Any], layers: Layers, tmp_path: Path
) -> None:
    """Each offset is where the article names the actor and the deed."""
    rows = exported("gdelt-mentions", layers, tmp_path)
    text = made_up["corpus"]()[0].article.text
    rows = [row for row in rows if row["MentionSourceName"] == "The Levant Courier"]
    raid = next(row for row in rows if row["ActionCharOffset"] == str(text.index("bombed")))

    assert str(text.index("Government")) == raid["Actor1CharOffset"]
    assert str(text.index("a village")) == raid["Actor2CharOffset"]
    assert str(len(text)) == raid["MentionDocLen"]
    assert ("20180904000000", "1") == (raid["EventTimeDate"], raid["SentenceID"])
    assert all(row["Extras"].find("denied") < 0 for row in rows)


def happening(kind: dict[str, str], doer: str, target: str, country: str = "SY") -> Happening:
    """An event of a type between two bodies."""

    def party(body: str) -> list[dict[str, Any]]:
        home, _, kind = body.rpartition(":")
        made = {"actor": body, "body": kind, "side": None, "parent": None, "country": home or None}
        return [made] if body else []

    return Happening(
        event={}, type=kind, actors=party(doer), targets=party(target), articles=[],
        country=Country(country=country, alpha3="", numeric="", name="", region="Middle East"),
    )  # fmt: skip


CLASH = {
    "event_type": "armed_clash", "family": "violence", "acled_event": "Battles",
    "acled_sub_event": "Armed clash", "ucdp": "1",
}  # fmt: skip
CAPTURE = {
    **CLASH, "family": "control", "acled_sub_event": "Government regains territory"
}  # fmt: skip
MOVE = {
    "event_type": "deployment", "family": "movement", "acled_event": "Strategic developments",
    "acled_sub_event": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "doer", "target", "expected"),
    [
        (CLASH, "SY:forces", "armed_group", ("Battles", "Armed clash")),
        (CLASH, "SY:forces", "civilians", ("Violence against civilians", "Attack")),
        (CAPTURE, "SY:forces", "", ("Battles", "Government regains territory")),
        (CAPTURE, "armed_group", "", ("Battles", "Non-state actor overtakes territory")),
        (CAPTURE, "TR:forces", "", ("Battles", "Non-state actor overtakes territory")),
    ],
)
def test_acled_types_depend_on_who(
    kind: dict[str, str], doer: str, target: str, expected: tuple[str, str]
) -> None:
    """ACLED tells attacks on civilians, and who takes territory, apart."""
    assert expected == acled.sub_event(happening(kind, doer, target))


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        (CLASH, "civilians", "Civilian targeting"),
        (CLASH, "armed_group", ""),
        (MOVE, "civilians", ""),
    ],
)
def test_civilians_are_targets_of_violence_only(
    kind: dict[str, str], target: str, expected: str
) -> None:
    """Who moves people has not attacked them."""
    (column,) = (one for one in acled.COLUMNS if one.name == "civilian_targeting")

    assert expected == column.value(happening(kind, "SY:forces", target))


@pytest.mark.parametrize(
    ("country", "expected"),
    [("SY", "Middle East"), ("EG", "Middle East"), ("LY", "Africa"), ("ML", "Africa"),
     ("US", "Americas"), ("CO", "Americas"), ("HT", "Americas"), ("UA", "Europe"),
     ("GE", "Europe"), ("AF", "Asia"), ("MM", "Asia")],
)  # fmt: skip
def test_ucdp_regions(country: str, expected: str) -> None:
    """UCDP has five regions: Egypt is in the Middle East, Georgia in Europe."""
    there = replace(happening(CLASH, "", ""), country=countries()[country])

    assert expected == ucdp.region(there)


@pytest.mark.parametrize(
    ("kind", "doer", "target", "expected"),
    [
        (MOVE, "SY:state", "SY:forces", (["SY:state"], [])),
        (MOVE, "", "SY:forces", (["SY:forces"], [])),
        (CLASH, "", "SY:forces", ([], ["SY:forces"])),
    ],
)
def test_what_is_moved_is_no_adversary(
    kind: dict[str, str], doer: str, target: str, expected: tuple[list[str], list[str]]
) -> None:
    """Troops that somebody sends are not who they are sent against."""
    first, second = acled.sides(happening(kind, doer, target))

    assert expected == ([row["actor"] for row in first], [row["actor"] for row in second])


@pytest.mark.parametrize(
    ("doers", "expected"),
    [
        (("Syria", "Rebels"), (["Syria"], ["Rebels"])),
        (("Syria", "Rebels", "Syria"), (["Syria", "Syria"], ["Rebels"])),
        (("Syria", "Syria"), (["Syria"], ["Syria"])),
        (("Syria",), (["Syria"], [])),
    ],
)
def test_who_fights_whom(doers: tuple[str, ...], expected: tuple[list[str], list[str]]) -> None:
    """Those between whom there is a clash are its two sides, though both of them do it."""
    rows = [{"actor": f"{side} {n}", "side": side} for n, side in enumerate(doers)]

    first, second = opposed("armed_clash", rows, [])

    assert expected == ([row["side"] for row in first], [row["side"] for row in second])
    assert (rows, []) == opposed("airstrike", rows, [])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (CLASH, ("Unidentified Armed Group", 3)),
        ({**MOVE, "acled_sub_event": "Other"}, (None, None)),
    ],
)
def test_acled_names_whom_nobody_names(
    kind: dict[str, str], expected: tuple[str | None, int | None]
) -> None:
    """An incident without a doer has ACLED's name for one who is not known; a movement has none."""
    cells = {field.name: field.value for field in acled.COLUMNS}
    event = happening(kind, "", "")

    assert expected == (cells["actor1"](event), cells["inter1"](event))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("SY:forces", 1),
        ("RU:forces", 8),
        ("armed_group", 2),
        ("civilians", 7),
        ("international", 8),
    ],
)
def test_acled_interaction_codes(body: str, code: int) -> None:
    """Forces are state forces at home and external ones abroad."""
    event = happening(CLASH, body, "")

    assert code == acled.interaction_code(event.actors[0], event)


@pytest.mark.parametrize(("kind", "code"), [("Protests", 6), ("Riots", 5)])
def test_who_demonstrates_has_a_code_of_its_own(kind: str, code: int) -> None:
    """Whoever they are; those who stand against them keep theirs."""
    event = happening({**CLASH, "acled_event": kind}, "civilians", "SY:forces")
    codes = [acled.interaction_code(one, event) for one in (*event.actors, *event.targets)]

    assert [code, 1] == codes


@pytest.mark.parametrize(
    ("doer", "target", "expected"),
    [
        ("SY:forces", "armed_group", 1),
        ("armed_group", "armed_group", 2),
        ("armed_group", "civilians", 3),
        ("", "", 1),
    ],
)
def test_ucdp_type_of_violence(doer: str, target: str, expected: int) -> None:
    """State-based, non-state or one-sided, by who fights whom."""
    assert expected == ucdp.type_of_violence(happening(CLASH, doer, target))


def test_every_country_has_codes_and_region() -> None:
    """Each country of the gazetteer has its codes and a region of conflict data."""
    with (gazetteer_folder(Config()) / "countries.csv").open(encoding="utf-8") as file:
        known = {row["country"] for row in csv.DictReader(file) if row["kind"] == "country"}
    codes = countries()

    assert set() == known - set(codes) - {""}
    assert all(code.region and len(code.alpha3) == 3 for code in codes.values())
    assert ("SYR", "760") == (codes["SY"].alpha3, codes["SY"].numeric)
