"""Words that the readers of the parse go by: plain data, lemmas in lower case."""

from __future__ import annotations

from geomap.events.patterns import words_of
from geomap.language.vocabulary import TELLING

_WORDS = words_of("verbs")
LIGHT = _WORDS["LIGHT"]
SHARING = _WORDS["SHARING"]
#: Of these, verbs that in the present tell of a deed that goes on.
WAGING = frozenset("carry conduct wage perform undertake pursue maintain mount".split())
HAPPEN = _WORDS["HAPPEN"]
#: Verbs of which the passive only says that a deed came to somebody's notice.
NOTICED = frozenset("hear report record register see observe feel document note".split())
QUANTIFIERS = _WORDS["QUANTIFIERS"]
CHANGES = _WORDS["CHANGES"]
OBJECT_CONTROL = _WORDS["OBJECT_CONTROL"]
#: Verbs of those who bring about what others agree: a broker is no party to the deal.
BROKERING = frozenset({"broker", "mediate", "facilitate", "sponsor", "oversee", "arrange"})
FREEING = frozenset({"free", "liberate", "rescue", "release"})
#: Verbs of taking somebody away, which is done in a raid by those who raid.
TAKING = frozenset({"arrest", "detain", "abduct", "kidnap", "capture", "round"})
#: Verbs whose object is the deed of those whom they withstand: "repelled Russian assaults".
REPELLING = frozenset({"repel", "repulse"})
#: Verbs by which ground changes hands where their object is a place, and what says otherwise.
TAKING_GROUND = frozenset({"take", "lose", "recover", "clear"})
#: Verbs of those who tell how many died.
COUNTING = frozenset({"speak", "report", "count", "record"})
#: Verbs by which ground is given up where their object is a place.
GIVING_GROUND = frozenset({"return", "surrender", "cede", "relinquish"})
NOT_OF_GROUND = frozenset({"surprise", "court", "task", "account", "storm"})
NEVER_ALONE = _WORDS["NEVER_ALONE"]
#: Verbs of ending what goes on.
STOPPING = frozenset({"cease", "stop", "halt", "suspend", "end"})
#: Verbs of getting away "from" what there is.
LEAVING = frozenset({"flee", "escape", "withdraw", "retreat", "return", "recover"})
#: Verbs of what things do that burst.
BURSTING = frozenset({"blow", "explode", "detonate", "burst"})
RAISING = _WORDS["RAISING"]
#: Verbs of those who speak up by a deed: "marched to demand".
VOICING = frozenset("protest rally march demonstrate gather strike assemble riot".split())
HARM = _WORDS["HARM"]
#: Verbs of making somebody leave: they were where they are driven from.
DRIVING = frozenset("drive force push expel oust evict clear flush dislodge".split())
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
TO_NOBODY = frozenset({"cross", "declare", "extend", "flee"})
#: Verbs that leave nobody to do another deed.
DEADLY = frozenset({"kill", "murder", "execute", "slay", "assassinate", "massacre"})
#: Verbs that say whose deed something is.
ASCRIBING = frozenset({"attribute", "blame", "ascribe", "trace", "pin"})
#: Who has a deed ascribed to him with these has not done it.
FALSELY = frozenset({"falsely", "wrongly", "wrongfully", "mistakenly"})
#: Verbs of seeing people, who then are there as well: "met commanders in Sochi".
MEETING = frozenset({"meet", "see", "receive", "host", "greet", "welcome"})
#: Verbs of coming somewhere "for" a deed, which then is there.
COMING = frozenset("arrive travel gather go come convene meet visit assemble fly".split())
#: Verbs of what one comes or is put under or on: "came under fire", "went on trial".
COMING_UNDER = frozenset("come go put place stand remain stay fall be".split())
PREPARING = _WORDS["PREPARING"]
#: Verbs whose own place and time are those of the deed that they have as subject or object.
HOLDING = LIGHT | HAPPEN | HARM | frozenset(
    """
    see witness experience face suffer undergo halt stop suspend survive repel repulse resist leave
    cause force trigger spark pound rock claim involve target capture wound include ravage devastate
    plague engulf grip
    """.split()
)  # fmt: skip
#: Verbs of talking, whose "with" the parse hangs on what is talked about.
TALKING = frozenset({"discuss", "review", "negotiate", "coordinate"})
#: Prepositions of a deed that another is a part of: "killed in a raid".
WITHIN = frozenset({"in", "during", "by", "with", "amid", "under", "due"})
ARRIVING = _WORDS["ARRIVING"]
NEVER_PASSIVE = _WORDS["NEVER_PASSIVE"]
#: Verbs whose subject suffers the deed.
SUFFERING = frozenset({"die", "perish"})
#: Verbs of putting up with something: who says that he will not warns.
PUTTING_UP = frozenset({"tolerate", "condone", "stand", "sit"})
COURSES = _WORDS["COURSES"]
#: Verbs whose subject is an agreement that stands.
STIPULATING = frozenset({"envisage", "envision", "stipulate", "foresee"})
#: Verbs of saying, which with "must" below make a demand.
DEMANDING = TELLING | {"tell", "repeat"}
