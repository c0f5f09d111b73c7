"""How findings look, wherever they are drawn: hues, shapes and degrees of certainty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

#: Eight hues that people with any colour vision tell apart, on light and on dark ground:
#: five of Okabe and Ito (2008), three of Paul Tol's muted scheme in place of their yellow,
#: black and reddish purple, which are lost on one of the two grounds.
HUES = ("#0072b2", "#d55e00", "#009e73", "#cc6699", "#e69f00", "#56b4e9", "#aa4499", "#999933")
#: With more classes than hues, the shape tells them apart.
SHAPES = ("circle", "square", "diamond", "triangle", "nabla", "star", "cross", "hexagon")
#: A hue a family of event types, the same in every build, so that maps can be compared.
FAMILY_HUES = {
    "violence": HUES[1], "control": HUES[0], "movement": HUES[2], "humanitarian": HUES[5],
    "diplomacy": HUES[6], "civil": HUES[4], "statement": HUES[7],
}  # fmt: skip
#: For whatever has no class of its own, and classes beyond hues and shapes.
NEUTRAL = "#7a7f87"


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a class is drawn."""

    hue: str
    """``#rrggbb``."""
    shape: str
    """One of `SHAPES`."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """A degree to which an event is said to have happened."""

    id: str
    label: str
    hue: str
    """Its hue where hues stand for certainty."""
    modalities: tuple[str, ...]
    """Modalities of the affirmed statements that belong to it."""


#: In the order of legends. Denied statements are `DENIED` whatever their modality.
CERTAINTIES = (
    Certainty("happened", "Reported as fact", HUES[0], ("occurred", "ongoing")),
    Certainty("alleged", "Alleged", HUES[3], ("alleged",)),
    Certainty("foreseen", "Planned, threatened or hypothetical", HUES[4],
              ("planned", "threatened", "hypothetical")),
    Certainty("denied", "Denied", HUES[7], ()),
)  # fmt: skip
DENIED = "denied"


def symbols(classes: Sequence[str]) -> dict[str, Symbol]:
    """A symbol for each class, the likeliest to be seen first: hues, then shapes, then neutral."""
    pairs = [Symbol(hue, shape) for shape in SHAPES for hue in HUES]
    neutral = Symbol(NEUTRAL, SHAPES[0])
    return {
        name: pairs[index] if index < len(pairs) else neutral for index, name in enumerate(classes)
    }


def type_symbols(types: Sequence[str]) -> dict[str, Symbol]:
    """A symbol for each event type: the hue of its family, and within it a shape of its own.

    Dozens of types have no hues that anyone can tell apart, but a handful of families do.

    Args:
        types: the most frequent first, which get the plainest shapes; those of a family that
            has more types than there are shapes share the last one.
    """
    ranks: Counter[str] = Counter()
    found = {}
    for name in types:
        family = event_family(name)
        shape = SHAPES[min(ranks[family], len(SHAPES) - 1)]
        found[name] = Symbol(FAMILY_HUES.get(family, NEUTRAL), shape)
        ranks[family] += 1
    return found


def event_family(event_type: str) -> str:
    """Family of an event type; ``other`` for a type that no table has."""
    from geomap.events.what.vocabulary import event_types

    known = event_types().get(event_type)
    return known.family if known else "other"


def certainty(modality: str, polarity: str) -> str:
    """Id of the degree of certainty of a statement."""
    if polarity == DENIED:
        return DENIED
    for degree in CERTAINTIES:
        if modality in degree.modalities:
            return degree.id
    return CERTAINTIES[0].id


def event_label(event_type: str) -> str:
    """What the table of event types calls a type, for people."""
    from geomap.events.what.vocabulary import event_types

    known = event_types().get(event_type)
    return known.label if known else label(event_type)


def label(identifier: str) -> str:
    """``armed_clash`` -> ``Armed clash``, for people."""
    words = identifier.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
