"""The sample articles show what articles are like, and are read without a complaint."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.articles import copies_among, read_articles
from geomap.config import Config, samples_folder
from geomap.model import Article, Skipped


@pytest.fixture(scope="module")
def samples() -> dict[str, Article]:
    """The samples by id."""
    results = list(read_articles([str(samples_folder())], Config()))

    assert [] == [result for result in results if isinstance(result, Skipped)]
    return {result.id: result for result in results if isinstance(result, Article)}


def test_there_are_a_dozen(samples: dict[str, Article]) -> None:
    """Twelve articles, in the order of their files."""
    assert [
        "douma-strikes", "hajin-offensive", "harasta-evacuation", "idlib-agreement-ar",
        "idlib-raids-copy", "idlib-raids", "mosaic-exhibition", "daraa-2018-07-12",
        "afrin-2018-03-18", "sweida-attacks", "t4-air-base", "tehran-summit",
    ] == list(samples)  # fmt: skip


def test_each_has_title_date_and_outlet(samples: dict[str, Article]) -> None:
    """Sidecar, page, JSON field or dateline state them, all of days in 2018."""
    assert [] == [
        article.id for article in samples.values() if not (article.title and article.source)
    ]
    assert {2018} == {article.published and article.published.year for article in samples.values()}
    assert date(2018, 9, 6) == samples["tehran-summit"].published
    assert date(2018, 3, 22) == samples["harasta-evacuation"].published


def test_one_is_in_arabic(samples: dict[str, Article]) -> None:
    """The others are in English."""
    assert ["idlib-agreement-ar"] == [
        article.id for article in samples.values() if article.language == "ar"
    ]
    assert {"en", "ar"} == {article.language for article in samples.values()}


def test_two_are_copies_of_one(samples: dict[str, Article]) -> None:
    """The syndicated pair is one group; every other article is its own."""
    groups = copies_among(samples.values(), Config().articles.duplicate_threshold)

    assert {"idlib-raids": "idlib-raids", "idlib-raids-copy": "idlib-raids"} == {
        name: group for name, group in groups.items() if list(groups.values()).count(group) > 1
    }


def test_every_kind_of_segment_occurs(samples: dict[str, Article]) -> None:
    """Boilerplate, captions and repeats are there for the maps to leave out."""
    assert {"title", "body", "boilerplate", "caption", "repeat"} == {
        segment.kind for article in samples.values() for segment in article.segments
    }
    assert all(article.segments[0].kind == "title" for article in samples.values())
