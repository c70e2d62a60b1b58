"""Half-years side by side: the same runners, the same lives, every planner, and what is counted.

Two experiments. `half_year`: the population as it is. `first_load`: quiet lives in which every first dose of the main
lifts is 30 % off, to see how fast a planner finds the right one. What counts is defined in docs/simulation.md and was
defined before anything was run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from math import exp, log
from multiprocessing import get_context
from typing import TypeVar

from core import diary, planner, reentry, safety
from core.athlete import RunKind
from core.body import Kind as Tissue, Region, Side
from core.catalogue import catalogue
from core.kit import next_down, next_up
from core.session import Kind, Session, to_json
from core.standing import Standing
from tests.core.invariants import judge
from tests.simulation.model import (
    LEGS,
    MUSCLE,
    PARTS,
    START,
    Answer,
    Body,
    Life,
    Lifted,
    Runner,
    Trained,
    Voice,
    Work,
    day_of,
    make_life,
    make_runner,
    misjudged,
)
from tests.simulation.peers import PEERS, Asked, Nothing, OnTarget, Opening, Peer, works_of

WEEKS = 26
DOCTOR_DAYS = 7
"""From being well to a doctor's word, where the coach asks for one [guess]."""
CONVERGING_WEEKS = 8
MAIN = ("squat_main", "hinge_main")

One = TypeVar("One")

REGION = {"achilles": Region.achilles, "knee": Region.knee, "hamstring": Region.hamstring}
WHAT = {"achilles": Tissue.tendon, "knee": Tissue.joint, "hamstring": Tissue.tendon}


# --- Sinew --------------------------------------------------------------------------------------------------------


