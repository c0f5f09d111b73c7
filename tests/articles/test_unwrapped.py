"""Texts wrapped at a column are read as if they were not."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from geomap.articles.segments import unwrapped
from geomap.flow import annotate_article
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools

PARAGRAPH = (
    "Government warplanes struck a market in the town of Saraqib on Monday morning, killing at "
    "least nine people and wounding dozens more, a group of local doctors said, while rebels "
    "shelled the road between Hama and Homs and both sides blamed the other for the collapse of "
    "the truce that had held for most of the summer in the north of the country."
)


def test_breaks_of_wrapped_lines_are_blanks() -> None:
    """As many characters as before, no break within the paragraph, the heading on its own."""
    text = f"Raid on a market\n\n{textwrap.fill(PARAGRAPH, 64)}\n"

    assert f"Raid on a market\n\n{PARAGRAPH}\n" == unwrapped(text)
    assert len(text) == len(unwrapped(text))


@pytest.mark.parametrize(
    "text",
    [
        f"{PARAGRAPH}\n{PARAGRAPH}\n",
        "Idlib\nHama\nHoms\nAleppo\nRaqqa\nDamascus\n",
        "A first line that is no sentence\nand a second one\n",
    ],
)
def test_paragraphs_and_lists_keep_their_breaks(text: str) -> None:
    """A line that is a paragraph, an item or a heading stays one."""
    assert text == unwrapped(text)


def test_claims_of_a_wrapped_text_are_those_of_the_plain_one(tools: Tools) -> None:
    """Deeds, places and tolls do not depend on line ends and kinds of blanks; offsets hold."""
    wrapped = textwrap.fill(PARAGRAPH, 64)
    unbroken = PARAGRAPH.replace(" on ", "\u00a0on\u00a0").replace(" nine ", "\u202fnine\u202f")
    told = []
    for text in (PARAGRAPH, wrapped, unbroken):
        done = annotate_article(Article(id="a", text=text, language="en"), tools)
        places = {mention.id: mention.start for mention in done.mentions}
        told.append(
            [(c.type, c.trigger.start, places.get(c.place or ""), c.fatalities.best)
             for c in done.claims]
        )  # fmt: skip

    assert told[0]
    assert told[0] == told[1] == told[2]
