"""spaCy's English tokenizer, taught to part words at brackets and Markdown emphasis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import create_tokenizer
from spacy.util import compile_infix_regex, registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

#: "[Ariha](address)", "(ISIL)fighters", "**Ariha**'s", and the hyphens that do not break a
#: line. A bracket within a word, "Hens(not", stays where the treebanks leave it.
_MARKS = (
    r"\[",
    r"\][(\[]?",
    r"(?<!\w)\*\*|\*\*(?!\w)",
    r"(?<=\w{4})\((?=[A-Z]{3})",
    r"(?<=[A-Z]{3})\)(?=\w{3})",
    r"(?<=[^\W\d_])[‐‑](?=[^\W\d_])",
)


@registry.tokenizers("geomap.Tokenizer.v1")  # type: ignore[untyped-decorator]
def tokenizer() -> Callable[[Language], Tokenizer]:
    """Makes the tokenizer of the embedded pipeline.

    Hyphens part words as in the treebanks, so "al-Bab" is three tokens and parses as a flat
    name; a tokenizer that kept them would feed the parser words that it was not trained on.
    """

    def make(nlp: Language) -> Tokenizer:
        made = create_tokenizer()(nlp)
        infixes = [*(nlp.Defaults.infixes or ()), *_MARKS]
        made.infix_finditer = compile_infix_regex(infixes).finditer
        return made

    return make
