"""How many messages one runner may send in a minute, and that it is said once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.throttle import Throttle

RENA, OTTO = ("telegram", "1"), ("telegram", "2")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 24, 7, tzinfo=UTC))


def admitted(throttle: Throttle, times: int) -> list[bool | None]:
    return [throttle.admit(RENA) for _ in range(times)]


def test_who_is_too_fast_is_told_once_and_nobody_else_waits_for_it(clock: MovableClock) -> None:
    throttle = Throttle(clock, {"telegram": 3})
    assert admitted(throttle, 6) == [None, None, None, True, False, False]
    assert throttle.admit(OTTO) is None
    assert throttle.admit(("discord", "1")) is None, "no limit was set there"


def test_the_bucket_fills_again_steadily_and_a_quiet_day_saves_nothing_up(clock: MovableClock) -> None:
    throttle = Throttle(clock, {"telegram": 3})
    admitted(throttle, 4)
    clock.move(clock.now() + timedelta(seconds=20))
    assert admitted(throttle, 2) == [None, True]
    clock.move(clock.now() + timedelta(days=1))
    assert admitted(throttle, 4) == [None, None, None, True]


def test_what_came_to_nothing_by_our_fault_is_not_counted(clock: MovableClock) -> None:
    throttle = Throttle(clock, {"telegram": 1})
    assert throttle.admit(RENA) is None
    throttle.give_back(RENA)
    assert throttle.admit(RENA) is None
    assert throttle.admit(RENA) is True
