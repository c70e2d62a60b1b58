"""Where the runner stands: the fold of the diary.

`advance` takes one entry into a `Standing`; `read` folds many. Everything in it is bounded by windows, so that neither
a morning nor an answer costs more after two years than after two weeks. A standing may be cached (`dump`/`load` of
`core.snapshot`) beside its `VERSION`; it can always be thrown away and read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from core import diary, ladder, milestones, snapshot
from core import habit as habits
from core.body import LEG_REGIONS, Region, Side
from core.body import Kind as Tissue
from core.diary import Entry
from core.milestones import Tally
from core.policy import policy
from core.records import dataclass, replace
from core.session import Dose, Kind, Light, Session, Status
from core.session import from_json as session_from_json
from core.tissues import of_items

VERSION = 11
"""Of the fold and its JSON; a cached standing of another version is read again."""

PAST_DAYS, FELT_DAYS, RUN_DAYS, READINESS_DAYS = 35, 35, 70, 35
EXPOSURES = 4
MOST_RUNS = 150
"""Two a day in `RUN_DAYS`: a bound for whoever sends a file a minute."""
GONE = frozenset({Status.MOVED, Status.SKIPPED})
"""What did not take place."""


class ReplayNeeded(Exception):
    """An entry that is already folded was taken back: read the whole diary again."""


@dataclass(frozen=True, slots=True)
class Past:
    """A session that was sent, with what came of it. `effort` None = not answered."""

    id: str
    day: date
    kind: Kind
    phase: str
    light: Light
    deload: bool
    target: tuple[float, float]
    cap: float
    working_sets: int
    minutes: int
    contacts: int = 0
    block: str = "A"
    week: int = 1
    status: Status = Status.SENT
    effort: float | None = None
    technique: str | None = None
    fraction: float = 1.0
    stopped: str | None = None
    sore_known: bool = False
    general: float | None = None
    started: bool = False
    rest: str = ""
    level: int | None = None
    """The level of elastic work that its contacts stood on; None = nothing landed."""
    forecast: float | None = None
    ease: int = 0
    took: tuple[tuple[str, str, str], ...] = ()
    """Slots that this session gave to another exercise: slot, before ("" = nobody), after."""
    spike: str = ""
    """The day of the last run that was so long that this session answered to it."""
    tissues: tuple[tuple[str, float, float], ...] = ()
    """Units on each tissue, left and right, as the session was asked for."""

    @property
    def difference(self) -> int | None:
        """D of rulebook 1.4 and 3.9: 0 inside the target range, else whole points to its nearest end.

        Half a point over counts as one, half a point under as none. A session less than half done counts only upwards,
        and one that was stopped because it was too hard was at least two points over.
        """
        if self.effort is None:
            return 2 if self.stopped == "effort" else None
        low, high = self.target
        d = 0
        if self.effort > high:
            d = -int(-(self.effort - high) // 1)
        elif self.effort < low:
            d = -int((low - self.effort) // 1)
        if self.stopped == "effort":
            return max(d, 2)
        return max(d, 0) if self.fraction < policy().effort.half_done else d

    @property
    def tempered(self) -> int | None:
        """D as it may raise something: under the target it counts `ease` points less (`core.habit`)."""
        d = self.difference
        return d if d is None or d >= 0 else min(0, d + self.ease)

    @property
    def done(self) -> bool:
        return self.status in (Status.DONE, Status.PARTLY)

    @property
    def stood_for(self) -> Kind | None:
        """What it was in its week's placement; None = nothing that counts there.

        A session that had to become mobility or upper work on its day still was that week's session, and keeps its
        place and its distances: otherwise a worse report would free days for more (12).
        """
        placed = self.id.rpartition(".")[2]
        for kind in (Kind.STRENGTH_A, Kind.STRENGTH_B, Kind.UPPER, Kind.TECHNIQUE, Kind.MICRO):
            if placed == kind or self.kind is kind:
                return kind
        return None


@dataclass(frozen=True, slots=True)
class Exposure:
    """One exercise in one session. `plan` is the season's dose, `same` whether that is what was asked for.

    `asked` is what that session asked for of this exercise, where it was another dose.
    """

    session: str
    day: date
    plan: Dose
    same: bool = True
    difference: int | None = None
    own: float | None = None
    known: bool = False
    clean: bool = True
    broke: bool = False
    fraction: float = 1.0
    short: int = 0
    over: int = 0
    speed: str = ""
    done: bool = False
    asked: Dose | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """One exercise through time. Days of the last change of its plan; `tolerated` as in rulebook 3.6."""

    exercise: str
    since: date
    plan: Dose
    exposures: tuple[Exposure, ...] = ()
    changed: date | None = None
    sets_changed: date | None = None
    load_changed: date | None = None
    tolerated: Dose | None = None


@dataclass(frozen=True, slots=True)
class Felt:
    day: date
    when: str
    score: float
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A region and side with joint, tendon or bone pain. `red` = the day of a report of 6 or more, until `cleared`."""

    region: Region
    side: Side
    what: Tissue
    felt: tuple[Felt, ...] = ()
    site: str | None = None
    red: date | None = None
    cleared: date | None = None
    calm: int = 0
    calm_day: date | None = None
    reopened: date | None = None
    hurt: tuple[str, ...] = ()
    began: date | None = None


