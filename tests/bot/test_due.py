"""When a runner's morning is: one for every date that exists, in every zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given, strategies as st

from bot import due
from bot.schedule.tick import morning
from bot.storage.people import Cohort

ZONES = sorted(available_timezones() - {"localtime"})
DAY = timedelta(days=1)
CURIOUS = (
    "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "America/Santiago", "Africa/Cairo", "America/Havana",
    "Asia/Beirut", "America/Nuuk", "America/Scoresbysund", "Asia/Kathmandu", "Antarctica/Troll", "Asia/Gaza",
    "Europe/Dublin", "America/Los_Angeles", "Europe/Berlin", "Pacific/Chatham", "America/Asuncion", "Asia/Tehran",
    "Pacific/Kwajalein", "Europe/Lisbon", "America/Juneau", "Asia/Manila",
)  # fmt: skip

MOVING = ("Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron")
"""Their clocks go by the moon, so each year has changes of its own."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def seven(*times: str) -> due.Times:
    return due.times(",".join(times))


def exists(zone: str, day: date) -> bool:
    """Asked the slow way: is any instant around there on that date?"""
    place = due.zone_of(zone)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=30)
    return any((start + timedelta(minutes=30 * step)).astimezone(place).date() == day for step in range(180))


def walk(zone: str, rule: str, first: date, last: date) -> list[due.Due]:
    """The mornings of a stretch as the tick finds them, one after the other."""
    found = []
    now = due.at_local(zone, first - DAY, time(0)) - timedelta(hours=1)
    one = due.next_due(zone, rule, now)
    while one.day <= last:
        if one.day >= first:
            found.append(one)
        one = due.following(zone, rule, one.day)
    return found


def check_stretch(zone: str, rule: str, first: date, last: date) -> None:
    found = walk(zone, rule, first, last)
    days = [one.day for one in found]
    assert days == sorted(set(days)), f"{zone}: twice"
    missing = {first + DAY * step for step in range((last - first).days + 1)} - set(days)
    assert not [day for day in missing if exists(zone, day)], f"{zone}: a date without its morning"
    for before, after in pairwise(found):
        assert before.at <= after.at, f"{zone}: out of order"
    place = due.zone_of(zone)
    for one in found:
        local = one.at.astimezone(place)
        wanted = due.times(rule)[one.day.weekday()]
        shown = (local.date(), local.time().replace(tzinfo=None, fold=0))
        if shown != (one.day, wanted):
            # Only a gap may move it, and only forward, to the gap's very end.
            assert shown > (one.day, wanted)
            just_before = (one.at - timedelta(seconds=1)).astimezone(place)
            assert (just_before.date(), just_before.time()) < (one.day, wanted)
        else:
            earlier = [(one.at - timedelta(minutes=ago)).astimezone(place) for ago in (20, 30, 60, 120, 180)]
            assert all(one.replace(tzinfo=None) < local.replace(tzinfo=None) for one in earlier), f"{zone}: the second"


@pytest.mark.parametrize("zone", CURIOUS)
@pytest.mark.parametrize("rule", ["07:00", "00:30", "00:00", "02:30", "23:45"])
def test_every_date_of_a_curious_zone_has_its_one_morning(zone: str, rule: str) -> None:
    check_stretch(zone, rule, date(2023, 1, 1), date(2027, 12, 31))


@given(
    st.sampled_from(ZONES), st.lists(st.times().map(lambda one: f"{one:%H:%M}"), min_size=7, max_size=7),
    st.dates(date(1971, 1, 10), date(2037, 10, 1)),
)  # fmt: skip
def test_any_stretch_in_any_zone_has_one_morning_a_date(zone: str, times: list[str], first: date) -> None:
    check_stretch(zone, ",".join(times), first, first + DAY * 40)


def different(zones: list[str]) -> list[str]:
    """One name of each zone: half of them are older names for the same rules."""
    seen: dict[bytes, str] = {}
    for zone in zones:
        file = files("tzdata.zoneinfo").joinpath(zone)
        seen.setdefault(file.read_bytes() if file.is_file() else zone.encode(), zone)
    return sorted(seen.values())


@pytest.mark.parametrize("part", range(8))
def test_every_date_of_ten_years_has_its_one_morning_in_every_zone(part: int) -> None:
    for zone in different(ZONES)[part::8]:
        check_stretch(zone, "07:00", date(2024, 1, 1), date(2033, 12, 31))


QUARTERS = tuple(f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45))


@pytest.mark.parametrize("part", range(8))
def test_every_quarter_hour_around_every_change_of_ten_years_has_its_morning(part: int) -> None:
    for zone in different(ZONES)[part::8]:
        for day in changes(zone, date(2024, 1, 1), date(2033, 12, 31)):
            for rule in QUARTERS:
                check_stretch(zone, rule, day - DAY, day + DAY)


def changes(zone: str, first: date, last: date) -> list[date]:
    """The dates on which a zone's clocks change. A rule that repeats is looked at for three years; Ramadan does not."""
    place, found = due.zone_of(zone), []
    day = first
    before = datetime.combine(day, time(12), place).utcoffset()
    while day < (last if zone in MOVING else min(last, date(first.year + 3, 1, 1))):
        day += DAY
        now = datetime.combine(day, time(12), place).utcoffset()
        if now != before:
            found.append(day)
        before = now
    return found


@pytest.mark.parametrize(
    ("zone", "day", "wanted", "found"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T03:00:00+02:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30:00+02:00"),
        ("America/Los_Angeles", "2026-03-08", "02:15", "2026-03-08T03:00:00-07:00"),
        ("America/Los_Angeles", "2026-03-09", "00:30", "2026-03-09T00:30:00-07:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-04T02:30:00+11:00"),
        ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-24T01:00:00+03:00"),
        ("America/Santiago", "2026-09-06", "00:00", "2026-09-06T01:00:00-03:00"),
        ("America/Nuuk", "2024-03-30", "23:30", "2024-03-31T00:00:00-01:00"),
    ],
)
def test_a_time_in_a_gap_is_the_gaps_end_and_one_of_two_is_the_first(
    zone: str, day: str, wanted: str, found: str
) -> None:
    one = due.due_on(due.zone_of(zone), seven(wanted), date.fromisoformat(day))
    assert one == due.Due(date.fromisoformat(day), at(found))


def test_a_date_that_never_was_has_no_morning() -> None:
    apia = due.zone_of("Pacific/Apia")
    assert due.due_on(apia, seven("07:00"), date(2011, 12, 30)) is None
    assert [one.day.day for one in walk("Pacific/Apia", "07:00", date(2011, 12, 28), date(2011, 12, 31))] == [
        28,
        29,
        31,
    ]


def test_each_weekday_may_have_its_own_time() -> None:
    rule = "06:00,07:00,06:00,07:00,06:00,09:00,09:30"
    monday = due.next_due("Europe/Berlin", rule, at("2026-11-23T00:00:00+01:00"))
    assert monday.at == at("2026-11-23T06:00:00+01:00")
    sunday = due.next_due("Europe/Berlin", rule, at("2026-11-28T12:00:00+01:00"))
    assert sunday.at == at("2026-11-29T09:30:00+01:00")
    assert due.rule(due.times(rule)) == rule
    assert due.rule(due.times("07:00")) == "07:00"


def test_an_earlier_time_set_before_the_morning_sends_it_at_once() -> None:
    now = at("2026-11-24T06:30:00+01:00")
    pending = at("2026-11-24T07:00:00+01:00")
    assert due.rescheduled("Europe/Berlin", "06:00", pending, now) == due.Due(
        date(2026, 11, 24), at("2026-11-24T06:00:00+01:00")
    )


def test_a_later_time_set_after_the_morning_waits_for_its_key_to_refuse_the_double() -> None:
    now, pending = at("2026-11-24T07:30:00+01:00"), at("2026-11-25T07:00:00+01:00")
    assert due.rescheduled("Europe/Berlin", "08:00", pending, now).day == date(2026, 11, 24)


