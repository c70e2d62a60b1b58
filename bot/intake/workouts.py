"""What one event of a calendar says: a run with its kind and length, a day of rest, or something that is no run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.grammar.text import clean, listed, tokens
from bot.intake import kinds
from bot.intake.run import Planned, Sport
from core.athlete import RunKind
from core.units import KM_PER_MILE

PLATFORMS = (
    "runna", "trainingpeaks", "finalsurge", "final surge", "intervals.icu", "garmin", "strava", "coopah", "vdot",
    "stryd", "humango", "tredict", "todaysplan", "kotcha", "trenara", "runningcoach", "mcmillan", "tri dot", "polar",
    "suunto", "coros", "trainasone", "hansons",
)  # fmt: skip
"""What stands in the head of a training platform's calendar: there "Tempo" is a run and "Easy 40 min" too."""

_SIGNS = {
    "🏃": Sport.RUN, "🚴": Sport.RIDE, "🚵": Sport.RIDE, "🏊": Sport.SWIM, "🏋": Sport.STRENGTH, "💪": Sport.STRENGTH,
    "🧘": Sport.STRENGTH, "🚶": Sport.WALK, "🥾": Sport.WALK, "🚣": Sport.OTHER, "⛷": Sport.OTHER,
}  # fmt: skip
_RESTS = ("🛌", "😴", "💤")
_REST_DAY = re.compile(r"\b(?:rest|recovery|off)[ -]?day\b|\bday off\b|^\W*(?:rest|off|ruhetag|complete rest)\W*$")
_DISTANCE = re.compile(
    r"(?<![\d.,:x×*/])(?<![x×*] )(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:(?:-|–|to)\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*)?"
    r"(km|kms|k|kilometers?|kilometres?|mi|mile|miles)\b(?!\s*(?:pace|effort|race pace|/|per))"
)
_REPEATED = re.compile(r"\b\d{1,2}\s*[x×*]\s*\(?\d|\b\d{1,2}\s*[x×]\s*(?:hills?|strides?|min)")
_HARD = re.compile(r"\b(?:hills?|track|speed) (?:session|workout|repeats?|reps?|sprints?|training|night|monday|tuesday|"
                   r"wednesday|thursday|friday|saturday|sunday)\b|\bspeed ?work\b")  # fmt: skip
_TRAINING = listed(
    """interval intervals hill hills repeats repeat reps rep sprints sprint track session workout training night speed
    speedwork work tempo threshold fartlek steady easy hard long slow progression vo2max race pace run runs running jog
    w wu cd warm up cool down with in at of on off and all total x k km kms mi mile miles m metres meters min mins
    minutes h hr hour hours sec s rest recovery float between each marathon half 10k 5k club group am pm morning evening
    monday tuesday wednesday thursday friday saturday sunday"""
)
"""Words that the title of a run is made of. Where one has nothing but these it is a run, in any calendar:
a hard session that is overlooked costs more than a run too many."""
_STRIDES = re.compile(r"strides?|sec\b|\b\d{1,2}\s*s\b")
_LASTS = re.compile(
    r"(?<![\d:])(?:(\d{1,2})\s*h(?:ours?|rs?|r)?\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes)?\b)?"
    r"|(\d{1,3})\s*(?:m|min|mins|minutes|')(?![\w])"
    r"|(\d{1,2}):([0-5]\d):([0-5]\d))"
)
_RACE = re.compile(r"\brace(?! ?pace)\b|\bmarathon\b|\bparkrun\b|\bwettkampf\b|\btime trial\b")
_LONG_RACE_KM = 15.0
_SHORTEST_SLOT, _LONGEST_SLOT = 10, 300


@dataclass(frozen=True, slots=True)
class Said:
    """What one event is: a run (dated later), a day of rest, or something else."""

    run: Planned | None = None
    rest: bool = False
    whole_day: bool = False


def said(event: Mapping[str, Any], first: date | datetime, last: date | datetime | None, platform: bool) -> Said:
    """Reads one event. `first` and `last` are its bounds, `platform`: all of the calendar is a training plan."""
    summary = str(event.get("SUMMARY", ""))[:300]
    about = str(event.get("DESCRIPTION", ""))[:4000]
    whole = _whole_day(first, last)
    slot = _slot(event, first, last)
    title, lines = clean(summary).casefold(), [one for one in clean(about).casefold().split("\n") if one.strip()]
    label = lines[0][:200] if lines else ""
    if not platform and any(one in f"{event.get('UID', '')} {event.get('URL', '')}".casefold() for one in PLATFORMS):
        platform = True
    km = _distance(title) or _distance(label)
    if (any(one in summary for one in _RESTS) or _REST_DAY.search(title)) and km is None:
        return Said(rest=True, whole_day=whole)
    named = f"{title} {_categories(event)}"
    if not _is_run(summary, title, label, _categories(event), km, platform):
        return Said(whole_day=whole)
    race = bool(_RACE.search(named))
    km = km or _race_km(title) if race else km
    uid = str(event.get("UID", ""))
    kind = kinds.title_kind(title) or kinds.title_kind(label)
    if kind in (None, RunKind.EASY) and (_repeats(title) or _HARD.search(title)):
        kind = RunKind.QUALITY
    kind = kind or kinds.title_kind(re.sub(r"[^A-Za-z]+", " ", uid)) or RunKind.EASY
    if race:
        kind = RunKind.LONG if (km or 0) >= _LONG_RACE_KM else RunKind.QUALITY
    minutes = _estimated(event) or _lasts(title) or _lasts(label)
    if minutes is None and km is None and slot is not None:
        minutes = slot
    km = None if km is None or not 0.2 <= km <= 200 else round(km, 2)
    minutes = None if minutes is None or not 3 <= minutes <= 1440 else round(minutes, 1)
    return Said(Planned(date.min, kind, km, minutes, kinds.name_of(summary), race), whole_day=whole)


