"""Events are compared by the claims that they share."""

from __future__ import annotations

from dataclasses import replace

from geomap.store import EventNote, events_between

RAID = EventNote(
    type="airstrike",
    start="2018-09-04",
    place="Idlib",
    place_id="geonames:169389",
    lat=35.93,
    lon=36.63,
    actors=("Russia",),
    claims=(("a", "c1"),),
)


def changes(before: dict[str, EventNote], after: dict[str, EventNote]) -> list[tuple[str, str]]:
    """(change, id) of each event that differs."""
    return [(one.change, one.id) for one in events_between(before.items(), after.items())]


def test_an_event_that_one_more_article_reports_is_the_same() -> None:
    """Its id is another, and nothing else that matters."""
    grown = replace(RAID, claims=(("a", "c1"), ("b", "c2")))

    assert [] == changes({"e1": RAID}, {"e2": grown})


def test_new_gone_moved_and_changed() -> None:
    """Each once."""
    other = replace(RAID, claims=(("x", "c1"),))
    moved = replace(RAID, place_id="geonames:1", lat=36.0)
    later = replace(other, start="2018-09-05")

    assert [("new", "e9")] == changes({}, {"e9": RAID})
    assert [("gone", "e9")] == changes({"e9": RAID}, {})
    assert [("moved", "e1"), ("changed", "e2")] == changes(
        {"e1": RAID, "e2": other}, {"e1": moved, "e2": later}
    )


def test_an_event_that_loses_its_place_has_moved() -> None:
    """A mark that vanishes from the map is told."""
    lost = replace(RAID, place=None, place_id=None, lat=None, lon=None)

    assert [("moved", "e1")] == changes({"e1": RAID}, {"e1": lost})


def test_two_events_that_become_one_are_not_gone() -> None:
    """Linking deletes no claim, so nothing is lost when events are joined."""
    other = replace(RAID, claims=(("b", "c1"),))
    both = replace(RAID, claims=(("a", "c1"), ("b", "c1")))

    assert [] == changes({"e1": RAID, "e2": other}, {"e3": both})
