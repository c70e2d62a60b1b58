"""Two reports that differ in one thing, and the sessions that follow: the worse never brings the larger session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from random import Random
from typing import Any

from core import compose, diary, planner
from core.body import Kind as Tissue, Region, Side, default_kind
from core.catalogue import catalogue
from core.diary import Entry, ItemReport, Report, Sore
from core.session import Kind, Session, to_json
from core.standing import Standing
from tests.simulation.lives import HURTS, MUSCLES, SIDES, Life

PAINFUL = (*HURTS, Region.quad, Region.glute, Region.adductor, Region.calf)
"""Tendons hurt in muscles' places, too: what counts for a lift's own region is asked of as well."""


@dataclass(frozen=True, slots=True)
class Fork:
    """One question with its answers, best first, as what is written into the diary for each."""

    name: str
    answers: tuple[tuple[object, tuple[Entry, ...]], ...]


def larger(worse: Session | None, better: Session | None, lines: bool = True) -> list[str]:
    """In what the session after the worse report is larger, as a whole or in its `lines`; nothing = in no way."""
    if worse is None:
        return []
    if better is None:
        return [] if not worse.working_sets else ["a session instead of none"]
    found = []
    # Ten minutes of mobility and breathing are what 9.1 has instead of training, however little that would have been.
    if worse.minutes > better.minutes + _by_rule(worse, better) and (worse.working_sets or worse.minutes > 10):
        found.append(f"minutes {better.minutes} -> {worse.minutes}")
    if worse.target[1] > better.target[1] or worse.cap > better.cap:
        found.append(f"target {better.target} -> {worse.target}")
    if worse.contacts > better.contacts:
        found.append(f"contacts {better.contacts} -> {worse.contacts}")
    exempt, each = 0, list[str]()
    for item in worse.items:
        if not item.working_sets:
            continue
        other = better.item(item.exercise)
        if other is None or not other.working_sets:
            there = next((one for one in better.items if item.slot and one.slot == item.slot), None)
            if there is not None and item.exercise in catalogue().regressions(there.exercise):
                # The better report brought a new, harder rung, which enters with few sets.
                exempt += max(0, item.dose.sets - there.dose.sets)
            continue
        now, then = item.dose, other.dose
        if now.rpe[1] > then.rpe[1]:
            each.append(f"{item.exercise}: RPE {then.rpe} -> {now.rpe}")
        if now.total_kg > then.total_kg:
            each.append(f"{item.exercise}: load {then.total_kg} -> {now.total_kg}")
        if then.total_kg > now.total_kg and now.sets == then.sets + 1:
            # A kit step is taken with one set less (3.8).
            exempt += 1
            continue
        if now.sets > then.sets:
            each.append(f"{item.exercise}: sets {then.sets} -> {now.sets}")
        # A set that the phase gives takes the repetitions to the bottom of the range (3.9): more of it all the same,
        # though a tissue's week may take sets from it again.
        taken_back = then.sets == now.sets and any(one.code == "phase_set" for one in other.reasons)
        mine, its = (item.plan or now, other.plan or then) if taken_back else (now, then)
        fuller = its.sets > mine.sets and its.sets * its.amount > mine.sets * mine.amount
        slower = then.tempo is not None and now.tempo is not None and sum(then.tempo) > sum(now.tempo)
        if now.total_kg == then.total_kg and now.amount > then.amount and not slower and not fuller:
            each.append(f"{item.exercise}: amount {then.sets}x{then.amount} -> {now.sets}x{now.amount}")
    whole = (
        [f"sets {better.working_sets} -> {worse.working_sets}"]
        if worse.working_sets > better.working_sets + exempt
        else []
    )
    return [*found, *each, *whole] if lines else [*found, *whole]


def _by_rule(worse: Session, better: Session) -> int:
    """Minutes that a rule asks for although it takes something away; whole minutes, rounded up.

    Of two exercises that stand in for a third the one may take longer than the other, and who stands in takes no fewer
    than five repetitions of one set. An upper day has slots of both
    letters, and where the better report turned one over to the exercise of the other (3.9), that stands there once.
    """
    seconds = 0.0
    for item in worse.items:
        there = next((one for one in better.items if item.slot and one.slot == item.slot), None)
        if there is None:
            if worse.kind is Kind.UPPER and item.slot and better.item(item.exercise) is not None:
                seconds += compose.item_seconds(catalogue()[item.exercise], item.dose)
            continue
        both = item.plan_exercise and there.plan_exercise not in ("", there.exercise)
        least = item.plan_exercise and item.dose.sets == 1 and item.dose.amount <= 5
        if there.exercise != item.exercise and (both or least):
            then = compose.item_seconds(catalogue()[there.exercise], there.dose)
            seconds += max(0.0, compose.item_seconds(catalogue()[item.exercise], item.dose) - then)
    return ceil(seconds / 60)


def after(life: Life, session: Session, entries: tuple[Entry, ...], days: int) -> list[Session | None]:
    """The sessions of the days to come, each taken as done as asked, once today's was sent and these were told."""
    sent = diary.Prescribed(at=life.at(7), day=life.day, session=to_json(session))
    start, standing = life.day + timedelta(days=1), _told(life, (sent, *entries))
    by_day = {one.day: one.session for one in planner.horizon(life.athlete, standing, start, days)}
    return [by_day.get(start + timedelta(days=number)) for number in range(days)]


