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
    coroner trustee alderman student pastor plenipotentiary court ombudsman judiciary
    legislature deputy magistrate regulator lawyer investigator detective inspector sheriff
    administrator coordinator clerk superintendent watchdog tribunal paramilitary guerrilla
    commando marine sailor airman pilot helicopter gunship bomber fleet squadron battalion
    brigade regiment corps infantry cavalry sniper peacekeeper contingent emissary bureaucrat
    dictator strongman warlord prince princess monarchy royal chieftain heir duke establishment
    elite oligarch tycoon billionaire cleric imam mullah patriarch archbishop bishop lobbyist
    dissident exile expatriate policymaker strategist mediator carmaker manufacturer airline
    retailer lender tabloid veteran rescuer paramedic detainee prisoner hostage
    cartel gang clan syndicate mafia gunman jihadist separatist extremist terrorist
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
    appetite approach attitude blockade boycott clout complaint concession condemnation
    counteroffensive crackdown credibility curb desire determination doctrine engagement
    expansion expulsion feud guarantee hostility humiliation incursion indifference initiative
    insistence lawsuit leverage manoeuvre maneuver mandate measure mediation motive objection
    objective overture patience payment pledge ploy politics posture practice prestige pretext
    priority propaganda provocation purchase quest quota rebuke reform regulation reliance
    reluctance repression reputation resistance resolve responsibility restraint restriction
    rhetoric rivalry satellite stake stimulus stockpile subsidy surveillance tactic testimony
    ultimatum unwillingness willingness wish investigation inquiry probe custody
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

#: What people make and give a title: a place in the title is none that is told of.
WORKS = frozenset(
    """
    book novel memoir autobiography biography film movie documentary song album poem opera
    """.split()
)
#: Those whose nouns stand before other names as well.
WRITINGS = frozenset("article essay exhibition report study paper series play podcast show".split())

#: Sport: a place before or behind one of these is a team.
SPORT = frozenset(
    """
    team side squad coach manager captain player striker goalkeeper defender midfielder
    winger forward batsman bowler wicketkeeper pitcher quarterback guard center cricketer
    footballer international cap match game fixture final semifinal quarterfinal playoff
    qualifier test series tour debut goal innings wicket run win loss draw victory defeat
    league cup club season medal medallist champion championship roster lineup jersey fan
    bench bid
    franchise seamer spinner skipper keeper playmaker rookie paceman
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
    birthplace headquarters office house venue courtyard compound villa trip visit journey flight
    entrance map weather climate population geography wildlife landscape rainfall flood
    earthquake landfall greater metropolitan metro downtown axis sub-district subdistrict
    locality hub intersection end depot apartment expressway foothill foreshore cinema hotspot
    reservoir temperature flora fauna wetland landmark suburbia residence sub-division division
    settlement township slum hamlet stronghold bastion hometown resort hilltop mountaintop slope
    perimeter vicinity mainland sector flank fringe borough ward commune precinct constituency
    jungle steppe swamp marsh glacier volcano canyon gorge cave cliff waterway canal creek
    stream pond lagoon estuary tributary dike levee embankment underpass overpass interchange
    roundabout turnpike runway dock wharf pier jetty shipyard warehouse bakery shop store
    supermarket bar pub cafe nightclub casino theater theatre gallery bookshop hospice orphanage
    shelter cemetery graveyard morgue skyline landfill quarry smelter substation subway tram
    outback heartland lga upazila night afternoon morning
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
    hurricane quake tsunami cyclone typhoon storm blizzard heatwave flooding landslide avalanche
    eruption wildfire bushfire pandemic plague unrest turmoil violence bloodshed insurrection
    rebellion mutiny genocide atrocity pogrom looting stampede crash derailment shipwreck
    hijacking kidnapping abduction ambush assassination stabbing ceremony celebration carnival
    symposium expo premiere auction rally vigil funeral wedding
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
    animosity antipathy bitterness resentment mistrust distrust antagonism rapprochement
    normalisation normalization detente reconciliation unity consultation discussion
    conversation swap memorandum armistice friction feud bond cover backing funding assurance
    blessing
    """.split()
)

#: Nouns of distance, route and edge: "the border between Syria and Turkey".
BETWEEN_PLACES = frozenset(
    """
    border frontier boundary road highway route railway line flight distance way path
    corridor crossing bridge strait channel pipeline ferry train bus passage midway halfway
    area region land sea river valley gap strip zone trip journey travel movement convoy shuttle
    plane commute pass plain voyage motorway truck footpath trail commuting
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
    settlement stronghold hometown resort vicinity hilltop sector perimeter slope foot bottom
    mainland fringe whole remainder portion section percent interior rim mouth township bastion
    community ward
    """.split()
)

