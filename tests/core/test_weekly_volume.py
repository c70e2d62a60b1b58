"""What a week comes to for each region, beside the table of rulebook 3.5."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from core import diary
from core.athlete import Athlete, Level, Place, Run, RunKind
from core.body import Volume
from core.catalogue import catalogue
from core.kit import Kit
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


SHORT_USUALLY = (15, 20, 25, 30)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("minutes", SHORT_USUALLY)
def test_a_usual_session_holds_as_much_as_a_longer_one_cut_to_as_many_minutes(minutes: int, level: Level) -> None:
    """Warm-up and cool-down of 7 and 4 minutes once left nine of twenty, and the same twenty of a longer day more."""
    usual, longer = Book(replace(RUNNER, minutes=minutes, level=level)), Book(replace(RUNNER, level=level))
    for weekday in ("tue", "fri"):
        for book in (usual, longer):
            book.to(day(1, weekday))
        whole = longer.morning()
        assert whole is not None
        longer.add(diary.Shortened(at=longer.at(8), day=longer.day, session=whole.id, minutes=minutes))
        session, short = usual.plan(usual.day), longer.plan(longer.day)
        assert session is not None
        assert short is not None
        assert session.minutes <= minutes
        # Its rests are whole: 90 seconds for the lifts instead of 60.
        assert session.working_sets >= short.working_sets - 1, (weekday, session.items)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("minutes", SHORT_USUALLY[1:])
def test_few_minutes_are_filled_and_every_week_has_something_for_trunk_or_hips(minutes: int, level: Level) -> None:
    """What was dropped for want of minutes left room behind, and thirty minutes of a beginner ended after 23."""
    athlete = replace(RUNNER, minutes=minutes, level=level)
    for held in lived(athlete, 14).values():
        whole = [one for one in held if one.kind.strength and all(item.plan is None for item in one.items)]
        assert all(one.minutes >= minutes - 3 for one in whole if one.left_out), whole
        sets = volumes(held)
        assert sets[Volume.core] + sets[Volume.lateral_hip] >= 1, held
        assert sets[Volume.pull] >= sets[Volume.push]


@pytest.mark.parametrize("level", list(Level))
def test_fifteen_minutes_have_something_for_trunk_or_hips_in_every_week_of_half_a_year(level: Level) -> None:
    """The long rests of heavy weeks left nothing but the lift and the calf, for months on end."""
    for held in lived(replace(RUNNER, minutes=15, level=level), 26).values():
        sets = volumes(held)
        assert sets[Volume.core] + sets[Volume.lateral_hip] >= 1, held


def turns(athlete: Athlete, volume: Volume) -> list[int]:
    """The sets of a region in each loading week of half a year."""
    return [volumes(held)[volume] for _, held in sorted(lived(athlete, 26).items())]


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("kit", [RUNNER.places[0].kit, Kit()], ids=["dumbbells", "nothing"])
@pytest.mark.parametrize("minutes", [15, 20, 25])
def test_the_fewest_minutes_have_hips_every_other_week_at_least(minutes: int, kit: Kit, level: Level) -> None:
    """In fifteen minutes of a heavy block their set found no room beside the trunk's, from the fourth month on."""
    athlete = replace(RUNNER, level=level, minutes=minutes, places=(Place("home", kit),))
    hips = turns(athlete, Volume.lateral_hip)
    assert min(map(sum, pairwise(hips))) >= 1, hips
    assert min(map(sum, pairwise(turns(athlete, Volume.calf)))) >= 2, "who gives its place has it back"


@pytest.mark.parametrize(
    ("level", "minutes"),
    [(Level.NEW, 45), (Level.NEW, 50), (Level.SOME, 40), (Level.SOME, 45), (Level.SOME, 50), (Level.TRAINED, 50)],
)
def test_long_rests_never_take_the_pull_out_of_two_weeks_running(level: Level, minutes: int) -> None:
    """Both sessions of a heavy week dropped it for want of minutes, for months on end, and kept the trunk twice."""
    athlete = replace(RUNNER, level=level, minutes=minutes)
    pull, trunk = turns(athlete, Volume.pull), turns(athlete, Volume.core)
    assert min(map(sum, pairwise(pull))) >= 1, pull
    assert min(trunk) >= 2, trunk
    assert max(trunk[-4:]) >= 4, "who has no turn has not lost its minutes"
    assert min(turns(athlete, Volume.lateral_hip)) >= 2


OLDER = replace(RUNNER, born=1956, level=Level.NEW, minutes=40)


def test_slow_repetitions_take_neither_trunk_nor_hips_out_of_an_older_runners_weeks() -> None:
    """At 3-1-3 forty minutes held a squat, a hinge and a calf in A and no hips in B, from the fourth month on."""
    for held in lived(OLDER, 26).values():
        assert volumes(held)[Volume.core] >= 1, held
        assert all(one.minutes > 32 for one in held if one.left_out and one.kind.strength), held
    hips = turns(OLDER, Volume.lateral_hip)
    assert min(map(sum, pairwise(hips))) >= 1, hips


@pytest.mark.parametrize(
    "athlete",
    [OLDER, replace(OLDER, places=()), replace(OLDER, level=Level.TRAINED, places=())],
    ids=["new", "new, nothing to lift", "trained, nothing to lift"],
)
def test_slow_repetitions_leave_the_back_its_turn_though_nothing_stands_in_both_sessions(athlete: Athlete) -> None:
    """Trunk in A and hips in B had the last minutes of every week, and in half a year nothing was ever pulled."""
    pull = [volumes(held)[Volume.pull] for _, held in sorted(lived(athlete, 26).items())]
    assert not any(sum(pull[at : at + 3]) == 0 for at in range(len(pull) - 2)), pull


def test_an_easy_week_does_not_say_that_its_empty_minutes_have_no_room() -> None:
    book = Book(replace(RUNNER, minutes=20))
    book.to(day(6, "sat"))
    said = {
        one.deload: {left.why.code for left in one.left_out}
        for one in book.sent.values()
        if one.kind.strength and one.left_out
    }
    assert "no_time" in said[False]
    assert "no_time" not in said.get(True, set())


@pytest.mark.parametrize(
    ("minutes", "level", "seed"),
    [(40, Level.TRAINED, 2), (30, Level.SOME, 1), (30, Level.NEW, 0), (30, Level.NEW, 1)],
)
def test_what_a_session_has_become_since_it_was_done_takes_no_hips_out_of_its_week(
    minutes: int, level: Level, seed: int
) -> None:
    """A that had lost sets to hard answers had room for hips on paper, and B, which should have them, went without."""
    book, chance = Book(replace(RUNNER, minutes=minutes, level=level)), Random(seed)
    held: dict[date, list[Session]] = defaultdict(list)
    while book.day < day(19, "mon"):
        session = book.morning()
        if session is not None:
            held[monday_of(book.day)].append(session)
            low, high = session.target
            over = chance.choice((-2, -1, 0, 0, 0, 1, 2, 3))
            book.rate(min(10.0, max(0.0, (high if over > 0 else low) + over)))
        book.day += timedelta(days=1)
    hips = [volumes(one)[Volume.lateral_hip] for _, one in sorted(held.items())]
    assert all(sets or volumes(one)[Volume.pull] for sets, (_, one) in zip(hips, sorted(held.items()), strict=True))
    assert min(map(sum, pairwise(hips))) >= 1, "the pull had their turn, and only every other week"
