"""Words of ground and of deeds that tell where something happened: plain data, lemmas."""

from __future__ import annotations

from geomap.events.patterns import words_of

_WORDS = words_of("ground")
GROUND = _WORDS["GROUND"]
PARTS = _WORDS["PARTS"]
AWAY = _WORDS["AWAY"]
DEED_NOUNS = _WORDS["DEED_NOUNS"]
BLOWS = _WORDS["BLOWS"]
DEEDS = _WORDS["DEEDS"]
#: Words that point back at what was told, and those that tell of a further one.
POINTING = frozenset({"the", "this", "that", "these", "those"})
ANOTHER = _WORDS["ANOTHER"]
#: Event types that a noun of another type may name once they have been told.
_FROM_THE_AIR = frozenset({"airstrike", "drone_strike", "missile_strike"})
CALLED = {
    "raid": _FROM_THE_AIR, "strike": _FROM_THE_AIR, "bombing": _FROM_THE_AIR,
    "assault": _FROM_THE_AIR | {"suicide_bombing", "shelling"},
}  # fmt: skip
_SETTLED = frozenset({"city", "neighbourhood"})
_WIDE = frozenset({"admin1", "admin2", "region", "area"})
_ANY = _SETTLED | _WIDE | {"facility", "island", "mountain", "border", "country"}
#: Kinds of place that a noun without a name may point back at.
KINDS_MEANT: dict[str, frozenset[str]] = {
    **dict.fromkeys(("town", "village", "city"), _SETTLED),
    **dict.fromkeys(("province", "governorate"), frozenset({"admin1"})),
    **dict.fromkeys(("region", "territory"), _WIDE),
    **dict.fromkeys(("district", "neighbourhood", "neighborhood", "suburb"),
                    frozenset({"admin2", "neighbourhood", "city"})),
    **dict.fromkeys(("area", "enclave", "pocket", "stronghold"), _SETTLED | _WIDE),
    **dict.fromkeys(("base", "airbase", "camp", "crossing"), frozenset({"facility"})),
    # What a town has one of is in the town where it is not named itself.
    **dict.fromkeys(("airport", "prison", "hospital", "port"), _SETTLED | {"facility"}),
    **dict.fromkeys(("centre", "center", "outskirt", "downtown"), _SETTLED),
    "island": frozenset({"island"}),
    "country": frozenset({"country"}),
    "there": _ANY,
}  # fmt: skip
