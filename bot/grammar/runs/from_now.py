"""The usual week told by what is different from now on: "my long run is 25k now", "no longer run on Thursdays"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grammar.days import days_at
from bot.grammar.runs.week import Week, read_week
from bot.grammar.text import plain, tokens
from core.athlete import WEEKDAYS, Run, RunKind

_KINDS = {"long": RunKind.LONG, "quality": RunKind.QUALITY, "tempo": RunKind.QUALITY, "easy": RunKind.EASY}
_FROM_NOW = r"(?: (?:now|from now on|these days|at the moment|since [a-z]+))"
_ONE = re.compile(
    rf"(?:my |the |our )?(?P<new>(?:new |usual |weekly )*)(?P<kind>{'|'.join(_KINDS)}) runs?"
    r"(?: (?:is|are|will be|goes|has gone|went|moves))?(?P<now>(?: (?:now|up|down|only|usually))*)"
    rf"(?: (?:to|at|about|around))* (?P<amount>\d+(?:[.,]\d+)? ?[a-z]+)(?P<on>{_FROM_NOW}*)"
)
_MANY = re.compile(
    r"(?:i |we |i'?m )?(?P<also>(?:now |also |usually |normally |only |will )*)(?:run|running)"
    r"(?P<now>(?: now| usually| only)*)(?: (?:\d|two|three|four|five|six) (?:days|times)(?: (?:a|per) week)?)?(?: on)?"
    rf"[: ]+(?P<days>.+?)(?P<on>{_FROM_NOW}*)"
)
_NEW_DAYS = re.compile(rf"(?:my )?new run(?:ning)? days?(?: are| is| now)*[: ]+(?P<days>.+?){_FROM_NOW}*")
_NO_MORE = re.compile(
    r"(?:i |we |i'?m |there (?:is|are) )?"
    r"(?:no longer (?:run|running)|(?:have )?stopped (?:running|my run)|do not run|don'?t run"
    r"|no more (?:runs?|running)|not running)(?: on)? (?P<days>.+?)(?P<on>(?: (?:any ?more|now|from now on))*)"
)


def read_from_now(text: str, usual: Sequence[Run], unit: str) -> Week | None:
    """The week with what is named in it; None where no word says that it is so from now on.

    `usual`: the runs of Monday to Sunday as they are. `unit`: of a distance without one.
    """
    said = plain(text)
    if text.rstrip().endswith("?"):
        return None
    if (match := _ONE.fullmatch(said)) is not None and (match["new"] or match["now"] or match["on"]):
        days = [day for day, run in enumerate(usual) if run.kind is _KINDS[match["kind"]]]
        # Of several easy runs nobody knows which is meant.
        week = (
            read_week(f"{WEEKDAYS[days[0]]} {match['amount']} {match['kind']}", unit=unit) if len(days) == 1 else None
        )
        return week if week is not None and week.said and not week.leftovers else None
    if (match := _NO_MORE.fullmatch(said)) is not None and (gone := _days(match["days"])):
        for_good = match["on"] or re.search("no longer|stopped|no more", said) or match["days"].endswith("s")
        return _with(usual, gone, Run()) if for_good else None
    if (match := _NEW_DAYS.fullmatch(said)) is not None and (named := _days(match["days"])):
        return _with(usual, named, Run(RunKind.EASY))
    if (match := _MANY.fullmatch(said)) is not None and (named := _days(match["days"])):
        now = match["also"] or match["now"] or match["on"]
        return _with(usual, named, Run(RunKind.EASY)) if len(named) > 1 and now else None
    return None


def _days(text: str) -> list[int] | None:
    """The weekdays, where there is nothing else."""
    parts = [one for one in tokens(text) if one.text not in (",", "and")]
    found: list[int] = []
    at = 0
    while at < len(parts):
        named = days_at(parts, at)
        if named is None:
            return None
        found += named[1]
        at += named[0]
    return found


def _with(usual: Sequence[Run], days: Sequence[int], new: Run) -> Week:
    """These days as they are where somebody runs on them already, else the new run; a rest is one for certain."""
    runs = [Run()] * 7
    for day in days:
        runs[day] = usual[day] if new.kind is RunKind.EASY and usual[day].kind is not RunKind.REST else new
    return Week(tuple(runs), frozenset(days))
