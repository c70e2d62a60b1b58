"""What a typed line says of runs: one that was run, one that is to come, or the usual week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.grammar.days import weekday
from bot.grammar.problem import Problem, Trouble
from bot.grammar.runs import Told, Week, own, read_run, read_week
from bot.grammar.text import clean, listed, tokens
from core.athlete import WEEKDAYS, Run, RunKind


@dataclass(frozen=True, slots=True)
class Done:
    """`kind` None = not said. `sure`: a word such as "ran" or "run" says that it is one, `likely`: its minutes and its
    kind do ("45mins easy").
    """

    on: date
    km: float | None
    minutes: float | None
    kind: RunKind | None
    effort: float | None
    sure: bool
    problems: tuple[Problem, ...] = ()
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """A date's run that differs from the usual week."""

    on: date
    run: Run
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Usual:
    week: Week


@dataclass(frozen=True, slots=True)
class Unclear:
    """ "Tue 8k": run last Tuesday, to be run next Tuesday, or every Tuesday."""

    last: date
    next: date
    run: Run


Line = Done | Coming | Usual | Unclear

_VERBS = listed("ran raced jogged run'd")
_NAMES = listed("run runs jog tempo intervals fartlek parkrun treadmill zone")
_MEASURED = re.compile(
    r"\d ?(?:k|kms?|kilomet(?:er|re)s?|mi|miles?|min|mins|minutes?|h|hrs?|hours?)\b|\d:\d\d\b", re.IGNORECASE
)
_PARTED = re.compile(r"[,;.](?!\d)|\b(?:session|workout)\b", re.IGNORECASE)
"""What "45mins easy" has not: its comma would part two answers, and of a session nobody else tells the minutes."""
_OVER = _VERBS | listed("finished completed did done went yesterday yday ago was felt back")
_AHEAD = listed("tomorrow tmrw next will going plan planned planning coming instead gonna")
_ASKS = listed(
    """can could should shall how what why is are do does when where which would may am who whats hows isnt cant if
    whether"""
)
_ALWAYS = listed("every each usually normally always typically")
_NO = re.compile(r"\b(?:no run|not run|not running|no running|do not run|skip (?:the |my )?run|day off|rest|off)\b")
_IN_MINUTES = re.compile(r"\bin (\d{2,3})(?=\s*(?:$|[,;.!)]|\band\b|\brpe\b|\bat\b|\beasy\b|\bfelt\b|\bwith\b|\bon\b))")
_IN_TIME = re.compile(r"^\d{1,2}(?:[.,]\d{1,2})? ?(?:k|km|kms|mi|miles)? in \d{1,3}(?::\d\d){1,2}\W*$", re.IGNORECASE)
"""A distance and its time, and nothing else: "18 in 1:45"."""
_STRENGTH = re.compile(r"\b(?:strength|gym|weights|lift(?:ing)?)\b", re.IGNORECASE)
_NO_RUN = re.compile(r"\bran (?:out|late|short|over|into)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(\d|two|three) days? ago\b")
_LONG_AGO = re.compile(
    r"\b(?:last (?:year|month|season|summer|winter|spring|autumn|fall)|(?:months?|years?) ago|back in"
    r"|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;\n]|\. |\b(?:but|and|with|though)\b")
_NUMBERS = {"two": 2, "three": 3}
_REPEATS = re.compile(
    r"\b\d{1,2} ?x ?\d{3,4} ?(?:m|metres|meters)?(?![\w.])"
    r"|\b(?:intervals?|hills?|track|fartlek|tempo)\b.*\b\d{1,2} ?x ?\d{1,3} ?(?:s|secs?|seconds?|m|mins?|minutes?)\b",
    re.IGNORECASE,
)
"""Repeats of a distance or a time: a quality run, also where nobody says how far it was in all."""
_OLDEST = 10
"""Days back that a typed run may lie."""

