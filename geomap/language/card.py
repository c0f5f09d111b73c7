"""The model card: what a pipeline was trained on, under which licences, and how it scores."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from spacy.language import Language

#: Corpora that scores are measured on, where the folder has them; none is trained on.
TESTS = ("ewt-test", "gum-test", "pud", "ner-uner-test", "ner-gum-test")

#: The card with gaps for what a run decides: {day}, {seed}, {spacy}, {names}, {vectors},
#: {scores}.
_TEMPLATE = Path(__file__).with_name("card_template.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a card must say of a training run beside its scores."""

    day: date
    seed: int
    names: int
    """How many names were frozen into the recogniser."""
    vectors: int
    """How many words came with a vector."""


def measured(nlp: Language, folder: Path) -> dict[str, dict[str, Any]]:
    """Scores of spaCy's scorer by test corpus, for those of `TESTS` that the folder has."""
    from geomap.language.corpora import treebanks

    return {
        name: nlp.evaluate(list(treebanks(str(folder), [name])(nlp)))
        for name in TESTS
        if (folder / f"{name}.spacy").is_file()
    }


def model_card(scores: dict[str, dict[str, Any]], provenance: Provenance) -> str:
    """The card as Markdown."""
    from spacy.about import __version__ as spacy_version

    columns = {
        "UPOS": "pos_acc",
        "lemma": "lemma_acc",
        "UAS": "dep_uas",
        "LAS": "dep_las",
        "sentences": "sents_f",
        "entities": "ents_f",
    }
    kinds = ("LOC", "PER", "ORG")
    rows = [f"| test | {' | '.join((*columns, *kinds))} |", "|---" * 10 + "|"]
    for name, found in scores.items():
        named = name.startswith("ner-")
        cells = [
            _percent(found.get(key)) if named == (key == "ents_f") else ""
            for key in columns.values()
        ]
        per_type = (found.get("ents_per_type") or {}) if named else {}
        cells += [_percent(per_type.get(kind, {}).get("f")) for kind in kinds]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return _TEMPLATE.read_text(encoding="utf-8").format(
        day=provenance.day.isoformat(),
        seed=provenance.seed,
        names=f"{provenance.names:,}",
        vectors=f"{provenance.vectors:,}",
        spacy=spacy_version,
        scores="\n".join(rows),
    )


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"
