"""The embedded pipeline's recogniser and lemmatizer, quicker than spaCy's and alike in result.

Registered as factories of their own; `geomap.language.weights.read_pipeline` puts them, and the
parser of `quick_parser`, in place of spaCy's where it is asked to. All read the same weights.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer, EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model

from geomap.language.quick_parser import QUICK_PARSER

#: Factories here by those of spaCy.
QUICK = {
    "ner": "geomap_quick_ner",
    "parser": QUICK_PARSER,
    "trainable_lemmatizer": "geomap_quick_lemmatizer",
}
_NEVER = np.float32(-np.inf)


class Recogniser(EntityRecognizer):  # type: ignore[misc]
    """Greedy BILUO as spaCy's, for texts without entities set before.

    What it does next depends on nothing but the token, and within an entity on its first token
    too. So the scores of all tokens outside entities are worked out in one product.
    """

    def predict(self, docs: Sequence[Doc]) -> Any:
        """Entities of each doc as (first token, end, label), or spaCy's own states."""
        plain = self.cfg["beam_width"] == 1 and not self.model.attrs["unseen_classes"]
        if not plain or any(doc.has_annotation("ENT_IOB") or not len(doc) for doc in docs):
            return super().predict(docs)
        return [self._entities(doc) for doc in docs]

    def set_annotations(self, docs: Sequence[Doc], found: Any) -> None:
        """Write the entities into the docs."""
        if not all(isinstance(one, list) for one in found):
            super().set_annotations(docs, found)
            return
        for doc, entities in zip(docs, found, strict=True):
            doc.set_ents([Span(doc, *one) for one in entities], default="outside")

    def _entities(self, doc: Doc) -> list[tuple[int, int, str]]:
        names = map(self.moves.get_class_name, range(self.moves.n_moves))
        moves = [name.partition("-")[::2] for name in names]
        states = _States(self.model, doc)
        space = doc.to_array("IS_SPACE").astype(bool)
        # No entity runs on behind the last token of a sentence.
        goes_on = np.append(doc.to_array("SENT_START")[1:] != 1, False)
        opens, alone, out = (
            np.array([move == kind and (kind == "O" or bool(label)) for move, label in moves])
            for kind in "BUO"
        )
        may = out | (opens & (goes_on & ~space)[:, None]) | (alone & ~space[:, None])
        best = np.where(may, states.outside(), _NEVER).argmax(axis=1)
        entities: list[tuple[int, int, str]] = []
        after = 0
        for first in np.flatnonzero(~out[best]).tolist():
            if first < after:
                continue
            move, label = moves[best[first]]
            after = first + 1
            if move == "B":
                inside, last = moves.index(("I", label)), moves.index(("L", label))
                while goes_on[after] and states.prefers(inside, last, after, first):
                    after += 1
                after += 1
            entities.append((first, after, label))
        return entities


class _States:
    """Scores of the recogniser's moves at the tokens of a doc."""

    def __init__(self, model: Any, doc: Doc) -> None:
        tokens, lower, self._upper = model.layers
        vectors = tokens.predict([doc])
        weights = lower.get_param("W")
        features, self._width, self._pieces, inputs = weights.shape
        seen = vectors @ weights.reshape(-1, inputs).T
        # What a token adds where it is next, where it begins the entity, where it is behind.
        self._next, self._first, self._last = np.split(seen, features, axis=1)
        self._bias = lower.get_param("b").reshape(-1)
        self._none = lower.get_param("pad").reshape(features, -1)

    def outside(self) -> Any:
        """Scores with no entity open, shape (tokens, moves)."""
        return self._scores(self._next + self._none[1] + self._none[2])

    def prefers(self, one: int, other: int, at: int, first: int) -> bool:
        """Whether one move scores at least as high as another in the entity begun at `first`."""
        scores = self._scores((self._next[at] + self._first[first] + self._last[at - 1])[None])[0]
        return bool(scores[one] >= scores[other])

    def _scores(self, hidden: Any) -> Any:
        pieces = (hidden + self._bias).reshape(-1, self._width, self._pieces)
        best = np.maximum.reduce([pieces[:, :, at] for at in range(self._pieces)])
        return best @ self._upper.get_param("W").T + self._upper.get_param("b")


def _teach(vocab: Any, other: Any, words: Iterable[int]) -> None:
    """Tell a vocabulary words of another: in a stranger's pipeline the component has its own."""
    if vocab is not other:
        for word in filter(None, set(words)):
            vocab.strings.add(other.strings[word])


class Lemmatizer(EditTreeLemmatizer):
    """spaCy's lemmatizer by edit trees; what a tree makes of a word is worked out once."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._lemma = lru_cache(maxsize=1 << 15)(self._applied)

    def _applied(self, tree: int, form: int) -> int | None:
        """What a tree makes of a form, both by spaCy's numbers; None where it does not fit."""
        strings = self.vocab.strings
        lemma = self.trees.apply(tree, strings[form])
        return None if lemma is None else int(strings.add(lemma))

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The lemma of each token; 0 where none of the likeliest trees fits its form."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [[] for _ in docs]
        return [
            self._lemmas(doc, scores)
            for doc, scores in zip(docs, self.model.predict(docs), strict=True)
        ]

    def _lemmas(self, doc: Doc, scores: NDArray[np.float32]) -> list[int]:
        labels: Sequence[int] = self.cfg["labels"]
        likeliest = scores.argmax(axis=1).tolist()
        found = []
        forms = doc.to_array("ORTH").tolist()
        _teach(self.vocab, doc.vocab, forms)
        for at, (form, best) in enumerate(zip(forms, likeliest, strict=True)):
            lemma = self._lemma(labels[best], form)
            if lemma is None:
                others = np.argsort(-scores[at], kind="stable")[1 : self.top_k]
                fitting = (self._lemma(labels[one], form) for one in others.tolist())
                lemma = next((one for one in fitting if one is not None), 0)
            found.append(lemma)
        _teach(doc.vocab, self.vocab, found)
        return found

    def set_annotations(self, docs: Iterable[Doc], found: Any) -> None:
        """Write the lemmas into the docs."""
        for doc, lemmas in zip(docs, found, strict=True):
            cells = np.array(lemmas, np.uint64)
            before = doc.to_array((self.backoff or "LEMMA").upper())
            filled: Any = np.where(cells == 0, before, cells)
            doc.from_array(["LEMMA"], filled)


@Language.factory(
    QUICK["ner"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"moves": None, "incorrect_spans_key": None},
)
def make_recogniser(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Callable[..., Any] | None,
) -> Recogniser:
    """The recogniser with the settings of spaCy's."""
    return Recogniser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )


@Language.factory(QUICK["trainable_lemmatizer"], assigns=["token.lemma"])
def make_lemmatizer(  # noqa: PLR0913, PLR0917 - spaCy gives each setting by itself
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    backoff: str | None,
    min_tree_freq: int,
    overwrite: bool,
    top_k: int,
    scorer: Callable[..., Any] | None,
) -> Lemmatizer:
    """The lemmatizer with the settings of spaCy's."""
    return Lemmatizer(
        nlp.vocab,
        model,
        name,
        backoff=backoff,
        min_tree_freq=min_tree_freq,
        overwrite=overwrite,
        top_k=top_k,
        scorer=scorer,
    )
