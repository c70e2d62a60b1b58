"""The words of a rating: what each stands for, and the cutting of a message into such meanings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bot.grammar.anatomy import PARTS
from bot.grammar.exercise_names import HEADS, VOCABULARY, Names, singular
from bot.grammar.text import NUMBER_WORDS, Spelling, Token, listed


class Cat(Enum):
    """What a word or phrase does in a rating."""

    NUMBER = auto()
    RANGE = auto()  # "7-8", "7 or 8": no single number
    SHARE = auto()  # (done, planned, unit)
    QUANTITY = auto()  # (number, unit)
    PERCENT = auto()
    SETS_REPS = auto()
    VELOCITY = auto()
    UNIT = auto()
    EFFORT = auto()
    QUALITY = auto()  # sore, tight, ache, pain
    PART = auto()
    BACK = auto()  # "back", a part only beside a word that says so
    SIDE = auto()
    LETTER = auto()  # "l", "r", "e", "s": only beside what they belong to
    HARD = auto()  # an effort in words
    DEGREE = auto()  # "very", "a bit"
    NO = auto()
    NOTHING = auto()
    EXERCISE = auto()
    FORM = auto()
    TECHNIQUE = auto()
    GOOD = auto()
    SPEED = auto()
    PACE = auto()  # "slow", "quick": a speed only beside reps or bar
    SPEED_OF = auto()
    DID = auto()
    ONLY = auto()
    FIRST = auto()
    PART_OF_IT = auto()
    SOME_OF_IT = auto()
    STOP = auto()
    SKIP = auto()
    SHORT = auto()
    OVER = auto()
    REASON = auto()
    PLANNED = auto()
    YESTERDAY = auto()
    AND = auto()
    OR = auto()
    OF = auto()
    TO = auto()
    TIMES = auto()
    SLASH = auto()
    DASH = auto()
    PLUS = auto()
    MORE_LESS = auto()
    IN = auto()
    DURING = auto()
    GLUE = auto()
    TARGET = auto()  # "planned 6": a number that is not the report's
    WEEKDAY = auto()
    STOPPER = auto()  # a comma and its like
    UNKNOWN = auto()


@dataclass(slots=True)
class Lex:
    cat: Cat
    value: Any
    start: int
    end: int
    text: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Hardness:
    """An effort in words. `value` by the anchors of rulebook 1.1, None where they have none; `low`-`high` what number
    may stand beside it without contradicting it."""

    value: float | None
    low: float
    high: float


EASY, MODERATE, HARD, BRUTAL, MAXIMAL = "easy", "moderate", "hard", "brutal", "maximal"

HARDNESS = {
    (EASY, ""): Hardness(2, 0, 4), (EASY, "mild"): Hardness(2, 0, 4), (EASY, "plain"): Hardness(2, 0, 4),
    (EASY, "strong"): Hardness(1, 0, 3), (EASY, "extreme"): Hardness(1, 0, 3),
    (MODERATE, ""): Hardness(3, 2, 6),
    (HARD, ""): Hardness(5, 4, 9), (HARD, "mild"): Hardness(4, 3, 7), (HARD, "plain"): Hardness(5, 4, 9),
    (HARD, "strong"): Hardness(7, 6, 10), (HARD, "extreme"): Hardness(None, 7, 10),
    (BRUTAL, ""): Hardness(None, 7, 10),
    (MAXIMAL, ""): Hardness(10, 8.5, 10),
}  # fmt: skip


def hardness(word: str, degree: str) -> Hardness:
    return HARDNESS.get((word, degree)) or HARDNESS[(word, "")]


_TABLE: dict[Cat, dict[Any, str]] = {
    Cat.EFFORT: {
        "": """effort|efforts|rpe|rpes|exertion|perceived exertion|perceived effort|rate of perceived exertion|
            intensity|difficulty|borg|session rpe|srpe|rating|rated|rate|effort level|overall effort|
            total effort""",
    },
    Cat.QUALITY: {
        "sore": "sore|soreness|doms|tender|tenderness|muscle soreness|muscle ache|muscle aches|sored",
        "tight": "tight|tightness|stiff|stiffness|cramp|cramps|cramped|cramping|tightening",
        "ache": "ache|aches|achy|aching|ached",
        "pain": """pain|pains|painful|hurt|hurts|hurting|twinge|twinges|niggle|niggles|niggly|niggling|sharp|stabbing|
            burning|throbbing|pain level|sharp pain|dull pain|injured|strain|strained|pulled|pull|tweaked|tweak|
            inflamed|irritated|angry|grumpy|flare|flared up|flare up|playing up|acting up|discomfort|
            uncomfortable""",
    },
    Cat.BACK: {
        "": "back",
    },
    Cat.SIDE: {
        "left": "left|left side|left hand side|lefts|lft|lt|lef|leftt|lfet|lhs",
        "right": "right|right side|right hand side|rgt|rt|rigt|rihgt|rigth|righ|rhs",
        "both": "both|both sides|each side|either side|left and right|right and left|bilateral|bilaterally",
    },
    Cat.LETTER: {
        "l": "l",
        "r": "r",
        "e": "e",
        "s": "s",
    },
    Cat.HARD: {
        EASY: """easy|light|comfortable|comfy|gentle|chill|chilled|breeze|a breeze|piece of cake|cakewalk|effortless|
            easy peasy|simple|easily""",
        MODERATE: "moderate|medium|middling|moderately|in the middle",
        HARD: "hard|tough|challenging|difficult|demanding|hard work",
        BRUTAL: """brutal|savage|horrific|nails|killer|insane|crazy hard|super tough|awful|horrible|hard as hell|
            tough as hell""",
        MAXIMAL: """max|maximal|maximum|all out|allout|flat out|maxed out|maxed|everything i had|all i had|maximally|
            full gas""",
    },
    Cat.DEGREE: {
        "mild": """somewhat|bit|a bit|a little|little|little bit|a little bit|slightly|fairly|kinda|kindof|kind of|
            sort of|sorta|moderately|mildly|reasonably|rather|relatively|a touch|a tad|tad|mild|slight|minor""",
        "plain": "quite|pretty",
        "strong": """very|really|super|so|too|damn|bloody|fucking|freaking|proper|hella|v|much|lot|a lot|quite a lot|
            badly|seriously""",
        "extreme": """extremely|insanely|brutally|incredibly|ridiculously|unbelievably|stupidly|absurdly|very very|
            really really|so so""",
    },
    Cat.NO: {
        "": "no|not|without|never|neither|nor|w o|no more|no longer|not any|not really|free of",
    },
    Cat.NOTHING: {
        "": """nothing|none|nil|nope|nada|nowhere|no where|nothing at all|nothing really|pain free|painfree|
            painless|no issues|no issue|no problems|no problem|no complaints|no complaint|no niggles|all good|
            nothing to report|soreness free|not a thing|feeling nothing""",
    },
    Cat.FORM: {
        "": "form|technique|tech|execution|movement quality|quality",
    },
    Cat.TECHNIQUE: {
        "clean": "clean|crisp|tidy|spotless|textbook|cleanly",
        "wobbly": "wobbly|wobble|wobbles|wobbled|wobbling|shaky|sloppy|unstable|unsteady|wobly|ragged|messy",
        "broke": """broke|broke down|breaking down|break down|breakdown|broken down|fell apart|falling apart|
            fell to pieces|went to pieces""",
    },
    Cat.GOOD: {
        "clean": "good|great|perfect|solid|fine|ok|okay|excellent|nice|decent|spot on|nailed",
        "wobbly": """off|so so|average|mediocre|not great|not good|not perfect|not clean|not the best|iffy|
            could be better|slipped|slipping|loose|meh""",
        "broke": "bad|poor|terrible|awful|gone|rubbish|shocking|lost|failed|went|collapsed|broken",
    },
    Cat.SPEED: {
        "fast": "fast|snappy|explosive|speedy",
        "steady": "steady|controlled|smooth",
        "grinding": "grinding|grindy|grinder|grind|grinded|ground out|ground to a halt|grinders",
    },
    Cat.PACE: {
        "fast": "quick|quickly",
        "grinding": "slow|slowly|slowed|slowing",
    },
    Cat.SPEED_OF: {
        "": "speed|bar speed|barspeed|velocity|tempo|bar velocity",
    },
    Cat.DID: {
        "": """did|done|do|completed|complete|managed|finished|made|got through|only did|just did|only managed|
            only got""",
    },
    Cat.ONLY: {
        "": "only|just|not all",
    },
    Cat.FIRST: {
        "": "first",
    },
    Cat.PART_OF_IT: {
        0.5: """half|half of it|half of them|halfway|half way|about half|half done|half the session|half the sets|
            half a session|half the workout|half session""",
        1 / 3: "a third|one third|third of it|a third of it",
        2 / 3: "two thirds|two third|two thirds of it",
        0.25: "a quarter|one quarter|quarter of it|a quarter of it",
        0.75: "three quarters|three quarter|three quarters of it",
        1.0: """did everything|did it all|did all|did all of it|did the lot|all done|all of it|whole thing|
            the whole thing|full session|all sets|did all sets|completed all|finished everything|everything done|
            all sets done|completed everything|the whole session|whole session|finished it|finished it all|
            completed it""",
    },
    Cat.SOME_OF_IT: {
        "": """most of it|most|some of it|part of it|almost all|nearly all|almost everything|nearly everything|
            a few sets|some sets|a bit of it|most sets|not everything|not all of it|not all|partly|partially|
            not the whole thing""",
    },
    Cat.STOP: {
        "": """stopped|stop|stopping|stopped early|i stopped early|had to stop|cut short|cut it short|ended early|
            quit|gave up|bailed|bailed out|finished early|did not finish|couldnot finish|cannot finish|called it|
            dnf|aborted|gave in|pulled the plug|abandoned|threw in the towel|called it a day|cut it|
            stopped short|could not finish|packed it in|ended it""",
    },
    Cat.SKIP: {
        "": """skipped|skip|skipping|missed|did not train|did not do it|couldnot do it|
            cannot do it|cannot today|did nothing|not today|no session|
            no training|no workout|missed it|did not make it|did not get to it|couldnot train|cannot train|
            will skip|did not do anything|did not do the session|did not do the workout|did not work out|
            did not workout|did not get round to it|did not get around to it|not done|did not happen|skipped it|
            rest day|took a rest day|resting today|rest today|
            skiped|skipt|skipped today|skip today|did not exercise|did not manage it|no gym""",
    },
    Cat.SHORT: {
        "": "short|missing|shy|fewer|less|too few|failed reps|under|missed reps",
    },
    Cat.OVER: {
        "": "over|extra|too many|additional",
    },
    Cat.REASON: {
        "sick": """sick|ill|unwell|a cold|flu|the flu|covid|nausea|nauseous|stomach bug|poorly|virus|infection|
            under the weather|sore throat|runny nose|headache|migraine|diarrhoea|diarrhea|fever|feverish|illness|
            food poisoning|ill today|queasy|feel sick|felt sick|bug|coughing|cough|upset stomach|not well|
            not feeling well|felt ill|temperature|head cold|sniffles""",
        "cold": "cold",
        "pain": "injury|injured|because of pain|too sore|too painful|it hurt|it hurts",
        "effort": """too hard|too heavy|too much|too difficult|gassed|failure|to failure|out of gas|too tough|
            ran out of steam|no strength|no power|cooked|could not do more|couldnot do more|nothing left""",
        "tired": """tired|too tired|fatigued|fatigue|exhausted|knackered|sleepy|no sleep|slept badly|bad sleep|
            no energy|drained|worn out|wiped|wiped out|shattered|burnt out|burned out|wrecked|tiredness|
            lack of sleep|
            poor sleep|low energy|zonked|bad night|overslept|dead tired|spent""",
        "time": """time|no time|out of time|ran out of time|late|too late|short of time|short on time|busy|too busy|
            meeting|time pressure|rushed|in a hurry|hurry|not enough time|lack of time|no time left|
            time was short""",
        "life": """work|kids|kid|family|baby|travel|travelling|traveling|wedding|party|life|appointment|job|friends|
            birthday|childcare|deadline|exam|exams|school|child|children|visitors|guests|holiday|vacation|
            funeral|moving house|car|phone call|dinner""",
        "weather": """weather|rain|raining|snow|snowing|storm|heat|too hot|too cold|ice|icy|windy|wind|thunder|
            thunderstorm""",
        "choice": """did not feel like it|no motivation|lazy|unmotivated|couldnot be bothered|cannot be bothered|
            not in the mood|not feeling it|forgot|by choice|could not be bothered|did not want to|no desire|no mood|
            not motivated|forgot it|my choice|was not feeling it""",
    },
    Cat.PLANNED: {
        "": """as planned|same as planned|as prescribed|same as plan|according to plan|to plan|as expected|on plan|
            like planned|just as planned|all as planned|exactly as planned""",
    },
    Cat.TARGET: {
        "": """planned|target|target was|goal was|prescribed|expected|supposed to be|instead of|up from|down from|
            rather than|plan was|should have been""",
    },
    Cat.WEEKDAY: {
        0: "monday|mon|mondays",
        1: "tuesday|tue|tues|tuesdays",
        2: "wednesday|wed|weds|wednesdays",
        3: "thursday|thu|thur|thurs|thursdays",
        4: "friday|fri|fridays",
        5: "saturday|saturdays",
        6: "sunday|sundays",
    },
    Cat.YESTERDAY: {
        "": "yesterday|yesterdays|yday",
    },
    Cat.AND: {
        "": "and|n|with",
    },
    Cat.OR: {
        "": "or",
    },
    Cat.STOPPER: {
        "": "but|though|although|however|except|apart from|then",
    },
    Cat.OF: {
        "": "of|out of|from",
    },
    Cat.TO: {
        "": "to",
    },
    Cat.TIMES: {
        "": "x|by|times",
    },
    Cat.UNIT: {
        "km": "km|kms|k|kilometre|kilometres|kilometer|kilometers",
        "mi": "mi|mile|miles",
        "m": "m|metre|metres|meter|meters",
        "min": "min|mins|minute|minutes",
        "h": "h|hr|hrs|hour|hours",
        "sec": "sec|secs|second|seconds",
        "kg": "kg|kgs|kilo|kilos",
        "lb": "lb|lbs|pound|pounds",
        "reps": "rep|reps|repetition|repetitions",
        "sets": "set|sets|round|rounds",
        "exercises": "exercise|exercises|movements|drills|things|lifts",
        "day": "day|days|week|weeks|month|months|year|years|am|pm|bpm|watts|th|st|nd|rd|weeks ago",
        "percent": "percent|per cent",
        "m/s": "mps",
    },
    Cat.IN: {
        "": "in|on|at|around|behind|inside",
    },
    Cat.DURING: {
        "": "during|after|from|when|while|doing|whilst|because of|due to",
    },
}

_GLUE = listed(
    """the a an my was were is are am it its this that i me we felt feel feels feeling today session workout training
    about approx approximately roughly like overall total level levels score scores still now again also then think
    guess maybe probably got get had have has been be on for by as out up there here tonight morning evening yes
    yeah yep hi hey hello please thanks thank you coach say said would call bar one
    because due since which some any bits ish his her your their area region muscle side number value point points
    whole day time well id even sure exactly circa ca part prob must somewhere should might could gonna way all"""
)

PHRASES: dict[tuple[str, ...], tuple[Cat, Any]] = {(word,): (Cat.GLUE, "") for word in _GLUE}
for _cat, _values in _TABLE.items():
    for _value, _names in _values.items():
        PHRASES |= {tuple(_name.split()): (_cat, _value) for _name in _names.split("|") if _name.strip()}
PHRASES |= {_words: (Cat.PART, _part) for _words, _part in PARTS.items()}
PHRASES[("nothing", "else")] = (Cat.GLUE, "")
_AILMENTS = """stomach ache|stomach aches|stomach pain|tummy ache|tummy pain|gut ache|period pain|period pains|
    period cramps|menstrual pain|menstrual cramps|toothache|tooth ache|ear ache|earache|side stitch|stitch"""
PHRASES |= {tuple(_name.split()): (Cat.UNKNOWN, "torn") for _name in _AILMENTS.split("|")}
_IDIOMS = """kicked my ass|kicked my butt|kicked my arse|pain in the ass|pain in the arse|pain in the butt|
    pain in the neck|worked my ass off|kick in the ass|on the other hand|hands down|thumbs up"""
PHRASES |= {tuple(_name.split()): (Cat.UNKNOWN, "") for _name in _IDIOMS.split("|")}
LONGEST = max(len(_words) for _words in PHRASES)
_FIRST = frozenset(_words[0] for _words in PHRASES)

_LOOKALIKES = listed(
    """killed dying feels wheels thing things think thinks halves valves grain groan grown
    waist twist should cheat chess crest quick quite quiet gluten kneel kneels early yearly earlier later latter
    hardly harder easier lighter tighter running runner shoes short shorts store stored story score scored scores
    right night light fight might eight weight height weights sight great treat threat there three these those where
    were other another mother brother bother legit legal sleep slept sheet sweet swear sweat heart hears years tears
    bears wears rears gears fears dears match watch catch patch batch plane planet plant planks planned stare start
    state still skill skull spill small smell shell swell quads squad raced races place places grace trace brace
    space faces reset rest rests tests bests nests pests worse horse horst loose loosen noose goose moose choose
    broad board bored based basis basic because become before between below above along alone among broken brother
    tried tires tiring tries fired wired hired lined mined fined dined rain train brain drain grain strain stain
    paint point joint joins coins going doing being seeing having saying fresh flesh fleet sleet greet green queen
    seven sever never fever lever level bevel revel"""
)

SPELLING = Spelling(
    {
        word: (PHRASES.get((word,)) or word, word if (word,) not in PHRASES else "")[0]
        for words in PHRASES
        for word in words
    }
    | {word: ("exercise", singular(word)) for word in VOCABULARY if (word,) not in PHRASES}
    | {word + "s": ("exercise", word) for word in HEADS},
    _LOOKALIKES,
)


def cut(parts: Sequence[Token], names: Names) -> list[Lex]:
    """The message as meanings, in order, numbers already folded ("7/10", "2 of 3 sets", "0.45 m/s")."""
    words = [
        SPELLING.right(one.text) if one.kind == "word" and one.text not in names.words else one.text for one in parts
    ]
    found: list[Lex] = []
    at = 0
    while at < len(parts):
        token = parts[at]
        if token.kind == "number":
            found.append(_number(parts, at, found))
            at += 1
        elif token.kind == "mark":
            found.append(_mark(token, parts, at, found))
            at += 1
        else:
            length, lex = _meaning(parts, words, at, names)
            found.append(lex)
            at += length
    return _fold(_blobs(found))


def _number(parts: Sequence[Token], at: int, found: Sequence[Lex]) -> Lex:
    token = parts[at]
    value = token.value
    previous = parts[at - 1] if at else None
    if (previous and previous.text == "-" and token.glued and not (previous.glued and at >= 2)) or (
        previous and previous.text in ("minus", "negative")
    ):
        value = -value
        found[-1].cat = Cat.GLUE
    return Lex(
        Cat.NUMBER,
        value,
        token.start if value >= 0 else previous.start if previous else token.start,
        token.end,
        token.text,
        token.glued,
    )


_MARKS = {
    "/": Cat.SLASH,
    "-": Cat.DASH,
    "&": Cat.AND,
    "+": Cat.PLUS,
    "<": Cat.MORE_LESS,
    ">": Cat.MORE_LESS,
    "%": Cat.UNIT,
    "*": Cat.TIMES,
}


_TAKES_NUMBER = (Cat.PART, Cat.SIDE, Cat.EXERCISE, Cat.EFFORT)


def _mark(token: Token, parts: Sequence[Token], at: int, found: Sequence[Lex]) -> Lex:
    cat, value = _MARKS.get(token.text, Cat.GLUE), ""
    following = parts[at + 1] if at + 1 < len(parts) else None
    spaced = token.text == "-" and not token.glued and not (following and following.glued)
    if spaced and found and following and following.kind == "number" and found[-1].cat in _TAKES_NUMBER:
        cat = Cat.GLUE
    elif spaced or token.text in ",;.!\n|":
        cat = Cat.STOPPER
    elif token.text == "%":
        value = "percent"
    return Lex(cat, value, token.start, token.end, token.text, token.glued)


def _meaning(parts: Sequence[Token], words: Sequence[str], at: int, names: Names) -> tuple[int, Lex]:
    """The longest meaning that begins at a word; an exercise goes before an equally long part."""
    run = []
    for number in range(at, min(at + 10, len(parts))):
        if parts[number].kind == "word":
            run.append(words[number])
        elif parts[number].text == "-" and parts[number].glued and number + 1 < len(parts) and parts[number + 1].glued:
            run.append("-")
        else:
            break
    plain = [one for one in run if one != "-"]
    length, cat, value = 0, Cat.UNKNOWN, None
    if plain[0] in _FIRST:
        for count in range(min(LONGEST, len(plain)), 0, -1):
            hit = PHRASES.get(tuple(plain[:count]))
            if hit:
                length, (cat, value) = count, hit
                break
    in_a_row = at and words[at - 1] == "a" and plain[0] == "row"
    exercise = None if in_a_row else names.at(plain, 0) or (None if length else names.by_rare_word(plain))
    if exercise and exercise.length >= length and not (cat in (Cat.SKIP,) and not exercise.ids):
        length, cat, value = exercise.length, Cat.EXERCISE, exercise.ids
    if not length:
        length = 1
        if plain[0] in NUMBER_WORDS:
            cat, value = Cat.NUMBER, NUMBER_WORDS[plain[0]]
        elif SPELLING.torn(plain[0]):
            value = "torn"
    elif cat is Cat.GLUE and plain[0] == "one" and _counts(parts, words, at):
        cat, value = Cat.NUMBER, 1.0
    # Dashes inside the phrase ("b-stance", "pain-free") were left out while matching.
    taken, tokens = 0, 0
    while taken < length:
        taken += run[tokens] != "-"
        tokens += 1
    first, last = parts[at], parts[at + tokens - 1]
    return tokens, Lex(cat, value, first.start, last.end, " ".join(plain[:length]), first.glued)


def _counts(parts: Sequence[Token], words: Sequence[str], at: int) -> bool:
    """Whether "one" is a number here: after "effort" or "soreness", or before "of" or "out of" a number."""
    before = PHRASES.get((words[at - 1],), (None,))[0] if at else None
    after = words[at + 1] if at + 1 < len(words) else ""
    return before in (Cat.EFFORT, Cat.QUALITY) or after in ("of", "out", "/", "set", "rep")


def _blobs(found: list[Lex]) -> list[Lex]:
    """Letters and digits run together mean something only in known shapes: "e7", "s3", "rpe7", "8k", "7e"."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].glued and _solid(found[end]) and _solid(found[end - 1]):
            end += 1
        if end - at > 1 and not _known_blob(found[at:end]):
            for lex in found[at:end]:
                lex.cat = Cat.UNKNOWN
        at = end
    return found