class Sinew:
    """The real core behind its public door, told what the bot would be told."""

    name = "Sinew"

    def __init__(self, runner: Runner, opening: Opening) -> None:
        self.runner, self.opening = runner, opening
        self.athlete = runner.athlete
        self.standing = Standing()
        self.n = 0
        self.day = 0
        self.session: Session | None = None
        self.late: diary.Entry | None = None
        self.entries: list[diary.Entry] = []
        self.gated: list[str] = []
        self.well: dict[Region, int] = {}
        self.trained: set[date] = set()
        self.doctor: int | None = None
        self.add(diary.Profile(at=self.at(6), day=START, athlete=self.athlete.to_json()))
        self.add(diary.Joined(at=self.at(6), day=START))

    def at(self, hour: int) -> datetime:
        day = day_of(self.day)
        return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    def add(self, entry: diary.Entry) -> None:
        self.n += 1
        object.__setattr__(entry, "n", self.n)
        self.entries.append(entry)
        self.standing = planner.advance(self.standing, entry)

    def away(self, why: str, begins: bool, fever: bool = False, deep: bool = False) -> None:
        today = day_of(self.day)
        if begins:
            self.add(diary.Away(at=self.at(6), day=today, why=why, start=today, fever=fever, below_neck=deep))
        else:
            self.add(diary.Back(at=self.at(6), day=today))
            if planner.doctor_awaited(self.standing, day_of(self.day + 1)):
                self.doctor = self.day + DOCTOR_DAYS

    def morning(self, day: int, voice: Voice) -> Asked | None:
        self.day = day
        today = day_of(day)
        if self.doctor == day:
            self.add(diary.Cleared(at=self.at(6), day=today, flag=planner.ILLNESS))
        if self.late is not None:
            self.add(replace(self.late, at=self.at(6), day=today))
            self.late = None
        said = voice.readiness()
        if said is not None:
            slept, sleep, fatigue, stress, sore = said
            self.add(
                diary.Readiness(
                    at=self.at(6), day=today, sleep_h=slept, sleep=sleep, fatigue=fatigue, stress=stress, soreness=sore
                )
            )
        self._pain_this_morning(voice)
        placed = planner.plan_week(self.athlete, self.standing, today, today).on(today)
        if placed.slot is None:
            return None
        self._not_a_break(voice)
        for group, score in voice.mentions_soreness().items():
            self.add(
                diary.Felt(
                    at=self.at(7), day=today, region=MUSCLE[group], side=Side.both, score=score, what=Tissue.muscle,
                    when="morning",
                )
            )  # fmt: skip
        planned = planner.plan_day(self.athlete, self.standing, today)
        self.session = planned.session
        if planned.session is None:
            return None
        wrong = safety.violations(
            self.athlete, self.standing, planned.session, planned.reading.systemic, planned.reading.legs
        )
        self.gated += [f"{today} {planned.session.kind}: {one.invariant} {one.why} {one.exercise}" for one in wrong]
        self.add(diary.Prescribed(at=self.at(7), day=today, session=to_json(planned.session)))
        session = planned.session
        restoring = bool(session.receipt and session.receipt.get("restoration"))
        works = works_of(session) if session.kind in (Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.UPPER, Kind.MICRO) else ()
        return Asked(works, session.target, session.deload or restoring, session.kind.strength)

    def _pain_this_morning(self, voice: Voice) -> None:
        today = day_of(self.day)
        asked = {(one.region, one.side) for one in planner.morning_parts(self.standing, today)}
        told = dict(voice.complains())
        answering = voice.answers_this_morning() if asked else False
        for part in PARTS:
            region, side = REGION[part[0]], part[1]
            score = told.get(part)
            if score is None and answering and ((region, side) in asked or (region, Side.both) in asked):
                score = voice.hurts(part)
            if score is None:
                continue
            self.add(
                diary.Felt(
                    at=self.at(6), day=today, region=region, side=side, score=score, what=WHAT[part[0]], when="morning"
                )
            )
            calm = self.well.get(region, 0) + 1 if score <= 2 else 0
            self.well[region] = calm
            if calm == 7:
                # A week at 2 or less: the runner does the return test and says so.
                self.add(diary.Agreed(at=self.at(6), day=today, what="return_test", region=region))

    def _not_a_break(self, voice: Voice) -> None:
        """Silence that was read as a break: who trained all the same says so, if they answer in the morning."""
        trained = [one for one in reentry.unheard(self.standing, day_of(self.day)) if one.day in self.trained]
        if trained and voice.answers_this_morning():
            for one in trained:
                self.add(diary.Report(at=self.at(7), day=day_of(self.day), session=one.id))

    def evening(self, asked: Asked, answer: Answer | None) -> None:
        session = self.session
        if session is None or answer is None:
            return
        soreness = None
        if answer.sore is not None:
            soreness = tuple(
                diary.Sore(MUSCLE[group], Side.both, score, Tissue.muscle) for group, score in answer.sore.items()
            )
        named = {*answer.own, *answer.short, *answer.over}
        report = diary.Report(
            at=self.at(19),
            day=day_of(self.day),
            session=session.id,
            effort=float(answer.effort),
            soreness=soreness,
            technique=answer.technique,
            fraction=round(answer.fraction, 2),
            stopped="pain" if answer.stopped else None,
            items=tuple(
                diary.ItemReport(
                    one, rpe=answer.own.get(one), short=answer.short.get(one, 0), over=answer.over.get(one, 0)
                )
                for one in sorted(named)
            ),
        )
        if answer.late:
            self.late = report
        else:
            self.add(report)

    def hurt(self, lifted: Iterable[Lifted], voice: Voice) -> None:
        """Pain during an exercise, by those who tell."""
        told = dict(voice.complains())
        for one in lifted:
            for part in one.hurt:
                if part in told:
                    self.add(
                        diary.Felt(
                            at=self.at(18), day=day_of(self.day), region=REGION[part[0]], side=part[1],
                            score=told.pop(part), what=WHAT[part[0]], when="during", exercise=one.work.exercise,
                        )
                    )  # fmt: skip

    def missed(self, reason: str | None) -> None:
        if reason is not None and self.session is not None:
            self.add(diary.Skipped(at=self.at(19), day=day_of(self.day), session=self.session.id, reason=reason))

    def ran(self, kind: RunKind, minutes: float) -> None:
        self.add(diary.Ran(at=self.at(18), day=day_of(self.day), minutes=round(minutes, 1), kind=kind.value))

    @property
    def broken(self) -> tuple[str, ...]:
        """What the gate let through, and what an independent judge finds in the diary (tests/core/invariants)."""
        return (*self.gated, *(f"{one.day} {one.session}: {one.invariant} {one.why}" for one in judge(self.entries)))

    def log(self, done: dict[str, int]) -> None:
        """Sinew has no training log: the runner remembers that they trained, should they be asked."""
        self.trained.add(day_of(self.day))


Planner = Sinew | Peer
PLANNERS: tuple[Callable[[Runner, Opening], Planner], ...] = (Sinew, *PEERS, OnTarget, Nothing)
PEER_NAMES = tuple(one.name for one in PEERS)
NAMES = (Sinew.name, *PEER_NAMES, OnTarget.name, Nothing.name)


# --- one half-year --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """A lift in one session: what it asked for in what the runner could lift at first, and whether it was right."""

    session: int
    work: Work
    demand: float
    easy: bool
    near: bool
    within: bool
    point: bool


@dataclass(frozen=True, slots=True)
class Half:
    """One runner's time with one planner. `over` = strength sessions over target; `tipped` = overloads by lifting."""

    gain: float
    gain_all: float
    sessions: int
    over: int
    effort: float
    overloads: int
    tipped: int
    lost: int
    wasted: float
    sets: int
    broken: tuple[str, ...]
    lifts: dict[str, tuple[Held, ...]]