def this_morning(life: Life, entries: tuple[Entry, ...]) -> list[Session | None]:
    """Today's session after the answers of its morning."""
    return [planner.plan_day(life.athlete, _told(life, entries), life.day).session]


def _told(life: Life, entries: tuple[Entry, ...]) -> Standing:
    standing = life.standing
    for number, one in enumerate(entries, len(life.entries) + 1):
        standing = planner.advance(standing, replace(one, n=number))
    return standing


def forks(life: Life, session: Session, chance: Random) -> Iterator[Fork]:
    """Questions about the session of today, each with a handful of answers from good to bad."""
    low, high = session.target
    base = Report(
        at=life.at(19), day=life.day, session=session.id, effort=float(int((low + high) / 2 + 0.5)), soreness=(),
        technique="clean",
    )  # fmt: skip
    tomorrow = life.day + timedelta(days=1)

    def ladder(name: str, values: tuple[Any, ...], make: Callable[[Any], tuple[Entry, ...]]) -> Fork:
        return Fork(name, tuple((value, make(value)) for value in values))

    yield ladder("effort", (0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0), lambda e: (replace(base, effort=e),))
    region, side = chance.choice(MUSCLES), chance.choice(SIDES)
    yield ladder(
        f"sore {region}", (0.0, 2.0, 3.0, 4.0, 6.0, 7.0, 8.0, 10.0),
        lambda s: (replace(base, soreness=(Sore(region, side, s, Tissue.muscle),)),),
    )  # fmt: skip
    hurt = chance.choice(PAINFUL)
    what = default_kind(hurt) if default_kind(hurt) is not Tissue.muscle else Tissue.tendon
    yield ladder(
        f"pain {hurt}", (0.0, 2.0, 3.0, 5.0, 6.0, 9.0),
        lambda s: (replace(base, soreness=(Sore(hurt, side, s, what),)),),
    )  # fmt: skip
    working = [one.exercise for one in session.items if one.working_sets]
    exercise = chance.choice(working) if working else None

    def felt(score: float, when: str, day_after: bool = False) -> Entry:
        return diary.Felt(
            at=life.at(20) + timedelta(hours=11 if day_after else 0), day=tomorrow if day_after else life.day,
            region=hurt, side=side, score=score, what=what, when=when, exercise=None if day_after else exercise,
        )  # fmt: skip

    yield ladder(
        f"pain {hurt} in {exercise}", (0.0, 2.0, 3.0, 5.0, 6.0, 9.0), lambda s: (base, felt(s, "during")),
    )  # fmt: skip
    yield ladder(
        f"morning after {hurt} in {exercise}", (0.0, 2.0, 3.0, 5.0, 6.0, 9.0),
        lambda s: (base, felt(4.0, "during"), felt(s, "morning", day_after=True)),
    )  # fmt: skip
    yield ladder("technique", ("clean", "wobbly", "broke"), lambda t: (replace(base, technique=t),))
    easy = replace(base, effort=max(0.0, low - 1))
    yield ladder(
        "fraction", (1.0, 0.75, 0.5, 0.3), lambda f: (replace(easy, fraction=f, stopped="time" if f < 1 else None),)
    )
    if exercise is not None:
        yield ladder(
            f"own {exercise}", (3.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.5),
            lambda r: (replace(base, items=(ItemReport(exercise, rpe=r),)),),
        )  # fmt: skip
        yield ladder(
            f"short {exercise}", (0, 1, 2, 3),
            lambda n: (replace(base, items=(ItemReport(exercise, short=n),)),),
        )  # fmt: skip
        yield ladder(
            f"over {exercise}", (5, 3, 2, 0), lambda n: (replace(easy, items=(ItemReport(exercise, over=n),)),)
        )
        yield ladder(
            f"technique {exercise}", ("clean", "wobbly", "broke"),
            lambda t: (replace(easy, items=(ItemReport(exercise, technique=t),)),),
        )  # fmt: skip
        asked = next(one.dose.load_kg for one in session.items if one.exercise == exercise)
        # Everything else equal, the lesser weight is the worse report; None = the one that was asked for.
        weights = (40.0, 8.0, None, 0.0) if asked is None else (2 * asked, 1.2 * asked, None, 0.8 * asked, 0.4 * asked)
        for name, report in (("on target", base), ("easy", easy)):
            yield ladder(
                f"used {exercise} {name}", weights,
                lambda kg, report=report: (replace(report, items=(ItemReport(exercise, load_kg=kg),)),),  # type: ignore[misc]
            )  # fmt: skip
        yield ladder(
            f"speed {exercise}", ("fast", "steady", "grinding"),
            lambda t: (replace(easy, items=(ItemReport(exercise, speed=t, rpe=7.0),)),),
        )  # fmt: skip
    yield Fork(
        "flag",
        (
            ("none", (base,)),
            (
                "knee",
                (
                    base,
                    diary.Flagged(at=life.at(20), day=life.day, flag="knee", urgency="soon", regions=(Region.knee,)),
                ),
            ),
            ("all", (base, diary.Flagged(at=life.at(20), day=life.day, flag="chest", urgency="emergency"))),
        ),
    )
    longest = max(
        [one.km for one in life.standing.runs if one.km and 0 < (life.day - one.day).days <= 30]
        + [one.km for one in life.athlete.runs if one.km],
        default=10.0,
    )
    yield ladder(
        "run beyond the longest", (0.9, 1.2, 1.5, 2.5),
        lambda x: (base, diary.Ran(at=life.at(20), day=life.day, km=round(longest * x, 1), kind="easy")),
    )  # fmt: skip
    yield Fork("answered", (("on target", (base,)), ("no soreness", (replace(base, soreness=None),))))