@dataclass(frozen=True, slots=True)
class Ache:
    """Muscle soreness of one region and side."""

    day: date
    region: Region
    side: Side
    score: float


@dataclass(frozen=True, slots=True)
class Flag:
    flag: str
    urgency: str
    day: date
    regions: tuple[Region, ...] = ()
    side: Side = Side.both


BONE_FLAGS = frozenset({"bone_stress", "femoral_neck", "fracture"})
"""Red flags behind which a bone may be: no pain at all is accepted there, for a year after clearance too (2.1, 2.5)."""


EASING_FLAGS = frozenset({"low_energy"})
"""Signs that stop nothing but let nothing rise: too little energy for the training there is (2.4, REDs)."""


@dataclass(frozen=True, slots=True)
class Morning:
    day: date
    sleep_h: float | None = None
    sleep: int | None = None
    fatigue: int | None = None
    stress: int | None = None
    soreness: int | None = None
    hrv: float | None = None
    resting_pulse: float | None = None
    food: str | None = None
    drink: str | None = None

    @property
    def answered(self) -> bool:
        """Whether anything of the morning itself was said; food and drink are the evening's."""
        values = (self.sleep_h, self.sleep, self.fatigue, self.stress, self.soreness, self.hrv, self.resting_pulse)
        return any(one is not None for one in values)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; `end` None = open."""

    start: date
    end: date | None
    why: str = ""
    scope: str = "all"
    fever: bool = False
    below_neck: bool = False
    chest: bool = False
    place: str = ""

    @property
    def rests(self) -> bool:
        """Whether nothing is planned in it; on a journey with some kit sessions go on."""
        return not self.place

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def days(self, until: date) -> int:
        """Whole days of it up to and including `until`."""
        last = until if self.end is None else min(self.end, until)
        return max(0, (last - self.start).days + 1)


@dataclass(frozen=True, slots=True)
class Move:
    kind: str
    origin: date
    to: date


@dataclass(frozen=True, slots=True)
class RunDone:
    day: date
    km: float | None = None
    minutes: float | None = None
    kind: str = "easy"
    effort: float | None = None
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunOn:
    on: date
    kind: str
    km: float | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    test: str
    side: Side
    day: date
    value: float
    submaximal: bool = False
    pain: float | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    exercise: str
    to: str
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    what: str
    day: date
    yes: bool | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the planner needs to know of the past. `n` is the number of the last entry read.

    `bones` are flags of `BONE_FLAGS` that a professional's word has cleared, each with the day of that word.
    """

    n: int = 0
    joined: date | None = None
    past: tuple[Past, ...] = ()
    tracks: dict[str, Track] = None  # type: ignore[assignment]
    slots: dict[str, str] = None  # type: ignore[assignment]
    parts: dict[str, Part] = None  # type: ignore[assignment]
    aches: tuple[Ache, ...] = ()
    flags: tuple[Flag, ...] = ()
    bones: tuple[Flag, ...] = ()
    cleared: dict[str, date] = None  # type: ignore[assignment]
    weighed: dict[str, float] = None  # type: ignore[assignment]
    mornings: tuple[Morning, ...] = ()
    away: tuple[Period, ...] = ()
    deloads: tuple[Period, ...] = ()
    moves: tuple[Move, ...] = ()
    swaps: tuple[Swap, ...] = ()
    short: tuple[tuple[str, int], ...] = ()
    answers: tuple[Answer, ...] = ()
    runs: tuple[RunDone, ...] = ()
    run_plans: tuple[RunOn, ...] = ()
    results: tuple[Result, ...] = ()
    last_strength: date | None = None
    first_strength: date | None = None
    restarted: date | None = None
    gap: tuple[int, date] | None = None
    strength_done: int = 0
    skipped_by_choice: date | None = None
    marks: tuple[ladder.Mark, ...] = ()
    graded: tuple[habits.Graded, ...] = ()
    tally: Tally = milestones.NOTHING

    def __post_init__(self) -> None:
        for name in ("tracks", "slots", "parts", "cleared", "weighed"):
            if getattr(self, name) is None:
                object.__setattr__(self, name, {})

    @property
    def level(self) -> int:
        """The level of elastic work, 0-4."""
        return ladder.foothold(self.marks).level

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = snapshot.dump(self)
        return data

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Standing:
        return snapshot.load(cls, raw)

    @property
    def stopping(self) -> tuple[Flag, ...]:
        """Open flags that stop the plan, for their regions or whole."""
        return tuple(one for one in self.flags if one.flag not in EASING_FLAGS)

    def was_away(self, monday: date) -> bool:
        """Whether most of a week was spent away."""
        days = (monday + timedelta(days=number) for number in range(7))
        return sum(any(one.rests and one.holds(day) for one in self.away) for day in days) >= 4

    def place_on(self, day: date) -> str | None:
        """Where a day's session is, on a journey with some kit; None = at the usual place."""
        return next((one.place for one in reversed(self.away) if one.place and one.holds(day)), None)

    def session(self, session_id: str) -> Past | None:
        return next((one for one in reversed(self.past) if one.id == session_id), None)

    def on(self, day: date) -> Past | None:
        """The session that was sent for that day and still stands."""
        return next((one for one in reversed(self.past) if one.day == day and one.status is not Status.MOVED), None)

    def strength(self, before: date) -> tuple[Past, ...]:
        """Strength sessions before a day that were not skipped or moved, oldest first."""
        return tuple(
            [one for one in self.past if one.kind in _STRENGTH and one.day < before and one.status not in GONE]
        )


