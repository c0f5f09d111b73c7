"""Nouns by what they make of a place name that stands in front of or behind them; lemmas."""

from __future__ import annotations

#: Bodies and people of a state: "Iran's minister", "the Aleppo council".
INSTITUTION = frozenset(
    """
    government administration regime authority state junta leadership cabinet ministry minister
    premier president presidency vice-president chancellor king queen emir sultan monarch ruler
    leader governor mayor parliament senate congress assembly council lawmaker legislator mp
    senator congressman ambassador embassy consulate consul diplomat envoy representative
    spokesman spokeswoman spokesperson official officer secretary adviser advisor delegate
    delegation negotiator mission counterpart department agency office bureau commission
    committee court judge prosecutor attorney police army navy military troop force soldier
    militia militant fighter rebel insurgent guard commander general colonel command
    intelligence security jet plane warplane aircraft warship drone missile tank artillery ally
    partner foe enemy rival adversary opponent proxy backer patron supporter friend side nation
    people citizen national resident population public voter civilian refugee migrant community
    diaspora society media press newspaper outlet television radio journalist company firm bank
    business investor industry producer exporter farmer worker union party opposition activist
    politician coalition alliance federation organisation organization treasury taxpayer lobby
    church firefighter coastguard councillor councilor commissioner teacher man woman boy girl
    mother father teen teenager star fan chamber ambulance rcmp board forum service news chief
    coroner trustee alderman student pastor plenipotentiary
    """.split()
)

#: What a state has, wills and does: "Russia's role", "US policy".
DOING = frozenset(
    """
    policy law legislation constitution budget debt economy currency pound dollar tax tariff
    trade export import sanction embargo ban aid assistance support backing help funding
    money loan investment role stance position view response reaction decision move plan
    proposal offer demand call request claim denial statement declaration announcement
    warning threat promise intention ambition aim goal interest effort attempt bid drive
    push campaign strategy diplomacy relation tie link alliance friendship partnership
    cooperation agreement deal pact treaty accord negotiation talk meeting dialogue pressure
    influence intervention involvement interference meddling presence participation
    membership entry accession withdrawal exit invasion aggression war offensive operation
    strike attack raid bombing retaliation defence defense security sovereignty independence
    integrity right obligation commitment concern fear hope anger refusal rejection approval
    consent understanding recognition election vote program programme project nuclear
    arsenal weapon army intelligence sponsor victory defeat win loss success failure power
    rule history culture identity flag anthem visa passport citizenship nationality refusal
    veto seat vote share leadership contribution donation
    """.split()
)

#: People, trades and conditions of a land that are no organs of the state: "Spain's finest
#: actors", "Haiti's cloud forest", "food prices in" a country's "markets".
SOCIETY = frozenset(
    """
    community industry market company firm bank enterprise conglomerate business broadcaster
    artist actor actress director writer author poet novelist painter singer musician scientist
    scholar presenter survivor entrepreneur family household child competition tourism
    agriculture architecture diversity biodiversity density demography conservation insecurity
    price food health inflation curve total system infrastructure education shortage harvest
    morbidity rainfall development crop livestock outlook
    """.split()
)

#: Sport: a place before or behind one of these is a team.
SPORT = frozenset(
    """
    team side squad coach manager captain player striker goalkeeper defender midfielder
    winger forward batsman bowler wicketkeeper pitcher quarterback guard center cricketer
    footballer international cap match game fixture final semifinal quarterfinal playoff
    qualifier test series tour debut goal innings wicket run win loss draw victory defeat
    league cup club season medal medallist champion championship roster lineup jersey fan
    bench bid
    """.split()
)

#: Parts, buildings and neighbours of a stretch of land: "Syria's north", "Homs countryside".
GROUND = frozenset(
    """
    north south east west northeast northwest southeast southwest north-east north-west
    south-east south-west centre center middle interior heart edge outskirt suburb periphery
    coast coastline shore shoreline beach island border frontier boundary territory soil land
    airspace water sky hinterland countryside plain valley desert mountain hill forest river
    lake sea basin delta peninsula gulf strait bay region area zone part province state
    district governorate county municipality canton department prefecture oblast parish village
    town city capital neighbourhood neighborhood quarter block street road highway motorway
    avenue square bridge tunnel dam port harbour harbor airport airfield airbase base station
    terminal camp prison jail hospital clinic school university college mosque church cathedral
    temple palace castle fort fortress hotel restaurant market mall park garden stadium museum
    factory plant refinery field oilfield pipeline mine well farm site facility enclave exclave
    pocket corridor crossing checkpoint gate line front frontline resident native home
    birthplace headquarters office house venue court compound villa trip visit journey flight
    entrance map weather climate population geography wildlife landscape rainfall flood
    earthquake landfall greater metropolitan metro downtown axis sub-district subdistrict
    locality hub intersection end depot apartment expressway foothill foreshore cinema hotspot
    reservoir temperature flora fauna wetland landmark suburbia residence sub-division division
    """.split()
)

