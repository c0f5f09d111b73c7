"""The embedded pipeline's parser, all sentences of its texts side by side.

An arc-eager parser as spaCy's, with its weights and its parses. Where its stack is empty and the
next word has nothing attached to it, what follows does not depend on what went before. So a
parse can begin at every word that looks like the first of a sentence, all of them step by step
together in numpy, each until it comes to where another began. Beginnings that no parse from the
start of a text comes by were wrong, and what was read from them is not used.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, ORTH, SENT_START
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.strings import get_string_id
from spacy.tokens import Doc
from thinc.api import Model

from geomap.language.lanes import Lanes, Scores

#: The factory here.
QUICK_PARSER = "geomap_quick_parser"
#: Tokens parsed together, of more than one text; each takes 4 kB.
_AT_ONCE = 8192
#: Words that a state is scored by.
_SEEN = 8


def _ids(words: str) -> frozenset[int]:
    """The numbers that spaCy has for words, as signed numbers."""
    ids = np.array([get_string_id(word) for word in words.split()], np.uint64)
    return frozenset(ids.astype(np.int64).tolist())


#: Heads and labels of a text without tokens.
_NOTHING = np.zeros((0, 2), np.uint64)
_STOPS = _ids(". ! ? … ...")
_CLOSING = _ids("\" ” ’ ' '' ) ]")


class Parser(DependencyParser):  # type: ignore[misc]
    """Greedy arc-eager as spaCy's, within the bounds of sentences that are set before."""

    _scores: Scores | None = None

    def predict(self, docs: Iterable[Doc]) -> Any:
        """Heads and labels of each doc, or spaCy's own states."""
        docs = list(docs)
        if not self._plain():
            return super().predict(docs)
        if self._scores is None:
            self._scores = Scores(self.model, self.moves, self.vocab.strings)
        filled = _batches([doc for doc in docs if len(doc)])
        parses = (parse for some in filled for parse in _parses(some, self._scores))
        return [next(parses) if len(doc) else _NOTHING for doc in docs]

    def _plain(self) -> bool:
        """Whether nothing is asked that only spaCy's own parser does."""
        cfg, attrs = self.cfg, self.model.attrs
        usual = cfg["beam_width"] == 1 and not cfg["learn_tokens"] and attrs["has_upper"]
        trained = not attrs["unseen_classes"] and self.model.get_ref("lower").get_dim("nF") == _SEEN
        return bool(usual and trained)

    def set_annotations(self, docs: Iterable[Doc], found: Any) -> None:
        """Write heads, labels and sentences into the docs."""
        if not all(isinstance(one, np.ndarray) for one in found):
            super().set_annotations(docs, found)
            return
        for doc, cells in zip(docs, found, strict=True):
            doc.from_array([HEAD, DEP], cells)
            for mend in self.postprocesses:
                mend(doc)


def _batches(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """The docs in groups of some tokens; a long one alone."""
    some: list[Doc] = []
    for doc in docs:
        if some and sum(map(len, some)) + len(doc) > _AT_ONCE:
            yield some
            some = []
        some.append(doc)
    if some:
        yield some


def _parses(docs: Sequence[Doc], scores: Scores) -> Iterator[NDArray[np.uint64]]:
    """Heads (as steps) and labels of the tokens of each doc, shape (tokens, 2)."""
    bounds = np.cumsum([0, *map(len, docs)]).tolist()
    spans = list(pairwise(bounds))
    starts = [
        first + at for (first, _), doc in zip(spans, docs, strict=True) for at in _openings(doc)
    ]
    lanes = Lanes(docs, starts, scores)
    while lanes.alive:
        lanes.step()
    heads, labels = lanes.arcs([first for first, _ in spans])
    steps = heads - np.arange(len(heads))
    labels[steps == 0] = scores.root
    cells = np.column_stack([steps.astype(np.uint64), labels])
    for first, end in spans:
        yield cells[first:end]


def _openings(doc: Doc) -> list[int]:
    """Tokens that are, or look like, the first of a sentence: behind stops and breaks of lines."""
    found, ended = [0], False
    cells = doc.to_array([ORTH, IS_SPACE, SENT_START]).astype(np.int64).tolist()
    for at, (form, space, given) in enumerate(cells):
        likely = ended and not space and form not in _CLOSING and form not in _STOPS
        if at and (given == 1 or (likely and given == 0)):
            found.append(at)
            ended = False
        ended = (ended and not likely) or space or form in _STOPS
    return found


@Language.factory(
    QUICK_PARSER,
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_config={"moves": None},
)
def make_parser(  # noqa: PLR0913, PLR0917 - spaCy gives each setting by itself
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Callable[..., Any] | None,
) -> Parser:
    """The parser with the settings of spaCy's."""
    return Parser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )
