"""The judge: the invariants of rulebook 12, read from a diary and the sessions in it, and from nothing else.

It knows no standing and no planner. Figures are written out here on purpose, as the rulebook has them, so that a wrong
constant in the policy is found too. From core it takes only what is data: shapes, the body, the catalogue's facts and
what a kit can load.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import ceil, floor
from statistics import median
from typing import Any

from core import diary
from core.athlete import Athlete, Priority, RunKind
from core.body import LEG_REGIONS, LOWER_LEG, RED_LEG_REGIONS, Kind, Pattern, Region, Side, Volume
from core.catalogue import Exercise, available, catalogue, contacts, counts_for, loads_region
from core.kit import SAME_KG, Item as Kit, Kit as Gear, largest_at_most, loadable
from core.session import Dose, Item, Light, Phase, Session, from_json
from tests.core.golden import Book
from tests.core.wishes import pairs

LEG_VOLUMES = {Volume.squat, Volume.hinge, Volume.calf}
MIDLINE = {Region.lower_back, Region.core, Region.upper_back, Region.chest}
ORDER = tuple(Phase)
SUPINE = {
    "deadbug",
    "deadbug_reach",
    "bridge",
    "march_bridge",
    "sl_bridge",
    "ham_bridge",
    "ham_bridge_one",
    "ham_slide",
}
WEIGHTS = {Kit.dumbbells, Kit.kettlebell, Kit.barbell, Kit.machine, Kit.backpack}
BONE_FLAGS = ("bone_stress", "femoral_neck", "fracture")


@dataclass(frozen=True, slots=True)
class Breach:
    """An invariant that does not hold: its number in section 12 (0 = one of the extra ones)."""

    invariant: int
    day: date
    session: str
    why: str


@dataclass(slots=True)
class Told:
    """One session as the diary has it."""

    session: Session
    report: diary.Report | None = None
    skipped: bool = False
    moved: bool = False

    @property
    def stands(self) -> bool:
        return not self.skipped and not self.moved

    def rated(self, exercise: str) -> bool:
        """Whether an effort was given for the session, or for that exercise alone (1.4)."""
        told = self.report
        own = told is not None and any(one.exercise == exercise and one.rpe is not None for one in told.items)
        return own or (told is not None and told.effort is not None)

    @property
    def difference(self) -> float | None:
        if self.report is None or self.report.effort is None:
            return None
        low, high = self.session.target
        effort = self.report.effort
        return effort - high if effort > high else effort - low if effort < low else 0.0


@dataclass(slots=True)
class Hurt:
    day: date
    when: str
    score: float
    what: Kind
    exercise: str | None = None
    bony: bool = False
    """Told while a bone was in question there: no pain at all is accepted then (2.1, 2.5)."""


@dataclass(slots=True)
class Course:
    """The season's plan of one exercise in one slot, as the sessions showed it."""

    plan: Dose
    day: date
    load_day: date | None = None
    rep_day: date | None = None
    sets_day: date | None = None
    any_day: date | None = None
    entered: date | None = None
    seen: int = 1


@dataclass(slots=True)
class Claim:
    """The level of elastic work that a session said it stood on."""

    day: date
    session: str
    level: int
    contacts: int


