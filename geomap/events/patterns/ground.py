"""Words of ground and of deeds that tell where something happened: plain data, lemmas."""

from __future__ import annotations

#: Nouns that hold a place name as ground: "the town of", "outskirts of".
GROUND = frozenset(
    """
    town city village district province governorate area region neighbourhood neighborhood
    suburb outskirt countryside part center centre south north east west camp border capital
    state island valley mountain road highway street square market base airport airbase airfield
    hospital school mosque church university prison building house home bridge river coast
    port plain enclave pocket stronghold checkpoint crossing front frontline perimeter hill
    farm field desert territory land zone site location place kilometer kilometre km mile
    quarter hamlet county municipality locality strip sector side edge axis downtown embassy
    station headquarters barracks forest lake bank sea shore gate position post facility
    settlement township slum hilltop hillside mountaintop rampart rim vicinity crossroad
    northwest northeast southwest southeast
    """.split()
)
#: Nouns that name a deed: "the attack on", "clashes in".
DEED_NOUNS = frozenset(
    """
    attack bombing explosion clash fighting battle raid strike airstrike shelling assault
    offensive war conflict violence protest demonstration rally march riot killing massacre
    shooting ambush siege operation invasion blast shootout bombardment fire crackdown campaign
    use visit talks conference meeting summit talk crisis election unrest uprising
    """.split()
)
#: Verbs common enough in the training data to have weights of their own.
DEEDS = frozenset(
    """
    kill capture shoot detonate march demonstrate patrol launch target destroy protest bomb
    occur murder shell begin say continue wound attack raid injure strike storm enter burn
    arrest execute die open claim find hit clash explode take tell come go leave announce
    report fire erupt set gun hold break have be seize invade blow accuse fight arrive flee
    """.split()
)