def test_an_earlier_time_set_after_the_morning_begins_tomorrow() -> None:
    now, pending = at("2026-11-24T07:30:00+01:00"), at("2026-11-25T07:00:00+01:00")
    assert due.rescheduled("Europe/Berlin", "06:00", pending, now).day == date(2026, 11, 25)


def test_a_flight_east_over_the_morning_does_not_lose_it() -> None:
    # Monday 20:00 in New York is Tuesday 10:00 in Tokyo: Tuesday's morning there has gone by and was never sent.
    now, pending = at("2026-11-23T20:00:00-05:00"), at("2026-11-24T07:00:00-05:00")
    assert due.rescheduled("Asia/Tokyo", "07:00", pending, now) == due.Due(
        date(2026, 11, 24), at("2026-11-24T07:00:00+09:00")
    )


def test_a_flight_west_after_the_morning_does_not_send_it_twice() -> None:
    now, pending = at("2026-11-24T10:00:00+09:00"), at("2026-11-25T07:00:00+09:00")
    found = due.rescheduled("America/New_York", "07:00", pending, now)
    # Tuesday's came in Tokyo already; its key holds in New York too, where it is still Monday evening.
    assert found == due.Due(date(2026, 11, 24), at("2026-11-24T07:00:00-05:00"))


@given(
    st.sampled_from(ZONES), st.sampled_from(ZONES), st.times(), st.times(),
    st.integers(0, 6 * 365 * 24 * 60),
)  # fmt: skip
def test_a_new_zone_or_time_never_leaves_a_hole(old: str, new: str, before: time, after: time, minute: int) -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    pending = due.next_due(old, f"{before:%H:%M}", now)
    found = due.rescheduled(new, f"{after:%H:%M}", pending.at, now)
    today = due.local_date(new, now)
    assert found.day >= today, "nothing from the past is sent"
    assert found.at <= now or found == due.next_due(new, f"{after:%H:%M}", now)
    if found.at <= now:
        assert found.day == today


def test_a_morning_is_one_until_noon_and_a_late_riser_has_three_hours() -> None:
    early = due.Due(date(2026, 11, 24), at("2026-11-24T07:00:00+01:00"))
    assert due.not_after(early, "Europe/Berlin") == at("2026-11-24T12:00:00+01:00")
    shift = due.Due(date(2026, 11, 24), at("2026-11-24T13:00:00+01:00"))
    assert due.not_after(shift, "Europe/Berlin") == at("2026-11-24T16:00:00+01:00")
    night = due.Due(date(2026, 11, 24), at("2026-11-24T23:00:00+01:00"))
    assert due.not_after(night, "Europe/Berlin") == at("2026-11-25T00:00:00+01:00")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-24T21:59:00+01:00", None),
        ("2026-11-24T22:00:00+01:00", "2026-11-25T06:00:00+01:00"),
        ("2026-11-25T00:30:00+01:00", "2026-11-25T06:00:00+01:00"),
        ("2026-11-25T06:00:00+01:00", None),
    ],
)
def test_quiet_hours_reach_over_midnight(now: str, until: str | None) -> None:
    found = due.quiet_until("Europe/Berlin", time(22), time(6), at(now))
    assert found == (None if until is None else at(until))


def test_quiet_hours_of_one_day_and_none_at_all() -> None:
    noon = at("2026-11-24T12:30:00+01:00")
    assert due.quiet_until("Europe/Berlin", time(12), time(14), noon) == at("2026-11-24T14:00:00+01:00")
    assert due.quiet_until("Europe/Berlin", time(12), time(12), noon) is None


def test_quiet_hours_begin_and_end_on_their_minute() -> None:
    for start, end in ((time(12), time(14)), (time(14), time(12))):
        began, over = (f"2026-11-24T{one:%H:%M}:00+01:00" for one in (start, end))
        assert due.quiet_until("Europe/Berlin", start, end, at(began)) is not None
        assert due.quiet_until("Europe/Berlin", start, end, at(over)) is None, "not until the same minute tomorrow"


