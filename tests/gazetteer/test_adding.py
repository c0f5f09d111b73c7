"""Adding tables of others: GeoNames dumps, CSV and GeoJSON of any columns."""

from __future__ import annotations

import io
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geomap.cli.gazetteer import app
from geomap.errors import DownloadFailed, GazetteerInvalid, InputNotFound, OutputNotWritable
from geomap.gazetteer.adding import Added, Mapping, add_table
from geomap.gazetteer.downloading import downloaded
from geomap.gazetteer.sources import local_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geomap.gazetteer import Gazetteer


def dump_line(number: int, name: str, code: str = "PPL", **cells: str) -> str:
    """A line of a country dump as GeoNames writes it."""
    values = {"ascii": name, "alternates": "", "lat": "35.9", "lon": "36.7", "admin1": "",
              "admin2": "", "population": "0", **cells}  # fmt: skip
    feature_class = {"PPL": "P", "ADM1": "A", "ADM2": "A", "DAM": "S", "HTL": "S"}[code]
    return "\t".join(
        (str(number), name, values["ascii"], values["alternates"], values["lat"], values["lon"],
         feature_class, code, "SY", "", values["admin1"], values["admin2"], "", "",
         values["population"], "", "400", "Asia/Damascus", "2024-01-01")
    )  # fmt: skip


DUMP = "\n".join(
    (
        dump_line(11, "Harbnush", alternates="Harbanush,حربنوش", admin1="12", population="48000"),
        dump_line(12, "Muhafazat Idlib", "ADM1", alternates="Idlib", admin1="12"),
        dump_line(13, "Mintaqat Harim", "ADM2", admin1="12", admin2="1203"),
        dump_line(14, "Harim", admin1="12", admin2="1203", lat="36.2", lon="36.5"),
        dump_line(15, "Great Dam", "DAM"),
        dump_line(16, "Hotel Nowhere", "HTL"),
        dump_line(17, "Far North", lat="99"),
        "18\ttoo short",
        "",
    )
)


@pytest.fixture
def adding(tables: Path, tmp_path: Path) -> Callable[..., tuple[Added, list[str]]]:
    """Add a file of this name and content to `tables`; gives what came of it."""

    def add(
        name: str, content: str | bytes, mapping: Mapping | None = None
    ) -> tuple[Added, list[str]]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        said: list[str] = []
        local = local_folder(str(tables))
        return add_table(path, local, mapping=mapping, report=said.append), said

    return add


def test_a_country_dump_is_added(
    adding: Callable[..., tuple[Added, list[str]]], opened: Callable[..., Gazetteer]
) -> None:
    """Places with their names, units by code, and only what news speaks of."""
    added, said = adding("SY.txt", DUMP)
    gazetteer = opened()

    assert (5, 2) == (added.rows, added.skipped)
    (hit,) = gazetteer.lookup("حربنوش")
    harbnush = gazetteer.entry(hit.row)
    assert ("geonames:11", "Harbnush", "city", "SY", "Idlib", 48000, 2.0) == (
        harbnush.id,
        harbnush.name,
        harbnush.kind,
        harbnush.country,
        harbnush.admin1,
        harbnush.population,
        harbnush.radius_km,
    )
    assert "admin1:SY/idlib" == gazetteer.entry(gazetteer.lookup("Muhafazat Idlib")[0].row).id
    assert "facility" == gazetteer.entry(gazetteer.lookup("Great Dam")[0].row).kind
    harim = gazetteer.entry(gazetteer.lookup("Harim")[0].row)
    assert ("Mintaqat Harim", "Mintaqat Harim") == (
        harim.admin2,
        gazetteer.entry(harim.admin2_row or 0).name,
    )
    assert [] == gazetteer.lookup("Hotel Nowhere")
    assert ["line 7: lat '99'", "line 8: 2 columns"] == [
        line.partition(", ")[2].partition(" is")[0].partition(",")[0] for line in said
    ]


def test_names_and_codes_reach_places_we_have(
    adding: Callable[..., tuple[Added, list[str]]], opened: Callable[..., Gazetteer]
) -> None:
    """alternateNamesV2 and admin1CodesASCII name places of other tables."""
    names = (
        "1\t2\tar\tحماة\t1\t\t\t\t\t",
        "2\t2\tlink\thttps://x\t\t\t\t\t\t",
        "3\tx\ten\tX\t\t\t\t\t\t",
    )
    added, said = adding("alternateNamesV2.txt", "\n".join(names))
    adding("admin1CodesASCII.txt", "SY.12\tIdlib\tEdleb\t169575\nSY.99\tNowhere\tNowhere\t9\n")
    gazetteer = opened()

    assert "names-alternateNamesV2.parquet" == added.path.name
    assert (1, ["geonameid 'x' is not a number"]) == (
        added.rows,
        [line.partition("3: ")[2] for line in said],
    )
    assert "Hama" == gazetteer.entry(gazetteer.lookup("حماة")[0].row).name
    assert "admin1:SY/idlib" == gazetteer.entry(gazetteer.lookup("Edleb")[0].row).id
    assert [] == gazetteer.lookup("Nowhere")


