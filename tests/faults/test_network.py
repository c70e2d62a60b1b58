"""A network on which one request in five fails, and what becomes of the mornings and answers on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import network
from tests.faults.coach import quiet


@pytest.fixture(autouse=True)
def _quiet() -> None:
    quiet()


async def test_one_request_in_five_fails_and_no_morning_is_lost(tmp_path: Path) -> None:
    found = await network.through(tmp_path, runners=60, longest_pause=1)
    assert found.lost == []
    assert len(found.met) == 11, f"not every way to fail: {found.met}"
    assert found.repeated == [], "what was refused for good was tried again"
    assert found.early == 0, "the platform said to wait"
    assert found.storm < 1.6
    assert found.doubles <= 8, "only what may have arrived goes twice"
    assert found.answers >= 5
    assert found.slow < 1.0
    assert found.slowest < 3.0, "on a machine that is busy with other tests"
