"""A runner's body as a model: what a session costs, what it builds, what it hurts, and what is said about it.

Every equation and every figure is explained, with what it rests on, in docs/simulation.md. The figures were set from
the literature and from runs without any strength work (`Nothing` in `peers.py`) before any planner was compared, and
are not to be tuned towards one. The model knows no rule of the planning core: it takes a list of `Work` from anybody.

All chance lies in `Runner` and `Life`, drawn once from the seed and equal for every planner. Time is a day number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import exp, log
from random import Random

from core.athlete import Athlete, Level, Place, Run, RunKind
from core.body import Pattern, Region, Side, Volume
from core.catalogue import Exercise, Unit, catalogue
from core.kit import Implement, Item, Kit

START = date(2026, 3, 2)
"""Day 0 of every simulated half-year, a Monday."""

GROUPS = tuple(Volume)
"""Muscles by the groups that the week's sets count for."""

LEGS = (Volume.squat, Volume.hinge, Volume.calf)

MUSCLE = {
    Volume.squat: Region.quad, Volume.hinge: Region.hamstring, Volume.calf: Region.calf,
    Volume.lateral_hip: Region.glute, Volume.core: Region.core, Volume.push: Region.chest,
    Volume.pull: Region.upper_back,
}  # fmt: skip
"""Where a runner feels a group's soreness."""

TISSUES = ("achilles", "knee", "hamstring")
SIDES = (Side.left, Side.right)
PARTS = tuple((tissue, side) for tissue in TISSUES for side in SIDES)


@dataclass(frozen=True, slots=True)
class Work:
    """One exercise as a planner asks for it: `amount` of one side in the exercise's unit, `kg` in all."""

    exercise: str
    sets: int
    amount: int
    kg: float = 0.0
    tempo: tuple[int, int, int, int] | None = None
    slot: str = ""
    rpe: tuple[float, float] = (5.0, 6.0)
    counted: bool = True


# --- what an exercise is to the model -----------------------------------------------------------------------------

GRADE = {
    "sts": 0.75, "sq_box": 0.9, "sq_goblet": 1.0, "sq_back": 1.1, "splitsq": 0.95, "bulg": 1.12, "sl_squat_box": 1.2,
    "pistol": 1.4, "sts_assist": 1.05, "hinge_wall": 0.7, "goodm": 0.8, "bstance_bw": 0.9, "bstance_rdl": 1.0,
    "sl_rdl": 1.1, "rdl": 1.0, "dl_kb": 1.05, "bridge": 0.75, "march_bridge": 0.85, "sl_bridge": 1.0, "hipthrust": 1.1,
    "hr_seat_bw": 0.7, "soleus_seat": 1.0, "soleus_one": 1.2, "hr_two": 0.8, "hr_lean": 0.9, "hr_one": 1.05,
    "hr_step": 1.15, "iso_calf": 0.8, "iso_calf_one": 1.1, "hr_fast": 0.6, "isoabd": 0.8, "clam": 0.85, "sideleg": 0.95,
    "monster": 1.05, "deadbug": 0.9, "deadbug_reach": 1.05, "birddog": 0.85, "plank": 0.95, "bodysaw": 1.2,
    "plank_tap": 1.05, "pushup_wall": 0.7, "scap_push": 0.75, "press_one": 0.95, "pushup": 1.05, "wallslide": 0.75,
    "ytw": 0.85, "towel_row": 0.95, "invrow": 1.15, "copen": 1.15,
}  # fmt: skip
"""How strong one must be for the middle of the exercise's range to leave five repetitions; 1 = an average runner with
half a year of strength work behind him. What is not here is 1."""

APT_KG = {"sq_back": 0.45, "sq_box": 0.05, "bulg": 0.05, "legpress": 1.0, "sl_press": 0.6, "sl_press_assist": 0.6}
"""Load, as a share of body mass, for that where the library gives no first load."""

LEVEL_STRENGTH = {Level.NEW: 0.88, Level.SOME: 1.0, Level.TRAINED: 1.15}

LIMB = 0.02
"""What is lifted where the body is not: the limb itself, so that nothing weighs nothing."""

