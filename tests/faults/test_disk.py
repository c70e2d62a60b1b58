"""The database is locked, the disk is full: nobody's words are lost, nothing comes twice, and it passes by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import disk
from tests.faults.coach import quiet


@pytest.fixture(autouse=True)
def _quiet() -> None:
    quiet()


def check(found: disk.Outcome) -> None:
    assert found.failed, "there was no trouble"
    assert set(found.mornings) == {1}, "each runner their one morning"
    assert set(found.ended) == {"sent"}
    assert set(found.answers) == {1}, "each word its one answer"
    assert found.recovered < 5
    assert found.lag < 1, "who waits for a database waits beside the event loop"


async def test_a_database_that_is_locked_for_a_while_costs_nobody_anything(tmp_path: Path) -> None:
    found = await disk.through(tmp_path, disk.locked, seconds=2.5)
    check(found)


async def test_a_full_disk_costs_nobody_anything_once_there_is_room(tmp_path: Path) -> None:
    with disk.small_disk(tmp_path) as (place, trouble):
        found = await disk.through(place, trouble, seconds=2.5)
    check(found)