def more_places(life: Life, session: Session) -> Iterator[Fork]:
    """One part that hurts more, and the other side too: each only takes away."""
    chance = Random(f"{session.id} {len(life.entries)}")
    low, _ = session.target
    base = Report(
        at=life.at(19), day=life.day, session=session.id, effort=max(0.0, low - 1), soreness=(), technique="clean"
    )
    one, other = chance.sample(PAINFUL, 2)
    score = chance.choice((3.0, 4.0, 5.0))

    def felt(region: Region, side: Side, score: float, later: bool = False) -> Entry:
        what = default_kind(region) if default_kind(region) is not Tissue.muscle else Tissue.tendon
        return diary.Felt(
            at=life.at(20) + timedelta(hours=11 if later else 0), day=life.day + timedelta(days=int(later)),
            region=region, side=side, score=score, what=what, when="morning" if later else "after",
        )  # fmt: skip

    yield Fork(
        f"{one} and {other}",
        (
            ("none", (base,)),
            ("one", (base, felt(one, Side.left, score))),
            ("both", (base, felt(one, Side.left, score), felt(other, Side.right, chance.choice((3.0, 5.0, 7.0))))),
        ),
    )
    yield Fork(
        f"mornings after {one}",
        tuple(
            (sides, (base, felt(one, Side.both, 4.0), *(felt(one, side, score, later=True) for side in sides)))
            for sides in ((), (Side.left,), (Side.left, Side.right))
        ),
    )
    sore = replace(base, soreness=(Sore(chance.choice(MUSCLES), Side.both, 5.0, Tissue.muscle),))
    yield Fork(f"sore and {one}", (("sore", (sore,)), ("and pain", (sore, felt(one, Side.left, score)))))


