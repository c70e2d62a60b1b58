"""What a platform may say, at length: too many, gone, moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import platform
from tests.faults.coach import quiet


@pytest.fixture(autouse=True)
def _quiet() -> None:
    quiet()


async def test_a_storm_of_429_is_ridden_out_and_answers_do_not_wait_for_it(tmp_path: Path) -> None:
    found = await platform.storm(tmp_path, runners=100, setting=60, limit=30)
    assert set(found.ended) == {"sent"}
    assert found.refused <= 25, "what was on its way at most, and few lessons"
    assert found.early == 0
    assert 0.1 <= found.rate < 1
    assert found.answers >= 3
    assert found.slow < 1.0
    assert found.slowest < 3.0, "on a machine that is busy with other tests"


async def test_a_runner_in_ten_has_blocked_the_coach_and_costs_one_request_for_good(tmp_path: Path) -> None:
    assert await platform.blocked(tmp_path, runners=30) == {1: 3}


async def test_a_group_that_became_a_supergroup_is_followed_and_remembered(tmp_path: Path) -> None:
    first, later = await platform.moved(tmp_path)
    assert len(first) == 1
    assert set(later) == {"-100777"}, "the old address is asked no more"
