"""The planners that Sinew is measured against, each in the strongest plain form that could be written down.

All of them start from Sinew's own first two sessions (exercises, order, weights), train on the days that Sinew's week
gives, and go to the base phase's sets in the third week. What differs is only what changes the dose. None listens to
pain; like every runner theirs stop by themselves at 5 of 10 and halve what hurts from 3 on (`Body.train`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from core import building, compose, planner, season
from core.athlete import Athlete
from core.body import Volume
from core.catalogue import Exercise, Unit, available, catalogue
from core.kit import Kit, largest_at_most, loadable, next_down, next_up
from core.policy import policy
from core.session import Dose, Kind, Session
from core.standing import Standing
from tests.simulation.model import START, Answer, Body, Runner, Voice, Work

INTRO_WEEKS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A session as a planner wants it, with its target effort. `easy`: meant to be lighter than usual."""

    works: tuple[Work, ...]
    target: tuple[float, float]
    easy: bool = False
    strength: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """The season that nobody's answers change: whose week it is and what effort it asks for. One yardstick for all."""

    session: tuple[tuple[float, float], ...]
    sets: tuple[tuple[float, float], ...]
    deload: tuple[bool, ...]

    @classmethod
    def of(cls, athlete: Athlete, days: int) -> Course:
        standing = Standing(joined=START)
        weeks = [season.position(athlete, standing, START + timedelta(weeks=week)) for week in range(days // 7 + 1)]
        rules = policy().phase
        return cls(
            tuple(_pair(rules[one.loading].session_rpe) for one in weeks),
            tuple(_pair(rules[one.loading].set_rpe) for one in weeks),
            tuple(one.planned_deload for one in weeks),
        )


def _pair(values: Sequence[float]) -> tuple[float, float]:
    return float(values[0]), float(values[1])


@dataclass(frozen=True, slots=True)
class Opening:
    """Sinew's first two sessions and the weekdays of an ordinary week: what every planner begins with."""

    sessions: tuple[tuple[Work, ...], ...]
    weekdays: tuple[int, ...]
    course: Course

    @classmethod
    def of(cls, athlete: Athlete, days: int) -> Opening:
        standing = Standing(joined=START)
        week = planner.plan_week(athlete, standing, START, START)
        weekdays = tuple(day.weekday() for day in week.strength)
        course = Course.of(athlete, days)
        if not weekdays:
            return cls((), (), course)
        sessions = []
        here = planner.around(athlete, standing, week.strength[0])
        today = building.whole_day(athlete, standing, week.strength[0], here)
        frame = building.Frame(today, week.on(week.strength[0]), "opening", athlete.minutes, planner.VERSION)
        for kind in (Kind.STRENGTH_A, Kind.STRENGTH_B):
            sessions.append(works_of(building.strength(frame, kind)))
        return cls(tuple(sessions), weekdays, course)


def works_of(session: Session) -> tuple[Work, ...]:
    """What the model makes of a session: everything that is not warm-up, mobility or cool-down."""
    return tuple(
        Work(
            one.exercise, one.dose.sets, one.dose.amount, one.dose.total_kg, one.dose.tempo, one.slot, one.dose.rpe,
            bool(one.working_sets),
        )
        for one in session.items
        if one.working_sets or one.phase.value in ("plyo", "finisher")
    )  # fmt: skip


# --- one step of a plain ladder -----------------------------------------------------------------------------------


def harder(kit: Kit, work: Work) -> Work:
    """One repetition more; at the top the next weight, however far, else the next rung, else more of the same."""
    exercise = catalogue()[work.exercise]
    step = _step(exercise)
    if work.amount + step <= exercise.high:
        return replace(work, amount=work.amount + step)
    load = next_up(kit, exercise, work.kg)
    if load is not None:
        return replace(work, kg=load.total_kg, amount=exercise.low)
    rung = _rung(kit, exercise, exercise.progress)
    if rung is not None:
        return _entered(kit, work, rung)
    return replace(work, amount=min(work.amount + step, 60 if exercise.unit is Unit.seconds else 30))


def easier(kit: Kit, work: Work) -> Work:
    """The way back: the next lower weight where there is one, else two repetitions less, else the rung below."""
    exercise = catalogue()[work.exercise]
    if work.kg:
        load = next_down(kit, exercise, work.kg)
        return replace(work, kg=load.total_kg if load else 0.0, amount=exercise.low)
    step = _step(exercise)
    if work.amount - 2 * step >= max(step, exercise.low // 2):
        return replace(work, amount=work.amount - 2 * step)
    rung = _rung(kit, exercise, exercise.regress)
    return _entered(kit, work, rung) if rung is not None else work


def _step(exercise: Exercise) -> int:
    return {Unit.reps: 1, Unit.seconds: 5, Unit.metres: 10}[exercise.unit]


def _rung(kit: Kit, exercise: Exercise, names: Sequence[str]) -> Exercise | None:
    rungs = (catalogue()[name] for name in names)
    return next(
        (one for one in rungs if available(one, kit) and not one.is_contact and one.volume is exercise.volume), None
    )


def _entered(kit: Kit, work: Work, rung: Exercise) -> Work:
    load = largest_at_most(kit, rung, work.kg) if work.kg and loadable(kit, rung) else None
    tempo = None if rung.unit is not Unit.reps or rung.rep_seconds else _whole(rung)
    return replace(work, exercise=rung.id, amount=rung.low, kg=load.total_kg if load else 0.0, tempo=tempo)


def _whole(exercise: Exercise) -> tuple[int, int, int, int]:
    lower, pause, lift, top = exercise.working_tempo
    return lower, pause, max(1, lift), top


# --- the planners -------------------------------------------------------------------------------------------------


class Peer:
    """What the peers share: sessions A and B in turn on fixed weekdays, missed ones are dropped."""

    name = "nothing"

    def __init__(self, runner: Runner, opening: Opening) -> None:
        self.runner, self.opening = runner, opening
        self.kit = runner.athlete.kit()
        self.plan = [list(works) for works in opening.sessions]
        self.done: dict[str, int] = {}
        self.grown: set[int] = set()
        self.now = 0
        self.day = 0

    def morning(self, day: int, voice: Voice) -> Asked | None:
        self.day = day
        if day % 7 not in self.opening.weekdays or not self.plan:
            return None
        number = self.opening.weekdays.index(day % 7)
        # With one session a week A and B take turns.
        self.now = number if len(self.opening.weekdays) > 1 else day // 7 % 2
        week = day // 7
        if week >= INTRO_WEEKS and self.now not in self.grown:
            self.grown.add(self.now)
            self._more_sets()
        self.before(voice)
        works = tuple(replace(one, rpe=self.opening.course.sets[week]) for one in self._in_time(self.today(week)))
        return Asked(works, self.opening.course.session[week], self.easy(week))

    def _more_sets(self) -> None:
        """The base phase's sets, in the order of the session, as long as the runner's minutes allow."""
        works = self.plan[self.now]
        for number, work in enumerate(works):
            exercise = catalogue()[work.exercise]
            slot = catalogue().slots[work.slot]
            grown = replace(work, sets=max(work.sets, min(slot.sets["base"], exercise.sets_max)))
            longer = [*works[:number], grown, *works[number + 1 :]]
            if self._fits(longer):
                works[number] = grown

    def _fits(self, works: Sequence[Work]) -> bool:
        room = min(self.runner.athlete.minutes, policy().session.minutes_max)
        return compose.minutes(sum(map(_work_seconds, works)), compose.ends(room)) <= room

    def _in_time(self, works: Sequence[Work]) -> list[Work]:
        """The runner stops when the minutes are over: a set less from the end on, then whole exercises."""
        kept = list(works)
        while len(kept) > 1 and not self._fits(kept):
            long = next((number for number in reversed(range(len(kept))) if kept[number].sets > 1), None)
            if long is None:
                kept.pop()
            else:
                kept[long] = replace(kept[long], sets=kept[long].sets - 1)
        return kept

    def before(self, voice: Voice) -> None:
        """What is asked before the session."""

    def today(self, week: int) -> list[Work]:
        return self.plan[self.now]

    def easy(self, week: int) -> bool:
        return False

    def evening(self, asked: Asked, answer: Answer | None) -> None:
        """What is made of the answer; None = none came."""

    def missed(self, reason: str | None) -> None:
        """Dropped; the next one is done as it stands."""

    def log(self, done: dict[str, int]) -> None:
        """What the training log shows: repetitions short by exercise, -1 where sets were left out."""
        self.done = done

    def change(self, how: Callable[[Kit, Work], Work], number: int) -> None:
        self.plan[self.now][number] = how(self.kit, self.plan[self.now][number])


def _work_seconds(work: Work) -> float:
    exercise = catalogue()[work.exercise]
    main = catalogue().slots[work.slot].volume in (Volume.squat, Volume.hinge)
    dose = Dose(work.sets, work.amount, exercise.unit.value, tempo=work.tempo, rest=90 if main else 30)
    return compose.item_seconds(exercise, dose)


class Nothing(Peer):
    """Runs only: what happens to the tissues without any strength work."""

    def morning(self, day: int, voice: Voice) -> Asked | None:
        return None


class FixedPlan(Peer):
    """Printed in advance: three weeks up by a step each, the fourth at 60 % of the sets, whatever is answered."""

    name = "fixed plan"

    def today(self, week: int) -> list[Work]:
        if self.easy(week):
            return [replace(one, sets=max(1, int(one.sets * 0.6))) for one in self.plan[self.now]]
        return self.plan[self.now]

    def easy(self, week: int) -> bool:
        return week % 4 == 3

    def evening(self, asked: Asked, answer: Answer | None) -> None:
        self._on()

    def missed(self, reason: str | None) -> None:
        self._on()

    def _on(self) -> None:
        if not self.easy(self.day // 7):
            for number in range(len(self.plan[self.now])):
                self.change(harder, number)


class DoubleProgression(Peer):
    """All repetitions done: one more next time, at the top of the range the next weight. Failed twice running: back."""

    name = "double progression"

    def __init__(self, runner: Runner, opening: Opening) -> None:
        super().__init__(runner, opening)
        self.failed: dict[str, int] = {}

    def evening(self, asked: Asked, answer: Answer | None) -> None:
        # The log shows what was done; nobody needs to answer.
        for number, work in enumerate(list(self.plan[self.now])):
            short = self.done.get(work.exercise, -1)
            if short == 0:
                self.failed[work.slot] = 0
                self.change(harder, number)
            elif short > 0:
                self.failed[work.slot] = self.failed.get(work.slot, 0) + 1
                if self.failed[work.slot] >= 2:
                    self.failed[work.slot] = 0
                    self.change(easier, number)


class ObeysEffort(Peer):
    """Always obeys the last effort: 4 % of the load a point off target, at once, up and down (Helms 2018).

    The typed effort of an exercise counts before the session's. Where no weight comes near, a repetition a point.
    """

    name = "obeys the last effort"

    def evening(self, asked: Asked, answer: Answer | None) -> None:
        if answer is None:
            return
        low, high = asked.target
        for number, work in enumerate(list(self.plan[self.now])):
            own = answer.own.get(work.exercise)
            floor, top = (low, high) if own is None else asked.works[number].rpe
            said = float(answer.effort) if own is None else own
            off = said - top if said > top else said - floor if said < floor else 0.0
            if off:
                self.plan[self.now][number] = self._obeyed(work, off)

    def _obeyed(self, work: Work, off: float) -> Work:
        exercise = catalogue()[work.exercise]
        mass = self.runner.mass
        system = exercise.share * mass + work.kg
        wanted = work.kg - 0.04 * off * system
        loads = [0.0, *(one.total_kg for one in loadable(self.kit, exercise))]
        nearest = min(loads, key=lambda kg: (abs(kg - wanted), kg))
        if work.kg and exercise.needs and not nearest:
            nearest = loads[1]
        if abs(nearest - work.kg) > 0.01 and (nearest > work.kg) == (off < 0):
            return replace(work, kg=nearest)
        step = _step(exercise)
        if off < 0 and work.amount >= exercise.high and nearest <= work.kg:
            return harder(self.kit, work)
        amount = work.amount - step * round(off)
        if amount < max(step, exercise.low // 2):
            return easier(self.kit, work)
        return replace(work, amount=min(amount, exercise.high))


class OnTarget(Peer):
    """No peer but a measuring rod: sees the truth and gives each exercise the dose that is nearest to its set target.

    What the rulebook's efforts would give if they were met, and what the runner's weights and ranges allow at all.
    """

    name = "(exactly on target)"

    def before(self, voice: Voice) -> None:
        wanted = sum(self.opening.course.sets[self.day // 7]) / 2
        for number, work in enumerate(self.plan[self.now]):
            exercise = catalogue()[work.exercise]
            loads = [one.total_kg for one in loadable(self.kit, exercise)]
            if not exercise.needs or not loads:
                loads.append(0.0)
            ends = (exercise.low, exercise.high)
            here = work.kg + voice.body.slack(work, wanted)
            loads = sorted(loads, key=lambda kg: abs(kg - here))[:8]
            choices = [_between(voice.body, replace(work, kg=kg), ends, wanted) for kg in loads]
            self.plan[self.now][number] = min(choices, key=lambda one: abs(voice.body.effort(one) - wanted))


def _between(body: Body, work: Work, ends: tuple[int, int], wanted: float) -> Work:
    """The amount of the range that comes nearest to the wanted effort with this weight."""
    step, (low, high) = _step(catalogue()[work.exercise]), ends
    steps = max(1, (high - low) // step)
    first, last = body.effort(replace(work, amount=low)), body.effort(replace(work, amount=low + steps * step))
    if first >= wanted or high <= low:
        return replace(work, amount=low)
    at = min(steps, round(steps * (wanted - first) / max(0.01, last - first)))
    return replace(work, amount=low + at * step)


class SorenessGated(Peer):
    """Asks each region before its session: 0-3 a step up, 4-6 the same again, 7 and more a step back and a set less.

    A step up also wants all of last time's repetitions.
    """

    name = "soreness gate"

    def __init__(self, runner: Runner, opening: Opening) -> None:
        super().__init__(runner, opening)
        self.ready: dict[int, set[str]] = {}
        self.fewer: frozenset[Volume] = frozenset()
        self.kept: list[Work] = []

    def before(self, voice: Voice) -> None:
        sore = voice.soreness()
        self.fewer = frozenset(group for group, score in sore.items() if score >= 7)
        self.kept = list(self.plan[self.now])
        ready = self.ready.get(self.now, set())
        for number, work in enumerate(self.kept):
            group = catalogue()[work.exercise].volume
            score = sore.get(group, 0) if group is not None else 0
            if score >= 7:
                self.change(easier, number)
            elif score <= 3 and work.slot in ready:
                self.change(harder, number)

    def today(self, week: int) -> list[Work]:
        return [
            replace(one, sets=max(1, one.sets - 1)) if catalogue()[one.exercise].volume in self.fewer else one
            for one in self.plan[self.now]
        ]

    def evening(self, asked: Asked, answer: Answer | None) -> None:
        self.ready[self.now] = {one.slot for one in asked.works if self.done.get(one.exercise, -1) == 0}

    def missed(self, reason: str | None) -> None:
        self.plan[self.now] = self.kept


PEERS: tuple[type[Peer], ...] = (FixedPlan, DoubleProgression, ObeysEffort, SorenessGated)