def _is_run(summary: str, title: str, label: str, categories: str, km: float | None, platform: bool) -> bool:
    signs = [sport for sign, sport in _SIGNS.items() if sign in summary]
    if signs:
        return Sport.RUN in signs
    words = [one.text for one in tokens(title)]
    sports = kinds.sports_in(words) or kinds.sports_in([one.text for one in tokens(categories)])
    if len(sports) > 1 and Sport.STRENGTH in sports and "training" in words:
        sports.remove(Sport.STRENGTH)
    if sports:
        both = sports[0] is Sport.WALK and "walk" in words and Sport.RUN in sports
        return sports[0] is Sport.RUN or both or (Sport.RUN in sports and km is not None)
    named = kinds.title_kind(title) is not None
    if named and (platform or km is not None or _lasts(title) is not None):
        return True
    if (named or _repeats(title) or _HARD.search(title)) and all(one in _TRAINING for one in words if one.isalpha()):
        return True
    if km is not None and _distance(title) is not None:
        return True
    return platform and (km is not None or Sport.RUN in kinds.sports_in([one.text for one in tokens(label)]))


def _repeats(title: str) -> bool:
    return bool(_REPEATED.search(title)) and not _STRIDES.search(title)


def _categories(event: Mapping[str, Any]) -> str:
    value = event.get("CATEGORIES")
    found = []
    for one in value if isinstance(value, list) else [value] if value is not None else []:
        found += [str(inner) for inner in getattr(one, "cats", [one])]
    return clean(" ".join(found)[:300]).casefold()


def _whole_day(first: date | datetime, last: date | datetime | None) -> bool:
    """A date, or midnight to midnight in UTC, as some write it."""
    if not isinstance(first, datetime):
        return True
    if not isinstance(last, datetime) or first.utcoffset() != timedelta(0) or first.time() != time(0):
        return False
    return last.utcoffset() == timedelta(0) and (last - first) % timedelta(days=1) == timedelta(0) and last > first


def _slot(event: Mapping[str, Any], first: date | datetime, last: date | datetime | None) -> float | None:
    """The minutes that the calendar keeps free for it."""
    if not isinstance(first, datetime):
        return None
    minutes: float | None = None
    duration = getattr(event.get("DURATION"), "dt", None)
    if isinstance(last, datetime) and (last.tzinfo is None) == (first.tzinfo is None):
        minutes = (last - first) / timedelta(minutes=1)
    elif isinstance(duration, timedelta):
        minutes = duration / timedelta(minutes=1)
    return minutes if minutes is not None and _SHORTEST_SLOT <= minutes <= _LONGEST_SLOT else None


def _estimated(event: Mapping[str, Any]) -> float | None:
    text = str(event.get("X-WORKOUT-ESTIMATED-DURATION", "")).strip()
    return int(text) / 60 if text.isascii() and text.isdigit() and len(text) <= 6 else None


def _distance(text: str) -> float | None:
    """The longest distance that is named, in kilometres; of "8-10 km" the middle."""
    found = []
    for match in _DISTANCE.finditer(text):
        low = float(match[1].replace(",", "."))
        high = float(match[2].replace(",", ".")) if match[2] else low
        found.append((low + high) / 2 * (KM_PER_MILE if match[3].startswith("mi") else 1))
    return max(found, default=None)


def _race_km(title: str) -> float | None:
    if re.search(r"half[ -]?marathon|halbmarathon", title):
        return 21.1
    if "parkrun" in title:
        return 5.0
    return 42.2 if re.search(r"\bmarathon\b", title) else None


def _lasts(text: str) -> float | None:
    """A duration; of "25m - 30m" the middle."""
    found = []
    for match in _LASTS.finditer(text):
        hours, more, minutes, h, m, s = match.groups()
        if hours is not None:
            found.append(int(hours) * 60.0 + int(more or 0))
        elif minutes is not None:
            found.append(float(minutes))
        else:
            found.append(int(h) * 60 + int(m) + int(s) / 60)
    if len(found) >= 2 and re.search(r"\d\s*(?:m|min|mins|minutes|h)?\s*(?:-|–|to)\s*\d", text):
        return (found[0] + found[1]) / 2
    return found[0] if found else None
