"""Which role a name plays in its sentence: a table of readable rules over a `Frame`.

The first rule that answers decides, and its name is kept as the mention's cue. A rule looks
at nothing but the frame, so each can be read, tested and moved alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.mentions.patterns import acts, bodies, grammar, things

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.mentions.frame import Frame
    from geomap.model import Role

#: Kinds whose name may stand for a government.
_LAND = (things.GROUND - {"state"}) | {"country", "place", "one"}
_STATES = frozenset({"country", "capital", "region"})
#: What a place is said to be.
_SOMEWHERE = _LAND | {"stop", "destination", "neighbour", "neighbor", "birthplace", "it", "this"}
#: Happenings that somebody owns: "Russia's war", not "London's murder tally".
_OWNED = things.DEED | {"offensive", "protest", "exhibition", "position", "front", "target"}
#: What a country does to others, where a town suffers it: "Israel's siege of Gaza".
_DONE_TO_OTHERS = frozenset({"siege", "killing", "assassination", "abduction"})
#: What leads troops and people out of a place.
_LEAVING = frozenset({"withdrawal", "pullout", "retreat", "evacuation", "pullback"})
#: What states keep abroad.
_POSTS = frozenset({"base", "airbase", "outpost", "embassy", "consulate", "checkpoint"})
#: What a land becomes without doing anything.
_STAGES = frozenset(
    "hub haven battleground battlefield theatre theater destination scene target".split()
)
#: Letters of a state's name from which on capitals are a headline's.
_SHORT = 5
#: Forms of verbs of addressing, as headlines have them.
_ADDRESSES = frozenset(
    verb + ending for verb in acts.ADDRESS for ending in ("s", "es", "ed", "d")
) - frozenset({"needs", "needed", "members"})
#: Prepositions that lead to a partner or opponent as easily as to a place.
_TOWARDS = frozenset({"to", "from", "on", "for", "with", "at", "over", "upon"})
#: What is felt, meant and done towards people.
_TOWARDS_PEOPLE = things.FEELING | things.DEALING | things.DOING
#: Deeds that strike where they are.
_STRUCK = things.DEED - things.WAGED
#: What befalls land as well as those who govern it: "suffered floods".
_BEFALLING = things.HAPPENING | things.DEED
_BASED_IN = grammar.BASED_IN - {"born"}
#: What is between two states.
_BETWEEN = things.DEALING | things.HAPPENING
#: What a place has, and what of it land has.
_HAD = things.GROUND | things.SOCIETY
_HAD_BY_LAND = _LAND | things.PART_OF | _STAGES


def adjective_or_people(frame: Frame) -> Role | None:
    """As in "Syrian", "Russians": the word itself is an adjective or a people."""
    return "demonym" if frame.demonym else None


def office_of_a_body(frame: Frame) -> Role | None:
    """As in "UNHCR Libya": the office of a body in a country."""
    return "embedded" if frame.agency and frame.position != "possessor" else None


def joined_to_a_deed(frame: Frame) -> Role | None:
    """As in "US-backed", "anti-Iran" name an actor; "Berlin-based" where."""
    if frame.stance in grammar.STANCES:
        return "metonym"
    if not frame.joined:
        return None
    if frame.joined in _BASED_IN:
        return "literal"
    return "metonym" if frame.joined in grammar.DONE_BY or frame.joined.endswith("ed") else None


def where_something_is(frame: Frame) -> Role | None:
    """After "in", "near", "across" a name is where something is; feelings are "towards" people."""
    feeling = frame.noun in _TOWARDS_PEOPLE
    if frame.prep in ("toward", "towards") and feeling and frame.kind in _STATES:
        return "metonym"
    return "literal" if frame.prep in grammar.LOCATIVE else None


def in_brackets(frame: Frame) -> Role | None:
    """As in "by the Rotary Club (Maywood)": alone in brackets stands where something is."""
    alone = frame.previous == "(" and frame.following == ")"
    return "literal" if alone and frame.kind != "country" else None


def in_company(frame: Frame) -> Role | None:
    """As in "the actions of Assad, Russia and Iran": listed with people, a state is one of them."""
    moved = frame.prep in ("to", "from") and frame.verb in acts.MOVE
    ground = frame.prep and frame.noun in things.GROUND
    somebody = frame.company and frame.kind in _STATES
    return "metonym" if somebody and not moved and not ground else None


def doer(frame: Frame) -> Role | None:
    """What is done "by" a place, or stands "against" one, is done by or against people."""
    struck = frame.noun in _STRUCK or frame.verb in acts.STRIKE
    if frame.prep == "against" and struck and frame.noun not in things.WAGED:
        return "metonym" if frame.kind == "capital" else "literal"
    if frame.prep in ("on", "upon") and frame.noun in things.DEED:
        return "literal"
    if frame.verb == "follow" and frame.prep == "by":
        return "literal"  # the next of a list: "Iran, followed by India"
    return "metonym" if frame.position == "agent" or frame.prep in grammar.PARTISAN else None


def goods(frame: Frame) -> Role | None:
    """As in "Urals crude": a sort of goods is called by a place."""
    named = frame.position == "modifier" and frame.noun in things.GOODS
    return "embedded" if named and frame.kind != "country" else None


def slug(frame: Frame) -> Role | None:
    """As in "Belgorod: drones over the town": where what is told behind the colon happened."""
    land = frame.kind not in _STATES
    return "literal" if land and frame.line_start and frame.following == ":" else None


def part_of_a_longer_name(frame: Frame) -> Role | None:
    """As in "Boston Dynamics": a name that runs on into a word that no list knows."""
    known = frame.noun in things.ANY or frame.noun in bodies.TITLES
    return "embedded" if frame.runs_on and not known and not frame.name.isupper() else None


def abroad(frame: Frame) -> Role | None:
    """As in "US bases", "Israel's siege of Gaza": what a state has and does beyond its borders."""
    if frame.kind != "country" or frame.position not in ("possessor", "modifier"):
        return None
    letters = frame.name.replace(".", "")
    short = letters.isupper() and len(letters) < _SHORT
    besieges = frame.position == "possessor" and frame.noun in _DONE_TO_OTHERS
    return "metonym" if besieges or (short and frame.noun in _POSTS) else None


def owner_or_modifier(frame: Frame) -> Role | None:
    """As in "Iran's minister" is the state; "Homs countryside" and "Idlib offensive" are ground."""
    if frame.position not in ("possessor", "modifier"):
        return None
    noun, state = frame.noun, frame.kind in _STATES
    if state and frame.following in things.DEPENDENT:
        return "metonym"
    dweller = noun in things.TRADES or (noun in things.DWELLERS and not state)
    fronted = frame.kind == "capital" and frame.previous in grammar.LOCATIVE
    if (dweller or fronted) and frame.position == "modifier":  # "In Yerevan crowds gathered"
        return "literal"
    if noun == "state" and frame.noun_proper:
        return "metonym"  # "Mississippi State" is a team or a university
    if frame.kind == "country" and noun in ("state", "member"):
        union = frame.name.lower().split()[0] in things.UNIONS
        return "metonym" if union or noun == "member" else "literal"  # "EU states" are in it
    if (
        noun in things.COVERERS
        and frame.position == "modifier"
        and frame.kind in ("country", "other")
    ):
        return "metonym"
    if noun in things.GROUND or noun in things.SOCIETY:
        return "literal"
    if frame.paired and state and noun in _BETWEEN:
        return "metonym"  # "the US-China trade war" is between them
    if noun in things.VENUED and frame.position == "modifier" and frame.kind != "country":
        return "literal"  # "the Astana talks" are held there
    if noun in things.HAPPENING:
        # "Russia's attack", "a US strike" are by the state; "the Syria crisis" is there.
        letters = frame.name.replace(".", "")
        short = letters.isupper() and len(letters) < _SHORT  # "a US strike", no headline's "SYRIA"
        owned = frame.position == "possessor" or short
        return "metonym" if state and owned and noun in _OWNED else "literal"
    if noun in things.INSTITUTION or noun in things.DOING or noun in things.SPORT:
        return "metonym"
    # "Marseille's Veretout scored" for the town's team; "USA's Coleman" is from there.
    team = frame.sport and frame.position == "possessor"
    somebody = not (team and frame.noun_proper) if state else team
    return "metonym" if somebody else "literal"


def subject(frame: Frame) -> Role | None:
    """A state that says or does is its government; land only lies, burns or suffers."""
    if frame.position != "subject":
        return None
    state = frame.kind in _STATES
    calm = frame.copular and frame.verb in things.LIKE_GROUND and not frame.sport
    if not calm and (frame.plural or frame.sport):
        return "metonym"
    if frame.verb == "have" and frame.object in _HAD:
        return "literal"  # "has the largest community of ..." as ground has
    if frame.verb == "become" and state:
        return "literal" if frame.object in _HAD_BY_LAND else "metonym"
    if frame.copular:
        if frame.under and frame.verb in things.UNDER:
            return "literal"
        if frame.verb in things.AT:
            return "metonym"
        ground = frame.verb in _LAND or frame.verb in things.LIKE_GROUND
        return "literal" if ground or not state else "metonym"
    if not state and frame.struck:
        return "literal"  # "Orikhiv and Robotyne shelled from Tokmak"
    keeps = frame.verb == "host" and frame.object in _HAD
    if frame.verb in ("extend", "decline", "host") and frame.object and state and not keeps:
        return "metonym"  # "Togo has extended the curfew"
    if frame.verb in acts.LIE:
        suffers = frame.verb in acts.UNDERGO and frame.object not in _BEFALLING
        somebody = state and (suffers or frame.tells)
        return "metonym" if somebody else "literal"
    if frame.verb in acts.SAY or frame.verb in acts.DECIDE:
        return "metonym"
    return "metonym" if state else "literal"


def acted_upon(frame: Frame) -> Role | None:
    """One warns a government and shells a town."""
    if frame.position not in ("object", "passive"):
        return None
    state = frame.kind in _STATES
    if frame.position == "passive" and frame.verb in acts.TAKEN_FOR and not frame.sport:
        return "literal"
    if frame.verb in acts.GROUND and not (state and frame.verb in acts.ADDRESS):
        return "literal"
    if frame.verb in acts.ADDRESS or frame.sport:
        return "metonym"
    return "metonym" if frame.kind == "country" else "literal"


def between(frame: Frame) -> Role | None:
    """Talks between Ankara and Washington are of states; the road between joins places."""
    if frame.prep not in ("between", "among"):
        return None
    if frame.noun in things.BETWEEN_PLACES or frame.kind not in _STATES:
        return "literal"
    travels = frame.verb in acts.MOVE and frame.noun not in things.DEALING
    return "literal" if travels else "metonym"


def part_of(frame: Frame) -> Role | None:
    """As in "Parts of Idlib" is land; "the government of Syria" a state."""
    if frame.prep != "of":
        return None
    if frame.noun in things.DOWNFALL and frame.kind in _STATES:
        return "metonym"
    if frame.noun == "state" and (frame.plural_noun or frame.kind not in _STATES):
        return "literal"  # "the states of Kassala and Gedaref" are no organs of theirs
    if frame.noun in things.PLAYERS:
        return "metonym"
    organ = frame.noun in things.STATE_OF or frame.noun in things.INSTITUTION
    if organ and frame.noun not in things.PART_OF and frame.kind != "admin":
        return "metonym"
    return "literal"


def goal(frame: Frame) -> Role | None:
    """One goes to a place, is sent to one, and brings things from it."""
    noun, prep = frame.noun, frame.prep
    if prep not in _TOWARDS:
        return None
    if noun in things.BETWEEN_PLACES or noun in things.GROUND:
        return "literal"
    if prep == "to" and frame.verb in acts.TRAVEL and noun not in things.DEALING:
        return "literal"
    feat = frame.verb in acts.COMPETE or not things.FEAT.isdisjoint((frame.object, noun))
    if (prep == "for" and feat) or (frame.sport and prep in ("to", "with", "for")):
        return "metonym"
    sent = noun in things.SENT and prep in ("to", "for")
    moved = prep == "to" and frame.verb in acts.MOVE and noun not in things.DEALING
    moved = moved or (prep == "from" and noun in _LEAVING and frame.kind != "region")
    lies = prep == "with" and frame.verb in acts.LIE and noun not in things.DEALING
    brought = prep == "from" and (noun in things.COMERS or frame.verb in acts.REPORT)
    land = frame.kind not in _STATES and not (prep == "with" and noun in things.DEALING)
    return "literal" if land or sent or moved or lies or brought else None


def partner(frame: Frame) -> Role | None:
    """One sells, talks or objects to a government; it may be hard for one to win."""
    if frame.prep not in _TOWARDS:
        return None
    if frame.noun in things.DEALING or frame.noun in things.DOING:
        return "metonym"
    if frame.prep == "from" and frame.noun in things.SENT:
        return "metonym"
    if frame.verb in acts.MOVE and frame.prep in ("to", "from", "for", "at"):
        return "literal"
    if frame.prep == "from" and frame.verb in acts.TRADE:
        return "literal"
    if frame.prep == "with" and frame.verb in ("link", "connect"):
        return "literal"
    if frame.verb in acts.DEAL or frame.prep == "with":
        return "metonym"
    return "metonym" if frame.prep == "for" and frame.following == "to" else None


def other_preposition(frame: Frame) -> Role | None:
    """Any other preposition leads to a place, but one talks and worries about a government.

    Whoever it is, it speaks "according to" it.
    """
    if frame.prep == "according to":
        return "metonym"  # states and hospitals alike say it
    if frame.prep == "for" and frame.following == "," and frame.kind in _STATES:
        return "metonym"  # "For France, this was a defeat"
    if frame.prep in ("about", "concerning") and frame.kind in _STATES:
        return "metonym"
    among = frame.prep in ("including", "such", "such as") and frame.noun in things.PARTIES
    if among and frame.kind in _STATES:
        return "metonym"
    return "literal" if frame.prep else None


def heading(frame: Frame) -> Role | None:
    """As in "Russia on Idlib", "Homs, Syria Governor": who speaks, and what they are of."""
    if frame.position == "loose" and frame.following in bodies.TITLES:
        return "metonym"
    state = frame.position == "loose" and frame.kind in _STATES
    if state and (frame.following == "on" or frame.previous in _ADDRESSES):
        return "metonym"  # "RUSSIA WARNS TURKEY", which parsers lose
    return None


def standing_alone(frame: Frame) -> Role | None:
    """With nothing to go by a name is a place, unless it is called somebody ("an ally, Iran").

    Or is one: "the greatest obstacle has been Turkey", but "their destination was Turkey".
    """
    somebody = (
        frame.noun in things.PARTIES
        or frame.verb in acts.SAY
        or (frame.copular and frame.noun not in _SOMEWHERE)
    )
    if frame.noun in things.TEAMS:
        return "metonym"
    return "metonym" if frame.kind in _STATES and somebody else "literal"


#: In reading order: the first that answers decides.
RULES: tuple[Callable[[Frame], Role | None], ...] = (
    adjective_or_people,
    office_of_a_body,
    joined_to_a_deed,
    where_something_is,
    in_brackets,
    goods,
    slug,
    in_company,
    doer,
    part_of_a_longer_name,
    abroad,
    owner_or_modifier,
    subject,
    acted_upon,
    between,
    part_of,
    goal,
    partner,
    other_preposition,
    heading,
    standing_alone,
)


def role_of(frame: Frame) -> tuple[Role, str]:
    """The role of a name, and the rule that decided with the words that it saw."""
    for rule in RULES:
        role = rule(frame)
        if role is not None:
            seen = [frame.prep, frame.joined, frame.verb, frame.noun]
            words = " ".join(word for word in seen if word)
            return role, f"{rule.__name__}: {words}" if words else rule.__name__
    return "unknown", "no_rule"
