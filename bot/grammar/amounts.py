"""Distances and durations of runs, as they are typed: "8k", "10 miles", "1h30", "45'", "6x800"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.grammar.text import NUMBER_WORDS, Token, listed
from core.units import KM_PER_MILE

_KM = listed("km kms k kilometre kilometres kilometer kilometers kay ks klicks")
_MILES = listed("mi mile miles miler milers")
_METRES = listed("m metre metres meter meters mtr")
_MINUTES = listed("min mins minute minutes mn minuten")
_HOURS = listed("h hr hrs hour hours")
_SECONDS = listed("s sec secs second seconds")


@dataclass(frozen=True, slots=True)
class Amount:
    """`what`: km, minutes, repeats (of an interval run), pace, number (no unit), range (8-10k), clock (time of day).

    A range has its lower end as value, its upper as `high`, and `unit` says what it is in ("km", "minutes", "");
    `clock` keeps "45:30", which can be read in two ways. A pace is minutes for each `unit` ("km", "mi", "" = not said).
    """

    what: str
    value: float
    length: int
    unit: str = ""
    clock: tuple[int, ...] = ()
    high: float = 0.0


NAMED_KM = {"marathon": 42.2, "parkrun": 5.0, "parkruns": 5.0, "hm": 21.1}


def amount_at(parts: Sequence[Token], at: int) -> Amount | None:
    """The distance or duration that begins at a token."""
    token = parts[at]
    texts = [one.text for one in parts[at : at + 8]]
    if token.kind == "word":
        return _in_words(texts)
    if token.kind != "number":
        return None
    repeats = _repeats(parts, at)
    if repeats:
        return repeats
    clock = _clock(parts, at)
    if clock:
        return clock
    if texts[1:2] in (["-"], ["to"], ["or"]) and len(parts) > at + 2 and parts[at + 2].kind == "number":
        inner = _united(parts, at + 2)
        united = inner.what in ("km", "minutes")
        per = inner.value / parts[at + 2].value if united and parts[at + 2].value else 1.0
        unit = inner.what if united else ""
        return Amount("range", token.value * per, 2 + inner.length, unit, high=inner.value)
    return _united(parts, at)


def _in_words(texts: Sequence[str]) -> Amount | None:
    if texts[:2] == ["half", "marathon"]:
        return Amount("km", 21.1, 2)
    if texts[:3] == ["half", "an", "hour"]:
        return Amount("minutes", 30, 3)
    for words in (["an", "hour", "and", "a", "half"], ["hour", "and", "a", "half"]):
        if list(texts[: len(words)]) == words:
            return Amount("minutes", 90, len(words))
    if texts[:2] == ["an", "hour"]:
        return Amount("minutes", 60, 2)
    if texts[0] in NAMED_KM and texts[1:2] not in (["pace"], ["effort"]):
        return Amount("km", NAMED_KM[texts[0]], 1)
    if texts[0] in NUMBER_WORDS and texts[0] not in ("one", "zero") and len(texts) > 1:
        value = NUMBER_WORDS[texts[0]]
        if texts[1] in _KM:
            return Amount("km", value, 2)
        if texts[1] in _MILES:
            return Amount("km", value * KM_PER_MILE, 2)
        if texts[1] in _MINUTES:
            return Amount("minutes", value, 2)
        if texts[1] in _HOURS:
            return Amount("minutes", value * 60, 2)
    return None


def _united(parts: Sequence[Token], at: int) -> Amount:
    """A number with the unit behind it."""
    value = parts[at].value
    texts = [one.text for one in parts[at : at + 6]]
    unit = texts[1] if len(texts) > 1 else ""
    if unit in _KM:
        return Amount("km", value, 2)
    if unit in _MILES:
        return Amount("km", value * KM_PER_MILE, 2)
    if unit in _METRES:
        # "10m" is ten miles to some and ten minutes to others; hundreds can only be metres.
        return Amount("km", value / 1000, 2) if value >= 100 else Amount("number", value, 2, "m")
    if unit in _MINUTES and texts[2:3] in (["/"], ["per"]):
        return Amount("pace", value, 4, _per(texts[3:4]))
    if unit in _MINUTES and texts[2:3] == ["pace"]:
        return Amount("pace", value, 3)
    if unit in _MINUTES or (unit == "'" and texts[2:3] != ["'"]):
        return Amount("minutes", value, 2)
    if unit in _SECONDS:
        return Amount("number", value, 2, "s")
    if unit in _HOURS:
        more = parts[at + 2] if len(parts) > at + 2 else None
        if more and more.kind == "number" and more.value < 60:
            in_minutes = len(texts) > 3 and texts[3] in (*_MINUTES, "m")
            if more.glued or in_minutes or len(parts) == at + 3:
                return Amount("minutes", value * 60 + more.value, 3 + in_minutes)
        if texts[2:5] == ["and", "a", "half"]:
            return Amount("minutes", value * 60 + 30, 5)
        return Amount("minutes", value * 60, 2)
    if unit in ("am", "pm"):
        return Amount("clock", value, 2)
    return Amount("number", value, 1)


def _repeats(parts: Sequence[Token], at: int) -> Amount | None:
    """ "6x800", "5 x 1k", "3*10min", "10x hills"; not "3x a week"."""
    texts = [one.text for one in parts[at : at + 5]]
    if (
        len(texts) < 2
        or texts[1] not in ("x", "*")
        or texts[2:3] in (["a"], ["per"], ["week"], ["weekly"], ["each"], ["/"], ["every"])
    ):
        return None
    if len(parts) > at + 2 and parts[at + 2].kind == "number":
        inner = _united(parts, at + 2)
        return Amount("repeats", parts[at].value, 2 + inner.length, clock=(round(inner.value * 1000),), unit=inner.what)
    return Amount("repeats", parts[at].value, 2)


_OF_THE_DAY = (["this"], ["tonight"], ["in", "the"])


def _per(unit: Sequence[str]) -> str:
    return "mi" if unit and unit[0] in _MILES else "km" if unit and unit[0] in _KM else ""


def _clock(parts: Sequence[Token], at: int) -> Amount | None:
    """ "1:30", "45:30", "1:25:30", paces "5:30/km", "@5:30", "8k at 5:30", and times of the day."""
    numbers = [parts[at]]
    end = at + 1
    while (
        end + 1 < len(parts)
        and parts[end].text == ":"
        and parts[end].glued
        and parts[end + 1].kind == "number"
        and parts[end + 1].glued
        and len(parts[end + 1].text) == 2
        and len(numbers) < 3
    ):
        numbers.append(parts[end + 1])
        end += 2
    if len(numbers) == 1:
        return None
    after = [one.text for one in parts[end : end + 3]]
    values = tuple(int(one.value) for one in numbers)
    pace = values[0] + values[1] / 60
    if after[:1] in (["/"], ["per"]):
        return Amount("pace", pace, end - at + 2, _per(after[1:2]))
    if after[:2] in (["min", "/"], ["min", "per"]):
        return Amount("pace", pace, end - at + 3, _per(after[2:3]))
    if after[:1] == ["pace"]:
        return Amount("pace", pace, end - at + 1)
    if after[:1] in (["am"], ["pm"]):
        return Amount("clock", 0, end - at + 1)
    if at and parts[at - 1].text in ("@", "at"):
        return Amount("clock" if after[:1] in _OF_THE_DAY or after[:2] in _OF_THE_DAY else "pace", pace, end - at)
    if after[:1] and after[0] in _HOURS:
        return Amount("minutes", values[0] * 60 + values[1], end - at + 1)
    if after[:1] and after[0] in _MINUTES:
        return Amount("minutes", values[0] + values[1] / 60, end - at + 1)
    if len(values) == 3:
        return Amount("minutes", values[0] * 60 + values[1] + values[2] / 60, end - at)
    return Amount("colon", values[0] * 60 + values[1], end - at, clock=values)