#: Parts of land, and nouns that take a piece of it.
PARTS = PART_OF | GROUND

#: Nouns before "of" that take a state.
STATE_OF = frozenset(
    """
    government president king queen prince emperor minister ministry leader ruler army navy
    representative ambassador embassy flag constitution law parliament support backing part
    help aid behalf member enemy ally friend independence recognition policy influence
    defeat side hand foe power interest will intention victory
    sovereignty permission approval cooperation history commissioner founder birth
    creation establishment foundation request consent surrender protection success withdrawal
    bank people tribe citizen image reputation
    court ombudsman voice resignation wish demand credibility isolation hegemony dominance
    ambition prestige behest auspices favour favor rejection criticism condemnation praise
    parliamentarian dictator hero sultan emir
    """.split()
)

#: Happenings that somebody does: "a US strike" is by the United States, "the Syria war" in Syria.
DEED = frozenset(
    """
    offensive assault attack strike airstrike raid bombing bombardment shelling operation
    clash campaign war deployment invasion incursion
    """.split()
)

#: What is waged against a state rather than done to its ground.
WAGED = frozenset("war campaign operation".split())

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
    troop foreigner evacuee expatriate exile pilgrim trader merchant nurse teacher boy girl
    survivor victim arrival sample specimen data footage image picture photo video report
    dispatch departure flight convoy shipment delivery individual person resident
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
#: Sorts of goods that bear the name of where they come from: "Urals crude".
GOODS = frozenset("crude benchmark futures blend grade".split())
#: Those who look after or write about a part of the world: "Middle East director".
COVERERS = frozenset("director correspondent editor analyst expert specialist desk chair".split())
#: How far or near ground is, and how it is to be there: "Turkey is an hour away".
LIKE_GROUND = frozenset(
    """
    away near nearby close far hour minute mile kilometre kilometer km home beautiful quiet calm
    cold hot warm humid dry flat mountainous arid remote landlocked crowded deserted empty green
    """.split()
)
#: What those are at who are no ground: "Mali was at war", "are at an impasse".
AT = frozenset("war odds peace impasse loggerheads".split())
#: What ground is under as well as those who live there: "Bamako is under blockade".
UNDER = frozenset(
    "siege blockade fire curfew bombardment shelling attack lockdown occupation water".split()
)
#: Unions whose "states" are those who are in them.
UNIONS = frozenset("eu e.u. european".split())
#: What states are called in their full names: "the Kingdom of Jordan".
REALMS = frozenset("republic kingdom state emirate sultanate principality commonwealth".split())
#: Those who are sent: "ambassador to Russia" says where.
SENT = frozenset(
    "ambassador envoy consul delegation mission representative coordinator visitor emissary".split()
)
#: Those who play for a place, and whom a place's name stands for in a game.
PLAYERS = frozenset(
    "captain coach manager player striker goalkeeper midfielder defender forward".split()
)
TEAMS = frozenset("team club rival arch-rival opponent titleholder".split())
#: Those whom one calls by a state's name: "an ally, Iran".
PARTIES = frozenset(
    """
    ally enemy partner opponent rival arch-rival foe friend adversary backer patron titleholder
    donor contributor signatory sponsor party neighbour neighbor archenemy arch-enemy archrival
    nemesis
    """.split()
)
#: Those who live at a place: "Goma residents" says where, "Goma rebels" whose they are.
DWELLERS = frozenset("civilian resident inhabitant villager local townsfolk dweller".split())
#: People by their trade, who are of a country and not its state: "a Chile physicist".
TRADES = frozenset(
    """
    physicist scientist chemist biologist engineer architect surgeon nurse teacher author writer
    novelist poet journalist reporter presenter broadcaster actor actress comedian musician singer
    painter sculptor goldsmith merchant businessman businesswoman entrepreneur farmer fisherman
    student tourist traveller traveler pilgrim native
    """.split()
)
#: What is put "on" a state, though another noun stands between: "pressure by some on Iran".
PUT_ON = frozenset("pressure sanction embargo tariff".split())
#: What a state is that depends on another: "a Russian client state".
DEPENDENT = frozenset("vassal client proxy puppet satellite".split())
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
