"""Random runners and what befalls them: a seed gives a profile, a temper, and months of a diary.

Everything a runner can tell the coach happens here: silence, partial and skipped sessions, moves, swaps, short days,
pain with its mornings, sore muscles, technique, single exercises, red flags and clearances, illness, travel, deloads,
sleep and mood, runs that differ from the plan, a new kit, other minutes. Equal seeds live equal lives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from core import assessment, diary, people, planner
from core.athlete import Athlete, Level, Limit, Place, Policy, Priority, Race, Run, RunKind
from core.body import Kind as Tissue, Region, Side, default_kind
from core.diary import Entry, ItemReport, Sore
from core.kit import Item, Kit
from core.session import Kind, Session, to_json
from core.standing import Standing

MONDAY = date(2026, 3, 2)
REST, EASY, QUALITY, LONG = RunKind.REST, RunKind.EASY, RunKind.QUALITY, RunKind.LONG

WEEKS: tuple[tuple[RunKind, ...], ...] = (
    (REST, EASY, REST, QUALITY, REST, EASY, LONG),
    (REST, QUALITY, REST, EASY, REST, REST, LONG),
    (REST, QUALITY, EASY, EASY, EASY, REST, LONG),
    (REST, QUALITY, EASY, EASY, QUALITY, EASY, LONG),
    (EASY, REST, EASY, REST, EASY, REST, REST),
    (REST, REST, EASY, REST, REST, LONG, REST),
    (EASY, QUALITY, EASY, QUALITY, EASY, LONG, EASY),
    (EASY, EASY, EASY, EASY, EASY, EASY, EASY),
    (REST, REST, REST, REST, REST, REST, REST),
    (QUALITY, EASY, QUALITY, EASY, QUALITY, EASY, LONG),
)

KITS: tuple[Kit, ...] = (
    Kit(),
    Kit(frozenset({Item.dumbbells}), (4, 8, 12, 16, 20)),
    Kit(frozenset({Item.dumbbells, Item.band, Item.step}), (2, 3, 4, 5, 6, 8, 10, 12.5, 15, 17.5, 20)),
    Kit(frozenset({Item.dumbbells}), (5,)),
    Kit(frozenset({Item.kettlebell, Item.fixed}), (8, 12, 16, 24)),
    Kit(frozenset({Item.band, Item.slider, Item.stair})),
    Kit(frozenset({Item.backpack, Item.stair, Item.roller})),
    Kit(
        frozenset({Item.barbell, Item.dumbbells, Item.box, Item.step, Item.rope, Item.fixed}),
        (5, 7.5, 10, 12.5, 15, 20, 25, 30), 20, (1.25, 2.5, 5, 10, 20),
    ),
    Kit(
        frozenset({Item.machine, Item.barbell, Item.dumbbells, Item.band}),
        (2.5, 5, 7.5, 10, 15, 20), 20, (2.5, 5, 10),
    ),
    Kit(frozenset({Item.dumbbells, Item.kettlebell, Item.backpack}), (1.81, 4.54, 9.07, 13.61)),
)  # fmt: skip

LIMITS = (Region.achilles, Region.knee, Region.lower_back, Region.shoulder, Region.hamstring)
HURTS = (
    Region.achilles, Region.knee, Region.foot, Region.shin, Region.hip, Region.lower_back, Region.ankle,
    Region.shoulder, Region.hip_flexor, Region.wrist, Region.hamstring,
)  # fmt: skip
MUSCLES = (Region.calf, Region.quad, Region.hamstring, Region.glute, Region.adductor, Region.arm, Region.chest)
ITEM = (None, 1, 2, 2, 3, 3, 4, 6)
SIDES = (Side.left, Side.right, Side.both)


@dataclass(frozen=True, slots=True)
class Temper:
    """How often things happen, each as a chance. `effort` shifts every rating, `spread` makes them wander."""

    silent: float = 0.1
    skips: float = 0.06
    partly: float = 0.08
    moves: float = 0.04
    swaps: float = 0.05
    short: float = 0.06
    hurts: float = 0.05
    sore: float = 0.25
    falls_ill: float = 0.01
    travels: float = 0.01
    deloads: float = 0.01
    flags: float = 0.003
    answers: float = 0.5
    sloppy: float = 0.1
    single: float = 0.15
    runs: float = 0.7
    runs_differ: float = 0.05
    changes: float = 0.01
    effort: float = 0.0
    spread: float = 1.2
    tests: float = 0.0
    strong: bool = False
    loads: float = 0.0


CALM = Temper(
    silent=0, skips=0, partly=0, moves=0, swaps=0, short=0, hurts=0, sore=0, falls_ill=0, travels=0, deloads=0,
    flags=0, answers=0, sloppy=0, single=0, runs=1, runs_differ=0, changes=0, spread=0,
)  # fmt: skip
"""Every session done on target, nothing ever sore."""

TEMPERS: tuple[Temper, ...] = (
    Temper(),
    CALM,
    replace(CALM, effort=-1.5, spread=0.5),
    replace(CALM, effort=1.5, spread=1.0, sore=0.4),
    Temper(hurts=0.2, answers=0.8),
    Temper(silent=0.6, skips=0.2),
    Temper(falls_ill=0.05, travels=0.05, deloads=0.03),
    Temper(flags=0.03, hurts=0.1),
    Temper(effort=-2, spread=2.5, single=0.5, sloppy=0.3),
    Temper(moves=0.3, swaps=0.3, short=0.3, changes=0.05, runs_differ=0.3),
)


def athlete(chance: Random) -> Athlete:
    """A random profile."""
    runs = tuple(
        Run(kind, None if kind is REST else chance.choice((None, 5.0, 8.0, 12.0, 18.0)))
        for kind in chance.choice(WEEKS)
    )
    limits = tuple(Limit(one, chance.choice(SIDES)) for one in chance.sample(LIMITS, chance.choice((0, 0, 0, 1, 2))))
    race = None
    if chance.random() < 0.3:
        day = MONDAY + timedelta(days=chance.randrange(10, 120))
        race = Race(day, chance.choice((5.0, 10.0, 21.1, 42.2)), chance.choice(tuple(Priority)))
    return Athlete(
        level=chance.choice(tuple(Level)),
        born=chance.choice((None, 1950, 1962, 1970, 1985, 1991, 2003, 2010)),
        sex=chance.choice((None, "f", "m")),
        mass_kg=chance.choice((None, 48.0, 62.5, 70.0, 84.0, 108.0)),
        screened=chance.random() > 0.04,
        screen_yes=chance.choice(
            ((), (), (), (), (), ("blood_pressure",), ("heart",), ("pregnant",), ("bone_stress",), ("under_18",))
        ),
        places=(Place("home", chance.choice(KITS)),) if chance.random() > 0.1 else (),
        runs=runs,
        strength_days=chance.choice((0, 1, 2, 2, 2, 2)),
        minutes=chance.choice((10, 20, 30, 40, 45, 45, 50, 55, 60)),
        limits=limits,
        race=race,
        hypermobile=chance.random() < 0.08,
        technique_day=chance.random() < 0.85,
        daily_mobility=chance.random() < 0.3,
    )


def wishing(runner: Athlete, chance: Random) -> Athlete:
    """With what some wish of the week: days for strength, days without anything, a calm pace."""
    days = chance.sample(range(7), 4)
    return replace(
        runner,
        wished_days=tuple(sorted(days[:2])) if chance.random() < 0.5 else (),
        free_days=tuple(sorted(days[2 : 2 + chance.choice((1, 1, 2))])) if chance.random() < 0.5 else (),
        policy=Policy.CALM if chance.random() < 0.3 else Policy.NORMAL,
    )


class Life:
    """One runner's diary as it is written. `sent` holds the last version of every session by its id."""

    def __init__(self, runner: Athlete, start: date = MONDAY) -> None:
        self.athlete = runner
        self.day = start
        self.entries: list[Entry] = []
        self.standing = Standing()
        self.sent: dict[str, Session] = {}
        self.watch: Callable[[Life, Session], None] | None = None
        self.write(diary.Profile(at=self.at(6), day=start, athlete=runner.to_json()))
        self.write(diary.Joined(at=self.at(6), day=start))

    def at(self, hour: int) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, hour, tzinfo=UTC)

    def write(self, entry: Entry) -> None:
        entry = replace(entry, n=len(self.entries) + 1)
        self.entries.append(entry)
        self.standing = planner.advance(self.standing, entry)

    def send(self) -> Session | None:
        """Plans today and sends it, as every morning, every swap and every answer about a sore part does."""
        session = planner.plan_day(self.athlete, self.standing, self.day).session
        if session is not None:
            if self.watch is not None:
                self.watch(self, session)
            self.sent[session.id] = session
            self.write(diary.Prescribed(at=self.at(7), day=self.day, session=to_json(session)))
        return session