#: Happenings located by the name before them: "the Idlib offensive", "the Syria crisis".
HAPPENING = frozenset(
    """
    offensive assault attack strike airstrike raid bombing bombardment shelling battle siege
    campaign operation fighting clash conflict war crisis situation issue question file
    massacre killing shooting explosion blast fire flood earthquake drought famine outbreak
    epidemic riot protest uprising revolt revolution insurgency front ceasefire truce target
    position evacuation displacement deployment disaster emergency tragedy festival event gig
    concert exhibition conference parade fair marathon murder census congress
    """.split()
)

#: Nouns before "with", "between", "to", "on", "from", "for": dealings of states.
DEALING = frozenset(
    """
    relation relationship tie link talk negotiation agreement deal treaty pact accord war
    peace trade cooperation alliance friendship partnership dialogue dispute tension
    conflict rivalry rift standoff confrontation clash competition truce ceasefire summit
    meeting match game game final series tour test win victory defeat loss draw threat
    warning message letter appeal call support aid assistance help backing loyalty
    allegiance sale export supply response reaction concession ambassador envoy pressure
    sanction embargo attack hostility opposition hatred criticism accusation case lawsuit
    complaint goal point medal cap money fund loan gift weapon permission approval consent
    guarantee recognition goodwill contract understanding solidarity hostility enmity
    struggle fight crusade retaliation action influence independence advisor adviser player
    captain coach favour favor capitulation handover order cession sovereignty successor fall
    """.split()
)

#: Nouns of distance, route and edge: "the border between Syria and Turkey".
BETWEEN_PLACES = frozenset(
    """
    border frontier boundary road highway route railway line flight distance way path
    corridor crossing bridge strait channel pipeline ferry train bus passage midway halfway
    area region land land sea river valley gap strip zone trip journey travel movement
    """.split()
)

#: Nouns before "of" that take a piece of land.
PART_OF = frozenset(
    """
    part area region half third quarter rest all most much swath swathe stretch strip edge
    outskirt suburb centre center middle heart north south east west corner side coast
    border capital city town village district province island population resident people
    inhabitant native map invasion occupation liberation conquest capture fall siege bombing
    shelling bombardment control partition division sky street soil territory land
    """.split()
)

#: Nouns before "of" that take a state.
STATE_OF = frozenset(
    """
    government president king queen prince emperor minister ministry leader ruler army navy
    representative ambassador embassy flag constitution law parliament support backing part
    help aid behalf member enemy ally friend independence recognition policy influence
    defeat side hand foe state republic kingdom power interest will intention victory
    sovereignty permission approval cooperation history commissioner founder birth
    creation establishment foundation request consent surrender protection success withdrawal
    bank people tribe citizen image reputation
    """.split()
)

#: Happenings that somebody does: "a US strike" is by the United States, "the Syria war" in Syria.
DEED = frozenset(
    """
    offensive assault attack strike airstrike raid bombing bombardment shelling operation
    clash campaign war deployment
    """.split()
)

#: Words that show that a sentence is about a game, where places are teams.
GAMES = frozenset(
    """
    team squad coach captain cup match championship championships league tournament season
    goal goals innings wicket wickets olympics olympic medal football soccer cricket rugby
    basketball hockey semifinal semifinals quarterfinal playoff playoffs qualifier
    qualifying fixture athlete winger striker midfielder goalkeeper paralympics
    """.split()
)

#: Meetings that are called by the town that they are held in.
VENUED = frozenset("talk summit meeting conference negotiation forum round".split())
#: What is done in a game: one makes a debut "for Chile".
FEAT = frozenset("debut cap appearance goal point medal run century title try wicket".split())
#: Nouns before "from" of those who come from a place: "athletes from the Philippines".
COMERS = frozenset(
    """
    athlete player people man woman child refugee migrant returnee student immigrant worker
    visitor tourist import article artist doctor family native fighter volunteer candidate
    """.split()
)
#: What befalls a state and not the ground: "the fall of France", "the capitulation of Italy".
DOWNFALL = frozenset(
    "fall capitulation surrender defeat collapse fate jurisdiction dominion".split()
)
#: What people feel and show "towards" others.
FEELING = frozenset(
    """
    attitude remark resentment hostility stance gesture feeling sentiment policy approach anger
    hatred sympathy friendliness
    """.split()
)
#: Those who are sent: "ambassador to Russia" says where.
SENT = frozenset(
    "ambassador envoy consul delegation mission representative coordinator visitor emissary".split()
)
#: Those whom one calls by a state's name: "an ally, Iran".
PARTIES = frozenset(
    """
    ally enemy partner opponent rival arch-rival foe friend adversary backer patron titleholder
    donor contributor signatory sponsor
    """.split()
)
#: What those are called who act together and are then told one by one: "Six countries
#: abstained: Algeria, Brazil ..."
ACTING_TOGETHER = PARTIES | frozenset(
    "country nation state government power team side member republic club delegation".split()
)
#: Offices of the state that have another noun in their name: "Ministry of Health of Iraq".
OFFICES = frozenset("ministry minister department secretary office directorate".split())

#: The lists by the name that role features and cues carry.
ALL = {
    "institution": INSTITUTION, "doing": DOING, "sport": SPORT, "ground": GROUND,
    "happening": HAPPENING, "dealing": DEALING, "link": BETWEEN_PLACES, "part of land": PART_OF,
    "organ of state": STATE_OF, "deed": DEED,
}  # fmt: skip
#: Every noun of the lists.
ANY = frozenset().union(*ALL.values())
