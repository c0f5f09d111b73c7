"""Nouns of people and of arms: plain data, lemmas in lower case."""

from __future__ import annotations

from geomap.events.patterns import words_of
from geomap.language.vocabulary import MONTHS, WEEKDAYS

_WORDS = words_of("people")
PEOPLE = _WORDS["PEOPLE"]
COLLECTIVE = _WORDS["COLLECTIVE"]
#: Words for people that are no body, no machine and no state: those who are seized or freed.
SOMEBODIES = (PEOPLE - COLLECTIVE) | frozenset(
    "people family crew rebel troop police crowd personnel staff youth".split()
)
NOT_OF_THEM = _WORDS["NOT_OF_THEM"]
#: Who somebody is held as.
HOSTAGES = frozenset({"hostage", "captive", "prisoner"})
#: Groups that "the group" may stand for.
GROUPS = frozenset({"group", "militia", "organisation", "organization", "movement", "faction"})
#: And words for what they are, before their names.
FACTIONS = GROUPS | {"rebel", "militant", "insurgent", "jihadist", "separatist", "terrorist"}
#: Who speaks for a state.
SPEAKERS = frozenset("leader president minister head government foreign embassy consulate".split())
ARMED = _WORDS["ARMED"]
OFFICIALS = _WORDS["OFFICIALS"]
PRIVATE = _WORDS["PRIVATE"]
NATIONALS = _WORDS["NATIONALS"]
#: Who is named by what was done to him: "Palestinian deaths" are no deed of Palestine's.
SUFFERERS = frozenset({"death", "dead", "casualty", "fatality", "martyr", "loss", "toll"})
#: Of these, those that name nobody: "ten deaths were reported" says not whose.
LOSSES = frozenset({"death", "fatality", "loss", "toll"})
HELD = _WORDS["HELD"]
#: What belongs to the one named before it: "Assad's forces", "rebel fighters".
OF_A_SIDE = (
    ARMED
    | OFFICIALS
    | HELD
    | FACTIONS
    | frozenset("fighter gunman member ally wing arm branch cell affiliate operative".split())
)
#: Words that are times, never actors.
TIMES = frozenset(WEEKDAYS + MONTHS) - {"may"} | frozenset(
    """
    today yesterday tomorrow week month year day hour morning evening night weekend dawn dusk noon
    midday midnight sunrise sunset daybreak nightfall
    """.split()
)
RELATIVE = frozenset({"who", "which", "that", "whom"})
#: Kinds of actor that pronouns stand for.
PRONOUNS: dict[str, tuple[str, ...]] = {
    "he": ("person",),
    "him": ("person",),
    "she": ("person",),
    "they": ("armed_group", "forces", "government", "coalition", "civilians", "state"),
    "it": ("armed_group", "forces", "government", "coalition", "state", "office", "international"),
}
#: Pronouns of somebody, who need not be known.
SOMEBODY = frozenset(PRONOUNS) | {"we", "i"}
POSSESSIVES = {"his": PRONOUNS["he"], "her": PRONOUNS["she"], "their": PRONOUNS["they"],
               "its": PRONOUNS["it"]}  # fmt: skip
#: Kinds of actor whose "bands", "fighters" and "members" act for them.
COMMANDING = frozenset({"armed_group", "forces", "coalition", "government"})
WEAPONS = _WORDS["WEAPONS"]
MATERIEL = _WORDS["MATERIEL"]
#: What a deed is that is done with a weapon, by the weapon.
BY_WEAPON = {
    **dict.fromkeys(("drone", "uav", "quadcopter"), "drone_strike"),
    "missile": "missile_strike",
    **dict.fromkeys(("rocket", "shell", "mortar", "artillery", "howitzer"), "shelling"),
    **dict.fromkeys(("mine", "landmine", "ied", "bomb", "device"), "ied"),
}
#: What says that a bomb came from the air.
OF_THE_AIR = frozenset("aerial air guided glide gliding barrel gravity cluster".split())
AIRCRAFT = _WORDS["AIRCRAFT"]
#: What "the two" may be said of.
PAIRED = frozenset("leader man president minister country side state official woman".split())
NATURE = _WORDS["NATURE"]
#: Words beside which a death is one of violence all the same.
ARMS = WEAPONS | ARMED | frozenset(
    """
    gunman militant fighter militia rebel insurgent clash fighting war battle airstrike gun rifle
    ambush bombing massacre terrorist police
    """.split()
)  # fmt: skip
