"""Nouns of people and of arms: plain data, lemmas in lower case."""

from __future__ import annotations

from geomap.language.vocabulary import MONTHS, WEEKDAYS

#: Nouns that can act; others ("attacks", "it") are no actors.
PEOPLE = frozenset(
    """
    force troop army soldier fighter militant rebel group police official minister president leader
    authority government regime militia jihadist insurgent gunman attacker unit faction commander
    guard crowd protester resident civilian child woman man people family activist diplomat warplane
    jet helicopter aircraft plane tank warship coalition observer ally party side country state
    power terrorist member opposition medic doctor worker rescuer refugee national spokesman
    spokeswoman envoy ambassador source witness officer general journalist villager convoy navy
    person victim body judge court student demonstrator separatist guerrilla extremist bomber gang
    mob union lawmaker parliament senator candidate lawyer prisoner detainee hostage settler farmer
    father mother son daughter wife husband uncle cousin teacher policeman peacekeeper mercenary
    warlord cleric ministry agency brigade battalion division squad tribe tribesman administration
    council committee delegation counterpart monarch king media press newspaper prince company girl
    boy pilot driver brother adviser aide suspect partner band schoolchild schoolchildren schoolgirl
    schoolboy pupil worshipper worshiper shopper passenger commuter patient nurse trader miner
    herder fisherman migrant survivor mourner rioter looter bandit cadet trooper marine paramedic
    clergyman priest imam nun monk aid-worker staffer employee businessman bystander evacuee
    returnee governor mayor prefect chief deputy clan herdsman recruit conscript reservist commando
    infant baby toddler pedestrian motorist pilgrim elder chieftain sniper gendarme vaccinator
    personnel staff crew alliance shepherd fisher merchant vendor labourer laborer builder cook
    guide guest tourist spectator fan player singer actor artist writer poet professor scientist
    engineer mechanic butcher baker taxi-driver porter carpenter bride groom grandmother grandfather
    grandson granddaughter nephew niece orphan widow widower sibling twin teenager youth adult
    orderly surgeon midwife caretaker janitor cyclist sailor seafarer fighter-jet inmate convict
    fugitive smuggler trafficker hunter ranger warden magistrate prosecutor bishop pastor rabbi
    missionary deacon sheikh sultan emir colonel captain lieutenant major sergeant corporal
    brigadier marshal admiral negotiator mediator monitor agent operative spy combatant element
    organisation organization institution nation community assailant militiaman friend girlfriend
    boyfriend colleague neighbour neighbor supporter follower loyalist dissident politician
    boss kingpin mastermind ringleader figure defendant legislator deserter defector exile
    """.split()
)
#: Of these, words for many at once, or for what is no body at all.
COLLECTIVE = frozenset(
    """
    force troop army rebel group police authority government regime militia unit faction guard crowd
    people family warplane jet helicopter aircraft plane drone tank warship coalition party side
    country state power opposition convoy navy body court gang mob union parliament media press
    newspaper ministry agency brigade battalion division squad tribe administration council
    committee delegation company band clan source security personnel staff crew alliance youth
    """.split()
)
#: Words for people that are no body, no machine and no state: those who are seized or freed.
SOMEBODIES = (PEOPLE - COLLECTIVE) | frozenset(
    "people family crew rebel troop police crowd personnel staff youth".split()
)
#: Who with "of" is another than the side behind it: "allies of the rebels".
NOT_OF_THEM = frozenset(
    "ally opponent enemy rival foe critic victim supporter backer hostage prisoner".split()
)
#: Who somebody is held as.
HOSTAGES = frozenset({"hostage", "captive", "prisoner"})
#: Groups that "the group" may stand for.
GROUPS = frozenset({"group", "militia", "organisation", "organization", "movement", "faction"})
#: And words for what they are, before their names.
FACTIONS = GROUPS | {"rebel", "militant", "insurgent", "jihadist", "separatist", "terrorist"}
#: Who speaks for a state.
SPEAKERS = frozenset("leader president minister head government foreign embassy consulate".split())
#: What, with a nationality, is the armed forces of the state.
ARMED = frozenset(
    """
    force troop jet warplane army military missile drone artillery soldier navy warship tank bomber
    helicopter aircraft plane commander general gunner sniper pilot fighter-bomber destroyer frigate
    unit brigade battalion division regiment squadron
    """.split()
)
#: What, with a nationality, is the government of the state.
OFFICIALS = frozenset(
    """
    official minister president diplomat leader counterpart authority ambassador envoy spokesman
    spokeswoman government ministry embassy delegation premier chancellor leadership cabinet regime
    side administration secretary negotiator parliament lawmaker service police
    """.split()
)
#: Words before an official that make him none of a government's: "Haitian gang leaders".
PRIVATE = frozenset(
    """
    gang rebel militia opposition party community tribal religious business faction cartel union
    protest student separatist insurgent jihadist church exiled spiritual
    """.split()
)
#: What, with a nationality, is people of the state.
NATIONALS = frozenset(
    """
    national citizen civilian man woman people refugee victim child family villager resident
    """.split()
)
#: Who is named by what was done to him: "Palestinian deaths" are no deed of Palestine's.
SUFFERERS = frozenset({"death", "dead", "casualty", "fatality", "martyr", "loss", "toll"})
#: What a side holds and moves, by which it is struck: "rebel positions", "an army convoy".
HELD = frozenset(
    """
    position post base outpost convoy checkpoint headquarters stronghold barracks depot site
    installation facility target hideout vehicle patrol column trench airbase camp garrison arsenal
    warehouse bunker stockpile centre center compound tunnel
    """.split()
)
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
#: Things that strike, and are nobody.
WEAPONS = frozenset(
    """
    rocket missile shell bomb mortar strike airstrike raid attack blast explosion fire shelling
    bombardment artillery gunfire bullet grenade mine drone landmine device shrapnel torpedo
    """.split()
)
#: What is lost and destroyed beside people, and not counted with them.
MATERIEL = frozenset(
    """
    tank howitzer gun launcher vehicle truck car pickup motorcycle helicopter jet plane aircraft
    boat ship vessel house home building shop animal cow goat sheep horse
    """.split()
)
#: What a deed is that is done with a weapon, by the weapon.
BY_WEAPON = {
    **dict.fromkeys(("drone", "uav", "quadcopter"), "drone_strike"),
    "missile": "missile_strike",
    **dict.fromkeys(("rocket", "shell", "mortar", "artillery", "howitzer"), "shelling"),
    **dict.fromkeys(("mine", "landmine", "ied", "bomb", "device"), "ied"),
}
#: What says that a bomb came from the air.
OF_THE_AIR = frozenset("aerial air guided glide gliding barrel gravity cluster".split())
#: Words of an article that tells of war from the air.
AIRCRAFT = frozenset(
    """
    warplane warplanes jet jets aircraft helicopter helicopters plane planes airstrike airstrikes
    drone drones barrel aerial airforce air bombers sorties
    """.split()
)
#: What "the two" may be said of.
PAIRED = frozenset("leader man president minister country side state official woman".split())
#: What kills without anybody's hand.
NATURE = frozenset(
    """
    storm flood flooding floodwater earthquake quake tremor aftershock hurricane cyclone typhoon
    tornado landslide mudslide avalanche lightning crash accident derailment collision drowning
    disease cholera covid covid-19 coronavirus pandemic epidemic cancer illness malaria ebola wind
    rain flu influenza h5n1 h1n1 virus fever measles heatwave blizzard tsunami tree stroke pneumonia
    """.split()
)
#: Words beside which a death is one of violence all the same.
ARMS = WEAPONS | ARMED | frozenset(
    """
    gunman militant fighter militia rebel insurgent clash fighting war battle airstrike gun rifle
    ambush bombing massacre terrorist police
    """.split()
)  # fmt: skip
