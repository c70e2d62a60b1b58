"""Weekdays for strength, as they are typed: "strength on Mondays and Thursdays", "never on Wednesdays"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grammar.days import DAY, SETS, WEEKDAYS, days_at
from bot.grammar.problem import Problem
from bot.grammar.profile import read_strength
from bot.grammar.text import clean, listed, tokens

_ALL = 7


@dataclass(frozen=True, slots=True)
class Weekdays:
    """`wished` are wanted for strength, `free` hold nothing; both empty where any day will do again."""

    wished: tuple[int, ...] = ()
    free: tuple[int, ...] = ()


_STRENGTH = listed("strength gym lifting lift weights train training session sessions workout workouts")
_AWAY = listed("away travel travelling traveling busy available unavailable time travels")
_NOT = listed("no not never cannot without avoid off nothing except neither nor none skip unavailable busy away")
_NOT_AWAY = listed("travel travelling traveling travels")
_EVERY = listed("every each always never ever usually all any regularly weekly normally")
_MANY = {one for one in (*WEEKDAYS, *SETS) if one.endswith(("days", "ends"))}
_FILLERS = listed(
    """i we my me our you a an the to be is are am it that this of for at on in and or but only just please can could
    do does doing done want would like prefer put plan have has keep place schedule make set work works best good fine
    better suit suits great free clear days day week weeks every each always ever usually all any regularly weekly
    normally with time from now will as so then will may us out leave because cant possible possibly really fit fits
    again anymore more longer hey hi twice once two one also allowed there leave leaving planned plans id there's
    theres"""
)
_ANY = re.compile(r"\bany ?days?\b|\bwhenever\b", re.IGNORECASE)
_ONLY = re.compile(
    rf"(?!.*\b(?:this|next|coming)\b).*"
    rf"(?:\bonly (?:ever |possible )?(?:(?:do|train|lift|manage|have time for) )?(?:strength |it |gym )?(?:on )?{DAY}\b"
    rf"|\b{DAY} only\b)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(rf"\s+(?:instead of|rather than)\s+(?:on\s+)?(?={DAY})", re.IGNORECASE)
_MOVED = re.compile(
    r"(?:please |can (?:we|you|i) |let'?s )*(?:move|shift|switch|change) (?:my |the )?(?:strength|gym|lifting)"
    rf"(?: days?)? (?:from )?(?P<from>{DAY}?)s? (?:to|for) (?P<to>{DAY}?)s?"
    r"(?= (?:every week|each week|always|from now on|for good|permanently)\b)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\b(?:move|moved|switch|change)\b.*\b{DAY}s?\b.*\b(?:to|for) {DAY}s?\b"
    r"|\b(?:[a-z]{3,6}day'?s|tomorrow'?s) (?:strength|session|workout|training|gym|lifting)\b.*"
    rf"\b(?:on|to|till) {DAY}\b",
    re.IGNORECASE,
)
"""One session of a week that goes to another day."""
_OWN = re.compile(r"\b(?:because|since|as i|as we|cos|due to)\b.*", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[.;!\n]+|,\s*(?=(?:but|and not|never|no|not|nothing|only|strength|keep)\b)|\bbut\b", re.IGNORECASE
)


def read(text: str, *, asked: bool = False) -> Weekdays | None:
    """What a line says of the weekdays for strength, for good; None for one day of this week or anything else.

    `asked`: it was the question, so that "Mon and Thu" is enough.
    """
    if (text.rstrip().endswith("?") and not _INSTEAD.search(text)) or len(text) > 160:
        return None
    text = _INSTEAD.sub(", not on ", _MOVED.sub(r"strength on \g<to>s, not on \g<from>s", text))
    if _ANY.search(text):
        rest = {one.text for one in tokens(clean(_ANY.sub(" ", text))) if one.kind == "word"}
        known = not rest - _FILLERS - _STRENGTH
        return Weekdays() if known and (asked or rest & _STRENGTH) else None
    if _FROM_TO.search(text):
        return None
    wished: set[int] = set()
    free: set[int] = set()
    found = False
    for clause in _CLAUSE.split(clean(text)):
        if not clause.strip():
            continue
        said = _clause(_OWN.sub("", clause), asked or found)
        if said is None:
            return None
        days, away = said
        found = True
        (free if away else wished).update(days)
    if not found:
        return None
    return Weekdays(tuple(sorted(wished - free)) if len(wished) < _ALL else (), tuple(sorted(free)))


@dataclass(frozen=True, slots=True)
class Told:
    """Strength as a runner wants it: `days` a week (1 or 2), `minutes` at most, weekdays by name; None = not said."""

    days: int | None = None
    minutes: int | None = None
    weekdays: Weekdays | None = None
    problems: tuple[Problem, ...] = ()


_LENGTH = re.compile(
    r"[, ]*(?:(?:for|at|about|up to|max) )*(?:\b\d{1,3} ?(?:min|mins|minutes|m|')|\b(?:1 ?h|1 ?hr|1 ?hour|an hour"
    r"|half an hour)\b)(?=\W|$)(?: each)?",
    re.IGNORECASE,
)


def read_all(text: str, *, asked: bool = False) -> Told:
    """ "Mondays and Thursdays, 45 min", "2 x 45": weekdays and minutes, or how many of either. `asked` as in `read`.

    Of days that are only kept free, or named without minutes, the number stays as it was.
    """
    bare = _LENGTH.sub("", text).strip(" ,")
    weekdays = read(bare, asked=asked) if bare else None
    if weekdays is None:
        days, minutes, problems = read_strength(text)
        return Told(days, minutes, problems=problems)
    long = _LENGTH.search(text)
    minutes = read_strength(long[0].strip(" ,"))[1] if long else None
    count = len(weekdays.wished)
    return Told(count if minutes is not None and count in (1, 2) else None, minutes, weekdays)


def _clause(clause: str, asked: bool) -> tuple[tuple[int, ...], bool] | None:
    """The days that a clause names and whether they are to stay free; None where it is about something else."""
    parts = [one for one in tokens(clean(clause)) if one.kind == "word" or one.text in "-&+/"]
    days: list[int] = []
    words: list[str] = []
    many = False
    at = 0
    while at < len(parts):
        named = days_at(parts, at)
        if named is None:
            words.append(parts[at].text)
            at += 1
            continue
        length, those = named
        many |= any(one.text in _MANY or one.text in _EVERY for one in parts[at : at + length])
        days.extend(those)
        at += length
    said = {one for one in words if one.isalpha()}
    if not days or said - _FILLERS - _STRENGTH - _AWAY - _NOT:
        return None
    away = bool(said & (_NOT | _NOT_AWAY)) or (("keep" in said or "leave" in said) and bool(said & {"free", "clear"}))
    of_strength = bool(said & _STRENGTH)
    if not (asked or of_strength or (away and (said & _AWAY or many))):
        return None
    # One day without "every", "only" or an s is that of this week.
    lasting = many or bool(said & _EVERY) or _ONLY.match(clause) is not None or (len(set(days)) > 1 and not away)
    return (tuple(dict.fromkeys(days)), away) if asked or lasting else None


_BY_RUNS = re.compile(
    r"\b(?:my |the )?(?:(?P<kind>easy|run|running|rest|off|free|non[- ]?run(?:ning)?)(?: run)? days?"
    r"|(?:the )?(?:same )?days? (?:that |when |on which )?i (?P<never>do ?n[o']?t |never |am not )?(?:run|running)"
    r"|(?:the )?same days? (?:as|like|with) (?:my |the )?(?:runs?|running))\b"
)
_RESTS = ("rest", "off", "free")


def read_by_runs(text: str) -> str | None:
    """The days for strength by what is run on them: "run", "easy" or "rest"; None for anything else, or one week."""
    said = clean(text).casefold().strip(" .!?")
    match = _BY_RUNS.search(said)
    if match is None or len(said) > 100:
        return None
    around = {one.text for one in tokens(f"{said[: match.start()]} {said[match.end() :]}") if one.kind == "word"}
    kept_free = bool(around & {"keep", "leave"}) and "free" in around
    if around - _FILLERS - _STRENGTH - _NOT or not (around & _STRENGTH or kept_free) or around & {"this", "next"}:
        return None
    resting = (match["kind"] or "") in _RESTS or (match["kind"] or "").startswith("non") or match["never"] is not None
    if match["kind"] == "easy":
        return None if around & _NOT or kept_free else "easy"
    return "run" if resting == (bool(around & _NOT) or kept_free) else "rest"


_OTHER_WEEKS = re.compile(
    r"\b(?:every (?:second|other|2nd|two|2|third|3rd|three|3|fourth|4th|four|4|few)|alternate|alternating)"
    r"(?: of my)? (?:weeks?|weekends?|fortnights?|months?)\b"
)
_GONE = re.compile(
    r"\b(?:away|travel\w*|off|gone|on the road|abroad|shifts?|not (?:there|home|available)|no time|busy)\b"
)


def every_other_week(text: str) -> bool:
    """ "I travel every second week": a rhythm of weeks."""
    said = clean(text).casefold()
    return len(said) <= 120 and _OTHER_WEEKS.search(said) is not None and _GONE.search(said) is not None