@dataclass(slots=True)
class Judge:
    athlete: Athlete = field(default_factory=Athlete)
    joined: date | None = None
    told: dict[str, Told] = field(default_factory=dict)
    hurts: dict[tuple[Region, Side], list[Hurt]] = field(default_factory=dict)
    mended: list[tuple[diary.Flagged, date]] = field(default_factory=list)
    flags: dict[str, diary.Flagged] = field(default_factory=dict)
    cleared: dict[str, date] = field(default_factory=dict)
    away: list[list[Any]] = field(default_factory=list)
    agreed: list[diary.Agreed] = field(default_factory=list)
    mornings: dict[date, diary.Readiness] = field(default_factory=dict)
    planned_runs: dict[date, str] = field(default_factory=dict)
    courses: dict[tuple[str, str], Course] = field(default_factory=dict)
    deloads: list[diary.Deloaded] = field(default_factory=list)
    deload_ends: list[date] = field(default_factory=list)
    aches: list[tuple[date, Region, float]] = field(default_factory=list)
    short: dict[str, int | None] = field(default_factory=dict)
    runs: list[diary.Ran] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    breaches: list[Breach] = field(default_factory=list)
    tested: dict[tuple[str, Side], diary.Tested] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    closed: date | None = None
    pending: dict[str, Session] = field(default_factory=dict)
    moves: list[diary.Moved] = field(default_factory=list)
    profiled: date | None = None
    """The day of the last profile: what it wishes holds for the weeks after it."""

    # --- reading ------------------------------------------------------------------------------------------------

    def read(self, entry: diary.Entry) -> None:
        match entry:
            case diary.Profile():
                self.athlete = Athlete.from_json(entry.athlete)
                self.profiled = entry.day
            case diary.Joined():
                self.joined = self.joined or entry.day
            case diary.Prescribed():
                self.prescribed(from_json(entry.session))
            case diary.Report():
                self.report(entry)
            case diary.Skipped():
                if entry.session in self.told:
                    self.told[entry.session].skipped = True
            case diary.Moved():
                self.moves.append(entry)
                for one in self.told.values():
                    if one.session.day == entry.origin and one.session.kind.value == entry.kind and not one.report:
                        one.moved = True
            case diary.Felt():
                self.felt(
                    entry.region, entry.side, Hurt(entry.day, entry.when, entry.score, entry.what, entry.exercise)
                )
            case diary.Flagged():
                self.flags[entry.flag] = self.with_places(entry)
            case diary.Cleared():
                gone = self.flags.pop(entry.flag, None)
                if gone is not None and gone.flag in BONE_FLAGS:
                    self.mended.append((gone, entry.day))
                self.cleared[entry.flag] = entry.day
            case diary.Agreed():
                self.agreed.append(entry)
            case diary.Away():
                for trip in self.away:
                    if trip[1] is None or trip[1] >= entry.start:
                        trip[1] = entry.start - timedelta(days=1)
                self.away.append([entry.start, entry.until, entry])
            case diary.Back():
                for trip in self.away:
                    if trip[1] is None or trip[1] >= entry.day:
                        trip[1] = entry.day - timedelta(days=1)
            case diary.Ran():
                self.runs.append(entry)
            case diary.Shortened():
                self.short[entry.session] = entry.minutes
            case diary.Readiness():
                self.mornings[entry.day] = entry
            case diary.RunPlanned():
                self.planned_runs[entry.on] = entry.kind
            case diary.Tested():
                self.tested[entry.test, entry.side] = entry
            case diary.Deloaded():
                self.deloads.append(entry)
            case diary.DeloadEnded():
                self.deload_ends.append(entry.day)
            case _:
                pass

    def with_places(self, entry: diary.Flagged) -> diary.Flagged:
        """The same flag again, of another place: both stay in question."""
        before = self.flags.get(entry.flag)
        if before is None:
            return entry
        regions = (*before.regions, *entry.regions) if before.regions and entry.regions else ()
        side = entry.side if entry.side is before.side else Side.both
        return replace(entry, regions=regions, side=side)

    def bony(self, region: Region, side: Side, day: date) -> bool:
        asked = [one for one in self.flags.values() if one.flag in BONE_FLAGS]
        asked += [one for one, since in self.mended if (day - since).days <= 366]
        return any(region in one.regions and (one.side is side or Side.both in (one.side, side)) for one in asked)

    def felt(self, region: Region, side: Side, hurt: Hurt) -> None:
        if hurt.what is Kind.muscle:
            self.aches.append((hurt.day, region, hurt.score))
            return
        for one in (Side.both,) if region in MIDLINE else side.each():
            bony = hurt.what is Kind.bone or self.bony(region, one, hurt.day)
            self.hurts.setdefault((region, one), []).append(replace(hurt, bony=bony))

    def report(self, entry: diary.Report) -> None:
        told = self.told.get(entry.session)
        if told is None:
            return
        told.report = entry
        for sore in entry.soreness or ():
            self.felt(sore.region, sore.side, Hurt(entry.day, "after", sore.score, sore.what))

    def prescribed(self, session: Session) -> None:
        """Judges a session; the courses only learn it once its day is over, since it may be planned afresh."""
        if self.closed is None or session.day > self.closed:
            self.close(session.day)
        for name in [name for name, one in self.told.items() if one.session.day == session.day]:
            if name != session.id and self.told[name].stands and self.told[name].report is None:
                del self.told[name]
        self.check(session)
        self.told[session.id] = Told(session)
        self.pending = {name: one for name, one in self.pending.items() if one.day != session.day}
        self.pending[session.id] = session

    def close(self, today: date) -> None:
        for name, session in self.pending.items():
            told = self.told.get(name)
            if session.day < today and told is not None and told.stands:
                self.learn(session)
        self.pending = {name: one for name, one in self.pending.items() if one.day >= today}
        if self.closed is not None and monday_of(self.closed) < monday_of(today):
            self.wished(monday_of(self.closed))
        self.closed = today

    def learn(self, session: Session) -> None:
        for item in session.items:
            if not item.slot:
                continue
            self.seen |= {item.exercise, item.plan_exercise or item.exercise}
            name, plan = item.plan_exercise or item.exercise, item.plan or item.dose
            key = (item.slot, name)
            course = self.courses.get(key)
            if course is None or self.begins(session, item):
                self.courses[key] = Course(plan, session.day, entered=session.day)
                continue
            was = course.plan
            if plan.total_kg != was.total_kg:
                course.load_day = session.day
            if plan.amount != was.amount:
                course.rep_day = session.day
            if plan.sets != was.sets:
                course.sets_day = session.day
            if shape(plan) != shape(was):
                course.any_day = session.day
            course.plan, course.day, course.seen = plan, session.day, course.seen + 1

    # --- facts --------------------------------------------------------------------------------------------------

    def kit_of(self, session: Session) -> Gear:
        journeys = (
            one for start, end, one in self.away if start <= session.day and (end is None or session.day <= end)
        )  # type: ignore[operator]
        return self.athlete.kit(next((one.place for one in journeys if one.place), None))  # type: ignore[attr-defined]

    def begins(self, session: Session, item: Item) -> bool:
        """Whether an exercise is new in its place, or with weights: what was done with a band has none to go by."""
        name, plan = item.plan_exercise or item.exercise, item.plan or item.dose
        course = self.courses.get((item.slot, name))
        if course is None:
            return True
        kit = self.kit_of(session)
        there = [one for one in catalogue()[name].needs if kit.has(one)]
        return bool(there) and WEIGHTS.issuperset(there) and course.plan.load_kg is None and plan.load_kg is not None

    def run_on(self, day: date) -> str:
        return self.planned_runs.get(day) or self.athlete.run_on(day).kind.value

    def hard(self, day: date) -> bool:
        return self.run_on(day) in ("quality", "long") or any(race.day == day for race in self.athlete.season)

    def strength(self, before: date) -> list[Told]:
        found = [one for one in self.told.values() if one.stands and is_s(one.session) and one.session.day < before]
        return sorted(found, key=lambda one: one.session.day)

    def red(self, key: tuple[Region, Side], today: date) -> tuple[bool, date | None]:
        """Whether a part is red today, and the day on which it last cleared."""
        red, cleared, calm, last = False, None, 0, None
        for one in self.hurts.get(key, ()):
            if one.day > today:
                break
            if one.score > (0 if one.bony else 5):
                red, cleared, calm, last = True, None, 0, None
            elif red and one.score > 2:
                calm, last = 0, None
            elif red and one.when == "morning":
                if last is None or (one.day - last).days > 1:
                    calm, last = 1, one.day
                elif one.day > last:
                    calm, last = calm + 1, one.day
                if calm >= 3:
                    red, cleared = False, one.day
        return red, cleared

    def ill(self, day: date) -> diary.Away | None:
        for start, end, entry in self.away:
            assert isinstance(entry, diary.Away)
            if entry.why == "illness" and start <= day and (end is None or day <= end):  # type: ignore[operator]
                return entry
        return None

    def isometric(self, key: tuple[Region, Side], exercise: Exercise) -> bool:
        told = self.hurts[key]
        agreed = any(one.what == "isometrics" and one.region is key[0] and one.yes for one in self.agreed)
        return exercise.is_hold and agreed and told[-1].score <= 3 and told[-1].what is not Kind.bone

    # --- judging ------------------------------------------------------------------------------------------------

    def breach(self, invariant: int, session: Session, why: str) -> None:
        self.breaches.append(Breach(invariant, session.day, session.id, why))

    def check(self, session: Session) -> None:
        self.shape(session)
        self.kit(session)
        self.pain(session)
        self.flagged(session)
        self.impact(session)
        self.placed(session)
        self.steps(session)
        self.deload(session)
        self.gap(session)
        self.caps(session)
        self.silence(session)
        self.after_runs(session)
        self.people(session)

    def shape(self, session: Session) -> None:
        phases = [ORDER.index(one.phase) for one in session.items]
        if Phase.WARMUP not in {one.phase for one in session.items}:
            self.breach(0, session, "no warm-up")
        if Phase.COOLDOWN not in {one.phase for one in session.items}:
            self.breach(0, session, "no cool-down")
        frame = [one for one in phases if one in (0, len(ORDER) - 1)]
        if frame != sorted(frame) or (phases and (phases[0] != 0 or phases[-1] != len(ORDER) - 1)):
            self.breach(0, session, "warm-up and cool-down do not stand around the work")
        working = [one.exercise for one in session.items if one.working_sets]
        if len(working) != len(set(working)):
            self.breach(0, session, "an exercise twice")
        pull = sum(one.dose.sets for one in session.items if volume(one) is Volume.pull and one.working_sets)
        push = sum(one.dose.sets for one in session.items if volume(one) is Volume.push and one.working_sets)
        if push > pull:
            self.breach(0, session, f"push {push} over pull {pull}")
        same = [one for one in self.told.values() if one.session.day == session.day and one.report is not None]
        if any(one.session.id != session.id for one in same):
            self.breach(0, session, "a second session on a day that has one")
        for item in session.items:
            if item.dose.sets < 1 or item.dose.amount < 1:
                self.breach(0, session, f"{item.exercise}: an empty dose")
            if item.plan is not None and item.plan_exercise == item.exercise:
                if item.dose.sets > item.plan.sets or item.dose.total_kg > item.plan.total_kg + 0.01:
                    self.breach(0, session, f"{item.exercise}: more than planned")
                if item.dose.amount > item.plan.amount and item.dose.total_kg == item.plan.total_kg:
                    self.breach(0, session, f"{item.exercise}: more repetitions than planned")

    def kit(self, session: Session) -> None:
        kit = self.kit_of(session)
        for item in session.items:
            exercise = catalogue().by_id.get(item.exercise)
            if exercise is None:
                self.breach(0, session, f"{item.exercise}: unknown")
                continue
            if not available(exercise, kit):
                self.breach(0, session, f"{item.exercise}: the kit is missing")
            there = [one for one in exercise.needs if kit.has(one)]
            course = self.courses.get((item.slot, item.exercise))
            # What began with a band goes on without one where no weight is light enough to begin with.
            begun = course is not None and course.plan.load_kg is None
            # After its test a heel goes without added weight for two weeks, and a heel raise is one without (2.3).
            begun = begun or exercise.pattern is Pattern.heel_raise
            if there and WEIGHTS.issuperset(there) and item.dose.load_kg is None and not begun:
                self.breach(0, session, f"{item.exercise}: nothing to lift")
            if item.sided != exercise.sided:
                self.breach(0, session, f"{item.exercise}: sides")
            if item.dose.load_kg is not None:
                kg = item.dose.total_kg
                if all(abs(one.total_kg - kg) > SAME_KG for one in loadable(kit, exercise)):
                    self.breach(0, session, f"{item.exercise}: {kg} kg cannot be loaded")

    def pain(self, session: Session) -> None:
        day = session.day
        for key, told in self.hurts.items():
            region = key[0]
            red, cleared = self.red(key, day)
            if red:
                for item in session.items:
                    exercise = catalogue()[item.exercise]
                    if loads_region(exercise, region) and not self.isometric(key, exercise):
                        self.breach(1, session, f"{item.exercise} loads {region} while it is red")
                if told[-1].score > 5 and region in RED_LEG_REGIONS and loaded_legs(session):
                    self.breach(1, session, f"loaded legs while {region} stands at {told[-1].score}")
            elif cleared is not None and cleared <= day <= cleared + timedelta(days=7):
                for item in session.items:
                    exercise = catalogue()[item.exercise]
                    if not item.working_sets or not loads_region(exercise, region):
                        continue
                    plan = item.plan or item.dose
                    if item.dose.sets > max(1, floor(plan.sets * 0.5)):
                        self.breach(1, session, f"{item.exercise}: not half the sets after red in {region}")
            hurt = {one.exercise for one in told if 0 < (day - one.day).days <= 7 and 3 <= one.score <= 5}
            for item in session.items:
                if item.exercise in hurt and not (red and self.isometric(key, catalogue()[item.exercise])):
                    self.breach(2, session, f"{item.exercise} within 7 days of hurting {region}")
            self.comes_back(session, key)
            if self.climbs(key, day):
                self.held_back(session, region)
            worse = self.worse_morning(key, day)
            if worse is not None and not red:
                self.after_worse_morning(session, key, worse)

    def comes_back(self, session: Session, key: tuple[Region, Side]) -> None:
        """14, R3 and R4: what hurt enters again with two sets at most, however long it was out."""
        bad = {one.exercise: one.day for one in self.hurts[key] if one.score >= 3 and one.day < session.day}
        for item in session.items:
            last = bad.get(item.exercise)
            done = [one for one in self.told.values() if one.stands and last and last < one.session.day < session.day]
            new = all(item.exercise != other.exercise for one in done for other in one.session.items)
            if last is not None and new and item.dose.sets > 2:
                self.breach(2, session, f"{item.exercise} comes back to {key[0]} with {item.dose.sets} sets")

    def worse_morning(self, key: tuple[Region, Side], day: date) -> date | None:
        """The last morning of 3 or more above the region's own baseline within the 7 days before (or on) `day`."""
        told = [one for one in self.hurts[key] if one.day <= day]
        worst = None
        for one in told:
            if one.when != "morning" or not 3 <= one.score <= 5 or (day - one.day).days > 7:
                continue
            run = [other for other in told if other.score >= 3 and other.day <= one.day]
            start = run[-1].day
            for other in reversed(run):
                if (start - other.day).days > 7:
                    break
                start = other.day
            before = [
                other.score for other in told
                if other.when == "morning" and start - timedelta(days=14) <= other.day < start
            ]  # fmt: skip
            if one.score > (median(before) if before else 0):
                worst = one.day
        return worst

    def climbs(self, key: tuple[Region, Side], day: date) -> bool:
        """2.1, rule 3: the median of the last week that was told is a point or more above that of the week before it.

        A week counts by the worst of each day, and only where three days of it were told.
        """
        told = [one for one in self.hurts[key] if one.day <= day]
        if not told or (day - told[-1].day).days > 7:
            return False
        last, weeks = told[-1].day, []
        for first in (7, 14):
            worst: dict[date, float] = {}
            for one in told:
                if first - 7 <= (last - one.day).days < first:
                    worst[one.day] = max(one.score, worst.get(one.day, 0))
            if len(worst) < 3:
                return False
            weeks.append(median(worst.values()))
        return weeks[0] >= weeks[1] + 1

    def held_back(self, session: Session, region: Region) -> None:
        """While it climbs nothing rises for a region, and its sets are 0.8 of the plan."""
        for item in session.items:
            name, plan = item.plan_exercise or item.exercise, item.plan or item.dose
            if not item.slot or not item.working_sets or not counts_for(catalogue()[name], region):
                continue
            if item.dose.sets > max(1, floor(0.8 * plan.sets)):
                self.breach(2, session, f"{item.exercise}: sets not x0.8 while {region} climbs")
            course = self.courses.get((item.slot, name))
            if course is not None and item.exercise == name:
                self.not_above(session, item, course.plan, f"{name}: a rise while {region} climbs")

    def after_worse_morning(self, session: Session, key: tuple[Region, Side], since: date) -> None:
        region = key[0]
        letter = session.kind
        before = [one.session for one in self.strength(session.day) if one.session.kind is letter]
        recent = [one.day for one in self.hurts[key] if 0 <= (session.day - one.day).days <= 35]
        # The set that the phase gives in the week in which it began stands, and the share is taken of it (14, R4).
        given = int(min(recent) >= monday_of(session.day))
        for item in session.items:
            if not item.working_sets or not item.slot:
                continue
            plan = item.plan or item.dose
            planned = catalogue()[item.plan_exercise or item.exercise]
            exercise = catalogue()[item.exercise]
            if region in LOWER_LEG and (exercise.achilles_tier or 0) >= 2 and not exercise.at_walk:
                self.breach(2, session, f"{item.exercise} in a closed tier for {region}")
            if counts_for(planned, region) and item.dose.sets > max(1, floor(0.7 * (plan.sets + given))):
                self.breach(2, session, f"{item.exercise}: sets not x0.7 for {region}")
            if not before:
                continue
            last = next((one for one in before[-1].items if one.slot == item.slot), None)
            if last is None or not counts_for(planned, region):
                continue
            if item.dose.sets > last.dose.sets:
                self.breach(2, session, f"{item.exercise}: more sets than last time for {region}")
            if item.exercise == last.exercise and item.dose.total_kg > last.dose.total_kg:
                self.breach(2, session, f"{item.exercise}: more load than last time for {region}")

    def flagged(self, session: Session) -> None:
        for flag in self.flags.values():
            if flag.flag != "low_energy" and (not flag.regions or flag.urgency == "emergency"):
                self.breach(3, session, f"a session while {flag.flag} is open")
            for item in session.items:
                exercise = catalogue()[item.exercise]
                for region in flag.regions:
                    if loads_region(exercise, region):
                        self.breach(3, session, f"{item.exercise} loads {region} while {flag.flag} is open")
            if set(flag.regions) & RED_LEG_REGIONS and loaded_legs(session):
                self.breach(3, session, f"loaded legs while {flag.flag} is open")
        uncleared = not self.athlete.screened
        if self.athlete.screen_yes:
            stated = self.cleared.get("screen")
            uncleared = uncleared or stated is None or (session.day - stated).days > 366
        if uncleared and (session.working_sets or any(one.dose.rpe[1] > 4 for one in session.items)):
            self.breach(3, session, "work before clearance")

    def impact(self, session: Session) -> None:
        landing = [one for one in session.items if catalogue()[one.exercise].is_contact]
        total = sum(contacts(catalogue()[one.exercise], one.dose.sets, one.dose.amount) for one in landing)
        if total != session.contacts:
            self.breach(4, session, f"contacts counted as {session.contacts}, they are {total}")
        if not landing:
            return
        if not is_s(session):
            self.breach(5, session, "contacts outside a strength day")
        for key, told in self.hurts.items():
            recent = [one for one in told if 0 <= (session.day - one.day).days <= 7 and one.score >= 3]
            if key[0] in LEG_REGIONS and recent:
                self.breach(4, session, f"contacts within 7 days of {key[0]}")
        for one in self.strength(session.day):
            if (session.day - one.session.day).days < 2 and one.session.contacts:
                self.breach(5, session, "contacts on neighbouring days")
        week = sum(
            one.session.contacts for one in self.strength(session.day) if (session.day - one.session.day).days < 7
        )
        if total > 100 or total + week > 180:
            self.breach(4, session, "contacts above every cap")
        first = [one for one in session.items if one.phase not in (Phase.WARMUP, Phase.PLYO)]
        if any(one.phase is Phase.PLYO for one in session.items[session.items.index(first[0]) :]):
            self.breach(5, session, "contacts after other work")
        if self.hard(session.day) or self.run_on(session.day - timedelta(days=1)) == "long":
            self.breach(5, session, "contacts on or after a hard day")
        self.ladder(session, landing, total)

    def ladder(self, session: Session, landing: list[Item], total: int) -> None:
        """4: the caps of the level that a session stands on, and how it came to stand there."""
        day, at = session.day, session.elastic
        if at is None:
            self.breach(4, session, "contacts without a level")
            return
        for item in landing:
            if (catalogue()[item.exercise].level or 0) > at.level:
                self.breach(4, session, f"{item.exercise} above level {at.level}")
        before = [one for one in self.claims if one.session != session.id and self.told_stands(one.session)]
        within = [one for one in before if 0 <= (day - one.day).days < 7]
        if at.level == 0:
            if total > 10 or len(within) >= 2:
                self.breach(4, session, "more than the prep of level 0")
        else:
            heavy = 0.5 if (self.athlete.mass_kg or 0) > 100 else 1.0
            week = total + sum(one.contacts for one in within if one.level)
            if total > heavy * (0, 40, 60, 80, 100)[at.level] or week > heavy * (0, 60, 100, 140, 180)[at.level]:
                self.breach(4, session, f"{total} contacts, {week} in 7 days at level {at.level}")
        born = self.athlete.born
        if at.level > 2 and born is not None and day.year - born < 18:
            self.breach(4, session, "level 3 under 18")
        last = before[-1] if before else None
        flares = [
            one.day
            for key, told in self.hurts.items()
            if key[0] in LEG_REGIONS
            for one in told
            if one.score >= 3 and one.day <= day
        ]
        if last is not None and any(last.day <= one <= day for one in flares):
            if at.level > max(0, last.level - 1):
                self.breach(4, session, f"level {at.level} after a flare, was {last.level}")
            usual = max(one.contacts for one in before if (last.day - one.day).days <= 28)
            if at.level and total > usual * 0.5:
                self.breach(4, session, f"{total} contacts after a flare, were {usual}")
        level = last.level if last is not None else 0
        if at.level > level:
            self.opened(session, at.level, level, before, flares)
        self.claims = [one for one in self.claims if one.day != day]
        self.claims.append(Claim(day, session.id, at.level, total))

    def told_stands(self, session: str) -> bool:
        return session in self.told and self.told[session].stands

    def opened(self, session: Session, level: int, was: int, before: list[Claim], flares: list[date]) -> None:
        day = session.day
        if level > was + 1:
            self.breach(4, session, f"level {was} to {level}")
        same = [one.day for one in before if one.level != was]
        since = next((one.day for one in before if not same or one.day > same[-1]), day)
        if level > 1 and (day - since).days < (0, 0, 28, 28, 42)[level]:
            self.breach(4, session, f"level {level} after {(day - since).days} days")
        rises = [b.day for a, b in itertools.pairwise(before) if b.level > a.level]
        if rises and (day - rises[-1]).days < 28:
            self.breach(4, session, f"level {level} within four weeks of another rise")
        needed = {
            1: (("balance", 30), ("ten_steps", 10)), 2: (("heel_raise", 15), ("hop_screen", 10)),
            3: (("heel_raise", 20),), 4: (("heel_raise", 25),),
        }[level]  # fmt: skip
        for test, least in needed:
            for side in (Side.left, Side.right):
                told = self.tested.get((test, side))
                if told is None or told.value < least or (told.pain or 0) > 2:
                    self.breach(4, session, f"level {level} without {test}")
        if level == 1:
            last = max((one for one in flares), default=None)
            prep = [one.day for one in before if one.level == 0 and (last is None or one.day > last)]
            if len(prep) < 3 or (day - prep[0]).days < 14:
                self.breach(4, session, "level 1 without its prep")

    def placed(self, session: Session) -> None:
        day = session.day
        if day.weekday() in self.athlete.free_days and all(one.to != day for one in self.moves):
            self.breach(0, session, "on a weekday that is kept free")
        rests = (race for race in self.athlete.season if 0 < (day - race.day).days <= rest_after(race.km))
        if any(rests) and loaded_legs(session):
            self.breach(6, session, "loaded legs in the days after a race")
        if not is_s(session):
            free = session.kind.value == "technique" and not any(one.moved for one in self.told.values())
            if free and self.run_on(day) == "long":
                self.breach(6, session, "technique on a long-run day")
            return
        for one in self.strength(day):
            if 0 < (day - one.session.day).days < 2:
                self.breach(5, session, f"the day after {one.session.id}")
        if self.hard(day + timedelta(days=1)):
            self.breach(6, session, "the day before a hard run or a race")
        if self.run_on(day) == "long":
            self.breach(6, session, "on a long-run day")
        if self.run_on(day) == "quality":
            if session.place != "evening":
                self.breach(6, session, "on a quality day, not in the evening")
            for item in session.items:
                plan = item.plan or item.dose
                if volume(item) in LEG_VOLUMES and item.dose.sets > max(1, floor(plan.sets * 0.8)):
                    self.breach(6, session, f"{item.exercise}: not x0.8 on a quality evening")
        for race in self.athlete.season:
            to = (race.day - day).days
            if 0 <= to <= {Priority.A: 3, Priority.B: 3, Priority.C: 2}[race.priority]:
                self.breach(6, session, f"{to} days before a race")

    def wished(self, monday: date) -> None:
        """Both strength days of a quiet week stand on wished weekdays as often as nothing has to give way for it."""
        athlete, sunday = self.athlete, monday + timedelta(days=6)
        held = sorted((one for one in self.strength_days() if monday <= one.session.day <= sunday), key=day_of)
        days = [one.session.day.weekday() for one in held]
        if not athlete.wished_days or len(days) != 2 or athlete.strength_days != 2 or self.disturbed(monday):
            return
        line = [self.run_on(monday + timedelta(days=number)) for number in range(-1, 8)]
        past = [one.session.day for one in self.strength_days() if one.session.day < monday]
        last = (max(past) - monday).days if past else None
        found = pairs(line[1:8], line[0], line[8], last, athlete.free_days, athlete.technique_day)
        best = max((sum(day in athlete.wished_days for day in pair) for pair in found), default=0)
        if sum(day in athlete.wished_days for day in days) < best:
            self.breach(0, held[-1].session, f"strength on {days}, wished {athlete.wished_days}")

    def disturbed(self, monday: date) -> bool:
        """Whether more than the usual runs and the wishes decided over a week."""
        athlete, sunday = self.athlete, monday + timedelta(days=6)
        since = monday - timedelta(days=7)
        known = max(self.joined or date.max, self.profiled or date.max)
        older = athlete.hypermobile or (athlete.age(monday) or 0) >= 60
        return (
            known >= since
            or older
            or any(abs((race.day - monday).days) <= 28 for race in athlete.season)
            or any(since <= day <= sunday + timedelta(days=1) for day in self.planned_runs)
            or any(since <= one.origin <= sunday or since <= one.to <= sunday for one in self.moves)
            or any(start <= sunday and (end is None or end >= since) for start, end, _ in self.away)  # type: ignore[operator]
            or any(one.skipped and since <= one.session.day <= sunday for one in self.told.values())
            or any(since <= one.day <= sunday for one in self.tested.values())
        )

    def steps(self, session: Session) -> None:
        """7: what the season's plan of each exercise may gain from one session to the next."""
        day = session.day
        monday = day - timedelta(days=day.weekday())
        calibrating = self.joined is not None and (day - self.joined).days < 14
        for item in session.items:
            if not item.slot or not item.working_sets:
                continue
            name, plan = item.plan_exercise or item.exercise, item.plan or item.dose
            course = self.courses.get((item.slot, name))
            exercise = catalogue()[name]
            if course is None or self.begins(session, item):
                if plan.sets > 2 and item.exercise == name and (name not in self.seen or course is not None):
                    self.breach(7, session, f"{name} enters with {plan.sets} sets")
                continue
            was = course.plan
            wait = 14 if exercise.is_tendon else 7
            if plan.sets > was.sets:
                if plan.sets > was.sets + 1:
                    self.breach(7, session, f"{name}: more than one set at once")
                if course.sets_day is not None and course.sets_day >= monday:
                    self.breach(7, session, f"{name}: sets twice in a week")
                if exercise.is_tendon and recent(course.any_day or course.entered, day, 14):
                    self.breach(7, session, f"{name}: a tendon's set within 14 days")
                if plan.total_kg > was.total_kg or (course.load_day is not None and course.load_day >= monday):
                    self.breach(7, session, f"{name}: sets and load in one week")
                if plan.amount > was.amount and plan.unit == "reps":
                    self.breach(7, session, f"{name}: sets and repetitions together")
            if plan.total_kg > was.total_kg + 0.01:
                mass = self.athlete.mass_kg or 60
                system = exercise.share * mass + was.total_kg
                kit_step = plan.total_kg * plan.sets * plan.amount <= was.total_kg * was.sets * was.amount + 0.01
                # Within 10% of the system load it is a plain step, however far apart the weights are (3.8).
                over = plan.total_kg - was.total_kg > 0.1 * system + 1e-6
                if over and not kit_step:
                    self.breach(7, session, f"{name}: {was.total_kg} to {plan.total_kg} kg is over 10%")
                if over and kit_step and was.total_kg and plan.total_kg / was.total_kg > 1.5 + 1e-9:
                    self.breach(7, session, f"{name}: a gap of more than half was stepped")
                if recent(course.load_day, day, wait):
                    self.breach(7, session, f"{name}: load within {wait} days")
                if course.sets_day is not None and course.sets_day >= monday and plan.sets >= was.sets:
                    self.breach(7, session, f"{name}: sets and load in one week")
                if not calibrating and not self.two_good(session.day, item.slot):
                    self.breach(7, session, f"{name}: load without two good reports")
            rises = (
                plan.total_kg > was.total_kg + 0.01
                or (plan.amount > was.amount and plan.total_kg >= was.total_kg and plan.sets >= was.sets)
                or (plan.tempo and was.tempo and plan.tempo[0] > was.tempo[0])
            )
            if rises:
                if session.light is not Light.PUSH:
                    self.breach(7, session, f"{name}: a rise without PUSH")
                if exercise.is_tendon and recent(course.any_day, day, 14):
                    self.breach(7, session, f"{name}: a tendon's rise within 14 days")
                last = self.last_with(item.slot, day)
                # Further back it is a gap, not silence.
                if last is not None and not last.rated(name) and days_before(last, session) <= 35:
                    self.breach(7, session, f"{name}: a rise after silence")
                if last is not None and last.difference is not None and last.difference > 0:
                    self.breach(7, session, f"{name}: a rise after too hard a session")
                told = last.report if last is not None else None
                if told is not None and told.soreness is None and told.general is None:
                    self.breach(7, session, f"{name}: a rise with soreness unknown")
                if last is not None and last.report is not None and last.report.technique not in (None, "clean"):
                    said = {one.exercise: one.technique for one in last.report.items}
                    if said.get(name) is None:
                        self.breach(7, session, f"{name}: a rise on unclean technique")
            self.region_held(session, item, name, plan, was)
            self.after_less(session, item.slot, name, plan)

    def after_less(self, session: Session, slot: str, name: str, plan: Dose) -> None:
        """After less was lifted than asked for: so much less of the plan's weight, or less of the lightest there is."""
        last = self.last_with(slot, session.day)
        if last is None or last.report is None:
            return
        then = next((one for one in last.session.items if one.slot == slot and one.exercise == name), None)
        used = next((one.load_kg for one in last.report.items if one.exercise == name), None)
        if then is None or used is None or not then.dose.load_kg or used > then.dose.load_kg - SAME_KG:
            return
        was = then.plan if then.plan is not None and then.plan_exercise in ("", name) else then.dose
        most = was.total_kg * used / then.dose.load_kg
        if plan.total_kg <= most + SAME_KG:
            return
        least = next(iter(loadable(self.kit_of(session), catalogue()[name])), None)
        lightest = least is not None and least.total_kg > most and plan.total_kg <= least.total_kg + SAME_KG
        # With another kit it begins anew, with its first load (3.4).
        anew = self.profiled is not None and self.profiled > last.session.day
        if not lightest or (not anew and plan.sets * plan.amount >= max(6, was.sets * was.amount)):
            self.breach(7, session, f"{name}: {plan.total_kg} kg after {used} kg was used")

    def region_held(self, session: Session, item: Item, name: str, plan: Dose, was: Dose) -> None:
        """No rise for a region under a local rule: what is shown is never above the last plan (2.1, 9.1)."""
        if item.exercise != name:
            return
        day = session.day
        for key, told in self.hurts.items():
            recent_pain = [one for one in told if 0 <= (day - one.day).days <= 7 and one.score >= 3]
            if recent_pain and counts_for(catalogue()[name], key[0]):
                self.not_above(session, item, was, f"{name}: a rise while {key[0]} is held")

    def not_above(self, session: Session, item: Item, was: Dose, why: str) -> None:
        more = item.dose.sets > was.sets or item.dose.total_kg > was.total_kg + 0.01
        if more or (item.dose.amount > was.amount and item.dose.total_kg >= was.total_kg):
            self.breach(2, session, why)

    def last_with(self, slot: str, day: date) -> Told | None:
        found = [one for one in self.strength(day) if any(item.slot == slot for item in one.session.items)]
        return found[-1] if found else None

    def two_good(self, day: date, slot: str) -> bool:
        told = self.strength(day)[-6:]
        good = [
            one for one in told
            if one.report is not None and (
                (one.difference is not None and one.difference <= 0)
                or any(said.rpe is not None for said in one.report.items)
            )
        ]  # fmt: skip
        return len(good) >= 2

    def deload(self, session: Session) -> None:
        """8: a deload has fewer sets and less load, nothing new; loading weeks end after the eighth."""
        if not is_s(session):
            return
        if session.deload:
            for item in session.items:
                if not item.working_sets or not item.slot:
                    continue
                plan = item.plan or item.dose
                name = item.plan_exercise or item.exercise
                if name not in self.seen:
                    self.breach(8, session, f"{name} is new in a deload")
                if (item.slot, name) not in self.courses:
                    continue
                was = self.courses[item.slot, name].plan
                risen = shape(plan) != shape(was) and (plan.sets > was.sets or plan.total_kg > was.total_kg)
                if risen and not self.begins(session, item):
                    self.breach(8, session, f"{name}: a rise in a deload")
                if item.exercise == name and item.dose.sets >= plan.sets > 1 and item.dose.sets > round_half(plan.sets):
                    self.breach(8, session, f"{name}: as many sets as ever in a deload")
                if item.exercise == name and plan.sets >= 1:
                    lighter = item.dose.total_kg <= 0.9 * plan.total_kg + 0.01 and plan.total_kg > 0
                    step = 3 if plan.unit == "seconds" else 1
                    if not lighter and item.dose.amount > max(step, ceil(0.75 * plan.amount / step - 1e-9) * step):
                        self.breach(8, session, f"{name}: neither lighter nor shorter in a deload")
            if session.target[1] > 5 or session.cap > 5:
                self.breach(8, session, "a deload above effort 5")
            return
        if self.asked_deload(session.day):
            self.breach(8, session, "no deload although one was asked for")
        streak, before = [session], self.strength(session.day)
        for one in reversed(before):
            if one.session.deload or (streak[-1].day - one.session.day).days >= 8 or self.tapered(one.session.day):
                break
            if one.report is None and self.silent(one.session.day, before) >= 56:
                # Eight weeks without an answer are a gap, whatever was sent in them: loading begins anew after it.
                break
            streak.append(one.session)
        first = streak[-1].day
        weeks = (monday_of(session.day) - monday_of(first)).days // 7 + 1
        if weeks > 8:
            self.breach(8, session, f"loading week {weeks} in a row")

    def silent(self, day: date, sent: Iterable[Told]) -> int:
        """The days since the last strength session before a day that was answered; 0 without one."""
        answered = [one.session.day for one in sent if one.report is not None and one.session.day < day]
        return (day - max(answered)).days if answered else 0

    def tapered(self, day: date) -> bool:
        """In the two weeks before an A race, which count as a deload (docs/decisions/0010)."""
        return any(one.priority is Priority.A and 0 <= (one.day - day).days <= 14 for one in self.athlete.season)

    def asked_deload(self, day: date) -> bool:
        """Whether a deload of the whole body that the runner asked for holds, and was not ended early."""
        for one in self.deloads:
            ended = any(one.start <= end <= day for end in self.deload_ends)
            if one.scope == "all" and 0 <= (day - one.start).days < one.days and not ended:
                return True
        return False

    def gap(self, session: Session) -> None:
        """9: the first session after a gap is never heavier or longer than before it.

        What was not answered may have been done, but for two weeks and two sessions at most (docs/decisions/0009).
        """
        if not is_s(session):
            return
        # A runner who swapped the last raise for a hold has trained all the same.
        legs = (one for one in self.told.values() if one.stands and works_legs(one.session))
        sent = sorted((one for one in legs if one.session.day < session.day), key=lambda one: one.session.day)
        done = [one for one in sent if one.report is not None]
        if not done:
            return
        days = (session.day - done[-1].session.day).days
        silent = sum(one.session.day > done[-1].session.day for one in sent)
        if days < 14 or silent < 2:
            days = (session.day - sent[-1].session.day).days
        if days < 8:
            return
        sets_x, load_x = (0.5, 0.8) if days >= 28 else (0.5, 0.9) if days >= 14 else (0.75, 1.0)
        for item in session.items:
            if not item.working_sets or not item.slot:
                continue
            name = item.plan_exercise or item.exercise
            course = self.courses.get((item.slot, name))
            if course is None or self.begins(session, item):
                if item.dose.sets > 2:
                    self.breach(9, session, f"{name} is new after {days} days with {item.dose.sets} sets")
                continue
            was = course.plan
            if item.dose.sets > max(1, floor(was.sets * sets_x)) and days < 56:
                self.breach(9, session, f"{name}: {item.dose.sets} sets after {days} days, was {was.sets}")
            heavier = item.exercise == name and item.dose.total_kg > was.total_kg * load_x + 0.01
            lighter = largest_at_most(self.athlete.kit(), catalogue()[name], was.total_kg * load_x)
            least = lighter is None and item.dose.amount <= 5
            if heavier and not least and days < 56 and (item.dose.amount >= was.amount or load_x == 1):
                self.breach(9, session, f"{name}: {item.dose.total_kg} kg after {days} days, was {was.total_kg}")
        if days < 14 and session.target[1] > 6:
            self.breach(9, session, "effort above 6 after a gap")

    def caps(self, session: Session) -> None:
        day = session.day
        for item in session.items:
            if item.dose.rpe[1] >= 10:
                self.breach(10, session, f"{item.exercise} to failure")
        if session.working_sets > 25:
            self.breach(10, session, f"{session.working_sets} working sets")
        if session.target[1] > session.cap:
            self.breach(10, session, "target above the cap")
        cap = {"intro": 6, "base": 7, "build": 8, "maintain": 7, "deload": 5}.get(session.phase)
        if cap is not None and session.cap > cap:
            self.breach(10, session, f"cap {session.cap} in {session.phase}")
        if session.kind.value in ("technique", "mobility", "micro", "upper") and session.target[1] > 5:
            self.breach(10, session, "a light day above 5")
        if session.kind.value == "technique" and any(one.dose.rpe[1] > 5 for one in session.items):
            self.breach(10, session, "a technique day's set above 5")
        room = self.short.get(session.id) or self.athlete.minutes
        if session.minutes > min(60, room) and session.kind.value != "technique":
            self.breach(10, session, f"{session.minutes} minutes of {room}")
        ill = self.ill(day)
        if ill is not None and (ill.fever or ill.below_neck or ill.chest):
            self.breach(10, session, "a session while ill")
        if ill is not None and (session.target[1] > 4 or session.contacts or is_s(session)):
            self.breach(10, session, "more than light work while ill")
        for start, end, entry in self.away:
            rests = entry.why != "illness" and not entry.place  # type: ignore[attr-defined]
            if rests and start <= day and (end is None or day <= end):  # type: ignore[operator]
                self.breach(10, session, "a session while away")
        said = self.mornings.get(day)
        if said is not None and said.sleep_h is not None:
            if said.sleep_h < 4 and (loaded_legs(session) or session.working_sets):
                self.breach(10, session, "work after a night of less than 4 h")
            if 4 <= said.sleep_h < 6 and session.target[1] > 6:
                self.breach(10, session, "effort above 6 after a short night")
        very = {region for told, region, score in self.aches if 0 <= (day - told).days <= 1 and score >= 8}
        later = {region for told, region, score in self.aches if (day - told).days <= 1 and score < 8}
        if len((very & LEG_REGIONS) - later) >= 2 and loaded_legs(session):
            self.breach(10, session, "loaded legs with two very sore leg regions")
        pressure = {"blood_pressure", "glaucoma"} & set(self.athlete.screen_yes)
        if pressure and any(one.dose.rpe[1] > 5 for one in session.items if one.working_sets):
            self.breach(10, session, "a set above 5 with blood pressure or glaucoma")

    def after_runs(self, session: Session) -> None:
        """10 and section 8: the first strength day after a run far beyond the longest of 30 days does less."""
        day = session.day
        for run in self.runs:
            if not 0 <= (day - run.day).days <= 7 or run.km is None:
                continue
            before = [one.km for one in self.runs if one.km is not None and 0 < (run.day - one.day).days <= 30]
            usual = [one.km for one in self.athlete.runs if one.km is not None]
            if not before and not usual:
                continue
            over = run.km / max([*before, *usual])
            if over > 1.3 and session.contacts and (day - run.day).days <= 2:
                self.breach(4, session, f"landings within two days of a run {over:.2f} times the longest")
            if any(run.day <= one.session.day < day for one in self.strength_days()):
                continue
            if over > 2 and loaded_legs(session):
                self.breach(10, session, f"loaded legs after a run {over:.2f} times the longest")
            if over > 1.1:
                if session.light is Light.PUSH:
                    self.breach(7, session, f"PUSH after a run {over:.2f} times the longest")
                for item in session.items:
                    plan = item.plan or item.dose
                    most = max(1, floor((0.8 if over <= 1.3 else 0.7) * plan.sets))
                    if is_s(session) and item.working_sets and volume(item) in LEG_VOLUMES and item.dose.sets > most:
                        self.breach(10, session, f"{item.exercise}: leg sets after a run {over:.2f} times the longest")

    def people(self, session: Session) -> None:
        """2.5 and 3.9: what a body keeps out whatever the day."""
        yes, done = set(self.athlete.screen_yes), {one.exercise for one in session.items}
        if "pregnant" in yes and (done & SUPINE or session.contacts):
            self.breach(3, session, f"on the back or landing while pregnant: {sorted(done & SUPINE)}")
        if self.athlete.hypermobile and any(one.startswith("s_") for one in done):
            self.breach(0, session, "a passive stretch for a hypermobile runner")
        stated = self.cleared.get("screen")
        if "bone_stress" in yes and session.contacts and (stated is None or (session.day - stated).days <= 182):
            self.breach(4, session, "contacts within six months of a bone stress injury's clearance")
        if self.athlete.hypermobile or (self.athlete.age(session.day) or 0) >= 60:
            for item in session.items:
                plan = item.plan or item.dose
                own = catalogue()[item.plan_exercise or item.exercise].tempo
                if item.slot and own and plan.tempo is not None and (plan.tempo[0] < 3 or plan.tempo[2] < 3):
                    self.breach(0, session, f"{item.exercise}: {plan.tempo} is too quick for an older beginner")

    def strength_days(self) -> list[Told]:
        """What stood for a strength session, whatever it had to become."""
        return [one for one in self.told.values() if one.stands and "strength" in one.session.id]

    def silence(self, session: Session) -> None:
        """3.9: no answer means hold; three in a row mean less."""
        if not is_s(session):
            return
        unknown = 0
        for one in reversed(self.strength(session.day)):
            # Further back it is a gap, not silence.
            if (one.report is not None and one.report.effort is not None) or days_before(one, session) > 35:
                break
            unknown += 1
        for item in session.items:
            if not item.working_sets or not item.slot:
                continue
            name, plan = item.plan_exercise or item.exercise, item.plan or item.dose
            course = self.courses.get((item.slot, name))
            more = course is not None and item.exercise == name and item.dose.sets > course.plan.sets
            if course is not None and more and unknown and shape(item.dose)[:2] > shape(course.plan)[:2]:
                self.breach(7, session, f"{name}: more sets after silence")
            if unknown >= 3 and item.dose.sets > max(1, floor(0.9 * plan.sets)):
                self.breach(7, session, f"{name}: sets not x0.9 after three silences")
        if unknown and session.light is Light.PUSH:
            self.breach(7, session, "PUSH after silence")


