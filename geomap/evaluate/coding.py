"""Event types against PLOVER's gold records and the unit tests of PETRARCH.

PLOVER: the event type of at least one claim of the text is the record's. Names of older
versions are read as today's (DEMAND is REQUEST, FIGHT is ASSAULT, DISAPPROVE and INVESTIGATE
are ACCUSE).

PETRARCH: the CAMEO root of at least one claim is that of an expected event. Declared
differences: the tests' dictionaries use the roots of WEIS (22 is force, 16 warn) and codes made
up for the test (901, 345); roots are read through `WEIS`, made-up codes and tests that expect
no event for the sake of a filter are left out. What is about to be done is coded there as done,
so the root of a claim's type counts as well as that of its modality.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geomap.events.crosswalk import cameo_root, plover_event
from geomap.events.what.vocabulary import event_types

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.flow import Tools
    from geomap.model import Claim

#: Event names of older PLOVER versions by those of 2021.
RENAMED = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
#: Roots of CAMEO that a root of WEIS became (McClelland's cue categories).
WEIS = {
    "01": {"08"}, "02": {"01"}, "03": {"04"}, "04": {"05"}, "05": {"03"}, "06": {"05", "08"},
    "07": {"07"}, "08": {"05", "03", "06"}, "09": {"02"}, "10": {"02", "10"}, "11": {"12", "11"},
    "12": {"11"}, "13": {"11"}, "14": {"01", "12"}, "15": {"10"}, "16": {"13"}, "17": {"13"},
    "18": {"14", "15"}, "19": {"16", "12"}, "20": {"17"}, "21": {"17", "18"},
    "22": {"18", "19", "20"},
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class CodingReport:
    """Figures of a corpus of coded sentences."""

    corpus: str
    records: int = 0
    right: int = 0
    left_out: int = 0
    by_type: Counter[str] = field(default_factory=Counter)
    """Records of each expected type that were missed."""
    wrong: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        """The figures as plain data."""
        return {
            "corpus": self.corpus, "records": self.records, "left_out": self.left_out,
            "event_type": round(self.right / self.records, 3) if self.records else 0.0,
            "missed": dict(self.by_type.most_common()),
        }  # fmt: skip

    def add(self, expected: set[str], found: set[str], text: str) -> None:
        """Count one record."""
        self.records += 1
        if expected & found:
            self.right += 1
            return
        self.by_type.update(sorted(expected)[:1])
        self.wrong.append(
            f"{'/'.join(sorted(expected))}: {', '.join(sorted(found)) or 'nothing'}: {text}"
        )


def score_plover(name: str, records: Iterable[dict[str, Any]], tools: Tools) -> CodingReport:
    """Code each ``{"text", "event"}`` and compare the PLOVER event.

    Args:
        name: what to call the corpus.
        records: its gold records.
        tools: gazetteer, actors and pipeline.
    """
    report = CodingReport(corpus=name)
    for record in records:
        event = RENAMED.get(record["event"], record["event"])
        found = {plover_event(claim) for claim in _claims(record["text"], tools)}
        report.add({event}, found - {""}, record["text"])
    return report


def score_petrarch(name: str, records: Iterable[dict[str, Any]], tools: Tools) -> CodingReport:
    """Code each ``{"text", "expected": [{"eventcode"}]}`` and compare CAMEO roots.

    Args:
        name: what to call the corpus.
        records: its sentences.
        tools: gazetteer, actors and pipeline.
    """
    report = CodingReport(corpus=name)
    for record in records:
        codes = [event.get("eventcode", "") for event in record["expected"]]
        roots = {code[:2] for code in codes if code[:2] in WEIS}
        if not roots:
            report.left_out += 1
            continue
        wanted = roots.union(*(WEIS[root] for root in roots))
        claims = _claims(record["text"], tools)
        found = {cameo_root(claim) for claim in claims}
        found |= {event_types()[claim.type].cameo[:2] for claim in claims}
        report.add(wanted, found - {""}, record["text"])
    return report


def _claims(text: str, tools: Tools) -> tuple[Claim, ...]:
    from geomap.flow import annotate_article
    from geomap.model import Article

    article = Article(id="gold", text=text, language="en")
    return annotate_article(article, tools).claims