_KINDS = r"(?:(?:easy|long|quality|short|slow|hard|tempo|interval|recovery|speed) )*"
_ITS = r"(?:(?:my|the|doing|do|a|an|any|planned|usual|[a-z]{3,6}day'?s|tomorrow'?s|today'?s) )*"
_GONE = re.compile(
    rf",?\s*\b(?:instead of|rather than|in place of|replacing) {_ITS}{_KINDS}"
    r"(?:runs?|jog|intervals?|tempo|speed ?work|track(?: session)?|hills?|fartlek|easy|long|quality)\b,?"
    rf"|\b(?:and not|not|no|skip(?:ping)?|without) {_ITS}{_KINDS}"
    r"(?:(?:tempo|interval|long|quality) runs?|intervals?|tempo|speed ?work|track(?: session)?|hills?|fartlek|quality"
    r"|club(?: (?:run|night|session))?)"
    rf"\b(?=.*\b(?:\d|easy|jog|just|instead))",
    re.IGNORECASE,
)
"""What a run comes in place of says nothing of it: "10k instead of intervals" is no quality run."""

_KNOWN = _OVER | listed(
    """i a an the my in at on for of with and to this it was were is about around approx ca just only only total some
    today tonight morning afternoon evening lunch noon night midday run runs running jog jogging jogs easy recovery slow
    steady relaxed shakeout gentle aerobic base tempo interval intervals fartlek threshold speed speedwork reps repeats
    session workout hard fast race racing parkrun progression track hills hill hilly long lr short quick trail road
    treadmill outside commute km kms k kilometre kilometres kilometer kilometers mi mile miles m metre metres min mins
    minutes minute h hr hrs hour hours half sec secs s x pace per rpe effort e felt feeling good great ok okay fine
    warmup cooldown then incl including from home
    tired heavy bad very really pretty quite super too bit little so marathon hm warm up cool down wu cd strides
    stretching stretches stretched
    group strava garmin coros polar suunto says avg hr pb pr books w no issues issue problems niggles bother
    club solo friends dog pm am last early late after before work again not all out distance time dist slowly gently z
    zone
    """
)


def read(text: str, today: date, unit: str = "km", *, asked: bool = False) -> Line | None:
    """What the line says; None where it speaks of no run. `asked`: the runner means runs for certain (`/runs …`)."""
    text = _IN_TIME.sub(r"ran \g<0>", text.strip())
    plain = _IN_MINUTES.sub(r"in \1 min", _NO_RUN.sub(" ", clean(text).strip()))
    words = [one.text for one in tokens(plain.casefold()) if one.kind == "word"]
    said = frozenset(words)
    if (not words and not asked) or said & {"rate", "rated", "rating"}:
        return None
    last_day = any(one == "last" and weekday(after) is not None for one, after in pairwise(words))
    over = bool(said & _OVER) or bool(_AGO.search(plain.casefold())) or last_day
    if over and _LONG_AGO.search(plain):
        return None
    if not over and (plain.endswith("?") or (words and words[0] in _ASKS)):
        return None
    found = {day for word in words if (day := weekday(word)) is not None}
    if not over:
        if (said & _AHEAD or _GONE.search(plain)) and not said & _ALWAYS:
            return _coming(plain, words, found, today, unit)
        if len(found) >= 2 or (found and said & _ALWAYS):
            return _usual(plain, unit)
        if found:
            return _one_day(plain, today, unit)
    return _done(plain, words, found, today, unit, over=over, asked=asked)


def replaces(text: str) -> bool:
    """Whether one run comes in place of another: "skipping intervals, just easy"."""
    return _GONE.search(text) is not None


def _usual(text: str, unit: str) -> Usual | None:
    week = read_week(text, unit=unit)
    return Usual(week) if week.said else None


def _one_day(text: str, today: date, unit: str) -> Coming | Unclear | Usual | None:
    """One weekday and no word for when: a day off is ahead, a run may be any of three things."""
    week = read_week(text, unit=unit)
    if any(one.code is Trouble.needs_day for one in week.problems):
        return Usual(week)
    if len(week.said) != 1 or week.leftovers:
        return None
    [day] = week.said
    after = today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    run = week.runs[day]
    if run.kind is RunKind.REST:
        # "Strength on Sunday" says nothing of a run.
        return None if _STRENGTH.search(text) and not _NO.search(text.casefold()) else Coming(after, run)
    return Unclear(today - timedelta(days=(today.weekday() - day) % 7), after, run)


