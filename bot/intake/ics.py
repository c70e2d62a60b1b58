"""Calendars: the runs of the coming weeks, as training platforms and people write them.

Only events that can fall into the window are parsed at all, so five years cost no more than six weeks. Whether a
recurring event falls on a day is asked of each day of the window instead of counted up from its beginning: a rule
that never holds, or holds every second, costs nothing. Zones that a calendar defines itself are not evaluated; such a
time is taken as the wall clock it says, which gives the same date.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from bot.grammar.amounts import KM_PER_MILE
from bot.grammar.text import clean, tokens
from bot.intake import kinds
from bot.intake.run import Calendar, Planned, Sport, Unreadable
from core.athlete import RunKind

WINDOW = 42
"""Days ahead that are taken: what comes later will have changed until then."""
_MOST_EVENTS, _MOST_BYTES = 1500, 64 * 1024
_MOST_STEPS = 100_000
"""Days that are counted through, over all rules that say "so many times"."""

_START = re.compile(r"^DTSTART[^:\n]*:(\d{8})", re.MULTILINE)
_INSTANCE = re.compile(r"^RECURRENCE-ID[^:\n]*:(\d{8})", re.MULTILINE)
_REPEATS = re.compile(r"^(?:RRULE|RDATE)[;:]", re.MULTILINE)


def is_calendar(content: bytes) -> bool:
    return b"BEGIN:VCALENDAR" in content[:2048].upper()


def read(content: bytes, zone: ZoneInfo, today: date) -> Calendar:
    """The runs from today on. Raises Unreadable where it is no calendar at all."""
    text = re.sub(r"\r\n?", "\n", content.decode("utf-8-sig", "replace"))
    text = re.sub(r"\n[ \t]", "", text)
    if "BEGIN:VCALENDAR" not in text[:2048].upper():
        raise Unreadable("not_ics")
    reader = _Reader(zone, today, today + timedelta(days=WINDOW))
    head = text[: text.find("BEGIN:VEVENT") if "BEGIN:VEVENT" in text else 2048][:2048].casefold()
    reader.platform = any(one in head for one in _PLATFORMS)
    at, count = 0, 0
    while (begin := text.find("BEGIN:VEVENT", at)) >= 0:
        end = text.find("END:VEVENT", begin)
        count += 1
        if end < 0:
            reader.lost += 1
            break
        reader.block(text[begin : end + len("END:VEVENT")])
        at = end
    if not count and "END:VCALENDAR" not in text[-64:].upper():
        raise Unreadable("cut_short_nothing")
    return reader.calendar()


# --- events ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Event:
    """One event on one day (of the window, in the runner's zone)."""

    on: date
    said: Planned | None


@dataclass(slots=True)
class _Series:
    """A recurring event, until its exceptions are known."""

    uid: str
    first: date | datetime
    days: frozenset[date]
    what: _Said
    repeats: bool


@dataclass(slots=True)
class _Reader:
    zone: ZoneInfo
    today: date
    until: date
    platform: bool = False
    series: list[_Series] = field(default_factory=list)
    moved: set[tuple[str, date]] = field(default_factory=set)
    parsed: int = 0
    steps: int = 0
    past: int = 0
    later: int = 0
    lost: int = 0

    def block(self, block: str) -> None:
        """One event as text: passed over by its date where that can be seen, parsed otherwise."""
        if len(block) > _MOST_BYTES:
            self.lost += 1
            return
        start, instance = _START.search(block), _INSTANCE.search(block)
        if start is not None and not _REPEATS.search(block) and not (instance and self._near(instance[1])):
            on = _compact(start[1])
            if on is not None and on < self.today - timedelta(days=1):
                self.past += 1
                return
            if on is not None and on > self.until + timedelta(days=1):
                self.later += 1
                return
        if self.parsed >= _MOST_EVENTS:
            self.lost += 1
            return
        self.parsed += 1
        try:
            self._parse(block)
        except Exception:
            # The library's and our own mistakes with a hostile event end here; it is counted and said.
            self.lost += 1

    def _near(self, compact: str) -> bool:
        on = _compact(compact)
        return on is None or self.today - timedelta(days=2) <= on <= self.until + timedelta(days=2)

    def _parse(self, block: str) -> None:
        from icalendar import Event

        event = Event.from_ical(block)
        first = _moment(event, "DTSTART")
        if first is None:
            self.lost += 1
            return
        uid = str(event.get("UID", ""))[:300]
        instance = _moment(event, "RECURRENCE-ID")
        if instance is not None:
            self.moved.add((uid, _day(instance)))
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            return
        rule = event.get("RRULE")
        rule = rule[0] if isinstance(rule, list) else rule
        if rule is None and "RDATE" not in event:
            days = frozenset({_day(first)})
        else:
            found = self._days(_Rule.of(rule) if rule is not None else None, _day(first), _moments(event, "RDATE"))
            if found is None:
                self.lost += 1
                return
            days = found - {_day(one) for one in _moments(event, "EXDATE")}
        self.series.append(_Series(uid, first, days, _said(event, first, self.platform), instance is None))

    def _days(self, rule: _Rule | None, first: date, more: list[date | datetime]) -> frozenset[date] | None:
        """The days of the event's own zone, in and just around the window; None for a rule that is not understood."""
        begin, end = self.today - timedelta(days=2), self.until + timedelta(days=2)
        days = {_day(one) for one in more}
        if rule is None:
            days.add(first)
        elif not rule.understood:
            return None
        elif rule.count is not None:
            left, on = rule.count, first
            while left and on <= end:
                self.steps += 1
                if self.steps > _MOST_STEPS:
                    return None
                if on == first or rule.holds(first, on):
                    days.add(on)
                    left -= 1
                on += timedelta(days=1)
        else:
            span = (end - begin).days + 1
            days |= {
                on
                for on in (begin + timedelta(days=number) for number in range(span))
                if on >= first and (on == first or rule.holds(first, on))
            }
        return frozenset(one for one in days if begin <= one <= end)

    def calendar(self) -> Calendar:
        runs: dict[date, Planned] = {}
        rest: set[date] = set()
        others = 0
        for one in self.series:
            for own in one.days:
                if one.repeats and (one.uid, own) in self.moved:
                    continue
                on = self._date(one.first, own, one.what.whole_day)
                if on < self.today:
                    self.past += 1
                elif on > self.until:
                    self.later += 1
                elif one.what.rest:
                    rest.add(on)
                elif one.what.run is None:
                    others += 1
                else:
                    run = replace(one.what.run, on=on)
                    runs[on] = _both(runs[on], run) if on in runs else run
        ordered = _with_long(tuple(runs[on] for on in sorted(runs)))
        free = frozenset(rest - runs.keys())
        whole = _is_plan(ordered, self.platform)
        return Calendar(ordered, free, whole, self.past, others, self.lost, self.later)

    def _date(self, first: date | datetime, own: date, whole_day: bool) -> date:
        """The runner's date of an occurrence."""
        if not isinstance(first, datetime) or first.tzinfo is None or whole_day:
            return own
        return first.replace(year=own.year, month=own.month, day=own.day).astimezone(self.zone).date()


def _compact(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def _moment(event: Mapping[str, Any], name: str) -> date | datetime | None:
    value = event.get(name)
    value = value[0] if isinstance(value, list) else value
    found = getattr(value, "dt", None)
    if isinstance(found, tuple):
        found = found[0]
    return found if isinstance(found, date) else None


def _moments(event: Mapping[str, Any], name: str) -> list[date | datetime]:
    value = event.get(name)
    found: list[date | datetime] = []
    for one in value if isinstance(value, list) else [value] if value is not None else []:
        for inner in getattr(one, "dts", [one])[:1000]:
            moment = getattr(inner, "dt", None)
            moment = moment[0] if isinstance(moment, tuple) else moment
            if isinstance(moment, date):
                found.append(moment)
    return found


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


# --- recurrence ------------------------------------------------------------------------------------------------------

_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH"})
_ORDINAL = re.compile(r"^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A recurrence as the calendars of runners have it: by days, weeks, months or years."""

    often: str
    every: int = 1
    count: int | None = None
    until: date | None = None
    begin: int = 0
    weekdays: tuple[tuple[int, int], ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    understood: bool = True

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> _Rule:
        def numbers(name: str) -> tuple[int, ...]:
            return tuple(int(one) for one in raw.get(name, ()))

        weekdays = [_ORDINAL.match(str(one).upper()) for one in raw.get("BYDAY", ())]
        often = str((raw.get("FREQ") or [""])[0]).upper()
        until = (raw.get("UNTIL") or [None])[0]
        known = {str(one).upper() for one in raw} <= _PARTS and all(weekdays)
        return cls(
            often=often,
            every=max(1, (numbers("INTERVAL") or (1,))[0]),
            count=(numbers("COUNT") or (None,))[0],
            until=_day(until) if isinstance(until, date) else None,
            begin=_WEEKDAYS.get(str((raw.get("WKST") or ["MO"])[0]).upper(), 0),
            weekdays=tuple((int(one[1] or 0), _WEEKDAYS[one[2]]) for one in weekdays if one is not None),
            days=numbers("BYMONTHDAY"),
            months=numbers("BYMONTH"),
            understood=known and often in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
        )

    def holds(self, first: date, on: date) -> bool:
        """Whether the rule, beginning on `first`, gives this later day."""
        if self.until is not None and on > self.until:
            return False
        if self.months and on.month not in self.months:
            return False
        match self.often:
            case "DAILY":
                within = (on - first).days % self.every == 0
                plain = not self.weekdays or on.weekday() in {day for _, day in self.weekdays}
                return within and plain and (not self.days or self._month_day(on))
            case "WEEKLY":
                begun = first - timedelta(days=(first.weekday() - self.begin) % 7)
                weeks = (on - begun).days // 7
                wanted = {day for _, day in self.weekdays} or {first.weekday()}
                return weeks % self.every == 0 and on.weekday() in wanted
            case "MONTHLY":
                apart = (on.year - first.year) * 12 + on.month - first.month
                return apart % self.every == 0 and self._in_month(first, on)
        if (on.year - first.year) % self.every or (not self.months and on.month != first.month):
            return False
        return self._in_month(first, on)

    def _in_month(self, first: date, on: date) -> bool:
        if self.weekdays:
            return self._ordinal(on) and (not self.days or self._month_day(on))
        return self._month_day(on) if self.days else on.day == first.day

    def _month_day(self, on: date) -> bool:
        length = months.monthrange(on.year, on.month)[1]
        return on.day in self.days or on.day - length - 1 in self.days

    def _ordinal(self, on: date) -> bool:
        """ "1SA" is the first Saturday of the month, "-1SU" its last Sunday, "TU" every Tuesday."""
        length = months.monthrange(on.year, on.month)[1]
        number, back = (on.day - 1) // 7 + 1, -((length - on.day) // 7 + 1)
        return any(day == on.weekday() and which in (0, number, back) for which, day in self.weekdays)


# --- what an event says ----------------------------------------------------------------------------------------------

_PLATFORMS = (
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
    r"(?<![\d.,:x×*/])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:(?:-|–|to)\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*)?"
    r"(km|kms|k|kilometers?|kilometres?|mi|mile|miles)\b(?!\s*(?:pace|effort|race pace|/|per))"
)
_REPEATED = re.compile(r"\b\d{1,2}\s*[x×*]\s*\(?\d|\b\d{1,2}\s*[x×]\s*(?:hills?|strides?|min)")
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
class _Said:
    """What one event is: a run (dated later), a day of rest, or something else."""

    run: Planned | None = None
    rest: bool = False
    whole_day: bool = False


def _said(event: Mapping[str, Any], first: date | datetime, platform: bool) -> _Said:
    summary = str(event.get("SUMMARY", ""))[:300]
    about = str(event.get("DESCRIPTION", ""))[:4000]
    last = _moment(event, "DTEND")
    whole = _whole_day(first, last)
    slot = _slot(event, first, last)
    title, lines = clean(summary).casefold(), [one for one in clean(about).casefold().split("\n") if one.strip()]
    label = lines[0][:200] if lines else ""
    if not platform and any(one in f"{event.get('UID', '')} {event.get('URL', '')}".casefold() for one in _PLATFORMS):
        platform = True
    km = _distance(title) or _distance(label)
    if (any(one in summary for one in _RESTS) or _REST_DAY.search(title)) and km is None:
        return _Said(rest=True, whole_day=whole)
    named = f"{title} {_categories(event)}"
    if not _is_run(summary, title, label, _categories(event), km, platform):
        return _Said(whole_day=whole)
    race = bool(_RACE.search(named))
    km = km or _race_km(title) if race else km
    uid = str(event.get("UID", ""))
    kind = kinds.title_kind(title) or kinds.title_kind(label)
    if kind is None and _REPEATED.search(title) and not _STRIDES.search(title):
        kind = RunKind.QUALITY
    kind = kind or kinds.title_kind(re.sub(r"[^A-Za-z]+", " ", uid)) or RunKind.EASY
    if race:
        kind = RunKind.LONG if (km or 0) >= _LONG_RACE_KM else RunKind.QUALITY
    minutes = _estimated(event) or _lasts(title) or _lasts(label)
    if minutes is None and km is None and slot is not None:
        minutes = slot
    km = None if km is None or not 0.2 <= km <= 200 else round(km, 2)
    minutes = None if minutes is None or not 3 <= minutes <= 1440 else round(minutes, 1)
    return _Said(Planned(date.min, kind, km, minutes, kinds.name_of(summary), race), whole_day=whole)


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
    if kinds.title_kind(title) is not None and (platform or km is not None or _lasts(title) is not None):
        return True
    if km is not None and _distance(title) is not None:
        return True
    return platform and (km is not None or Sport.RUN in kinds.sports_in([one.text for one in tokens(label)]))


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


# --- the calendar as a whole -----------------------------------------------------------------------------------------

_HARDNESS = {RunKind.REST: 0, RunKind.EASY: 1, RunKind.QUALITY: 2, RunKind.LONG: 3}
_A_WEEK = 2.0
"""Runs a week from which on a calendar is the plan, and its other days are free of runs [DC]."""


def _both(one: Planned, other: Planned) -> Planned:
    """Two runs of a day."""
    harder = max(one, other, key=lambda run: _HARDNESS[run.kind])
    km = (one.km or 0) + (other.km or 0) if one.km or other.km else None
    minutes = (one.minutes or 0) + (other.minutes or 0) if one.minutes or other.minutes else None
    return replace(harder, km=km and round(km, 2), minutes=minutes, race=one.race or other.race)


def _with_long(runs: tuple[Planned, ...]) -> tuple[Planned, ...]:
    """Names the long run of a week whose events name none."""
    weeks: dict[tuple[int, int], list[Planned]] = {}
    for one in runs:
        weeks.setdefault(one.on.isocalendar()[:2], []).append(one)
    out = []
    for several in weeks.values():
        lengths = [one.km for one in several if one.km]
        longest = max(several, key=lambda one: one.km or 0)
        if (
            len(lengths) >= kinds.ENOUGH_RUNS
            and longest.kind is RunKind.EASY
            and (longest.km or 0) >= max(kinds.LONG_KM, kinds.LONGER * median(lengths))
            and not any(one.kind is RunKind.LONG for one in several)
        ):
            several = [replace(one, kind=RunKind.LONG) if one is longest else one for one in several]
        out += several
    return tuple(out)


def _is_plan(runs: tuple[Planned, ...], platform: bool) -> bool:
    if not runs:
        return False
    weeks = max(1.0, ((runs[-1].on - runs[0].on).days + 1) / 7)
    gaps = [(later.on - earlier.on).days for earlier, later in pairwise(runs)]
    return len(runs) / weeks >= _A_WEEK or (platform and len(runs) > 1 and max(gaps) <= 7)