ACHILLES_TIER = {0: 0.0, 1: 0.40, 2: 0.80, 3: 1.2, 4: 1.8}
"""Stress of one repetition by the library's tier, a minute of easy running = 1; far less where no heel rises."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An exercise in the model's terms. `apt`: system load x (1 + reps/30), in body masses, of grade 1."""

    group: Volume
    share: float
    apt: float
    unit: float
    seconds: float
    stress: tuple[float, float, float]
    eccentric: float


@lru_cache(maxsize=256)
def facts(exercise_id: str) -> Facts | None:
    """None for what trains nothing: mobility, drills at a walk."""
    exercise = catalogue()[exercise_id]
    if exercise.volume is None:
        return None
    share = exercise.share or LIMB
    first = exercise.first_load or (0.0, 0.0)
    apt_kg = sum(first) / 200 * (2 if exercise.implement is Implement.pair else 1)
    apt_kg = APT_KG.get(exercise_id, apt_kg)
    unit = {Unit.reps: 1.0, Unit.seconds: 3.0, Unit.metres: 4.0}[exercise.unit]
    middle = (exercise.low + exercise.high) / 2 / unit
    return Facts(
        group=exercise.volume,
        share=share,
        apt=(share + apt_kg) * (1 + (middle + 5) / 30) / GRADE.get(exercise_id, 1.0),
        unit=unit,
        seconds=_seconds(exercise, None),
        stress=_stress(exercise),
        eccentric=1.0 if exercise.pattern in (Pattern.squat, Pattern.hinge, Pattern.heel_raise) else 0.6,
    )


def _seconds(exercise: Exercise, tempo: Sequence[int] | None) -> float:
    if exercise.unit is not Unit.reps:
        return 1.0
    return float(sum(tempo) if tempo else exercise.working_tempo.seconds)


def _stress(exercise: Exercise) -> tuple[float, float, float]:
    """Stress of one repetition on Achilles, front of the knee and hamstring origin (docs/simulation.md, "Tissue")."""
    raising = exercise.pattern in (Pattern.heel_raise, Pattern.contact)
    achilles = ACHILLES_TIER[exercise.achilles_tier or 0] * (1.0 if raising else 0.2)
    if exercise.at_walk:
        achilles = 0.05
    usual = {Pattern.squat: 0.4, Pattern.hinge: 0.05, Pattern.contact: 0.6}.get(exercise.pattern, 0.0)
    knee = 2.0 * (exercise.patellar if exercise.patellar is not None else usual)
    hamstring = {Pattern.hinge: 0.8, Pattern.bridge: 0.5, Pattern.squat: 0.15}.get(exercise.pattern, 0.0)
    if exercise.is_hold:
        return achilles * 0.6, knee * 0.5, hamstring
    return achilles, knee, hamstring


# --- who --------------------------------------------------------------------------------------------------------

KITS: tuple[tuple[float, Kit], ...] = (
    (0.16, Kit()),
    (0.10, Kit(frozenset({Item.band}))),
    (0.22, Kit(frozenset({Item.dumbbells}), (4, 8, 12, 16, 20))),
    (0.14, Kit(frozenset({Item.dumbbells, Item.band, Item.step}), (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22.5, 25))),
    (0.08, Kit(frozenset({Item.dumbbells}), (5, 10))),
    (0.08, Kit(frozenset({Item.kettlebell, Item.band}), (8, 12, 16, 24))),
    (0.06, Kit(frozenset({Item.backpack, Item.stair}))),
    (0.16, Kit(
        frozenset({Item.barbell, Item.dumbbells, Item.machine, Item.step, Item.box, Item.fixed}),
        (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), 20, (1.25, 2.5, 5, 10, 15, 20),
    )),
)  # fmt: skip
"""With their shares among runners [a guess]."""

R, E, Q, L = RunKind.REST, RunKind.EASY, RunKind.QUALITY, RunKind.LONG
WEEKS: tuple[tuple[float, tuple[RunKind, ...]], ...] = (
    (0.10, (R, E, R, R, R, R, L)),
    (0.20, (R, E, R, E, R, R, L)),
    (0.20, (R, Q, R, E, R, R, L)),
    (0.20, (R, Q, R, E, E, R, L)),
    (0.15, (R, Q, E, E, E, R, L)),
    (0.10, (R, E, R, Q, R, E, L)),
    (0.05, (R, Q, E, E, Q, E, L)),
)