_STRENGTH = frozenset(one for one in Kind if one.strength)


def last_asked(standing: Standing, slot: str) -> tuple[str, Dose] | None:
    """The exercise and the dose of the last session that asked for something in that slot; None = no such session."""
    # On the same day, who stood in comes before whom it stood in for.
    held = [
        ((one.day, one.same or one.asked is not None), track.exercise, one.asked or one.plan)
        for key, track in standing.tracks.items()
        if key.startswith(f"{slot}/")
        for one in track.exposures[-1:]
    ]
    return max(held, key=lambda one: one[0])[1:] if held else None


def track_key(slot: str, exercise: str) -> str:
    """A track is of one exercise in one slot: the row of session A has its own sets, and so its own course."""
    return f"{slot}/{exercise}"


def read(entries: Iterable[Entry], after: Standing | None = None) -> Standing:
    """Folds entries in their order onto `after` (or nothing). Raises ReplayNeeded as `advance` does."""
    listed = list(entries)
    taken_back = diary.taken_back(listed)
    standing = after or Standing()
    if any(number <= standing.n for number in taken_back):
        raise ReplayNeeded
    for entry in listed:
        if isinstance(entry, diary.Undone) or (entry.n and entry.n in taken_back):
            standing = replace(standing, n=max(standing.n, entry.n))
        else:
            standing = advance(standing, entry)
    return standing


