"""The words around a name say where something is beside it: kinds, distances, bearings, ends."""

from __future__ import annotations

import pytest

from geomap.model import Mention
from geomap.places.relations import RELATION_KINDS, find_relation


def related(text: str, name: str) -> tuple[str, str, float | None, float | None, str | None] | None:
    """Kind, phrase, distance, bearing and other end of the relation of the first such name."""
    start = text.index(name)
    mention = Mention(id="m1", start=start, end=start + len(name), text=name, role="literal")
    found = find_relation(text, mention)
    if found is None:
        return None
    phrase = text[found.start : found.end]
    return found.kind, phrase, found.distance_km, found.bearing, found.anchor


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("It fell outside Homs.", "Homs", ("near", "outside Homs", None, None, None)),
        ("It fell near Homs.", "Homs", ("near", "near Homs", None, None, None)),
        ("It fell around Homs.", "Homs", ("near", "around Homs", None, None, None)),
        (
            "in the vicinity of the town of Homs", "Homs",
            ("near", "in the vicinity of the town of Homs", None, None, None),
        ),
        ("on the outskirts of Homs", "Homs", ("outskirts", "outskirts of Homs", None, None, None)),
        ("5 km north of Homs", "Homs", ("distance", "5 km north of Homs", 5.0, 0.0, None)),
        ("5km south-west of Homs", "Homs", ("distance", "5km south-west of Homs", 5, 225.0, None)),
        ("ten kilometres from Homs", "Homs",
         ("distance", "ten kilometres from Homs", 10, None, None)),
        ("20 miles east of Homs", "Homs", ("distance", "20 miles east of Homs", 32.187, 90, None)),
        ("500 metres from Homs", "Homs", ("distance", "500 metres from Homs", 0.5, None, None)),
        ("1,5 km to the west of Homs", "Homs",
         ("distance", "1,5 km to the west of Homs", 1.5, 270.0, None)),
        ("70 to 80 kilometres from the border", "border",
         ("distance", "70 to 80 kilometres from the border", 75.0, None, None)),
        ("85 km from the frontier with Israel", "Israel",
         ("border", "85 km from the frontier with Israel", 85.0, None, None)),
        ("in northern Hama", "Hama", ("part", "northern Hama", None, 0.0, None)),
        ("in the western Aleppo countryside", "Aleppo",
         ("part", "western Aleppo countryside", None, 270.0, None)),
        ("in Idlib's southern countryside", "Idlib",
         ("part", "Idlib's southern countryside", None, 180.0, None)),
        ("in the south-west of Syria", "Syria",
         ("part", "the south-west of Syria", None, 225.0, None)),
        ("in central Syria", "Syria", ("centre", "central Syria", None, None, None)),
        ("between Homs and Hama", "Homs", ("between", "between Homs and Hama", None, None, "Hama")),
        ("between Homs and Hama", "Hama", ("between", "between Homs and Hama", None, None, "Homs")),
        ("the road between the towns of Ras al-Ain and Tal Abyad", "Ras al-Ain",
         ("road", "the road between the towns of Ras al-Ain and Tal Abyad", None, None,
          "Tal Abyad")),
        ("along the Euphrates", "Euphrates", ("along", "along the Euphrates", None, None, None)),
        ("the frontier with Israel", "Israel",
         ("border", "the frontier with Israel", None, None, None)),
        ("the border between Syria and Turkey", "Turkey",
         ("border", "the border between Syria and Turkey", None, None, "Syria")),
        ("the Syria-Turkey border", "Syria",
         ("border", "Syria-Turkey border", None, None, "Turkey")),
        ("the Syria-Turkey border", "Turkey",
         ("border", "Syria-Turkey border", None, None, "Syria")),
        ("Turkey's border with Syria", "Turkey",
         ("border", "Turkey's border with Syria", None, None, "Syria")),
        ("the Homs-Hama highway", "Homs", ("road", "Homs-Hama highway", None, None, "Hama")),
        ("the road from Homs to Hama", "Hama",
         ("road", "the road from Homs to Hama", None, None, "Homs")),
        ("off the coast of Latakia", "Latakia",
         ("off_coast", "off the coast of Latakia", None, None, None)),
        ("off the coast of southwest Syria", "Syria",
         ("off_coast", "off the coast of southwest Syria", None, 225.0, None)),
        ("the frontiers with Lebanon, Turkey and Iraq", "Iraq",
         ("border", "the frontiers with Lebanon, Turkey and Iraq", None, None, None)),
        ("14 km off the coast of Latakia", "Latakia",
         ("off_coast", "14 km off the coast of Latakia", 14.0, None, None)),
        ("waters off Yemen", "Yemen", ("off_coast", "waters off Yemen", None, None, None)),
        ("off the Yemen coast", "Yemen",
         ("off_coast", "off the Yemen coast", None, None, None)),
        ("Homs city towards Hama village", "Homs",
         ("near", "Homs city towards Hama", None, None, None)),
    ],
)  # fmt: skip
def test_phrases_are_read(
    text: str, name: str, expected: tuple[str, str, float | None, float | None, str | None]
) -> None:
    """Kind, whole phrase, kilometres, degrees from north, and the other end of two."""
    assert expected == related(text, name)
    assert expected[0] in RELATION_KINDS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The central Syrian province of Homs fell.", "Homs"),
        ("They cut off Homs from the sea.", "Homs"),
        ("On the outskirts of Yemen's capital.", "Yemen"),
        ("He left at 5 in Homs.", "Homs"),
        ("It lies north.\nHoms was quiet.", "Homs"),
        ("They met in Homs and Hama.", "Hama"),
        ("North of there, in Homs.", "Homs"),
        ("in Syria's northern Idlib province", "Syria"),  # which lies in the north
        ("in Syria's northern Idlib province", "Idlib"),
    ],
)
def test_other_words_are_no_relation(text: str, name: str) -> None:
    """Words of another name, another line or another sense do not count."""
    assert related(text, name) is None
