"""States of an arc-eager parser that advance together, each in a lane of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

#: Moves in spaCy's order, by the letters that its classes begin with.
_SHIFT, _REDUCE, _LEFT, _RIGHT, _BREAK = range(5)
_LETTERS = "SDLRB"
#: States are scored so many at a time, filled up with zeros, so that the last digit of a score
#: does not depend on how many there are.
_AT_ONCE = 64
_NEVER = np.float32(-np.inf)
#: Words of a sentence that a lane has cells for at first.
_CELLS = 64
#: Empty cells below a stack, so that what lies below its last word is none.
_BELOW = 2
#: Cells that a lane needs beyond its words.
_SPARE = _BELOW + 3


class _Now(NamedTuple):
    """Where each lane is: rows of one array."""

    lane: Ints
    """Its row of cells."""
    base: Ints
    """Where that row begins."""
    origin: Ints
    """Its first word among those of all texts, from 0."""
    limit: Ints
    """Words from there to the end of the text."""
    next: Ints
    """The next word of the buffer that was on no stack."""
    depth: Ints
    """Words on the stack."""
    back: Ints
    """Words put back."""


class Scores:
    """How likely a parser's weights find each move in a state."""

    def __init__(self, model: Any, moves: Any, strings: Any) -> None:
        self._tokens, lower, upper = model.layers
        names = [moves.get_class_name(at).partition("-")[::2] for at in range(moves.n_moves)]
        self.kinds = np.array([_LETTERS.index(letter) for letter, _label in names])
        self.labels = np.array([strings[label] for _letter, label in names], np.uint64)
        self.root = strings["ROOT"]
        weights = lower.get_param("W")
        self.seen, width, pieces, inputs = weights.shape
        # The pieces of all units behind each other, so that the largest is found by whole rows.
        self._weights = weights.transpose(3, 0, 2, 1).reshape(inputs, -1)
        self._none = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(-1)
        self._places = np.arange(self.seen)
        self._bias = lower.get_param("b").T.reshape(-1)
        self._shape = (-1, pieces, width)
        self._upper = np.ascontiguousarray(upper.get_param("W").T)
        self._above = upper.get_param("b")

    def read(self, docs: Sequence[Doc]) -> Floats:
        """What each token adds in each place of a state, shape (tokens x places, units x pieces).

        The first token is none.
        """
        rows = np.empty((1 + sum(map(len, docs)), self._weights.shape[1]), np.float32)
        rows[0], first = self._none, 1
        for doc in docs:
            tokens = self._tokens.predict([doc])
            np.matmul(tokens, self._weights, out=rows[first : first + len(doc)])
            first += len(doc)
        return rows.reshape(len(rows) * self.seen, -1)

    def best(self, adds: Floats, rows: Ints, allowed: NDArray[np.bool_]) -> Ints:
        """The best class of each state.

        Args:
            adds: what the tokens add, of `read`.
            rows: the words that a state is judged by, shape (states, places).
            allowed: whether each kind of move can be made, shape (states, kinds).
        """
        hidden = np.add.reduce(adds.take(rows * self.seen + self._places, axis=0), axis=1)
        hidden += self._bias
        units = np.zeros((-(-len(rows) // _AT_ONCE), _AT_ONCE, self._shape[2]), np.float32)
        flat = units.reshape(-1, self._shape[2])[: len(rows)]
        np.maximum.reduce(hidden.reshape(self._shape), axis=1, out=flat)
        scores = (units @ self._upper).reshape(-1, len(self.kinds))[: len(rows)]
        scores += self._above
        scores += np.where(allowed, np.float32(0), _NEVER).take(self.kinds, axis=1)
        best: Ints = scores.argmax(axis=1)
        return best


class Lanes:
    """The states of a batch of texts; tokens count from 1 in each lane, 0 is none.

    A lane has its own stack, the words put back before the buffer, and for each of its words the
    head, the last children to the left and right, and the child to the right before that one.
    """

    def __init__(self, docs: Sequence[Doc], starts: Sequence[int], scores: Scores) -> None:
        """Lanes at the beginning.

        Args:
            docs: the texts, not empty; a sentence begins where their tokens say so.
            starts: tokens, counted over all texts, that a lane begins at; the first of each text
                is among them.
            scores: the weights.
        """
        self._scores, self._adds = scores, scores.read(docs)
        given = [doc.to_array("SENT_START").astype(np.int64) for doc in docs]
        #: Of each token, 1 where a sentence begins, -1 where none does, else 0; before them none.
        self._given = np.concatenate([[0], *given])
        self._ends, self._begun = np.cumsum([len(doc) for doc in docs]), set(starts)
        self._now = np.zeros((len(_Now._fields), len(starts)), np.int64)
        now = _Now(*self._now)
        now.origin[:], now.next[:], now.lane[:] = starts, 1, range(len(starts))
        now.limit[:] = self._ends[self._ends.searchsorted(now.origin, "right")] - now.origin
        self._follows: dict[int, int] = {}
        self._log: list[tuple[Ints, ...]] = []
        self._lay_out(np.zeros((8, len(starts), _CELLS), np.int64))

    def _lay_out(self, cells: Ints) -> None:
        self._cells = cells
        (
            self._stack, self._put_back, self._head, self._left, self._right, self._sibling,
            self._returned, self._opens,
        ) = cells.reshape(len(cells), -1)  # fmt: skip
        now = _Now(*self._now)
        now.base[:] = now.lane * cells.shape[2]

    @property
    def alive(self) -> bool:
        """Whether a lane is still to be gone on with."""
        return bool(self._now.shape[1])

    def step(self) -> None:
        """Make the best move in every lane."""
        now = _Now(*self._now)
        first, second = self._coming(now)
        stack = now.base + now.depth
        top = self._stack[stack + _BELOW]
        seen = np.empty((self._scores.seen, len(top)), np.int64)
        seen[:3] = first, second, top
        seen[3], seen[4] = self._stack[stack + _BELOW - 1], self._stack[stack + _BELOW - 2]
        at_first, at_top = now.base + first, now.base + top
        seen[5:] = self._left[at_first], self._left[at_top], self._right[at_top]
        rows = (seen + now.origin) * (seen > 0)
        allowed = self._allowed(now, first, second, self._given[rows[:2]])
        best = self._scores.best(self._adds, rows.T, allowed)
        kinds = self._scores.kinds[best]
        self._attach(now, kinds, best, first, top)
        self._opens[(now.base + second)[kinds == _BREAK]] = 1
        self._shuffle(now, kinds, first, top)
        self._settle(now)

    def _coming(self, now: _Now) -> tuple[Ints, Ints]:
        """The next word of each lane and the one behind it."""
        coming = now.next * (now.next <= now.limit)
        behind = (now.next + 1) * (now.next < now.limit)
        if not now.back.any():
            return coming, behind
        back = now.base + now.back
        first = np.where(now.back > 0, self._put_back[back], coming)
        second = np.where(now.back > 0, coming, behind)
        return first, np.where(now.back > 1, self._put_back[back - 1], second)

    def _allowed(self, now: _Now, first: Ints, second: Ints, given: Ints) -> NDArray[np.bool_]:
        """Which kinds of moves can be made in each lane, shape (lanes, kinds)."""
        filled, more = now.depth > 0, second > 0
        inside = (self._opens[now.base + first] == 0) & (given[0] != 1)
        opening = (self._opens[now.base + second] == 0) & (given[1] == 0)
        allowed = np.empty((5, len(first)), np.bool_)
        allowed[_SHIFT] = ~filled | (inside & more & (self._returned[now.base + first] == 0))
        allowed[_REDUCE] = filled & ((now.depth > 1) | (given[0] != -1))
        allowed[_LEFT] = allowed[_RIGHT] = filled & inside & (first > 0)
        allowed[_BREAK] = more & (second == first + 1) & opening
        return allowed.T

    def _attach(self, now: _Now, kinds: Ints, best: Ints, first: Ints, top: Ints) -> None:
        """Hang words on words where the move says so."""
        at = (kinds == _LEFT).nonzero()[0]
        base, heads, children = now.base[at], first[at], top[at]
        self._note(now.origin[at], children, heads, best[at])
        had = self._head[base + children]
        moved = had > 0
        self._right[(base + had)[moved]] = self._sibling[(base + children)[moved]]
        self._head[base + children] = heads
        self._left[base + heads] = children
        self._returned[base + heads] = 0
        at = (kinds == _RIGHT).nonzero()[0]
        base, heads, children = now.base[at], top[at], first[at]
        self._note(now.origin[at], children, heads, best[at])
        self._sibling[base + children] = self._right[base + heads]
        self._right[base + heads] = children
        self._head[base + children] = heads

    def _note(self, origin: Ints, children: Ints, heads: Ints, best: Ints) -> None:
        self._log.append((origin, origin + children - 1, origin + heads - 1, best))

    def _shuffle(self, now: _Now, kinds: Ints, first: Ints, top: Ints) -> None:
        """Take words off the stack, and put others on it."""
        reduced = kinds == _REDUCE
        pushed = (kinds == _SHIFT) | (kinds == _RIGHT)
        # A word without a head goes back to the buffer, unless it is the last one.
        homeless = (reduced & (self._head[now.base + top] == 0) & (now.depth > 1)).nonzero()[0]
        again = (pushed & (now.back > 0)).nonzero()[0]
        now.depth[:] += pushed.astype(np.int64) - (reduced | (kinds == _LEFT))
        now.next[:] += pushed
        now.next[again] -= 1
        now.back[again] -= 1
        now.back[homeless] += 1
        self._put_back[(now.base + now.back)[homeless]] = top[homeless]
        self._returned[(now.base + top)[homeless]] = 1
        self._stack[(now.base + now.depth)[pushed] + _BELOW] = first[pushed]

    def _settle(self, now: _Now) -> None:
        """Begin sentences anew where they end, and give up lanes that come to others' ground."""
        over = []
        for at in ((now.depth + now.back) == 0).nonzero()[0].tolist():
            base, word = int(now.base[at]), int(now.next[at])
            last = word > now.limit[at]
            if not last and (self._left[base + word] or self._opens[base + word + 1]):
                continue
            origin = int(now.origin[at])
            start = self._follows[origin] = origin + word - 1
            if last or start in self._begun:
                over.append(at)
                continue
            self._begun.add(start)
            now.origin[at], now.next[at] = start, 1
            now.limit[at] -= word - 1
            self._cells[:, now.lane[at]] = 0
        if over:
            kept = np.ones(len(now.lane), np.bool_)
            kept[over] = False
            self._now = self._now[:, kept]
        if (
            self.alive
            and self._now[_Now._fields.index("next")].max() + _SPARE > self._cells.shape[2]
        ):
            self._lay_out(np.concatenate([self._cells, np.zeros_like(self._cells)], axis=2))

    def arcs(self, starts: Sequence[int]) -> tuple[Ints, NDArray[np.uint64]]:
        """Head and label of each token; its own head is one without.

        Args:
            starts: the first tokens of the texts.
        """
        total = int(self._ends[-1])
        used = np.zeros(total, np.bool_)
        for start, end in zip(starts, self._ends.tolist(), strict=True):
            at = start
            while at < end:
                used[at] = True
                at = self._follows[at]
        origins, children, above, best = map(np.concatenate, zip(*self._log, strict=True))
        kept = used[origins]
        heads, labels = np.arange(total), np.zeros(total, np.uint64)
        # Of two heads of one word the later one holds.
        heads[children[kept]] = above[kept]
        labels[children[kept]] = self._scores.labels[best[kept]]
        return heads, labels