def advance(standing: Standing, entry: Entry) -> Standing:
    """One entry further. Raises ReplayNeeded where the entry takes back one that is already in."""
    match entry:
        case diary.Undone():
            if entry.entry <= standing.n:
                raise ReplayNeeded
        case diary.Joined():
            if standing.joined is None:
                standing = replace(standing, joined=entry.day)
        case diary.Prescribed():
            standing = prescribed(standing, session_from_json(entry.session, explained=False))
        case diary.Started():
            standing = _past(standing, entry.session, started=True)
        case diary.Report():
            standing = _report(standing, entry)
        case diary.Skipped():
            standing = _gone(standing, entry.session, Status.SKIPPED)
            if entry.reason == "choice":
                standing = replace(standing, skipped_by_choice=entry.day)
        case diary.Moved():
            standing = _moved(standing, entry)
        case diary.Swapped():
            kept = tuple(
                one for one in standing.swaps if (one.exercise, one.session) != (entry.exercise, entry.session)
            )
            standing = replace(standing, swaps=(*kept, Swap(entry.exercise, entry.to, entry.session))[-40:])
        case diary.Shortened():
            kept_short = tuple(one for one in standing.short if one[0] != entry.session)[-20:]
            added = () if entry.minutes is None else ((entry.session, entry.minutes),)
            standing = replace(standing, short=kept_short + added)
        case diary.Felt():
            standing = _felt(standing, entry)
        case diary.Agreed():
            standing = _answer(standing, Answer(entry.what, entry.day, entry.yes, entry.region))
        case diary.Asked():
            standing = _answer(standing, Answer(entry.what, entry.day, entry.yes))
        case diary.Flagged():
            standing = _flagged(standing, entry)
        case diary.Cleared():
            standing = _cleared(standing, entry)
        case diary.Readiness():
            standing = _readiness(standing, entry)
        case diary.Deloaded():
            end = entry.start + timedelta(days=entry.days - 1)
            period = Period(entry.start, end, entry.cause, entry.scope)
            standing = replace(standing, deloads=(*standing.deloads, period)[-12:])
        case diary.DeloadEnded():
            standing = replace(standing, deloads=tuple(_ended(one, entry.day) for one in standing.deloads))
        case diary.Away():
            trip = Period(
                entry.start, entry.until, entry.why, "all", entry.fever, entry.below_neck, entry.chest, entry.place
            )
            standing = replace(standing, away=(*_closed(standing.away, entry.start), trip)[-12:])
        case diary.Back():
            standing = replace(standing, away=_closed(standing.away, entry.day))
        case diary.Ran():
            tally = milestones.ran(standing.tally, entry.km, run_key(entry))
            standing = replace(standing, runs=_recent_runs(standing.runs, entry), tally=tally)
        case diary.RunPlanned():
            plans = tuple(one for one in standing.run_plans if one.on != entry.on and (entry.day - one.on).days <= 21)
            standing = replace(
                standing, run_plans=(*plans, RunOn(entry.on, entry.kind, entry.km, entry.minutes))[-120:]
            )
        case diary.Weighed():
            standing = replace(standing, weighed={**standing.weighed, entry.exercise: entry.kg})
        case diary.Tested():
            result = Result(entry.test, entry.side, entry.day, entry.value, entry.submaximal, entry.pain)
            same = [one for one in standing.results if (one.test, one.side) == (entry.test, entry.side)]
            others = tuple(one for one in standing.results if (one.test, one.side) != (entry.test, entry.side))
            standing = replace(standing, results=others + tuple(same[-4:]) + (result,))
        case _:
            pass
    return replace(standing, n=max(standing.n, entry.n))


def run_key(entry: diary.Ran) -> str:
    """What a milestone says that it was reached by."""
    return f"run {entry.n}"


def _tallied(standing: Standing, past: Past) -> Tally:
    heaviest = [
        track.exposures[-1].plan.total_kg
        for track in standing.tracks.values()
        if track.exposures and track.exposures[-1].session == past.id and track.exposures[-1].same
    ]
    kg = max(heaviest, default=0.0) if past.fraction >= 0.5 else 0.0
    return milestones.trained(
        standing.tally, past.day, past.id, strength=past.kind.strength, kg=kg, excused=standing.was_away
    )


def _recent_runs(runs: tuple[RunDone, ...], entry: diary.Ran) -> tuple[RunDone, ...]:
    """By their days, so that recordings of long ago, sent today, neither stay in mind nor push others out."""
    newest = max([entry.day, *(one.day for one in runs)])
    every = (*runs, RunDone(entry.day, entry.km, entry.minutes, entry.kind, entry.effort, entry.start))
    kept = (one for one in every if (newest - one.day).days <= RUN_DAYS)
    return tuple(sorted(kept, key=lambda one: one.day))[-MOST_RUNS:]


def trained_last(standing: Standing, before: date) -> date | None:
    """The last day that counts as trained when a gap is measured (3.7).

    An unanswered session is unknown, not missed (3.9, "Silence"), but only for so long: after two weeks without any
    answer the careful reading is that nothing was done [DC].
    """
    told = standing.last_strength
    if told is None or (before - told).days >= policy().gap.d14_from:
        return told
    return max([one.day for one in standing.strength(before)] + [told])


