"""Every kind of entry, and which of them are taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import Any, ClassVar

from core.body import Kind, Region, Side
from core.records import dataclass


class UnknownEntry(ValueError):
    """An entry of a type or shape that this version does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    type: ClassVar[str] = ""
    at: datetime
    day: date
    n: int = 0
    batch: int = 0
    extra: tuple[tuple[str, Any], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Sore:
    """One answer about one part. `score` 0-10; `what` says muscle soreness or joint, tendon or bone pain."""

    region: Region
    side: Side
    score: float
    what: Kind


@dataclass(frozen=True, slots=True)
class ItemReport:
    """What was said of one exercise: set RPE, sets and repetitions missed, pain in it, technique, speed.

    `load_kg` is the weight that was really used: per hand for dumbbells and kettlebells, else the total, 0 = none of
    it; None = not said, so the one that was asked for.
    """

    exercise: str
    rpe: float | None = None
    sets: int | None = None
    short: int = 0
    over: int = 0
    technique: str | None = None
    speed: str | None = None
    load_kg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Entry):
    """The runner accepted the plan: season and calibration count from this day."""

    type: ClassVar[str] = "joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Entry):
    """The profile as it stood from now on (JSON of `Athlete`)."""

    type: ClassVar[str] = "profile"
    athlete: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescribed(Entry):
    """A session that was shown to the runner, whole, with its receipt. A later one of the same id replaces it."""

    type: ClassVar[str] = "prescribed"
    session: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Entry):
    type: ClassVar[str] = "started"
    session: str


