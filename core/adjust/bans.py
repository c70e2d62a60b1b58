"""What may not stand today: flags, red legs, painful parts, landings, muscles too sore to train."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core import pain, returns
from core.adjust.today import Today
from core.body import LEG_VOLUMES, LOWER_LEG, Region, Side, Volume
from core.catalogue import Exercise, counts_for, loads_region
from core.pain import Band, Trouble, red_reason
from core.policy import policy
from core.reasons import Reason, reason

TIER_REGIONS = LOWER_LEG
TESTED = "tested_today"
"""A test of the day stands for the exercise (7): nothing comes in its place."""


def ban(today: Today, exercise: Exercise) -> tuple[Reason, date | None] | None:
    """Why an exercise may not stand today and when it can be back at the earliest; None = it may."""
    return next(_bans(today, exercise), None)


def _bans(today: Today, exercise: Exercise) -> Iterator[tuple[Reason, date | None]]:
    if exercise.id in today.around.barred:
        yield today.around.barred[exercise.id], None
    for region in today.flagged:
        if loads_region(exercise, region):
            yield reason("red_flag_region", region), None
    if today.legs_out and (
        exercise.volume in LEG_VOLUMES or exercise.is_contact or exercise.volume is Volume.lateral_hip
    ):
        ran = today.legs_x is not None and today.legs_x[1].code == "run_spike_red"
        yield today.legs_x[1] if today.legs_x is not None and ran else reason("legs_red"), None
    for trouble in today.troubles:
        found = pain_ban(today, trouble, exercise)
        if found is not None:
            yield found
    if exercise.is_contact and today.contacts_out:
        yield reason("impact_ban"), None
    if today.tested and exercise.is_working and not today.tested.isdisjoint((exercise.pattern, exercise.volume)):
        yield reason(TESTED), None
    if (exercise.patellar or 0.0) > policy().knee.ceiling_after_14d and pain.felt_lately(
        today.standing, Region.knee, today.day
    ):
        yield reason("knee_returning", Region.knee, Side.both), None
    for ache in today.aches:
        swap = policy().doms.swap + (1 if today.soft else 0)
        if ache.score >= swap and exercise.is_working and counts_for(exercise, ache.region):
            yield reason("soreness_high", ache.region, score=ache.score), None


def held_by(today: Today, trouble: Trouble, exercise: Exercise) -> bool:
    """Whether that one painful part keeps the exercise out today."""
    return pain_ban(today, trouble, exercise) is not None


def pain_ban(today: Today, trouble: Trouble, exercise: Exercise) -> tuple[Reason, date | None] | None:
    """Why that one painful part keeps the exercise out, and until when; None = it does not."""
    side = trouble.side
    actions = today.around.catalogue.actions_for(trouble.region, trouble.site)
    listed = any(action.bans(exercise) for action in actions)
    if trouble.band is Band.RED:
        if _agreed_isometric(today, trouble, exercise):
            return None
        if loads_region(exercise, trouble.region) or exercise.id in trouble.hurt or listed:
            bone = reason("pain_bone", trouble.region, side, score=trouble.score)
            return bone if trouble.no_pain else red_reason(trouble), None
        return None
    if trouble.band in (Band.HELD, Band.AMBER_RED, Band.AFTER_RED):
        code = {
            Band.HELD: "pain_amber_settled", Band.AMBER_RED: "pain_next_morning", Band.AFTER_RED: "after_red",
        }[trouble.band]  # fmt: skip
        why = reason(code, trouble.region, side, score=trouble.peak, day=str(trouble.day))
        if exercise.id in trouble.hurt or listed:
            if trouble.unanswered:
                return reason("signs_unanswered", trouble.region, side), None
            return why, trouble.free
    returning = trouble.band is Band.RETURNING
    if _tier_closed(today, trouble, exercise):
        # Once it is calm no day brings it back, only the test.
        return reason("tier_closed", trouble.region, side, score=trouble.score), None if returning else trouble.free
    if returning and trouble.waits and listed:
        return reason("return_test", trouble.region, side), None
    if trouble.band is Band.RETURNING and trouble.region is Region.knee and exercise.patellar is not None:
        # Seven days at 2 or less open up to 0.50 (4.3).
        middle = policy().knee.ceiling_after_7d
        if exercise.patellar > middle and not exercise.is_hold:
            return reason("knee_returning", trouble.region, side), trouble.free
    return None


def _tier_closed(today: Today, trouble: Trouble, exercise: Exercise) -> bool:
    """After amber-red in the lower leg its tier gate restarts from A1, until its return test is met (4.2)."""
    if trouble.region not in TIER_REGIONS or (exercise.achilles_tier or 0) < 2:
        return False
    if trouble.band in (Band.AMBER_RED, Band.AFTER_RED):
        return True
    part = today.standing.parts[f"{trouble.region.value}:{trouble.side.value}"]
    return trouble.band is Band.RETURNING and returns.restarts(today.standing, part) and not exercise.at_walk


def _agreed_isometric(today: Today, trouble: Trouble, exercise: Exercise) -> bool:
    """Isometrics once a red report has fallen to 3 or less and the runner agreed; never for bone (2.1)."""
    if trouble.no_pain or trouble.score > policy().pain.isometric_after_red_max or not exercise.is_hold:
        return False
    return any(
        one.what == "isometrics" and one.region is trouble.region and one.yes and one.day >= trouble.day
        for one in today.standing.answers
    )


def very_sore(today: Today, exercise: Exercise) -> bool:
    """Whether it would load a muscle that is too sore to train: that one is left alone, not trained otherwise (2.2)."""
    swap = policy().doms.swap + (1 if today.soft else 0)
    return any(ache.score >= swap and loads_region(exercise, ache.region) for ache in today.aches)
