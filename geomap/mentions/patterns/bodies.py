"""Words around a place name that make it part of another name, or say what kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.vocabulary import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from geomap.model import PlaceKind

#: A capitalised name that ends in, or begins with, one of these is a body, not a place.
BODY = frozenset(
    """
    observatory university college institute institution center centre council committee
    commission agency organisation organization association foundation federation union
    league club party front army brigade brigades battalion division corps guard guards
    forces militia movement company corporation corp inc ltd group bank airlines airways
    times post daily news press tribune herald gazette journal observer guardian telegraph
    review network radio television tv fc united city's museum orchestra ballet opera
    theatre theater hospital church cathedral society trust fund office bureau department
    ministry academy school lab laboratory laboratories project initiative programme program
    authority service services rangers cowboys packers giants yankees lakers bulls rovers
    alliance coalition cartel wanderers independent chronicle inquirer examiner dispatch sentinel
    bulletin courier globe
    """.split()
)
#: Titles of laws, deals and meetings: "the Geneva process", "the Astana talks".
DEAL_NAMES = frozenset(
    """
    agreement agreements accord accords process protocol protocols convention conventions treaty
    declaration communique communiqué pact format memorandum principles consensus
    """.split()
)
#: Those of them that the place's name stands behind: "the Treaty of Versailles".
DEALS_OF = frozenset("treaty convention declaration protocol pact charter accord".split())
#: Words that make a name of a street or road of the name before them.
STREETS = frozenset(
    """
    street st. road rd avenue ave drive lane boulevard blvd highway parkway court square
    """.split()
)
#: Words that are parts of names and never a name alone.
GENERIC = frozenset(
    """
    north south east west northern southern eastern western central upper lower new old
    great county street road avenue city hall hill lake river ridge house center centre red
    attorney council district park school court royal bridge church state states minister
    daily human
    """.split()
)
#: Titles before a person's name.
TITLES = frozenset(
    """
    mr mrs ms miss dr sir lord lady prof professor president minister premier king queen
    prince princess archduke sultan emir sheikh sheik imam ayatollah general gen colonel col
    captain capt major maj sergeant sgt lieutenant lt admiral senator sen congressman rep judge
    justice pope bishop archbishop spokesman spokeswoman ambassador secretary governor gov mayor
    chancellor chief coach
    """.split()
)
#: What shows somebody.
LIKENESSES = frozenset({"statue", "bust", "portrait", "effigy"})
#: What people are to each other, behind which stands a first name.
KIN = frozenset(
    """
    sister brother wife husband son daughter mother father uncle aunt cousin nephew niece grandson
    granddaughter grandmother grandfather widow fiancee fiancée girlfriend boyfriend twin
    """.split()
)
#: Type words and the kind of place they ask for.
TYPE_WORDS: dict[str, PlaceKind] = {
    **dict.fromkeys(
        ("province", "provinces", "governorate", "governorates", "oblast", "oblasts", "state",
         "states",
         "muhafazah", "wilayat", "countryside", "hinterland"),
        "admin1",
    ),
    **dict.fromkeys(
        ("district", "districts", "county", "counties", "parish", "canton", "raion", "raions",
         "subdistrict", "sub-district", "municipality", "municipalities", "commune", "communes",
         "cercle", "cercles", "locality", "localities"),
        "admin2",
    ),
    **dict.fromkeys(
        ("city", "cities", "town", "towns", "village", "villages", "hamlet", "hamlets", "suburb",
         "suburbs", "settlement", "settlements", "township", "townships", "capital"),
        "city",
    ),
    **dict.fromkeys(
        ("neighbourhood", "neighborhood", "neighbourhoods", "neighborhoods", "quarter"),
        "neighbourhood",
    ),
    **dict.fromkeys(
        ("airport", "airports", "airbase", "airfield", "base", "crossing", "camp", "camps", "dam",
         "refinery", "checkpoint", "prison"),
        "facility",
    ),
    **dict.fromkeys(("river", "rivers"), "river"),
    **dict.fromkeys(("lake", "reservoir"), "lake"),
    **dict.fromkeys(("sea", "ocean", "gulf", "strait"), "sea"),
    **dict.fromkeys(("mountain", "mountains", "mount", "hill", "hills"), "mountain"),
    **dict.fromkeys(("island", "islands"), "island"),
    **dict.fromkeys(("region", "regions", "peninsula", "enclave", "valley", "desert"), "region"),
    **dict.fromkeys(("country", "republic"), "country"),
}  # fmt: skip
#: Type words that a gazetteer name may carry and that are not part of the name in a text.
LOOSE_TYPE_WORDS = frozenset(
    {"province", "governorate", "city", "district", "region", "oblast", "town", "village"}
)

#: Type words that belong to some names ("Kansas City", "Borno State") and not to others.
NAMING_TYPE_WORDS = frozenset({"city", "state", "town", "village"})
#: Type words that say what a name is and are no part of it: "Idlib Province" is Idlib.
APART_TYPE_WORDS = frozenset(
    """
    province provinces governorate governorates oblast oblasts district districts region
    regions raion canton subdistrict sub-district prefecture division locality localities lga
    lgas municipality
    """.split()
)
#: Capitalised words that end the name of a place: "Darling Avenue", "Swat Valley".
PLACE_HEADS = STREETS | frozenset(
    """
    way circle trail pike freeway expressway crescent terrace bypass interchange square plaza
    bridge tunnel crossing dam harbor harbour port airport airfield airbase aerodrome station
    terminal county township parish city town village borough territory state island islands isle
    peninsula cape bay gulf sea ocean strait channel river creek brook lake lakes reservoir
    falls springs spring beach coast delta basin valley canyon gorge hill hills mount mountain
    mountains peak pass ridge heights plateau plain plains desert forest woods park gardens
    garden zoo field fields farm camp base barracks prison jail hospital clinic school academy
    university college church cathedral mosque temple synagogue monastery abbey library museum
    gallery theatre theater stadium arena hotel inn mall market palace castle fort tower
    building hall house centre center courthouse quarter neighborhood neighbourhood estate
    gate cemetery plantation point landing junction caucasus highlands highway settlement
    corridor enclave triangle
    """.split()
)
#: Capitalised words that begin the name of a place: "Lake Vermont", "Wadi Barada".
PLACE_LEADS = frozenset(
    """
    lake mount mt fort ft cape port camp rue faubourg lough loch ras wadi jabal jebel tal tell
    tel khan bir deir beit bayt kafr kafar qasr ain ayn al-ain nahr villa monte sierra rio
    porto puerto san santa santo sao st saint gulf bay isle glen hai suq souq
    """.split()
)
#: What numbered roads are called: "Interstate 64", "County Road 43".
ROADS = frozenset("highway interstate route road hwy rd rte us u.s. fm cr sr autoroute".split())
#: What two places joined by a dash stand before: "the Palmyra-Homs road".
LINES = frozenset(
    "road highway motorway railway railroad route axis corridor border frontier pipeline".split()
)
#: Capitalised words that are no part of any name.
NEVER = frozenset(WEEKDAYS + MONTHS) | frozenset(
    "the a an and but he she it they we i you this that there mr mrs ms dr".split()
)
#: Small settlements, behind whose word or before it stands a name, whoever lists it.
SETTLEMENTS = frozenset(
    """
    village villages hamlet hamlets township suburb island islands tehsil tehsils woreda
    neighbourhood neighborhood district subdistrict islet
    """.split()
)
#: Those that only one who says "of" names a settlement with: "the farming community of X".
SETTLED_OF = SETTLEMENTS | frozenset("community communities ward wards settlement".split())
#: Type words that stand right before a name: "Lake X", "town X".
LEADING_TYPE_WORDS = frozenset("lake mount river gulf town village city province district".split())
#: Ids of states that are no more and of unions of states, whose names act like a country's.
STATES_ONCE = frozenset(
    f"geomap:region/{name}"
    for name in (
        "european-union", "soviet-union", "yugoslavia", "czechoslovakia", "east-germany",
        "the-west", "donetsk-peoples-republic", "luhansk-peoples-republic", "northern-cyprus",
        "south-ossetia", "persian-gulf-states", "baltic-states",
    )
)  # fmt: skip
