"""Conditions that the health questions ask for, told of later: "I'm pregnant", "on blood thinners" (rulebook 2.5)."""

from __future__ import annotations

import re
from datetime import date

from bot.grammar.anatomy import WORDS as PART_WORDS
from bot.grammar.dates import MONTHS
from bot.grammar.text import NUMBER, Spelling, counted, listed, plain

HYPERMOBILE = "hypermobile"
"""No question of the screen, and asked beside it (3.9)."""

_OPERATED = (
    r"surger(?:y|ies)|operation|(?:knee|hip|back|foot|ankle|shoulder) op|operated(?: on)?|an op|post-?op|keyhole"
    r"|arthroscopy"
)
_WORDS = {
    "heart": r"heart (?:condition|disease|attack|failure|problems?|trouble|issues?|defect|murmur|surgery|operation)"
    r"|murmur|(?:heart |triple |coronary )?bypass"
    r"|cardiac (?:arrest|condition|problems?|disease)|arrhythmia|a ?fib|atrial fibrillation|angina|cardiomyopathy"
    r"|myocarditis|(?<!\bthe )pacemaker(?! for)|stents?",
    "blood_pressure": r"high blood ?pressure|hypertension|hypertensive|high bp"
    r"|blood ?pressure (?:is |was )?(?:too |very )?high"
    r"|blood ?pressure (?:pills?|tablets?|medication|medicine|meds)|beta ?blockers?",
    "diabetes": r"diabetes|diabetic|insulin",
    "epilepsy": r"epilepsy|epileptic|epileptic fits?|seizures?",
    "bones": r"osteoporosis|osteopenia|brittle bones|low bone density",
    "chronic": r"asthma|copd|rheumatoid arthritis|lupus|multiple sclerosis|parkinson'?s|crohn'?s|ulcerative colitis"
    r"|kidney disease|cancer|chemo(?:therapy)?|chronic (?:illness|disease|condition)|prednis(?:one|olone)|methotrexate"
    r"|statins?|(?:under|over)active thyroid|thyroid (?:disease|problems?|condition|trouble)|hashimoto'?s"
    r"|ana?emi[ac]|immuno ?suppressants?",
    "thinners": r"blood ?thinners?|anti ?-?coagulants?|anticoagulation|warfarin|apixaban|rivaroxaban|eliquis|xarelto"
    r"|heparin|marcumar",
    "supervised": r"only (?:train |exercise )?(?:under|with) (?:medical )?supervision",
    "glaucoma": r"glaucoma|eye (?:surgery|operation)",
    "hernia": r"hernia",
    "pregnant": r"pregnant|pregnancy|expecting(?: a baby)?|post-? ?partum|gave birth|given birth|miscarriage"
    r"|miscarried|had (?:a|my|our) baby"
    r"|c-section|caesarean|cesarean",
    "pelvic": r"(?:wet|peed|weed) (?:myself|my (?:pants|tights|shorts)|(?:a )?(?:tiny |little )?(?:bit|little))"
    r"(?: .*)? (?:when|while|during|on|from|every time|whenever) .+|(?:i|still) leak(?: a)?(?: bit| little)?(?! \w)"
    r"|incontinence|incontinent|prolapse|(?:leak"
    r"|leaking)(?: urine| pee)?(?: (?:when|since|after) .+)",
    "surgery": _OPERATED,
    "bone_stress": r"stress (?:fracture|reaction)|bone stress injury",
    "rupture": r"(?:ruptured|tore|torn|snapped)(?: my| the| an?)?(?: left| right)? (?:achilles|tendon|patellar tendon)"
    r"|(?:achilles|tendon) (?:rupture|tear)",
    "steroid": r"(?:cortisone|steroid|corticosteroid) (?:injection|shot|jab)",
    "antibiotic": r"cipro(?:floxacin)?|levofloxacin|moxifloxacin|ofloxacin|fluoro?quinolones?",
    HYPERMOBILE: r"hyper-?mobil(?:e|ity)|ehlers-?danlos|double-?jointed",
}
_BIRTH = re.compile(r"(?<!\w)(?:gave birth|given birth|had (?:a|my|our) baby|c-section|caesarean|cesarean)(?!\w)")
_FOUND = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for name, words in _WORDS.items()}
_HELD_WEEKS = {"pregnant": 12, "surgery": 26, "bone_stress": 52, "steroid": 13, "antibiotic": 26}
"""How long ago it may be and still count."""
_AGO = re.compile(rf"(?P<count>{NUMBER}) (?P<unit>day|week|month|year)s? (?:ago|back)")
_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 4.35, "year": 52.0}
_LONG_AGO = re.compile(r"\b(?:years ago|last year|long ago|as a (?:kid|child|teenager)|when i was|in (?:19|20)\d\d)\b")

