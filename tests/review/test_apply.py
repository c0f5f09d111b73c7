"""Corrections are put on claims, marked, and kept by every rebuild."""

from __future__ import annotations

import runpy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geomap.errors import CorrectionsInvalid
from geomap.events import link_claims
from geomap.layers import build_layers
from geomap.review import merged, read_corrections, write_corrections

if TYPE_CHECKING:
    from geomap.model import Annotation, Claim
    from geomap.review.sheet import Row

Desk = Any
found = runpy.run_path(str(Path(__file__).with_name("conftest.py")))["found"]


def reviewed(desk: Desk, annotation: Annotation, edits: dict[int, Row]) -> Annotation:
    """The annotation after the worksheet's rows were edited, by their order."""
    rows = desk.written()
    for index, row in edits.items():
        rows[index : index + 1] = [rows[index] | row] if index < len(rows) else [row]
    desk.save(rows)
    done: Annotation = desk.reviews(desk.read()).applied(annotation)
    return done


def by_trigger(annotation: Annotation) -> dict[str, Claim]:
    """Claims by their trigger."""
    return {claim.trigger.text: claim for claim in annotation.claims}


def test_claims_of_one_trigger_are_decided_one_by_one(desk: Desk, annotation: Annotation) -> None:
    """A deed told at two places is two claims: the second is dropped and the first is kept."""
    first, killed = annotation.claims
    twice = replace(annotation, claims=(first, replace(first, id="c3", place="m2"), killed))
    desk = replace(desk, layers=build_layers([twice], [], desk.tools.actors, {}))
    rows = desk.written()
    (hama,) = (row for row in rows if row["trigger"] == "bombed" and row["place_name"] == "Hama")
    hama["action"] = "drop"
    desk.save(rows)
    done = desk.reviews(desk.read()).applied(twice)

    assert [("c1", "m1", None), ("c3", "m2", "dropped"), ("c2", "m2", None)] == [
        (claim.id, claim.place, claim.review) for claim in done.claims
    ]


def test_values_are_corrected(desk: Desk, annotation: Annotation) -> None:
    """Type, actors, targets, days, certainty, source and toll are the analyst's."""
    edits = {
        "event_type": "shelling", "actors": "Syrian army; a militia", "targets": "two barns",
        "date_start": "2018-09-01", "date_end": "2018-09-03", "modality": "alleged",
        "polarity": "denied", "attributed_to": "medics; villagers", "fatalities_low": "3",
    }  # fmt: skip
    claim = by_trigger(reviewed(desk, annotation, {0: edits}))["bombed"]

    assert ("shelling", "corrected") == (claim.type, claim.review)
    assert ["SY-FORCES", None] == [actor.id for actor in claim.actors]
    assert "a militia" == claim.actors[1].name
    assert ["two barns"] == [target.name for target in claim.targets]
    assert (date(2018, 9, 1), date(2018, 9, 3), "days") == (
        claim.when.start, claim.when.end, claim.when.precision,
    )  # fmt: skip
    assert ("alleged", "denied") == (claim.modality, claim.polarity)
    assert claim.attribution is not None
    assert claim.attribution.source is not None
    assert ("medics", "villagers") == (claim.attribution.name, claim.attribution.source.name)
    assert (3, None) == (claim.fatalities.low, claim.fatalities.best)


def test_place_of_a_mention_is_corrected(desk: Desk, annotation: Annotation) -> None:
    """The word that named the place means the other place from now on."""
    done = reviewed(desk, annotation, {0: {"place_id": "admin1:SY/idlib"}})
    mention = next(m for m in done.mentions if m.id == by_trigger(done)["bombed"].place)

    assert ("Idlib", "admin1:SY/idlib") == (mention.text, mention.place and mention.place.id)
    assert ("resolved", "review", 1.0) == (mention.status, mention.recognised_by, mention.score)


def test_place_is_moved_to_another_mention(desk: Desk, annotation: Annotation) -> None:
    """A place that the article names already keeps its mention."""
    done = reviewed(desk, annotation, {0: {"place_id": "geonames:170017"}})

    assert "m2" == by_trigger(done)["bombed"].place
    assert annotation.mentions == done.mentions


def test_place_is_given_as_a_point(desk: Desk, annotation: Annotation) -> None:
    """Coordinates make a place of the words that name it, in the country where it lies."""
    edits = {"place_id": "35.5, 36.3", "place_text": "Tuesday"}
    done = reviewed(desk, annotation, {0: edits})
    mention = next(m for m in done.mentions if m.id == by_trigger(done)["bombed"].place)

    assert mention.drawn
    assert mention.place is not None
    assert ("Tuesday", 35.5, 36.3, "SY") == (
        mention.text, mention.place.lat, mention.place.lon, mention.place.country,
    )  # fmt: skip


def test_place_is_taken_away(desk: Desk, annotation: Annotation) -> None:
    """An emptied place means: nowhere."""
    done = reviewed(desk, annotation, {0: {"place_id": ""}})

    assert by_trigger(done)["bombed"].place is None


