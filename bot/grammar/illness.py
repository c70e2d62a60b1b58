"""An illness as it is typed: its names, its fever, how it goes on ("the fever is gone", "just the head", "better")."""

from __future__ import annotations

import re

from bot.grammar.text import plain

_HEAT = r"(?:3[89]|4[0-2]|10[0-5])(?:[.,]\d)?"
_DEGREES = r"(?:\s?(?:°|degrees?)(?:\s?[cf])?|\s?[cf])(?!\w)"
_OF = r"(?: (?:of|is|was|at|now|up to|around|about|over|almost|nearly))*"
FEVER = rf"""fever(?:ish)?(?:{_OF} {_HEAT}(?:{_DEGREES})?)?|{_HEAT}(?:{_DEGREES})? (?:of )?(?:fever|temperature)|
    (?:(?:a |my |high |raised )*temperature|temp){_OF} {_HEAT}(?:{_DEGREES})?|
    (?:high|raised|running a|have a|got a|had a|with a|a) temperature(?:{_OF} {_HEAT}(?:{_DEGREES})?)?|
    (?<!it is )(?<!it's )(?<!in )(?<!at ){_HEAT}{_DEGREES}"""
"""A number alone is no temperature: 39 heel raises are as many. Beside an illness that is named it is one."""
CHEST = (
    r"chest infection|chest cold|chesty cough|bronchitis|pneumonia|myocarditis|(?:cough|cold|it) on (?:my|the) chest"
)
BELOW = rf"""{CHEST}|flu-?ish|flu|influenza|covid|corona|stomach bug|tummy bug|upset stomach|norovirus|food poisoning|
    chills|shivering|shivers|gastroenteritis|vomiting|vomited|throwing up|diarrh?o?ea|body aches|aching all over|
    aches all over|gut infection"""
NAMED = rf"""{BELOW}|sick(?! (?:and tired )?of\b)|ill|unwell|poorly|under the weather|not (?:feeling )?well|
    (?:a |head |bad |nasty )+cold|cold|(?:sore|scratchy|itchy) throat|tonsillitis|sinusitis|virus|infection|
    illness|(?:a )?bug|sniffles|coming down with (?:something|it|a bug)|caught something|
    runny nose|blocked nose|stuffy nose|sniffly|snotty|stuffed up|cough(?:ing)?"""
ILL = f"{NAMED}|{FEVER}"
NO_FEVER = re.compile(r"\b(?:no|without)\s+(?:a\s+)?(?:fever|temperature)")
HEAT_ALONE = re.compile(r"(?<![\w.,])(?:3[89]|4[0-2])(?:[.,]\d)?(?![\w.,]|\s?°|\s*(?:days?|weeks?|degrees?)\b)")

THERMOMETER = re.compile(r"(?:3[89]|4[01])[.,]\d (?:this morning|on waking|last night|tonight|now)")
"""A line that is nothing but a temperature and its time."""


def no_fever(text: str) -> bool:
    """ "No fever": of somebody who told of none nothing has ended with that."""
    return NO_FEVER.fullmatch(plain(text)) is not None


def over_by_now(text: str) -> bool:
    """ "Had a fever last week, ok now": an illness that nobody told of, and that is over."""
    said = plain(text)
    return (_WAS_ILL.match(said) or _ILL_SINCE.match(said)) is not None and _WELL_NOW.search(said) is not None


_WAS_ILL = re.compile(
    rf"(?:i )?(?:had|was|got) (?:a |the |really |quite |bad |some )*(?:{' '.join(ILL.split()).replace('| ', '|')})\b"
    r".*\b(?:last (?:week|weekend|night)|yesterday|days? ago|a week ago|over the weekend|on [a-z]+day)\b"
)
_ILL_SINCE = re.compile(
    rf"(?:i )?(?:(?:was|have|been|got|had|a|the|really|quite|bad) )*(?:{' '.join(ILL.split()).replace('| ', '|')})"
    r" (?:since|from|for|over) [^,;.]+"
)
_WELL_NOW = re.compile(
    r"[,;. ](?:but |and |i'?m |i am |it'?s |all |feel(?:ing)? |am |much )*"
    r"(?:ok|okay|fine|good|well|better|recovered|healthy|gone|over)(?: again)?(?: now| today| again)*$"
)


def fever_gone(text: str) -> bool:
    """ "The fever is gone", "no more fever", "temperature back to normal"."""
    return _FEVER_GONE.fullmatch(_STILL.sub("", plain(text))) is not None


