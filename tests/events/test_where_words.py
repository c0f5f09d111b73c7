"""Why a deed was at one name and not at another, told to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events import place_sentences
from geomap.events.where.model import parts, weights
from geomap.events.where.scene import Candidate, Scene
from geomap.flow import annotate_article, parsed
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools


def told(text: str, word: str, tools: Tools) -> list[str]:
    """What is told of the place of the first claim of a word."""
    article = Article(id="a", text=text, language="en")
    doc = parsed(article, tools)
    found = annotate_article(article, tools, doc)
    claim = next(claim for claim in found.claims if claim.trigger.text == word)
    (trigger,) = (token for token in doc if token.text == word)
    return list(place_sentences(trigger, claim, found.mentions))


def test_the_place_and_its_rivals_are_told_with_reasons(tools: Tools) -> None:
    """What speaks for the place comes first, then why each rival is refused."""
    lines = told(
        "Speaking in Beirut, he said gunmen attacked the Damascus suburb of Douma.",
        "attacked", tools,
    )  # fmt: skip

    assert ["For “Douma”", "Not “Damascus”", "Not “Beirut”"] == [
        line.partition(":")[0] for line in lines
    ]
    assert "the way “attacked” > “suburb” > “Douma” (+" in lines[0]
    assert "(-" not in lines[0]
    assert "only says where another place is" in lines[1]
    assert "the speaker is there" in lines[2]
    assert "(+" not in lines[2]


def test_a_participle_tells_whose_place_it_has(tools: Tools) -> None:
    """What is part of another deed names that deed."""
    lines = told("Shells hit a market in Hama, killing ten people.", "killing", tools)

    assert "Its place is that of “hit”, which it is part of." == lines[0]
    assert lines[1].startswith("For “Hama”: ")


def test_where_no_name_is_nothing_is_told(tools: Tools) -> None:
    """A sentence without places needs no reasons."""
    assert [] == told("Gunmen attacked the village.", "attacked", tools)


def test_parts_are_the_mean_of_both_weights(tools: Tools) -> None:
    """What a feature is told to add is half of what it adds to both models."""
    doc = parsed(Article(id="a", text="Gunmen attacked Douma.", language="en"), tools)
    article = Article(id="a", text="Gunmen attacked Douma.", language="en")
    (mention,) = annotate_article(article, tools, doc).mentions
    scene = Scene(doc[1], [Candidate(mention, doc[2:3], doc[2])])
    added = parts(scene, 0)

    assert sum(weights()["bias"]) / 2 == added["bias"]
    assert set(added) <= set(weights())