@dataclass(slots=True)
class Fate:
    """What befalls a life, day after day. Pains have a course of their own: they fade, linger or flare."""

    life: Life
    temper: Temper
    chance: Random
    pains: dict[tuple[Region, Side], float]
    ill_until: date | None = None
    away_until: date | None = None

    def happens(self, chance: float) -> bool:
        return self.chance.random() < chance

    def live(self, days: int) -> None:
        for _ in range(days):
            self.morning()
            session = self.life.send()
            if session is not None and self.happens(self.temper.hurts / 3):
                self.hurt("now")
                session = self.life.send()
            if session is not None:
                session = self.bent(session)
            if session is not None:
                self.evening(session)
            self.run()
            self.life.day += timedelta(days=1)

    # --- mornings ---------------------------------------------------------------------------------------------

    def morning(self) -> None:
        life, chance = self.life, self.chance
        self.periods()
        if self.happens(self.temper.answers):
            life.write(
                diary.Readiness(
                    at=life.at(6), day=life.day, sleep_h=chance.choice((None, 3.5, 5.0, 6.5, 7.0, 7.5, 8.0, 8.5, 9.0)),
                    sleep=chance.choice(ITEM), fatigue=chance.choice(ITEM), stress=chance.choice(ITEM),
                    soreness=chance.choice(ITEM),
                )
            )  # fmt: skip
        for trouble in planner.morning_parts(life.standing, life.day):
            key = (trouble.region, trouble.side)
            course = self.pains.get(key, 0.0) * chance.choice((0.0, 0.3, 0.6, 0.8, 1.0, 1.2))
            self.pains[key] = min(10.0, course)
            if self.happens(0.75):
                life.write(
                    diary.Felt(
                        at=life.at(6), day=life.day, region=trouble.region, side=trouble.side,
                        score=float(round(self.pains[key])), what=trouble.what, when="morning",
                    )
                )  # fmt: skip
            if self.happens(0.1):
                life.write(
                    diary.Agreed(
                        at=life.at(6), day=life.day, region=trouble.region,
                        what=chance.choice(("isometrics", "return_test")), yes=self.happens(0.8),
                    )
                )  # fmt: skip
        if self.happens(self.temper.hurts):
            self.hurt(chance.choice(("now", "now", "morning")))
        if self.temper.tests and (life.day - life.entries[0].day).days % 35 == 4:
            self.test()

    def test(self) -> None:
        """Baseline tests, most of them passed; the hop screen where the coach would offer it."""
        life, chance = self.life, self.chance
        talent, spread = chance.choice((0.5, 1.0, 1.0, 1.1)), (0.8, 1.0, 1.0, 1.0, 1.2)
        if self.temper.strong:
            talent, spread = 1.5, (1.0, 1.0, 1.0, 1.0, 1.0)
        for test in assessment.offered(life.athlete, life.standing, life.day):
            if not self.happens(self.temper.tests):
                continue
            for side in test.sides:
                usual = {"faults": 0.7, "look": 2, "cm": 11}.get(test.unit, 27 if test.unit == "reps" else 60)
                value = min(test.high, round(usual * talent * chance.choice(spread)))
                life.write(
                    diary.Tested(
                        at=life.at(6), day=life.day, test=test.id, side=side, value=float(value),
                        submaximal=assessment.submaximal(life.standing, life.day),
                        pain=chance.choice((None, 0.0, 0.0, 1.0, 2.0, 4.0)) if self.happens(0.1) else 0.0,
                    )
                )  # fmt: skip

    def periods(self) -> None:
        life, chance, temper = self.life, self.chance, self.temper
        if self.ill_until is not None:
            if life.day >= self.ill_until:
                self.ill_until = None
                life.write(diary.Back(at=life.at(6), day=life.day))
        elif self.happens(temper.falls_ill):
            self.ill_until = life.day + timedelta(days=chance.randrange(1, 12))
            life.write(
                diary.Away(
                    at=life.at(6), day=life.day, why="illness", start=life.day, fever=self.happens(0.4),
                    below_neck=self.happens(0.3),
                )
            )  # fmt: skip
        elif self.happens(temper.travels):
            long = chance.choice((2, 4, 6, 8, 10, 16, 30, 60))
            until = life.day + timedelta(days=long)
            life.write(
                diary.Away(
                    at=life.at(6), day=life.day, why=chance.choice(("travel", "life")), start=life.day,
                    until=until if self.happens(0.7) else None,
                )
            )  # fmt: skip
            self.away_until = until
        if self.away_until is not None and life.day >= self.away_until:
            self.away_until = None
            life.write(diary.Back(at=life.at(6), day=life.day))
        if self.happens(temper.deloads):
            life.write(
                diary.Deloaded(
                    at=life.at(6), day=life.day, scope=chance.choice(("all", "all", "legs", "calf", "knee")),
                    cause=chance.choice(("tired", "sore", "race", "life")), start=life.day,
                    days=chance.choice((3, 5, 7, 7, 10)),
                )
            )  # fmt: skip
        if self.happens(temper.deloads / 2):
            life.write(diary.DeloadEnded(at=life.at(6), day=life.day))
        if self.happens(temper.flags):
            flag, urgency, regions = chance.choice(
                (
                    ("chest_pain", "emergency", ()),
                    ("knee_locked", "soon", (Region.knee,)),
                    ("bone_stress", "soon", (Region.shin,)),
                    ("deep_groin", "next_day", (Region.hip, Region.hip_flexor)),
                    ("achilles_pop", "same_day", (Region.achilles, Region.calf)),
                    ("numb_arm", "soon", (Region.arm,)),
                )
            )
            life.write(
                diary.Flagged(
                    at=life.at(6), day=life.day, flag=flag, urgency=urgency, regions=regions,
                    side=chance.choice(SIDES),
                )
            )  # fmt: skip
        elif life.standing.flags and self.happens(0.15):
            life.write(diary.Cleared(at=life.at(6), day=life.day, flag=chance.choice(life.standing.flags).flag))
        asked = people.screen_yes(life.athlete, life.standing, life.day)
        if asked and "screen" not in life.standing.cleared and self.happens(0.1):
            life.write(diary.Cleared(at=life.at(6), day=life.day, flag="screen"))
        if self.happens(temper.changes):
            places = (Place("home", chance.choice(KITS)),)
            life.athlete = replace(
                life.athlete, places=places, minutes=chance.choice((20, 30, 45, 60)), screened=True,
            )  # fmt: skip
            life.write(diary.Profile(at=life.at(6), day=life.day, athlete=life.athlete.to_json()))
        if self.happens(temper.runs_differ):
            kind = chance.choice(("rest", "easy", "easy", "quality", "long"))
            life.write(
                diary.RunPlanned(
                    at=life.at(6), day=life.day, on=life.day + timedelta(days=chance.randrange(0, 6)), kind=kind
                )
            )

    def hurt(self, when: str, exercise: str | None = None) -> None:
        life, chance = self.life, self.chance
        region, side = chance.choice(HURTS), chance.choice(SIDES)
        score = chance.choice((1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8))
        for one in side.each():
            self.pains[region, one] = float(score)
        what = default_kind(region)
        if what is Tissue.muscle:
            what = Tissue.tendon
        if chance.random() < 0.05:
            what = Tissue.bone
        life.write(
            diary.Felt(
                at=life.at(7), day=life.day, region=region, side=side, score=float(score), what=what, when=when,
                exercise=exercise,
            )
        )  # fmt: skip

    # --- the day ----------------------------------------------------------------------------------------------

    def bent(self, session: Session) -> Session | None:
        """The runner's own changes: another exercise, fewer minutes, another day."""
        life, chance = self.life, self.chance
        again = False
        if self.happens(self.temper.swaps):
            today = planner.today_of(life.athlete, life.standing, life.day)
            working = [one for one in session.items if one.working_sets]
            if working:
                item = chance.choice(working)
                others = planner.alternatives(today, session, item)
                if others:
                    for_good = None if self.happens(0.2) else session.id
                    to = chance.choice(others).id
                    life.write(
                        diary.Swapped(at=life.at(8), day=life.day, exercise=item.exercise, to=to, session=for_good)
                    )
                    again = True
        if self.happens(self.temper.short):
            minutes = chance.choice((10, 20, 30, None))
            life.write(diary.Shortened(at=life.at(8), day=life.day, session=session.id, minutes=minutes))
            again = True
        if self.happens(self.temper.moves) and session.kind in (Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.TECHNIQUE):
            later = life.day + timedelta(days=chance.randrange(1, 4))
            if later.isocalendar()[:2] == life.day.isocalendar()[:2]:
                offer = planner.move(life.athlete, life.standing, life.day, session.kind, later)
                if offer.as_wanted is not None:
                    life.write(
                        diary.Moved(at=life.at(8), day=life.day, kind=session.kind.value, origin=life.day, to=later)
                    )
                    return None
        return life.send() if again else session

    def evening(self, session: Session) -> None:
        life, chance, temper = self.life, self.chance, self.temper
        if self.happens(temper.silent):
            return
        if self.happens(temper.skips):
            why = chance.choice(("choice", "time", "life", "sick", "pain", "weather", "tired"))
            life.write(diary.Skipped(at=life.at(19), day=life.day, session=session.id, reason=why))
            return
        if self.happens(0.3):
            life.write(diary.Started(at=life.at(18), day=life.day, session=session.id))
        low, high = session.target
        effort = (low + high) / 2 + temper.effort + chance.gauss(0, temper.spread)
        effort = min(10.0, max(0.0, round(2 * effort) / 2)) if temper.spread else float(int((low + high) / 2 + 0.5))
        soreness: tuple[Sore, ...] | None = ()
        if self.happens(temper.sore):
            soreness = tuple(
                Sore(region, chance.choice(SIDES), float(chance.choice((1, 2, 3, 4, 5, 6, 7, 8))), Tissue.muscle)
                for region in chance.sample(MUSCLES, chance.choice((1, 1, 2)))
            )
        elif temper.sore and self.happens(0.2):
            soreness = None
        items = []
        for item in session.items:
            if item.working_sets and self.happens(temper.single):
                items.append(
                    ItemReport(
                        item.exercise,
                        rpe=chance.choice((None, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.5)),
                        short=chance.choice((0, 0, 0, 1, 2)),
                        over=chance.choice((0, 0, 2, 3, 4)),
                        technique=chance.choice((None, "clean", "wobbly", "broke")),
                        speed=chance.choice((None, "fast", "steady", "grinding")),
                    )
                )
        if temper.loads:
            items = [*self.used(session, {one.exercise: one for one in items})]
        partly = self.happens(temper.partly)
        life.write(
            diary.Report(
                at=life.at(19), day=life.day, session=session.id, soreness=soreness,
                effort=None if temper.spread and self.happens(0.05) else effort,
                technique=chance.choice(("wobbly", "broke")) if self.happens(temper.sloppy) else "clean",
                fraction=chance.choice((0.25, 0.5, 0.75)) if partly else 1.0,
                stopped=chance.choice(("time", "pain", "effort", "sick")) if partly else None,
                items=tuple(items),
            )
        )  # fmt: skip
        working = [one.exercise for one in session.items if one.working_sets]
        if working and self.happens(temper.hurts):
            self.hurt(chance.choice(("during", "after")), chance.choice(working))

    def used(self, session: Session, said: dict[str, ItemReport]) -> Iterator[ItemReport]:
        """What was said of single exercises, with the weights of some: too light, too heavy, and beyond belief."""
        chance = self.chance
        for item in session.items:
            told = said.get(item.exercise)
            if item.working_sets and self.happens(self.temper.loads):
                asked = item.dose.load_kg or chance.choice((0, 0, 2, 5, 10))
                share = chance.choice((0, 0.3, 0.5, 0.75, 0.9, 1, 1.1, 1.2, 1.25, 1.5, 2, 5))
                told = replace(told or ItemReport(item.exercise), load_kg=round(asked * share, 2))
            if told is not None:
                yield told

    def run(self) -> None:
        life, chance = self.life, self.chance
        kind = planner.run_on(life.athlete, life.standing, life.day)
        usual = life.athlete.run_on(life.day).km
        if kind is REST or not self.happens(self.temper.runs):
            return
        km = (usual or 8.0) * (chance.choice((1.25, 1.5, 2.4)) if self.happens(self.temper.runs_differ) else 1.0)
        life.write(diary.Ran(at=life.at(20), day=life.day, km=km, minutes=6 * km, kind=kind.value))