def _pick(random: Random, choices: Sequence[tuple[float, object]]) -> object:
    at = random.random() * sum(share for share, _ in choices)
    for share, one in choices:
        at -= share
        if at < 0:
            return one
    return choices[-1][1]


@dataclass(frozen=True, slots=True)
class Runner:
    """One person's traits. `strength` by group, 1 = as the library expects; the rest are factors of the model."""

    seed: int
    athlete: Athlete
    strength: dict[Volume, float]
    trainable: float
    ceiling: float
    healing: float
    sore: float
    margin: dict[tuple[str, Side], float]
    bias: float
    noise: float
    sore_bias: float
    answers: float
    answers_sore: float
    answers_morning: float
    tells_pain: float
    types: float
    eager: bool
    logs_runs: bool
    reads_body: bool
    skips: float
    ramps: float
    overrides: dict[str, float] = field(default_factory=dict)

    @property
    def mass(self) -> float:
        return self.athlete.mass_kg or 60.0


def make_runner(seed: int) -> Runner:
    """A runner of the population. Equal seeds give equal runners."""
    random = Random(f"runner {seed}")
    level = _pick(random, ((0.4, Level.NEW), (0.4, Level.SOME), (0.2, Level.TRAINED)))
    assert isinstance(level, Level)
    kit, runs = _pick(random, KITS), _pick(random, WEEKS)
    assert isinstance(kit, Kit)
    assert isinstance(runs, tuple)
    sex = random.choice("fm")
    age = int(min(74, max(18, random.gauss(40, 12))))
    mass = max(45.0, random.gauss(62 if sex == "f" else 76, 9))
    pace = min(8.5, max(4.5, random.gauss(6.3 if sex == "f" else 5.8, 0.7)))
    easy = max(25.0, random.gauss(42, 10))
    minutes = {R: 0.0, E: easy, Q: easy * 1.15, L: easy * min(2.4, max(1.3, random.gauss(1.8, 0.25)))}
    athlete = Athlete(
        level=level,
        sex=sex,
        born=START.year - age,
        mass_kg=round(mass, 1) if random.random() < 0.85 else None,
        screened=True,
        minutes=random.choice((25, 35, 45, 45, 55, 60)),
        places=(Place("home", kit),),
        runs=tuple(Run(one, round(minutes[one] / pace, 1), minutes[one]) if one is not R else Run(R) for one in runs),
        strength_days=1 if random.random() < 0.12 else 2,
        technique_day=random.random() < 0.3,
    )
    lift = LEVEL_STRENGTH[level] * (1 - 0.005 * max(0, age - 40)) * (0.95 if sex == "f" else 1.05)
    own = random.gauss(0, 0.07)
    strength = {}
    for group in GROUPS:
        arms = (0.85 if sex == "f" else 1.1) if group in (Volume.push, Volume.pull) else 1.0
        strength[group] = lift * arms * exp(own + random.gauss(0, 0.07))
    both = {tissue: random.gauss(log(0.7), 0.45) for tissue in TISSUES}
    return Runner(
        seed=seed,
        athlete=athlete,
        strength=strength,
        trainable={Level.NEW: 0.0065, Level.SOME: 0.004, Level.TRAINED: 0.0027}[level] * exp(random.gauss(0, 0.3)),
        ceiling={Level.NEW: 0.55, Level.SOME: 0.35, Level.TRAINED: 0.20}[level],
        healing=exp(random.gauss(0, 0.15)) * (1 + 0.006 * (age - 40)),
        sore=0.5 * exp(random.gauss(0, 0.35)),
        margin={(tissue, side): exp(both[tissue] + random.gauss(0, 0.12)) for tissue, side in PARTS},
        bias=random.gauss(-0.3, 0.8),
        noise=min(1.4, max(0.3, random.gauss(0.7, 0.2))),
        sore_bias=exp(random.gauss(0, 0.25)),
        answers=min(0.99, random.betavariate(6, 1)),
        answers_sore=0.6 + 0.4 * random.random(),
        answers_morning=0.3 + 0.7 * random.random(),
        tells_pain=0.4 + 0.6 * random.random(),
        types=random.random() if random.random() < 0.3 else 0.0,
        eager=random.random() < 0.25,
        logs_runs=random.random() < 0.6,
        reads_body=random.random() < 0.3,
        skips=min(0.35, random.expovariate(1 / 0.07)),
        ramps=random.choice((0.0, 0.0, 0.01, 0.02, 0.03)),
    )