def _solid(lex: Lex) -> bool:
    return lex.text[:1].isalnum()


def _known_blob(blob: Sequence[Lex]) -> bool:
    shape = [lex.cat for lex in blob]
    known = (Cat.EFFORT, Cat.LETTER, Cat.QUALITY, Cat.PART, Cat.SIDE)
    if shape[0] is not Cat.NUMBER:
        pairs = [shape[number : number + 2] for number in range(0, len(shape), 2)]
        return all(len(pair) == 2 and pair[0] in known and pair[1] is Cat.NUMBER for pair in pairs)
    if len(blob) == 2:
        return shape[1] in (*known, Cat.UNIT, Cat.TIMES, Cat.GLUE, Cat.REASON) or blob[1].text in ("ish", "out")
    if len(blob) == 3:
        return shape[1] is Cat.TIMES and shape[2] is Cat.NUMBER
    return False


def _fold(found: list[Lex]) -> list[Lex]:
    out: list[Lex] = []
    at = 0
    while at < len(found):
        lex = found[at]
        if lex.cat is Cat.NUMBER:
            length, folded = _folded(found, at, out)
            out.append(folded)
            at += length
        else:
            out.append(lex)
            at += 1
    return out


def _folded(found: Sequence[Lex], at: int, before: Sequence[Lex]) -> tuple[int, Lex]:
    """One number with what belongs to it: its scale, its unit, its other end."""
    lex = found[at]
    cats = [one.cat for one in found[at : at + 6]]
    texts = [one.text for one in found[at : at + 6]]

    def made(cat: Cat, value: Any, length: int) -> tuple[int, Lex]:
        return length, Lex(cat, value, lex.start, found[at + length - 1].end, lex.text, lex.glued)

    if cats[1:4] == [Cat.UNIT, Cat.SLASH, Cat.LETTER] and texts[1] == "m" and texts[3] == "s":
        return made(Cat.VELOCITY, lex.value, 4)
    if cats[1:4] == [Cat.UNIT, Cat.SLASH, Cat.UNIT] and texts[1] == "m":
        return made(Cat.VELOCITY, lex.value, 4)
    if texts[1:3] == ["point", *texts[2:3]] and cats[2:3] == [Cat.NUMBER] and 0 <= found[at + 2].value < 10:
        return made(Cat.NUMBER, lex.value + found[at + 2].value / 10, 3)
    if cats[1:2] == [Cat.AND] and texts[2:4] == ["a", "half"]:
        return made(Cat.NUMBER, lex.value + 0.5, 4)
    if cats[1:2] == [Cat.AND] and texts[2:3] == ["half"]:
        return made(Cat.NUMBER, lex.value + 0.5, 3)
    if cats[1:3] == [Cat.GLUE, Cat.PART_OF_IT] and texts[1] == "a" and texts[2] == "half":
        return made(Cat.NUMBER, lex.value + 0.5, 3)
    if cats[1:5] == [Cat.SLASH, Cat.NUMBER, Cat.SLASH, Cat.NUMBER]:
        return made(Cat.RANGE, (lex.value, found[at + 4].value), 5)
    if cats[1:2] and (cats[1] in (Cat.SLASH, Cat.OF) or texts[1] == "from") and cats[2:3] == [Cat.NUMBER]:
        return _ratio(found, at, before, made)
    if cats[1:4] == [Cat.NUMBER, Cat.SLASH, Cat.NUMBER] and (found[at + 1].value, found[at + 3].value) == (1, 2):
        return made(Cat.NUMBER, lex.value + 0.5, 4)
    arrow = 1 if texts[1:3] in (["=", ">"], ["-", ">"]) else 0
    if (arrow and cats[3:4] == [Cat.NUMBER]) or (texts[1:2] in (["vs"], ["versus"]) and cats[2:3] == [Cat.NUMBER]):
        return made(Cat.RANGE, (lex.value, found[at + 2 + arrow].value), 3 + arrow)
    if before and before[-1].cat is Cat.PLUS and lex.glued and len(before) == 1:
        return made(Cat.RANGE, (lex.value, lex.value), 1)
    then = next((number for number in (1, 2) if texts[number : number + 1] and texts[number] in _THEN), 0)
    if then and cats[then + 1 : then + 2] == [Cat.NUMBER] and (then == 1 or texts[1] == "("):
        return made(Cat.RANGE, (lex.value, found[at + then + 1].value), then + 2)
    if cats[1:3] == [Cat.AND, Cat.NUMBER] and before and before[-1].text == "between":
        return made(Cat.RANGE, (lex.value, found[at + 2].value), 3)
    if cats[1:2] and cats[1] in (Cat.DASH, Cat.TO, Cat.OR) and cats[2:3] == [Cat.NUMBER]:
        if cats[1] is Cat.DASH and cats[3:5] == [Cat.DASH, Cat.NUMBER]:
            return made(Cat.UNKNOWN, None, 5)
        return made(Cat.RANGE, (lex.value, found[at + 2].value), 3)
    if cats[1:2] == [Cat.DASH] and cats[2:3] == [Cat.STOPPER]:
        return made(Cat.RANGE, (lex.value, lex.value), 2)
    if cats[1:3] == [Cat.TIMES, Cat.NUMBER]:
        return made(Cat.SETS_REPS, (lex.value, found[at + 2].value), 3)
    if cats[1:2] == [Cat.PLUS] and found[at + 1].glued and cats[2:3] != [Cat.NUMBER]:
        return made(Cat.RANGE, (lex.value, 10.0), 2)
    if before and before[-1].cat is Cat.MORE_LESS:
        before[-1].cat = Cat.GLUE
        return made(Cat.RANGE, (lex.value, lex.value), 1)
    if cats[1:2] == [Cat.UNIT]:
        unit = found[at + 1].value
        if unit == "sets" and cats[2:4] == [Cat.OF, Cat.NUMBER]:
            # "2 sets out of 3" is a share; "2 sets of 3" may be three repetitions each.
            share = texts[2] == "out of" or any(one.cat in (Cat.DID, Cat.ONLY) for one in before[-3:])
            return made(Cat.SHARE, (lex.value, found[at + 3].value, "sets" if share else "?"), 4)
        if unit == "percent":
            return made(Cat.PERCENT, lex.value, 2)
        return made(Cat.VELOCITY, lex.value, 2) if unit == "m/s" else made(Cat.QUANTITY, (lex.value, unit), 2)
    if cats[1:2] == [Cat.REASON] and found[at + 1].glued:
        return made(Cat.UNKNOWN, None, 2)
    return 1, lex