CUT_SHORT = 0.5
"""What counts as done of a session that ended early, where nobody said how much it was [DC]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Entry):
    """What the runner said of a session. Later reports of the same session add to or correct the earlier ones.

    `effort` 0-10 in halves. `soreness` None = not answered, () = nothing sore; `general` is a number without a part.
    `technique` clean, wobbly or broke.
    `fraction` = sets done of those planned (1 = all). `stopped` says why it ended early: time, pain, effort, sick, or
    flag (a red flag).
    """

    type: ClassVar[str] = "report"
    session: str
    effort: float | None = None
    soreness: tuple[Sore, ...] | None = None
    general: float | None = None
    technique: str | None = None
    fraction: float = 1.0
    stopped: str | None = None
    items: tuple[ItemReport, ...] = ()


REPLANNED = "replanned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Entry):
    """`reason`: choice, time, life, sick, pain, weather, tired, flag (left out for a red flag), or replanned: the week
    was laid again after it was sent, and it is no longer in it.
    """

    type: ClassVar[str] = "skipped"
    session: str
    reason: str = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Entry):
    """A session goes to another day of its week."""

    type: ClassVar[str] = "moved"
    kind: str
    origin: date
    to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Swapped(Entry):
    """The runner took another exercise for one session (`session`), or until further notice (None)."""

    type: ClassVar[str] = "swapped"
    exercise: str
    to: str
    session: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened(Entry):
    """The runner has only so many minutes for that session. None gives the full one back."""

    type: ClassVar[str] = "shortened"
    session: str
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt(Entry):
    """Soreness or pain in one part. `when`: morning, during, after, now. `exercise` if it came in one.

    `site` refines the place where a rule asks for it (insertion or mid for the Achilles, front, outer or under the
    kneecap for the knee).
    """

    type: ClassVar[str] = "felt"
    region: Region
    side: Side
    score: float
    what: Kind
    when: str = "now"
    exercise: str | None = None
    site: str | None = None
    session: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(Entry):
    """The runner agreed to something that is only done when asked for ("isometrics", with the region)."""

    type: ClassVar[str] = "agreed"
    what: str
    region: Region | None = None
    yes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged(Entry):
    """A red flag (rulebook 2.4). `urgency`: emergency, same_day, next_day, soon. `regions` empty = the whole body."""

    type: ClassVar[str] = "flagged"
    flag: str
    urgency: str
    regions: tuple[Region, ...] = ()
    side: Side = Side.both


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared(Entry):
    """The runner states that a professional agreed. `flag` is a red flag's name, or "screen"."""

    type: ClassVar[str] = "cleared"
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness(Entry):
    """A morning's answers. `sleep_h` hours; `fatigue`, `stress`, `sleep`, `soreness` 1 best - 7 worst; `hrv` lnRMSSD.

    `resting_pulse` per minute; `food` and `drink` "ok" or "low", of the day itself.
    """

    type: ClassVar[str] = "readiness"
    sleep_h: float | None = None
    sleep: int | None = None
    fatigue: int | None = None
    stress: int | None = None
    soreness: int | None = None
    hrv: float | None = None
    resting_pulse: float | None = None
    food: str | None = None
    drink: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deloaded(Entry):
    """A deload from `start` for `days` days. `scope` all, legs or a region's name; `cause` tired, sore, race, life."""

    type: ClassVar[str] = "deloaded"
    scope: str
    cause: str
    start: date
    days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DeloadEnded(Entry):
    """Deloads that run end the day before; one that was still to come never was."""

    type: ClassVar[str] = "deload_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Entry):
    """The coach proposed something and the runner answered (`yes` None = not yet)."""

    type: ClassVar[str] = "asked"
    what: str
    yes: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(Entry):
    """Not training. `why`: travel, illness, injury, life. `until` None = open. `fever`, `below_neck` for illness.

    `place`: on a journey with some kit, the place's name in the profile (`core.athlete.FLOOR` = none of it): sessions
    go on with what is there.
    """

    type: ClassVar[str] = "away"
    why: str
    start: date
    until: date | None = None
    fever: bool = False
    below_neck: bool = False
    chest: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Back(Entry):
    """The runner is back (or "well" after an illness)."""

    type: ClassVar[str] = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran(Entry):
    """A real run. `start` is its own instant where known; `source` typed, fit, gpx, tcx, ics."""

    type: ClassVar[str] = "ran"
    km: float | None = None
    minutes: float | None = None
    kind: str = "easy"
    effort: float | None = None
    start: datetime | None = None
    source: str = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlanned(Entry):
    """One date's run differs from the usual week (from a calendar, or moved by the runner)."""

    type: ClassVar[str] = "run_planned"
    on: date
    kind: str
    km: float | None = None
    minutes: float | None = None
    source: str = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Entry):
    """A weight that the runner could lift about 15 times, before the exercise was done here for the first time.

    `kg` is the external total (both of a pair). The first load is taken from it (rulebook 3.1, "Pick first load").
    """

    type: ClassVar[str] = "weighed"
    exercise: str
    kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested(Entry):
    """A baseline test's result (rulebook 7). `value` in the test's own unit; `submaximal` as the rule of week 1.

    `pain` 0-10 where it was said. `note` holds the yes-answers of a movement check, or what the runner wrote.
    """

    type: ClassVar[str] = "tested"
    test: str
    side: Side
    value: float
    submaximal: bool = False
    note: str = ""
    pain: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filmed(Entry):
    """A form video that a platform keeps: its own id there, never the film. `subject` is an exercise or a test."""

    type: ClassVar[str] = "filmed"
    subject: str
    platform: str
    reference: str
    kind: str = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Entry):
    """Takes back the entry numbered `entry`; everything is read as if that one had not been written.

    One that names an `Undone` lets what that one took back count again.
    """

    type: ClassVar[str] = "undone"
    entry: int


def same(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same of the same day, whenever each was written."""
    return one == replace(other, at=one.at, n=one.n, batch=one.batch)


def taken_back(entries: Sequence[Entry]) -> frozenset[int]:
    """The numbers of the entries that are read as if they had not been written."""
    gone: set[int] = set()
    for one in reversed(entries):
        if isinstance(one, Undone) and one.n not in gone:
            gone.add(one.entry)
    return frozenset(gone)


def used_kg(entries: Sequence[Entry]) -> dict[str, dict[str, float]]:
    """By session and exercise the weight that was really used, as it was told last (`ItemReport`)."""
    gone, used = taken_back(entries), dict[str, dict[str, float]]()
    for entry in entries:
        if isinstance(entry, Report) and entry.n not in gone:
            told = {one.exercise: one.load_kg for one in entry.items if one.load_kg is not None}
            used.setdefault(entry.session, {}).update(told)
    return used


TYPES: dict[str, type[Entry]] = {
    cls.type: cls
    for cls in (
        Joined, Profile, Prescribed, Started, Report, Skipped, Moved, Swapped, Shortened, Felt, Agreed, Flagged,
        Cleared, Readiness, Deloaded, DeloadEnded, Asked, Away, Back, Ran, RunPlanned, Tested, Filmed, Weighed, Undone,
    )
}  # fmt: skip