def rest_after(km: float) -> int:
    """Days without loaded legs after a race of that length (6)."""
    return 2 if km < 10 else 4 if km <= 11 else 7 if km <= 22 else 14


def day_of(one: Told) -> date:
    return one.session.day


def days_before(one: Told, session: Session) -> int:
    return (session.day - one.session.day).days


def shape(dose: Dose) -> tuple[object, ...]:
    return dose.sets, dose.amount, dose.total_kg, dose.tempo, dose.band


def round_half(sets: int) -> int:
    return max(1, floor(0.55 * sets + 1))


def recent(day: date | None, today: date, days: int) -> bool:
    return day is not None and (today - day).days < days


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def volume(item: Item) -> Volume | None:
    return catalogue()[item.exercise].volume


def loaded_legs(session: Session) -> bool:
    """Working sets of the squat, hinge or calf patterns: what makes a session S; isometrics do not."""
    return any(
        one.working_sets and volume(one) in LEG_VOLUMES and not catalogue()[one.exercise].is_hold
        for one in session.items
    )


def works_legs(session: Session) -> bool:
    """The same, holds among them."""
    worked = (one for one in session.items if one.working_sets)
    return session.kind.strength and any(volume(one) in LEG_VOLUMES for one in worked)


def is_s(session: Session) -> bool:
    return session.kind.value not in ("micro", "test") and loaded_legs(session)


def judge(entries: Iterable[diary.Entry]) -> list[Breach]:
    """Every breach in a diary, in its order."""
    judge = Judge()
    for entry in entries:
        judge.read(entry)
    return judge.breaches


def breaches(book: Book) -> list[Breach]:
    """Every breach of a book whose entries do not say whose it is."""
    profile = diary.Profile(at=book.entries[0].at, day=book.entries[0].day, athlete=book.athlete.to_json())
    return judge([profile, *book.entries])


__all__ = ["Breach", "Judge", "RunKind", "breaches", "judge", "loaded_legs"]
