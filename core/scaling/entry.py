"""The first dose of an exercise (3.4), and the range that it moves in."""

from __future__ import annotations

from datetime import timedelta

from core.catalogue import EXPLOSIVE, Exercise, Unit
from core.policy import policy
from core.scaling.around import Around
from core.scaling.rungs import first_load_of
from core.session import Dose
from core.standing import PAST_DAYS


def bounds(around: Around, exercise: Exercise, loaded: bool) -> tuple[int, int]:
    """The range of double progression; a loaded one below 8 repetitions starts at 8 until heavy work is open (3.1).

    What has a programme of its own has no range: so many repetitions in so many weeks, and the weight follows (4.1).
    """
    rules = policy().step
    stage = exercise.stage(weeks_held(around, exercise)) if exercise.stages else None
    low, high = (exercise.low, exercise.high) if stage is None else (stage.reps, stage.reps)
    if exercise.unit is Unit.reps and loaded and not around.position.heavy and low < rules.heavy_reps_below:
        low = min(rules.light_bottom_reps, exercise.high)
    return low, max(low, high)


def weeks_held(around: Around, exercise: Exercise) -> int:
    """The week, from 1 on, of an exercise that stands or comes in: one not asked for lately begins anew."""
    lately = around.day - timedelta(days=PAST_DAYS)
    tracks = around.standing.tracks.values() if exercise.stages else ()
    held = [
        one.since
        for one in tracks
        if one.exercise == exercise.id and one.exposures[-1:] and one.exposures[-1].day >= lately
    ]
    return (around.day - min(held, default=around.day)).days // 7 + 1


def entering(around: Around, exercise: Exercise, sets: int, *, bare: bool = False) -> Dose:
    """The first dose of an exercise: few sets, the bottom of its range, the first load of 3.4 (`bare`: none)."""
    load = None if bare else first_load_of(around, exercise)
    low, _ = bounds(around, exercise, load is not None)
    rules = policy()
    tempo = tempo_of(exercise, around.older)
    fewest = min(sets, rules.step.new_exercise_sets, max(exercise.sets_max, 1))
    return Dose(
        sets=max(1, fewest),
        amount=low,
        unit=exercise.unit.value,
        load_kg=None if load is None else load.each_kg,
        count=1 if load is None else load.count,
        tempo=tempo,
        explosive=exercise.tempo is not None and exercise.tempo.lift == EXPLOSIVE,
    )


def tempo_of(exercise: Exercise, slow: bool = False) -> tuple[int, int, int, int] | None:
    """The tempo in whole seconds (X as 1); `slow` is 3-1-3, the older beginner's (3.9)."""
    if exercise.unit is not Unit.reps or exercise.rep_seconds:
        return None
    lower, pause, lift, top = exercise.working_tempo
    lift = 1 if lift == EXPLOSIVE else lift
    if slow and exercise.tempo:
        return max(lower, 3), max(pause, 1), 3, top
    return lower, pause, lift, top
