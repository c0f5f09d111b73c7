"""The house keeps its plan: imports follow the arrow, and nothing foreign slips in."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "geomap"

#: What all rooms may see.
COMMON = {"geomap", "model", "errors", "config"}
#: Ground floor: seen by the stages, sees only COMMON.
GROUND = {"gazetteer", "language"}
#: What each room may import beside COMMON and itself.
MAY_SEE: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "config": set(),
    "serialise": set(),
    "gazetteer": set(),
    "language": set(),
    "articles": set(),
    "mentions": {*GROUND, "articles"},
    "places": {*GROUND, "articles", "mentions"},
    "events": {*GROUND, "articles", "mentions", "places"},
    "layers": {"gazetteer", "places", "events"},
    "evaluate": {*GROUND, "articles", "mentions", "places", "events", "flow"},
    "learn": {*GROUND, "mentions", "places", "events", "flow", "evaluate"},
    "maps": {"layers", "serialise"},
    "exports": {"layers", "serialise"},
}
#: The rooms of events, each of which may see those before it.
EVENTS = ("patterns", "parse", "what", "who", "where", "said", "when", "linking")
HEAVY = {"spacy", "geopandas", "folium", "pyarrow", "shapely", "pyproj", "pandas", "numpy"}


def modules() -> Iterator[Path]:
    """Every Python file of the package."""
    yield from sorted(p for p in PACKAGE.rglob("*.py") if "node_modules" not in p.parts)


def imports(path: Path) -> Iterator[str]:
    """Dotted names a file imports, wherever in it the import stands; types-only ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            yield node.module
            if node.module == "geomap":
                yield from (f"geomap.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    """The room of a file: the folder or module right under geomap/."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_imports_follow_the_arrow() -> None:
    """No room imports one that comes after it in the flow."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        if room(path) in MAY_SEE
        for name in imports(path)
        if name.split(".")[0] == "geomap"
        and len(name.split(".")) > 1
        and name.split(".")[1] not in COMMON | MAY_SEE[room(path)] | {room(path), "__version__"}
    ]

    assert [] == wrong


def test_the_rooms_of_events_see_those_before_them() -> None:
    """What happened is read before who, where, by whose word and when; linking comes last."""
    inner = [p for p in modules() if room(p) == "events" and p.parent.name in EVENTS]
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in inner
        for name in imports(path)
        if name.startswith("geomap.events")
        and name.split(".")[2] not in EVENTS[: EVENTS.index(path.parent.name) + 1]
    ]

    assert len(EVENTS) == len({path.parent.name for path in inner})
    assert [] == wrong


def test_every_room_is_on_the_plan() -> None:
    """A new folder must be given its place in the arrow."""
    on_top = {
        "flow",
        "cli",
        "components",
        "corpus",
        "review",
        "samples",
        "scale",
        "store",
        "__init__",
        "__main__",
    }
    rooms = {room(path) for path in modules()}

    assert set() == rooms - set(MAY_SEE) - on_top


def test_only_maps_imports_folium() -> None:
    """Folium runs text as templates, so one room alone touches it."""
    importers = {
        room(path)
        for path in modules()
        for name in imports(path)
        if name.split(".")[0] in {"folium", "branca"}
    }

    assert {"maps"} == importers


def test_command_line_imports_nothing_heavy() -> None:
    """`geomap --help` answers at once because heavy packages load inside commands."""
    code = "import sys, geomap.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert set() == HEAVY & set(done.stdout.split())


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Every file of the repository that is text, with its contents."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    if done.returncode:
        pytest.skip("not a git checkout, so there is no list of the project's own files")
    for name in filter(None, done.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_no_registry_host_or_machine_path_is_named() -> None:
    """Lock files and scripts work with whatever registry a machine is set up for."""
    # In pieces, so that this file does not name them itself.
    banned = [
        "registry." + "npmjs",
        "pypi" + ".org/simple",
        "files.python" + "hosted",
        "deb.deb" + "ian.org",
        "/" + "work/",
        "/" + "root/",
        "/opt/" + "wheels",
    ]
    named = [f"{name}: {word}" for name, text in tracked_texts() for word in banned if word in text]

    assert [] == named
