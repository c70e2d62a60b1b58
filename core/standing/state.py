"""All of it at one moment, and what is read off it."""

from __future__ import annotations

from dataclasses import field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from core import habit as habits, ladder, milestones, snapshot
from core.milestones import Tally
from core.policy import policy
from core.records import dataclass, latest, replace
from core.session import Dose, Status
from core.standing.memory import (
    EASING_FLAGS,
    Ache,
    Answer,
    Exposure,
    Flag,
    Morning,
    Move,
    Part,
    Past,
    Period,
    Result,
    RunDone,
    RunOn,
    Swap,
    Track,
)

VERSION = 34
"""Of the fold and its JSON; a cached standing of another version is read again."""

PAST_DAYS = 35
"""Sessions are kept for so many days."""

GONE = frozenset({Status.MOVED, Status.SKIPPED})
"""What did not take place."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the planner needs to know of the past. `n` is the number of the last entry read.

    `bones` are flags of `BONE_FLAGS` that a professional's word has cleared, each with the day of that word.
    """

    n: int = 0
    joined: date | None = None
    past: tuple[Past, ...] = ()
    tracks: dict[str, Track] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    aches: tuple[Ache, ...] = ()
    flags: tuple[Flag, ...] = ()
    bones: tuple[Flag, ...] = ()
    cleared: dict[str, date] = field(default_factory=dict)
    weighed: dict[str, float] = field(default_factory=dict)
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
    seasoned: date | None = None
    """The day of the session after which somebody new is not new any more (3.9)."""
    skipped_by_choice: date | None = None
    marks: tuple[ladder.Mark, ...] = ()
    graded: tuple[habits.Graded, ...] = ()
    tally: Tally = milestones.NOTHING

    @property
    def level(self) -> int:
        """The level of elastic work, 0-4."""
        return ladder.foothold(self.marks).level

    def to_json(self) -> list[Any]:
        data: list[Any] = snapshot.dump(self)
        return data

    @classmethod
    def from_json(cls, raw: list[Any]) -> Standing:
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
        return _strength(self, before)

    def soreness_open(self, before: date) -> Past | None:
        """The last strength session before a day, where it was no harder than asked and nobody knows what got sore:
        nothing rises upon it.
        """
        last = next(iter(self.strength(before)[-1:]), None)
        return last if last is not None and last.soreness_open else None


@latest
def _strength(standing: Standing, before: date) -> tuple[Past, ...]:
    return tuple([one for one in standing.past if one.kind.strength and one.day < before and one.status not in GONE])


def last_asked(standing: Standing, slot: str) -> tuple[str, Dose] | None:
    """The exercise and the dose of the last session that asked for something in that slot; None = no such session."""
    # On the same day, who stood in comes before whom it stood in for.
    held = [
        ((one.day, one.same or one.asked is not None), track.exercise, one.dose)
        for key, track in standing.tracks.items()
        if key.startswith(f"{slot}/")
        for one in track.exposures[-1:]
    ]
    return max(held, key=lambda one: one[0])[1:] if held else None


def done_before(standing: Standing, exercise: str, day: date) -> list[Exposure]:
    """The times that an exercise was asked for itself before a day, in whatever slot, oldest first."""
    found = [
        one
        for track in standing.tracks.values()
        if track.exercise == exercise
        for one in track.exposures
        if one.day < day and (one.same or one.asked is not None)
    ]
    return sorted(found, key=lambda one: one.day)


def track_key(slot: str, exercise: str) -> str:
    """A track is of one exercise in one slot: the row of session A has its own sets, and so its own course."""
    return f"{slot}/{exercise}"


def trained_last(standing: Standing, before: date) -> date | None:
    """The last day that counts as trained when a gap is measured (3.7).

    An unanswered session is unknown, not missed (3.9, "Silence"), but only for so long: after two weeks without any
    answer, and two sessions, the careful reading is that nothing was done [DC]. Who trains once a week has left only
    one of them open by then. Of what is older than `PAST_DAYS` nobody knows how many there were.
    """
    told = standing.last_strength
    if told is None:
        return None
    sent = [one.day for one in standing.strength(before) if one.day > told]
    silent = (before - told).days
    enough = len(sent) >= policy().silence.gap_sessions or silent > PAST_DAYS
    if silent >= policy().gap.d14_from and enough:
        return told
    return max([*sent, told])


def gap_before(standing: Standing, before: date) -> tuple[int, date] | None:
    """The last gap (days, and the day that ended it) whose end lies before that day.

    A session without an answer counts as done, and so it ends a gap: it does not make it forgotten [DC].
    """
    told = standing.last_strength
    if told is None:
        return standing.gap
    days = [told, *(one.day for one in standing.strength(before) if one.day > told)]
    found = [((end - start).days, end) for start, end in pairwise(days)]
    return next((one for one in reversed(found) if one[0] >= policy().gap.d7_from + 1), standing.gap)


def expired(past: Past, today: date) -> Past:
    """A session whose day passed without an answer is unknown from the next day on."""
    if past.status is Status.SENT and past.day < today:
        return replace(past, status=Status.UNKNOWN)
    return past
