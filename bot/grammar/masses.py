"""A runner's own figures as they are typed: body mass and year of birth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import NUMBER_WORDS, clean

KG_PER_LB = 0.45359237
KG_PER_STONE = 14 * KG_PER_LB
LEAST_KG, MOST_KG = 25.0, 350.0


@dataclass(frozen=True, slots=True)
class MassRead:
    kg: float | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BornRead:
    """`year` of birth; from an age, the later of the two years it may be."""

    year: int | None = None
    problems: tuple[Problem, ...] = ()


_NUMBER = r"(?P<{}>\d{{1,4}}(?:[.,]\d{{1,3}})?)"
_MASS = re.compile(
    r"^\D{0,30}?(?:"
    + _NUMBER.format("stone")
    + r"\s*(?:st|stones?)(?![a-z])\.?(?:\s*(?:and\s*)?"
    + _NUMBER.format("pounds")
    + r"\s*(?:lbs?|pounds?)?\.?)?|"
    + _NUMBER.format("value")
    + r"\s*(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds?)?\.?)(?:\s+(?:today|now|or so|ish|this morning))?\W*$",
    re.IGNORECASE,
)


def read_mass(text: str, *, unit: str = "kg") -> MassRead:
    """Body mass in kilograms ("68.5", "150 lb", "11 st 6"). `unit` is that of a bare number."""
    cleaned = re.sub(r"(?<=\d)(?=st)", " ", clean(text)[:100].strip())
    fragment = cleaned[:80]
    match = _MASS.match(cleaned)
    if match is None or re.search(r"[-+]\s*\d", cleaned):
        numbers = re.findall(r"\d+", cleaned)
        code = Trouble.ambiguous if len(numbers) > 1 else Trouble.out_of_range if numbers else Trouble.unknown
        return MassRead(problems=(Problem(code, fragment),))
    if match["stone"]:
        kg = _float(match["stone"]) * KG_PER_STONE + _float(match["pounds"] or "0") * KG_PER_LB
    else:
        said = (match["unit"] or unit).lower()
        kg = _float(match["value"]) * (KG_PER_LB if said.startswith(("lb", "pound")) else 1)
    if not LEAST_KG <= kg <= MOST_KG:
        return MassRead(problems=(Problem(Trouble.out_of_range, fragment),))
    return MassRead(round(kg, 1))


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))


OLDEST, YOUNGEST = 100, 10
_CENTURY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AGE_AS_YEAR = 70
"""From here on two digits may as well be a year ("84")."""


def read_born(text: str, today: date) -> BornRead:
    """The year of birth, from a year, a date or an age ("1984", "12.4.1984", "39", "I'm 39 years old")."""
    cleaned = clean(text)[:100].strip()
    fragment = cleaned[:80]

    def refused(code: Trouble) -> BornRead:
        return BornRead(problems=(Problem(code, fragment),))

    years = {int(one) for one in _CENTURY.findall(cleaned)}
    if len(years) > 1:
        return refused(Trouble.ambiguous)
    if years:
        year = years.pop()
        return BornRead(year) if today.year - OLDEST <= year <= today.year - YOUNGEST else refused(Trouble.out_of_range)
    words = " ".join(f"{NUMBER_WORDS[word]:g}" if word in NUMBER_WORDS else word for word in cleaned.lower().split())
    numbers = re.findall(r"(?<![\d.,])-?\d+(?:[.,]\d+)?", words)
    if len(numbers) != 1:
        return refused(Trouble.ambiguous if numbers else Trouble.unknown)
    if not numbers[0].isdigit():
        return refused(Trouble.out_of_range)
    age = int(numbers[0])
    if re.search(r"(?:'|born(?: in)?\s+'?)\d\d\b", words):
        year = 1900 + age if age > today.year % 100 - YOUNGEST else 2000 + age
        return BornRead(year) if today.year - OLDEST <= year <= today.year - YOUNGEST else refused(Trouble.out_of_range)
    if not YOUNGEST <= age <= OLDEST:
        return refused(Trouble.out_of_range)
    if age >= _AGE_AS_YEAR and not re.search(r"year|yrs|old|age|\by\b", words):
        return refused(Trouble.ambiguous)
    return BornRead(today.year - age)
