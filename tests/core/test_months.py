"""The invariants of rulebook 12 over whole months of random runners' lives, judged from their diaries alone."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from core import diary, planner
from core.body import LEG_VOLUMES, Kind as Tissue, Region, Side
from core.catalogue import catalogue
from core.kit import Item, Kit
from core.session import Kind, Session
from core.standing import ReplayNeeded, Standing
from tests.core import worse
from tests.core.invariants import judge
from tests.simulation import lives
from tests.simulation.compare import Given, Sinew, lived as halved
from tests.simulation.lives import Life, climbing, lived
from tests.simulation.model import Runner, make_runner
from tests.simulation.peers import Opening

DAYS = 70


@pytest.mark.parametrize("seed", range(24))
def test_no_invariant_breaks_in_ten_weeks_of_a_random_runner(seed: int) -> None:
    life = lived(seed, DAYS)
    assert judge(life.entries) == []


@pytest.mark.parametrize("seed", range(8))
def test_no_invariant_breaks_for_a_runner_with_wishes_of_the_week(seed: int) -> None:
    assert judge(lived(seed, DAYS, wishes=True).entries) == []


@pytest.mark.parametrize("seed", range(6))
def test_no_invariant_breaks_for_a_runner_who_uses_other_weights_than_asked(seed: int) -> None:
    life = lived(seed, DAYS, loads=0.4)
    assert judge(life.entries) == []
    assert Standing.from_json(life.standing.to_json()) == life.standing == planner.read(life.entries)


def test_whoever_swaps_a_pull_pushes_no_more_than_is_pulled() -> None:
    """Half a year in which a swap that enters with one set once left two sets of push-ups beside it."""
    assert judge(lived(1591, 182).entries) == []


HEAVY = (
    Kit(frozenset({Item.dumbbells}), (24,)),
    Kit(frozenset({Item.kettlebell}), (32,)),
    Kit(frozenset({Item.barbell}), bar_kg=20.0, plates_kg=(20.0,)),
    Kit(frozenset({Item.dumbbells}), (4, 8, 12)),
)


@pytest.mark.parametrize("seed", range(8))
def test_no_invariant_breaks_for_a_runner_whose_weights_are_too_heavy(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lives, "KITS", HEAVY)
    assert judge(lived(seed, DAYS).entries) == []


def test_a_fall_to_an_easier_exercise_never_asks_for_more_than_it_had_there_before() -> None:
    """Half a year in which squats to a box, left at 6 repetitions, once came back with 8 after the form broke."""
    assert judge(lived(51, 182).entries) == []


@pytest.mark.parametrize("seed", [307, 372])
def test_a_deload_of_one_region_does_not_shrink_a_whole_deload_that_still_holds(seed: int) -> None:
    """Half-years in which an easy knee was asked for on the day after ten easy days for everything."""
    assert judge(lived(seed, 182).entries) == []


@pytest.mark.parametrize("seed", [7402, 7414])
def test_what_comes_in_for_legs_that_wait_is_not_there_already(seed: int) -> None:
    """A side plank stood in for a plank, and came in once more in the place of the legs that a flag kept out."""
    assert judge(lived(seed, 182).entries) == []


@pytest.mark.parametrize("seed", [552, 607, 1098])
def test_an_exercise_that_the_runner_chose_for_one_place_is_not_done_twice(seed: int) -> None:
    """Half-years in which a plank was swapped for good for the bird dog that the trunk's second place held already."""
    assert judge(lived(seed, 182).entries) == []


@pytest.mark.parametrize("seed", [3, 14, 26])
def test_whoever_changes_to_heavier_weights_only_lifts_what_is_no_more_than_before(seed: int) -> None:
    """Half-years in which a row or a deadlift once stood there with nothing to lift after the weights were swapped."""
    assert judge(lived(seed, 182).entries) == []


def test_a_swap_on_a_slow_day_does_not_make_the_exercise_slower_from_then_on() -> None:
    assert judge(lived(871, 182).entries) == []


def test_whoever_goes_on_holding_a_place_does_so_with_its_own_dose() -> None:
    """A half-year in which a push for a sore shoulder took over the tempo of the one that was not to come yet."""
    assert judge(lived(741, 182).entries) == []


