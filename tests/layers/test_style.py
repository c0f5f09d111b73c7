"""Classes look different from each other, and certainty is never lost."""

from __future__ import annotations

from geomap.events.what.vocabulary import event_types
from geomap.layers.style import (
    CERTAINTIES,
    FAMILY_HUES,
    HUES,
    NEUTRAL,
    SHAPES,
    certainty,
    label,
    symbols,
    type_symbols,
)


def test_hues_run_out_before_shapes_begin() -> None:
    """Eight hues as circles, then the same hues as squares; what is left is neutral."""
    names = [str(n) for n in range(len(HUES) * len(SHAPES) + 1)]
    found = symbols(names)

    assert ("circle", HUES[7]) == (found["7"].shape, found["7"].hue)
    assert ("square", HUES[0]) == (found["8"].shape, found["8"].hue)
    assert NEUTRAL == found[names[-1]].hue
    assert len(names) == len(set(found.values()))


def test_event_type_has_the_hue_of_its_family() -> None:
    """The hue is that of the family in every build; the most frequent is the plainest shape."""
    found = type_symbols(["shelling", "meeting", "airstrike", "crop_burning"])

    assert ("circle", FAMILY_HUES["violence"]) == (found["shelling"].shape, found["shelling"].hue)
    assert ("square", FAMILY_HUES["violence"]) == (found["airstrike"].shape, found["airstrike"].hue)
    assert ("circle", FAMILY_HUES["diplomacy"]) == (found["meeting"].shape, found["meeting"].hue)
    assert NEUTRAL == found["crop_burning"].hue


def test_every_family_of_the_table_has_a_hue() -> None:
    """No hue stands for two families; of too many types in one, the last share a shape."""
    kinds = event_types()
    assert {kind.family for kind in kinds.values()} == set(FAMILY_HUES)
    assert len(FAMILY_HUES) == len(set(FAMILY_HUES.values()))
    violent = [name for name, kind in kinds.items() if kind.family == "violence"]
    found = type_symbols(violent)
    assert len(SHAPES) - 1 == len({found[name].shape for name in violent[: len(SHAPES) - 1]})
    assert {SHAPES[-1]} == {found[name].shape for name in violent[len(SHAPES) - 1 :]}


def test_denial_outweighs_modality() -> None:
    """A denied statement is denied whatever else it is; unknown modalities count as reported."""
    assert "denied" == certainty("planned", "denied")
    assert "foreseen" == certainty("threatened", "affirmed")
    assert "alleged" == certainty("alleged", "affirmed")
    assert "happened" == certainty("ongoing", "affirmed")
    assert ["happened", "alleged", "foreseen", "denied"] == [degree.id for degree in CERTAINTIES]


def test_identifiers_read_as_words() -> None:
    """Underscores and hyphens are for machines."""
    assert "Armed clash" == label("armed_clash")
    assert "" == label("")