def morning_forks(life: Life, chance: Random) -> Iterator[Fork]:
    """Questions of a morning: what they bring is the same day's session."""

    def said(**values: object) -> tuple[Entry, ...]:
        return (diary.Readiness(at=life.at(6), day=life.day, **values),)  # type: ignore[arg-type]

    yield Fork("sleep", tuple((h, said(sleep_h=h)) for h in (9.0, 7.0, 6.0, 5.0, 4.0, 3.0)))
    rest = {"sleep": 3, "fatigue": 3, "stress": 3, "soreness": 3}
    for name in rest:
        yield Fork(name, tuple((n, said(**{**rest, name: n})) for n in range(1, 8)))
    for trouble in planner.morning_parts(life.standing, life.day):
        yield Fork(
            f"morning {trouble.region} {trouble.side}",
            tuple(
                (s, (diary.Felt(
                    at=life.at(6), day=life.day, region=trouble.region, side=trouble.side, score=s,
                    what=trouble.what, when="morning",
                ),)) for s in (0.0, 2.0, 3.0, 5.0, 6.0, 9.0)
            ),
        )  # fmt: skip
    region = chance.choice(MUSCLES)
    yield Fork(
        f"sore {region}",
        tuple(
            (s, (diary.Felt(
                at=life.at(6), day=life.day, region=region, side=Side.both, score=s, what=Tissue.muscle, when="morning"
            ),)) for s in (0.0, 3.0, 4.0, 6.0, 7.0, 9.0)
        ),
    )  # fmt: skip


NEXT_DAYS = 4
AHEAD_DAYS = 8
"""What "the next session" is: every day of the next four, and on to the first strength session that the better answer
brings. After that session the two courses part for good reasons (the one has taken its repetition already and has no
minute left for a set, the other takes the set now): sessions are compared as wholes there, and beyond the four days
only the days themselves, since a worse answer never adds a session."""


def compared(fork: Fork, sessions: list[list[Session | None]]) -> Iterator[tuple[int, str]]:
    """(day, what) wherever a worse answer brings more than a better one, neighbour by neighbour and end to end."""
    count = len(sessions)
    for better in range(count):
        first = next((n for n, one in enumerate(sessions[better]) if one is not None and one.kind.strength), 0)
        for worse in range(better + 1, count):
            for number, (less, more) in enumerate(zip(sessions[worse], sessions[better], strict=True)):
                added = less is not None and more is None and bool(less.working_sets)
                strict = number < NEXT_DAYS or number <= first
                for why in (
                    larger(less, more, number <= first) if strict else ["a session instead of none"] if added else []
                ):
                    yield number, f"{fork.name} {fork.answers[better][0]} -> {fork.answers[worse][0]}: {why}"


__all__ = ["AHEAD_DAYS", "Fork", "after", "compared", "forks", "larger", "more_places", "morning_forks", "this_morning"]