_WARMTH = r"(?:my |the )?(?:fever|temperature|temp)"
_SINCE_WHEN = r"(?: (?:now|again|today|any ?more|at last|since .+|this morning|last night|yesterday))*"
_FEVER_GONE = re.compile(
    rf"{_WARMTH}(?:'s| is| has| was)?(?: now| all| completely| finally| back| down)*"
    rf" (?:(?:gone |went )?(?:down|away)|gone|over|broken?|(?:to )?normal|passed|better|fine){_SINCE_WHEN}"
    rf"|(?:i have |i've )?(?:no|without)(?: more| longer)?(?: a)? (?:fever|temperature){_SINCE_WHEN}"
    rf"|(?:i am |i'm )?(?:now )?(?:fever|symptom)[ -]free{_SINCE_WHEN}"
)
_STILL = re.compile(
    r"[ ,]+(?:but|and|though|only|just|still)\b"
    r"(?: (?:i|i'm|im|am|have|got|still|a|an|bit|little|some|the|of|very|quite|my))*"
    r" (?:cough(?:ing)?|tired|weak|sniffles|sniffly|runny nose|sore throat|congested|snotty|phlegm|exhausted|wiped out"
    r"|achy|aching|shaky)(?: (?:a bit|a little|though|still|today|now))*$"
)
"""What is left of an illness whose fever has gone."""


def above_the_neck(text: str) -> bool:
    """ "Just the head, no fever", "only a runny nose": an illness that is told to be a light one."""
    return _ABOVE.fullmatch(plain(text)) is not None


_ABOVE = re.compile(
    r"(?:(?:no|without)(?: a)? (?:fever|temperature|temp),? (?:but )?)?"
    r"(?:(?:just|only|it'?s|it is|all|mostly|in|a|an|the|my|bit|of|slight|light|stuffy|blocked|runny|sore|head) )*"
    r"(?:head ?(?:ache|cold)?|nose|throat|sinuses|sniffles|cold|above the neck)"
    r"(?:,? (?:and )?(?:(?:no|without)(?: a)? (?:fever|temperature|temp)|nothing (?:else|below)(?: the neck)?))*"
)


def over(text: str) -> bool:
    """ "The cold is gone", "my flu has passed": an illness that ended, whether or not it was told of."""
    return _OVER.fullmatch(plain(text)) is not None


_OVER = re.compile(
    rf"(?:my |the )?(?:{' '.join(NAMED.split()).replace('| ', '|')})(?:'s| is| has| was)?(?: now| all| completely"
    rf"| finally)*"
    rf" (?:gone|over|passed|history|behind me|better|done){_SINCE_WHEN}"
)


def unexplained(text: str) -> bool:
    """A fever that nothing explains, or that comes and goes: a sign of its own, and not only the illness (2.4)."""
    return _UNEXPLAINED.search(plain(text)) is not None


_UNEXPLAINED = re.compile(
    r"\b(?:unexplained|no (?:reason|cause|explanation)|(?:do(?:es)? not|don'?t|nobody) knows? why|dunno why"
    r"|com(?:es|ing) and go(?:es|ing)|keeps? coming back|on and off|every (?:night|evening|few days)|recurr\w+"
    r"|for (?:weeks|months)|night sweats?)\b"
)


def improving(text: str) -> bool:
    """ "Feeling better now": on the way, which is not yet well."""
    said = plain(text)
    return _IMPROVING.fullmatch(said) is not None


_NOW = r"(?: (?:now|today|again|already|thanks|at last|finally))*"
_NO_MORE_FEVER = rf"(?:,? (?:and )?(?:no|without)(?: more)?(?: a)? (?:fever|temperature|temp){_SINCE_WHEN})"
_ONLY_WAS = r"(?:[ ,.]+(?:it )?was (?:just|only) .{2,30})"
_IMPROVING = re.compile(
    r"(?:(?:i am|i'm|im|i)? ?(?:feel(?:ing)?|getting|doing|it is|it's)(?: (?:a|bit|lot|much|little|quite|already|so))*"
    r" (?:better|good again|ok again|fine again)|(?:(?:a|bit|lot|much|little|quite) )+better)"
    rf"{_NOW}{_NO_MORE_FEVER}?{_ONLY_WAS}?|better{_NOW}(?:{_NO_MORE_FEVER}{_ONLY_WAS}?|{_ONLY_WAS})"
)
"""A plain "better" is back."""
