"""Any week at all: no rule broken that never gives way, and no other week is better."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise
from time import perf_counter

from hypothesis import given, settings, strategies as st

from core.athlete import Priority, Race, RunKind
from core.taper import RaceRule, race_rules, recovery_days
from core.week import WeekPlan, WeekProblem, missed, move, plan, why_not
from tests.core.weeks import FRI, MICRO, MON, MONDAY, SAT, SHORT, SUN, THU, TUE, WED, A, B, T, U, run_weeks, slots, week

RUNS = st.sampled_from(list(RunKind))
RACES = st.lists(
    st.builds(
        Race,
        st.integers(-18, 24).map(lambda number: MONDAY + timedelta(number)),
        st.sampled_from([5, 10, 21.1, 42.2]),
        st.sampled_from(list(Priority)),
    ),
    max_size=2,
).map(tuple)
DAYS = st.integers(0, 6).map(lambda number: MONDAY + timedelta(number))
USUAL = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([A, B, U, T])),
    max_size=3,
    unique_by=(lambda one: one[0], lambda one: one[1]),
).map(tuple)


@st.composite
def problems(draw, races=RACES) -> WeekProblem:
    before = draw(st.none() | st.integers(1, 5))
    first = draw(st.integers(0, 6) | st.just(0))
    fixed = draw(
        st.lists(
            st.tuples(st.integers(0, max(first - 1, 0)), st.sampled_from([A, B, T, U, MICRO])),
            max_size=min(first, 3),
            unique_by=(lambda one: one[0], lambda one: one[1]),
        )
    )
    return WeekProblem(
        MONDAY,
        tuple(draw(RUNS) for _ in range(7)),
        run_before=draw(RUNS),
        run_after=draw(RUNS),
        previous=None if before is None else MONDAY - timedelta(before),
        after=draw(st.none() | st.just(SUN + timedelta(1)) | st.just(SUN + timedelta(2))),
        fixed=tuple((MONDAY + timedelta(number), kind) for number, kind in fixed),
        moved=draw(st.lists(st.tuples(DAYS, st.sampled_from([A, B, T, U])), max_size=2).map(tuple)),
        first_day=MONDAY + timedelta(first),
        blocked=draw(st.frozensets(DAYS, max_size=2)),
        vacated=draw(st.frozensets(DAYS, max_size=1)),
        strength_days=draw(st.integers(0, 2)),
        technique=draw(st.booleans()),
        age60=draw(st.booleans()),
        races=draw(races),
        last_week=draw(USUAL),
        shown=draw(st.just(()) | USUAL),
        partial=draw(st.booleans()),
        repeats=draw(st.booleans()),
    )


def broken(problem: WeekProblem, laid: WeekPlan) -> list[str]:
    """Rules that never give way and that a chosen session breaks; written without a look at the module."""
    out = []
    run = {MONDAY - timedelta(1): problem.run_before, SUN + timedelta(1): problem.run_after}
    run |= {MONDAY + timedelta(number): kind for number, kind in enumerate(problem.runs)}
    race_days = {one.day for one in problem.races}
    hard = {day for day, kind in run.items() if kind in (RunKind.QUALITY, RunKind.LONG)} | race_days
    given_days = {day for day, kind in problem.fixed if kind is not MICRO}
    all_strength = [one.day for one in laid.days if one.slot in (A, B)]
    all_strength += [one for one in (problem.previous, problem.after) if one]
    for one in laid.days:
        if one.slot is None or one.fixed:
            continue
        if one.day < problem.first_day or one.day in problem.blocked | given_days:
            out.append(f"{one.day}: not open")
        if one.slot in (A, B):
            if one.day + timedelta(1) in hard:
                out.append(f"h1 {one.day}")
            if any(0 < abs((one.day - other).days) < 2 for other in all_strength):
                out.append(f"h2 {one.day}")
            if run[one.day] is RunKind.LONG or one.day in race_days:
                out.append(f"h4 {one.day}")
            for race in problem.races:
                free = 2 if race.priority is Priority.C else 3
                if 0 <= (race.day - one.day).days <= free or 0 < (one.day - race.day).days <= recovery_days(race.km):
                    out.append(f"h6 {one.day}")
                if race.priority is Priority.A and (race.day - one.day).days == 6:
                    out.append(f"legs after the last loaded legs {one.day}")
            if (run[one.day] is RunKind.QUALITY) != one.evening:
                out.append(f"evening {one.day}")
        if one.slot in (U, T) and (run[one.day] is RunKind.LONG or one.day in race_days):
            out.append(f"h5 {one.day}")
    evenings = [one for one in laid.days if one.evening]
    if len(evenings) > 1 and any(not one.fixed for one in evenings):
        out.append("two evenings")
    return out


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_week_breaks_a_rule_that_never_gives_way(problem):
    laid = plan(problem)
    assert broken(problem, laid) == []
    assert sum(one.cost for one in laid.days) == laid.cost
    assert hash(problem) == hash(replace(problem))
    assert plan(replace(problem)) == laid
    chosen = [one.slot for one in laid.days if one.slot is not None and not one.fixed]
    assert sum(one in (A, B, U) for one in chosen) <= problem.strength_days
    assert chosen.count(T) <= 1
    for day, kind in problem.fixed:
        assert laid.on(day).slot is kind or kind is MICRO


@settings(max_examples=60, deadline=None)
@given(problems(), st.sampled_from([A, B, T, U]))
def test_every_day_that_was_not_chosen_has_its_reasons(problem, kind):
    laid = plan(problem)
    for one in laid.days:
        assert bool(why_not(problem, laid, one.day, kind)) == (one.slot is not kind)


@settings(max_examples=100, deadline=None)
@given(problems(), st.sampled_from([A, B, T, U]), DAYS)
def test_whatever_a_move_offers_breaks_nothing_and_can_be_planned_again(problem, kind, to):
    laid = plan(problem)
    offer = move(problem, laid, kind, to)
    for one in (offer.as_wanted, offer.as_upper):
        if one is not None:
            assert broken(one.problem, one.plan) == []
            assert plan(one.problem) == one.plan
            assert one.plan.on(one.day).slot is one.kind
            assert len(one.plan.strength) >= len(laid.strength) - (one.kind is U)
            assert one.changes == tuple(
                type(change)(old.day, old.slot, new.slot)
                for old, new in zip(laid.days, one.plan.days, strict=True)
                if old.slot is not new.slot
                for change in one.changes[:1]
            )
    assert offer.as_wanted is not None or offer.breaks
    if offer.as_wanted is not None:
        assert offer.as_upper is None


@settings(max_examples=100, deadline=None)
@given(problems(), DAYS)
def test_a_missed_session_that_moves_breaks_no_rule(problem, day):
    laid = plan(problem)
    to = missed(problem, laid, day)
    if to is None:
        return
    assert 1 <= (to - day).days <= 2
    assert laid.on(to).slot in (None, MICRO)
    after = [replace(one, slot=None, evening=False) if one.day == day else one for one in laid.days]
    after = [replace(one, slot=laid.on(day).slot, fixed=False) if one.day == to else one for one in after]
    assert broken(problem, replace(laid, days=tuple(after))) == []
    assert laid.on(day).slot is U or problem.runs[to.weekday()] is not RunKind.QUALITY


# --- against every placement there is ---------------------------------------------------------------------------------


def by_hand(problem: WeekProblem) -> tuple[str, int]:
    """The best week by looking at every one of them, for problems without moves."""
    number_of = {day: number for number, day in enumerate((MON, TUE, WED, THU, FRI, SAT, SUN))}
    fixed = {number_of[day]: kind for day, kind in problem.fixed if kind is not MICRO}
    race_numbers = {(one.day - MONDAY).days for one in problem.races}
    kinds = {-1: problem.run_before, 7: problem.run_after} | dict(enumerate(problem.runs))
    run = {number: "race" if number in race_numbers else kind.value for number, kind in kinds.items()}
    race = [race_rules(MONDAY + timedelta(number), problem.races) for number in range(7)]
    usable = [
        MONDAY + timedelta(number) >= problem.first_day
        and MONDAY + timedelta(number) not in problem.blocked | problem.vacated
        and number not in fixed
        for number in range(7)
    ]
    outside = [(one - MONDAY).days for one in (problem.previous, problem.after) if one]
    usual_s = {number for number, kind in problem.last_week if kind in (A, B, U)}
    usual_t = {number for number, kind in problem.last_week if kind is T}
    shown_s = {number for number, kind in problem.shown if kind in (A, B, U)}
    shown_t = {number for number, kind in problem.shown if kind is T}
    room = 0
    for size in (1, 2):
        for days in combinations(range(7), size):
            if (
                all(race[one].strength for one in days)
                and (size == 1 or days[1] - days[0] >= 2)
                and sum(race[one].maintenance for one in days) < 2
            ):
                room = size
    target = min(problem.strength_days, room)
    done_s = {number for number, kind in fixed.items() if kind in (A, B)}
    done_u = {number for number, kind in fixed.items() if kind is U}
    done_t = {number for number, kind in fixed.items() if kind is T}
    need = max(0, target - len(done_s) - len(done_u))

    def strength_fits(new: tuple[int, ...]) -> bool:
        everything = sorted({*new, *done_s})
        for one in new:
            if not usable[one] or run[one] in ("long", "race") or run[one + 1] in ("quality", "long", "race"):
                return False
            if not race[one].strength:
                return False
            if any(abs(one - other) < 2 for other in [*everything, *outside] if other != one):
                return False
            if run[one] == "quality" and (problem.partial or sum(run[other] == "quality" for other in everything) > 1):
                return False
            if race[one].maintenance and sum(race[other].maintenance for other in everything) > 1:
                return False
        return True

    def other_fits(one: int) -> bool:
        return usable[one] and run[one] not in ("long", "race") and race[one].rule is not RaceRule.ACTIVATION

    candidates: list[tuple[tuple[int, ...], int | None, int | None]] = []
    for size in range(need + 1):
        for new in combinations(range(7), size):
            if not strength_fits(new):
                continue
            for upper in (None, *(one for one in range(7) if other_fits(one) and one not in new)):
                candidates.append((new, upper, None))
                if problem.technique and not done_t:
                    candidates += [
                        (new, upper, one) for one in range(7) if other_fits(one) and one not in (*new, upper)
                    ]

    def judge(new, upper, technique):
        strength = sorted({*new, *done_s})
        uppers = done_u | ({upper} if upper is not None else set())
        techniques = done_t | ({technique} if technique is not None else set())
        sessions = {*strength, *uppers, *techniques}
        steps = []
        around = sorted([*strength, *outside])
        gaps = [later - early for early, later in pairwise(around) if early in strength or later in strength]
        if problem.repeats and not problem.after and strength:
            gaps.append(strength[0] + 7 - strength[-1])
            if strength[0] + 7 - strength[-1] < 2:
                steps.append(7)
        if problem.age60 and any(gap < 3 for gap in gaps):
            steps.append(0)
        nearness = 0
        for one in problem.races:
            if one.priority is not Priority.A:
                continue
            start = (one.day - MONDAY).days
            if 0 <= start - 4 < 7 and not {start - 5, start - 4} & {*strength, *outside}:
                steps.append(1)
            if 0 <= start - 7 < 7:
                last = max([number for number in [*strength, *outside] if number <= start - 7], default=-9)
                nearness += abs(start - 8 - last)
                if last < start - 10:
                    steps.append(2)
        if not any(run[number] == "rest" and number not in sessions for number in range(7)):
            steps.append(3)
        if technique is not None and run[technique] == "quality":
            steps.append(4)
        if problem.technique and not done_t and technique is None:
            steps.append(5)
        if any(run[number] == "quality" for number in strength):
            steps.append(6)
        if upper is not None:
            steps.append(8)
        missing = need - len(new) - (upper is not None)
        if upper is not None and (missing or target != 2 or done_u or not strength):
            return None
        if missing < 0:
            return None
        if missing and problem.partial:
            steps.append(9 + missing)
        elif missing == 1 and (new or done_s or done_u):
            steps.append(9)
        elif missing:
            if new or strength or done_u:
                return None
            steps.append(10)
        if problem.partial and upper is not None:
            return None
        cost = 0
        for number in strength:
            cost += 20 * (run[number - 1] == "long") + 30 * (run[number] == "quality")
            cost += 10 * ([one for one in range(7) if run[one] == "rest"] == [number])
        cost += 3 * sum(gap < 3 for gap in gaps)
        cost += 2 * sum(run[number - 1] in ("long", "race") for number in techniques)
        legs = {*strength, *uppers}
        cost += 4 * min(len(legs - usual_s), len(usual_s - legs))
        cost += 4 * sum(min(len({number} - usual_t), len(usual_t - {number})) for number in techniques)
        unlike = 0
        if problem.shown:
            chosen = {technique} if technique is not None else set()
            unlike = len(legs ^ shown_s) + len(chosen ^ shown_t)
        return (
            sum(2**one for one in steps), cost, nearness, unlike, strength,
            9 if technique is None else technique, 9 if upper is None else upper,
        )  # fmt: skip

    judged = [(order, one) for one in candidates if (order := judge(*one)) is not None]
    order, (new, upper, technique) = min(judged, key=lambda pair: pair[0])
    out = ["."] * 7
    for number, kind in fixed.items():
        out[number] = "S" if kind in (A, B) else SHORT[kind]
    for number in new:
        out[number] = "S"
    if upper is not None:
        out[upper] = "U"
    if technique is not None:
        out[technique] = "T"
    return "".join(out), order[1]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_other_week_is_better(problem):
    problem = replace(problem, moved=())
    laid = plan(problem)
    seen = slots(laid).replace("A", "S").replace("B", "S").replace("m", ".")
    assert (seen, laid.cost) == by_hand(problem)


@settings(max_examples=100, deadline=None)
@given(problems(races=st.just(())))
def test_no_other_week_is_better_without_races(problem):
    problem = replace(problem, moved=())
    laid = plan(problem)
    seen = slots(laid).replace("A", "S").replace("B", "S").replace("m", ".")
    assert (seen, laid.cost) == by_hand(problem)


def test_a_week_takes_about_a_millisecond():
    """Generous, so that a busy machine does not fail it: about 0.5 ms is usual."""
    weeks = [week(runs) for runs in run_weeks(1)[::8]]
    best = min(_seconds(weeks) for _ in range(5))
    assert best / len(weeks) < 0.005


def _seconds(weeks: list[WeekProblem]) -> float:
    start = perf_counter()
    for one in weeks:
        plan(one)
    return perf_counter() - start
