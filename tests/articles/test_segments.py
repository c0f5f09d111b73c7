"""Title, body, boilerplate, captions and repeats are told apart, and cover the text."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.articles.segments import find_segments, find_units

if TYPE_CHECKING:
    from collections.abc import Callable

    Kinds = Callable[..., list[tuple[str, str]]]

HEADLINE = "Shells fall on the northern suburbs"
FIRST = "Shells fell on three suburbs of the city on Monday and wounded six people, doctors said."
SECOND = "The army denied that it had fired and blamed a group that holds the hills to the north."
BODY = f"{FIRST}\n\n{SECOND}"

#: Lines of every sort, so that random texts reach the rules.
lines = st.sampled_from(
    [HEADLINE, FIRST, SECOND, "Related news", "# Heading", "By Ann Lee", "© 2018 Post", "", " ",
     "May 4, 2018", "BEIRUT (AP) - Shells fell on the harbour at dawn, residents said.",
     "Ann Lee is a journalist in Beirut.", "* * *", "A man stands in the rain outside the gate",
     "Star Sings Song At Big Gala Night", "About the author", "See Our Week, May 3: A Long Day"]
)  # fmt: skip
articles = st.one_of(
    st.text(),
    st.lists(lines).map("\n".join),
    st.lists(lines).map("\r\n\r\n".join),
)


@settings(deadline=None)
@given(articles, st.none() | lines)
def test_segments_cover_the_text_in_order(text: str, title: str | None) -> None:
    """Put together, the segments are the text; neighbours differ, none is empty."""
    segments = find_segments(text, title)

    assert text == "".join(text[part.start : part.end] for part in segments)
    assert all(part.start < part.end for part in segments)
    assert all(
        one.end == other.start and one.kind != other.kind
        for one, other in itertools.pairwise(segments)
    )


@settings(deadline=None)
@given(articles)
def test_units_are_trimmed_words_of_the_text(text: str) -> None:
    """Offsets of paragraphs hold in the text as read."""
    units = find_units(text)

    assert all(unit.raw == text[unit.start : unit.end] for unit in units)
    assert all(unit.raw == unit.raw.strip() != "" for unit in units)


def test_a_headline_given_three_times_is_title_then_repeats(kinds: Kinds) -> None:
    """Only the first of equal headlines is the title."""
    text = f"{HEADLINE}\n\n{HEADLINE}\n\n{HEADLINE}\n\n{BODY}"

    assert [
        ("title", HEADLINE),
        ("repeat", f"{HEADLINE}\n\n{HEADLINE}"),
        ("body", BODY),
    ] == kinds(text)


def test_a_first_sentence_is_no_title(kinds: Kinds) -> None:
    """A text that begins with a sentence has no title."""
    assert [("body", BODY)] == kinds(BODY)


def test_a_lone_line_is_body(kinds: Kinds) -> None:
    """A headline over nothing is all there is to read, so it is the body."""
    assert [("body", HEADLINE)] == kinds(HEADLINE)


def test_a_stated_title_is_found_below_other_lines(kinds: Kinds) -> None:
    """The title that the file states is the title, even where another line comes first."""
    text = f"World news today\n\n{HEADLINE}.\n\n{BODY}"

    assert ("title", f"{HEADLINE}.") in kinds(text, HEADLINE)


def test_a_repeated_paragraph_is_marked_once(kinds: Kinds) -> None:
    """The second time the same words come, they are a repeat."""
    assert [("body", BODY), ("repeat", FIRST), ("body", SECOND + " Again.")] == kinds(
        f"{BODY}\n\n{FIRST}\n\n{SECOND} Again."
    )


def test_a_pull_quote_is_a_repeat(kinds: Kinds) -> None:
    """A passage whose words all stood inside an earlier paragraph says nothing new."""
    quote = "“blamed a group that holds the hills to the north”"

    assert ("repeat", quote) in kinds(f"{BODY}\n\n{quote}\n\nThe hills have been quiet since May.")


def test_paragraphs_that_differ_in_a_number_are_both_body(kinds: Kinds) -> None:
    """Reports of two days in the same words are two reports."""
    text = f"{FIRST}\n\n{FIRST.replace('six', 'nine')}"

    assert [("body", text)] == kinds(text)


@pytest.mark.parametrize(
    "tail",
    [
        "Related news",
        "Related Articles:\n\nKing opens bridge over the river\nPrices of bread rise again",
        "Most read\nTen ways to cook rice",
        "You may also like\n\nA garden in the desert",
        "Share this article on Facebook, Twitter or WhatsApp",
        "Follow us on Twitter",
        "Copyright 2018 The Daily Post. All rights reserved.",
        "© 2018 The Daily Post",
        "Subscribe to our newsletter for more news like this.",
        "Click here to order the book.",
        "See Week in the North, May 3: The Hills Have Guns",
        "Read more: Who holds the hills?",
        "(Reporting by Ann Lee; editing by Tom Roe)",
        "The views expressed in this article are the author's own.",
        "This article was first published by The Daily Post.",
        "For media inquiries: press@post.example",
        "Disclaimer: The editors answer for nothing. They may change anything at any time.",
        "About the author\n\nAnn Lee lives in Beirut. She has seen many wars and reports on them.",
        "Ann Lee is a journalist in Beirut.",
        "Star Weds Singer in Rome",
        "Singer and actor divide their two houses\nCar makers fear a tax on steel",
        "Tags: hills, artillery",
        "أخبار ذات صلة",
    ],
)
def test_what_sites_put_under_articles_is_boilerplate(kinds: Kinds, tail: str) -> None:
    """Everything from the first such line to the end is boilerplate."""
    assert [("title", HEADLINE), ("body", BODY), ("boilerplate", tail)] == kinds(
        f"{HEADLINE}\n\n{BODY}\n\n{tail}"
    )


@pytest.mark.parametrize(
    "last",
    [
        "See how the hills look now, said one resident, and you will know who fired.",
        "Reporters share this view of the hills, and their editors follow them in it.",
        "Ann Lee was wounded on Monday while she carried water to her neighbours in the hills.",
        "The people of the suburbs asked who would pay for their windows and received no answer.",
        "Officials read the statement aloud: the army will answer every shell with ten.",
        "doctors wounded on Monday in the northern suburbs",
        "Who holds the hills? Nobody in the suburbs can say.",
    ],
)
def test_sentences_that_only_resemble_boilerplate_are_body(kinds: Kinds, last: str) -> None:
    """The mean twins: the same words in a sentence of the article stay body."""
    text = f"{BODY}\n\n{last}"

    assert [("body", text)] == kinds(text)


def test_a_cross_reference_in_the_middle_does_not_end_the_article(kinds: Kinds) -> None:
    """The paragraph after a pointer to another story is body again."""
    link = "See Week in the North, May 3: The Hills Have Guns"

    assert [("body", FIRST), ("boilerplate", link), ("body", SECOND)] == kinds(
        f"{FIRST}\n\n{link}\n\n{SECOND}"
    )


def test_a_list_of_other_stories_in_the_middle_ends_where_prose_resumes(kinds: Kinds) -> None:
    """A box of related stories does not swallow the rest."""
    more = FIRST + " " + SECOND.replace("hills", "quarries")
    box = "Related stories\n\nKing opens bridge over the river"

    assert [("body", SECOND), ("boilerplate", box), ("body", more)] == kinds(
        f"{SECOND}\n\n{box}\n\n{more}"
    )


def test_after_the_note_on_the_author_comes_no_article(kinds: Kinds) -> None:
    """The byline's author is known again below, and all from there on is boilerplate."""
    tail = (
        "**Ann Lee** lives in Beirut.\n\n## **[The Big Book of Wars](#)**\n\n"
        "This book tells of wars in Asia, Africa and Europe. It names those who made them.\n\n"
        "Price: 12"
    )
    text = f"# {HEADLINE}\n\nBy [Ann Lee](#)\n\n{BODY}\n\n{tail}"

    assert [
        ("title", f"# {HEADLINE}"),
        ("boilerplate", "By [Ann Lee](#)"),
        ("body", BODY),
        ("boilerplate", tail),
    ] == kinds(text)