def expired(past: Past, today: date) -> Past:
    """A session whose day passed without an answer is unknown from the next day on."""
    if past.status is Status.SENT and past.day < today:
        return replace(past, status=Status.UNKNOWN)
    return past


# --- sessions ----------------------------------------------------------------------------------------------------


def prescribed(standing: Standing, session: Session) -> Standing:
    previous = standing.session(session.id)
    if previous is not None:
        standing = without(standing, session.id)
    past = Past(
        id=session.id,
        day=session.day,
        kind=session.kind,
        phase=session.phase,
        light=session.light,
        deload=session.deload,
        target=session.target,
        cap=session.cap,
        working_sets=session.working_sets,
        minutes=session.minutes,
        block=session.block,
        week=session.week,
        rest=str(session.receipt.get("restoration", "")) if session.receipt else "",
        contacts=session.contacts,
        tissues=tuple((name, *load) for name, load in of_items(session.items).items()),
        started=previous.started if previous else False,
        level=session.elastic.level if session.elastic is not None and session.contacts else None,
        forecast=session.receipt.get("forecast") if session.receipt else None,
        ease=habits.ease(standing.graded) if session.kind.strength else 0,
        spike=str(session.receipt.get("spike", "")) if session.receipt else "",
    )
    if session.elastic is not None and session.contacts:
        at = session.elastic
        mark = ladder.Mark(session.day, session.id, at.level, at.rung, at.contacts)
        standing = replace(standing, marks=ladder.marked(standing.marks, mark))
    oldest = session.day - timedelta(days=PAST_DAYS)
    tracks, slots = dict(standing.tracks), dict(standing.slots)
    took: list[tuple[str, str, str]] = []
    # What stands in a slot on a journey stands in for what stands there at home.
    travelling = standing.place_on(session.day) is not None
    for item in session.planned():
        exercise, plan = (item.plan_exercise or item.exercise), (item.plan or item.dose)
        same = item.plan is None and session.shortened is None
        shown = item.exercise == exercise
        asked = item.dose if shown and item.plan is not None else None
        exposure = Exposure(session.id, session.day, plan, same and shown, asked=asked)
        tracks[track_key(item.slot, exercise)] = _exposed(
            tracks.get(track_key(item.slot, exercise)), exercise, exposure
        )
        if not travelling and slots.get(item.slot) != exercise:
            took.append((item.slot, slots.get(item.slot, ""), exercise))
            slots[item.slot] = exercise
        if not shown:
            stand_in = track_key(item.slot, item.exercise)
            tracks[stand_in] = _exposed(
                tracks.get(stand_in), item.exercise, Exposure(session.id, session.day, item.dose)
            )
    return replace(
        standing,
        past=(*(one for one in standing.past if one.day >= oldest), replace(past, took=tuple(took))),
        tracks=tracks,
        slots=slots,
    )


def _exposed(track: Track | None, exercise: str, exposure: Exposure) -> Track:
    if track is None:
        return Track(
            exercise,
            exposure.day,
            exposure.plan,
            (exposure,),
            changed=exposure.day,
            sets_changed=exposure.day,
            load_changed=exposure.day,
        )
    before, now = track.plan, exposure.plan
    day = exposure.day
    progressed = (now.sets, now.amount, now.load_kg, now.count, now.tempo, now.band) != (
        before.sets, before.amount, before.load_kg, before.count, before.tempo, before.band,
    )  # fmt: skip
    return replace(
        track,
        plan=now,
        exposures=(*track.exposures, exposure)[-EXPOSURES:],
        changed=day if progressed else track.changed,
        sets_changed=day if now.sets != before.sets else track.sets_changed,
        load_changed=day if now.total_kg != before.total_kg or now.tempo != before.tempo else track.load_changed,
    )


