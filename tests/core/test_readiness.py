"""Mornings: what sleep, freshness, pulse and heart-rate variability make of the light, by the runner's own measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings, strategies as st

from core import diary, echo, planner, readiness
from core.athlete import Limit, Priority, Race
from core.body import Region, Side
from core.readiness import Systemic
from core.session import Kind, Light
from core.standing import Morning, Standing
from tests.core.golden import MONDAY, RUNNER, Book, day

TODAY = MONDAY + timedelta(days=30)


def mornings(*before: dict[str, Any], **today: Any) -> tuple[Systemic, set[str]]:
    """What today's answers say after those of the days before, oldest first."""
    past = tuple(Morning(TODAY - timedelta(days=len(before) - n), **one) for n, one in enumerate(before))
    said = Morning(TODAY, **today)
    level, why = readiness.morning(Standing(mornings=(*past, said)), said)
    return level, {one.code for one in why}


def test_under_four_hours_is_red_and_under_six_amber() -> None:
    assert mornings(sleep_h=3.5) == (Systemic.RED, {"sleep_very_short"})
    assert mornings(sleep_h=5) == (Systemic.AMBER, {"sleep_short"})
    assert mornings(sleep_h=6) == (Systemic.GREEN, set())


def test_four_items_have_absolute_cuts_until_there_are_seven_mornings() -> None:
    tired = {"sleep": 4, "fatigue": 4, "stress": 4, "soreness": 4}
    assert mornings(**tired)[0] is Systemic.AMBER
    assert mornings(*[tired] * 6, **tired)[0] is Systemic.AMBER
    # Someone who always answers like that has a usual of their own.
    assert mornings(*[tired] * 7, **tired)[0] is Systemic.GREEN


def test_two_taps_speak_by_the_runners_own_measure_and_only_after_seven_mornings() -> None:
    usual = {"sleep": 3, "fatigue": 3}
    worse = {"sleep": 4, "fatigue": 5}
    assert mornings(*[usual] * 6, **worse)[0] is Systemic.GREEN
    assert mornings(*[usual] * 7, **worse) == (Systemic.AMBER, {"readiness_low"})
    assert mornings(*[usual] * 7, sleep=4, fatigue=3)[0] is Systemic.GREEN


def test_a_week_of_short_nights_counts_only_against_the_runners_own_nights() -> None:
    slipping = [{"sleep_h": 8.0}] * 14 + [{"sleep_h": 6.2}] * 6
    assert mornings(*slipping, sleep_h=6.2) == (Systemic.AMBER, {"sleep_slipping"})
    assert mornings(*[{"sleep_h": 6.2}] * 20, sleep_h=6.2) == (Systemic.GREEN, set())


def test_heart_rate_variability_needs_readings_before_it_says_anything() -> None:
    steady = [{"hrv": 4.1 + 0.02 * (n % 3)} for n in range(20)]
    assert mornings(*steady[:5], hrv=3.0)[0] is Systemic.GREEN
    low = [*steady, *[{"hrv": 3.6}] * 5]
    assert mornings(*low, hrv=3.5) == (Systemic.AMBER, {"hrv_outside"})
    assert mornings(*steady, hrv=4.12)[0] is Systemic.GREEN


def pushing() -> Book:
    """A runner for whom the day would be PUSH."""
    book = Book()
    book.to(MONDAY + timedelta(days=15))
    assert light(book) is Light.PUSH
    return book


def light(book: Book) -> Light:
    return readiness.read(book.athlete, book.standing, book.day).light


def said(book: Book, days_ago: int = 0, **answers: Any) -> None:
    book.add(diary.Readiness(at=book.at(), day=book.day - timedelta(days=days_ago), **answers))


def test_a_raised_pulse_holds_and_a_usual_one_does_not() -> None:
    for pulse, expected in ((49, Light.PUSH), (58, Light.HOLD)):
        book = pushing()
        for ago in range(14, 0, -1):
            said(book, ago, resting_pulse=48 + ago % 2)
        said(book, resting_pulse=pulse)
        assert light(book) is expected


def test_too_little_food_yesterday_holds_today_and_no_longer() -> None:
    book = pushing()
    said(book, 1, food="low", drink="ok")
    assert light(book) is Light.HOLD
    other = pushing()
    said(other, 2, food="low", drink="low")
    assert light(other) is Light.PUSH


def test_who_wished_to_be_asked_and_says_nothing_holds_at_most() -> None:
    book = pushing()
    book.athlete = replace(book.athlete, readiness=True)
    assert light(book) is Light.HOLD
    said(book, fatigue=2)
    assert light(book) is Light.PUSH


def test_an_unanswered_morning_after_a_bad_one_still_backs_off_for_two_days() -> None:
    for ago, expected in ((1, Light.BACK_OFF), (2, Light.BACK_OFF), (3, Light.HOLD)):
        book = pushing()
        book.athlete = replace(book.athlete, readiness=True)
        said(book, ago, sleep_h=3.5)
        reading = readiness.read(book.athlete, book.standing, book.day)
        assert reading.light is expected, ago
        assert reading.systemic is not Systemic.RED