# --- what happens to them ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """Away from `first` to `last`, both included. `told`: the runner says so."""

    why: str
    first: int
    last: int
    told: bool = True
    fever: bool = False
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """What is the same whatever is planned: illness, journeys, hard weeks, the runs, and the noise in every answer."""

    days: int
    events: tuple[Event, ...]
    stressed: frozenset[int]
    runs: tuple[tuple[RunKind, float], ...]
    sleep: tuple[float, ...]
    rolls: tuple[tuple[float, ...], ...]
    gauss: tuple[tuple[float, ...], ...]

    def away(self, day: int) -> Event | None:
        return next((one for one in self.events if one.first <= day <= one.last), None)


ROLLS, GAUSSES = 24, 24


def make_life(runner: Runner, days: int, quiet: bool = False) -> Life:
    """`quiet`: no illness, no journey, no skipped run; the noise in the answers stays."""
    random = Random(f"life {runner.seed}")
    events: list[Event] = []
    day = 0
    while not quiet:
        day += int(random.expovariate(1 / 60)) + 5
        if day >= days:
            break
        if random.random() < 0.55:
            deep = random.random() < 0.5
            length = 1 + int(random.expovariate(1 / (4 if deep else 2)))
            one = Event("illness", day, day + length, random.random() < 0.85, deep and random.random() < 0.6, deep)
        else:
            length = 3 + int(random.expovariate(1 / 5))
            one = Event(random.choice(("travel", "travel", "life")), day, day + length, random.random() < 0.7)
        events.append(one)
        day = one.last
    stressed: set[int] = set()
    if not quiet:
        for week in range(days // 7 + 1):
            if random.random() < 0.12:
                stressed |= set(range(7 * week, 7 * week + 7))
    return Life(
        days,
        tuple(events),
        frozenset(stressed),
        tuple(_runs(runner, random, days, quiet)),
        tuple(min(9.5, max(3.0, random.gauss(6.2 if day in stressed else 7.3, 0.8))) for day in range(days)),
        tuple(tuple(random.random() for _ in range(ROLLS)) for _ in range(days)),
        tuple(tuple(random.gauss(0, 1) for _ in range(GAUSSES)) for _ in range(days)),
    )


def _runs(runner: Runner, random: Random, days: int, quiet: bool) -> Iterable[tuple[RunKind, float]]:
    """Three weeks up, one down; now and then one much longer than usual, now and then none."""
    for day in range(days):
        week, usual = day // 7, runner.athlete.runs[day % 7]
        roll, spike, noise = random.random(), random.random(), random.gauss(0, 0.08)
        if usual.kind is R or usual.minutes is None:
            yield R, 0.0
            continue
        if quiet:
            yield usual.kind, usual.minutes
            continue
        ramp = (1 + runner.ramps) ** (week - week // 4 * 2) * (0.75 if week % 4 == 3 else 1.0)
        minutes = usual.minutes * min(1.8, ramp) * (1 + noise)
        if spike < 0.025:
            minutes *= 1.3 + 0.5 * random.random()
        yield (R, 0.0) if roll < 0.05 else (usual.kind, minutes)


# --- the body ---------------------------------------------------------------------------------------------------

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


# --- what is said -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """What a runner says of a session. `effort` 0-10 whole; `sore` None = not answered; `own` typed set efforts."""

    effort: int
    sore: dict[Volume, int] | None
    own: dict[str, float]
    short: dict[str, int]
    over: dict[str, int]
    technique: str | None
    fraction: float
    stopped: bool
    late: bool


class Voice:
    """A runner's answers: true values with this runner's bias, noise and silences, the same noise for every planner."""

    def __init__(self, body: Body) -> None:
        self.body, self.runner, self.life = body, body.runner, body.life

    def _roll(self, number: int) -> float:
        return self.life.rolls[self.body.day][number]

    def _gauss(self, number: int) -> float:
        return self.life.gauss[self.body.day][number]

    def skips(self) -> bool:
        return self._roll(1) < self.runner.skips

    def skip_reason(self) -> str | None:
        """None = silence."""
        roll = self._roll(2)
        return None if roll < 0.3 else "choice" if roll < 0.5 else "time" if roll < 0.8 else "tired"

    def rates(self, trained: Trained) -> Answer | None:
        runner = self.runner
        if self._roll(3) > runner.answers:
            return None
        effort = trained.effort + runner.bias + runner.noise * self._gauss(0)
        late = self._roll(4) < 0.3
        own: dict[str, float] = {}
        short: dict[str, int] = {}
        over: dict[str, int] = {}
        typing = self._roll(5) < runner.types
        for number, one in enumerate(trained.lifted):
            off = one.rpe - sum(one.work.rpe) / 2
            if typing and abs(off) >= 1.5 and len(own) < 2:
                said = one.rpe + runner.bias + runner.noise * self._gauss(1 + number % 8)
                own[one.work.exercise] = float(min(10, max(1, round(said))))
            if one.short and (typing or self._roll(6) < 0.3):
                short[one.work.exercise] = one.short
            if one.over and (typing or self._roll(7) < 0.5):
                over[one.work.exercise] = one.over
        worst = max((one.rpe for one in trained.lifted), default=0.0)
        broke = any(one.short >= 2 for one in trained.lifted) and self._roll(8) < 0.3
        technique = "broke" if broke else "wobbly" if worst >= 9 and self._roll(8) < 0.5 else "clean"
        sore = self.soreness(1 if late else 0) if self._roll(9) < runner.answers_sore else None
        return Answer(
            min(10, max(0, int(effort + 0.5))), sore, own, short, over, technique if self._roll(10) < 0.4 else None,
            trained.fraction, trained.stopped, late,
        )  # fmt: skip

    def soreness(self, ahead: int = 0) -> dict[Volume, int]:
        """What is sore now, or will be `ahead` mornings on: whole points from 1."""
        found: dict[Volume, int] = {}
        for number, (group, muscle) in enumerate(self.body.muscle.items()):
            true = muscle.pending[ahead] * self.runner.sore_bias
            said = round(true + 0.6 * self._gauss(9 + number)) if true >= 1 else 0
            if said >= 1:
                found[group] = min(10, said)
        return found

    def hurts(self, part: tuple[str, Side]) -> int:
        """Pain asked about: the answer, 0-10."""
        true = self.body.tissue[part].pain
        return min(10, max(0, round(true + 0.5 * self._gauss(16 + PARTS.index(part))))) if true >= 0.7 else 0

    def answers_this_morning(self) -> bool:
        return self._roll(11) < self.runner.answers_morning

    def complains(self) -> list[tuple[tuple[str, Side], int]]:
        """Pain told unasked, from 3 on."""
        told = [(part, self.hurts(part)) for part in PARTS]
        return [(part, score) for part, score in told if score >= 3 and self._roll(12) < self.runner.tells_pain]

    def mentions_soreness(self) -> dict[Volume, int]:
        """Soreness told unasked on the morning of a session, from 4 on."""
        if self._roll(13) > 0.5:
            return {}
        return {group: score for group, score in self.soreness().items() if score >= 4}

    def readiness(self) -> tuple[float, int, int, int, int] | None:
        """Hours slept, then sleep, fatigue, stress and soreness from 1 (best) to 7; None = not answered."""
        if not self.runner.reads_body or not self.answers_this_morning():
            return None
        slept = self.life.sleep[self.body.day]
        stress = 4.2 if self.body.day in self.life.stressed else 2.5
        fatigue = 2.2 + 4 * self.body.tired
        sore = 1.5 + 0.45 * max(one.sore for one in self.body.muscle.values())
        sleep = 2.5 + 1.2 * (7.3 - slept)
        scores = [
            min(7, max(1, round(true + 0.6 * self._gauss(22 - number))))
            for number, true in enumerate((sleep, fatigue, stress, sore))
        ]
        return round(slept, 1), scores[0], scores[1], scores[2], scores[3]


def day_of(number: int) -> date:
    return START + timedelta(days=number)


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