@pytest.mark.parametrize("seed", [636, 922])
def test_a_swap_for_today_never_takes_back_what_today_stepped_down_from(seed: int) -> None:
    """Half-years in which the easier exercise after a bad spell was swapped for the deadlift that it stood for."""
    assert judge(lived(seed, 182).entries) == []


def test_a_short_day_without_loaded_legs_counts_as_no_strength_day_when_a_gap_is_measured() -> None:
    assert judge(lived(217, 182).entries) == []


def test_a_carry_without_a_lighter_weight_gives_metres_after_a_gap() -> None:
    """A half-year with nothing below 4 kg: after 17 days the carry of 4 kg went as far as ever in each set."""
    assert judge(lived(985, 182).entries) == []


def test_who_stands_in_for_a_painful_hip_spares_a_shin_that_was_red() -> None:
    assert judge(lived(857, 182).entries) == []


@pytest.mark.parametrize("seed", [16, 162, 181, 211, 398])
def test_after_eight_weeks_without_strength_nothing_is_more_than_after_four(seed: int) -> None:
    """Sessions in between that nobody answered: what had started over did so a second time, with more."""
    assert judge(lived(seed, 182).entries) == []


@pytest.mark.parametrize("seed", [2649, 3374])
def test_after_eight_weeks_without_an_answer_loading_weeks_are_counted_anew(seed: int) -> None:
    assert judge(lived(seed, 182, wishes=seed % 3 == 2).entries) == []


@pytest.mark.parametrize("seed", range(8))
def test_what_is_read_at_once_equals_what_was_read_day_by_day(seed: int) -> None:
    life = lived(seed, DAYS)
    assert planner.read(life.entries) == life.standing
    half = len(life.entries) // 2
    cached = Standing.from_json(json.loads(json.dumps(planner.read(life.entries[:half]).to_json())))
    assert planner.read(life.entries[half:], cached) == life.standing


@pytest.mark.parametrize("seed", range(6))
def test_every_entry_survives_the_diarys_json(seed: int) -> None:
    for entry in lived(seed, DAYS).entries:
        assert diary.from_json(json.loads(json.dumps(diary.to_json(entry)))) == entry


@pytest.mark.parametrize("seed", range(3))
def test_an_entry_put_back_counts_as_it_did(seed: int) -> None:
    life = lived(seed, 40)
    last = life.entries[-1]
    undone = diary.Undone(at=last.at, day=last.day, n=last.n + 1, entry=last.n)
    redone = diary.Undone(at=last.at, day=last.day, n=last.n + 2, entry=undone.n)
    assert _numbered(planner.read([*life.entries, undone, redone]), life.standing) == life.standing
    assert planner.read([undone, redone], life.standing).n == redone.n, "nothing old is touched: no replay"
    with pytest.raises(ReplayNeeded):
        planner.read([redone], planner.read([*life.entries, undone]))


@pytest.mark.parametrize("seed", range(6))
def test_an_entry_taken_back_is_as_if_it_had_never_been_written(seed: int) -> None:
    life = lived(seed, 40)
    last = life.entries[-1]
    undone = diary.Undone(at=last.at, day=last.day, n=last.n + 1, entry=last.n)
    after = planner.read([*life.entries, undone])
    without = planner.read(life.entries[:-1])
    assert planner.plan_day(life.athlete, after, life.day) == planner.plan_day(
        life.athlete, _numbered(without, after), life.day
    )


def _numbered(standing: Standing, like: Standing) -> Standing:
    return replace(standing, n=like.n)


@pytest.mark.parametrize(
    "seed", [*range(10), 46, 60, 62, 93, 95, 104, 117, 140, 172, 236, 265, 266, 273, 295, 343, 382]
)
def test_a_worse_report_never_makes_the_next_session_larger(seed: int) -> None:
    """Monotonicity, the strongest single property: every question there is, everything else equal."""
    chance = Random(seed)
    found: list[str] = []

    def watch(life: Life, session: Session) -> None:
        if chance.random() > 0.25:
            return
        if session.kind.strength:
            for fork in (*worse.forks(life, session, chance), *worse.more_places(life, session)):
                coming = [worse.after(life, session, one, worse.AHEAD_DAYS) for _, one in fork.answers]
                found.extend(f"{life.day} +{number} {why}" for number, why in worse.compared(fork, coming))
        for fork in worse.morning_forks(life, chance):
            today = [worse.this_morning(life, one) for _, one in fork.answers]
            found.extend(f"{life.day} {why}" for _, why in worse.compared(fork, today))

    lived(seed, 35, watch)
    assert found == []