TESTERS = 0.4
"""How many of them take the baseline tests."""


def lived(
    seed: int,
    days: int,
    watch: Callable[[Life, Session], None] | None = None,
    start: int = 0,
    wishes: bool = False,
    loads: float = 0.0,
) -> Life:
    """The life that a seed gives, `days` long, from up to a week after MONDAY (`start`), with `wishes` or without.

    `loads` is how often the weight that was used is told of an exercise.
    """
    chance = Random(seed)
    runner = athlete(chance)
    runner = wishing(runner, Random(f"wishes {seed}")) if wishes else runner
    life = Life(runner, MONDAY + timedelta(days=start or chance.randrange(7)))
    life.watch = watch
    temper = chance.choice(TEMPERS)
    if Random(f"battery {seed}").random() < TESTERS:
        temper = replace(temper, tests=0.9)
    Fate(life, replace(temper, loads=loads), chance, {}).live(days)
    return life


CLIMBING = (
    replace(CALM, tests=1.0),
    replace(CALM, tests=1.0, hurts=0.02, answers=0.5, spread=0.5),
    replace(CALM, tests=1.0, hurts=0.05, answers=0.8, sore=0.2, spread=0.8, effort=-0.5),
    replace(CALM, tests=1.0, travels=0.01, falls_ill=0.01, skips=0.05, moves=0.05, runs_differ=0.05, spread=0.5),
    replace(CALM, tests=0.9, silent=0.1, short=0.1, partly=0.05, deloads=0.02, flags=0.003, spread=0.8),
)


def climbing(seed: int, days: int, watch: Callable[[Life, Session], None] | None = None) -> Life:
    """A life that can reach elastic work: cleared, twice a week, tested, and not too often hurt."""
    chance = Random(f"climbing {seed}")
    runner = replace(
        athlete(chance),
        screened=True,
        screen_yes=(),
        strength_days=2,
        minutes=chance.choice((20, 40, 45, 60)),
        race=None,
    )
    life = Life(runner, MONDAY + timedelta(days=chance.randrange(7)))
    life.watch = watch
    Fate(life, replace(CLIMBING[seed % len(CLIMBING)], strong=seed % 3 > 0), chance, {}).live(days)
    return life
