"""Words of ground and of deeds that tell where something happened: plain data, lemmas."""

from __future__ import annotations

#: Nouns that hold a place name as ground: "the town of", "outskirts of".
GROUND = frozenset(
    """
    town city village district province governorate area region neighbourhood neighborhood suburb
    outskirt countryside part center centre south north east west camp border capital state island
    valley mountain road highway street square market base airport airbase airfield hospital school
    mosque church university prison building house home bridge river coast port plain enclave pocket
    stronghold checkpoint crossing front frontline perimeter hill farm field desert territory land
    zone site location place kilometer kilometre km mile quarter hamlet county municipality locality
    strip sector side edge axis downtown embassy station headquarters barracks forest lake bank sea
    shore gate position post facility settlement township slum hilltop hillside mountaintop rampart
    rim vicinity crossroad northwest northeast southwest southeast
    """.split()
)
#: Of these, parts that one name says the whole of: "the Nairobi suburb of Syokimau".
PARTS = frozenset(
    """
    suburb town city village district neighbourhood neighborhood quarter enclave port settlement
    capital municipality township hamlet island stronghold
    """.split()
)
#: Words of ground that only say how a place lies to another: "23 km north-west of Hama".
AWAY = frozenset(
    """
    north south east west northeast northwest southeast southwest kilometer kilometre km mile
    """.split()
)
#: Nouns that name a deed: "the attack on", "clashes in".
DEED_NOUNS = frozenset(
    """
    attack bombing explosion clash fighting battle raid strike airstrike shelling assault offensive
    war conflict violence protest demonstration rally march riot killing massacre shooting ambush
    siege operation invasion blast shootout bombardment fire crackdown campaign use visit talks
    conference meeting summit talk crisis election unrest uprising
    """.split()
)
#: Of these, deeds that one side does, so that its are the dead "in" them.
BLOWS = frozenset(
    """
    attack bombing raid strike airstrike shelling assault offensive shooting ambush bombardment
    crackdown operation massacre onslaught
    """.split()
)
#: Verbs common enough in the training data to have weights of their own.
DEEDS = frozenset(
    """
    kill capture shoot detonate march demonstrate patrol launch target destroy protest bomb occur
    murder shell begin say continue wound attack raid injure strike storm enter burn arrest execute
    die open claim find hit clash explode take tell come go leave announce report fire erupt set gun
    hold break have be seize invade blow accuse fight arrive flee
    """.split()
)
#: Words that point back at what was told, and those that tell of a further one.
POINTING = frozenset({"the", "this", "that", "these", "those"})
ANOTHER = frozenset(
    """
    another other second third new next further similar previous earlier past recent separate latest
    fresh first last subsequent upcoming
    """.split()
)
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
    "there": _ANY,
}  # fmt: skip