def test_dropped_claims_stay_and_are_no_events(desk: Desk, annotation: Annotation) -> None:
    """A dropped claim is in the claims layer, marked and undrawn, and in no event."""
    done = reviewed(desk, annotation, {0: {"action": "drop"}, 1: {"action": "confirm"}})
    events = link_claims([done], desk.tools.actors, {})
    layers = build_layers([done], events, desk.tools.actors, {})
    claims = layers.claims.set_index("trigger")

    assert ["killing"] == [event.type for event in events]
    assert ["confirmed"] == layers.events["review"].tolist()
    assert ("dropped", False) == (claims.loc["bombed", "review"], claims.loc["bombed", "drawn"])
    assert claims.loc["bombed"].geometry is None


def test_claims_are_added(desk: Desk, annotation: Annotation, blank: Row) -> None:
    """A claim that geomap missed is made from words of the article."""
    row = blank | {
        "action": "add", "article_id": "raid", "trigger": "blocked", "event_type": "protest",
        "actors": "Farmers", "place_id": "35.2, 36.4", "place_text": "the hills",
    }  # fmt: skip
    done = reviewed(desk, annotation, {2: row})
    claim = by_trigger(done)["blocked"]

    assert ("added", "protest", "c3") == (claim.review, claim.type, claim.id)
    assert "Farmers blocked a road in the hills." == claim.sentence.text
    assert "Farmers" == done.article.text[claim.actors[0].start : claim.actors[0].end]
    assert ["bombed", "killed", "blocked"] == [c.trigger.text for c in done.claims]


def test_corrections_survive_a_rebuild(desk: Desk, annotation: Annotation) -> None:
    """Written and read again, on a claim with another number, they hold."""
    rows = desk.written()
    desk.save([rows[0] | {"event_type": "shelling"}, rows[1] | {"action": "drop"}])
    path = desk.folder / "corrections.csv"
    write_corrections(desk.read().corrections, path)
    again = replace(
        annotation,
        claims=tuple(replace(c, id=f"c{n}") for n, c in enumerate(annotation.claims, start=7)),
    )
    corrections = read_corrections(path)
    done = desk.reviews(type(desk.read())(corrections=corrections)).applied(again)

    assert [("shelling", "corrected"), ("killing", "dropped")] == [
        (claim.type, claim.review) for claim in done.claims
    ]


def test_corrected_claim_that_is_no_longer_found_is_made(
    desk: Desk, annotation: Annotation
) -> None:
    """An analyst's claim does not vanish because geomap changed its mind."""
    rows = desk.written()
    desk.save([rows[0] | {"event_type": "shelling"}, rows[1]])
    done = desk.reviews(desk.read()).applied(replace(annotation, claims=()))

    (claim,) = done.claims
    assert ("shelling", "added", "bombed") == (claim.type, claim.review, claim.trigger.text)
    assert claim.place == "m1"


def test_unused_corrections_are_told(desk: Desk, annotation: Annotation, blank: Row) -> None:
    """A text that is gone, or words that are not there, are no silent loss."""
    row = {"action": "add", "article_id": "raid", "trigger": "danced", "event_type": "protest"}
    first, second = desk.written()
    desk.save([first | {"action": "drop"}, second, blank | row])
    reviews = desk.reviews(desk.read())

    assert 2 == len(reviews.notices())
    reviews.applied(annotation)
    (told,) = reviews.notices()
    assert "does not say 'danced'" in told


def test_other_texts_are_left_alone(desk: Desk, annotation: Annotation) -> None:
    """One changed letter is another text, whose offsets mean something else."""
    rows = desk.written()
    desk.save([rows[0] | {"action": "drop"}, rows[1]])
    other = found(annotation.article.text.replace("Two", "Six"))

    assert other == desk.reviews(desk.read()).applied(other)


def test_later_decisions_join_earlier_ones(desk: Desk) -> None:
    """A second worksheet adds to the first; undo forgets a claim's corrections."""
    first, second = desk.written()
    desk.save([first | {"event_type": "shelling"}, second | {"action": "drop"}])
    before = desk.read().corrections
    desk.save([first | {"event_type": "shelling", "original": first["original"].replace(
        "airstrike", "shelling"), "modality": "alleged"}, second])  # fmt: skip
    both = merged(before, desk.read().corrections, [])

    assert [("event_type", "modality"), ()] == [one.changed for one in both]
    assert ["correct", "drop"] == [one.action for one in both]
    desk.save([first | {"action": "undo"}, second])
    decisions = desk.read()
    assert ["drop"] == [one.action for one in merged(both, decisions.corrections, decisions.undone)]


def test_damaged_corrections_stop_the_build(tmp_path: Path) -> None:
    """Corrections are never dropped because their file cannot be read."""
    assert [] == read_corrections(tmp_path / "none.csv")
    (tmp_path / "c.csv").write_text("a,b\n", encoding="utf-8")

    with pytest.raises(CorrectionsInvalid, match="no column 'key'"):
        read_corrections(tmp_path / "c.csv")