def without(standing: Standing, session_id: str) -> Standing:
    """As if that session had not been sent: its exposures go, and with them the changes that it brought."""
    tracks: dict[str, Track] = {}
    for name, track in standing.tracks.items():
        kept = tuple(one for one in track.exposures if one.session != session_id)
        if len(kept) == len(track.exposures):
            tracks[name] = track
        elif kept:
            tracks[name] = _rebuilt(track, kept)
        elif track.tolerated is not None:
            tracks[name] = replace(track, plan=track.tolerated, exposures=())
    past = tuple(one for one in standing.past if one.id != session_id)
    marks = tuple(one for one in standing.marks if one.session != session_id)
    slots = dict(standing.slots)
    for slot, before, after in (taken for one in standing.past if one.id == session_id for taken in one.took):
        if slots.get(slot) != after:
            continue
        if before:
            slots[slot] = before
        else:
            del slots[slot]
    return replace(standing, past=past, tracks=tracks, marks=marks, slots=slots)


def _rebuilt(track: Track, kept: tuple[Exposure, ...]) -> Track:
    last = kept[-1]
    changed = track.changed
    if changed is not None and changed > last.day:
        # The change came with the session that goes; the one before it is found among the exposures left.
        changed = kept[0].day
        for earlier, later in pairwise(kept):
            if earlier.plan != later.plan:
                changed = later.day

    def not_after(day: date | None) -> date | None:
        return day if day is None or day <= last.day else changed

    return replace(
        track,
        plan=last.plan,
        exposures=kept,
        changed=changed,
        sets_changed=not_after(track.sets_changed),
        load_changed=not_after(track.load_changed),
    )


def _past(standing: Standing, session_id: str, **changes: Any) -> Standing:
    return replace(
        standing,
        past=tuple(replace(one, **changes) if one.id == session_id else one for one in standing.past),
    )


def _report(standing: Standing, entry: diary.Report) -> Standing:
    before = standing.session(entry.session)
    if before is None:
        return standing
    fraction = entry.fraction if entry.fraction < 1 else before.fraction
    standing = _past(
        standing,
        entry.session,
        status=Status.DONE if fraction >= 1 else Status.PARTLY,
        effort=before.effort if entry.effort is None else entry.effort,
        technique=before.technique if entry.technique is None else entry.technique,
        fraction=fraction,
        stopped=before.stopped if entry.stopped is None else entry.stopped,
        sore_known=before.sore_known or entry.soreness is not None or entry.general is not None,
        general=before.general if entry.general is None else entry.general,
    )
    after = standing.session(entry.session) or before
    if not before.done and after.kind.strength:
        gap = _narrowed(standing.gap, after.day)
        before_it = trained_last(standing, after.day)
        if before_it is not None:
            days = (after.day - before_it).days
            if days >= policy().gap.d7_from + 1:
                gap = (days, after.day)
        again = gap is not None and gap[1] == after.day and gap[0] >= policy().gap.new_after
        standing = replace(
            standing,
            last_strength=max(after.day, standing.last_strength or after.day),
            first_strength=min(after.day, standing.first_strength or after.day),
            restarted=after.day if again else standing.restarted,
            strength_done=standing.strength_done + 1,
            gap=gap,
        )
    if after.done and not before.done and after.kind not in (Kind.MOBILITY, Kind.MICRO):
        standing = replace(standing, tally=_tallied(standing, after))
    if entry.effort is not None and after.kind.strength:
        offset = entry.effort - habits.middle(after.target)
        error = offset if after.forecast is None else entry.effort - after.forecast
        standing = replace(standing, graded=habits.graded(standing.graded, after.id, offset, error))
    for sore in entry.soreness or ():
        for side in _sides(sore.region, sore.side):
            if sore.what is Tissue.muscle:
                standing = _ache(standing, Ache(entry.day, sore.region, side, sore.score))
            else:
                standing = _pain(standing, sore.region, side, sore.what, Felt(entry.day, "after", sore.score), None)
    return replace(standing, tracks=_judged(standing.tracks, after, entry))


def _narrowed(gap: tuple[int, date] | None, day: date) -> tuple[int, date] | None:
    """What is left of a gap once a session inside it is known to have been done."""
    if gap is None or not gap[1] - timedelta(days=gap[0]) < day < gap[1]:
        return gap
    days = (gap[1] - day).days
    return (days, gap[1]) if days >= policy().gap.d7_from + 1 else None


