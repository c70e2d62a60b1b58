"""A runner's own facts as they are typed: year of birth, sex and weight in one line; experience; days and minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import NUMBER_WORDS, clean, in_figures, listed, plain, tokens
from bot.grammar.times import LENGTHS
from core.athlete import Level
from core.units import KG_PER_LB

KG_PER_STONE = 14 * KG_PER_LB
LEAST_KG, MOST_KG = 25.0, 350.0
OLDEST, YOUNGEST = 100, 10

_SEXES = {
    "f": "f", "female": "f", "woman": "f", "w": "f", "girl": "f", "lady": "f",
    "m": "m", "male": "m", "man": "m", "boy": "m", "guy": "m",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    born: int | None = None
    sex: str | None = None
    mass_kg: float | None = None
    pounds: bool = False

    @property
    def said(self) -> bool:
        return self.born is not None or self.sex is not None or self.mass_kg is not None


_AGED = frozenset(("age", "aged", "i'm", "im", "am"))
"""Before a number without a unit that is an age."""
_BODY_WORDS = (
    "b born birthday in i my weight weigh bodyweight mass is and a an the year of birth years old sex kgs about around "
    "ca roughly or so now today , / . - :"
)
_LIFTED = listed("squat squats deadlift deadlifts bench press row curl lift lifted")
_IN_BODY = _AGED | frozenset(_BODY_WORDS.split())
_BIRTHDAY = re.compile(r"(?<!\d)(?:\d\d?[./-]){2}((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)(?:[./-]\d\d?){2}(?!\d)")
_SHORT_YEAR = re.compile(r"(?:(?<![\d\w])'|\bborn(?: in)? '?)(\d\d)(?!\d|[.,]\d| ?(?:kg|lb))")
_HEIGHT = re.compile(
    r"(?<![\d.,])[4-7] ?(?:'|ft|feet|foot)(?: ?\d{1,2}(?!\d| ?(?:kg|lb)))?(?: ?(?:\"|''|in(?:ch(?:es)?)?\b))?"
    r"|(?<![\d.,])[12] ?(?:[.,] ?\d\d? ?m(?:et(?:er|re)s?)?\b|m ?\d\d\b)|\b\d{3} ?cm\b",
    re.IGNORECASE,
)
"""Nothing needs it, and none of its figures is an age or a weight."""


def _years(text: str, today: date) -> str:
    """With a birthday as its year, and "'84" as 1984."""
    text = _BIRTHDAY.sub(lambda match: match[1] or match[2], text)
    turn = today.year % 100 - YOUNGEST
    return _SHORT_YEAR.sub(lambda match: f"born {'19' if int(match[1]) > turn else '20'}{match[1]}", text)


def read_body(text: str, today: date, unit: str = "kg") -> tuple[Body, tuple[Problem, ...], tuple[str, ...]]:
    """ "1984 f 62kg", "female, 41 years old, 137 lb". The body, what is wrong with it, and what is none of it.

    `unit` is that of a bare mass, "kg" or "lb".
    """
    text = _years(in_figures(_HEIGHT.sub(" ", clean(text)).lower()), today)
    found = tokens(text)
    born: int | None = None
    sex: str | None = None
    mass: float | None = None
    pounds = False
    problems: list[Problem] = []
    left: list[str] = []
    weighed = re.search(r"\d ?(?:kgs?|kilos?|lbs?|pounds?|st)\b", text, re.IGNORECASE) is not None
    # "41, female": beside a sex a lone number is the age; alone it may as well be the weight.
    aged = weighed or any(one.text in _SEXES or one.text in ("age", "aged") for one in found)
    at = 0
    while at < len(found):
        token = found[at]
        words = [one.text for one in found[at + 1 : at + 3]]
        step = 1
        if token.kind == "number":
            value = token.value
            if {one.text for one in found[max(0, at - 3) : at]} & _LIFTED:
                # "Deadlift was 135 lb" is what is lifted, and not who lifts it.
                left.append(token.text)
            elif words[:1] and words[0] in ("kg", "kgs", "kilo", "kilos", "kilograms"):
                mass, step = value, 2
            elif words[:1] and words[0] in ("lb", "lbs", "pounds", "pound"):
                mass, pounds, step = value * KG_PER_LB, True, 2
            elif words[:1] and words[0] in ("st", "stone", "stones"):
                mass, step, pounds = value * KG_PER_STONE, 2, True
                if at + 2 < len(found) and found[at + 2].kind == "number" and found[at + 2].value < 14:
                    mass += found[at + 2].value * KG_PER_LB
                    step = 4 if at + 3 < len(found) and found[at + 3].text in ("lb", "lbs") else 3
            elif words[:1] and words[0] in ("years", "year", "yo", "y", "yrs", "yr"):
                born, step = today.year - int(value), 3 if words[1:2] == ["old"] else 2
            elif value == int(value) and 1900 <= value <= today.year:
                born = int(value)
            elif at and found[at - 1].text in _AGED and born is None and _is_age(value):
                born = today.year - int(value)
            elif value < 1000 and born is not None and mass is None:
                mass = value if unit == "kg" else value * KG_PER_LB
            elif aged and born is None and _is_age(value):
                born = today.year - int(value)
            else:
                problems.append(Problem(Trouble.needs_unit, token.text))
        elif token.text in _SEXES:
            sex = _SEXES[token.text]
        elif token.text not in _IN_BODY:
            left.append(token.text)
        at += step
    if born is not None and not YOUNGEST <= today.year - born <= OLDEST:
        problems.append(Problem(Trouble.out_of_range, str(born)))
        born = None
    if mass is not None and not LEAST_KG <= mass <= MOST_KG:
        problems.append(Problem(Trouble.out_of_range, f"{mass:.0f} kg"))
        mass = None
    kg = None if mass is None else round(mass, 1)
    return Body(born, sex, kg, pounds), tuple(problems), tuple(left)


def _is_age(value: float) -> bool:
    return value == int(value) and YOUNGEST <= value <= OLDEST


_LEVELS = {
    **dict.fromkeys(
        (
            "new",
            "new to it",
            "new to this",
            "new to strength training",
            "not much",
            "none",
            "hardly any",
            "beginner",
            "newbie",
            "novice",
            "never",
            "zero",
            "nothing",
            "less than 6 months",
            "less than six months",
            "a bit",
            "little",
        ),
        Level.NEW,
    ),
    **dict.fromkeys(
        (
            "some",
            "intermediate",
            "a year",
            "one year",
            "6 months to 2 years",
            "some experience",
            "quite a bit",
            "a fair bit",
            "a fair amount",
        ),
        Level.SOME,
    ),
    **dict.fromkeys(("trained", "experienced", "advanced", "years", "a lot", "longer", "lots"), Level.TRAINED),
}
_ABOUT_ME = re.compile(
    r"^(?:(?:i am|i'm|im|an?(?! (?:year|month|few|couple))|quite|pretty|really|very|still|just|rather|complete"
    r"|completely|total|totally|absolute|absolutely|brand) )+"
)
_NEVER = re.compile(
    r"(?:(?:no|well|oh) )*(?:i(?:'ve| have)? )?never (?:really |ever |actually |properly |seriously )*"
    r"(?:done|did|tried|lifted|trained)(?: [a-z]+){0,7}"
)
_LONG_AGO = re.compile(
    r"\b(?:ago|used to|back then|(?:years|ages) back|(?:at|in) (?:uni|university|college|school|the army|the past))\b"
)
_HARDLY = re.compile(r"\b(?:a )?(?:bit|little)(?: bit)? (?:of )?(?:gym|weights|lifting|strength|training)\b")
"""Experience of long ago, or hardly any: with heavy weights somebody begins anew."""
_STRETCHES = re.compile(
    r"(?:(?:i|just|only|do|did|doing|some|a bit of|and|or|no|but|once|twice|\d x|a|per|week|now and then) )*"
    r"(?:yoga|pilates|stretching|mobility)(?: (?:and|or|yoga|pilates|stretching|mobility|once|twice|a|per|week|only))*"
)
"""It builds no strength that a plan could start from."""
_LIFT = (
    r"(?:(?:back|front) )?(?:squat|dead ?lift|bench(?: press)?)s?(?: (?:about|is|was|around|max|of|with|at|for|:))*"
    r" \d{2,3} ?(?:kgs?|lbs?|pounds)?"
)
_LIFTS = re.compile(
    rf"(?:(?:i|can|could|do|did|my|quite|a|bit|yes|about|is|around|and|[,.]) ?)*{_LIFT}(?:[ ,]*(?:and )?{_LIFT})*"
)
"""Whoever knows what they lift has trained; how heavy that was for them it does not say."""
_SPAN = re.compile(r"\b(half an?|couple of|\d+(?:\.\d+)?|[a-z]+) (months?|years?|yrs?|mo)\b")
_LIFTING_WORDS = (
    "i i've ive have been like roughly maybe go going to did do done doing was about for ca around over almost nearly "
    "of in at the my gym home lifting lifted lift trained weights strength training work stuff regular regularly so "
    "far now and on off a once twice week per with some crossfit consistent consistently serious seriously bodyweight "
    "body weight pt personal trainer sessions class classes bootcamp circuits hiit machines bands kettlebell "
    "kettlebells dumbbell dumbbells"
)
_ABOUT_LIFTING = frozenset(_LIFTING_WORDS.split())
_HEAVY = listed("heavy heavily barbell barbells powerlifting weightlifting squatting deadlifting")


def read_level(text: str) -> Level | None:
    """ "new", "some", "8 months", "half a year of gym", "5 years of heavy lifting".

    A number of years alone says nothing of heavy weights, so it is at most "some".
    """
    said = re.sub(r" (?:really|at all|so far|yet|to be honest|tbh|i guess)$", "", plain(text.replace(",", " ")))
    if said in _LEVELS:
        return _LEVELS[said]
    said = _ABOUT_ME.sub("", said)
    if said in _LEVELS or _NEVER.fullmatch(said):
        return _LEVELS.get(said, Level.NEW)
    if (_LONG_AGO.search(said) or _HARDLY.search(said)) and _only_of_lifting(said):
        return Level.NEW
    if _STRETCHES.fullmatch(said):
        return Level.NEW
    if _LIFTS.fullmatch(said):
        return Level.SOME
    span = _SPAN.search(said)
    if span is None:
        return None
    beside = set((said[: span.start()] + said[span.end() :]).split())
    count = _count(span[1])
    if count is None or not beside <= _ABOUT_LIFTING | _HEAVY:
        return None
    months = count * (12 if span[2].startswith("y") else 1)
    if months < 6:
        return Level.NEW
    return Level.TRAINED if months >= 24 and beside & _HEAVY else Level.SOME


def _only_of_lifting(said: str) -> bool:
    words = said.replace("'", "").split()
    return all(one in _ABOUT_LIFTING or one in _ABOUT_THE_PAST or one.isdigit() for one in words)


_PAST_WORDS = (
    "a an the bit little of few lot lots long time ago back then used to lift lifted went had years year yrs months "
    "month ages decades decade while past uni university college school army membership classes class crossfit "
    "machines body weight once only just but very i my when was young younger mostly pump circuits pilates yoga"
)
_ABOUT_THE_PAST = frozenset(_PAST_WORDS.split()) | frozenset(NUMBER_WORDS)


_SOME_OF = {"a": 1.0, "couple": 2.0, "couple of": 2.0, "for": 2.0, "few": 3.0, "several": 3.0, "many": 5.0}


def _count(word: str) -> float | None:
    if word.startswith("half"):
        return 0.5
    if word[0].isdigit():
        return float(word)
    return _SOME_OF.get(word) or NUMBER_WORDS.get(word)


_TIMES = {"once": "1 day", "twice": "2 days", "thrice": "3 days", "every day": "7 days", "daily": "7 days"}
_IN_FIGURES = re.compile(rf"\b(?:{'|'.join([*_TIMES, *LENGTHS, '1 ?h'])})\b")
_DAYS = re.compile(r"\b([0-9]) ?(?:strength )?(?:x|times?|days?|sessions?|short ones?|evenings?|mornings?)\b")
_MINUTES = re.compile(r"\b(?:\d{1,3} ?(?:-|to|or) ?)?(\d{1,3}) ?(?:min|mins|minutes|m|')(?=\W|$)")
_PAIR = re.compile(
    r"^(\d)(?: ?(?:x|\*|times|(?:sessions?|days?) (?:of|at)) ?| (?=\d\d[ -]?min))(\d{2,3})(?:[ -]?min(?:ute)?s?)?"
    r"(?: (?:sessions?|workouts?|each|(?:a|per) week))*$"
)
_AT_MOST = re.compile(
    r"^(?:(?:not|no) more than|at most|max\.?|maximum|up to|about|around|only|just) ?(\d{2})$|^(\d{2}) max$"
)


_LEAST = re.compile(
    r"(?:as little as (?:possible|needed|necessary|i can)|(?:the |bare |absolute )*minimum)(?: please)?"
)
MINUTES_LEAST = 20
"""What the buttons offer at least."""
_TIME_WORDS = (
    "a per each week and of up to for strength max maximum at most x please is fine ok good works about around only "
    "just i i'd have can do like no not more than the session sessions long weekly on or every maybe i've got if thats "
    "that's pls plz thx roughly really so well free manage fit in spare usually all "
    "possible morning mornings evening evenings"
)
_ABOUT_TIME = frozenset(("", *_TIME_WORDS.split()))


def read_strength(text: str) -> tuple[int | None, int | None, tuple[Problem, ...]]:
    """How many strength days and minutes: "2 x 45", "1 day, 30 min", "twice a week, half an hour"; of "20-30 min" the
    longer. Days by name are read with them in `grammar/strength_days.py`.
    """
    said = _IN_FIGURES.sub(lambda match: _TIMES.get(match[0]) or f"{LENGTHS.get(match[0], 60):.0f} min", plain(text))
    said = in_figures(said)
    if _LEAST.fullmatch(said):
        return 1, MINUTES_LEAST, ()
    pair = _PAIR.match(said)
    most = _AT_MOST.match(said)
    if pair:
        days, minutes = int(pair[1]), int(pair[2])
    elif most:
        days, minutes = -1, int(most[1] or most[2])
    else:
        found_days, found_minutes = _DAYS.search(said), _MINUTES.search(said)
        rest = _MINUTES.sub("", _DAYS.sub("", said))
        if not _ABOUT_TIME.issuperset(re.split(r"[\s,.&+]+", rest)):
            return None, None, ()
        days = int(found_days[1]) if found_days else -1
        minutes = int(found_minutes[1]) if found_minutes else -1
        if days < 0 and minutes < 0:
            return None, None, ()
    problems = []
    if days >= 0 and days not in (1, 2):
        problems.append(Problem(Trouble.out_of_range, str(days), "days"))
        days = -1
    if minutes >= 0 and not 10 <= minutes <= 60:
        problems.append(Problem(Trouble.out_of_range, str(minutes), "minutes"))
        minutes = -1
    return (days if days >= 0 else None), (minutes if minutes >= 0 else None), tuple(problems)
