"""One person of the population: profile, strength, tissues, and how they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp, log
from random import Random

from core.athlete import Athlete, Level, Place, Run, RunKind
from core.body import Side, Volume
from core.kit import Item, Kit
from tests.simulation.model.work import GROUPS, PARTS, TISSUES

START = date(2026, 3, 2)
"""Day 0 of every simulated half-year, a Monday."""

LEVEL_STRENGTH = {Level.NEW: 0.88, Level.SOME: 1.0, Level.TRAINED: 1.15}

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


def day_of(number: int) -> date:
    return START + timedelta(days=number)