def test_markdown_labels_are_boilerplate(kinds: Kinds) -> None:
    """Lines of metadata between title and text are neither."""
    head = "By [Ann Lee](#)\n\nDaily Post, May 4, 2018\n\nRegion: [North](#)  \nTheme: [War](#)"

    assert [("title", f"# {HEADLINE}"), ("boilerplate", head), ("body", BODY)] == kinds(
        f"# {HEADLINE}\n\n{head}\n\n{BODY}"
    )


@pytest.mark.parametrize(
    "caption",
    [
        "Interior Minister Jan Novak stands on a terrace before a meeting with mayors in Prague",
        "Smoke rises over the hills after a raid, May 4, 2018. REUTERS/Ann Lee",
        "A bridge over the river in the north of the city. Photo: Daily Post",
        "The harbour seen from the air in 2016 [Ann Lee/AFP]",
        "FILE - The governor at the opening of the dam, in spring.",
    ],
)
def test_words_under_pictures_are_captions(kinds: Kinds, caption: str) -> None:
    """Credits, and present-tense lines at the top, belong to pictures."""
    assert [("title", HEADLINE), ("caption", caption), ("body", BODY)] == kinds(
        f"{HEADLINE}\n\n{caption}\n\n{BODY}"
    )


def test_an_agency_dateline_is_apart_from_its_sentence(kinds: Kinds) -> None:
    """Where a report was filed is not where things happened, so it is not drawn."""
    text = f"{HEADLINE}\n\nGENEVA, Switzerland (Reuters) - {BODY}"

    assert [
        ("title", HEADLINE),
        ("boilerplate", "GENEVA, Switzerland (Reuters) -"),
        ("body", BODY),
    ] == kinds(text)


