"""Verbs by what they make of a place name beside them; lemmas, one theme a list."""

from __future__ import annotations

from geomap.language.vocabulary import SAYING

#: Verbs of saying and thinking: their subject is people, so a place there is a government.
SAY = SAYING | frozenset(
    """
    request answer react hope suspect understand agree disagree dismiss express welcome praise
    appreciate regard consider propose question complain protest object recommend concede
    contend reckon doubt worry foresee anticipate forecast envisage lament regret apologise
    apologize applaud laud commend salute decry deplore slam rebuke remind disclose concur
    retort opine feel realise realize wonder resent envy distrust mistrust prefer favor favour
    wish covet
    """.split()
)

#: Verbs that only somebody who decides can do: governments, forces, teams.
ACT = frozenset(
    """
    decide want seek try attempt plan intend aim refuse reject accept approve adopt sign
    ratify negotiate broker mediate sponsor support back oppose fund finance arm train
    supply send deploy dispatch withdraw order launch conduct carry fire shell bomb strike
    attack invade occupy annex seize capture retake regain recapture fight defend retaliate
    intervene impose lift ban block veto vote recognise recognize expel deport summon arrest
    detain jail execute extradite grant offer provide give donate help assist aid send sell
    buy purchase export import pay build develop test ally join enter exit leave quit cut
    sever suspend resume restore halt stop move control rule govern administer lead allow
    permit prohibit prevent protect pursue push press pressure undermine use exploit violate
    break respect honour honor implement enforce apply issue publish release reveal withhold
    appoint elect nominate select choose send host organise organize hold stage attend
    participate compete play win lose beat defeat draw score finish qualify reach concede
    bat bowl field tour face meet take make get go begin start continue keep hit target
    mount escalate cease surrender capitulate declare cede transfer contribute commit
    cooperate collaborate coordinate consult discuss confer talk engage work turn stand step
    act fail succeed manage need owe enjoy prepare down intercept confer sanction besiege
    blockade bombard raid
    sue outlaw legalise legalize criminalise criminalize decriminalise abolish rescind repeal
    revoke annul scrap endorse advocate mobilise mobilize rearm disarm dismantle subsidise
    subsidize nationalise privatise devalue default borrow lend loan repay invest spend allocate
    earmark ration levy fine regulate license inspect investigate probe prosecute acquit convict
    pardon repatriate rescue chase monitor spy hack infiltrate sabotage assassinate kidnap
    abduct torture persecute repress oppress crush quell suppress abstain boycott downgrade
    normalise normalize reopen tighten ease relax toughen boost bolster curb curtail restrict
    slash hike freeze confiscate expropriate compensate reimburse oversee supervise unveil
    introduce inaugurate acquire procure equip exercise assume shoulder renew prolong postpone
    delay cancel relent yield bargain risk dare exert wield dominate bully blackmail coerce
    provoke appease lobby court woo isolate shun punish reward thank congratulate hesitate rely
    depend afford abandon
    """.split()
)

#: Verbs of those that only a body of people can do, be it of a town: "Montana offered".
DECIDE = ACT - frozenset(
    """
    make take get go begin start continue keep hit target hold host receive stage use build need
    own turn stand step face meet enter exit leave quit test develop export import buy produce
    play win lose beat field suffer owe enjoy stop halt move control rule draw fail succeed enjoy
    rise break lead work fall
    """.split()
)

#: Verbs whose subject stays a stretch of land: position, extent, weather, what befalls it.
LIE = frozenset(
    """
    lie sit stretch extend border adjoin neighbour neighbor span cover comprise consist
    contain include straddle overlook encompass rise measure surround house feature boast
    flood burn shake experience suffer witness undergo see locate situate belong constitute
    fall record produce grow remain exist become develop report rank
    register host receive face average total account span look
    persist deteriorate crest evolve shrink stagnate slump boom thrive prosper flourish
    decline swell teem bustle sprawl nestle thaw swelter reel collapse crumble smoulder erupt
    """.split()
)