def _judged(tracks: dict[str, Track], past: Past, entry: diary.Report) -> dict[str, Track]:
    own = {one.exercise: one for one in entry.items}
    judged = dict(tracks)
    for name, track in tracks.items():
        if not track.exposures or track.exposures[-1].session != past.id:
            continue
        said = own.get(track.exercise)
        last = track.exposures[-1]
        technique = (said.technique if said and said.technique else None) or past.technique
        judged_last = replace(
            last,
            difference=past.tempered,
            own=said.rpe if said and said.rpe is not None else last.own,
            known=past.sore_known,
            clean=technique in (None, "clean"),
            broke=technique == "broke",
            fraction=_done_of(last, said, past),
            short=max(last.short, said.short) if said else last.short,
            over=max(last.over, said.over) if said else last.over,
            speed=(said.speed if said and said.speed else None) or last.speed,
            done=past.done,
        )
        judged[name] = _tolerating(replace(track, exposures=(*track.exposures[:-1], judged_last)))
    return judged


def _done_of(exposure: Exposure, said: diary.ItemReport | None, past: Past) -> float:
    """How much of one exercise was done: its own sets where they were told, else as the session (3.9, "Half done")."""
    if said is None or said.sets is None:
        return past.fraction
    return min(1.0, said.sets / exposure.plan.sets)


def _tolerating(track: Track) -> Track:
    """The last planned dose completed at D of at most +1 (rulebook 3.6, "Tolerated dose")."""
    for one in reversed(track.exposures):
        fine = one.difference is not None and one.difference <= 1 and one.fraction >= 0.5
        if one.same and one.done and fine and not one.broke and one.short < 2:
            return replace(track, tolerated=one.plan)
    return track


def _gone(standing: Standing, session_id: str, status: Status) -> Standing:
    past = standing.session(session_id)
    if past is None:
        return standing
    left = without(standing, session_id)
    kept = replace(past, status=status, took=())
    return replace(left, past=tuple(sorted((*left.past, kept), key=lambda one: one.day)))


def _moved(standing: Standing, entry: diary.Moved) -> Standing:
    on = next(
        (one for one in standing.past if one.day == entry.origin and one.kind.value == entry.kind and not one.done),
        None,
    )
    if on is not None:
        standing = _gone(standing, on.id, Status.MOVED)
    kept = tuple(
        one
        for one in standing.moves
        if (entry.day - one.to).days <= 21 and not (one.kind == entry.kind and one.to == entry.origin)
    )
    first = next(
        (one.origin for one in standing.moves if one.kind == entry.kind and one.to == entry.origin), entry.origin
    )
    return replace(standing, moves=(*kept, Move(entry.kind, first, entry.to)))


# --- body --------------------------------------------------------------------------------------------------------

MIDLINE = frozenset({Region.lower_back, Region.core, Region.upper_back, Region.chest})
"""Regions without sides: a report is one, whatever side was named."""


def _sides(region: Region, side: Side) -> tuple[Side, ...]:
    return (Side.both,) if region in MIDLINE else side.each()


def _felt(standing: Standing, entry: diary.Felt) -> Standing:
    for side in _sides(entry.region, entry.side):
        if entry.what is Tissue.muscle:
            standing = _ache(standing, Ache(entry.day, entry.region, side, entry.score))
        else:
            felt = Felt(entry.day, entry.when, entry.score, entry.exercise)
            standing = _pain(standing, entry.region, side, entry.what, felt, entry.site)
    return standing


def _ache(standing: Standing, ache: Ache) -> Standing:
    recent = tuple(one for one in standing.aches if (ache.day - one.day).days <= 21)
    return replace(standing, aches=(*recent, ache))


