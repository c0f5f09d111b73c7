"""An article of our own with what was found in it, its layers, and tools to review it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.exports.tables import cell, write_rows
from geomap.layers import build_layers
from geomap.model import ActorRef, Annotation, Article, Candidate, Claim, Mention, Place, Span, When
from geomap.review import Reviews, read_worksheet, write_worksheet
from geomap.review.sheet import COLUMNS, read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.flow import Tools
    from geomap.layers import Layers
    from geomap.review.check import Decisions
    from geomap.review.sheet import Row

TEXT = (
    "Jets bombed Idlib on Tuesday. Two aid workers were killed near Hama, medics said. "
    "Farmers blocked a road in the hills."
)
TYPES = ("airstrike", "killing", "protest", "shelling")


def found(text: str = TEXT) -> Annotation:
    """The article with two mentions and two claims."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(
        id="raid", text=text, title="Raid", published=date(2018, 9, 5), language="en", sha256=digest
    )
    city = Place(id="geonames:173811", name="Idlib", kind="city", lat=35.93, lon=36.63,
                 country="SY", admin1="Idlib", radius_km=4.0)  # fmt: skip
    province = Place(id="admin1:SY/idlib", name="Idlib", kind="admin1", lat=35.8, lon=36.7,
                     country="SY", radius_km=60.0, precision="province")  # fmt: skip
    hama = Place(id="geonames:170017", name="Hama", kind="city", lat=35.13, lon=36.75)

    def mention(number: int, word: str, place: Place, score: float) -> Mention:
        start = text.index(word)
        return Mention(
            id=f"m{number}", start=start, end=start + len(word), text=word, role="literal",
            status="resolved", place=place, score=score,
            alternatives=(Candidate(place=province, score=0.4),) if number == 1 else (),
        )  # fmt: skip

    def claim(number: int, kind: str, word: str, place: str) -> Claim:
        start = text.index(word)
        low = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
        high = text.index(".", start) + 1
        return Claim(
            id=f"c{number}", type=kind,
            trigger=Span(start=start, end=start + len(word), text=word),
            sentence=Span(start=low, end=high, text=text[low:high]),
            actors=(ActorRef(id=None, name="Jets", start=0, end=4),) if number == 1 else (),
            place=place, place_score=0.9,
            when=When(start=date(2018, 9, 4), end=date(2018, 9, 4), precision="day"),
        )  # fmt: skip

    mentions = (mention(1, "Idlib", city, 0.55), mention(2, "Hama", hama, 0.95))
    claims = (claim(1, "airstrike", "bombed", "m1"), claim(2, "killing", "killed", "m2"))
    return Annotation(article=article, mentions=mentions, claims=claims)


@dataclass(frozen=True)
class Desk:
    """Writes, edits and reads back one worksheet."""

    folder: Path
    tools: Tools
    layers: Layers
    suffix: str

    @property
    def sheet(self) -> Path:
        """The worksheet."""
        return self.folder / f"review{self.suffix}"

    def written(self) -> list[Row]:
        """The rows of a new worksheet."""
        self.sheet.unlink(missing_ok=True)
        write_worksheet(self.layers, self.sheet)
        return [row for _number, row in read_rows(self.sheet)]

    def save(self, rows: list[Row]) -> None:
        """What a person saves in a spreadsheet."""
        if self.suffix == ".xlsx":
            from openpyxl import Workbook

            book = Workbook()
            sheet = book.worksheets[0]
            sheet.append(list(COLUMNS))
            for row in rows:
                sheet.append([cell(row[name]) for name in COLUMNS])
            book.save(self.sheet)
        else:
            write_rows(self.sheet, COLUMNS, [[row[name] for name in COLUMNS] for row in rows])

    def read(self) -> Decisions:
        """The decisions in the worksheet."""
        texts = dict(
            zip(self.layers.articles["article_id"], self.layers.articles["sha256"], strict=True)
        )
        return read_worksheet(self.sheet, self.tools.gazetteer, TYPES, texts)

    def reviews(self, decisions: Decisions) -> Reviews:
        """The decisions, ready to be put on annotations."""
        return Reviews(decisions.corrections, self.tools.gazetteer, self.tools.actors, TYPES)


@pytest.fixture
def annotation() -> Annotation:
    """What geomap found in the article."""
    return found()


@pytest.fixture(params=[".csv", ".xlsx"])
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, tools: Tools, annotation: Annotation
) -> Desk:
    """The worksheet of the article, as CSV and as XLSX."""
    layers = build_layers([annotation], [], tools.actors, {})
    return Desk(tmp_path, tools, layers, request.param)


@pytest.fixture
def blank() -> Row:
    """An empty row."""
    return dict.fromkeys(COLUMNS, "")
