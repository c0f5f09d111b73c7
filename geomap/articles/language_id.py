"""Which language a text is in, by py3langid."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Letters below which a text is too short for letter statistics to mean anything.
_FEWEST_LETTERS = 20
#: Characters looked at.
_SAMPLE = 4_000
#: Frequent words of English that no other language has as its own. A text with so many of them, of
#: so many kinds, is English, and the model need not be asked: to open it takes half a second.
_ENGLISH = frozenset(
    """
    the of and to that for with by from said says has are were which have been this they their
    would who had its about into when where while after during between against near people killed
    killing two three
    """.split()
)
_ENGLISH_SHARE, _ENGLISH_KINDS = 0.2, 5
#: Kinds that are enough in a sentence, if "the" is among them.
_SENTENCE_KINDS = 3
_WORD = re.compile(r"[^\W\d_]+")
#: Probability below which the answer is "unknown".
_LEAST_CERTAIN = 0.5


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; None where it is too short or unclear."""
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _FEWEST_LETTERS:
        return None
    words = _WORD.findall(sample.lower())
    english = [word for word in words if word in _ENGLISH]
    if _is_english(len(english) / max(1, len(words)), set(english)):
        return "en"
    # In capitals, English looks like several other languages to the model.
    code, probability = _identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(code) if probability >= _LEAST_CERTAIN else None


def _is_english(share: float, kinds: set[str]) -> bool:
    """Whether frequent words of English, by their share and kinds, tell a text to be English."""
    least = _SENTENCE_KINDS if "the" in kinds else _ENGLISH_KINDS
    return share >= _ENGLISH_SHARE and len(kinds) >= least


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import (
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