def _pain(standing: Standing, region: Region, side: Side, what: Tissue, felt: Felt, site: str | None) -> Standing:
    rules = policy().pain
    key = f"{region.value}:{side.value}"
    part = standing.parts.get(key) or Part(region, side, what, began=felt.day)
    recent = tuple(one for one in part.felt if (felt.day - one.day).days <= FELT_DAYS)
    # The last report that mattered stays however long ago: what waits for a test goes on waiting.
    mattered = [one for one in part.felt if one.score > rules.green_max][-1:]
    kept = recent if recent[:1] == part.felt[:1] or any(one in recent for one in mattered) else (*mattered, *recent)
    part = replace(
        part,
        felt=(*kept, felt),
        site=site or part.site,
        what=Tissue.bone if Tissue.bone in (what, part.what) and part.red is not None else what,
        hurt=(*part.hurt, felt.exercise)[-6:] if felt.exercise and felt.score >= 3 else part.hurt,
        began=felt.day if not recent else part.began,
    )
    no_pain = part.what is Tissue.bone or bone(standing, region, side, felt.day)
    accepted = rules.bone if no_pain else rules.green_max
    if felt.score >= (rules.bone + 1 if no_pain else rules.red_min):
        part = replace(part, red=felt.day, cleared=None, calm=0, calm_day=None)
    elif part.red is not None and part.cleared is None:
        if felt.score > accepted:
            part = replace(part, calm=0, calm_day=None)
        elif felt.when == "morning" and part.red is not None and felt.day > part.red:
            in_a_row = part.calm_day is not None and (felt.day - part.calm_day).days == 1
            calm = part.calm if part.calm_day == felt.day else (part.calm + 1 if in_a_row else 1)
            part = replace(part, calm=calm, calm_day=felt.day)
            if calm >= rules.red_clear_mornings:
                part = replace(part, cleared=felt.day)
    if region in LEG_REGIONS and felt.score > (rules.bone if what is Tissue.bone else rules.green_max):
        standing = replace(standing, marks=ladder.flared(standing.marks, felt.day))
    return replace(standing, parts={**standing.parts, key: part})


def _flagged(standing: Standing, entry: diary.Flagged) -> Standing:
    # The same flag again, of another place: both stay stopped. Without a place it stands for the whole body.
    before = next((one for one in standing.flags if one.flag == entry.flag), None)
    regions = entry.regions
    if before is not None:
        regions = tuple(dict.fromkeys((*before.regions, *regions))) if before.regions and regions else ()
    side = entry.side if before is None or before.side is entry.side else Side.both
    flag = Flag(entry.flag, entry.urgency, entry.day, regions, side)
    kept = tuple(one for one in standing.flags if one.flag != entry.flag)
    cleared = {name: day for name, day in standing.cleared.items() if name != entry.flag}
    if not regions or LEG_REGIONS & set(regions):
        standing = replace(standing, marks=ladder.flared(standing.marks, entry.day))
    return replace(standing, flags=(*kept, flag), cleared=cleared)


def _cleared(standing: Standing, entry: diary.Cleared) -> Standing:
    mended = tuple(replace(one, day=entry.day) for one in standing.flags if one.flag == entry.flag)
    bones = (*standing.bones, *(one for one in mended if one.flag in BONE_FLAGS))[-8:]
    left = tuple(one for one in standing.flags if one.flag != entry.flag)
    return replace(standing, flags=left, bones=bones, cleared={**standing.cleared, entry.flag: entry.day})


def bone(standing: Standing, region: Region, side: Side, day: date) -> bool:
    """Whether a bone may be behind pain in that part: flagged, or flagged and cleared within the last year (2.5)."""
    days = 30.5 * policy().pain.bone_history_months
    flagged = [one for one in standing.flags if one.flag in BONE_FLAGS]
    flagged += [one for one in standing.bones if (day - one.day).days <= days]
    return any(region in one.regions and _same_side(side, one.side) for one in flagged)


def _same_side(one: Side, other: Side) -> bool:
    return one is other or Side.both in (one, other)


def _readiness(standing: Standing, entry: diary.Readiness) -> Standing:
    same = next((one for one in standing.mornings if one.day == entry.day), Morning(entry.day))
    said = {
        name: getattr(entry, name)
        for name in ("sleep_h", "sleep", "fatigue", "stress", "soreness", "hrv", "resting_pulse", "food", "drink")
        if getattr(entry, name) is not None
    }
    recent = tuple(
        one for one in standing.mornings if one.day != entry.day and (entry.day - one.day).days <= READINESS_DAYS
    )
    return replace(standing, mornings=(*recent, replace(same, **said)))


def _answer(standing: Standing, answer: Answer) -> Standing:
    kept = tuple(one for one in standing.answers if (one.what, one.region) != (answer.what, answer.region))
    return replace(standing, answers=(*kept, answer)[-60:])


def _closed(periods: tuple[Period, ...], day: date) -> tuple[Period, ...]:
    """What runs ends the day before; what had only just begun never was."""
    ended = (_ended(one, day) for one in periods)
    return tuple(one for one in ended if one.end is None or one.end >= one.start)


def _ended(period: Period, day: date) -> Period:
    """A period that still runs ends the day before `day`."""
    if period.start <= day and (period.end is None or period.end >= day):
        return replace(period, end=day - timedelta(days=1))
    return period
