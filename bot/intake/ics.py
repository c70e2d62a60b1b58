"""Calendars: the runs of the coming weeks, as training platforms and people write them.

Only events that can fall into the window are parsed at all, so five years cost no more than six weeks. Whether a
recurring event falls on a day is asked of each day of the window instead of counted up from its beginning: a rule
that never holds, or holds every second, costs nothing. Zones that a calendar defines itself are not evaluated; such a
time is taken as the wall clock it says, which gives the same date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from bot.intake import kinds
from bot.intake.recurrence import Rule
from bot.intake.run import Calendar, Planned, Unreadable
from bot.intake.workouts import PLATFORMS, Said, said
from core.athlete import RunKind

WINDOW = 42
"""Days ahead that are taken: what comes later will have changed until then."""
_MOST_EVENTS, _MOST_BLOCKS = 1500, 50_000
_LARGEST_EVENT, _LARGEST_ALL = 64 * 1024, 2 * 1024 * 1024
"""Characters of one event, and of all that are parsed; six weeks of a full diary are a tenth of it."""
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
    reader.platform = any(one in head for one in PLATFORMS)
    at, count = 0, 0
    while (begin := text.find("BEGIN:VEVENT", at)) >= 0:
        end = text.find("END:VEVENT", begin)
        count += 1
        if count > _MOST_BLOCKS:
            raise Unreadable("ics_many", most=str(_MOST_BLOCKS))
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
class _Series:
    """A recurring event, until its exceptions are known."""

    uid: str
    first: date | datetime
    days: frozenset[date]
    what: Said
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
    characters: int = 0
    steps: int = 0
    past: int = 0
    later: int = 0
    lost: int = 0

    def block(self, block: str) -> None:
        """One event as text: passed over by its date where that can be seen, parsed otherwise."""
        if len(block) > _LARGEST_EVENT:
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
        if self.parsed >= _MOST_EVENTS or self.characters + len(block) > _LARGEST_ALL:
            self.lost += 1
            return
        self.parsed += 1
        self.characters += len(block)
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
            found = self._days(Rule.of(rule) if rule is not None else None, _day(first), _moments(event, "RDATE"))
            if found is None:
                self.lost += 1
                return
            days = found - {_day(one) for one in _moments(event, "EXDATE")}
        self.series.append(
            _Series(uid, first, days, said(event, first, _moment(event, "DTEND"), self.platform), instance is None)
        )

    def _days(self, rule: Rule | None, first: date, more: list[date | datetime]) -> frozenset[date] | None:
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
