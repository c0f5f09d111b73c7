"""Claims in the 16 columns of GDELT 2.0's mentions table, the layout that keeps offsets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geomap.exports.coded import Field, Row, certainty, left_out, parts, records, write_layout

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from geomap.layers import Layers

#: GDELT's offset of what is not in the text.
NOWHERE = -1
_WEB, _CITATION = 1, 2


def write_gdelt(layers: Layers, folder: Path, *, everything: bool = False) -> list[Path]:
    """Write ``gdelt-mentions.tsv``, a row a claim, and the page that says what its columns hold."""
    lengths = {row["article_id"]: row["n_characters"] for row in records(layers.articles)}
    claims = records(layers.claims.drop(columns="geometry"))
    sentences: dict[str, list[int]] = {}
    for claim in claims:
        sentences.setdefault(claim["article_id"], []).append(claim["quote_start"])
    taken, left = [], Counter[str]()
    for claim in claims:
        reason = _left_out(claim, everything=everything)
        if reason:
            left[reason] += 1
            continue
        order = sorted(set(sentences[claim["article_id"]]))
        claim["sentence"] = order.index(claim["quote_start"]) + 1
        claim["length"] = lengths[claim["article_id"]]
        taken.append(claim)
    title = "gdelt-mentions.tsv: claims in the layout of GDELT 2.0 mentions"
    path = folder / "gdelt-mentions.tsv"
    return write_layout(path, title, COLUMNS, taken, left, delimiter="\t")


def _left_out(claim: Row, *, everything: bool) -> str | None:
    """GDELT keeps claims without a place; a dropped one is no claim any more."""
    if claim["review"] == "dropped":
        return "dropped by an analyst"
    placed = {**claim, "drawn": True}
    return left_out(placed, claim["event_type"], everything=everything)


def _offset(claim: Row, kind: str) -> int:
    """Offset in the article of the first stretch of a kind that is marked in the quote."""
    for span in parts(claim["spans"]):
        name, start, _end = span.split()
        if name == kind:
            return int(claim["quote_start"]) + int(start)
    return NOWHERE


def _second(day: date | None) -> str:
    return f"{day:%Y%m%d}000000" if day else ""


def _confidence(claim: Row) -> int | None:
    """Percent: the least certain of what place is meant and that it happened there."""
    known = [value for name in ("score", "place_score") if (value := claim[name]) is not None]
    return round(100 * min(known)) if known else None


COLUMNS = (
    Field("GLOBALEVENTID", "geomap's event_id; the claims of an event share it.",
          lambda c: c["event_id"]),
    Field("EventTimeDate", "First day, YYYYMMDD000000.", lambda c: _second(c["event_start"])),
    Field("MentionTimeDate", "Day of publication, YYYYMMDD000000.",
          lambda c: _second(c["published"])),
    Field("MentionType", "1 with an address, 2 without.",
          lambda c: _WEB if c["url"] else _CITATION),
    Field("MentionSourceName", "Outlet.", lambda c: c["source"]),
    Field("MentionIdentifier", "Address of the article; its id where it has none.",
          lambda c: c["url"] or c["article_id"]),
    Field("SentenceID", "Number of the sentence among those of the article with a claim, from 1.",
          lambda c: c["sentence"]),
    Field("Actor1CharOffset", "Where the first actor is named, characters; -1 for nowhere.",
          lambda c: _offset(c, "actor")),
    Field("Actor2CharOffset", "Where the first target is named, characters; -1 for nowhere.",
          lambda c: _offset(c, "target")),
    Field("ActionCharOffset", "Where the trigger stands, characters.",
          lambda c: c["trigger_start"]),
    Field("InRawText", "1: offsets are those of the text as read.", lambda _c: 1),
    Field("Confidence", "Percent: the least certain of the place and of its being the event's.",
          _confidence),
    Field("MentionDocLen", "Length of the article, characters.", lambda c: c["length"]),
    Field("MentionDocTone", "Empty: geomap does not rate tone."),
    Field("MentionDocTranslationInfo", "Empty: texts are read as they are."),
    Field("Extras", "Event type, modality, polarity, what an analyst made of it.",
          lambda c: f"type={c['event_type']}; {certainty(c)}"),
)  # fmt: skip