@dataclass(frozen=True, slots=True)
class Given:
    """What every planner meets alike."""

    runner: Runner
    life: Life
    opening: Opening

    @classmethod
    def of(cls, runner: Runner, weeks: int = WEEKS, quiet: bool = False) -> Given:
        return cls(runner, make_life(runner, 7 * weeks, quiet), Opening.of(runner.athlete, 7 * weeks))


def lived(given: Given, make: Callable[[Runner, Opening], Planner], watched: Sequence[str] = ()) -> Half:
    """One runner's whole time with one planner. `watched`: slots whose lifts are kept, with how near they were."""
    runner, life, opening = given.runner, given.life, given.opening
    body = Body(runner, life)
    voice = Voice(body)
    coach = make(runner, opening)
    held: dict[str, list[Held]] = {}
    efforts: list[float] = []
    over = sets = 0
    for day in range(life.days):
        away, week = life.away(day), day // 7
        _tell(coach, life.away(day - 1) if day else None, away, day)
        asked = coach.morning(day, voice)
        kind, minutes = body.run()
        if minutes and runner.logs_runs and isinstance(coach, Sinew):
            coach.ran(kind, minutes)
        if asked is not None and asked.works:
            if away is not None or voice.skips():
                coach.missed(None if away is not None else voice.skip_reason())
            else:
                if asked.strength:
                    for name, one in _held(body, asked, len(efforts) + 1, opening.course.sets[week], watched):
                        held.setdefault(name, []).append(one)
                trained = body.train(asked.works)
                sets += sum(one.sets for one in trained.lifted if one.work.counted)
                if asked.strength:
                    efforts.append(trained.effort)
                    over += trained.effort > opening.course.session[week][1] + 1
                _answer(coach, asked, trained, voice)
        body.night()
    gains = [100 * (exp(muscle.gain) - 1) for muscle in body.muscle.values()]
    return Half(
        gain=body.stronger,
        gain_all=sum(gains) / len(gains),
        sessions=len(efforts),
        over=over,
        effort=sum(efforts) / len(efforts) if efforts else 0.0,
        overloads=len(body.overloads),
        tipped=sum(one.by_lifting for one in body.overloads),
        lost=body.lost,
        wasted=_wasted(held),
        sets=sets,
        broken=coach.broken if isinstance(coach, Sinew) else (),
        lifts={name: tuple(held.get(name, ())) for name in watched},
    )


def _tell(coach: Planner, before: object, now: object, day: int) -> None:
    if not isinstance(coach, Sinew):
        return
    coach.day = day
    if before is not now and getattr(before, "told", False):
        coach.away(before.why, begins=False)  # type: ignore[attr-defined]
    if before is not now and getattr(now, "told", False):
        coach.away(now.why, True, now.fever, now.deep)  # type: ignore[attr-defined]


def _answer(coach: Planner, asked: Asked, trained: Trained, voice: Voice) -> None:
    planned = {one.exercise: one.sets for one in asked.works}
    done = {one.work.exercise: one.short if one.sets == planned[one.work.exercise] else -1 for one in trained.lifted}
    coach.log(done)
    if isinstance(coach, Sinew):
        coach.hurt(trained.lifted, voice)
    coach.evening(asked, voice.rates(trained))


# --- what is counted ------------------------------------------------------------------------------------------------


def _held(
    body: Body, asked: Asked, session: int, wanted: tuple[float, float], watched: Sequence[str]
) -> Iterator[tuple[str, Held]]:
    """The lifts of a session before it is done. Only the legs': they are what loads are about."""
    for work in asked.works:
        if not work.slot or catalogue()[work.exercise].volume not in LEGS:
            continue
        looked = work.slot in watched
        yield work.slot, Held(
            session, work, demand(body, work), asked.easy, looked and near(body, work, wanted),
            looked and within(body, work, wanted), looked and in_dead_band(body, work, wanted),
        )  # fmt: skip


def demand(body: Body, work: Work) -> float:
    """What the sets ask for: system load x (1 + reps/30), in what the runner could lift at first."""
    reps = 30 * (body.capacity(work.exercise, rested=True) / body.system(work) - 1) - body.reserve(work, 1, rested=True)
    return body.system(work) * (1 + reps / 30) / body.first_capacity(work.exercise)


def within(body: Body, work: Work, wanted: tuple[float, float]) -> bool:
    """Convergence, strictly: one repetition more or less a set reaches the set effort that the phase wants."""
    low, high = wanted
    fewer = body.effort(replace(work, amount=max(1, work.amount - _rep(work))))
    more = body.effort(replace(work, amount=work.amount + _rep(work)))
    return fewer <= high and more >= low