def test_after_a_bad_morning_nothing_rises_until_a_session_was_trained() -> None:
    for ago, expected in ((2, ["after_back_off"]), (5, ["all_green"])):
        book = pushing()
        last = max(one.day for one in book.standing.strength(before=book.day))
        assert (book.day - last).days == 4
        said(book, ago, sleep_h=3.5)
        assert [one.code for one in readiness.read(book.athlete, book.standing, book.day).reasons] == expected


def test_food_and_drink_alone_are_no_answer_to_a_morning() -> None:
    book = pushing()
    said(book, food="ok", drink="ok")
    assert readiness.answers(book.standing, book.day) is None


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "sleep_h": st.floats(0, 12),
        "sleep": st.integers(1, 7),
        "fatigue": st.integers(1, 7),
        "stress": st.integers(1, 7),
        "soreness": st.integers(1, 7),
    },
)


@settings(max_examples=150, deadline=None)
@given(before=st.lists(ANSWERS, max_size=25), today=ANSWERS, name=st.sampled_from(["fatigue", "stress", "sleep_h"]))
def test_a_worse_answer_never_makes_the_morning_better(
    before: list[dict[str, Any]], today: dict[str, Any], name: str
) -> None:
    if name not in today:
        return
    worse = max(0.0, today[name] - 1) if name == "sleep_h" else min(7, today[name] + 1)
    assert mornings(*before, **(today | {name: worse}))[0] >= mornings(*before, **today)[0]


# --- the echo ---


def asked(book: Book) -> list[tuple[Region, Side, str]]:
    found = planner.morning_questions(book.athlete, book.standing, book.day)
    return [(one.region, one.side, one.why.value) for one in found]


def test_a_painful_part_is_asked_about_every_morning_until_it_was_spoken_of() -> None:
    book = Book()
    book.to(MONDAY + timedelta(days=8))
    book.felt("knee", "left", 4, "now", "joint")
    book.day += timedelta(days=1)
    assert asked(book) == [(Region.knee, Side.left, "pain")]
    book.felt("knee", "left", 1, "morning", "joint")
    assert asked(book) == []


def test_an_ordinary_session_of_the_first_weeks_asks_nothing_the_morning_after() -> None:
    book = Book()
    book.to(MONDAY + timedelta(days=2))
    assert book.standing.on(book.day - timedelta(days=1)) is not None
    assert asked(book) == []


def test_a_tendon_that_hurt_lately_is_asked_about_after_it_worked() -> None:
    book = Book()
    book.felt("achilles", "right", 4, "now")
    book.to(MONDAY + timedelta(days=25))
    worked = []
    for _day in range(8):
        worked.append((book.day, [one for one in asked(book) if one[2] in ("tendon", "pain")]))
        book.to(book.day + timedelta(days=1))
    after = {day: parts for day, parts in worked if parts}
    strength = {one.day + timedelta(days=1) for one in book.standing.past if one.kind.strength}
    assert after
    assert set(after) <= strength | {day + timedelta(days=1) for day in trained(book)}
    assert all((Region.achilles, Side.right) == parts[0][:2] for parts in after.values())


def trained(book: Book) -> set[date]:
    return {one.day for one in book.standing.past if one.done}


def test_a_limit_makes_the_tendon_worth_asking_about() -> None:
    book = Book()
    book.athlete = replace(book.athlete, limits=(Limit(Region.achilles, Side.left),))
    book.to(MONDAY + timedelta(days=2))
    assert asked(book) == [(Region.achilles, Side.left, "tendon")]
    assert echo.spoken_of(book.standing, Region.achilles, Side.left, book.day) is False


EASED = {"deload", "restoration", "whole_again", "taper", "race_near", "race_recovers", "gap_7", "gap_14", "gap_back"}


def test_no_day_says_push_on_which_nothing_may_rise() -> None:
    """A deload, race week and the way back from a journey were all "push" above fewer sets and lighter weights."""
    book = Book(replace(RUNNER, race=Race(day(9, "sun"), 10, Priority.A)))
    book.to(day(13, "mon"))
    book.add(diary.Away(at=book.at(), day=book.day, why="travel", start=book.day, until=day(15, "sun")))
    book.to(day(19, "mon"))
    seen = {Light.PUSH: 0, Light.HOLD: 0}
    for one in book.sent.values():
        said = {why.code for why in one.reasons} | {why.code for item in one.items for why in item.reasons}
        if one.deload or (said & EASED and one.kind is not Kind.TECHNIQUE):
            assert one.light is Light.HOLD, (one.id, said)
        seen[one.light] += one.kind.strength
    assert min(seen.values()) >= 8, seen
    eased = {why.code for one in book.sent.values() for why in one.reasons} & EASED
    assert eased >= {"deload", "restoration", "whole_again", "taper", "gap_14", "gap_back"}, eased
