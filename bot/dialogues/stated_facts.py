"""Small facts as they are typed: year of birth, sex and weight; experience; strength days and minutes; a race."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.grammar.amounts import amount_at
from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import NUMBER_WORDS, Token, clean, tokens
from core.athlete import Level, Priority, Race

KG_PER_LB = 0.45359237
KG_PER_STONE = 6.35029318

_SEXES = {
    "f": "f", "female": "f", "woman": "f", "w": "f", "girl": "f", "lady": "f",
    "m": "m", "male": "m", "man": "m", "boy": "m", "guy": "m",
}  # fmt: skip
_YOUNGEST, _OLDEST = 10, 100
_LIGHTEST, _HEAVIEST = 25.0, 350.0


@dataclass(frozen=True, slots=True)
class Body:
    born: int | None = None
    sex: str | None = None
    mass_kg: float | None = None
    pounds: bool = False

    @property
    def said(self) -> bool:
        return self.born is not None or self.sex is not None or self.mass_kg is not None


_BODY_WORDS = "born in am i i'm my weight weigh is and a an the year of birth years old sex kgs , / . - :"
_IN_BODY = frozenset(_BODY_WORDS.split())


def read_body(text: str, today: date, unit: str = "kg") -> tuple[Body, tuple[Problem, ...], tuple[str, ...]]:
    """ "1984 f 62kg", "female, 41 years old, 137 lb". The body, what is wrong with it, and what is none of it."""
    found = tokens(clean(text))
    born: int | None = None
    sex: str | None = None
    mass: float | None = None
    pounds = False
    problems: list[Problem] = []
    left: list[str] = []
    at = 0
    while at < len(found):
        token = found[at]
        words = [one.text for one in found[at + 1 : at + 3]]
        step = 1
        if token.kind == "number":
            value = token.value
            if words[:1] and words[0] in ("kg", "kgs", "kilo", "kilos", "kilograms"):
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
            elif words[:1] == ["cm"]:
                step = 2  # the height, which nothing needs
            elif value < 1000 and born is not None and mass is None:
                mass = value if unit == "kg" else value * KG_PER_LB
            else:
                problems.append(Problem(Trouble.needs_unit, token.text))
        elif token.text in _SEXES:
            sex = _SEXES[token.text]
        elif token.text not in _IN_BODY:
            left.append(token.text)
        at += step
    if born is not None and not _YOUNGEST <= today.year - born <= _OLDEST:
        problems.append(Problem(Trouble.out_of_range, str(born)))
        born = None
    if mass is not None and not _LIGHTEST <= mass <= _HEAVIEST:
        problems.append(Problem(Trouble.out_of_range, f"{mass:.0f} kg"))
        mass = None
    kg = None if mass is None else round(mass, 1)
    return Body(born, sex, kg, pounds), tuple(problems), tuple(left)


_LEVELS = {
    **dict.fromkeys(
        (
            "new",
            "beginner",
            "newbie",
            "novice",
            "never",
            "less than 6 months",
            "less than six months",
            "a bit",
            "little",
        ),
        Level.NEW,
    ),
    **dict.fromkeys(
        ("some", "intermediate", "a year", "one year", "6 months to 2 years", "some experience"), Level.SOME
    ),
    **dict.fromkeys(("trained", "experienced", "advanced", "years", "a lot", "longer", "lots"), Level.TRAINED),
}
_SPAN = re.compile(r"(?:about |for |ca |around |over )?(\d+(?:\.\d+)?) ?(months?|years?|yrs?|mo)(?: of [a-z ]+)?")


def read_level(text: str) -> Level | None:
    """ "new", "some", "8 months"; a number of years alone says nothing of heavy weights, so it is at most "some"."""
    said = " ".join(clean(text).casefold().split()).strip(" .!")
    if said in _LEVELS:
        return _LEVELS[said]
    span = _SPAN.fullmatch(said)
    if span is None:
        return None
    months = float(span[1]) * (12 if span[2].startswith("y") else 1)
    return Level.NEW if months < 6 else Level.SOME


_DAYS = re.compile(r"\b(one|two|[0-9]) ?(?:x|times|days?|sessions?)\b")
_MINUTES = re.compile(r"\b(\d{1,3}) ?(?:min|mins|minutes|m|')(?=\W|$)")
_PAIR = re.compile(r"^(\d) ?(?:x|\*) ?(\d{2,3})$")


def read_time(text: str) -> tuple[int | None, int | None, tuple[Problem, ...]]:
    """Strength days and minutes: "2 x 45", "1 day, 30 min", "two days"."""
    said = " ".join(clean(text).casefold().split()).strip(" .!")
    pair = _PAIR.match(said)
    if pair:
        days, minutes = int(pair[1]), int(pair[2])
    else:
        found_days, found_minutes = _DAYS.search(said), _MINUTES.search(said)
        rest = _MINUTES.sub("", _DAYS.sub("", said))
        if not re.fullmatch(r"[\s,.]*(?:(?:a|per|each|week|and|of|up|to|for|strength|max|at|most|x)[\s,.]*)*", rest):
            return None, None, ()
        days = int(NUMBER_WORDS.get(found_days[1], 0) or found_days[1]) if found_days else -1
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


# --- a race ----------------------------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_PRIORITY = {"main": Priority.A, "goal": Priority.A, "big": Priority.A, "fun": Priority.C, "training": Priority.C}
_RACE_WORDS = """on the of in a an my at race racing run for and , / . - ( ) : next this is goal main big fun training
    priority marathon half hm then with st nd rd th road city ' \""""