def test_a_csv_of_other_columns_is_mapped(
    adding: Callable[..., tuple[Added, list[str]]], opened: Callable[..., Gazetteer]
) -> None:
    """Columns, constant values and an id prefix are given by the user."""
    mapping = Mapping(
        columns={
            "id": ("PCODE",),
            "name": ("EN",),
            "names": ("AR", "OLD"),
            "lat": ("Y",),
            "lon": ("X",),
        },
        values={"kind": "city", "country": "SY"},
        prefix="pcode",
    )
    text = "PCODE,EN,AR,OLD,X,Y\nSY1,Binnish,بنش,Bennsh|Binsh,36.7,35.95\nSY2,NoPoint,,,,\nragged\n"
    added, said = adding("towns.csv", text, mapping)
    gazetteer = opened()

    assert (1, 2) == (added.rows, added.skipped)
    assert ["line 3: it has no point or geometry", "line 4: the number of cells is not right"] == [
        line.partition(", ")[2] for line in said
    ]
    for name in ("Binnish", "بنش", "Bennsh", "Binsh"):
        entry = gazetteer.entry(gazetteer.lookup(name)[0].row)
        assert ("pcode:SY1", "Idlib") == (entry.id, entry.admin1)
        assert 2.0 == entry.radius_km, "none is given: as wide as a town is"


def test_boundaries_are_added_with_their_areas(
    adding: Callable[..., tuple[Added, list[str]]], opened: Callable[..., Gazetteer]
) -> None:
    """GeoJSON polygons become areas with a point inside; bad features are reported."""
    text = """{"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"ADM3_EN": "Dana", "ADM3_PCODE": "SY070504"}, "geometry":
       {"type": "Polygon", "coordinates": [[[36.7,36.1],[36.9,36.1],[36.9,36.3],[36.7,36.1]]]}},
      {"type": "Feature", "properties": {"ADM3_EN": "Spot"}, "geometry":
       {"type": "Point", "coordinates": [36.5, 36.0]}},
      {"type": "Feature", "properties": {}, "geometry": null},
      {"type": "Feature", "properties": {"ADM3_EN": "Odd"}, "geometry": {"type": "Blob"}}]}"""
    mapping = Mapping(
        columns={"id": ("ADM3_PCODE",), "name": ("ADM3_EN",)},
        values={"kind": "area"},
        prefix="pcode",
    )
    added, said = adding("adm3.geojson", text, mapping)
    gazetteer = opened()
    dana = gazetteer.entry(gazetteer.lookup("Dana")[0].row)

    assert (2, 2, 2) == (added.rows, added.skipped, len(said))
    assert ("pcode:SY070504", "SY", "Idlib") == (dana.id, dana.country, dana.admin1)
    assert gazetteer.contains(dana.row, dana.lat, dana.lon)
    assert "local:adm3/2" == gazetteer.entry(gazetteer.lookup("Spot")[0].row).id


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.txt", "a\tb\n"),
        ("x.txt", b"\xff\xfe\n"),
        ("x.csv", b"id,name\n\xff\xff\n"),
        ("x.geojson", "[]"),
        ("x.json", "{"),
        ("x.shp", ""),
    ],
)
def test_what_is_no_table_is_an_error(
    adding: Callable[..., tuple[Added, list[str]]], tables: Path, name: str, content: str | bytes
) -> None:
    """The error names the file, and nothing is left behind."""
    with pytest.raises(GazetteerInvalid, match=name):
        adding(name, content)
    assert [] == list((tables / "local").glob("*"))


def test_a_column_that_the_table_lacks_is_named(
    adding: Callable[..., tuple[Added, list[str]]], tables: Path
) -> None:
    """A mapping to a column that is not there stops at once, and says which columns are."""
    with pytest.raises(GazetteerInvalid, match="no column 'EN', only 'NAME;X;Y'"):
        adding("towns.csv", "NAME;X;Y\nBinnish;1;2\n", Mapping(columns={"name": ("EN",)}))
    assert [] == list((tables / "local").glob("*"))


def test_adding_needs_a_file_and_a_folder(tmp_path: Path) -> None:
    """Both errors say what to do."""
    with pytest.raises(InputNotFound):
        add_table(tmp_path / "none.txt", tmp_path, report=print)
    (tmp_path / "SY.txt").write_text(DUMP, encoding="utf-8")
    with pytest.raises(OutputNotWritable):
        add_table(tmp_path / "SY.txt", tmp_path / "SY.txt" / "local", report=print)


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[str]:
    """Address of a server on loopback with a zip of the dump, and a broken one."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("readme.txt", "x")
        archive.writestr("SY.txt", DUMP)
    (folder / "SY.zip").write_bytes(held.getvalue())
    (folder / "XX.zip").write_bytes(held.getvalue())
    (folder / "YY.zip").write_bytes(b"no zip")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_dump_is_fetched(mirror: str) -> None:
    """The dump comes out of its zip, and goes when it has been used."""
    with downloaded("SY", mirror) as path:
        assert path.read_text("utf-8") == DUMP
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "why"), [("ZZ", "not found"), ("XX", "XX.txt"), ("YY", "not a zip file")]
)
def test_what_cannot_be_fetched_is_an_error(mirror: str, name: str, why: str) -> None:
    """Missing files, other archives and broken ones are told apart."""
    with pytest.raises(DownloadFailed, match=why), downloaded(name, mirror):
        pass


def test_only_web_addresses_are_fetched(tmp_path: Path) -> None:
    """A file address is refused."""
    with pytest.raises(DownloadFailed, match="no http"), downloaded("SY", tmp_path.as_uri()):
        pass


def test_the_command_fetches_and_adds(mirror: str, tmp_path: Path) -> None:
    """From the network to a table of one's own in one step, where the user asks for it."""
    told = ("--country", "SY", "--url", mirror, "--to", str(tmp_path / "own"))
    done = CliRunner().invoke(app, ["download", "geonames", *told])
    (table,) = (tmp_path / "own").rglob("SY.parquet")

    assert str(table) == done.stdout.strip()
    assert "rows added" in done.stderr
