"""Gold sentences: the claims that each makes, beside a twin that differs in one thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.flow import Tools
    from geomap.model import ActorRef, Claim

GOLD = Path(__file__).with_name("gold")
PUBLISHED = date(2018, 9, 4)


def sentences() -> Iterator[tuple[str, list[str]]]:
    """The sentences of the gold files with the claims they make."""
    sentence, claims = "", []
    files = (path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt")))
    for line in [*"\n\n".join(files).splitlines(), ""]:
        if line.startswith("> "):
            claims.append(line.removeprefix("> "))
            continue
        if sentence:
            yield sentence, claims
        sentence, claims = ("" if line.startswith("#") else line.strip()), []


def actors(refs: tuple[ActorRef, ...]) -> str:
    """Ids of actors, or their words after a tilde; "-" for none."""
    return ", ".join(ref.id or f"~{ref.name}" for ref in refs) or "-"


def told(claim: Claim, places: dict[str, str]) -> list[str]:
    """A claim in the fields of the gold file."""
    denied = "not " if claim.polarity == "denied" else ""
    return [
        f"{claim.trigger.text}: {claim.type}",
        f"{denied}{claim.modality}",
        actors(claim.actors),
        actors(claim.targets),
        places.get(claim.place or "", "-"),
        str(claim.when.start or "-"),
    ]


@pytest.mark.parametrize(("sentence", "expected"), list(sentences()))
def test_claims_read_true(sentence: str, expected: list[str], tools: Tools) -> None:
    """Each claim has the type, modality, actors, targets, place and day that a person gives it."""
    article = Article(id="gold", text=sentence, language="en", published=PUBLISHED)
    done = annotate_article(article, tools)
    places = {mention.id: mention.text for mention in done.mentions}
    found = [told(claim, places) for claim in done.claims]
    triggers = {line.split(":")[0] for line in expected}

    wanted = [[field.strip() for field in line.split("|")] for line in expected]
    fields = {line[0]: len(line) for line in wanted}
    kept = [line[: fields.get(line[0], 6)] for line in found if line[0].split(":")[0] in triggers]
    assert wanted == (kept if expected else found)
