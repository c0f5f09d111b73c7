"""Settings are read strictly: a misspelt or wrong one is an error that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.config import Config, gazetteer_folder, read_config, samples_folder
from geomap.errors import ConfigInvalid, GazetteerMissing, InputNotFound


def config_of(text: str, folder: Path) -> Config:
    """The settings of a geomap.toml with this text."""
    path = folder / "geomap.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def test_no_file_means_defaults() -> None:
    """Without a file every setting has its default."""
    assert Config() == read_config(None)


def test_settings_replace_defaults_one_by_one(tmp_path: Path) -> None:
    """What the file does not name keeps its default."""
    config = config_of('[places]\ntheatre = ["SY", "IQ"]\nmin_score = 1\n', tmp_path)

    assert ("SY", "IQ") == config.places.theatre
    assert 1.0 == config.places.min_score
    assert Config().language == config.language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[places]\ntheater = ["SY"]', "places.theater"),
        ("[places]\nmin_score = 1.5", "between 0 and 1"),
        ('[places]\nmin_score = "high"', "must be float"),
        ("[places]\nmin_score = true", "must be float"),
        ("[articles]\nmax_bytes = 0", "must be positive"),
        ("places = 3", "must be a table"),
        ("[places\n", "geomap.toml"),
    ],
)
def test_wrong_setting_is_named(text: str, words: str, tmp_path: Path) -> None:
    """The error names the setting and what it should be."""
    with pytest.raises(ConfigInvalid, match=words):
        config_of(text, tmp_path)


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    """A settings file that was named must exist."""
    with pytest.raises(InputNotFound, match=r"nowhere\.toml does not exist"):
        read_config(tmp_path / "nowhere.toml")


def test_gazetteer_and_samples_come_with_geomap() -> None:
    """The tables and the samples are found without any setting."""
    assert (gazetteer_folder(Config()) / "sources.toml").is_file()
    assert (samples_folder() / "articles.csv").is_file()


def test_configured_gazetteer_must_be_there(tmp_path: Path) -> None:
    """A folder without tables is an error that names it."""
    config = config_of(f'[gazetteer]\npath = "{tmp_path.as_posix()}"', tmp_path)

    with pytest.raises(GazetteerMissing, match=tmp_path.name):
        gazetteer_folder(config)


def test_a_word_that_is_no_choice_is_refused(tmp_path: Path) -> None:
    """A setting of a few words names them when it is given another."""
    path = tmp_path / "geomap.toml"
    path.write_text('[language]\nspans = "wide"\n', encoding="utf-8")

    with pytest.raises(ConfigInvalid, match="auto, names, phrases"):
        read_config(path)