def test_a_zone_that_is_none_says_what_it_must_be() -> None:
    with pytest.raises(ValueError, match="Europe/Berlin"):
        due.zone_of("Middle-earth/Shire")


# --- as the tick lives it --------------------------------------------------------------------------------------------


def runner_of(zone: str, rule: str, now: datetime) -> Cohort:
    first = due.next_due(zone, rule, now)
    return Cohort(zone, rule, first.at, first.day)


def ticked(runner: Cohort, now: datetime) -> tuple[Cohort, date | None]:
    """One look at the clock: the runner's next row, and the date whose morning was made."""
    if runner.next_due_at > now:
        return runner, None
    made, following = morning(runner, now)
    return replace(runner, next_due_at=following.at, next_due_on=following.day), made.day if made else None


@given(
    st.sampled_from(ZONES), st.times().map(lambda one: f"{one:%H:%M}"), st.dates(date(2024, 1, 1), date(2033, 12, 1)),
    st.lists(st.integers(1, 60 * 60), min_size=5, max_size=60),
)  # fmt: skip
def test_a_coach_that_sleeps_as_it_likes_sends_a_morning_on_its_own_date_or_never(
    zone: str, rule: str, first: date, naps: list[int]
) -> None:
    now = datetime.combine(first, time(0), UTC)
    row, made, looks = runner_of(zone, rule, now), [], []
    for minutes in naps:
        now += timedelta(minutes=minutes)
        looks.append(now)
        row, day = ticked(row, now)
        if day is not None:
            assert day == due.local_date(zone, now), "nothing stale"
            made.append(day)
    assert made == sorted(set(made)), "nothing twice"
    for one in walk(zone, rule, first + DAY, now.date()):
        seen = any(one.at <= look and due.local_date(zone, look) == one.day for look in looks)
        assert seen == (one.day in made)


@given(
    st.sampled_from(ZONES), st.times().map(lambda one: f"{one:%H:%M}"), st.dates(date(2024, 1, 1), date(2033, 12, 1)),
    st.lists(
        st.tuples(
            st.integers(1, 60 * 40), st.one_of(st.none(), st.sampled_from(CURIOUS)),
            st.one_of(st.none(), st.times().map(lambda one: f"{one:%H:%M}")),
        ),
        min_size=1, max_size=6,
    ),
)  # fmt: skip
def test_whatever_is_changed_and_when_every_date_lived_through_has_its_one_morning(
    zone: str, rule: str, first: date, changed: list[tuple[int, str | None, str | None]]
) -> None:
    """Zones and times change at any minute; each date that passes whole in one zone has its morning (the row's key
    of runner and date takes care of the second one)."""
    step = timedelta(minutes=15)
    now = datetime.combine(first, time(0), UTC)
    row, made = runner_of(zone, rule, now), set()
    flights = [(datetime.min.replace(tzinfo=UTC), zone)]
    at = now
    for minutes, to, new in [*changed, (60 * 50, None, None)]:
        at += timedelta(minutes=minutes)
        while now < at:
            now = min(now + step, at)
            row, day = ticked(row, now)
            made |= {day} - {None}
        place, times = to or row.zone, new or row.mornings
        found = due.rescheduled(place, times, row.next_due_at, now)
        row = replace(row, zone=place, mornings=times, next_due_at=found.at, next_due_on=found.day)
        if to is not None:
            flights.append((now, to))
    for number, (since, place) in enumerate(flights):
        until = flights[number + 1][0] if number + 1 < len(flights) else now
        begin = max(since, datetime.combine(first, time(0), UTC) + DAY)
        day = due.local_date(place, begin) + DAY if begin < until else due.local_date(place, until)
        while due.at_local(place, day + DAY, time(0)) <= until:
            assert day in made or not exists(place, day)
            day += DAY