_NAMES = {
    "heart": "heart cardiac angina arrhythmia atrial fibrillation myocarditis pacemaker",
    "blood_pressure": "blood pressure hypertension hypertensive blockers", "diabetes": "diabetes diabetic insulin",
    "epilepsy": "epilepsy epileptic seizures", "bones": "osteoporosis osteopenia",
    "chronic": "asthma arthritis cancer chronic disease kidney lupus rheumatoid sclerosis",
    "thinners": "thinners heparin warfarin medication", "glaucoma": "glaucoma", "hernia": "hernia",
    "pregnant": "pregnant pregnancy", "pelvic": "incontinence incontinent prolapse", "surgery": "surgery operation",
    "bone_stress": "stress fracture reaction", "rupture": "rupture ruptured", "steroid": "cortisone injection steroid",
    HYPERMOBILE: "hypermobile",
}  # fmt: skip
_SPELLING = Spelling(
    {word: name for name, words in _NAMES.items() for word in words.split()},
    listed("heard hearth hearts thinner cancel cancels infection insertion inspection bloody pleasure pressups action"),
)
"""Slips in their names put right."""

_FILLERS = (
    listed(
        """hi hey btw so also just and a an the my i i'm im i've ive am is have having had has got get been was
        were told me that it of on in with for since from now new newly recently again still to at by
        this last next past weeks week months month days day year years ago back yesterday today
        tomorrow found out diagnosed suffering diagnosis doctor says said take taking takes took started
        medication medicine pills tablets bad slight mild severe type going will be undergo need
        scheduled because due knee hip shoulder foot ankle wrist hand eye heart hernia small minor
        surgery operation we we're are both sorry unfortunately fyi note please know you should turns
        turned body op put gave given prescribed prescription cardiologist gp they test positive
        antibiotics antibiotic pregnancy acting playing up flaring flared childhood birth always spring
        summer autumn fall winter two monday tuesday wednesday thursday friday saturday sunday"""
    )
    | frozenset(PART_WORDS)
    | frozenset(MONTHS)
)
_DENIED = re.compile(
    r"\b(?:negative|shoes?|boots?|bottles?|jacket|tent|roof|not|no|never|isn'?t|don'?t|haven'?t|used to|without"
    r"|afraid|worried|fear|avoid|prevent|against"
    r"|risk)\b"
)
PEOPLE = (
    r"wife|husband|partner|spouse|fiancee?|girlfriend|boyfriend|mum|mom|mother|dad|father|parents?|sister|brother"
    r"|friend|buddy|mate|team ?mate|dog|cat|son|daughter|kids?|child|children|baby|toddler|twins?|colleague|boss"
    r"|neighbou?r|flatmate|roommate|grand(?:ma|pa|mother|father)|uncle|aunt|cousin|nephew|niece|(?:wo)?man|guy"
)
_OTHERS = re.compile(rf"\b(?:(?:{PEOPLE})(?:'?s)?|she|he|his|her|their)\b")


def read(text: str) -> tuple[str, ...]:
    """The health questions that a line about oneself answers with yes; () for whatever asks, denies or is of others."""
    return tuple(dict.fromkeys(name for one in _clauses(text) for name in _of(one)))


_FAMILY = re.compile(
    r"\b(?:mum|mom|mother|dad|father|parents?|sister|brother|family|siblings?)(?:'?s)?\b.*"
    r"\b(?:heart attack|sudden(?: cardiac)? death|cardiac arrest|died of (?:a |his |her |the )?(?:bad )?heart)\b"
)
_AT_AGE = re.compile(r"\b(?:at|aged?|when (?:he|she) was|only) (\d\d)\b")
_EARLY = 50
"""Years below which a sudden heart death in the family is asked for (2.5)."""


def heart_in_family(text: str, *, asked: bool = False) -> bool:
    """ "My dad died of a heart attack at 45"; at fifty and later it is none of what is asked for. `asked`: whoever
    names no age answers the question for it; told out of the blue it needs one.
    """
    said = plain(text)
    age = _AT_AGE.search(said)
    return _FAMILY.search(said) is not None and (asked if age is None else int(age[1]) < _EARLY)