_IN_RACE = frozenset(_RACE_WORDS.split())


def read_race(text: str, today: date) -> tuple[Race | None, tuple[Problem, ...], tuple[str, ...]]:
    """ "10k on 3 May", "half marathon 2027-04-12", "marathon in 12 weeks"; None where it is no race at all."""
    found = tokens(clean(text))[:60]
    km: float | None = None
    day: date | None = None
    problems: list[Problem] = []
    left: list[str] = []
    priority = Priority.B
    at = 0
    while at < len(found):
        when, length = _date_at(found, at, today, problems)
        if length:
            day, at = when or day, at + length
            continue
        amount = amount_at(found, at)
        if amount is not None and amount.what == "km":
            km, at = amount.value, at + amount.length
            continue
        token = found[at]
        if token.text in ("half", "hm") and km is None:
            km = 21.1
        elif token.text in _PRIORITY:
            priority = _PRIORITY[token.text]
        elif token.text not in _IN_RACE:
            left.append(token.text)
        at += 1
    fragment = " ".join(text.split())[:60]
    if day is None or km is None:
        if day is not None and not problems and (left == [] or "race" in text.casefold()):
            return None, (Problem(Trouble.needs_distance, fragment),), ()
        return None, tuple(problems), tuple(left)
    if day < today:
        return None, (*problems, Problem(Trouble.past, fragment)), ()
    if not 1 <= km <= 500:
        return None, (*problems, Problem(Trouble.out_of_range, fragment)), ()
    return Race(day, round(km, 1), priority), tuple(problems), tuple(left)


def _date_at(found: Sequence[Token], at: int, today: date, problems: list[Problem]) -> tuple[date | None, int]:
    """A date that begins at a token and how many tokens it takes; (None, n) for one that exists in no calendar."""
    texts = [one.text for one in found[at : at + 7]]
    numbers = [one.value if one.kind == "number" else None for one in found[at : at + 7]]

    def number(index: int) -> int | None:
        value = numbers[index] if index < len(numbers) else None
        return int(value) if value is not None and value == int(value) else None

    def made(year: int | None, month: int, day: int, length: int) -> tuple[date | None, int]:
        fragment = "".join(texts[:length]) if "-" in texts[:length] else " ".join(texts[:length])
        try:
            chosen = date(year if year is not None else today.year, month, day)
        except ValueError:
            problems.append(Problem(Trouble.out_of_range, fragment))
            return None, length
        if year is None and chosen < today:
            chosen = _same_day_next_year(chosen)
        return chosen, length

    first, third, fifth = number(0), number(2), number(4)
    if (
        texts[:1] == ["in"]
        and number(1) is not None
        and texts[2:3]
        and texts[2].rstrip("s") in ("week", "day", "month")
    ):
        days = {"week": 7, "day": 1, "month": 30}[texts[2].rstrip("s")]
        return today + timedelta(days=min(days * (number(1) or 0), 3650)), 3
    if first is not None and first >= 1900 and texts[1:2] == ["-"] and third is not None and fifth is not None:
        return made(first, third, fifth, 5)
    if first is not None and 1 <= first <= 31:
        skip = 2 if texts[1:2] and texts[1] in ("st", "nd", "rd", "th", ".") else 1
        skip += 1 if texts[skip : skip + 1] == ["of"] else 0
        if texts[skip : skip + 1] and texts[skip] in _MONTHS:
            return made(*_year(number, texts, skip + 1, _MONTHS[texts[skip]], first))
    if texts[0] in _MONTHS and number(1) is not None and 1 <= (number(1) or 0) <= 31:
        skip = 3 if texts[2:3] and texts[2] in ("st", "nd", "rd", "th") else 2
        skip += 1 if texts[skip : skip + 1] == [","] and (number(skip + 1) or 0) > 1900 else 0
        return made(*_year(number, texts, skip, _MONTHS[texts[0]], number(1) or 0))
    return _slashed(found, at, today, problems, made)


def _year(number: object, texts: Sequence[str], at: int, month: int, day: int) -> tuple[int | None, int, int, int]:
    year = number(at)  # type: ignore[operator]
    known = year is not None and 1900 <= year <= 2200
    return (year if known else None), month, day, at + (1 if known else 0)


def _slashed(
    found: Sequence[Token], at: int, today: date, problems: list[Problem], made: object
) -> tuple[date | None, int]:
    """ "3/5" can be read in two ways unless one number is above 12; "3.5." is written where the day comes first."""
    raw = "".join(one.text for one in found[at : at + 6])
    match = re.match(r"(\d{1,2})([./])(\d{1,2})(?:\2((?:20)?\d\d)?)?(?!\d)", raw)
    if found[at].kind != "number" or match is None:
        return None, 0
    if match[2] == "." and not raw[match.start() :].startswith(f"{match[1]}.{match[3]}."):
        return None, 0
    length, seen = 0, ""
    while len(seen) < match.end():
        seen += found[at + length].text
        length += 1
    one, other = int(match[1]), int(match[3])
    year = None if not match[4] else int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    if match[2] == "/" and one <= 12 and other <= 12 and one != other:
        problems.append(Problem(Trouble.ambiguous, match[0]))
        return None, length
    day, month = (other, one) if other > 12 else (one, other)
    result: tuple[date | None, int] = made(year, month, day, length)  # type: ignore[operator]
    return result


def _same_day_next_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