_THEN = ("now", "then", "was", "before")
"""Between two numbers of one thing: "knee 4 now 2"."""


def _ratio(found: Sequence[Lex], at: int, before: Sequence[Lex], made: Any) -> tuple[int, Lex]:
    """ "7/10" and "7 out of 10" are ratings; "2 of 3 sets", "did 2/3" shares; "7/3" is anybody's guess."""
    done, planned = found[at].value, found[at + 2].value
    slash = found[at + 1].cat is Cat.SLASH
    rest = found[at + 3 : at + 6]
    unit, length = "", 3
    for number, lex in enumerate(rest):
        if lex.cat is Cat.UNIT and lex.value in ("sets", "exercises", "reps", "min"):
            unit, length = lex.value, 4 + number
            break
        if lex.cat not in (Cat.GLUE, Cat.OF):
            break
    said_did = any(lex.cat in (Cat.DID, Cat.ONLY, Cat.STOP) for lex in before[-2:])
    of_it = bool(rest) and rest[0].cat is Cat.OF
    result: tuple[int, Lex]
    if planned == 10 and not unit and not said_did:
        result = made(Cat.NUMBER, done, 3)
    elif unit or said_did or of_it or not slash:
        result = made(Cat.SHARE, (done, planned, unit), length)
    else:
        result = made(Cat.RANGE, (done, planned), 3)
    return result
