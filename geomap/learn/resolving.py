"""Learning the weights of the evidence: a conditional logit over the candidates of each mention.

Each mention is a choice among its candidates and "none of these". The chance of a candidate is
the softmax of its weighed evidence; the weights make the right choices of the corpora likely.
Several candidates may be right (a town and its district): their chances add up. A weight keeps
its sign and is drawn towards nothing; what the corpora do not show (a theatre, the units of one
name in a war) stays as people set it. What the other names of an
article say depends on the weights, so evidence and weights are settled in turns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geomap.learn.choices import Choice, gather
from geomap.places.decide import Weights, weights
from geomap.places.evidence import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geomap.evaluate.texts import Text
    from geomap.flow import Tools

    Floats = NDArray[np.float64]

#: How often evidence and weights are settled in turns.
_TURNS = 3
#: Spread of a learnt weight around nothing, log-odds: weights without it overfit.
_SPREAD = 8.0
#: Weights that people set: the corpora do not show when they hold, or show the customs of their
#: annotators and the small towns of one country.
KEPT = frozenset(
    {"name_tells_its_kind", "kind_asked_for", "kind_not_asked_for", "unit_named_so_elsewhere",
     "seat_of_a_namesake", "district_of_a_namesake", "direction_of_area", "a_capital",
     "a_part_of_nature", "in_theatre",
     "edited_by_people", "called_with_the", "known_the_world_over", "unmistakable", "its_people",
     "capital_stands_for_state", "far_from_what_it_is_near", "too_large_for_the_word",
     "outside_its_parent"}
)  # fmt: skip
#: Evidence that may speak for a candidate or against it.
_EITHER = frozenset({"a_first_level_unit", "a_second_level_unit"})
#: Evidence that a name is a place of the gazetteer at all, the same for all its candidates.
WHETHER = ("only_of_its_name", "by_sound_only", "by_likeness_only", "by_part_only")
#: Chance that an annotation is beside the point, whatever speaks for it.
_NOISE = 0.05


def fit(texts: Sequence[Text], tools: Tools) -> Weights:
    """The weights that make the right choices of the texts likeliest."""
    table = weights()
    for _ in range(_TURNS):
        table = settle(gather(texts, tools, table), table)
    return table


def settle(choices: Sequence[Choice], table: Weights) -> Weights:
    """The likeliest weights for the evidence as it is, small where it says little.

    Only choices with a right candidate say what speaks for a place; how often none is right is
    left to `calibrate`, so that what the gazetteer lacks does not water the evidence down.
    """
    from scipy.optimize import minimize

    names = [claim.__name__ for claim in EVIDENCE]
    known = weights().by_name
    prior = np.array([known[name] if name in KEPT else 0.0 for name in names])
    start = np.array([table.by_name[name] for name in names])
    spread = np.array([1e-3 if name in KEPT else _SPREAD for name in names])
    bounds = [
        (None, None) if name in _EITHER else (0.0, None) if known[name] >= 0 else (None, 0.0)
        for name in names
    ]
    settled = _Table([choice for choice in choices if choice.right.any()])
    found = minimize(_unlikelihood, start, args=(settled, prior, spread), jac=True,
                     method="L-BFGS-B", bounds=bounds)  # fmt: skip
    learnt = [round(float(value), 3) for value in found.x]
    return calibrate(choices, replace(table, by_name=dict(zip(names, learnt, strict=True))))


def calibrate(choices: Sequence[Choice], table: Weights) -> Weights:
    """The temperature, the odds of "none of these", and `WHETHER`, so that chances come true.

    What comes true is the chance of the likeliest candidate: whether it is near enough to the
    place meant to count as right.
    """
    from scipy.optimize import minimize

    every = _Table(choices)
    names = [claim.__name__ for claim in EVIDENCE]
    free = [names.index(name) for name in WHETHER]
    learnt = np.array([table.by_name[name] for name in names])

    def unlikelihood(point: Floats) -> float:
        learnt[free] = point[2:]
        odds = every.values @ learnt
        first, near = every.likeliest(odds)
        chances, _rest = every.chances(odds, point[0], np.exp(point[1]))
        true = np.where(near, chances[first], 1 - chances[first])
        return -float(every.weight @ np.log(np.maximum(true, 1e-12)))

    # From the middle: far from the odds that there are, no step would find the way.
    middle = float(np.median(np.maximum.reduceat(every.values @ learnt, every.starts)))
    start = [min(middle, table.none_of_these), np.log(table.temperature), *learnt[free]]
    signs = [(0.0, None) if weights().by_name[name] >= 0 else (None, 0.0) for name in WHETHER]
    bounds = [(None, None), (None, None), *signs]
    none, heat, *rest = minimize(unlikelihood, start, method="L-BFGS-B", bounds=bounds).x.tolist()
    found = {name: round(value, 3) for name, value in zip(WHETHER, rest, strict=True)}
    return replace(
        table,
        by_name=table.by_name | found,
        none_of_these=round(none, 3),
        temperature=round(float(np.exp(heat)), 3),
    )


class _Table:
    """Choices laid out for one pass of matrix arithmetic."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.values = np.concatenate([choice.values for choice in choices])
        self.right = np.concatenate([choice.right for choice in choices])
        self.sizes = np.array([len(choice.right) for choice in choices])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        self.near = np.concatenate([choice.near for choice in choices])
        self.weight = np.array([choice.weight for choice in choices])

    def likeliest(self, odds: Floats) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Where the first candidate of the highest odds of each choice is, and whether near."""
        ranked = np.lexsort((-odds, np.repeat(np.arange(len(self.sizes)), self.sizes)))
        first = ranked[self.starts]
        return first, self.near[first]

    def chances(self, odds: Floats, none: float, temperature: float = 1.0) -> tuple[Floats, Floats]:
        """Probability of each candidate, and of none, for each choice."""
        top = np.maximum(np.maximum.reduceat(odds, self.starts), none)
        shares = np.exp((odds - np.repeat(top, self.sizes)) / temperature)
        rest = np.exp((none - top) / temperature)
        total = np.add.reduceat(shares, self.starts) + rest
        return shares / np.repeat(total, self.sizes), rest / total


def _unlikelihood(
    point: Floats, table: _Table, prior: Floats, spread: Floats
) -> tuple[float, Floats]:
    """Negative log-likelihood with the pull of the prior, and its gradient."""
    chances, _none = table.chances(table.values @ point, -np.inf)
    right = np.add.reduceat(chances * table.right, table.starts) + _NOISE
    pull = (point - prior) / spread**2
    fault = -float(table.weight @ np.log(right)) + 0.5 * float(pull @ (point - prior))
    each = np.repeat(table.weight, table.sizes)
    share = np.repeat((right - _NOISE) / right, table.sizes)
    slope = each * (chances * share - chances * table.right / np.repeat(right, table.sizes))
    return fault, slope @ table.values + pull


def as_toml(table: Weights, provenance: Sequence[str]) -> str:
    """The table as people read and edit it.

    Args:
        table: the weights.
        provenance: lines that say where they come from.
    """
    lines = [
        "# What each piece of evidence adds to the log-odds of a candidate when its value is 1:",
        "# the functions of evidence.py, in their order, with the sentence that `explain` prints.",
        *(f"# {line}" for line in provenance),
        "",
        "[weights]",
    ]
    for claim in EVIDENCE:
        sentence = " ".join((claim.__doc__ or "").split())
        by = "set by people" if claim.__name__ in KEPT else "learnt"
        lines += [f"# {sentence} ({by})", f"{claim.__name__} = {table.by_name[claim.__name__]}"]
    return "\n".join([
        *lines, "", "[decision]",
        "# Divides the log-odds before they become probabilities: learnt for calibration.",
        f"temperature = {table.temperature}",
        "# How many times it is higher in the first pass, which is no verdict yet.",
        f"first_doubt = {table.first_doubt}",
        '# Log-odds of "none of these": what a candidate must beat.',
        f"none_of_these = {table.none_of_these}", "",
    ])  # fmt: skip


def held_out(texts: Sequence[Text], tools: Tools, folds: int = 5) -> dict[str, Tally]:
    """How often the likeliest candidate is right, learnt without the text it stands in.

    Args:
        texts: annotated texts.
        tools: gazetteer and settings.
        folds: into how many parts the texts are dealt.

    Returns:
        By corpus: choices that have a right candidate, and of those the ones chosen right.
    """
    tallies: dict[str, Tally] = {}
    for fold in range(folds):
        table = fit([text for n, text in enumerate(texts) if n % folds != fold], tools)
        factors = np.array([table.by_name[claim.__name__] for claim in EVIDENCE])
        for choice in gather(texts[fold::folds], tools, table):
            if choice.right.any():
                tally = tallies.setdefault(choice.article.partition("/")[0], Tally())
                tally.n += 1
                tally.right += bool(choice.right[np.argmax(choice.values @ factors)])
    return tallies


@dataclass(slots=True)
class Tally:
    """Choices, and those made right."""

    n: int = 0
    right: int = 0