@pytest.mark.parametrize("seed", [3, 4, 26, 33])
def test_an_upper_day_is_the_same_whatever_the_legs_have_grown_to(seed: int) -> None:
    """Otherwise a better report, which gives the squat a set, could take the trunk's minutes of the day after."""
    seen: list[Session] = []

    def watch(life: Life, session: Session) -> None:
        if session.kind is not Kind.UPPER or not session.id.endswith(".upper"):
            return
        seen.append(session)
        tracks = dict(life.standing.tracks)
        for key, track in tracks.items():
            if catalogue()[track.exercise].volume in LEG_VOLUMES:
                tracks[key] = replace(track, plan=replace(track.plan, sets=track.plan.sets + 1))
        grown = planner.plan_day(life.athlete, replace(life.standing, tracks=tracks), life.day).session
        assert grown is not None
        assert grown.items == session.items

    lived(seed, DAYS, watch)
    assert seen


@pytest.mark.parametrize("seed", [3, 25])
def test_what_a_sore_arm_takes_out_of_a_session_is_no_time_for_landings_or_longer_lifts(seed: int) -> None:
    found: list[str] = []

    def watch(life: Life, session: Session) -> None:
        if not session.kind.strength:
            return
        sore = diary.Felt(
            at=life.at(6), day=life.day, n=len(life.entries) + 1, region=Region.arm, side=Side.both, score=8.0,
            what=Tissue.muscle, when="morning",
        )  # fmt: skip
        worse_day = planner.plan_day(life.athlete, planner.advance(life.standing, sore), life.day).session
        rungs = [one.elastic.rung for one in (session, worse_day) if one is not None and one.elastic is not None]
        # A better day may have brought the next rung or weight, which begin with fewer landings or repetitions.
        heavier = any(why.code == "load_up" for one in session.items for why in one.reasons)
        if len(set(rungs)) < 2 and not heavier:
            found.extend(f"{life.day} {why}" for why in worse.larger(worse_day, session))

    climbing(seed, 120, watch)
    assert found == []


@pytest.mark.parametrize("seed", range(4))
def test_equal_diaries_give_equal_plans(seed: int) -> None:
    one, other = lived(seed, 30), lived(seed, 30)
    assert one.entries == other.entries
    assert planner.plan_day(one.athlete, one.standing, one.day) == planner.plan_day(
        other.athlete, other.standing, other.day
    )


def test_a_rung_that_comes_back_to_a_slot_begins_with_the_weight_that_it_had_there() -> None:
    lived_with = Given.of(make_runner(979))
    assert halved(lived_with, Sinew).broken == ()


@pytest.mark.parametrize("seed", [108, 279, 310, 332])
def test_what_is_held_after_a_hard_session_is_held_with_a_weight_that_is_still_there(seed: int) -> None:
    assert judge(lived(seed, 182).entries) == []


def broken_in_half_a_year(seed: int) -> tuple[str, ...]:
    """What the judge finds in the half-year of a simulated runner."""
    coaches: list[Sinew] = []

    def coached(runner: Runner, opening: Opening) -> Sinew:
        coaches.append(Sinew(runner, opening))
        return coaches[-1]

    halved(Given.of(make_runner(seed)), coached)
    return coaches[0].broken


@pytest.mark.parametrize("seed", [203, 626, 123, 37, 215, 662, 786, 908, 973])
def test_a_worse_morning_never_brings_more_than_the_last_session_asked_for(seed: int) -> None:
    """Half-years of simulated runners in which the phase's set, or a deload's sets, once outdid the local cut."""
    assert broken_in_half_a_year(seed) == ()


@pytest.mark.parametrize("seed", [108, 622])
def test_a_light_day_does_not_make_up_for_a_strength_day_without_a_word_on_soreness(seed: int) -> None:
    """Half-years in which a trunk exercise once rose on an upper day's answer alone."""
    assert broken_in_half_a_year(seed) == ()
