"""What the diary tells: sessions and answers, pain by place, absences, and how each exercise went on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from core import diary
from core.athlete import Athlete
from core.body import Kind, Region, Side
from core.catalogue import catalogue
from core.kit import Item as Kit, Kit as Gear
from core.session import Dose, Item, Session
from tests.core.invariants.sessions import is_s, monday_of, shape

MIDLINE = {Region.lower_back, Region.core, Region.upper_back, Region.chest}
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


def day_of(one: Told) -> date:
    return one.session.day


def days_before(one: Told, session: Session) -> int:
    return (session.day - one.session.day).days


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
class Record:
    """What a judge knows of a runner: the entries of the diary so far, and the breaches found in them."""

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

    def read(self, entry: diary.Entry) -> None:
        match entry:
            case diary.Profile():
                self.athlete = Athlete.from_json(entry.athlete)
                self.profiled = entry.day
            case diary.Joined():
                self.joined = self.joined or entry.day
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

    def close(self, today: date) -> date | None:
        """The courses learn the days before today, now that they are over; a week that ended with them, by its Monday.

        Only now, since a session may be planned again while its day lasts.
        """
        if self.closed is not None and today <= self.closed:
            return None
        for name, session in self.pending.items():
            told = self.told.get(name)
            if session.day < today and told is not None and told.stands:
                self.learn(session)
        self.pending = {name: one for name, one in self.pending.items() if one.day >= today}
        last = None if self.closed is None else monday_of(self.closed)
        self.closed = today
        return last if last is not None and last < monday_of(today) else None

    def make_room(self, session: Session) -> None:
        """A session that was planned again takes the place of the unanswered one of its day."""
        for name in [name for name, one in self.told.items() if one.session.day == session.day]:
            if name != session.id and self.told[name].stands and self.told[name].report is None:
                del self.told[name]

    def keep(self, session: Session) -> None:
        self.told[session.id] = Told(session)
        self.pending = {name: one for name, one in self.pending.items() if one.day != session.day}
        self.pending[session.id] = session

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

    def breach(self, invariant: int, session: Session, why: str) -> None:
        self.breaches.append(Breach(invariant, session.day, session.id, why))

    def told_stands(self, session: str) -> bool:
        return session in self.told and self.told[session].stands

    def last_with(self, slot: str, day: date) -> Told | None:
        found = [one for one in self.strength(day) if any(item.slot == slot for item in one.session.items)]
        return found[-1] if found else None

    def strength_days(self) -> list[Told]:
        """What stood for a strength session, whatever it had to become."""
        return [one for one in self.told.values() if one.stands and "strength" in one.session.id]
