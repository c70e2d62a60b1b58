"""What a week comes to for each region, beside the table of rulebook 3.5."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.athlete import Athlete, Level, Run, RunKind
from core.body import Volume
from core.catalogue import catalogue
from core.season import monday_of
from core.session import Kind, Session
from tests.core.golden import RUNNER, Book, day

MOST = {
    "intro": {Volume.lateral_hip: 4, Volume.core: 4, Volume.pull: 2, Volume.push: 2},
    "base": {Volume.lateral_hip: 6, Volume.core: 8, Volume.pull: 4, Volume.push: 3},
    "build": {Volume.lateral_hip: 6, Volume.core: 8, Volume.pull: 4, Volume.push: 3},
}
LONG_EVERY_OTHER_DAY = replace(
    RUNNER, runs=tuple(Run(RunKind.LONG, 12) if number % 2 else Run(RunKind.EASY, 6) for number in range(7))
)
"""One strength session and an upper one is all that such a week holds."""


def lived(athlete: Athlete, weeks: int) -> dict[date, list[Session]]:
    """The sessions of so many weeks on target, by their Monday, deloads and the weeks after them left out."""
    book = Book(athlete)
    book.to(day(weeks + 1, "mon"))
    found: dict[date, list[Session]] = defaultdict(list)
    for session in book.sent.values():
        found[monday_of(session.day)].append(session)
    eased = {monday for monday, held in found.items() if any(one.deload for one in held)}
    eased |= {one + timedelta(days=7) for one in eased}
    return {monday: held for monday, held in found.items() if monday not in eased}


def volumes(sessions: list[Session]) -> Counter[Volume]:
    """Working sets of a week by region (3.5)."""
    found: Counter[Volume] = Counter()
    for item in (one for session in sessions for one in session.items if one.working_sets):
        volume = catalogue()[item.exercise].volume
        if volume is not None:
            found[volume] += item.dose.sets
    return found


def over(athlete: Athlete, weeks: int) -> Iterator[str]:
    for monday, held in lived(athlete, weeks).items():
        phase = next(one.phase for one in held if one.kind.strength)
        for volume, most in MOST[phase].items():
            if (sets := volumes(held)[volume]) > most:
                yield f"{monday} {phase}: {sets} sets of {volume}, {most} at most"


def test_a_week_with_an_upper_day_has_no_more_of_trunk_hip_and_arms_than_any_other() -> None:
    """The upper day once held the lines of both sessions, so that a week with A had those of A twice."""
    weeks = lived(LONG_EVERY_OTHER_DAY, 14)
    assert all({one.kind for one in held} >= {Kind.STRENGTH_A, Kind.UPPER} for held in weeks.values())
    assert list(over(LONG_EVERY_OTHER_DAY, 14)) == []


@pytest.mark.parametrize(("level", "minutes"), [(Level.SOME, 45), (Level.TRAINED, 45), (Level.SOME, 40)])
def test_long_rests_never_take_the_lateral_hips_out_of_both_sessions_of_a_week(level: Level, minutes: int) -> None:
    """3.9 drops push, pull and hips first; in heavy weeks of 45 minutes that was for months on end."""
    weeks = lived(replace(RUNNER, level=level, minutes=minutes), 16)
    sets = {monday: (volumes(held)[Volume.lateral_hip], volumes(held)[Volume.core]) for monday, held in weeks.items()}
    assert min(hips for hips, _ in sets.values()) >= 2, sets
    assert min(trunk for _, trunk in sets.values()) >= 2, sets


@pytest.mark.parametrize("minutes", [55, 60])
def test_the_calf_gets_the_sets_of_its_phase_before_another_repetition(minutes: int) -> None:
    """A tendon changes once a fortnight: repetitions once took every one of these turns, and five sets stayed five."""
    weeks = lived(replace(RUNNER, minutes=minutes), 20)
    calf = [volumes(held)[Volume.calf] for _, held in sorted(weeks.items())]
    assert calf[:3] == [4, 4, 5]
    assert min(calf[-4:]) >= 6, calf
