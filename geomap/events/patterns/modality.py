"""Cues of modality and polarity: words beside a trigger, and words that govern it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import Modality


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of one modality, lower case."""

    beside: frozenset[str]
    """Auxiliaries, conjunctions, adverbs and adjectives that depend on the word."""
    governing: frozenset[str]
    """Lemmas of verbs, nouns and adjectives that the trigger depends on."""


#: In order: the first table with a cue decides.
TABLE: tuple[tuple[Cues, Modality], ...] = (
    (
        Cues(
            frozenset(
                """
    would could might may if unless whether should
    """.split()
            )
            | {"possible", "potential", "hypothetical", "any", "likely"},
            frozenset(
                """
    speculate fear possibility risk would-be if consider suggest predict expect possible
    able right prospect scenario potential want demand urge recommend propose hope wish
    """.split()
            ),
        ),
        "hypothetical",
    ),
    (
        Cues(
            frozenset({"threatened"}),
            frozenset(["threaten", "warn", "threat", "warning", "vow", "ultimatum", "caution"]),
        ),
        "threatened",
    ),
    (
        Cues(
            frozenset(
                """
    will shall 'll ’ll planned upcoming imminent forthcoming looming
    """.split()
            )
            | {"impending", "expected", "scheduled", "ahead", "future"},
            frozenset(
                """
    plan prepare preparation poise intend schedule due set ready going decide drumbeat aim
    seek announce pledge promise
    """.split()
            ),
        ),
        "planned",
    ),
    (
        Cues(
            frozenset(
                """
    alleged reported reportedly allegedly apparently suspected purported supposedly claimed
    """.split()
            ),
            frozenset(
                """
    allege suspect believe claim accuse attribute blame accusation allegation
    """.split()
            ),
        ),
        "alleged",
    ),
    (
        Cues(
            frozenset({"ongoing", "continuing", "still", "continued"}),
            frozenset(["continue", "keep", "maintain", "ongoing", "escalate", "intensify"]),
        ),
        "ongoing",
    ),
)
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
#: Verbs and nouns that deny what depends on them.
DENYING = frozenset(
    """
    deny refute reject denial refuse prevent avert halt stop avoid
    """.split()
)
