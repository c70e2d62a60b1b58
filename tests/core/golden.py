"""The runner of rulebook 14 and a small book-keeper that trains weeks the way reports are told there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from core import diary, planner
from core.athlete import Athlete, Level, Place, Run, RunKind
from core.body import Kind as Tissue, Region, Side
from core.diary import Entry, Sore
from core.kit import Item, Kit
from core.session import Session, to_json
from core.standing import Standing

MONDAY = date(2026, 3, 2)
REST, EASY, QUALITY, LONG = RunKind.REST, RunKind.EASY, RunKind.QUALITY, RunKind.LONG

RUNNER = Athlete(
    zone="Europe/Berlin",
    level=Level.SOME,
    born=1991,
    mass_kg=70,
    screened=True,
    minutes=55,
    places=(Place("home", Kit(frozenset({Item.dumbbells}), (4, 8, 12, 16, 20))),),
    runs=(
        Run(REST), Run(EASY, 8), Run(REST), Run(QUALITY), Run(REST), Run(EASY, 6), Run(LONG, 18),
    ),
)  # fmt: skip


class Book:
    """A diary under the hand of a test: mornings are planned and sent, sessions are answered."""

    def __init__(self, athlete: Athlete = RUNNER, start: date = MONDAY) -> None:
        self.athlete = athlete
        self.entries: list[Entry] = []
        self.standing = Standing()
        self.day = start
        self.sent: dict[date, Session] = {}
        self.add(diary.Joined(at=self.at(), day=start))

    def at(self, hour: int = 7) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, hour, tzinfo=UTC)

    def add(self, entry: Entry) -> None:
        object.__setattr__(entry, "n", len(self.entries) + 1)
        self.entries.append(entry)
        self.standing = planner.advance(self.standing, entry)

    def morning(self) -> Session | None:
        """Today's session, planned and sent."""
        session = planner.plan_day(self.athlete, self.standing, self.day).session
        if session is not None:
            self.sent[self.day] = session
            self.add(diary.Prescribed(at=self.at(), day=self.day, session=to_json(session)))
        return session

    def rate(self, effort: float | None = None, soreness: Sequence[Sore] | None = (), **more: object) -> None:
        session = self.sent[self.day]
        if effort is None:
            low, high = session.target
            effort = float(int((low + high) / 2 + 0.5))
        sore = None if soreness is None else tuple(soreness)
        self.add(diary.Report(at=self.at(19), day=self.day, session=session.id, effort=effort, soreness=sore, **more))  # type: ignore[arg-type]

    def felt(
        self, region: str, side: str, score: float, when: str, what: str = "tendon", exercise: str | None = None
    ) -> None:
        self.add(
            diary.Felt(
                at=self.at(7 if when == "morning" else 18), day=self.day, region=Region(region), side=Side(side),
                score=score, what=Tissue(what), when=when, exercise=exercise,
            )
        )  # fmt: skip

    def to(self, day: date, rate: bool = True) -> None:
        """Lives on, on target, up to the evening before `day`; `day` itself has not begun."""
        while self.day < day:
            if self.day not in self.sent:
                session = self.morning()
                if session is not None and rate:
                    self.rate()
            self.day += timedelta(days=1)

    def plan(self, day: date) -> Session | None:
        return planner.plan_day(self.athlete, self.standing, day, self.day).session


def day(week: int, weekday: str) -> date:
    return MONDAY + timedelta(days=7 * (week - 1) + ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(weekday))


def rows(session: Session | None) -> list[tuple[str, int, int, float]]:
    """(exercise, sets, amount, total kg) of the working items."""
    assert session is not None
    return [
        (one.exercise, one.dose.sets, one.dose.amount, one.dose.total_kg) for one in session.items if one.working_sets
    ]


def muscle(region: str, score: float, side: str = "both") -> Sore:
    return Sore(Region(region), Side(side), score, Tissue.muscle)
