"""What boilerplate and captions look like, as plain data.

Patterns are matched against a unit's words without Markdown, case-insensitively unless said
otherwise. A `LINES` pattern makes its own unit boilerplate; a `LISTS` heading also what is
listed under it; a `TAILS` heading also all that follows. English and Arabic.
"""

from __future__ import annotations

import re


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Longest unit, in words, that a `LINES` pattern may claim.
LINE_WORDS = 60

LINES = _any(
    # sharing and following
    r"^(?:please )?(?:share|tweet|print|e-?mail|like)(?: this)?(?: (?:article|story|page|post))?"
    r"(?: (?:on|via|with) [\w, ]{1,40})?[!.:]?$",
    r"\bshare buttons?\b",
    r"^(?:follow|like|find|join) (?:us|me|him|her|the author|\S+) on (?:x|twitter|facebook|"
    r"instagram|telegram|youtube|linkedin|social)",
    r"^(?:facebook|twitter|whatsapp|telegram|linkedin|e-?mail)(?:[ ,|/]+(?:facebook|twitter|"
    r"whatsapp|telegram|linkedin|e-?mail|print|reddit|pinterest))*$",
    # subscriptions, membership, money
    r"^(?:to )?(?:subscribe|sign up|register)\b",
    r"\b(?:our|free|daily|weekly|morning) (?:e-?mail )?newsletters?\b",
    r"^become an? (?:member|subscriber|patron|supporter)\b",
    r"^(?:please )?(?:donate|support (?:us|our|independent))\b",
    r"^download (?:our|the) app\b",
    # rights and origin
    r"^\W*©|©\s*\d{4}|^\W*copyright\b|\ball rights reserved\b|جميع الحقوق محفوظة|حقوق النشر",
    r"\bmay not be (?:published|reproduced|broadcast|rewritten|redistributed|reprinted)\b",
    r"^the original source of this (?:article|story)\b",
    r"^(?:(?:this|the) (?:article|story|post|report|piece) (?:was |is |has been |has )?)?"
    r"(?:first|originally) (?:published|appeared)\b",
    r"^(?:this|the) (?:article|story|post|piece) (?:was|is|has been) (?:re)?published\b",
    r"\b(?:reprinted|republished) (?:with|by) (?:kind )?permission\b",
    r"\bnot been edited by\b.{0,60}\bfeed\b",
    # disclaimers
    r"^disclaimer\b",
    r"\b(?:views|opinions) expressed\b.{0,120}\b(?:author|own|not|reflect|represent)",
    r"\bdo(?:es)? not (?:necessarily )?(?:reflect|represent) the (?:views|opinions?|position)\b",
    r"\b(?:we|this (?:web)?site) uses? cookies\b",
    # contact
    r"\b(?:media|press) (?:inquiries|enquiries|contact)\b",
    r"^(?:contact|write to|e-?mail)(?: us| me| the (?:author|editors?|reporter))\b",
    r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$",
    r"^visit (?:his|her|our|their|the) (?:\w+ )?(?:web)?(?:site|blog|page)\b",
    # orders and adverts
    r"^click (?:here|on|to)\b|\bclick here to\b",
    r"^(?:pre-?)?(?:order|buy) (?:your|the book|a copy|now|it|this|here|online)\b",
    r"^isbn\b|^(?:list|special|sale|our) price\b|^(?:pages|publisher|year|format)\s*:",
    r"^(?:his|her|their|the author's) (?:new|latest|next|most recent) book\b",
    r"^(?:advertisement|advertising|sponsored(?: content)?|promoted)$",
    r"^(?:story|article) continues below\b|^continue reading\b|^scroll (?:down )?to continue\b",
    # comments
    r"^(?:leave|post|add|write|view|show|read) (?:a |all |your )?(?:comments?|reply|replies)\b",
    r"^comment on\b.{0,60}\b(?:articles?|page|facebook|post|story)\b",
    # labels around the text
    r"^(?:region|theme|topics?|tags?|tagged(?: in)?|filed under|categor(?:y|ies)|keywords?|"
    r"in-depth report|articles by|المصدر|الكلمات المفتاحية)\s*:",
    r"^note to (?:our )?readers\b|^(?:editor|publisher)['’]?s['’]? note\b",
    r"^\(?(?:additional |further )?(?:reporting|writing|editing|translation|compiled|edited) "
    r"by\b",
    r"^\d+ min(?:ute)?s?\.?(?: to)? read$|^reading time\b",
    r"^(?:last |first )?(?:updated|modified|published|posted)(?: on| at)?\s*:?\s*\S.{0,60}\d",
)

#: Whole short lines that send the reader elsewhere ("See Our Weekly Review, May 3: ...").
#: The verb is an imperative before a name, a title in quotes or a colon; case matters.
CROSS_REFERENCES = _any(
    r"^(?:See|Read|Watch|Listen)(?: also| more| next| our)?\s*:\s*\S",
    r"^(?:See|Read|Watch|Listen to|READ|SEE|WATCH)(?: also| more| our)? (?:the )?"
    r"[A-Z“\"‘'][^.!?]*:[^.!?]*\S",
    r"^(?:See|Read|Watch|READ|SEE|WATCH) (?:[A-Z“\"‘'])[^.]{10,}[^.]$",
    r"^(?:(?:Also|ALSO) )?(?:See|Read|Watch|READ|SEE|WATCH) (?:also|more|next|ALSO|MORE)\b",
    r"^(?:Related|RELATED|Read More|READ MORE|More|Background|Explainer|EXPLAINER|Opinion|Video|"
    r"VIDEO|Watch|Live|Don['’]t miss)\s*(?::|\|)\s*\S",
    r"^(?:اقرأ|إقرأ|اقرأوا|شاهد|طالع) (?:أيضا|أيضاً|ايضا|المزيد)",
    flags=re.NOFLAG,
)

