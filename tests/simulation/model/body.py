"""The body: what a set costs, what it builds, and where it hurts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import exp
from random import Random

from core.athlete import Level, RunKind
from core.body import Side, Volume
from tests.simulation.model.life import Life
from tests.simulation.model.runner import Q, R, Runner
from tests.simulation.model.work import GROUPS, LEGS, PARTS, TISSUES, Facts, Work, facts

RPE_OF_RIR = ((0.0, 10.0), (4.0, 6.0), (6.0, 5.0), (10.0, 3.5), (20.0, 2.0), (40.0, 1.0))
"""Zourdos 2016 as in rulebook 1.1: a point a repetition near the end, ever less far from it."""

WORTH_OF_RIR = ((0.0, 1.0), (4.0, 0.95), (6.0, 0.80), (10.0, 0.5), (15.0, 0.25), (25.0, 0.08))

DOMS = (0.10, 0.70, 1.0, 0.65, 0.30, 0.10)
"""Soreness on the evening and the mornings after a session, as shares of its peak at two days; gone by the sixth."""

HEAL_DAYS = (3.0, 2.2, 2.8)
CHRONIC_DAYS = 28.0
PAIN_STOPS = 5.0
"""From here on nobody runs or loads the part; such a day is lost."""


def on_line(points: Sequence[tuple[float, float]], x: float) -> float:
    """Linear between points, level outside."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def rir_of(rpe: float) -> float:
    """Repetitions left at an effort."""
    return next(rir / 10 for rir in range(400) if on_line(RPE_OF_RIR, rir / 10) <= rpe)


@dataclass(slots=True)
class Muscle:
    gain: float = 0.0
    fatigue: float = 0.0
    used: float = 0.0
    idle: int = 0
    pending: list[float] = field(default_factory=lambda: [0.0] * len(DOMS))

    @property
    def sore(self) -> float:
        return self.pending[0]


@dataclass(slots=True)
class Tissue:
    """One tendon or joint of one side. `run` and `lift` are the strain still in it, by where it came from."""

    capacity: float
    start: float
    usual: float
    chronic: float
    heal: float
    run: float = 0.0
    lift: float = 0.0
    pain: float = 0.0

    @property
    def strain(self) -> float:
        return (self.run + self.lift) / (self.capacity * (1 - 0.03 * self.pain))


@dataclass(frozen=True, slots=True)
class Overload:
    """A tissue strained beyond what it bears, after a week without. `by_lifting`: running alone would not have done it.

    Left and right count once.
    """

    day: int
    tissue: str
    side: Side
    by_lifting: bool


@dataclass(frozen=True, slots=True)
class Lifted:
    """What came of one exercise. `rpe` is the last set's, `short` and `over` repetitions of it against the plan."""

    work: Work
    rpe: float
    sets: int
    short: int = 0
    over: int = 0
    hurt: tuple[tuple[str, Side], ...] = ()


@dataclass(frozen=True, slots=True)
class Trained:
    """A session as it truly was; nobody is told this."""

    effort: float
    lifted: tuple[Lifted, ...]
    fraction: float
    stopped: bool


