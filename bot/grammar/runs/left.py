"""A run that will not be, or was not: "no run today, too windy", "missed my long run yesterday", "bike 1h instead"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.grammar.days import DAY, weekday
from bot.grammar.text import listed, plain, tokens

SPORTS = listed(
    """bike bikes biked biking bicycle cycle cycled cycling ride rode riding spin spinning zwift peloton turbo swim swam
    swimming pool aquajog aquajogging elliptical row rowed rowing rower hike hiked hiking walk walked walking ski skied
    skiing skating yoga pilates football soccer tennis padel squash badminton basketball volleyball hockey climb climbed
    climbing bouldering crossfit hiit dance danced dancing boxing golf golfed surfing surfed paddling kayaking"""
)
"""What somebody does besides running and the strength of the plan."""


LIKE_STRENGTH = listed(
    """yoga pilates climb climbed climbing bouldering crossfit hiit dance danced dancing boxing golf golfed football
    soccer tennis padel squash badminton basketball volleyball hockey"""
)
"""Of these nobody knows which they stand in for where a day holds a run and strength; the others stand in for a run."""


@dataclass(frozen=True, slots=True)
class Left:
    """`on` is the day without its run; `instead`: something else was or is done, `over`: that day is behind.

    `of`: what it was instead of, "run" or "strength", "" where nothing but the sport says it.
    """

    on: date
    over: bool = False
    instead: bool = False
    of: str = ""


_RUN = (
    r"(?:(?:easy|long|quality|short|slow|hard|tempo|interval|recovery|morning|evening|lunch|group|club|planned|usual"
    r"|\d+(?:[.,]\d)? ?(?:k|km|mi|miles?)) )*"
    r"(?:run|running|jog|jogging|intervals|tempo|speedwork|parkrun|track(?: session)?)"
)
_WHEN = rf"(?:on )?(?P<when>{DAY}|today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|tomorrow)"
_OWN = r"(?:my|the|today'?s?|tonight'?s?|tomorrow'?s?|yesterday'?s?|this (?:morning|evening)'?s|[a-z]{3,6}day'?s)"
_TAIL = r"(?: (?:at all|after all|again|though|either|in the end|now|anymore|any more|sorry|coach))*"
_I = r"(?:(?:i|i'?m|i am|i'?ve|have|had to|sorry|so|just|ok|think i'?ll|will|gonna|going to|decided to|we|am) )*"
_NEVER = (
    r"(?:did not|didn'?t|couldn'?t|could not|never did|missed|skipped|cancelled|canceled|dropped|bailed on|left out)"
)
_NOT = (
    r"(?:no|not|without|won'?t|will not|can'?t|cannot|not going to|skip|skipping|miss|missing|cancel|cancelling"
    r"|canceling|leave out|leaving out|drop|dropping|bail on|bailing on)"
)
_GO = r"(?: (?:manage to |get to |make it to |do |go )?(?:for )?(?:a|an|any))?"
_ALONE = re.compile(
    rf"{_I}(?P<no>{_NEVER}|{_NOT}){_GO}(?: do| go| going| out| for)*(?: (?P<own>{_OWN}))*"
    rf" {_RUN}(?: {_WHEN})?{_TAIL}"
)
_REASON = re.compile(r"\s*(?:[,;.:!-]| but | because | cos | cause | coz | as i | since | due to | it'?s | too | bc )")
_INSTEAD = re.compile(
    r"\b(?:instead|(?:swap|switch|exchang|replac|trad)\w* .*\b(?:run\w*|strength|session|gym)\b.* (?:for|with|by))\b"
)
_ANOTHER = re.compile(
    r"^(?:but |so |and )?(?:just |only |some |an? |do |doing |will do )*"
    r"(?:easy|jog|recovery|\d+(?:[.,]\d)? ?(?:k|kms?|mi|miles|easy|slow)\b)"
)
"""What is run in its place."""
_RAN = re.compile(r"\b(?:ran|jogged)\b")
_RUNS = listed("run running runs jog")
_NAMES = _RUNS | listed("intervals interval tempo track speedwork")
_STRENGTH = listed("strength session sessions workout gym lifting weights")
_KNOWN = (
    SPORTS
    | _RUNS
    | listed(
        """i am a an the my on of in at to for and with will ll ve did do done doing was have had gonna going go went
    instead swap swapped swapping switch switched switching replace replaced replacing trade traded
    exchange exchanged today tonight yesterday tomorrow monday
    tuesday wednesday thursday friday saturday sunday this morning afternoon evening night last just easy hard long
    short some class session hour hours h hr hrs min mins minutes km k mi miles mile rather think maybe so ok about
    around x s m took it now again later after before work lunch indoor outdoor outside inside gentle light half
    intervals interval tempo track speedwork"""
    )
)


def read_left(text: str, today: date) -> Left | None:
    """None for whatever asks, speaks of a run that was run, or says anything more than a reason."""
    said = plain(text)
    if text.rstrip().endswith("?") or _RAN.search(said):
        return None
    words = frozenset(one.text for one in tokens(said) if one.kind == "word")
    if _INSTEAD.search(said) and _of_a_sport(words - _STRENGTH):
        named = re.search(rf"\b(?:{DAY}|tomorrow)\b", said)
        on = _left(named[0] if named else "", bool(_behind(said)), today).on
        of = "strength" if words & _STRENGTH else "" if words & LIKE_STRENGTH and not words & _NAMES else "run"
        day = today - timedelta(days=1) if _behind(said) else on
        return Left(day, over=_behind(said) > 0, instead=True, of=of)
    clauses = [one.strip() for one in _REASON.split(said)]
    for clause in clauses:
        match = _ALONE.fullmatch(clause)
        if match is None:
            continue
        if any(one != clause and _ANOTHER.search(one) for one in clauses):
            return None
        when, over = match["when"] or match["own"] or "", re.fullmatch(_NEVER, match["no"]) is not None
        # "No run" alone may answer a question about the usual week.
        return _left(when.removesuffix("'s"), over, today) if when or over or len(clauses) > 1 else None
    return None


def read_other_sport(text: str) -> bool:
    """Whether a line speaks of another sport and of nothing else: "bike 1h", "went swimming today, 40 min"."""
    parts = tokens(plain(text))
    words = frozenset(one.text for one in parts if one.kind == "word")
    return len(parts) > 1 and not text.rstrip().endswith("?") and _of_a_sport(words) and not words & _RUNS


def _of_a_sport(words: frozenset[str]) -> bool:
    return bool(SPORTS & words) and words <= _KNOWN


def _behind(said: str) -> int:
    return 1 if re.search(r"\b(?:yesterday|last night)\b", said) else 0


def _left(when: str, over: bool, today: date) -> Left:
    if _behind(when):
        return Left(today - timedelta(days=1), over=True)
    if when == "tomorrow":
        return Left(today + timedelta(days=1))
    day = weekday(when) if when else None
    if day is None:
        return Left(today)
    if over:
        return Left(today - timedelta(days=(today.weekday() - day) % 7 or 7), over=True)
    return Left(today + timedelta(days=(day - today.weekday()) % 7))
