"""When a runner's morning is: pure arithmetic over zones. Nothing here knows a database or a clock.

A local time that does not exist moves to just after the gap; one that exists twice is its first; a date that never
existed has no morning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
Times = tuple[time, ...]
"""Seven local times, Monday first."""

LATE = timedelta(hours=1)
NOON = time(12, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """One morning: the local date it belongs to and its instant."""

    day: date
    at: datetime


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """Raises ValueError for a name that is no IANA zone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; it must be an IANA name such as Europe/Berlin") from error


def rule(times: Times) -> str:
    """The times as a column: one if all days have the same, else seven."""
    shown = [f"{one:%H:%M}" for one in times]
    return shown[0] if len(set(shown)) == 1 else ",".join(shown)


@lru_cache(maxsize=4096)
def times(rule: str) -> Times:
    parts = tuple(time.fromisoformat(one) for one in rule.split(","))
    return parts * 7 if len(parts) == 1 else parts


def instant(zone: ZoneInfo, day: date, at: time) -> datetime | None:
    """The instant of a local time, in UTC; None where the date does not exist there."""
    first = _plain(zone, day, at)
    if first is not None:
        return first
    if _plain(zone, day, time(0)) is None and _after_gap(zone, day, time(0)).astimezone(zone).date() != day:
        return None
    return _after_gap(zone, day, at)


def _plain(zone: ZoneInfo, day: date, at: time) -> datetime | None:
    """The instant of a local time that exists (the first of two), else None.

    Asked by instants only: for a local time Python trusts a zone's last rule before it holds (Nuuk, 28 October 2023).
    """
    wall = datetime.combine(day, at.replace(fold=0), UTC)
    there = {wall - _offset(zone, near) for near in (wall - DAY, wall + DAY)}
    found = [one for one in there if _wall(zone, one) == wall]
    return min(found, default=None)


def _after_gap(zone: ZoneInfo, day: date, at: time) -> datetime:
    """The instant at which the clocks jumped over a local time that does not exist."""
    wall = datetime.combine(day, at.replace(fold=0), UTC)
    low, high = wall - DAY, wall + DAY
    before = _offset(zone, low)
    while high - low > SECOND:
        middle = low + (high - low) // SECOND // 2 * SECOND
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return _wall(zone, at) - at


def _wall(zone: ZoneInfo, at: datetime) -> datetime:
    """What the clocks of a zone show at an instant, written as if it were UTC."""
    return at.astimezone(zone).replace(tzinfo=UTC, fold=0)


def due_on(zone: ZoneInfo, times: Times, day: date) -> Due | None:
    at = instant(zone, day, times[day.weekday()])
    return None if at is None else Due(day, at)


@lru_cache(maxsize=65536)
def following(zone: str, rule_text: str, day: date) -> Due:
    """The morning of the next date after `day` that exists. Cached: a minute's cohort asks the same thing."""
    place, when = zone_of(zone), times(rule_text)
    while True:
        day += DAY
        found = due_on(place, when, day)
        if found is not None:
            return found


def next_due(zone: str, rule_text: str, after: datetime) -> Due:
    """The first morning later than an instant."""
    # Two dates back covers every offset there is; a gap can push a late morning into the next date.
    day = after.astimezone(zone_of(zone)).date() - 3 * DAY
    while True:
        found = following(zone, rule_text, day)
        if found.at > after:
            return found
        day = found.day


def rescheduled(zone: str, rule_text: str, pending: datetime | None, now: datetime) -> Due:
    """The next morning under a new rule: today's is neither lost nor sent twice.

    `pending` is what the old rule had planned next. If that was today's (in the new zone) and the new time has passed,
    it is due at once; the row's key of person and date takes care of doubles.
    """
    place = zone_of(zone)
    today = now.astimezone(place).date()
    if pending is not None and pending.astimezone(place).date() <= today:
        found = due_on(place, times(rule_text), today)
        if found is not None and found.at <= now:
            return found
    return next_due(zone, rule_text, now)


def local_date(zone: str, now: datetime) -> date:
    return now.astimezone(zone_of(zone)).date()


def at_local(zone: str, day: date, at: time) -> datetime:
    """The instant of a local time on a date; where the date does not exist, the end of the gap."""
    place = zone_of(zone)
    found = instant(place, day, at)
    return found if found is not None else _after_gap(place, day, at)


def not_after(due: Due, zone: str) -> datetime:
    """Until when a morning card is still one: local noon; for a time after noon three hours, or the day's end."""
    noon = at_local(zone, due.day, NOON)
    if due.at < noon:
        return noon
    return min(due.at + timedelta(hours=3), at_local(zone, due.day + DAY, time(0)))


def within(clock: time, start: time, end: time) -> bool:
    """Whether a local time lies in the hours from `start` up to `end`, over midnight too; equal times mean none."""
    return start <= clock < end if start <= end else clock >= start or clock < end


def quiet_until(zone: str, start: time, end: time, now: datetime) -> datetime | None:
    """The end of the quiet hours that `now` lies in, else None. Equal times mean that there are none."""
    local = now.astimezone(zone_of(zone))
    clock = local.time().replace(tzinfo=None, fold=0)
    if not within(clock, start, end):
        return None
    until = at_local(zone, local.date() if clock < end else local.date() + DAY, end)
    return until if until > now else None
