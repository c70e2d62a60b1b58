"""PostgreSQL is restarted under the coach, or its connections break: nothing is lost, and nobody waits for a lease."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import server
from tests.faults.coach import quiet
from tests.postgres import fresh, postgres

__all__ = ["postgres"]

pytestmark = pytest.mark.xdist_group("postgres")


async def test_connections_that_break_in_the_middle_of_anything_cost_nobody_anything(
    tmp_path: Path, postgres: str
) -> None:
    quiet()
    found = await server.through(tmp_path, fresh(postgres), cuts=60, runners=30, rate=15)
    assert found.cuts >= 60
    assert set(found.mornings) == {1}, "each runner their one morning"
    assert set(found.ended) == {"sent"}
    assert set(found.answers) == {1}, "each word its one answer"
    assert found.slowest < 30, "on a machine that is busy with other tests; a lease lasts a minute"