#: Verbs whose object is addressed or harmed as an actor ("warned Iran", "sanction Russia").
ADDRESS = frozenset(
    """
    warn accuse urge blame criticise criticize condemn tell ask beg advise inform remind assure
    thank praise congratulate persuade convince pressure press push force compel oblige allow
    enable encourage invite help assist support back oppose fund arm supply sanction punish
    threaten deter provoke antagonise antagonize isolate embarrass humiliate challenge confront
    beat defeat thrash overcome edge stun outlast join represent lead captain coach manage play
    face meet draw trust ally sue denounce slam blast lambast counter mediate engage consult
    notify obligate require bar expel call admit recognise recognize appease befriend betray
    fight weaken strengthen empower want need defend free
    bind give cost owe deny grant
    implore exhort alert instruct dissuade discourage embolden intimidate coerce blackmail
    bully woo court lobby shun snub offend insult anger infuriate irritate upset satisfy
    disappoint alarm trounce surpass outscore outgun overtake rival emulate imitate applaud
    commend laud salute rebuke reprimand castigate ridicule mock decry deplore vilify demonise
    demonize admire envy hate despise fear distrust mistrust pardon forgive compensate repay
    reward bribe sway rearm disarm subsidise indict implicate suspect deprive destabilise
    destabilize
    """.split()
)

#: Verbs whose object is ground: one goes there, takes it, leaves it, shells it.
GROUND = frozenset(
    """
    visit leave enter reach tour flee cross traverse inhabit settle populate occupy invade
    annex capture seize retake recapture regain reclaim liberate conquer storm besiege
    surround encircle bomb shell bombard strike hit pound raid attack target control hold
    govern rule administer explore map border neighbour neighbor adjoin overlook approach
    near pass exit evacuate abandon loot raze destroy devastate damage flood ravage batter
    lash shake threaten cleanse clear free defend secure divide partition split connect link serve
    include call name rename found establish build see love miss cover plunge transform
    rebuild exclude
    patrol separate affect engulf blanket hammer plague throng grip pummel sweep rock jolt ring
    skirt circle dot transit fortify deluge inundate scorch torch flatten pulverise overrun
    paralyse paralyze swamp submerge scour depopulate
    """.split()
)

#: Verbs of moving and being somewhere: what follows with a preposition is a place.
MOVE = frozenset(
    """
    go come travel move return arrive flee fly drive walk march sail migrate emigrate
    immigrate depart leave head journey run cross escape withdraw retreat advance deploy
    send bring take carry transport ship deliver transfer deport evacuate relocate settle
    live reside stay remain stand lie sit locate situate base station be bear born grow
    raise die bury find flow spread extend stretch spill pull drive rush pour stream commute
    transit repatriate ferry resettle trek hike trickle smuggle airlift route divert reroute
    redeploy parachute land dock cruise
    """.split()
)

#: Verbs of going of which only ground is the goal, of players too: "back" as in "brought back to".
TRAVEL = frozenset("come move travel return arrive fly flee emigrate migrate relocate back".split())

#: Verbs after which "to", "with", "from", "on" or "for" point at a partner or opponent.
DEAL = frozenset(
    """
    attribute ascribe sell export supply give grant lend donate offer pay say speak talk
    appeal write complain respond object surrender belong pledge promise owe negotiate agree
    discuss cooperate collaborate ally align side deal trade work meet compete clash fight
    play draw sign share lose win score finish defect buy purchase import receive obtain
    secure demand seek impose blame pin depend rely count vote debut feature appear act spy
    conspire recover protect wrest gain declare compare differ tie link provide explain distance
    call back
    """.split()
)

#: Verbs of striking: what they are "against" is where the blow falls.
STRIKE = frozenset("strike attack bomb shell raid bombard launch conduct carry".split())

#: Verbs of blows that a headline tells without "was": "Orikhiv shelled overnight".
STRUCK = frozenset("shell bomb bombard strike hit pound raid target evacuate".split())
#: Verbs of those who compete; "for" after them stands whom they do it for.
COMPETE = frozenset(
    "play debut row fence swim box race bat bowl score compete appear sign start captain".split()
)

#: Verbs that only say that what follows begins, lasts or is believed: "Brazil continued to grow".
LASTING = frozenset("continue start begin keep remain use tend appear seem expect set".split())
#: Verbs of those who tell from where they are: "speaking from Amman".
REPORT = frozenset("speak report write say tell call broadcast phone film tweet post".split())
#: What a state goes through as people do, and ground does not: "Romania faced a shortage".
UNDERGO = frozenset("face undergo suffer experience".split())
#: Verbs of trade whose goods come "from" ground.
TRADE = frozenset("import export ship source smuggle".split())
#: Verbs that say what a place is taken for: "Monaco is known for its harbour".
TAKEN_FOR = frozenset("know regard designate name call rank list classify".split())

#: The lists by the name that role features and cues carry.
ALL = {
    "saying": SAY, "acting": ACT, "lying": LIE, "addressing": ADDRESS, "taking ground": GROUND,
    "moving": MOVE, "dealing": DEAL,
}  # fmt: skip
