"""The same session in fewer minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core import adjust, compose, weakness
from core.adjust import Today
from core.body import LEG_VOLUMES
from core.building.ends import begun, ended
from core.building.frame import targets
from core.building.light import drill_minutes
from core.building.work import UPPER_SETS, gentle, loads_legs, push_within_pull
from core.catalogue import Exercise, Slot, catalogue
from core.policy import policy
from core.reasons import reason
from core.records import replace
from core.session import Dose, Item, Kind, LeftOut, Phase, Session

MOST_SETS = {10: 1, 20: 2, 30: 3}
"""Minutes asked for -> most sets of an item [DC]."""

REST_S = 60
"""Seconds between sets on a short day, at most [DC]."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What a slot asks for before today's reports, with its seconds of rest."""

    exercise: Exercise
    dose: Dose
    slot: Slot | None
    rest: int = REST_S

    @property
    def worth(self) -> int:
        return len(compose.WORTH) if self.slot is None else compose.WORTH.index(self.slot.group)


def too_long(today: Today, session: Session, minutes: int, letters: str) -> bool:
    """Whether a session takes more than so many minutes, or would without what was reported.

    An upper day may have the slots of two sessions (`letters`), which nobody fitted into the minutes together.
    """
    if session.minutes > minutes or _placed(session) != Kind.UPPER:
        return session.minutes > minutes
    hold = catalogue()["iso_calf"]
    lines = [
        *_usual(today, session, letters).values(),
        _Line(hold, Dose(2, policy().pain.isometric_s, hold.unit.value), None),
    ]
    seconds = sum(compose.item_seconds(one.exercise, one.dose, one.rest) for one in lines)
    return compose.minutes(seconds, today.around.ends) > minutes


def shorten(today: Today, session: Session, minutes: int, letters: str) -> Session:
    """The same session in fewer minutes: what is worth most per minute stays; the rest is named with its return.

    The minutes are shared out as the season has the session, and what was reported since then only takes away from a
    share: what a sore part gives up is nobody else's (9.1, 12).
    """
    working = [one for one in session.items if one.working_sets]
    around_it = [one for one in session.items if one.phase in (Phase.WARMUP, Phase.COOLDOWN)]
    if not working:
        return _fewer_lines(session, minutes)
    shares = _shares(today, session, working, minutes, letters)
    kept = push_within_pull([_less(one, shares[_key(one)]) for one in working if _key(one) in shares])
    warm = begun([one for one in around_it if one.phase is Phase.WARMUP], minutes)
    cool = ended([one for one in around_it if one.phase is Phase.COOLDOWN], minutes)
    here = {one.exercise for one in kept}
    out = tuple(LeftOut(one.exercise, reason("short_day", minutes)) for one in working if one.exercise not in here)
    kind, (target, cap) = session.kind, (session.target, session.cap)
    if kind.strength and not loads_legs(kept):
        # What loads no legs is no strength day, and counts as none when a gap is measured.
        kind, kept = Kind.UPPER, [gentle(one) for one in kept]
        target, cap = targets(today, kind, None)
    return replace(
        session,
        kind=kind,
        target=target,
        cap=cap,
        items=(*warm, *kept, *cool),
        left_out=(*session.left_out, *out),
        minutes=min(session.minutes, minutes),
        shortened=minutes,
    )


DRILLS_WORTH = ("dorsi", "hip9090", "thoracic", "hipflex", "hkw", "slbal", "wallrun", "short_foot", "bkick")
"""Of a day without working sets, what stays first where there are few minutes: mobility, then one drill, balance [DC].
"""


def _fewer_lines(session: Session, minutes: int) -> Session:
    """A day of drills or mobility in fewer minutes: its first and last line, what the tests ask for, then by worth.

    What is out today keeps the minutes that it would have had (9.1, 12).
    """
    if session.minutes <= minutes:
        return replace(session, shortened=minutes)
    first, *between, last = session.items
    asked = [one.exercise for one in between if any(why.code == "weak_drill" for why in one.reasons)]
    names = [one.exercise for one in between] + [one.exercise for one in session.left_out]
    order = [*asked, *DRILLS_WORTH, *names]
    room = minutes - drill_minutes(first.exercise) - drill_minutes(last.exercise)
    kept: set[str] = set()
    for name in sorted(dict.fromkeys(names), key=order.index):
        if drill_minutes(name) <= room:
            kept.add(name)
            room -= drill_minutes(name)
    out = tuple(LeftOut(one.exercise, reason("short_day", minutes)) for one in between if one.exercise not in kept)
    return replace(
        session,
        items=(first, *(one for one in between if one.exercise in kept), last),
        left_out=(*session.left_out, *out),
        minutes=minutes,
        shortened=minutes,
    )


def _placed(session: Session) -> str:
    """The kind that the week has there, whatever the day made of it."""
    return session.id.rpartition(".")[2]


def _key(item: Item) -> str:
    return item.slot or item.exercise


def _less(item: Item, sets: int) -> Item:
    dose = replace(item.dose, sets=min(sets, item.dose.sets), rest=min(item.dose.rest, REST_S))
    return item.with_less(dose)


def _shares(today: Today, session: Session, working: Sequence[Item], minutes: int, letters: str) -> dict[str, int]:
    """The sets that every slot may have, the worthiest first; a slot without a share is not in it."""
    most_sets = MOST_SETS[max(one for one in MOST_SETS if one <= max(minutes, 10))]
    items = {_key(one): one for one in working}
    lines = _usual(today, session, letters)
    for name, item in items.items():
        lines.setdefault(name, _Line(catalogue()[item.exercise], item.dose, weakness.slot_of(item)))
    room = (minutes - sum(compose.ends(minutes))) * 60.0
    shares: dict[str, int] = {}
    for name, line in sorted(lines.items(), key=lambda one: one[1].worth):
        for sets in range(min(line.dose.sets, most_sets), 0, -1):
            seconds = compose.item_seconds(line.exercise, replace(line.dose, sets=sets), line.rest)
            if name in items:
                # Who stands in may take longer than whom it stands in for.
                now = _less(items[name], sets)
                seconds = max(seconds, compose.item_seconds(catalogue()[now.exercise], now.dose))
            if seconds <= room:
                shares[name] = sets
                room -= seconds
                break
    return shares


def _usual(today: Today, session: Session, upper_letters: str) -> dict[str, _Line]:
    """The season's own lines of a session, by slot, before anything that was reported."""
    placed = _placed(session)
    upper = placed == Kind.UPPER
    letters = {"strength_a": "a", "strength_b": "b", "upper": upper_letters}.get(placed, "")
    lines: dict[str, _Line] = {}
    for letter in letters:
        composed = compose.as_it_stands(today.around, letter, LEG_VOLUMES if upper else frozenset())
        for plan in composed.plans:
            if upper and any(one.exercise is plan.exercise for one in lines.values()):
                continue
            rest = min(compose.rest_of(plan.slot, 0, composed.paired and not upper), REST_S)
            dose = adjust.in_deload(today, plan, plan.exercise, plan.dose)
            if upper:
                dose = replace(dose, sets=min(dose.sets, UPPER_SETS))
            lines[plan.slot.id] = _Line(plan.exercise, dose, plan.slot, rest)
    return lines
