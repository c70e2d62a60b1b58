"""The last gate: the invariants of rulebook 12, checked on every session before it leaves core.

`violations` is the judge, written from the rulebook and not from the planner, so that a mistake there is caught here;
`gate` takes out what may not stand, and where a whole session may not, leaves mobility.
"""

from __future__ import annotations

from datetime import date

from core.athlete import Athlete
from core.body import RED_LEG_REGIONS, Volume
from core.catalogue import available, catalogue, loads_region
from core.policy import policy
from core.readiness import Systemic
from core.reasons import reason
from core.records import dataclass, replace
from core.session import Item, LeftOut, Phase, Session
from core.standing import Part, Standing, bone
from core.units import DAYS_PER_MONTH

LEG_VOLUMES = frozenset({Volume.squat, Volume.hinge, Volume.calf})


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold: its number in rulebook 12 ("0" = one of the extra ones), and for which item."""

    invariant: int
    why: str
    exercise: str = ""


def violations(
    athlete: Athlete, standing: Standing, session: Session, systemic: Systemic, legs_red: bool
) -> tuple[Violation, ...]:
    """Everything that is wrong with one session, as the runner stands that morning."""
    found: list[Violation] = []
    day = session.day
    kit = athlete.kit(standing.place_on(session.day))
    flagged = {region for flag in standing.flags for region in flag.regions}
    red = [part for part in standing.parts.values() if _red(part, day)]
    legs_out = legs_red or systemic is Systemic.RED or bool(flagged & RED_LEG_REGIONS)
    exercises = catalogue().by_id
    for item in session.items:
        exercise, dose = exercises.get(item.exercise), item.dose
        if exercise is None:
            found.append(Violation(0, "unknown exercise", item.exercise))
            continue
        if not available(exercise, kit):
            found.append(Violation(0, "kit is missing", item.exercise))
        if dose.rpe[1] >= 10:
            found.append(Violation(10, "a set to failure", item.exercise))
        if dose.sets < 1 or dose.amount < 1:
            found.append(Violation(0, "an empty dose", item.exercise))
        for part in red:
            if loads_region(exercise, part.region) and not _isometric_agreed(standing, part, exercise.is_hold, day):
                found.append(Violation(1, f"loads {part.region.value}", item.exercise))
        if flagged and any(loads_region(exercise, region) for region in flagged):
            found.append(Violation(3, "loads a flagged region", item.exercise))
        lands = exercise.is_contact
        if legs_out and (lands or exercise.volume in LEG_VOLUMES):
            found.append(Violation(10, "legs are out today", item.exercise))
        if lands and not _contacts_allowed(standing, session, item):
            found.append(Violation(4, "contacts are not allowed", item.exercise))
    if session.working_sets > policy().session.working_sets_max:
        found.append(Violation(10, "too many working sets"))
    if session.target[1] > session.cap:
        found.append(Violation(10, "target above the cap"))
    if not any(item.phase is Phase.WARMUP for item in session.items):
        found.append(Violation(0, "no warm-up"))
    if not any(item.phase is Phase.COOLDOWN for item in session.items):
        found.append(Violation(0, "no cool-down"))
    if session.kind.strength:
        last = standing.last_strength
        apart = policy().days.s_to_s
        if last is not None and 0 < (day - last).days < apart:
            found.append(Violation(5, "strength sessions too close"))
    return tuple(found)


def _red(part: Part, day: date) -> bool:
    return part.red is not None and part.red <= day and (part.cleared is None or part.cleared > day)


def _isometric_agreed(standing: Standing, part: Part, hold: bool, day: date) -> bool:
    low = bool(part.felt) and part.felt[-1].score <= policy().pain.isometric_after_red_max
    agreed = any(one.what == "isometrics" and one.region is part.region and one.yes for one in standing.answers)
    bony = part.what == "bone" or bone(standing, part.region, part.side, day)
    return hold and low and agreed and not bony


def _contacts_allowed(standing: Standing, session: Session, item: Item) -> bool:
    rules = policy()
    exercise = catalogue()[item.exercise]
    since = policy().pain.local_days
    for part in standing.parts.values():
        if part.region in RED_LEG_REGIONS and any(
            one.score > rules.pain.green_max and 0 <= (session.day - one.day).days <= since for one in part.felt
        ):
            return False
    if any(
        0 <= (session.day - one.day).days <= DAYS_PER_MONTH * rules.screen.bsi_level0_months for one in standing.bones
    ):
        return False
    at = session.elastic
    if not session.kind.strength or at is None or at.level > standing.level + 1 or (exercise.level or 0) > at.level:
        return False
    return at.level == 0 or session.contacts <= rules.plyo.session_cap[at.level]


def gate(
    athlete: Athlete, standing: Standing, session: Session, systemic: Systemic, legs_red: bool
) -> tuple[Session, bool]:
    """The session without what may not stand, and whether it may still be given at all."""
    wrong = violations(athlete, standing, session, systemic, legs_red)
    if not wrong:
        return session, True
    bad = {one.exercise for one in wrong if one.exercise}
    items = tuple(item for item in session.items if item.exercise not in bad)
    out = tuple(LeftOut(one, reason("safety")) for one in sorted(bad))
    while sum(item.working_sets for item in items) > policy().session.working_sets_max:
        items = _less(items)
    mended = replace(
        session,
        items=items,
        left_out=(*session.left_out, *out),
        target=(min(session.target[0], session.cap), min(session.target[1], session.cap)),
        reasons=(*session.reasons, *(reason("safety", one.invariant, why=one.why) for one in wrong)),
    )
    return mended, not violations(athlete, standing, mended, systemic, legs_red)


def _less(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """One working set less, from the last item that has more than one, or the last item itself."""
    for number in range(len(items) - 1, -1, -1):
        item = items[number]
        if item.working_sets > 1:
            fewer = replace(item, dose=replace(item.dose, sets=item.dose.sets - 1))
            return (*items[:number], fewer, *items[number + 1 :])
    last = max(number for number, item in enumerate(items) if item.working_sets)
    return (*items[:last], *items[last + 1 :])
