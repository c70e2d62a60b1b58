"""What happens to a runner whatever is planned: illness, journeys, hard weeks, the runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from core.athlete import RunKind
from tests.simulation.model.runner import R, Runner


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