def _coming(text: str, words: list[str], found: set[int], today: date, unit: str) -> Coming | None:
    on = _ahead(words, found, today) or (today if not found and replaces(text) else None)
    if on is None:
        return None
    text = _GONE.sub(" instead ", text)
    name = WEEKDAYS[on.weekday()]
    bare = re.sub(r"\b(?:tomorrow|tmrw|today|tonight)(?:'s)?\b", name, text.casefold())
    bare = re.sub(r"\b(?:next|coming|will|planned|planning|plan|gonna|going to|instead|this|i|i'll)\b", " ", bare)
    if not any(weekday(one.text) is not None for one in tokens(bare) if one.kind == "word"):
        bare = f"{name} {bare}"
    week = read_week(bare, unit=unit)
    run = week.runs[on.weekday()]
    if on.weekday() not in week.said or (run.kind is RunKind.REST and not _NO.search(text.casefold())):
        return None
    if set(week.leftovers) and not (run.km or run.minutes or run.kind is RunKind.REST):
        return None
    return Coming(on, run, week.problems)


def _ahead(words: list[str], found: set[int], today: date) -> date | None:
    if "tomorrow" in words or "tmrw" in words:
        return today + timedelta(days=1)
    if len(found) == 1:
        [day] = found
        return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    return today if not found and ("today" in words or "tonight" in words) else None


def _done(
    text: str, words: list[str], found: set[int], today: date, unit: str, *, over: bool, asked: bool
) -> Done | None:
    repeats = _REPEATS.search(text) is not None
    # Its climb, a pulse, a pace say nothing else than a run does.
    own_words = [one.text for one in tokens(own(text).casefold()) if one.kind == "word"]
    unknown = [one for one in own_words if one not in _KNOWN and weekday(one) is None]
    told, likely = _told(_AGO.sub(" ", text), unit, asked or repeats), False
    if told is None and not (unknown or _PARTED.search(text)):
        told = read_run(f"ran {text}", unit=unit)
        likely = told is not None and None not in (told.minutes, told.kind) and told.effort is None
        told = told if likely else None
    if told is None or (told.km is None and told.minutes is None and told.kind is None and not told.problems):
        return None
    sure = bool(_VERBS & set(words))
    if unknown and not (sure or asked or (over and len(unknown) <= 1)):
        return None
    if told.km is None and told.minutes is None and not (sure or asked or repeats):
        return None
    problems = told.problems
    days = {"yesterday" in words or "yday" in words, "today" in words}
    if len(found) > 1 or (len(days) == 1 and True in days):
        problems = (*problems, Problem(Trouble.ambiguous, text[:120]))
    on = today - timedelta(days=_back(text, words, found, told.days_ago, today))
    named = bool(_NAMES & set(words)) and _MEASURED.search(text) is not None and not unknown
    return Done(on, told.km, told.minutes, told.kind, told.effort, sure or over or asked or named, problems, likely)


def _told(text: str, unit: str, asked: bool) -> Told | None:
    """The run in a line; of one that speaks of pain too, the part about the run."""
    told = read_run(text, unit=unit)
    if told is None and asked:
        told = read_run(f"ran {text}", unit=unit)
    if told is None and _VERBS & {one.text for one in tokens(text.casefold())}:
        parts = (read_run(part, unit=unit) for part in _PARTS.split(text))
        told = next((one for one in parts if one is not None), None)
    return told


def _back(text: str, words: list[str], found: set[int], days_ago: int | None, today: date) -> int:
    folded = text.casefold()
    if "day before yesterday" in folded:
        return 2
    ago = _AGO.search(folded)
    if ago is not None:
        return min(_OLDEST, _NUMBERS.get(ago[1], 0) or int(ago[1]))
    if days_ago is not None:
        return days_ago
    if re.search(r"\blast (?:night|evening)\b", folded):
        return 1
    if found:
        back = (today.weekday() - min(found)) % 7
        return back or (7 if "last" in words else 0)
    return 0
