"""A session that was sent and not done is planned afresh as if it had never been sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from core import diary, planner
from core.session import Session, to_json
from core.standing import Standing
from tests.core.golden import RUNNER
from tests.simulation.lives import Life, lived


def sent(standing: Standing, session: Session) -> Standing:
    at = datetime(session.day.year, session.day.month, session.day.day, 7, tzinfo=UTC)
    return planner.advance(
        standing, diary.Prescribed(at=at, day=session.day, n=standing.n + 1, session=to_json(session))
    )


def on_target(standing: Standing, session: Session) -> Standing:
    at = datetime(session.day.year, session.day.month, session.day.day, 18, tzinfo=UTC)
    effort = session.target[1]
    return planner.advance(
        standing,
        diary.Report(at=at, day=session.day, n=standing.n + 1, session=session.id, effort=effort, soreness=()),
    )


def test_a_new_rung_is_still_new_when_the_card_is_asked_for_again() -> None:
    """Week 3 of the golden runner brings the single-leg heel raise; asking for the card twice must not hide that."""
    standing = planner.advance(
        Standing(), diary.Joined(at=datetime(2026, 11, 22, 18, tzinfo=UTC), day=date(2026, 11, 22), n=1)
    )
    day, codes = date(2026, 11, 23), set()
    for _ in range(20):
        found = planner.plan_day(RUNNER, standing, day)
        if found.session is not None:
            again = planner.plan_day(RUNNER, sent(standing, found.session), day)
            assert again.session is not None
            assert [(one.exercise, one.dose, one.reasons) for one in again.session.items] == [
                (one.exercise, one.dose, one.reasons) for one in found.session.items
            ], day
            codes |= {why.code for item in found.session.items for why in item.reasons}
            standing = on_target(sent(standing, found.session), found.session)
        day += timedelta(days=1)
    assert "progress" in codes


@pytest.mark.parametrize("seed", range(4))
def test_every_card_of_a_random_life_is_the_same_when_asked_for_again(seed: int) -> None:
    found: list[str] = []

    def watch(life: Life, session: Session) -> None:
        again = planner.plan_day(life.athlete, sent(life.standing, session), life.day).session
        if again is None or [(one.exercise, one.dose) for one in again.items] != [
            (one.exercise, one.dose) for one in session.items
        ]:
            found.append(f"{life.day} {session.id}")

    lived(seed, 56, watch)
    assert found == []
