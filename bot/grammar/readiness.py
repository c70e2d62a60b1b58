"""What a runner types about a night and a morning: "slept 4h", "hrv 62", "pulse 48, fatigue 5"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import log

from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import clean


@dataclass(frozen=True, slots=True)
class Read:
    """`values` by the names of the diary's entry. `rest` is what was about something else."""

    values: dict[str, float | int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    rest: str = ""

    @property
    def said(self) -> bool:
        return bool(self.values or self.problems)


_NUMBER = r"(\d+(?:[.,]\d+)?)"
_HOURS = rf"{_NUMBER} ?(?:h|hr|hrs|hours?)? ?(?:(?:and )?(\d{{1,2}}) ?(?:m|min|mins|minutes)?)?"
_CLOCK = r"(\d{1,2}):(\d{2})(?: ?(?:h|hours?))?"
_ABOUT = r"(?: (?:only|just|about|around|roughly|for|maybe|like|was|is|of|last night))*"
_NIGHT = r"(?: last night| tonight| today| this morning)?(?: (?:because|due to|thanks to) [^\d]*)?"

_BADLY = re.compile(
    r"\bslept (?:very |really |so )*(?:badly|bad|poorly|terribly|awfully)[, ]+(?=(?:only |just |about )*\d)"
    r"|\b(?:could|did)(?: not|n'?t) (?:really )?sleep(?: (?:much|well|enough|great|good|last night))*[, ]+"
    r"(?=(?:only |just |about |maybe )*\d+(?:[.,:]\d+)? ?(?:h|hrs?|hours?)\b)"
)
"""The hours behind it tell more."""
_SLEPT = (
    re.compile(rf"(?:i )?(?:slept|sleep|sleeping|sleap|slep){_ABOUT}:? {_CLOCK}{_NIGHT}"),
    re.compile(rf"(?:i )?(?:slept|sleep|sleeping|sleap|slep){_ABOUT}:? {_HOURS}{_NIGHT}"),
)
_SLEPT_AFTER = re.compile(
    rf"(?:only |just |about |got )*{_NUMBER} ?(?:h|hr|hrs|hours?) (?:of )?(?:sleep|slept){_NIGHT}"
)
_HRV = re.compile(
    rf"(?:(?:my )?(?:hrv|rmssd)(?: is| was| at| of)?:? {_NUMBER}|{_NUMBER} (?:hrv|rmssd))(?: ?ms)?{_NIGHT}"
)
_PULSE = re.compile(
    r"(?:my )?(?:resting (?:pulse|heart rate|hr)|rhr|pulse|morning pulse)(?: is| was| at| of)?:? "
    rf"{_NUMBER}(?: ?bpm)?{_NIGHT}"
)
_ITEM = re.compile(rf"(fatigue|stress)(?: levels?)?(?: is| was| at)?:? {_NUMBER}(?: ?/ ?7)?{_NIGHT}")

_NEXT = re.compile(
    r"(?<!resting)(?<!morning)(?<! my)(?: and)? (?=(?:my )?(?:hrv|rmssd|rhr|pulse|morning pulse"
    r"|resting (?:pulse|heart rate|hr)|fatigue|stress|sleep|slept)"
    r"(?: is| was| at| of)?:? \d)"
)
"""Where the next of them begins without a comma: "slept 4h hrv 45"."""

TIRED = 5
"""Of 7: what "tired" counts as, as behind its button."""
_TIRED = re.compile(
    r"(?:i'?m |i am |feeling |feel |so |very |really |pretty |quite |a bit |bit |and )*"
    r"(?:tired|exhausted|knackered|fatigued|drained|heavy legs|legs (?:are |feel )?(?:heavy|like lead|dead|tired))"
    r"(?: today| this morning| now)*"
)

_BAD = r"(?:bad|poor|terrible|horrible|awful|dreadful|rough|rubbish|crap|crappy|shit|shitty|lousy|restless|broken)"
BAD_NIGHT = (
    rf"(?:i )?(?:had )?(?:a |an |another )?(?:so |very |really |pretty |such )*(?:an? )?{_BAD} (?:night|sleep)"
    r"(?: again| last night| of sleep)*"
    rf"|(?:i )?slept (?:like )?(?:so |very |really |pretty )*(?:{_BAD}|badly|terribly|poorly|awfully|horribly)"
    r"(?: again| last night)*"
)
"""A night in words, without its hours."""
_BAD_NIGHT = re.compile(
    rf"{BAD_NIGHT}|(?:i )?(?:did|could)(?: not|n'?t) (?:really )?sleep(?: (?:much|well|enough|great|good|last night))*"
)
_HOURS_ALONE = re.compile(
    r"(?:(?:only|just|about|maybe|like|got|around|roughly) )*(\d+(?:[.,]\d+)?) ?(?:h|hrs?|hours?)(?: (?:max|tops))?"
)
"""Beside a bad night they are of it."""

_KEPT_AWAKE = re.compile(
    r"(?:(?:because of|thanks to|the|my|our|sick|ill) )*(?:baby|kids?|child|children|toddler|son|daughter|dog|cat"
    r"|partner|neighbou?rs?|storm|noise|heat|work|stress|jet ?lag|nightmares|hot flashes)(?: [a-z' ]{2,30})?"
)
"""What a short night came from; of the runner it says nothing more."""
_WELL = re.compile(
    r"(?:i'?m |i am |feeling |feel |but |all |so |and |my |legs (?:are |feel )?)*(?:good|fine|ok|okay|well|great"
    r"|alright)(?: today| now)*"
)

_GREETING = re.compile(r"(?:hi|hey|hello|morning|good morning|hiya)(?: (?:coach|there|sinew|all))*")

LN_ABOVE = 10
"""An HRV above this is in milliseconds, below it its logarithm already."""


def read(text: str) -> Read:
    """Everything about the night and the morning; the clauses that are not, in `rest`."""
    values: dict[str, float | int] = {}
    problems: list[Problem] = []
    rest: list[str] = []
    # "7,5 h" is a number, "slept 7, hrv 62" two clauses.
    for clause in re.split(
        r"[;!\n]|,(?!\d)| and (?=[a-z])|\.(?!\d)", _NEXT.sub(";", _BADLY.sub("slept ", clean(text).casefold()))
    ):
        plain = " ".join(clause.split()).strip(" !")
        if not plain:
            continue
        found = _clause(plain)
        if found is None:
            rest.append(plain)
            continue
        name, value, low, high = found
        if low <= value <= high:
            values[name] = value
        else:
            problems.append(Problem(Trouble.out_of_range, plain, name))
    if values and "fatigue" not in values:
        # Beside a night "tired" is of the morning; beside an effort it would be of the session.
        tired = [one for one in rest if _TIRED.fullmatch(one)]
        values |= {"fatigue": TIRED} if tired else {}
        rest = [one for one in rest if one not in tired and not (_WELL.fullmatch(one) or _GREETING.fullmatch(one))]
    night = next((one for one in rest if _BAD_NIGHT.fullmatch(one)), None)
    hours = next((match for one in rest if (match := _HOURS_ALONE.fullmatch(one))), None)
    if night is not None and hours is not None and "sleep_h" not in values:
        values["sleep_h"] = float(hours[1].replace(",", "."))
        rest.remove(hours[0])
    if "sleep_h" in values:
        rest = [one for one in rest if not (_BAD_NIGHT.fullmatch(one) or _KEPT_AWAKE.fullmatch(one))]
    return Read(values, tuple(problems), ", ".join(rest))


def _clause(plain: str) -> tuple[str, float | int, float, float] | None:
    """The field, its value, and between what it has to lie."""
    for match, hours in ((_SLEPT[0].fullmatch(plain), _hours), (_SLEPT[1].fullmatch(plain), _hours)):
        if match is not None:
            return "sleep_h", hours(match), 0, 16
    match = _SLEPT_AFTER.fullmatch(plain)
    if match is not None:
        return "sleep_h", _float(match[1]), 0, 16
    match = _HRV.fullmatch(plain)
    if match is not None:
        value = _float(match[1] or match[2])
        return "hrv", round(log(value), 3) if value > LN_ABOVE else value, 1.5, 5.6
    match = _PULSE.fullmatch(plain)
    if match is not None:
        return "resting_pulse", _float(match[1]), 25, 130
    match = _ITEM.fullmatch(plain)
    if match is not None:
        value = _float(match[2])
        return match[1], int(value) if value == int(value) else -1, 1, 7
    return None


def _hours(match: re.Match[str]) -> float:
    minutes = float(match[2]) if match[2] else 0.0
    return round(_float(match[1]) + minutes / 60, 2)


def _float(text: str) -> float:
    return float(text.replace(",", "."))
