"""Classes look different from each other, and certainty is never lost."""

from __future__ import annotations

from geomap.layers.style import CERTAINTIES, HUES, NEUTRAL, SHAPES, certainty, label, symbols


def test_hues_run_out_before_shapes_begin() -> None:
    """Eight hues as circles, then the same hues as squares; what is left is neutral."""
    names = [str(n) for n in range(len(HUES) * len(SHAPES) + 1)]
    found = symbols(names)

    assert ("circle", HUES[7]) == (found["7"].shape, found["7"].hue)
    assert ("square", HUES[0]) == (found["8"].shape, found["8"].hue)
    assert NEUTRAL == found[names[-1]].hue
    assert len(names) == len(set(found.values()))


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
