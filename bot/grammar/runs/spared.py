"""Dates whose runs will not be, or will be easy: "no intervals this week, just easy", "two weeks off running"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.grammar.away import when
from bot.grammar.text import plain
from core.athlete import RunKind

RUNS = frozenset((RunKind.EASY, RunKind.QUALITY, RunKind.LONG))
_KINDS = {
    r"(?:intervals?|speed(?: ?work)?|quality|hard|tempo|track|hills?|fartlek|fast|workouts?)": {RunKind.QUALITY},
    r"long": {RunKind.LONG},
    r"(?:run|runs|running|jog|jogging)": RUNS,
}


@dataclass(frozen=True, slots=True)
class Spared:
    """From `start` to `until`, both included, runs of these kinds are left out, or `easy`."""

    start: date
    until: date
    kinds: frozenset[RunKind]
    easy: bool


_WHO = r"(?:physio|physiotherapist|doctor|doc|gp|pt|surgeon|orthopa?edist|coach)"
_I = (
    rf"(?:(?:my |the )?{_WHO} (?:says|said|told me|wants me|recommends?|ordered|advised)(?: i| me| to| have)* ?)?"
    r"(?:(?:i|i'?m|i am|i'?ll|we|will|just|so|ok|sorry|going to|gonna|have to|had to|need to|should|must|want) )*"
)
_NOT = (
    r"(?:no|not|without|won'?t|can'?t|cannot|not allowed to|not able to|must not|skip|skipping|drop|dropping|leave out"
    r"|avoid|stay off|rest from"
    r"|leaving out|cancel|cancelling|canceling|stop|stopping|pause|pausing)"
)
_NAMED = r"(?P<kind>[a-z]+(?: ?work)?)(?: (?:runs?|running|sessions?|days?|work))?"
_EASY = r"(?P<easy>,? ?(?:just|only|all|so|everything|keep(?:ing)? it|but)*(?: some)? ?easy(?: \w+){0,3})?"
_STRENGTH = r"(?:,? (?:just|only|but|so|and)(?: do(?:ing)?)? (?:the )?strength.*)?"
_WAYS = (
    re.compile(rf"{_I}{_NOT}(?: (?:do|doing|any|go|going|to|more|my|the))* {_NAMED}{_EASY}{_STRENGTH}"),
    re.compile(
        rf"{_I}(?:taking|take|having|have|get|getting)?(?: ?(?:a|an|some|my|time|total|complete|full))*"
        rf" ?(?:off|break)(?: from)? {_NAMED}(?P<easy>$)?"
    ),
)
_BECAUSE = re.compile(r"(?<!,)(?:[.;!] | because | since | due to | as (?:my|i) | cos |, (?!.*\beasy\b)).*")


def read_spared(text: str, today: date) -> Spared | None:
    """None for whatever asks, names no end, or says more than that and a reason."""
    if text.rstrip().endswith("?"):
        return None
    start, until, timed, doubtful, rest = when(_BECAUSE.sub("", plain(text)), today)
    if not timed or until is None or doubtful or until <= start:
        return None
    said = " ".join(rest.split()).replace(" ,", ",").strip(" ,.")
    for way in _WAYS:
        match = way.fullmatch(said)
        kinds = next((its for name, its in _KINDS.items() if match and re.fullmatch(name, match["kind"])), None)
        if match is not None and kinds is not None:
            return Spared(start, until, frozenset(kinds), bool(match["easy"]))
    return None
