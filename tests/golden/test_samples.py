"""What geomap finds in each sample article, line by line, as it was last looked at and approved.

A line that differs is a change that users will see. Look at it against the article; where it is
better, ``make golden`` writes the files again, and the difference is part of the commit.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.articles import copies_among, read_articles
from geomap.config import Config, samples_folder
from geomap.events import link_claims
from geomap.flow import annotate_article, open_tools
from geomap.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.flow import Tools
    from geomap.model import ActorRef, Annotation, Claim, Event, Mention, Place, When

GOLDEN = Path(__file__).parent
NAMES = (
    "afrin-2018-03-18", "daraa-2018-07-12", "douma-strikes", "hajin-offensive",
    "harasta-evacuation", "idlib-agreement-ar", "idlib-raids", "idlib-raids-copy",
    "mosaic-exhibition", "sweida-attacks", "t4-air-base", "tehran-summit",
)  # fmt: skip


def annotated(tools: Tools) -> dict[str, Annotation]:
    """The samples by id, in the order of their ids."""
    read = read_articles([str(samples_folder())], tools.config)
    articles = sorted((a for a in read if isinstance(a, Article)), key=lambda a: a.id)
    return {article.id: annotate_article(article, tools) for article in articles}


def linked(found: dict[str, Annotation], tools: Tools) -> tuple[Event, ...]:
    """The events of all samples."""
    threshold = tools.config.articles.duplicate_threshold
    groups = copies_among((one.article for one in found.values()), threshold)
    return link_claims(found.values(), tools.actors, groups)


def article_lines(annotation: Annotation) -> Iterator[str]:
    """An article in words: what it is, its mentions, its claims."""
    article = annotation.article
    yield f"{article.title} | {article.source} | {article.published} | {article.language}"
    yield ""
    yield from map(mention_line, annotation.mentions)
    yield ""
    words = {mention.id: mention for mention in annotation.mentions}
    for claim in annotation.claims:
        yield from claim_lines(claim, words)


def mention_line(mention: Mention) -> str:
    """Where, words, role, and the place with how exactly it is known."""
    reason = f" ({mention.reason})" if mention.reason else ""
    where = place_words(mention.located) if mention.located else "nowhere"
    segment = "" if mention.segment == "body" else f" [{mention.segment}]"
    return (
        f"{mention.start:5} {mention.text} | {mention.role} | {mention.status}{reason}{segment} | "
        f"{where}" + (f" | stands for {mention.actor_id}" if mention.actor_id else "")
    )


def place_words(place: Place) -> str:
    """Name, kind, country and precision of a place."""
    return f"{place.name}, {place.kind}, {place.country}, {place.precision} <{place.id}>"


def claim_lines(claim: Claim, mentions: dict[str, Mention]) -> Iterator[str]:
    """Who did what to whom, where and when, by whose word, and whether it happened."""
    place = mentions[claim.place].text if claim.place else "nowhere"
    yield (
        f"{claim.trigger.start:5} {claim.type} “{claim.trigger.text}” | "
        f"{who(claim.actors)} -> {who(claim.targets)} | at {place} | {days(claim.when)} | "
        f"{claim.modality} {claim.polarity} | {claim.segment}"
    )
    if claim.attribution:
        yield f"        by {claim.attribution.name} ({claim.attribution.cue})"
    counts = [("killed", claim.fatalities), *claim.figures]
    told = [f"{what} {count.low}-{count.high}" for what, count in counts if count.low is not None]
    if told:
        yield f"        {', '.join(told)}"


def event_line(event: Event) -> str:
    """An event, and the claims that tell of it."""
    where = place_words(event.place) if event.place else "nowhere"
    told = ", ".join("/".join(claim) for claim in event.claims)
    return (
        f"{event.type} | {who(event.actors)} -> {who(event.targets)} | {where} | "
        f"{days(event.when)} | {event.modality} {event.polarity} | "
        f"{event.n_sources} of {event.n_claims}: {told}"
    )


def who(actors: Sequence[ActorRef]) -> str:
    """Ids of actors, or their words where the table knows none."""
    return ", ".join(actor.id or f"“{actor.name}”" for actor in actors) or "nobody"


def days(when: When) -> str:
    """The interval and its precision."""
    return f"{when.start} to {when.end} ({when.precision})" if when.start else "no day"


def lines_of(tools: Tools) -> dict[str, list[str]]:
    """What each golden file has to say: one for each sample, and one for the events."""
    found = annotated(tools)
    files = {name: list(article_lines(annotation)) for name, annotation in found.items()}
    return {**files, "events": sorted(map(event_line, linked(found, tools)))}


@pytest.fixture(scope="module")
def found(tools: Tools) -> dict[str, list[str]]:
    """What is found now."""
    return lines_of(tools)


@pytest.mark.parametrize("name", [*NAMES, "events"])
def test_what_is_found_is_what_was_approved(name: str, found: dict[str, list[str]]) -> None:
    """Every mention, claim and event of the samples is as it was last looked at."""
    assert (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").split("\n") == [*found[name], ""]


def test_every_sample_has_a_golden_file(found: dict[str, list[str]]) -> None:
    """No sample goes unlooked at, and no file is of a sample that is gone."""
    assert sorted(found) == sorted(path.stem for path in GOLDEN.glob("*.txt"))


if __name__ == "__main__":
    for title, lines in lines_of(open_tools(Config())).items():
        (GOLDEN / f"{title}.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