#: Headings over lists of other articles; what is listed ends where prose resumes.
LISTS = _any(
    r"^(?:related|recommended|similar)(?: (?:news|articles?|stor(?:y|ies)|posts?|content|topics?|"
    r"links?|coverage|reading|for you))?\s*:?$",
    r"^(?:latest|top|trending|popular|recent|other|more)(?: (?:news|articles?|stories|posts|"
    r"headlines|now|today|videos?|coverage|from .{1,40}|on .{1,40}|in .{1,40}))?\s*:?$",
    r"^(?:most|best) (?:read|popular|viewed|shared|commented|of the week)\s*:?$",
    r"^you (?:may|might)(?: also)? (?:like|be interested in|have missed).{0,20}$",
    r"^(?:also read|read also|read next|read more|see also|up next|don['’]t miss|what to read "
    r"next|editors?['’]?s? (?:picks?|choice)|(?:from )?(?:around )?the web|in other news)\s*:?$",
    r"^(?:مواضيع|أخبار|مقالات|موضوعات) (?:ذات صلة|مشابهة|أخرى)\s*:?$|^(?:اقرأ|شاهد) أيضا\s*:?$",
)

#: Headings after which nothing of the article comes.
TAILS = _any(
    r"^about (?:the |our )?(?:authors?|writers?|contributors?|reporters?|us)\s*:?$",
    r"^disclaimer\b",
    r"^(?:\d+ )?(?:comments?|responses|replies)(?: \(\d+\))?\s*:?$|^leave a (?:reply|comment)\b",
    r"^(?:the original source of this (?:article|story))\b",
    r"^(?:terms (?:of (?:use|service)|and conditions)|privacy policy)\s*$",
    r"^(?:عن الكاتب|التعليقات)\s*:?$",
)

#: A line that names the author and nothing else; the group is the name. Case matters.
BYLINE = re.compile(
    r"^(?:By|BY|Written by|Story by|بقلم|كتب)\s*:?\s+"
    r"(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’&-]+){0,7})"
    r"(?:[,|] [^.!?]{1,60})?$"
)

#: What follows the name in an author's note.
OF_AN_AUTHOR = _any(
    r"^(?:,? who)? ?(?:is|was|has been|lives|writes|reports|covers|works|teaches|contributes|"
    r"served|can be|has (?:written|reported|covered|worked))\b"
)

#: An author's note whose author was not named above. Case matters for the name.
AUTHOR_NOTE = re.compile(
    r"^(?:[A-Z][\w.'’-]+ ){1,4}(?:is|was|has been) (?:an?|the|currently|also) .{0,80}?\b"
    r"(?:journalist|author|fellow|professor|lecturer|analyst|correspondent|columnist|editor|"
    r"reporter|writer|researcher|blogger|commentator|contributor|historian|scholar)\b"
    r"|\b(?:[Hh]e|[Ss]he|[Tt]hey) can be (?:reached|contacted|followed) (?:at|on|via)\b"
)

_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|SANA|TASS|Xinhua|Anadolu(?: Agency)?|AA|Getty(?: Images)?|"
    r"Sputnik|dpa|UN|UNHCR|UNICEF|ICRC|Handout|Courtesy|Social media)"
)
#: Who took a picture, said at the end or the beginning of its caption. Case matters.
CREDIT = _any(
    r"^(?:FILE|File)(?: (?:PHOTO|photo|picture|image))?\s*[-–—:]",
    r"(?:Photo|Image|Picture|Photograph|Photo credit|Credit|PHOTO)(?: by)?\s*[:/]\s?\S.{0,80}$",
    rf"[\[(](?:[^\[\]()]{{0,60}}[:/] ?)?{_AGENCY}\b(?: ?[:/|] ?[^\[\]()]{{0,40}})?[\])]\.?$",
    r"(?<!\w)© ?[^\W\d]\S*(?: \S+){0,4}$",
    r"\bREUTERS/\S|/(?:AP|AFP|Reuters|Getty Images|EPA|Anadolu)\b\.?$|\bGetty Images\b.{0,20}$",
    r"\bis (?:seen|shown|pictured) in this\b|\b(?:seen|pictured) in (?:a|this) (?:file|undated|"
    r"handout) (?:photo|picture|image)",
    flags=re.NOFLAG,
)

#: Verbs by which captions tell what a picture shows.
CAPTION_VERBS = _words("""
    stand stands walk walks sit sits speak speaks attend attends pose poses gesture gestures
    hold holds look looks ride rides inspect inspects gather gathers shake shakes wave waves
    arrive arrives carry carries rise rises billow billows listen listens watch watches greet
    greets meet meets salute salutes smile smiles point points wait waits queue queues drive
    drives pass passes react reacts chat chats talk talks address addresses deliver delivers
    welcome welcomes kiss kisses embrace embraces pray prays play plays search searches clear
    clears man mans patrol patrols fire fires aim aims run runs cross crosses board boards
""")
#: Words by which a caption places its picture in time and space.
CAPTION_LINKS = _words("during before after at in on near outside as while inside beside")
#: Verbs of reporting and of the past: with one of them a line tells news, not a picture.
NOT_IN_CAPTIONS = _words("said says told was were will would has have had killed")