def birth(text: str) -> bool:
    """Whether a line tells of one's own birth in the last weeks: a new yes even where the pregnancy was told before."""
    return "pregnant" in read(text) and _BIRTH.search(plain(text)) is not None


def asked(text: str) -> tuple[str, ...]:
    """The health questions that a line asks about, one's own or not: "can I train pregnant?"."""
    said = _SPELLING.all_right(plain(text))
    if _OTHERS.search(_BORN.sub(" ", said)) or _NO_CONDITION.search(said):
        return ()
    return tuple(name for name, words in _FOUND.items() if name != HYPERMOBILE and words.search(said))


_BORN = re.compile(
    r"\b(?:after|since) (?:(?:my|the|two|three|\d|second|third) )*(?:kids?|child|children|bab(?:y|ies)|births?)\b"
)
_NO_CONDITION = re.compile(r"\b(?:prevent|avoid|against|get|cause|risk)\b")


def beside(text: str) -> str:
    """What else stands in the line: "7 0" of "7 0, I'm pregnant"."""
    return ", ".join(one.strip() for one in _clauses(text) if one.strip() and not _of(one))


_CLAUSE = re.compile(r"[,;!\n]+|\.(?=\s|$)|\b(?:and|but)\b")


def _clauses(text: str) -> list[str]:
    """The line in its parts, or whole where a question or somebody else's is made of it."""
    if text.rstrip().endswith("?") or _OTHERS.search(_BIRTH.sub(" ", plain(text))):
        return []
    clauses = _CLAUSE.split(text)
    return clauses if any(map(_of, clauses)) else [text]


def _of(clause: str) -> tuple[str, ...]:
    said = _SPELLING.all_right(plain(clause))
    if _DENIED.search(said):
        return ()
    found = [name for name, words in _FOUND.items() if words.search(said)]
    if set(found) - {"surgery"} and "surgery" in found and _OF_ITS_OWN.search(said):
        found.remove("surgery")
    left = said
    for name in found:
        left = _FOUND[name].sub(" ", left)
    unknown = [one for one in re.findall(r"[a-z][a-z'-]*", left) if one not in _FILLERS]
    if len(unknown) > (2 if _MINE.match(said) else 0):
        return ()
    return tuple(name for name in found if _recent(name, said))


_BROKEN = re.compile(
    r"\b(?:broken?|fractured)(?: (?:my|a|an|the|left|right|big|little))* "
    r"(?:bone|toe|foot|ankle|leg|wrist|arm|finger|rib|collar ?bone|hand|hip)\b"
)
_NOW = re.compile(
    r"\b(?:now|today|still|again|since|hurts?|hurting|pain\w*|sore|swollen|aches?|this (?:morning|week)|yesterday)\b"
)
_THEN = re.compile(
    r"\b(?:last (?:year|month|spring|summer|autumn|fall|winter)|(?:in|last) (?P<month>[a-z]{3,9})"
    rf"|{NUMBER} (?:months?|years?) ago|(?P<year>(?:19|20)\d\d))\b"
)


def history(text: str, today: date) -> tuple[str, ...]:
    """The health questions that a line about a time well before today answers with yes: "stress fracture in March".
    () where it speaks of now as well.
    """
    said = plain(text)
    then = [one for one in _THEN.finditer(said) if _before(one, today)]
    if not then or _NOW.search(said) or _DENIED.search(said) or _OTHERS.search(said):
        return ()
    rest = _THEN.sub(" ", said)
    found = [name for name, words in _FOUND.items() if words.search(rest)]
    found += ["surgery"] if _BROKEN.search(rest) and "surgery" not in found else []
    return tuple(one for one in found if _recent(one, said))


def _before(then: re.Match[str], today: date) -> bool:
    if then["year"]:
        return int(then["year"]) < today.year
    return then["month"] is None or MONTHS.get(then["month"], today.month) != today.month


_MINE = re.compile(r"(?:hi |hey |btw |so |also |just |and |\d+ (?:weeks?|months?) )*(?:i|i'?m|i'?ve|my|we'?re)\b")
_OF_ITS_OWN = re.compile(r"\b(?:heart|eye|hernia) (?:surgery|operation)\b")


def _recent(name: str, said: str) -> bool:
    most = _HELD_WEEKS.get(name)
    if most is None:
        return True
    told = _AGO.search(said)
    if told is not None:
        return counted(told["count"]) * _WEEKS[told["unit"]] <= most
    return _LONG_AGO.search(said) is None
