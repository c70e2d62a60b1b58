"""Times of day and lengths of time, as they are typed: "7", "6.30", "half past six", "1h15"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import clean, in_figures


@dataclass(frozen=True, slots=True)
class TimeRead:
    at: time | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesRead:
    minutes: float | None = None
    problems: tuple[Problem, ...] = ()


_HOUR = r"(?P<hour>\d{1,2})"
_HALF_DAY = r"(?:\s*(?P<half>[ap](?:\.?m\b\.?|\b)))?"
_DAYTIME = r"(?:\s*(?:in the\s+|at\s+|this\s+)?(?P<part>morning|afternoon|evening|night))?"
_CLOCK = re.compile(
    rf"^{_HOUR}(?:\s*[:.h]\s*(?P<minute>\d\d)|\s*h|\s+(?P<spoken>\d\d))?(?::\d\d)?"
    rf"(?:\s*o'?\s?clock|\s*uhr|\s*h(?:rs?|ours)?)?{_HALF_DAY}{_DAYTIME}$"
)
_DIGITS = re.compile(rf"^(?P<hour>\d{{1,2}})(?P<minute>\d\d)(?:\s*h(?:rs|ours)?)?{_HALF_DAY}{_DAYTIME}$")
_SPOKEN = re.compile(
    rf"^(?P<what>half|quarter|\d{{1,2}})(?:\s+min(?:ute)?s?)?\s+(?P<way>past|after|to|before|till)\s+"
    rf"{_HOUR}{_HALF_DAY}{_DAYTIME}$"
)
_AROUND = re.compile(
    r"^(?:it is|it's|its|it|now|time is|the time is|here it's|right now|currently|at|around|about|by|ca\.?|circa|"
    r"approx\.?|roughly|just|every day|every morning|daily|maybe|make it|let's say|say|please|exactly|nearly|almost|~|"
    r"before work|before breakfast|early|send it|morning|mornings|evenings?)[\s:,]+"
)
_ENDING = re.compile(
    r"[\s,]+(?:here|now|please|every day|daily|ish|or so|thanks|local|local time|sharp|exactly|max|tops|at most"
    r"|instead|then|from now on|in future|would be (?:fine|good|great|better)|is (?:fine|good|better))$|ish$"
)


def _plainly(text: str) -> str:
    """Lower case, number words as digits, without what only stands around a time."""
    plain = re.sub(r"\s+", " ", clean(text)[:200].lower()).strip(" .,!?;\"'()")
    plain = re.sub(r"(?<=\d) 1/2\b", ".5", plain)
    before = ""
    while plain != before:
        before = plain
        plain = _ENDING.sub("", _AROUND.sub("", plain)).strip(" .,!?;")
    return in_figures(plain)


def _hours(plain: str) -> tuple[int, int, str, bool] | None:
    """Hour, minute, "am"/"pm"/"" and whether the hour was written with a leading zero; out of range stays as typed."""
    if plain in ("noon", "midday"):
        return 12, 0, "pm", False
    if plain == "midnight":
        return 0, 0, "am", True
    match = _SPOKEN.match(plain)
    if match:
        minutes = {"half": 30, "quarter": 15}.get(match["what"]) or int(match["what"]) % 60
        hour = int(match["hour"])
        if match["way"] in ("to", "before", "till"):
            hour, minutes = (hour - 1) % 24, 60 - minutes
        return hour, minutes, _half(match, hour), False
    match = _CLOCK.match(plain) or _DIGITS.match(plain)
    if not match:
        return None
    groups = match.groupdict()
    hour = int(groups["hour"])
    return (
        hour,
        int(groups.get("minute") or groups.get("spoken") or 0),
        _half(match, hour),
        groups["hour"].startswith("0"),
    )


def _half(match: re.Match[str], hour: int) -> str:
    half = (match["half"] or "")[:1].replace("a", "am").replace("p", "pm")
    part = match["part"] or ""
    if half or not part:
        return half
    return "am" if part == "morning" or (part == "night" and hour < 5) else "pm"


def clocks(text: str) -> tuple[time, ...]:
    """Every time of day that a typed clock may mean: one, two where morning and evening are open, none for no clock."""
    read = _hours(_plainly(text))
    if read is None:
        return ()
    hour, minute, half, zero = read
    if minute > 59 or hour > 24 or (half and hour > 12 and not (half == "pm" and hour < 24)):
        return ()
    hour %= 24
    if half:
        hour = hour if hour > 12 else hour % 12 + (12 if half == "pm" else 0)
        return (time(hour, minute),)
    if hour > 12 or hour == 0 or zero:
        return (time(hour, minute),)
    return (time(hour % 12, minute), time(hour % 12 + 12, minute))


def read_time(text: str, *, evening: bool = False) -> TimeRead:
    """A time that was asked for: of two readings the one that the question is about, morning or evening."""
    plain = _plainly(text)
    fragment = clean(text).strip()[:80]
    if re.match(r"^half (?!past|after|to)\d", plain):
        # Half past six in London, half past five to a German ear.
        return TimeRead(problems=(Problem(Trouble.ambiguous, fragment),))
    if re.search(r"\d\s*(?:-|to|or|/|and)\s*\d", plain) and not _SPOKEN.match(plain):
        return TimeRead(problems=(Problem(Trouble.ambiguous, fragment),))
    if re.match(r"^\d{1,2}\.\d$", plain):
        return TimeRead(problems=(Problem(Trouble.ambiguous, fragment),))
    found = clocks(text)
    if found:
        return TimeRead(found[-1] if evening else _in_the_morning(found))
    numeric = bool(re.match(r"^[+-]?\d", plain))
    return TimeRead(
        problems=(Problem(Trouble.out_of_range if numeric and _hours(plain) else Trouble.unknown, fragment),)
    )


def _in_the_morning(found: tuple[time, ...]) -> time:
    """ "12" is noon; otherwise the earlier one."""
    return found[-1] if found[0].hour == 0 and len(found) > 1 else found[0]


_LENGTH = re.compile(
    r"^(?:(?P<hours>\d{1,3}(?:[.,]\d+)?)\s*(?:h|hrs?|hours?)(?:\s*(?:and\s*)?(?P<rest>\d{1,2})\s*(?:m|min|mins|minutes?|')?)?"
    r"|(?P<colon>\d{1,2}):(?P<after>\d\d)(?:\s*(?:h|hrs?|hours?))?"
    r"|(?P<minutes>\d{1,4}(?:[.,]\d+)?)\s*(?:m|min|mins|minutes?|')?)$"
)
LENGTHS = {
    "an hour and a half": 90.0, "hour and a half": 90.0, "1 and a half hours": 90.0, "2 and a half hours": 150.0,
    "an hour and a quarter": 75.0, "1 and a quarter hours": 75.0, "an hour": 60.0, "1 hour": 60.0,
    "half an hour": 30.0, "half hour": 30.0, "three quarters of an hour": 45.0,
    "3 quarters of an hour": 45.0, "3 quarter of an hour": 45.0, "a quarter of an hour": 15.0,
    "quarter of an hour": 15.0,
}  # fmt: skip


def read_minutes(text: str, *, least: float = 1, most: float = 600) -> MinutesRead:
    """A length of time in minutes; a bare number is minutes."""
    plain = re.sub(r"^(?:max(?:imum)?\.?|up to|at most|no more than|not more than|only)\s+", "", _plainly(text))
    fragment = clean(text).strip()[:80]
    minutes = LENGTHS.get(plain)
    if minutes is None:
        if re.search(r"\d\s*(?:min|mins|m|h)?\s*(?:-|to|or)\s*\d", plain):
            return MinutesRead(problems=(Problem(Trouble.ambiguous, fragment),))
        match = _LENGTH.match(plain)
        if not match:
            return MinutesRead(problems=(Problem(Trouble.unknown, fragment),))
        if match["hours"]:
            minutes = float(match["hours"].replace(",", ".")) * 60 + int(match["rest"] or 0)
        elif match["colon"]:
            minutes = int(match["colon"]) * 60.0 + int(match["after"])
        else:
            minutes = float(match["minutes"].replace(",", "."))
    if not least <= minutes <= most:
        return MinutesRead(problems=(Problem(Trouble.out_of_range, fragment),))
    return MinutesRead(minutes)
