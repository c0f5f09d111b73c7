"""Words that the readers of the parse go by: plain data, lemmas in lower case."""

from __future__ import annotations

from geomap.language.vocabulary import TELLING

#: Verbs whose subject does the deed that their object names.
LIGHT = frozenset(
    """
    launch carry conduct hold take make stage mount sign wage perform commit begin start open resume
    continue renew step intensify escalate expand plan prepare order lead join unleash execute
    undertake reach conclude strike declare deliver press pursue attempt pay do impose lift give
    issue pose announce organise organize host call attend initiate extend broker adopt seal
    maintain push spread pump peddle send disseminate lay keep
    """.split()
)
#: Of these, verbs that in the present tell of a deed that goes on.
WAGING = frozenset("carry conduct wage perform undertake pursue maintain mount".split())
#: Verbs that only say that their subject took place.
HAPPEN = frozenset(
    """
    occur happen take begin start erupt break continue resume go come follow rage intensify end fall
    land escalate ensue unfold last persist hold convene open flare spread surge reignite commence
    arise spill mount ease abate subside recur collapse concentrate
    """.split()
)
#: Verbs of which the passive only says that a deed came to somebody's notice.
NOTICED = frozenset("hear report record register see observe feel document note".split())
#: Nouns that only count what follows: "a series of raids".
QUANTIFIERS = frozenset(
    """
    series string wave number spate barrage round dozen hundred thousand ten score lot kind phase
    stage type act campaign volley flurry couple pair set majority half most some group total
    """.split()
)
#: Nouns of more or less of the deeds behind them: "an increase in airstrikes".
CHANGES = frozenset(
    """
    increase rise surge spike upsurge uptick escalation intensification decrease drop reduction lull
    resumption outbreak continuation cessation
    """.split()
)
#: Verbs whose object does what the verb below says: "urged Syria to withdraw".
OBJECT_CONTROL = frozenset(
    """
    warn urge tell ask order advise call force allow help lead prompt enable accuse blame suspect
    permit require expect want invite encourage persuade convince press pressure push command
    instruct compel send let make get dispatch cause drive beg request demand charge convict deter
    discourage prevent stop keep ban bar block criticise criticize recruit train arm hire pay equip
    enlist condemn authorize authorise
    """.split()
)
#: Verbs of those who bring about what others agree: a broker is no party to the deal.
BROKERING = frozenset({"broker", "mediate", "facilitate", "sponsor", "oversee"})
FREEING = frozenset({"free", "liberate", "rescue", "release"})
#: Verbs of taking somebody away, which is done in a raid by those who raid.
TAKING = frozenset({"arrest", "detain", "abduct", "kidnap", "capture", "round"})
#: Verbs whose object is the deed of those whom they withstand: "repelled Russian assaults".
REPELLING = frozenset({"repel", "repulse"})
#: Verbs by which ground changes hands where their object is a place, and what says otherwise.
TAKING_GROUND = frozenset({"take", "lose", "recover", "clear"})
#: Verbs by which ground is given up where their object is a place.
GIVING_GROUND = frozenset({"return", "surrender", "cede", "relinquish"})
NOT_OF_GROUND = frozenset({"surprise", "court", "task", "account", "storm"})
#: Verbs that have an object, or are in the passive of headlines.
NEVER_ALONE = frozenset(
    """
    kill wound injure blame accuse arrest detain displace abduct kidnap jail execute release free
    rescue torture rape gun behead martyr
    """.split()
)
#: Verbs of ending what goes on.
STOPPING = frozenset({"cease", "stop", "halt", "suspend", "end"})
#: Verbs of raising a force; what it is raised for has not happened.
RAISING = frozenset(
    "recruit train arm fund form create found equip hire enlist conscript need exist".split()
)
#: Verbs of those who speak up by a deed: "marched to demand".
VOICING = frozenset("protest rally march demonstrate gather strike assemble riot".split())
#: Verbs of harm: who is harmed "in" a deed is its target.
HARM = frozenset(
    """
    kill wound injure hit strike target destroy damage displace die massacre slaughter maim
    neutralise neutralize
    """.split()
)
#: Verbs that bring about what the verb below them says: "forced thousands to flee".
BRINGING_ABOUT = frozenset({"force", "cause", "compel", "drive", "prompt", "make", "send"})
#: Verbs of what a deed is done with: "used jets to bomb the town" tells that they bombed it.
BY_MEANS = frozenset({"use", "employ", "utilise", "utilize", "wield"})
#: Words that put a deed behind the one told before it.
AFTERWARDS = frozenset({"then", "later", "subsequently", "eventually", "afterwards"})
#: Conjunctions that open a statement of its own.
OPENING = frozenset("while after as when because since although though where whereas".split())
#: Verbs that let fly a weapon, which is no target.
LETTING_FLY = frozenset({"launch", "fire", "lob", "unleash"})
#: Verbs of what is done to somebody "for" his own deed.
PUNISHING = TAKING | frozenset(
    """
    jail imprison execute sentence punish criticise criticize condemn praise thank fine dismiss
    expel kill sanction convict charge try blame
    """.split()
)
#: Verbs of seeing somebody do what the participle below says: "was filmed burning".
CATCHING = frozenset("film see spot catch photograph record show picture observe".split())
#: Verbs whose object is ground or a rule, and nobody that it is done to.
TO_NOBODY = frozenset({"cross", "declare", "extend"})
#: Verbs that leave nobody to do another deed.
DEADLY = frozenset({"kill", "murder", "execute", "slay", "assassinate", "massacre"})
#: Verbs that say whose deed something is.
ASCRIBING = frozenset({"attribute", "blame", "ascribe", "trace", "pin"})
#: Verbs of seeing people, who then are there as well: "met commanders in Sochi".
MEETING = frozenset({"meet", "see", "receive", "host", "greet", "welcome"})
#: Verbs of coming somewhere "for" a deed, which then is there.
COMING = frozenset("arrive travel gather go come convene meet visit assemble fly".split())
#: Verbs of what one comes or is put under or on: "came under fire", "went on trial".
COMING_UNDER = frozenset("come go put stand remain stay fall be".split())
#: Verbs of getting ready "for" a deed, which their subject is to do.
PREPARING = frozenset(
    "build open prepare mass amass mobilise mobilize gather gear brace ready".split()
)
#: Verbs whose own place and time are those of the deed that they have as subject or object.
HOLDING = LIGHT | HAPPEN | HARM | frozenset(
    """
    see witness experience face suffer undergo halt stop suspend survive repel repulse resist leave
    cause force trigger spark pound rock claim involve target capture wound include ravage devastate
    plague engulf grip
    """.split()
)  # fmt: skip
#: Prepositions of a deed that another is a part of: "killed in a raid".
WITHIN = frozenset({"in", "during", "by", "with", "amid", "under", "due"})
#: Verbs of a weapon's arrival: "air strikes hit the town" is one deed, the air strike.
ARRIVING = frozenset(
    "hit strike target pound rock shake batter pummel hammer explode detonate".split()
)
#: Verbs without a passive, whatever form the pipeline reads: "artillery fired across the border".
NEVER_PASSIVE = frozenset(
    "fire clash advance fight march move withdraw flee arrive land die fall retreat "
    "protest surrender defect".split()
)
#: Verbs whose subject suffers the deed.
SUFFERING = frozenset({"die", "perish"})
#: Verbs of putting up with something: who says that he will not warns.
PUTTING_UP = frozenset({"tolerate", "condone", "stand", "sit"})
#: Nouns of the course that a deed takes: "the negotiations track", "the sanctions package".
COURSES = frozenset(
    "track process round session package listing designation regime list measure".split()
)
#: Verbs whose subject is an agreement that stands.
STIPULATING = frozenset({"envisage", "envision", "stipulate", "foresee"})
#: Verbs of saying, which with "must" below make a demand.
DEMANDING = TELLING | {"tell", "repeat"}
