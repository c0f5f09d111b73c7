"""What a result depends on: whatever may change one has another recipe, and nothing else has."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geomap.articles import Draft
from geomap.config import Config, GazetteerConfig, LanguageConfig, MapsConfig, PlacesConfig
from geomap.config import gazetteer_folder as shipped
from geomap.store import code_digest, listed, recipe, recipe_of

Change = Callable[[Path, Config], Config | None]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Settings of a small house of our own: code, tables, own tables, overrides, a model."""
    files = {
        "geomap/flow.py": "a", "geomap/places/rules.toml": "b", "geomap/maps/page.py": "c",
        "geomap/__pycache__/flow.pyc": "d", "geomap/places/__pycache__/rules.pyc": "e",
        "own/triggers.csv": "f", "own/event_types.csv": "g", "own/actors.csv": "h",
        "overrides.csv": "i", "model/weights.bin": "j", "tables/theatre/x.csv": "k",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in ("sources.toml", "triggers.csv", "event_types.csv", "actors.csv"):
        shutil.copy(shipped(Config()) / name, tmp_path / "tables")
    monkeypatch.setattr(recipe, "_PACKAGE", tmp_path / "geomap")
    return Config(
        gazetteer=GazetteerConfig(
            path=str(tmp_path / "tables"),
            own=str(tmp_path / "own"),
            overrides=str(tmp_path / "overrides.csv"),
        ),
        language=LanguageConfig(model=str(tmp_path / "model")),
    )


def written(name: str) -> Change:
    """A file is edited, to the same length, or is new."""

    def change(folder: Path, _config: Config) -> None:
        (folder / name).write_text("X", encoding="utf-8")

    return change


MATTERS: dict[str, Change] = {
    "a setting": lambda _folder, config: replace(config, places=PlacesConfig(min_score=0.9)),
    **{
        f"{name} edited": written(name)
        for name in (
            "geomap/flow.py", "geomap/places/rules.toml", "own/triggers.csv",
            "own/event_types.csv", "own/actors.csv", "model/weights.bin", "tables/theatre/x.csv",
        )
    },
    "a module more": written("geomap/places/more.py"),
}  # fmt: skip
BESIDE: dict[str, Change] = {
    "titles of pages": lambda _folder, config: replace(config, maps=MapsConfig(title="May")),
    **{
        f"{name} edited": written(name)
        for name in (
            "geomap/maps/page.py", "geomap/__pycache__/flow.pyc",
            "geomap/places/__pycache__/rules.pyc", "overrides.csv", "tables/local/x.csv",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("what", [*MATTERS, *BESIDE])
def test_the_recipe_is_what_results_depend_on(what: str, config: Config, tmp_path: Path) -> None:
    """Byte for byte, whatever sizes and times say; overrides and added places are in the id."""
    (tmp_path / "tables" / "local").mkdir()
    before = recipe_of(config, "gazetteer")
    after = recipe_of((MATTERS | BESIDE)[what](tmp_path, config) or config, "gazetteer")

    assert (what in MATTERS) == (before != after)


@pytest.mark.usefixtures("config")
def test_outputs_depend_on_all_the_code(tmp_path: Path) -> None:
    """That of the maps too; not on what Python compiled, which differs from machine to machine."""
    before = code_digest(afterwards=True)
    (tmp_path / "geomap/__pycache__/flow.pyc").write_text("X", encoding="utf-8")
    same = code_digest(afterwards=True)
    (tmp_path / "geomap/maps/page.py").write_text("X", encoding="utf-8")

    assert before == same
    assert before != code_digest(afterwards=True)


def test_another_gazetteer_python_or_package_is_another_recipe(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its id tells a gazetteer; a package may read or reckon otherwise in its next version."""
    found = [recipe_of(config, "one"), recipe_of(config, "other")]
    monkeypatch.setattr(recipe, "_version", lambda name: f"{name} 99")
    found.append(recipe_of(config, "one"))
    found.append(recipe_of(replace(config, language=LanguageConfig(model="en_x")), "one"))
    monkeypatch.setattr(recipe, "_version", lambda name: f"{name} {99 + (name == 'en_x')}")
    found.append(recipe_of(replace(config, language=LanguageConfig(model="en_x")), "one"))
    monkeypatch.setattr("sys.version_info", (3, 99, 0))
    found.append(recipe_of(config, "one"))

    assert len(found) == len(set(found))


def test_a_content_is_what_its_file_states() -> None:
    """Text, title, day, outlet, address and language; not the name, nor the id."""
    draft = Draft(name="a.txt", id="a", text="Shells fell.")
    others = [
        replace(draft, text="Shells."),
        replace(draft, title="T"),
        replace(draft, published=date(2018, 5, 3)),
        replace(draft, source="S"),
        replace(draft, url="https://x.org"),
        replace(draft, language="en"),
    ]

    assert listed(draft).content == listed(replace(draft, name="b.txt", id="b")).content
    assert 7 == len({listed(one).content for one in (draft, *others)})
