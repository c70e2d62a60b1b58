"""What the model of a runner's body does, and that it does it within what is known of real ones."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pytest

from core.athlete import Level
from core.body import Region, Volume
from tests.simulation.compare import Given, lived
from tests.simulation.model import (
    DOMS,
    MUSCLE,
    Body,
    Runner,
    Voice,
    Work,
    facts,
    make_life,
    make_runner,
    misjudged,
)
from tests.simulation.peers import Nothing

SQUAT = Work("sq_goblet", 3, 8, 8)


def a_runner(level: Level = Level.SOME, **traits: object) -> Runner:
    seed = next(seed for seed in range(100) if make_runner(seed).athlete.level is level)
    return replace(make_runner(seed), strength=dict.fromkeys(Volume, 1.0), **traits)  # type: ignore[arg-type]


def a_body(runner: Runner | None = None, days: int = 60) -> Body:
    runner = runner or a_runner()
    return Body(runner, make_life(runner, days, quiet=True))


def test_the_same_seed_is_the_same_runner_with_the_same_life() -> None:
    assert make_runner(7) == make_runner(7)
    assert make_life(make_runner(7), 182) == make_life(make_runner(7), 182)
    assert make_runner(7) != make_runner(8)


def test_the_runners_are_not_all_of_a_kind() -> None:
    runners = [make_runner(seed) for seed in range(200)]
    assert {one.athlete.level for one in runners} == set(Level)
    assert len({one.athlete.kit() for one in runners}) >= 8
    assert min(one.athlete.born for one in runners) < 1970 < 2000 < max(one.athlete.born for one in runners)


def test_more_repetitions_or_more_weight_or_a_slower_tempo_is_felt_as_harder() -> None:
    body = a_body()
    assert body.effort(SQUAT) < body.effort(replace(SQUAT, amount=12)) < body.effort(replace(SQUAT, amount=16))
    assert body.effort(SQUAT) < body.effort(replace(SQUAT, kg=16))
    assert body.effort(SQUAT) < body.effort(replace(SQUAT, tempo=(6, 2, 2, 0)))


def test_the_library_is_right_for_the_runner_it_is_written_for() -> None:
    """Half a year of strength work, average strength, the middle of range and first load: about five left."""
    runner = a_runner()
    body = a_body(replace(runner, overrides={"rdl": 1.0}))
    assert body.reserve(Work("rdl", 1, 8, 0.225 * runner.mass), rested=True) == pytest.approx(5, abs=0.3)


def test_soreness_peaks_two_days_later_and_is_gone_by_the_sixth() -> None:
    body = a_body(a_runner(Level.NEW))
    body.train([SQUAT])
    felt = []
    for _ in range(7):
        felt.append(body.muscle[Volume.squat].sore)
        body.night()
    assert max(felt) == felt[2] > 0
    assert felt[0] < felt[1]
    assert felt[len(DOMS) :] == [0]


def test_the_same_work_hurts_less_the_next_time() -> None:
    body = a_body(a_runner(Level.NEW))
    peaks = []
    for _ in range(3):
        body.train([SQUAT])
        peaks.append(body.muscle[Volume.squat].pending[2])
        for _ in range(7):
            body.night()
    assert peaks[0] > peaks[1] > peaks[2]


def test_a_hard_run_costs_the_legs_repetitions_until_they_have_slept() -> None:
    body = a_body()
    rested = body.reserve(SQUAT)
    day = next(day for day, (_, minutes) in enumerate(body.life.runs) if minutes > 0)
    for _ in range(day):
        body.night()
    body.run()
    assert body.reserve(SQUAT) < rested
    for _ in range(5):
        body.night()
    assert body.reserve(SQUAT) == pytest.approx(rested, abs=0.3)


@pytest.mark.parametrize(
    ("level", "least", "most"), [(Level.NEW, 25, 45), (Level.SOME, 14, 28), (Level.TRAINED, 6, 16)]
)
def test_a_textbook_programme_gives_textbook_gains(level: Level, least: float, most: float) -> None:
    """ACSM 2009: about 40 % untrained, 20 % moderately trained, 10-16 % trained, over weeks to two years."""
    gains = []
    for seed in range(40):
        runner = make_runner(seed)
        if runner.athlete.level is not level:
            continue
        body = a_body(runner, 182)
        for day in range(182):
            if day % 7 in (1, 4):
                body.train(textbook(body))
            body.night()
        gains.append(body.stronger)
    assert least < fmean(gains) < most


def textbook(body: Body) -> list[Work]:
    """Three sets of ten at a weight that leaves two or three."""
    works = []
    for exercise in ("sq_goblet", "rdl", "soleus_seat"):
        found = facts(exercise)
        assert found is not None
        kg = body.capacity(exercise, rested=True) / (1 + 12.5 / 30) - found.share * body.runner.mass
        works.append(Work(exercise, 3, 10, max(0.0, kg)))
    return works


def test_strength_that_is_not_used_fades_after_ten_days() -> None:
    body = a_body(days=80)
    for _ in range(4):
        body.train(textbook(body))
        for _ in range(4):
            body.night()
    had = body.stronger
    for _ in range(6):
        body.night()
    assert body.stronger == had
    for _ in range(28):
        body.night()
    assert 0.8 * had < body.stronger < had


def test_a_tissue_needs_days_to_forget_a_long_run() -> None:
    body = a_body()
    tissue = next(iter(body.tissue.values()))
    tissue.run = 100
    body.night()
    assert 60 < tissue.run < 80
    body.night()
    body.night()
    assert 25 < tissue.run < 50


def test_a_tissue_that_is_loaded_more_for_weeks_bears_more_but_slowly() -> None:
    body = a_body()
    tissue = next(iter(body.tissue.values()))
    before = tissue.capacity
    for day in range(56):
        tissue.run = 2 * tissue.usual * 0.9
        body.night()
        if day == 6:
            assert tissue.capacity < 1.1 * before
    assert 1.15 * before < tissue.capacity < 1.9 * before


def test_a_day_far_beyond_the_margin_hurts_and_counts_once() -> None:
    body = a_body()
    for tissue in body.tissue.values():
        tissue.run = 1.3 * tissue.capacity
    body.night()
    assert {one.tissue for one in body.overloads} == {"achilles", "knee", "hamstring"}
    assert len(body.overloads) == 3
    assert not any(one.by_lifting for one in body.overloads)
    assert all(tissue.pain >= 5 for tissue in body.tissue.values())


def test_nobody_runs_or_loads_a_part_at_five() -> None:
    body = a_body()
    for tissue in body.tissue.values():
        tissue.pain = 6
    done = body.train([SQUAT, Work("pushup", 2, 6)])
    assert [one.work.exercise for one in done.lifted] == ["pushup"]
    assert done.stopped
    for _ in range(7):
        assert body.run()[1] == 0
        for tissue in body.tissue.values():
            tissue.pain = 6
        body.night()
    assert body.lost == 7


def test_running_alone_injures_about_as_often_as_it_does_real_runners() -> None:
    """7.7 per 1,000 h in recreational runners, 17.8 in novices (Videbaek et al. 2015)."""
    runners = [make_runner(seed) for seed in range(200)]
    hours = sum(sum(run.minutes or 0 for run in one.athlete.runs) / 60 * 26 for one in runners)
    overloads = sum(lived(Given.of(one), Nothing).overloads for one in runners)
    assert 5 < 1000 * overloads / hours < 20


def test_answers_carry_bias_and_noise_and_sometimes_do_not_come() -> None:
    runner = a_runner(bias=1.5, noise=0.5, answers=0.8)
    body = a_body(runner, 200)
    voice = Voice(body)
    told: list[float] = []
    silent = 0
    for _ in range(200):
        trained = body.train([SQUAT])
        answer = voice.rates(trained)
        if answer is None:
            silent += 1
        else:
            told.append(answer.effort - trained.effort)
        body.night()
    assert 0.10 < silent / 200 < 0.32
    assert 1.0 < fmean(told) < 2.0
    assert len(set(told)) > 20


def test_every_planner_meets_the_same_noise() -> None:
    runner = a_runner()
    life = make_life(runner, 30)
    idle, busy = Body(runner, life), Body(runner, life)
    first, second = Voice(idle), Voice(busy)
    for _ in range(30):
        busy.train([SQUAT])
        assert first.skips() == second.skips()
        assert first.answers_this_morning() == second.answers_this_morning()
        idle.night()
        busy.night()


def test_soreness_is_told_where_it_is_felt() -> None:
    assert MUSCLE[Volume.squat] is Region.quad
    assert set(MUSCLE) == set(Volume)


@pytest.mark.parametrize("factor", [0.7, 1.3])
def test_a_misjudged_first_dose_is_off_by_just_that(factor: float) -> None:
    work = Work("sq_goblet", 2, 8, 12, rpe=(5, 6))
    body = a_body(misjudged(a_runner(), [work], factor))
    assert body.effort(replace(work, kg=12 / factor)) == pytest.approx(5.5, abs=0.1)
    assert (body.effort(work) < 5.5) == (factor < 1)
