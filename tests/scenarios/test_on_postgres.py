"""The same scenarios on PostgreSQL: some in `make test`, every one on every platform in `make chaos`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios import scenarios
from tests.scenarios.scenarios import NEWCOMERS, RUNNERS, Scenario
from tests.scenarios.test_scenarios import STAGES, begins, told

SHORT = {
    ("console", scenarios.the_first_week),
    ("telegram", scenarios.joins_and_has_a_session),
    ("discord", scenarios.joins_and_has_a_session),
}


def every() -> list[object]:
    found: list[object] = []
    for platform in STAGES:
        for scenario in [*NEWCOMERS, *RUNNERS]:
            short = (platform, scenario) in SHORT
            marks = pytest.mark.xdist_group("postgres") if short else pytest.mark.long
            found.append(pytest.param(platform, scenario, marks=marks, id=f"{platform}-{scenario.__name__}"))
    return found


@pytest.mark.parametrize(("platform", "scenario"), every())
async def test_a_runner(platform: str, scenario: Scenario, tmp_path: Path, postgres_url: str) -> None:
    await told(STAGES[platform](tmp_path, at=begins(scenario), url=postgres_url), scenario, tmp_path)


def test_the_short_ones_are_among_them() -> None:
    assert all(scenario in (*NEWCOMERS, *RUNNERS) for _, scenario in SHORT)