class Body:
    """One runner through time. `train` and `run` belong to a day, `night` ends it."""

    def __init__(self, runner: Runner, life: Life) -> None:
        self.runner, self.life = runner, life
        self.day = 0
        self.muscle = {group: Muscle() for group in GROUPS}
        used = {Level.NEW: 0.4, Level.SOME: 1.8, Level.TRAINED: 3.0}[runner.athlete.level]
        for one in self.muscle.values():
            one.used = used
        self.known: dict[str, float] = {}
        self.tired = 0.0
        self.tissue = {part: self._tissue(part) for part in PARTS}
        self.overloads: list[Overload] = []
        self.lost = 0
        self._since: dict[str, int] = {}
        self._own: dict[str, float] = {}

    def _tissue(self, part: tuple[str, Side]) -> Tissue:
        """Able to bear the usual week for good, with the runner's own margin over its worst day."""
        number = TISSUES.index(part[0])
        heal = exp(-1 / (HEAL_DAYS[number] * self.runner.healing))
        strain, worst, total = 0.0, 0.0, 0.0
        for day in range(42):
            run = self.runner.athlete.runs[day % 7]
            strain += run_stress(run.kind, run.minutes or 0.0, number)
            if day >= 35:
                worst, total = max(worst, strain), total + strain
            strain *= heal
        capacity = max(60.0, worst) * (1 + self.runner.margin[part])
        return Tissue(capacity, capacity, total / 7, total / 7, heal, run=strain)

    # - what can be lifted

    def capacity(self, exercise_id: str, rested: bool = False) -> float:
        """System load x (1 + reps to failure / 30) in kg today; `rested`: without fatigue and soreness."""
        found = facts(exercise_id)
        assert found is not None
        muscle = self.muscle[found.group]
        full = self.first_capacity(exercise_id) * exp(muscle.gain)
        return (
            full if rested else full * (1 - 0.10 * min(1.5, muscle.fatigue) - 0.008 * muscle.sore - 0.06 * self.tired)
        )

    def first_capacity(self, exercise_id: str) -> float:
        """The same at the beginning, rested: body mass, the exercise, the runner, and some luck with the exercise."""
        if exercise_id not in self._own:
            found = facts(exercise_id)
            assert found is not None
            luck = exp(Random(f"{self.runner.seed} {exercise_id}").gauss(0, 0.05))
            luck = self.runner.overrides.get(exercise_id, luck)
            self._own[exercise_id] = found.apt * self.runner.mass * self.runner.strength[found.group] * luck
        return self._own[exercise_id]

    def reserve(self, work: Work, set_number: int = 1, rested: bool = False) -> float:
        """Repetitions (or what stands for them) left after the set; below 0 it cannot be finished."""
        found = facts(work.exercise)
        assert found is not None
        load = self.system(work)
        most = 30 * (self.capacity(work.exercise, rested) / load - 1) * (1 - 0.035 * (set_number - 1))
        return most - self._reps(work, found)

    def system(self, work: Work) -> float:
        """What is lifted in kg, the body's share included."""
        found = facts(work.exercise)
        assert found is not None
        return found.share * self.runner.mass + work.kg

    @staticmethod
    def _reps(work: Work, found: Facts) -> float:
        """Repetitions of the usual tempo; slower ones cost more."""
        pace = 1.0
        if work.tempo is not None:
            pace = (max(1, sum(work.tempo)) / found.seconds) ** 0.35
        return work.amount / found.unit * pace

    def effort(self, work: Work) -> float:
        """True RPE of the last set when rested: what convergence is measured by."""
        return on_line(RPE_OF_RIR, self.reserve(work, work.sets, rested=True))

    def slack(self, work: Work, wanted: float) -> float:
        """Kilograms that would bring the first set to the wanted RPE, rested; negative = too heavy."""
        found = facts(work.exercise)
        assert found is not None
        reps = self._reps(work, found) + rir_of(wanted)
        return self.capacity(work.exercise, rested=True) / (1 + reps / 30) - self.system(work)

    # - a session

    def train(self, works: Iterable[Work]) -> Trained:
        """Does what is asked as far as the body lets it, and takes it in."""
        lifted: list[Lifted] = []
        asked = done = 0
        efforts: list[tuple[float, float]] = []
        stimulus = dict.fromkeys(GROUPS, 0.0)
        damage = dict.fromkeys(GROUPS, 0.0)
        fatigue = dict.fromkeys(GROUPS, 0.0)
        stopped = False
        for work in works:
            found = facts(work.exercise)
            if found is None:
                continue
            asked += work.sets
            hurting = tuple(
                part for part in PARTS if found.stress[TISSUES.index(part[0])] >= 0.15 and self._pain(part) >= 3
            )
            worst = max((self._pain(part) for part in hurting), default=0.0)
            sets = 0 if worst >= PAIN_STOPS else (work.sets + 1) // 2 if hurting else work.sets
            stopped = stopped or sets < work.sets
            done += sets
            rpe, short, over = 1.0, 0, 0
            for number in range(1, sets + 1):
                left = self.reserve(work, number)
                rpe = on_line(RPE_OF_RIR, left)
                reps = work.amount / found.unit
                if left < 0:
                    missed = min(reps - 1, -left)
                    short, reps = max(short, round(missed)), reps - missed
                elif self.runner.eager and number == sets and left >= 5 and work.slot and found.group in LEGS:
                    over = int(min(3, left - 2))
                    reps, rpe = reps + over, on_line(RPE_OF_RIR, left - over)
                share = self.system(work) / self.capacity(work.exercise)
                heavy = min(1.05, max(0.1, (share - 0.2) / 0.6))
                stimulus[found.group] += heavy * on_line(WORTH_OF_RIR, left - over)
                damage[found.group] += found.eccentric * heavy * (2.0 - min(1.0, self.known.get(work.exercise, 0.0)))
                fatigue[found.group] += 0.06 * (rpe / 8) ** 2.5
                efforts.append((rpe, 1.5 if found.group in (Volume.squat, Volume.hinge) else 1.0))
                self._load(work, found, reps)
            if sets:
                self.known[work.exercise] = min(1.0, self.known.get(work.exercise, 0.0) + 0.35)
                lifted.append(Lifted(work, rpe, sets, short, over, hurting))
        self._take_in(stimulus, damage, fatigue)
        weight = sum(one for _, one in efforts)
        mean = sum(rpe * one for rpe, one in efforts) / weight if weight else 1.0
        session = mean - 1.0 + 0.08 * (done - 14) + 0.8 * self.tired
        self.tired += 0.012 * done * (mean / 7) ** 2
        return Trained(min(10.0, max(0.5, session)), tuple(lifted), done / asked if asked else 1.0, stopped)

    def _pain(self, part: tuple[str, Side]) -> float:
        return self.tissue[part].pain

    def _load(self, work: Work, found: Facts, reps: float) -> None:
        """Stress grows with the third power of force against that of the beginning; slower lowering adds a little."""
        force = self.system(work) / self.first_capacity(work.exercise) / 0.7
        pace = (max(1, sum(work.tempo)) / found.seconds) ** 0.4 if work.tempo is not None else 1.0
        for part, tissue in self.tissue.items():
            weight = found.stress[TISSUES.index(part[0])]
            if weight:
                tissue.lift += weight * reps * force**3 * pace

    def _take_in(
        self, stimulus: dict[Volume, float], damage: dict[Volume, float], fatigue: dict[Volume, float]
    ) -> None:
        for group, muscle in self.muscle.items():
            if stimulus[group] <= 0:
                continue
            muscle.idle = 0
            fresh = 1 - 0.4 * min(1.0, muscle.fatigue)
            room = max(0.0, 1 - muscle.gain / self.runner.ceiling)
            muscle.gain += self.runner.trainable * fresh * room * stimulus[group] ** 0.5
            muscle.fatigue += fatigue[group]
            new = max(0.0, damage[group] - 0.8 * muscle.used)
            peak = 10 * (1 - exp(-self.runner.sore * new / 2))
            # Two sore sessions do not add up: the worse one is felt.
            muscle.pending = [max(one, peak * share) for one, share in zip(muscle.pending, DOMS, strict=True)]
            muscle.used += 0.2 * (damage[group] - muscle.used) if damage[group] > muscle.used else 0.0

    # - a run, a night

    def run(self) -> tuple[RunKind, float]:
        """Today's run as far as pain, illness and journeys let it; what was run."""
        kind, minutes = self.life.runs[self.day]
        away = self.life.away(self.day)
        if kind is R or (away is not None and (away.why == "illness" or self.life.rolls[self.day][0] < 0.5)):
            return R, 0.0
        worst = max(one.pain for one in self.tissue.values())
        if worst >= PAIN_STOPS:
            return R, 0.0
        minutes *= 0.7 if worst >= 3 else 1.0
        for part, tissue in self.tissue.items():
            tissue.run += run_stress(kind, minutes, TISSUES.index(part[0]))
        hard = 1.5 if kind is Q else 1.0
        for group in LEGS:
            self.muscle[group].fatigue += 0.004 * minutes * hard
        self.tired += 0.0015 * minutes * hard
        return kind, minutes

    def night(self) -> None:
        """Soreness moves on, tissue heals or complains, strength that is not used goes slowly."""
        if any(one.pain >= PAIN_STOPS for one in self.tissue.values()):
            self.lost += 1
        for part, tissue in self.tissue.items():
            self._tissue_night(part, tissue)
        for muscle in self.muscle.values():
            muscle.pending = [*muscle.pending[1:], 0.0]
            muscle.fatigue *= 0.60
            muscle.used *= 0.988
            muscle.idle += 1
            if muscle.idle > 10:
                muscle.gain *= 0.994
        self.tired *= 0.80 if self.day in self.life.stressed else 0.70
        away = self.life.away(self.day)
        if away is not None and away.why == "illness":
            self.tired = max(self.tired, 0.6 if away.deep else 0.3)
        self.day += 1

    def _tissue_night(self, part: tuple[str, Side], tissue: Tissue) -> None:
        strain = tissue.strain
        if strain > 1:
            if self.day - self._since.get(part[0], -99) > 7:
                allowed = tissue.capacity * (1 - 0.03 * tissue.pain)
                self.overloads.append(Overload(self.day, part[0], part[1], tissue.run <= allowed))
            self._since[part[0]] = self.day
            tissue.pain = min(9.0, tissue.pain + 2.0 + 15 * (strain - 1))
        else:
            tissue.pain *= 0.92 if strain < 0.8 else 0.96
        all_of_it = tissue.run + tissue.lift
        tissue.chronic += (all_of_it - tissue.chronic) / CHRONIC_DAYS
        aim = tissue.start * min(1.8, max(0.8, 1 + 0.7 * (tissue.chronic / tissue.usual - 1)))
        tissue.capacity += (aim - tissue.capacity) / (21 if aim > tissue.capacity else 60)
        tissue.run *= tissue.heal
        tissue.lift *= tissue.heal

    @property
    def stronger(self) -> float:
        """Strength gained in the legs, in per cent."""
        return 100 * sum(exp(self.muscle[group].gain) - 1 for group in LEGS) / len(LEGS)


def run_stress(kind: RunKind, minutes: float, tissue: int) -> float:
    """A minute of easy running = 1 on the Achilles tendon; quicker ones count for more."""
    return minutes * (1.5 if kind is Q else 1.0) * (1.0, 0.9, 0.7)[tissue]


def misjudged(runner: Runner, works: Iterable[Work], factor: float) -> Runner:
    """The same runner, for whom the first dose of these works is `factor` of the one that would be right.

    Right = the middle of the set effort asked for, rested. For a lift with weight it is the weight that is off, else
    the repetitions.
    """
    overrides = dict(runner.overrides)
    for work in works:
        found = facts(work.exercise)
        if found is None:
            continue
        wanted = sum(work.rpe) / 2
        left = rir_of(wanted)
        right = replace(work, kg=work.kg / factor) if work.kg else replace(work, amount=round(work.amount / factor))
        reps = Body._reps(right, found)
        system = found.share * runner.mass + right.kg
        needed = system * (1 + (reps + left) / 30 / (1 - 0.035 * (work.sets - 1)))
        overrides[work.exercise] = needed / (found.apt * runner.mass * runner.strength[found.group])
    return replace(runner, overrides=overrides)
