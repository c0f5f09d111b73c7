"""Mentions carry their segment, their cue and the actor they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.mentions import find_mentions, given_mentions
from geomap.model import Article, Mention, Segment, Span

if TYPE_CHECKING:
    from geomap.flow import Tools


def found(text: str, tools: Tools, **fields: object) -> tuple[Mention, ...]:
    """The mentions of an English text."""
    article = Article(id="a", text=text, language="en", **fields)  # type: ignore[arg-type]
    return find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)


def test_governments_link_to_actors(tools: Tools) -> None:
    """A capital that speaks is its government; an adjective belongs to its country."""
    moscow, syrian = found("Moscow said Syrian troops were ready.", tools)

    assert ("metonym", "RU-GOV") == (moscow.role, moscow.actor_id)
    assert ("demonym", "SY-GOV") == (syrian.role, syrian.actor_id)


def test_mentions_in_boilerplate_are_marked_and_not_drawn(tools: Tools) -> None:
    """A name in a marked passage is kept with its mark."""
    text = "Shelling hit Hama.\nRelated: Fighting in Homs."
    segments = (
        Segment(start=0, end=19, kind="body"),
        Segment(start=19, end=len(text), kind="boilerplate"),
    )
    hama, homs = found(text, tools, segments=segments)

    assert ("body", "boilerplate") == (hama.segment, homs.segment)
    assert not homs.drawn


def test_only_countries_and_capitals_stand_for_governments(tools: Tools) -> None:
    """A people of a town is not its state, and a province that fears is not its government."""
    text = "Londoners stayed at home. Idlib fears an assault. Damascus denied it."
    actors = {m.text: (m.role, m.actor_id) for m in found(text, tools)}

    assert {
        "Londoners": ("demonym", None),
        "Idlib": ("metonym", None),
        "Damascus": ("metonym", "SY-GOV"),
    } == actors


def test_given_mentions_are_kept_exactly(tools: Tools) -> None:
    """Spans that came with the article are neither moved, dropped nor added to."""
    text = "He left Aleppo, then Nowhereville, then Paris."
    spans = (Span(start=21, end=33), Span(start=8, end=14))
    article = Article(id="a", text=text, language="en", given_mentions=spans)
    kept = given_mentions(tools.english(text), article, tools.gazetteer, tools.actors)

    assert [(21, 33), (8, 14)] == [(m.start, m.end) for m in kept]
    assert {"given"} == {m.recognised_by for m in kept}


def test_type_words_ask_for_a_kind(tools: Tools) -> None:
    """A type word before or behind a name, or shared by a list, asks for that kind of place."""
    text = "Raids hit Idlib Province and the village of Kafr Nabl in Hama and Homs provinces."
    hints = {m.text: m.kind_hint for m in found(text, tools)}

    assert "admin1" == hints["Idlib"]
    assert "admin1" == hints["Hama"]
    assert "admin1" == hints["Homs"]


def test_web_addresses_name_no_places(tools: Tools) -> None:
    """E-mail addresses and links are no text about places."""
    text = "Write to press@damascus.org or see https://example.org/Aleppo/Homs today."

    assert () == found(text, tools)


def test_markdown_does_not_break_names(tools: Tools) -> None:
    """Emphasis and links around a name leave its span to the name alone."""
    text = "Shells fell in **Douma** and near [Harasta](https://example.org/x)."

    assert ["Douma", "Harasta"] == [m.text for m in found(text, tools)]


def test_arabic_names_are_found(tools: Tools) -> None:
    """Names in Arabic script are found without a model; a word for a town says what they are."""
    text = "قصفت الطائرات مدينة إدلب فجر الثلاثاء"
    article = Article(id="a", text=text, language="ar")
    doc = tools.pipeline("ar")(text)
    mentions = find_mentions(doc, article, tools.gazetteer, tools.actors)

    assert {"literal"} == {m.role for m in mentions if m.text == "إدلب"}


def test_names_that_no_actor_goes_on_to_are_told_by_their_first_word(tools: Tools) -> None:
    """Only where an actor's name may hold a place's is the text around it looked through."""
    assert "armed_group" in tools.actors.kinds_behind("Arabian Peninsula")
    assert [] == list(tools.actors.kinds_behind("Saraqib"))