def near(body: Body, work: Work, wanted: tuple[float, float]) -> bool:
    """Convergence: one step of load or repetitions reaches the set effort that the phase wants.

    A step of load is the next weight of the runner's own, where the rulebook would call it one: within 10 % of the
    system load.
    """
    if within(body, work, wanted):
        return True
    low, high = wanted
    exercise, kit = catalogue()[work.exercise], body.runner.athlete.kit()
    effort = body.effort(work)
    load = next_up(kit, exercise, work.kg) if effort < low else next_down(kit, exercise, work.kg)
    kg = load.total_kg if load is not None else 0.0 if effort > high else None
    if kg is None or abs(kg - work.kg) > 0.10 * body.system(work):
        return False
    there = body.effort(replace(work, kg=kg))
    return there >= low if effort < low else there <= high


def in_dead_band(body: Body, work: Work, wanted: tuple[float, float]) -> bool:
    """Within a point of the set effort that the phase wants: the rulebook's own dead-band (1.1)."""
    return wanted[0] - 1 <= body.effort(work) <= wanted[1] + 1


def _rep(work: Work) -> int:
    return {"reps": 1, "seconds": 5, "metres": 10}[catalogue()[work.exercise].unit.value]


def _wasted(held: dict[str, list[Held]]) -> float:
    """Oscillation: the way that the demand of a lift went up and down beyond where it got, in % an exposure.

    Meant easings (deloads, the sessions that lead out of one) are left out.
    """
    path = exposures = 0.0
    for lifts in held.values():
        course = [log(one.demand) for one in lifts if not one.easy]
        if len(course) < 3:
            continue
        steps = [later - earlier for earlier, later in pairwise(course)]
        path += sum(map(abs, steps)) - abs(sum(steps))
        exposures += len(steps)
    return 100 * path / exposures if exposures else 0.0


def converged(lifts: Sequence[Held], right: Callable[[Held], bool]) -> tuple[int | None, int | None]:
    """The exposure (from 1) at which a lift is right and still is at the next one, and the runner's session.

    Deload sessions are not counted: they are meant to be lighter.
    """
    course = [one for one in lifts if not one.easy]
    for number, one in enumerate(course):
        if right(one) and (number + 1 == len(course) or right(course[number + 1])):
            return number + 1, one.session
    return None, None


# --- many -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """One runner's half-years, by planner."""

    seed: int
    level: str
    halves: dict[str, Half]


def half_year(seed: int) -> Found:
    """One runner's half-year with every planner in turn."""
    given = Given.of(make_runner(seed))
    halves = {name: lived(given, make) for name, make in zip(NAMES, PLANNERS, strict=True)}
    return Found(seed, given.runner.athlete.level.value, halves)


@dataclass(frozen=True, slots=True)
class Search:
    """How long one lift took with one planner: the exposure, or the session, that was right; None = never."""

    seed: int
    planner: str
    slot: str
    factor: float
    loaded: bool
    exposures: int
    near: int | None
    near_session: int | None
    within: int | None
    point: int | None


TOO_LIGHT, TOO_HEAVY = 0.7, 1.3


def first_load(seed: int) -> list[Search]:
    """A quiet life in which every first dose is 30 % off, too light for odd seeds and too heavy for even ones.

    All of them, because one number after the session cannot tell that a single lift was wrong.
    """
    factor = TOO_LIGHT if seed % 2 else TOO_HEAVY
    known = make_runner(1_000_000 + seed)
    known = replace(known, athlete=replace(known.athlete, strength_days=2))
    opening = Opening.of(known.athlete, 7 * CONVERGING_WEEKS)
    first = [one for works in opening.sessions for one in works]
    given = Given.of(replace(misjudged(known, first, factor), skips=0.0), CONVERGING_WEEKS, quiet=True)
    found: list[Search] = []
    for name, make in zip(NAMES[:-1], PLANNERS[:-1], strict=True):
        half = lived(given, make, MAIN)
        for slot in MAIN:
            lifts = half.lifts[slot]
            if not lifts:
                continue
            exposure, session = converged(lifts, lambda one: one.near)
            found.append(
                Search(
                    seed, name, slot, factor, lifts[0].work.kg > 0, len(lifts), exposure, session,
                    converged(lifts, lambda one: one.within)[0], converged(lifts, lambda one: one.point)[0],
                )
            )  # fmt: skip
    return found


def each(work: Callable[[int], One], seeds: Sequence[int], workers: int) -> Iterator[One]:
    """The work for every seed, in the order of the seeds however many hands there are."""
    if workers <= 1:
        yield from map(work, seeds)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(work, seeds, chunksize=max(1, min(8, len(seeds) // (4 * workers))))
