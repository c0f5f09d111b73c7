"""spaCy's English tokenizer, taught to part words at brackets and Markdown emphasis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokenizer import Tokenizer
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    registry,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

#: Matches more than 500 characters without white space, which are left whole: the tokenizer would
#: look at them anew for each sign that it takes off, in quadratic time, a minute for a picture
#: that stands in a text as letters and digits.
long_run = re.compile(r"\S{501}").match
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
        # Set afterwards, each of these would have all exceptions of English added again.
        rules = nlp.Defaults
        return Tokenizer(
            nlp.vocab,
            rules=rules.tokenizer_exceptions,
            prefix_search=compile_prefix_regex(rules.prefixes or ()).search,
            suffix_search=compile_suffix_regex(rules.suffixes or ()).search,
            infix_finditer=compile_infix_regex([*(rules.infixes or ()), *_MARKS]).finditer,
            token_match=rules.token_match or long_run,
            url_match=rules.url_match,
        )

    return make