def test_a_place_before_a_dash_is_no_dateline(kinds: Kinds) -> None:
    """Situation reports put the place of the events there; it stays body."""
    text = f"Idlib - {BODY}"

    assert [("body", text)] == kinds(text)


def test_lines_of_a_wrapped_text_are_one_paragraph() -> None:
    """Text wrapped at a column by hand is read by paragraphs, not by lines."""
    paragraph = (
        "Shells fell on three suburbs of the city on Monday and wounded\n"
        "six people, doctors said. The army denied that it had fired at\n"
        "all and blamed a group that holds the hills to the north, where\n"
        "guns have stood since May, in sight of the road to the harbour\n"
        "and the sea."
    )

    assert [paragraph, paragraph] == [
        unit.raw for unit in find_units(f"{paragraph}\n\n{paragraph}")
    ]


def test_lines_of_an_unwrapped_text_are_paragraphs() -> None:
    """Extractors give a line a paragraph, without empty lines between."""
    assert [HEADLINE, FIRST, SECOND] == [
        unit.raw for unit in find_units(f"{HEADLINE}\n{FIRST}\n{SECOND}\n")
    ]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Will the truce in the north last until the end of autumn?", False),
        ("The truce in the north will last until the end of autumn.", True),
        ("The truce in the north will last until the end of autumn", False),
        ("The truce holds.", False),
    ],
)
def test_prose_is_told_from_headlines(text: str, prose: bool) -> None:
    """Paragraphs are long and closed; one question may be a headline, whatever its length."""
    (unit,) = find_units(text)

    assert prose == unit.prose


def test_markdown_does_not_hide_words() -> None:
    """Links and emphasis are taken off for the rules, while offsets keep them."""
    (unit,) = find_units("**[Sergey Lavrov](http://a.example/b)** met _her_ in [Sochi](#)\\.")

    assert "Sergey Lavrov met her in Sochi." == unit.plain
